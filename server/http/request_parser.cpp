#include "http/request_parser.hpp"

#include <algorithm>

#include <boost/beast/core/string.hpp>

namespace admitone::http {
namespace {

using boost::beast::iequals;
using boost::beast::http::field;

/// A client may announce more than it sends, so no more than this is set aside before it came.
constexpr std::uint64_t reserved_bytes_max = 64 * 1024;

char to_lower(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character + ('a' - 'A'))
                                              : character;
}

}  // namespace

RequestParser::RequestParser(Request& request) : request_(request) {}

std::string_view RequestParser::complaint() const {
  if (is_encoding_unknown_) return "The only transfer coding known here is chunked.";
  if (is_http_1_0() && chunked()) return "HTTP/1.0 has no chunked bodies.";
  if (hosts_ > 1 || (hosts_ == 0 && !is_http_1_0())) return "There must be one Host header.";
  return {};
}

void RequestParser::on_request_impl(Verb method, View, View target, int version, Error&) {
  request_.method = method;
  target_.assign(target.data(), target.size());
  version_ = version;
}

void RequestParser::on_field_impl(field known, View name, View value, Error&) {
  // Fields after a chunked body could otherwise override those that were checked in front of it.
  if (is_head_done_) return;
  if (known == field::host) ++hosts_;
  if (known == field::expect && iequals(value, "100-continue")) expects_continue_ = true;
  if (known == field::transfer_encoding && !iequals(value, "chunked")) is_encoding_unknown_ = true;
  auto& [stored_name, stored_value] = request_.headers.emplace_back();
  stored_name.resize(name.size());
  std::transform(name.begin(), name.end(), stored_name.begin(), to_lower);
  stored_value.assign(value.data(), value.size());
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& length, Error&) {
  if (length) request_.body.reserve(std::min(*length, reserved_bytes_max));
}

std::size_t RequestParser::on_body_impl(View body, Error&) {
  request_.body.append(body.data(), body.size());
  return body.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View body, Error&) {
  request_.body.append(body.data(), body.size());
  return body.size();
}

}  // namespace admitone::http
