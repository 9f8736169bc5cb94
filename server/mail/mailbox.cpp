#include "mail/mailbox.hpp"

#include "base/text.hpp"
#include "core/users.hpp"

namespace admitone::mail {
namespace {

constexpr base::TextRules name_rules{.length_min = 0, .length_max = 100};

std::string_view without_quotes(std::string_view name) {
  if (name.size() < 2 || !name.starts_with('"') || !name.ends_with('"')) return name;
  return name.substr(1, name.size() - 2);
}

}  // namespace

Mailbox Mailbox::parse(std::string_view text) {
  const std::string whole = base::checked_text(text, {.length_min = 3, .length_max = 400});
  const auto open = whole.rfind('<');
  if (open == std::string::npos) return {"", core::Email::parse(whole).text()};
  if (!whole.ends_with('>')) {
    throw base::BadValue("must be like \"Box office <tickets@venue.example>\"");
  }
  const std::string name = base::checked_text(whole.substr(0, open), name_rules);
  const auto address = whole.substr(open + 1, whole.size() - open - 2);
  return {std::string(without_quotes(name)), core::Email::parse(address).text()};
}

std::string Mailbox::domain() const { return address.substr(address.find('@') + 1); }

std::string Mailbox::text() const { return name.empty() ? address : name + " <" + address + ">"; }

}  // namespace admitone::mail
