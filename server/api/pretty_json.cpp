#include "api/pretty_json.hpp"

#include <boost/json/serialize.hpp>

namespace admitone::api {
namespace {

void write(std::string& out, const boost::json::value& value, std::size_t depth) {
  const std::string indent(2 * (depth + 1), ' ');
  const std::string outdent(2 * depth, ' ');
  const char* separator = "\n";
  if (const auto* object = value.if_object(); object && !object->empty()) {
    out += '{';
    for (const auto& member : *object) {
      out += separator + indent + boost::json::serialize(member.key()) + ": ";
      write(out, member.value(), depth + 1);
      separator = ",\n";
    }
    out += "\n" + outdent + "}";
  } else if (const auto* array = value.if_array(); array && !array->empty()) {
    out += '[';
    for (const auto& element : *array) {
      out += separator + indent;
      write(out, element, depth + 1);
      separator = ",\n";
    }
    out += "\n" + outdent + "]";
  } else {
    out += boost::json::serialize(value);
  }
}

}  // namespace

std::string pretty(const boost::json::value& value) {
  std::string out;
  write(out, value, 0);
  return out + "\n";
}

}  // namespace admitone::api
