#pragma once
// Fills a Request while Beast's parser walks through the octets: nothing is stored twice. Adds the
// checks that keep two servers from reading one request differently (request smuggling).

#include <string>
#include <string_view>

#include <boost/beast/http/basic_parser.hpp>

#include "http/message.hpp"

namespace admitone::http {

class RequestParser final : public boost::beast::http::basic_parser<true> {
 public:
  /// Writes into `request`, which must outlive the parser.
  explicit RequestParser(Request& request);

  /// The request target as it was sent.
  const std::string& target() const { return target_; }
  bool is_http_1_0() const { return version_ == 10; }
  bool expects_continue() const { return expects_continue_; }
  /// What is wrong with a head that is done, or "".
  std::string_view complaint() const;

 private:
  using View = boost::beast::string_view;
  using Error = boost::beast::error_code;

  void on_request_impl(Verb method, View method_text, View target, int version, Error&) override;
  void on_response_impl(int, View, int, Error&) override {}
  void on_field_impl(boost::beast::http::field, View name, View value, Error&) override;
  void on_header_impl(Error&) override { is_head_done_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Error&) override;
  std::size_t on_body_impl(View body, Error&) override;
  void on_chunk_header_impl(std::uint64_t, View, Error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, View body, Error&) override;
  void on_finish_impl(Error&) override {}

  Request& request_;
  std::string target_;
  int version_ = 11;
  int hosts_ = 0;
  bool expects_continue_ = false;
  bool is_encoding_unknown_ = false;
  bool is_head_done_ = false;
};

}  // namespace admitone::http
