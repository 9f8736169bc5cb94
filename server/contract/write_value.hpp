#pragma once
// The parts of encode that need no template: each appends one JSON value to `out`.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace admitone::contract {

/// `text` must be valid UTF-8, as everything that decode let in is.
void write_text(std::string& out, std::string_view text);
void write_whole(std::string& out, std::int64_t value);
void write_whole(std::string& out, std::uint64_t value);
/// The shortest form that reads back as the same number. Throws std::logic_error for NaN and
/// infinity, which JSON does not have.
void write_real(std::string& out, double value);
void write_time(std::string& out, base::Timestamp time);

}  // namespace admitone::contract
