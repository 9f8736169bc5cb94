#pragma once
// For tests of this room: faces of tickets, and the programs that read what was drawn.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "artefacts/ticket_face.hpp"

namespace admitone::artefacts {

/// A code's text like those that are printed: the same for the same number.
inline std::string some_code_text(unsigned number = 1) {
  base::Bytes octets(80);
  std::uint32_t state = number;
  for (auto& octet : octets) {
    state = state * 1664525U + 1013904223U;
    octet = static_cast<std::uint8_t>(state >> 24U);
  }
  octets.front() = core::code_version;
  return core::to_base45(octets);
}

inline TicketFace some_face() {
  return {.concert = "Nachtmusik im Hof",
          .venue = "Hof der Alten Münze",
          .begins = {"Friday 18 June 2027", "20:00 CEST"},
          .tier = "Parkett",
          .serial = "000012",
          .buyer = "Berta Buyer",
          .number = "K7QM-2X9D-4HTR",
          .code_text = some_code_text(),
          .status = core::TicketStatus::sold,
          .changed_at = base::parse_rfc3339("2027-01-02T03:04:05Z").value()};
}

inline std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int time = 0; time < times; ++time) result += text;
  return result;
}

/// A folder of one test's own; gone at the end of its life.
class ScratchFolder {
 public:
  ScratchFolder() : path_(std::filesystem::temp_directory_path() / "admitone-artefacts-XXXXXX") {
    std::string name = path_.string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for a test");
    path_ = name;
  }
  ~ScratchFolder() { std::filesystem::remove_all(path_); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string keep(const std::string& name, const std::string& content) const {
    std::ofstream(file(name), std::ios::binary) << content;
    return file(name);
  }

 private:
  std::filesystem::path path_;
};

/// What a program prints. Throws when it fails.
inline std::string output_of(const std::string& command) {
  std::FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("could not run: " + command);
  std::string output;
  for (int letter = std::fgetc(pipe); letter != EOF; letter = std::fgetc(pipe)) {
    output += static_cast<char>(letter);
  }
  if (pclose(pipe) != 0) throw std::runtime_error("failed: " + command);
  return output;
}

/// The texts of all QR codes in a picture, a line each, read by zbar.
inline std::string read_codes(const std::string& picture_file) {
  return output_of("zbarimg --quiet --raw -Sdisable -Sqrcode.enable " + picture_file);
}

}  // namespace admitone::artefacts
