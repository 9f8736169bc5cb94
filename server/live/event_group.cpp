#include "live/event_group.hpp"

#include <algorithm>

#include "http/message.hpp"

namespace admitone::live {

void EventGroup::add(std::int64_t number, std::string_view event, std::string_view data) {
  starts_.push_back({number, text_.size()});
  text_ += http::format_event(std::to_string(number), event, data);
}

void EventGroup::add_attendance(std::int64_t number, std::string_view data) {
  text_ += http::format_event(std::to_string(number), "attendance", data);
}

std::string_view EventGroup::text_after(std::int64_t number) const {
  const auto next = std::ranges::upper_bound(starts_, number, {}, &Start::number);
  if (next == starts_.end()) return {};
  return std::string_view(text_).substr(next->offset);
}

}  // namespace admitone::live
