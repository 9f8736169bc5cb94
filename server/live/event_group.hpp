#pragma once
// Events of one concert that were read together, ready to be sent: facts by number, then the
// counts.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace admitone::live {

class EventGroup {
 public:
  /// A fact's event, with a higher number than the one before.
  void add(std::int64_t number, std::string_view event, std::string_view data);

  /// The counts after these facts; `number` is that of the newest fact they hold.
  void add_attendance(std::int64_t number, std::string_view data);

  const std::string& text() const { return text_; }

  /// What somebody who has seen the facts up to `number` still needs: the text from the next fact
  /// on.
  std::string_view text_after(std::int64_t number) const;

  /// The highest number of its facts; 0 without any.
  std::int64_t last() const { return starts_.empty() ? 0 : starts_.back().number; }
  std::size_t fact_count() const { return starts_.size(); }

 private:
  struct Start {
    std::int64_t number;
    std::size_t offset;  ///< in text_
  };
  std::string text_;
  std::vector<Start> starts_;
};

}  // namespace admitone::live
