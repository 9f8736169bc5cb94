#pragma once
// An endpoint is a value: method, path, who may call it, and a function from a described input to a
// described output. Decoding, permission, the error document and the contract's document all come
// from it.

#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/json/object.hpp>

#include "api/form.hpp"
#include "api/rooms.hpp"
#include "contract/decode.hpp"
#include "contract/encode.hpp"
#include "contract/schema.hpp"
#include "db/await.hpp"
#include "http/message.hpp"

namespace admitone::api {

/// One request being answered: what an endpoint's function may ask.
struct Call {
  const Rooms& rooms;
  const http::Request& request;
  base::Timestamp now;
  std::optional<Caller> caller;  ///< set for every endpoint that is not open
  /// Added to the answer.
  std::vector<std::pair<std::string, std::string>> headers;

  const core::User& user() const { return caller.value().user; }

  template <class T>
  T path(std::string_view name) const {
    return contract::decode_path<T>(name, request.parameter(name));
  }
};

/// An input or output that has nothing in it.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

/// An output with a status of its own, where it is not always the same.
template <class T>
struct WithStatus {
  T value;
  http::Status status;
};

template <class In, class Out>
using Action = std::function<boost::asio::awaitable<Out>(Call&, In)>;

/// A function that only reads, run in a transaction on the database's threads.
template <class In, class Out>
Action<In, Out> reads(Out (*function)(Call&, db::Transaction&, const In&)) {
  return [function](Call& call, In in) -> boost::asio::awaitable<Out> {
    co_return co_await db::on_database(call.rooms.database, db::Access::read,
                                       [function, &call, &in](db::Transaction& transaction) {
                                         return function(call, transaction, in);
                                       });
  };
}

/// A function that changes something; followers of the journal and the postman are woken after its
/// commit.
template <class In, class Out>
Action<In, Out> writes(Out (*function)(Call&, db::Transaction&, const In&)) {
  return [function](Call& call, In in) -> boost::asio::awaitable<Out> {
    Out out = co_await db::on_database(call.rooms.database, db::Access::write,
                                       [function, &call, &in](db::Transaction& transaction) {
                                         return function(call, transaction, in);
                                       });
    call.rooms.announce_commit();
    co_return out;
  };
}

/// A function that waits for other things than one transaction.
template <class In, class Out>
Action<In, Out> awaits(boost::asio::awaitable<Out> (*function)(Call&, In)) {
  return function;
}

/// How a body may be written.
enum class BodyForm { json, json_or_form };

/// What the contract's document says of an endpoint, beyond its method and path.
struct Document {
  std::function<boost::json::object(contract::Components&)> input;   ///< none: takes nothing
  std::function<boost::json::object(contract::Components&)> output;  ///< none: answers no JSON
  std::function<boost::json::value()> input_example;
  std::string content_type = "application/json";  ///< of the answer
  std::string file_type = {};  ///< set: the body is a file of this type, and the input is the query
  std::string file_example = {};  ///< of such a body
  std::string also_ok = {};       ///< set: when a 200 with the same output is answered instead
  bool may_conflict = false;  ///< refused in some states of the thing, though it changes nothing
};

struct Endpoint {
  http::Verb method;
  std::string path;
  Who who;
  std::string summary;
  http::Status success = http::Status::ok;
  BodyForm body_form = BodyForm::json;
  Document document;
  std::function<boost::asio::awaitable<http::Response>(Call&)> respond;
  /// For files: how much the body may hold; 0: what any body may. Nothing of it is read for
  /// somebody who may not call.
  std::size_t file_bytes_max = 0;
};

using Endpoints = std::vector<Endpoint>;

namespace detail {

template <class T>
struct Unwrapped {
  using type = T;
};
template <class T>
struct Unwrapped<WithStatus<T>> {
  using type = T;
};

/// The input of a request: its query for GET, its body otherwise. An empty body reads as {}.
template <class In>
In read_input(const http::Request& request, BodyForm body_form) {
  if constexpr (std::is_same_v<In, Nothing>) {
    return {};
  } else {
    if (request.method == http::Verb::get) return contract::decode_query<In>(request.query);
    // curl calls any body a form unless told otherwise; no form begins with a brace.
    if (body_form == BodyForm::json_or_form && !request.body.starts_with('{') &&
        request.header("content-type").starts_with("application/x-www-form-urlencoded")) {
      return contract::decode<In>(form_as_json(request.body));
    }
    return contract::decode<In>(request.body.empty() ? std::string_view("{}")
                                                     : std::string_view(request.body));
  }
}

template <class In>
void describe_input(Document& document) {
  if constexpr (!std::is_same_v<In, Nothing>) {
    document.input = [](contract::Components& components) {
      return contract::schema<In>(components);
    };
    document.input_example = [] { return contract::example<In>(); };
  }
}

template <class Out>
http::Response write_output(Out out, http::Status success) {
  http::Response response;
  response.status = success;
  if constexpr (std::is_same_v<Out, Nothing>) {
    response.content_type.clear();
  } else if constexpr (!std::is_same_v<typename Unwrapped<Out>::type, Out>) {
    response.status = out.status;
    contract::encode_to(response.body, out.value);
  } else {
    contract::encode_to(response.body, out);
  }
  return response;
}

}  // namespace detail

template <class In, class Out>
Endpoint endpoint(http::Verb method, std::string path, Who who, std::string summary,
                  Action<In, Out> action, http::Status success = http::Status::ok,
                  BodyForm body_form = BodyForm::json) {
  using Body = typename detail::Unwrapped<Out>::type;
  Endpoint result{method, std::move(path), who, std::move(summary), success, body_form, {}, {}};
  detail::describe_input<In>(result.document);
  if constexpr (!std::is_same_v<Body, Nothing>) {
    result.document.output = [](contract::Components& components) {
      return contract::schema<Body>(components, contract::Use::answer);
    };
  } else {
    result.success = http::Status::no_content;
  }
  result.respond = [action = std::move(action), success = result.success,
                    body_form](Call& call) -> boost::asio::awaitable<http::Response> {
    In in = detail::read_input<In>(call.request, body_form);
    Out out = co_await action(call, std::move(in));
    co_return detail::write_output(std::move(out), success);
  };
  return result;
}

template <class In, class Out>
Endpoint get(std::string path, Who who, std::string summary, Action<In, Out> action) {
  return endpoint(http::Verb::get, std::move(path), who, std::move(summary), std::move(action));
}
template <class In, class Out>
Endpoint post(std::string path, Who who, std::string summary, Action<In, Out> action,
              http::Status success = http::Status::ok) {
  return endpoint(http::Verb::post, std::move(path), who, std::move(summary), std::move(action),
                  success);
}
template <class In, class Out>
Endpoint patch(std::string path, Who who, std::string summary, Action<In, Out> action) {
  return endpoint(http::Verb::patch, std::move(path), who, std::move(summary), std::move(action));
}
template <class In, class Out>
Endpoint remove(std::string path, Who who, std::string summary, Action<In, Out> action) {
  return endpoint(http::Verb::delete_, std::move(path), who, std::move(summary), std::move(action));
}

/// An endpoint that makes its own answer: pages, metrics, streams.
Endpoint raw(std::string path, Who who, std::string summary, std::string content_type,
             std::function<boost::asio::awaitable<http::Response>(Call&)> respond);

/// A file that was made for the caller alone.
struct Download {
  std::string body;
  std::string file_name;
};

/// The answer for a download, shown by the browser rather than saved, and kept by nobody on its
/// way.
http::Response write_download(Download download, const std::string& content_type);

/// An endpoint that answers a file; its query is described like any other input.
template <class In>
Endpoint download(std::string path, Who who, std::string summary, std::string content_type,
                  Action<In, Download> action) {
  Endpoint result = raw(std::move(path), who, std::move(summary), content_type, {});
  detail::describe_input<In>(result.document);
  result.respond = [action = std::move(action), content_type = std::move(content_type)](
                       Call& call) -> boost::asio::awaitable<http::Response> {
    In in = detail::read_input<In>(call.request, BodyForm::json);
    Download made = co_await action(call, std::move(in));
    co_return write_download(std::move(made), content_type);
  };
  return result;
}

template <class In>
using UploadAction = std::function<boost::asio::awaitable<http::Response>(Call&, In)>;

/// An endpoint whose body is a file of at most `bytes_max` octets, as it is; the input is the
/// query. What it answers is for the caller to describe (Document::output).
template <class In>
Endpoint upload(std::string path, Who who, std::string summary, std::string file_type,
                std::size_t bytes_max, UploadAction<In> action) {
  Endpoint result{http::Verb::post, std::move(path), who, std::move(summary),
                  http::Status::ok, BodyForm::json,  {},  {}};
  detail::describe_input<In>(result.document);
  result.document.file_type = std::move(file_type);
  result.file_bytes_max = bytes_max;
  result.respond = [action =
                        std::move(action)](Call& call) -> boost::asio::awaitable<http::Response> {
    In in = contract::decode_query<In>(call.request.query);
    co_return co_await action(call, std::move(in));
  };
  return result;
}

}  // namespace admitone::api
