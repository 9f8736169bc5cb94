#include "http/server_state.hpp"

#include "http/session.hpp"

namespace admitone::http {

void Sessions::add(const std::shared_ptr<Session>& session) {
  const std::scoped_lock lock(mutex_);
  sessions_.emplace(session.get(), session);
}

void Sessions::remove(const Session* session) {
  const std::scoped_lock lock(mutex_);
  sessions_.erase(session);
}

std::size_t Sessions::count() const {
  const std::scoped_lock lock(mutex_);
  return sessions_.size();
}

std::vector<std::shared_ptr<Session>> Sessions::all() const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::shared_ptr<Session>> found;
  for (const auto& [key, weak] : sessions_) {
    if (auto session = weak.lock()) found.push_back(std::move(session));
  }
  return found;
}

std::vector<std::shared_ptr<Session>> Sessions::due(
    std::chrono::steady_clock::time_point now) const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::shared_ptr<Session>> found;
  for (const auto& [session, weak] : sessions_) {
    // A session removes itself under this lock before it dies, so the pointer is good here.
    if (!session->is_due(now)) continue;
    if (auto living = weak.lock()) found.push_back(std::move(living));
  }
  return found;
}

}  // namespace admitone::http
