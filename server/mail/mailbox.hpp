#pragma once
// A sender as people write one: "Box office <tickets@venue.example>", or the address alone.

#include <string>
#include <string_view>

namespace admitone::mail {

struct Mailbox {
  std::string name;  ///< may be empty
  std::string address;

  /// Throws base::BadValue with what it must be.
  static Mailbox parse(std::string_view text);

  /// The part after the @.
  std::string domain() const;
  /// As it is written.
  std::string text() const;
};

}  // namespace admitone::mail
