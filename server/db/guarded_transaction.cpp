#include "db/guarded_transaction.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace admitone::db {

template <class F>
auto GuardedTransaction::guarded(F statement) {
  if (failure_) {
    throw std::logic_error("a statement follows one that failed in the same transaction");
  }
  try {
    return statement();
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

Rows GuardedTransaction::run(std::string_view sql, std::span<const Argument> arguments) {
  return guarded([&] {
    check_arguments(arguments);
    return execute(sql, arguments, Keep::yes);
  });
}

template <class F>
auto GuardedTransaction::guarded(std::span<const Arguments> each, F statement) {
  using Result = std::invoke_result_t<F>;
  if (each.empty()) return Result();
  return guarded([&] {
    for (const Arguments& arguments : each) check_arguments(arguments);
    return statement();
  });
}

std::vector<Rows> GuardedTransaction::run_each(std::string_view sql,
                                               std::span<const Arguments> each) {
  return guarded(each, [&] { return execute_each(sql, each); });
}

std::vector<std::vector<Rows>> GuardedTransaction::find_together(
    std::span<const Question> questions) {
  const auto asks_nothing = [](const Question& question) { return question.each.empty(); };
  if (std::ranges::all_of(questions, asks_nothing)) {
    return std::vector<std::vector<Rows>>(questions.size());
  }
  return guarded([&] {
    for (const Question& question : questions) {
      for (const Arguments& arguments : question.each) check_arguments(arguments);
    }
    return find_all(questions);
  });
}

std::int64_t GuardedTransaction::change_each(std::string_view sql,
                                             std::span<const Arguments> each) {
  return guarded(each, [&] { return change_all(sql, each); });
}

void GuardedTransaction::change_soon(std::string_view sql, std::span<const Arguments> each) {
  guarded(each, [&] { change_all_soon(sql, each, RowsDue::any); });
}

void GuardedTransaction::change_each_soon(std::string_view sql, std::span<const Arguments> each) {
  guarded(each, [&] { change_all_soon(sql, each, RowsDue::one_each); });
}

Later GuardedTransaction::run_later(std::string_view sql, std::span<const Argument> arguments) {
  return guarded([&] {
    check_arguments(arguments);
    return execute_later(sql, arguments);
  });
}

std::vector<std::vector<Rows>> GuardedTransaction::find_all(std::span<const Question> questions) {
  std::vector<std::vector<Rows>> found;
  found.reserve(questions.size());
  for (const auto& [sql, each] : questions) found.push_back(execute_each(sql, each));
  return found;
}

std::int64_t GuardedTransaction::change_all(std::string_view sql, std::span<const Arguments> each) {
  std::int64_t changed = 0;
  for (const Rows& rows : execute_each(sql, each)) changed += rows.changed_count;
  return changed;
}

void GuardedTransaction::change_all_soon(std::string_view sql, std::span<const Arguments> each,
                                         RowsDue due) {
  const std::int64_t changed = change_all(sql, each);
  if (due == RowsDue::any || std::cmp_equal(changed, each.size())) return;
  throw std::logic_error(std::to_string(changed) + " rows were written instead of " +
                         std::to_string(each.size()) + ": " + std::string(sql));
}

Later GuardedTransaction::execute_later(std::string_view sql, std::span<const Argument> arguments) {
  Rows rows = execute(sql, arguments, Keep::yes);
  Later later;
  later.become(read_row<std::int64_t>(rows, 0));
  return later;
}

Rows GuardedTransaction::run_once(std::string_view sql, std::span<const Argument> arguments) {
  return guarded([&] {
    check_arguments(arguments);
    return execute(sql, arguments, Keep::no);
  });
}

void check_arguments(std::span<const Argument> arguments) {
  for (const Argument& argument : arguments) {
    const auto* text = std::get_if<std::string_view>(&argument.value());
    if (text != nullptr && text->find('\0') != std::string_view::npos) {
      throw std::logic_error("a text with a NUL character cannot be stored");
    }
  }
}

}  // namespace admitone::db
