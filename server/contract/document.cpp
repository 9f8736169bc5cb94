#include "contract/document.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include <boost/json/basic_parser_impl.hpp>

#include "base/refusal.hpp"
#include "base/text.hpp"

namespace admitone::contract {
namespace {

using Kind = Node::Kind;
using boost::json::error;
using boost::json::error_code;
using boost::json::string_view;

bool has_duplicate(std::vector<std::string_view>& names) {
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) != names.end();
}

/// Pairs are compared up to this many names; beyond, sorting is cheaper and keeps a hostile object
/// linear.
constexpr std::size_t compared_names_max = 16;

bool has_duplicate_name(const Node& object) {
  std::array<std::string_view, compared_names_max> few;
  std::size_t count = 0;
  for (const Node* child = object.begin(); child != object.end(); child = child->next()) {
    if (count == few.size()) {
      std::vector<std::string_view> all;
      for (const Node* each = object.begin(); each != object.end(); each = each->next()) {
        all.push_back(each->name);
      }
      return has_duplicate(all);
    }
    const auto seen = few.begin() + static_cast<std::ptrdiff_t>(count);
    if (std::find(few.begin(), seen, child->name) != seen) return true;
    few[count++] = child->name;
  }
  return false;
}

/// Receives the events of Boost.JSON's strict parser. Its own tree rather than boost::json::value,
/// because that one forgets duplicate names and how a number was written.
class Builder {
 public:
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

  Builder(std::string_view input, std::pmr::vector<Node>& nodes) : input_(input), nodes_(nodes) {}

  /// What this class itself refused, or null when the parser did.
  const char* problem() const { return problem_; }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_array_begin(error_code& code) { return open(Kind::list, code); }
  bool on_array_end(std::size_t, error_code&) {
    close();
    return true;
  }
  bool on_object_begin(error_code& code) { return open(Kind::object, code); }
  bool on_object_end(std::size_t, error_code& code) {
    const Node& object = close();
    return has_duplicate_name(object) ? refuse("an object has two fields of one name", code) : true;
  }
  bool on_string_part(string_view part, std::size_t, error_code&) { return gather(part); }
  bool on_string(string_view part, std::size_t, error_code& code) {
    const std::string_view text = finish(part);
    if (text.find('\0') != text.npos) return refuse("a text holds a NUL character", code);
    return add({.kind = Kind::text, .text = text}, code);
  }
  bool on_key_part(string_view part, std::size_t, error_code&) { return gather(part); }
  bool on_key(string_view part, std::size_t, error_code& code) {
    name_ = finish(part);
    return name_.find('\0') == name_.npos || refuse("a name holds a NUL character", code);
  }
  bool on_number_part(string_view, error_code&) { return true; }
  bool on_int64(std::int64_t, string_view text, error_code& code) { return number(text, code); }
  bool on_uint64(std::uint64_t, string_view text, error_code& code) { return number(text, code); }
  bool on_double(double, string_view text, error_code& code) { return number(text, code); }
  bool on_bool(bool truth, error_code& code) {
    return add({.kind = Kind::boolean, .truth = truth}, code);
  }
  bool on_null(error_code& code) { return add({}, code); }
  bool on_comment_part(string_view, error_code&) { return true; }
  bool on_comment(string_view, error_code&) { return true; }

 private:
  bool refuse(const char* problem, error_code& code) {
    problem_ = problem;
    code = error::syntax;
    return false;
  }

  bool add(Node node, error_code& code) {
    if (nodes_.size() == Document::values_max) return refuse("it has too many values", code);
    node.name = std::exchange(name_, {});
    nodes_.push_back(node);
    return true;
  }

  bool number(string_view text, error_code& code) {
    return add({.kind = Kind::number, .text = text}, code);
  }

  bool open(Kind kind, error_code& code) {
    if (!add({.kind = kind}, code)) return false;
    open_[depth_++] = static_cast<std::uint32_t>(nodes_.size() - 1);
    return true;
  }

  const Node& close() {
    const std::uint32_t index = open_[--depth_];
    nodes_[index].count = static_cast<std::uint32_t>(nodes_.size()) - index;
    return nodes_[index];
  }

  bool gather(string_view part) {
    gathered_.append(part.data(), part.size());
    return true;
  }

  // A text without escapes is borrowed from the input; one with escapes was unescaped by the parser
  // in pieces, and is kept in the document's memory.
  std::string_view finish(string_view part) {
    if (gathered_.empty() && (part.empty() || is_input(part.data()))) return part;
    gather(part);
    auto* copy = static_cast<char*>(
        nodes_.get_allocator().resource()->allocate(gathered_.size(), alignof(char)));
    std::memcpy(copy, gathered_.data(), gathered_.size());
    const std::string_view text(copy, gathered_.size());
    gathered_.clear();
    return text;
  }

  bool is_input(const char* place) const {
    return std::greater_equal<>{}(place, input_.data()) &&
           std::less<>{}(place, input_.data() + input_.size());
  }

  std::string_view input_;
  std::pmr::vector<Node>& nodes_;
  std::array<std::uint32_t, Document::depth_max> open_{};
  std::size_t depth_ = 0;
  std::string_view name_;
  std::string gathered_;
  const char* problem_ = nullptr;
};

bool is_utf8(std::string_view text) {
  try {
    base::count_characters(text);
    return true;
  } catch (const base::BadValue&) {
    return false;
  }
}

const char* reason_for(const error_code& code, std::string_view json) {
  if (!is_utf8(json)) return "it is not valid UTF-8";
  if (code == error::incomplete) return "it ends too early";
  if (code == error::extra_data) return "something follows the object";
  if (code == error::too_deep) return "it is nested more than 16 levels deep";
  if (code == error::exponent_overflow) return "an exponent is too large";
  if (code == error::expected_hex_digit) return "\\u needs four hexadecimal digits";
  if (code == error::expected_utf16_escape || code == error::illegal_leading_surrogate ||
      code == error::illegal_trailing_surrogate) {
    return "a surrogate escape stands alone";
  }
  return "there is a character that does not belong there";
}

[[noreturn]] void refuse_json(const char* reason, std::string_view json, std::size_t offset) {
  std::size_t line = 1;
  std::size_t column = 1;
  for (const char character : json.substr(0, offset)) {
    if (character == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(character) & 0xC0) != 0x80) {
      ++column;  // an octet that continues a character is no column of its own
    }
  }
  throw base::Refusal(base::RefusalKind::malformed,
                      std::string("The body is not valid JSON: ") + reason + " (line " +
                          std::to_string(line) + ", column " + std::to_string(column) + ").");
}

}  // namespace

Document::Document(std::string_view json)
    : memory_(first_block_.data(), first_block_.size()), nodes_(&memory_) {
  if (json.empty()) {
    throw base::Refusal(base::RefusalKind::malformed,
                        "The body is empty: it must be a JSON object.");
  }
  nodes_.reserve(48);
  boost::json::parse_options options;
  options.max_depth = depth_max;
  boost::json::basic_parser<Builder> parser(options, json, nodes_);
  error_code code;
  const std::size_t offset = parser.write_some(false, json.data(), json.size(), code);
  if (!code && offset < json.size()) code = error::extra_data;
  if (code) {
    const char* problem = parser.handler().problem();
    refuse_json(problem ? problem : reason_for(code, json), json, offset);
  }
  if (root().kind != Kind::object) {
    throw base::Refusal(base::RefusalKind::malformed, "The body must be a JSON object.");
  }
}

Document::Document(const QueryPairs& pairs)
    : memory_(first_block_.data(), first_block_.size()), nodes_(&memory_) {
  if (pairs.size() > pairs_max) {
    throw base::Refusal(base::RefusalKind::malformed,
                        "More than " + std::to_string(pairs_max) + " parameters were given.");
  }
  nodes_.push_back({.kind = Kind::object});
  for (auto pair = pairs.begin(); pair != pairs.end(); ++pair) {
    const auto is_same = [&](const auto& other) { return other.first == pair->first; };
    if (std::any_of(pairs.begin(), pair, is_same)) continue;
    const auto times = static_cast<std::uint32_t>(std::count_if(pair, pairs.end(), is_same));
    if (times > 1) {
      nodes_.push_back({.kind = Kind::repeated, .count = times + 1, .name = pair->first});
    }
    for (auto each = pair; each != pairs.end(); ++each) {
      if (is_same(*each)) {
        nodes_.push_back({.kind = Kind::plain, .name = pair->first, .text = each->second});
      }
    }
  }
  nodes_.front().count = static_cast<std::uint32_t>(nodes_.size());
}

}  // namespace admitone::contract
