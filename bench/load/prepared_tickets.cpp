#include "load/prepared_tickets.hpp"

#include <fstream>
#include <stdexcept>

namespace admitone::bench {

void save(const PreparedTickets& tickets, const std::string& path) {
  std::ofstream file(path);
  file << tickets.concert_id << ' ' << tickets.codes.size() << '\n';
  // Codes are base45: they may hold spaces, never a line break.
  for (const std::string& code : tickets.codes) file << code << '\n';
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

PreparedTickets load_prepared(const std::string& path) {
  std::ifstream file(path);
  PreparedTickets tickets;
  std::size_t count = 0;
  std::string line;
  if (!(file >> tickets.concert_id >> count) || !std::getline(file, line)) {
    throw std::runtime_error("cannot read " + path);
  }
  tickets.codes.reserve(count);
  while (std::getline(file, line)) tickets.codes.push_back(line);
  if (tickets.codes.size() != count) throw std::runtime_error(path + " is not whole");
  return tickets;
}

}  // namespace admitone::bench
