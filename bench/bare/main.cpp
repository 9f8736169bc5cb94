// The database's own limit: what an admission writes (the scan, its ticket, the journal, the
// counts), written straight into a copy of the server's SQLite database, without a server. Prints
// one JSON object.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <sqlite3.h>

#include "support/report.hpp"
#include "support/scan_ids.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using admitone::bench::Report;
using admitone::bench::ScanIds;

struct Options {
  std::string database;
  std::size_t admissions_max = 100'000;
  std::size_t admissions_per_commit = 64;
  double seconds_max = 30;
};

class Database {
 public:
  /// The settings are the server's.
  explicit Database(const std::string& path) {
    sqlite3* opened = nullptr;
    const int result = sqlite3_open_v2(path.c_str(), &opened,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    connection_.reset(opened);
    check(result);
    for (const char* setting : {"journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON",
                                "cache_size = -2048", "wal_autocheckpoint = 65536"}) {
      check(sqlite3_exec(opened, ("PRAGMA " + std::string(setting)).c_str(), nullptr, nullptr,
                         nullptr));
    }
  }

  sqlite3* get() const { return connection_.get(); }

  void check(int result) const {
    if (result != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(connection_.get()));
  }

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close(connection); }
  };
  std::unique_ptr<sqlite3, Close> connection_;
};

/// A prepared statement; texts and blobs must live until it has run.
class Statement {
 public:
  Statement(const Database& database, const char* sql) : database_(database) {
    sqlite3_stmt* prepared = nullptr;
    database.check(
        sqlite3_prepare_v3(database.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr));
    statement_.reset(prepared);
  }

  Statement& bind(int index, std::int64_t number) {
    database_.check(sqlite3_bind_int64(statement_.get(), index, number));
    return *this;
  }
  Statement& bind(int index, const std::string& text) {
    database_.check(sqlite3_bind_text(statement_.get(), index, text.data(),
                                      static_cast<int>(text.size()), SQLITE_STATIC));
    return *this;
  }
  Statement& bind_blob(int index, const std::string& bytes) {
    database_.check(sqlite3_bind_blob(statement_.get(), index, bytes.data(),
                                      static_cast<int>(bytes.size()), SQLITE_STATIC));
    return *this;
  }

  /// Runs to the end; the first column of each row.
  std::vector<std::int64_t> run() {
    std::vector<std::int64_t> numbers;
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(statement_.get())) == SQLITE_ROW) {
      numbers.push_back(sqlite3_column_int64(statement_.get(), 0));
    }
    database_.check(sqlite3_reset(statement_.get()));
    return numbers;
  }

  std::int64_t run_for_one() {
    const auto numbers = run();
    if (numbers.size() != 1) throw std::runtime_error("not exactly one row");
    return numbers.front();
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  const Database& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

std::int64_t now_us() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
}

class Admissions {
 public:
  explicit Admissions(const Database& database)
      : begin_(database, "BEGIN IMMEDIATE"),
        commit_(database, "COMMIT"),
        insert_scan_(
            database,
            "INSERT INTO scans (scan_id, request_digest, ticket_id, concert_id, scan_type, "
            "verdict, reason, scanned_by_user_id, location, scanned_at, ticket_status) "
            "VALUES (?1, ?2, ?3, ?4, 'attendance', 'accepted', 'ok', ?5, ?6, ?7, "
            "'attended') RETURNING id"),
        update_ticket_(database,
                       "UPDATE tickets SET status = 'attended', last_scan_id = ?2, updated_at = ?3 "
                       "WHERE id = ?1 AND status = 'sold' RETURNING id"),
        count_tickets_(database,
                       "UPDATE attendance SET sold = sold - ?2, attended = attended + ?2 "
                       "WHERE concert_id = ?1 RETURNING concert_id"),
        count_gate_(
            database,
            "INSERT INTO attendance_locations (concert_id, location, accepted, refused, "
            "last_scanned_at) VALUES (?1, ?2, ?3, 0, ?4) ON CONFLICT (concert_id, location) "
            "DO UPDATE SET accepted = accepted + excluded.accepted, "
            "last_scanned_at = excluded.last_scanned_at"),
        number_facts_(database,
                      "UPDATE counters SET value = value + ?1 WHERE name = 'journal' "
                      "RETURNING value"),
        insert_fact_(database,
                     "INSERT INTO journal (number, at, kind, actor_user_id, concert_id, ticket_id, "
                     "subject_id, detail) VALUES (?1, ?2, 'scan.accepted', ?3, ?4, ?5, ?6, "
                     "'Admitted')"),
        scanner_(Statement(database, "SELECT id FROM users ORDER BY id LIMIT 1").run_for_one()),
        concert_(Statement(database, "SELECT id FROM concerts ORDER BY id LIMIT 1").run_for_one()),
        tickets_(Statement(database, "SELECT id FROM tickets WHERE status = 'sold'").run()) {
    std::mt19937_64 random(1);
    std::ranges::shuffle(tickets_, random);
  }

  std::size_t left() const { return tickets_.size() - admitted_; }

  /// Admits the next `count` tickets in one transaction.
  void admit(std::size_t count) {
    begin_.run();
    const std::int64_t now = now_us();
    std::vector<std::int64_t> scans;
    for (std::size_t index = 0; index < count; ++index) scans.push_back(record_scan(index, now));
    for (std::size_t index = 0; index < count; ++index) {
      update_ticket_.bind(1, tickets_[admitted_ + index]).bind(2, scans[index]).bind(3, now);
      update_ticket_.run_for_one();
    }
    count_tickets_.bind(1, concert_).bind(2, static_cast<std::int64_t>(count)).run_for_one();
    std::map<std::string, std::int64_t> gates;
    for (std::size_t index = 0; index < count; ++index) ++gates[gate_of(index)];
    for (const auto& [gate, accepted] : gates) {
      count_gate_.bind(1, concert_).bind(2, gate).bind(3, accepted).bind(4, now).run();
    }
    write_journal(scans, now);
    commit_.run();
    admitted_ += count;
  }

 private:
  std::string gate_of(std::size_t index) const {
    return std::string("Gate ") + static_cast<char>('A' + (admitted_ + index) % 4);
  }

  std::int64_t record_scan(std::size_t index, std::int64_t now) {
    std::string scan_id;
    scan_ids_.append(scan_id, admitted_ + index);
    const std::string digest = scan_id.substr(0, 32);
    const std::string gate = gate_of(index);
    insert_scan_.bind(1, scan_id).bind_blob(2, digest).bind(3, tickets_[admitted_ + index]);
    insert_scan_.bind(4, concert_).bind(5, scanner_).bind(6, gate).bind(7, now);
    return insert_scan_.run_for_one();
  }

  void write_journal(const std::vector<std::int64_t>& scans, std::int64_t now) {
    const auto count = static_cast<std::int64_t>(scans.size());
    std::int64_t number = number_facts_.bind(1, count).run_for_one() - count;
    for (std::size_t index = 0; index < scans.size(); ++index) {
      insert_fact_.bind(1, ++number).bind(2, now).bind(3, scanner_).bind(4, concert_);
      insert_fact_.bind(5, tickets_[admitted_ + index]).bind(6, scans[index]).run();
    }
  }

  Statement begin_;
  Statement commit_;
  Statement insert_scan_;
  Statement update_ticket_;
  Statement count_tickets_;
  Statement count_gate_;
  Statement number_facts_;
  Statement insert_fact_;
  const std::int64_t scanner_;
  const std::int64_t concert_;
  std::vector<std::int64_t> tickets_;
  const ScanIds scan_ids_;
  std::size_t admitted_ = 0;
};

std::string measure(const Options& options) {
  const Database database(options.database);
  Admissions admissions(database);
  const std::size_t count = std::min(admissions.left(), options.admissions_max);
  if (count == 0) throw std::runtime_error("no ticket of this database is sold and not used");
  const Clock::time_point start = Clock::now();
  std::size_t admitted = 0;
  double passed_s = 0;
  while (admitted < count && passed_s < options.seconds_max) {
    const std::size_t batch = std::min(count - admitted, options.admissions_per_commit);
    admissions.admit(batch);
    admitted += batch;
    passed_s = std::chrono::duration<double>(Clock::now() - start).count();
  }
  Report report;
  report.add("phase", "bare");
  report.add("admissions_per_commit", static_cast<std::int64_t>(options.admissions_per_commit));
  report.add("accepted", static_cast<std::int64_t>(admitted));
  report.add("seconds", passed_s, 3);
  report.add("admissions_per_second", static_cast<double>(admitted) / passed_s, 1);
  return report.text();
}

}  // namespace

int main(int argument_count, char** arguments) {
  CLI::App program("Admits tickets straight in SQLite, without a server");
  Options options;
  program.add_option("database", options.database, "a prepared database's file; it is changed")
      ->required()
      ->check(CLI::ExistingFile);
  program.add_option("--admissions", options.admissions_max, "at most")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  program.add_option("--per-commit", options.admissions_per_commit, "that share a transaction")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  program.add_option("--seconds", options.seconds_max, "at most")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  CLI11_PARSE(program, argument_count, arguments);
  try {
    std::fputs(measure(options).c_str(), stdout);
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "admitone_bare: %s\n", failure.what());
    return 1;
  }
}
