#include "http/request_reader.hpp"

#include <algorithm>

#include "http/target.hpp"

namespace admitone::http {
namespace {

using boost::beast::http::error;

constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

RequestReader::RequestReader(Connection& connection, const Limits& limits)
    : connection_(connection), limits_(limits) {}

boost::asio::awaitable<bool> RequestReader::wait(std::chrono::milliseconds patience) {
  if (connection_.input().size() > 0) co_return true;
  connection_.set_deadline(patience);
  co_return co_await connection_.read();
}

boost::asio::awaitable<RequestReader::Outcome> RequestReader::read_head(Request& request) {
  parser_.emplace(request);
  parser_->header_limit(static_cast<std::uint32_t>(limits_.header_bytes_max));
  parser_->body_limit(boost::none);  // How much is allowed is known with the route: read_body.
  head_bytes_ = 0;
  if (auto outcome = parse_head(request)) co_return *outcome;
  connection_.set_deadline(limits_.header_timeout);
  for (;;) {
    const bool has_more = co_await connection_.read();
    if (!has_more) co_return missing();
    if (auto outcome = parse_head(request)) co_return *outcome;
  }
}

boost::asio::awaitable<RequestReader::Outcome> RequestReader::read_body(std::size_t bytes_max) {
  if (parser_->is_done()) co_return Outcome::complete;
  body_bytes_max_ = bytes_max;
  const auto announced = parser_->content_length();
  if (announced && *announced > bytes_max) co_return refuse(error::body_limit);
  parser_->body_limit(bytes_max);
  parser_->eager(true);
  if (parser_->expects_continue() && !parser_->is_http_1_0() && connection_.input().size() == 0) {
    const Connection::Buffers line{boost::asio::buffer(continue_line)};
    const bool was_written = co_await connection_.write(line, limits_.write_timeout);
    if (!was_written) co_return Outcome::closed;
  }
  if (auto outcome = parse_body()) co_return *outcome;
  connection_.set_deadline(body_timeout());
  for (;;) {
    const bool has_more = co_await connection_.read();
    if (!has_more) co_return missing();
    if (auto outcome = parse_body()) co_return *outcome;
  }
}

/// Nothing: more octets are needed.
std::optional<RequestReader::Outcome> RequestReader::parse_head(Request& request) {
  skip_empty_lines();
  if (connection_.input().size() == 0) return std::nullopt;
  const boost::system::error_code failure = parse();
  const bool needs_more = failure == error::need_more;
  if (failure && !needs_more) return refuse(failure);
  // Beast counts the request line and the fields apart, so the limit of the whole is kept here.
  const std::size_t head_bytes = head_bytes_ + (needs_more ? connection_.input().size() : 0);
  if (head_bytes > limits_.header_bytes_max) return refuse(error::header_limit);
  if (needs_more) return std::nullopt;
  return finish_head(request);
}

std::optional<RequestReader::Outcome> RequestReader::parse_body() {
  if (connection_.input().size() > 0) {
    const boost::system::error_code failure = parse();
    if (failure && failure != error::need_more) return refuse(failure);
    if (parser_->is_done()) return Outcome::complete;
    if (connection_.input_is_full()) return refuse(error::bad_chunk_extension);
  }
  return std::nullopt;
}

boost::system::error_code RequestReader::parse() {
  boost::system::error_code failure;
  const boost::asio::const_buffer unparsed = connection_.input().data();
  const std::size_t consumed = parser_->put(unparsed, failure);
  connection_.input().consume(consumed);
  head_bytes_ += consumed;
  return failure;
}

/// Old clients end a body with an empty line too many (RFC 9112, section 2.2).
void RequestReader::skip_empty_lines() {
  if (head_bytes_ > 0) return;
  const boost::asio::const_buffer unparsed = connection_.input().data();
  const std::string_view text(static_cast<const char*>(unparsed.data()), unparsed.size());
  std::size_t begin = 0;
  while (text.substr(begin).starts_with("\r\n")) begin += 2;
  connection_.input().consume(begin);
}

RequestReader::Outcome RequestReader::finish_head(Request& request) {
  if (const std::string_view complaint = parser_->complaint(); !complaint.empty()) {
    return refuse(Status::bad_request, std::string(complaint));
  }
  try {
    encoded_path_ = read_target(parser_->target(), request);
  } catch (const BadTarget& bad) {
    return refuse(Status::bad_request, bad.what());
  }
  return Outcome::complete;
}

std::chrono::milliseconds RequestReader::body_timeout() const {
  const std::size_t times = body_bytes_max_ / limits_.body_bytes_max;
  return limits_.body_timeout * std::max<std::size_t>(times, 1);
}

/// Why nothing more came.
RequestReader::Outcome RequestReader::missing() {
  if (!connection_.timed_out()) return Outcome::closed;
  return refuse(Status::request_timeout, "The request took too long to arrive.");
}

RequestReader::Outcome RequestReader::refuse(Status status, std::string detail) {
  failure_ = {status, std::move(detail)};
  return Outcome::refused;
}

RequestReader::Outcome RequestReader::refuse(boost::system::error_code error_code) {
  if (error_code == error::header_limit) {
    return refuse(Status::request_header_fields_too_large,
                  "The request's head is longer than " + std::to_string(limits_.header_bytes_max) +
                      " bytes.");
  }
  if (error_code == error::body_limit) {
    return refuse(Status::payload_too_large, "The request's body is longer than " +
                                                 std::to_string(body_bytes_max_) + " bytes.");
  }
  return refuse(Status::bad_request,
                "The request is not valid HTTP: " + error_code.message() + ".");
}

}  // namespace admitone::http
