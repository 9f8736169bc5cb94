#pragma once
// One connection to a PostgreSQL server, always in libpq's pipeline mode. Keeps no state in the
// session but prepared statements, whose names come from their text: behind a pooler that shares
// sessions a name can never stand for another statement. Only for this room; one thread at a time.

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <libpq-fe.h>

#include "db/database.hpp"
#include "db/postgres_errors.hpp"
#include "db/postgres_values.hpp"
#include "db/statement_set.hpp"
#include "db/text_key.hpp"

namespace admitone::db {

/// Whether prepared statements may have names, or are prepared again for each use.
enum class StatementNames { yes, no };

class PostgresConnection {
 public:
  /// Connects within two seconds for each address, unless the URL says otherwise. Throws
  /// Unavailable.
  PostgresConnection(const std::string& url, StatementNames names);

  /// A transaction begins with the next statement, and in the same round trip.
  void start(Access access);
  /// Runs one statement once for each list of arguments, in order; throws what throw_server_error
  /// does. `keep`: whether its prepared form is kept.
  std::vector<Rows> run(std::string_view sql, std::span<const std::span<const Argument>> each,
                        bool keep);
  /// Run statements for all of their lists of arguments at once, as for_arrays has it: SELECTs in
  /// one round trip, which return the rows of each list, or an INSERT or UPDATE, which returns how
  /// many rows it changed altogether. Throw what throw_server_error does.
  std::vector<std::vector<Rows>> find_together(std::span<const Question> questions);
  std::int64_t change_each(std::string_view sql, std::span<const Arguments> each);
  /// Sends a change together with what is run next, which throws when it failed, or when it wrote
  /// another number of rows than one for each list and `writes_one_each`.
  void change_soon(std::string_view sql, std::span<const Arguments> each, bool writes_one_each);
  /// As Transaction::run_later; what is run next throws when it failed.
  Later run_later(std::string_view sql, std::span<const Argument> arguments);
  /// Throws ConnectionLost when nobody knows whether the transaction was committed.
  void commit();
  /// Ends a transaction that was not committed. Throws nothing: a connection that cannot is not
  /// usable.
  void rollback() noexcept;

  /// Whether another transaction may start here.
  bool usable() const;

 private:
  /// A statement as for_arrays has it, in the forms that were asked for.
  struct StatementSet {
    std::vector<Oid> types;
    std::map<ArraysForm, std::string> texts;
  };
  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  /// A command whose result was not taken yet.
  struct Sent {
    std::string_view sql;           ///< for messages, and the key of what it prepares
    std::string prepared{};         ///< the name under which its statement is kept from now on
    bool is_wanted = false;         ///< whether somebody waits for its result
    std::optional<Later> number{};  ///< which its result tells
  };

  void send(int accepted, Sent command);
  void send_plain(const char* sql, bool is_wanted = false);
  /// Begins the transaction, where it has not begun.
  void send_begin();
  template <class Parameters>
  void send_execution(const std::string& name, const Parameters& parameters, std::string_view sql,
                      bool is_wanted = true);
  /// Returns the statement's name, after preparing it where that is necessary.
  std::string send_prepare(std::string_view sql, bool keep);
  /// The types that the server infers for a statement's parameters.
  std::vector<Oid> describe(std::string_view sql);
  StatementSet& set_of(std::string_view sql);
  void send_set(std::string_view sql, std::span<const Arguments> each, bool is_wanted,
                bool writes_one_each = false);
  /// Until the end of the transaction, once for it.
  void send_plans_by_index();
  /// Ends the round trip; returns the results that are wanted, in order, or throws the first error.
  std::vector<PostgresResult> take_results();
  PostgresResult take_result(std::string_view sql);
  void take_end();
  /// Runs a statement of the transaction's own: COMMIT or ROLLBACK.
  PostgresResult run_plain(const char* sql);

  std::unique_ptr<PGconn, Finish> connection_;
  StatementNames names_;
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>
      prepared_;                                                                   ///< SQL -> name
  std::unordered_map<std::string, StatementSet, TextHash, std::equal_to<>> sets_;  ///< by their SQL
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>
      laters_;  ///< SQL -> later_number_of it
  Access access_ = Access::read;
  bool begun_ = false;
  bool plans_by_index_ =
      false;                 ///< the transaction's plans are made once, and read no table through
  bool exchanging_ = false;  ///< something was sent whose end was not taken
  bool lost_ = false;        ///< of no more use, although it still answers
  std::vector<Sent> sent_;   ///< in this round trip
  std::optional<ServerError> first_error_;
  std::string_view first_failed_;  ///< its statement
};

/// libpq's messages have several lines; a log line and a StartError have one.
std::string one_line(std::string_view message);

}  // namespace admitone::db
