#include "app/healthy_command.hpp"

#include <iostream>
#include <memory>

#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>
#include <curl/curl.h>

#include "http/server.hpp"

namespace admitone::app {
namespace {

constexpr long answer_within_s = 5;
constexpr long status_ok = 200;

std::size_t ignore(char*, std::size_t size, std::size_t count, void*) { return size * count; }

/// A certificate is made for the name that people use, and nobody else is there on this machine.
bool is_this_machine(const std::string& address) {
  const auto url = boost::urls::parse_uri(address);
  if (!url) return false;
  boost::system::error_code error;
  const auto host = boost::asio::ip::make_address(url->host_address(), error);
  return !error && host.is_loopback();
}

struct ListCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// The status of the answer; nothing, and why, when there was none.
long status_of(const std::string& address, std::string& why) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> request(curl_easy_init(),
                                                                    curl_easy_cleanup);
  // A server that speaks HTTPS sends whoever takes a page and comes without it there.
  const std::unique_ptr<curl_slist, ListCloser> headers(
      curl_slist_append(nullptr, "Accept: text/html, application/json"));
  if (!request || !headers) throw std::runtime_error("libcurl cannot start");
  const long verifies = is_this_machine(address) ? 0 : 1;
  curl_easy_setopt(request.get(), CURLOPT_URL, (address + "/readyz").c_str());
  curl_easy_setopt(request.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(request.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(request.get(), CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(request.get(), CURLOPT_MAXREDIRS, 1L);
  curl_easy_setopt(request.get(), CURLOPT_REDIR_PROTOCOLS_STR, "https");
  curl_easy_setopt(request.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(request.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(request.get(), CURLOPT_TIMEOUT, answer_within_s);
  curl_easy_setopt(request.get(), CURLOPT_SSL_VERIFYPEER, verifies);
  curl_easy_setopt(request.get(), CURLOPT_SSL_VERIFYHOST, verifies * 2);
  curl_easy_setopt(request.get(), CURLOPT_WRITEFUNCTION, ignore);
  const CURLcode result = curl_easy_perform(request.get());
  long status = 0;
  if (result == CURLE_OK) curl_easy_getinfo(request.get(), CURLINFO_RESPONSE_CODE, &status);
  why = curl_easy_strerror(result);
  return status;
}

}  // namespace

std::string local_address(const std::string& listen) {
  try {
    const auto listening = http::parse_listen_address(listen);
    const auto host = boost::asio::ip::make_address(listening.host);
    std::string text = host.to_string();
    if (host.is_unspecified()) text = host.is_v6() ? "::1" : "127.0.0.1";
    if (host.is_v6()) text = "[" + text + "]";
    return "http://" + text + ":" + std::to_string(listening.port);
  } catch (const std::invalid_argument& bad_address) {
    throw ConfigError(std::string("--listen: ") + bad_address.what());
  }
}

int ask_whether_healthy(const Config& config, const std::string& address) {
  const std::string asked = address.empty() ? local_address(config.listen) : address;
  std::string why;
  const long status = status_of(asked, why);
  if (status == status_ok) {
    std::cout << "The server at " << asked << " is ready.\n";
    return 0;
  }
  std::cerr << "admitone: the server at " << asked << " "
            << (status == 0 ? "does not answer: " + why
                            : "is not ready: it answers " + std::to_string(status))
            << "\n";
  return 1;
}

}  // namespace admitone::app
