#pragma once
// What the transactions of both engines share. Only for this room.

#include <exception>
#include <span>
#include <string_view>
#include <vector>

#include "db/database.hpp"

namespace admitone::db {

/// A statement that failed ends the transaction, whatever its caller makes of the exception:
/// PostgreSQL takes no further statement then, and SQLite must not go on with half of the work.
class GuardedTransaction : public Transaction {
 public:
  Rows run(std::string_view sql, std::span<const Argument> arguments) final;
  std::vector<Rows> run_each(std::string_view sql, std::span<const Arguments> each) final;
  std::vector<std::vector<Rows>> find_together(std::span<const Question> questions) final;
  std::int64_t change_each(std::string_view sql, std::span<const Arguments> each) final;
  void change_soon(std::string_view sql, std::span<const Arguments> each) final;
  void change_each_soon(std::string_view sql, std::span<const Arguments> each) final;
  Later run_later(std::string_view sql, std::span<const Argument> arguments) final;

  /// Runs a statement whose prepared form is not kept: for migrations. `sql` may be short-lived.
  Rows run_once(std::string_view sql, std::span<const Argument> arguments = {});

  /// Why the transaction can no longer be committed; null if it can.
  std::exception_ptr failure() const { return failure_; }

 protected:
  enum class Keep { yes, no };
  /// How many rows a change must write.
  enum class RowsDue { any, one_each };
  virtual Rows execute(std::string_view sql, std::span<const Argument> arguments, Keep keep) = 0;
  virtual std::vector<Rows> execute_each(std::string_view sql, std::span<const Arguments> each) = 0;
  /// An engine that gains nothing by it runs one after the other.
  virtual std::vector<std::vector<Rows>> find_all(std::span<const Question> questions);
  virtual std::int64_t change_all(std::string_view sql, std::span<const Arguments> each);
  virtual void change_all_soon(std::string_view sql, std::span<const Arguments> each, RowsDue due);
  virtual Later execute_later(std::string_view sql, std::span<const Argument> arguments);

 private:
  template <class F>
  auto guarded(F statement);
  template <class F>
  auto guarded(std::span<const Arguments> each, F statement);

  std::exception_ptr failure_;
};

/// Throws std::logic_error for a text with a NUL, which PostgreSQL cannot store: neither engine
/// takes one.
void check_arguments(std::span<const Argument> arguments);

}  // namespace admitone::db
