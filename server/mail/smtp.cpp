#include "mail/smtp.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <curl/curl.h>
#include <sys/socket.h>

#include "base/utf8.hpp"

namespace admitone::mail {
namespace {

constexpr std::size_t answer_characters_max = 300;  // kept of what a server says

void prepare_curl() {
  static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (result != CURLE_OK) throw std::runtime_error("libcurl cannot start");
}

/// A server's answer as one printable line: it may say anything, in any encoding.
std::string printable(std::string_view text) {
  std::string clean;
  for (std::size_t count = 0; !text.empty() && count < answer_characters_max; ++count) {
    const auto character = base::take_character(text);
    if (!character) {
      clean += '?';
    } else if (base::is_control(*character) || base::reorders_text(*character)) {
      clean += ' ';
    } else {
      base::append_character(clean, *character);
    }
  }
  while (clean.ends_with(' ')) clean.pop_back();
  return clean;
}

/// What was said on the connection during one attempt: the server's last answer, and whether it
/// answers what concerns this letter alone. Our own commands, the password among them, are not
/// kept.
struct Talk {
  bool is_over = false;  ///< libcurl says farewell before it tells how the delivery went
  bool is_about_letter = false;
  std::string answer;
};

int listen(CURL*, curl_infotype type, char* data, std::size_t size, void* talk_pointer) {
  auto& talk = *static_cast<Talk*>(talk_pointer);
  const std::string_view text(data, size);
  if (type == CURLINFO_HEADER_OUT && text.starts_with("QUIT")) talk.is_over = true;
  if (talk.is_over) return 0;
  if (type == CURLINFO_HEADER_OUT) {
    talk.is_about_letter = text.starts_with("RCPT") || text.starts_with("DATA");
  }
  if (type == CURLINFO_HEADER_IN) talk.answer = printable(text);
  return 0;
}

struct Reader {
  std::string_view rest;
};

std::size_t read_some(char* buffer, std::size_t size, std::size_t count, void* reader_pointer) {
  auto& reader = *static_cast<Reader*>(reader_pointer);
  const std::size_t taken = std::min(size * count, reader.rest.size());
  std::copy_n(reader.rest.data(), taken, buffer);
  reader.rest.remove_prefix(taken);
  return taken;
}

std::size_t ignore(char*, std::size_t size, std::size_t count, void*) { return size * count; }

int ask_to_stop(void* should_stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return (*static_cast<const std::function<bool()>*>(should_stop))() ? 1 : 0;
}

int answer_code(const std::string& answer) {
  if (answer.size() < 3) return 0;
  int code = 0;
  for (const char digit : answer.substr(0, 3)) {
    if (digit < '0' || digit > '9') return 0;
    code = code * 10 + (digit - '0');
  }
  return code;
}

long curl_encryption(Encryption encryption) {
  switch (encryption) {
    case Encryption::never:
      return CURLUSESSL_NONE;
    case Encryption::if_offered:
      return CURLUSESSL_TRY;
    case Encryption::required:
    case Encryption::from_start:
      break;
  }
  return CURLUSESSL_ALL;
}

/// What went wrong, for people who run the server.
std::string complaint(CURLcode result, const Talk& talk) {
  switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "The mail server's name is not known.";
    case CURLE_COULDNT_CONNECT:
      return "The mail server cannot be reached.";
    case CURLE_OPERATION_TIMEDOUT:
      return "The mail server took too long to answer.";
    case CURLE_USE_SSL_FAILED:
      return "The mail server offers no encryption (STARTTLS), which is required.";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return "The mail server's certificate cannot be verified.";
    case CURLE_SSL_CONNECT_ERROR:
      return "The encrypted connection to the mail server failed.";
    case CURLE_LOGIN_DENIED:
      return "The mail server refused the login: " + talk.answer;
    case CURLE_ABORTED_BY_CALLBACK:
      return "The attempt was ended because this server stops.";
    default:
      break;
  }
  if (talk.answer.empty()) return "The mail server does not speak SMTP, or hung up.";
  if (answer_code(talk.answer) >= 400) return "The mail server refused: " + talk.answer;
  return "The mail server hung up or lost its way, after: " + talk.answer;
}

Delivery::Outcome outcome_of(CURLcode result, const Talk& talk) {
  using Outcome = Delivery::Outcome;
  if (result == CURLE_OK) return Outcome::accepted;
  // Only what is said to the recipient or to the message concerns the letter alone. 421: the
  // server closes.
  const int code = answer_code(talk.answer);
  const bool is_an_answer = result == CURLE_SEND_ERROR || result == CURLE_RECV_ERROR ||
                            result == CURLE_WEIRD_SERVER_REPLY;
  if (!talk.is_about_letter || !is_an_answer || code < 400 || code == 421) return Outcome::failed;
  return code >= 500 ? Outcome::refused : Outcome::deferred;
}

}  // namespace

class Smtp::Connection {
 public:
  Connection(const SmtpServer& server, const std::string& domain, const SmtpTimeouts& timeouts) {
    prepare_curl();
    curl_.reset(curl_easy_init());
    if (!curl_) throw std::runtime_error("libcurl has no memory");
    const bool is_v6 = server.host.find(':') != std::string::npos;
    const std::string url =
        std::string(server.encryption == Encryption::from_start ? "smtps" : "smtp") + "://" +
        (is_v6 ? "[" + server.host + "]" : server.host) + ":" + server.port + "/" + domain;
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeouts.connect.count()));
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(timeouts.whole.count() / 1000 + 1));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeouts.whole.count()));
    set(CURLOPT_USE_SSL, curl_encryption(server.encryption));
    if (!server.certificates.empty()) set(CURLOPT_CAINFO, server.certificates.c_str());
    if (!server.username.empty()) {
      set(CURLOPT_USERNAME, server.username.c_str());
      set(CURLOPT_PASSWORD, server.password.c_str());
    }
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &read_some);
    set(CURLOPT_WRITEFUNCTION, &ignore);
    set(CURLOPT_VERBOSE, 1L);  // to listen; nothing is printed
    set(CURLOPT_DEBUGFUNCTION, &listen);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &ask_to_stop);
  }

  ~Connection() { hang_up(); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Delivery deliver(const std::string& from, const std::string& to, const std::string& message,
                   const std::function<bool()>& should_stop) {
    Talk talk;
    Reader reader{message};
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(
        curl_slist_append(nullptr, to.c_str()), &curl_slist_free_all);
    set(CURLOPT_MAIL_FROM, from.c_str());
    set(CURLOPT_MAIL_RCPT, recipients.get());
    set(CURLOPT_READDATA, &reader);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
    set(CURLOPT_DEBUGDATA, &talk);
    set(CURLOPT_XFERINFODATA, &should_stop);
    const CURLcode result = curl_easy_perform(curl_.get());
    set(CURLOPT_MAIL_RCPT, nullptr);
    set(CURLOPT_DEBUGDATA, &idle_talk_);  // the connection's end is listened to as well
    const auto outcome = outcome_of(result, talk);
    if (outcome == Delivery::Outcome::failed) hang_up();
    return {outcome, answer_code(talk.answer),
            outcome == Delivery::Outcome::accepted ? "The mail server said: " + talk.answer
                                                   : complaint(result, talk)};
  }

 private:
  struct Cleanup {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  };

  /// Ends the connection, if there is one, without a farewell: libcurl would wait for a stalled
  /// server's answer to it, for minutes.
  void hang_up() {
    curl_socket_t socket = CURL_SOCKET_BAD;
    if (curl_easy_getinfo(curl_.get(), CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK &&
        socket != CURL_SOCKET_BAD) {
      shutdown(socket, SHUT_RDWR);
    }
  }

  template <class T>
  void set(CURLoption option, T value) {
    if (curl_easy_setopt(curl_.get(), option, value) != CURLE_OK) {
      throw std::runtime_error("libcurl does not know an option for mail");
    }
  }

  Talk idle_talk_;
  std::unique_ptr<CURL, Cleanup> curl_;
};

Smtp::Smtp(const SmtpServer& server, const std::string& domain, const SmtpTimeouts& timeouts)
    : connection_(std::make_unique<Connection>(server, domain, timeouts)) {}

Smtp::~Smtp() = default;

Delivery Smtp::deliver(const std::string& from, const std::string& to, const std::string& message,
                       const std::function<bool()>& should_stop) {
  return connection_->deliver(from, to, message, should_stop);
}

}  // namespace admitone::mail
