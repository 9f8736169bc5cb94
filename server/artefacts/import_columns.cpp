#include "artefacts/import_columns.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace admitone::artefacts {
namespace {

constexpr std::array all_columns{ImportColumn::name, ImportColumn::email, ImportColumn::tier,
                                 ImportColumn::price, ImportColumn::reference};

constexpr std::size_t shown_characters_max = 60;

struct Synonym {
  std::string_view written;  ///< small letters and digits alone
  ImportColumn column;
};

constexpr std::array synonyms{
    Synonym{"name", ImportColumn::name},
    Synonym{"buyer", ImportColumn::name},
    Synonym{"buyername", ImportColumn::name},
    Synonym{"fullname", ImportColumn::name},
    Synonym{"email", ImportColumn::email},
    Synonym{"mail", ImportColumn::email},
    Synonym{"buyeremail", ImportColumn::email},
    Synonym{"emailaddress", ImportColumn::email},
    Synonym{"tier", ImportColumn::tier},
    Synonym{"category", ImportColumn::tier},
    Synonym{"tickettype", ImportColumn::tier},
    Synonym{"price", ImportColumn::price},
    Synonym{"ticketprice", ImportColumn::price},
    Synonym{"reference", ImportColumn::reference},
    Synonym{"ticketreference", ImportColumn::reference},
    Synonym{"order", ImportColumn::reference},
};

/// "E-Mail " -> "email".
std::string plain(std::string_view written) {
  std::string result;
  for (const char character : written) {
    if (character >= 'A' && character <= 'Z') {
      result += static_cast<char>(character - 'A' + 'a');
    } else if (std::string_view(" _-").find(character) == std::string_view::npos) {
      result += character;
    }
  }
  return result;
}

std::optional<ImportColumn> meaning_of(std::string_view written) {
  const auto found = std::ranges::find(synonyms, plain(written), &Synonym::written);
  if (found == synonyms.end()) return std::nullopt;
  return found->column;
}

/// As it can be shown to people, on a terminal too: in one short line, whatever it holds.
std::string shown(std::string_view written) {
  std::string result;
  for (std::size_t count = 0; !written.empty(); ++count) {
    if (count == shown_characters_max) return result + "…";
    const auto character = base::take_character(written);
    const bool is_plain =
        character && !base::is_control(*character) && !base::reorders_text(*character);
    base::append_character(result, is_plain ? *character : U' ');
  }
  return result;
}

std::string all_names() {
  std::string names;
  for (const ImportColumn column : all_columns) {
    if (!names.empty()) names += ", ";
    names += name_of(column);
  }
  return names;
}

}  // namespace

const char* name_of(ImportColumn column) {
  switch (column) {
    case ImportColumn::name:
      return "name";
    case ImportColumn::email:
      return "email";
    case ImportColumn::tier:
      return "tier";
    case ImportColumn::price:
      return "price";
    case ImportColumn::reference:
      return "reference";
  }
  return "";
}

ImportColumns::ImportColumns(const std::vector<std::string>& header, std::int64_t line,
                             core::ImportProblems& problems) {
  for (std::size_t at = 0; at < header.size(); ++at) {
    const auto column = meaning_of(header[at]);
    if (!column) {
      ignored_.push_back(shown(header[at]));
      continue;
    }
    auto& place = places_.at(static_cast<std::size_t>(*column));
    if (place) {
      problems.add({line, name_of(*column),
                    "is there twice, as \"" + shown(header[*place]) + "\" and as \"" +
                        shown(header[at]) + "\""});
    }
    place = at;
  }
  for (const ImportColumn column : {ImportColumn::name, ImportColumn::email}) {
    if (place(column)) continue;
    problems.add({line, name_of(column),
                  "is missing: the first line must name the columns, of which these are known: " +
                      all_names()});
  }
}

std::vector<std::string> ImportColumns::known() const {
  std::vector<std::string> names;
  for (const ImportColumn column : all_columns) {
    if (place(column)) names.emplace_back(name_of(column));
  }
  return names;
}

}  // namespace admitone::artefacts
