#include "db/guarded_transaction.hpp"

#include <stdexcept>
#include <type_traits>
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
  if (each.empty()) return Result{};
  return guarded([&] {
    for (const Arguments& arguments : each) check_arguments(arguments);
    return statement();
  });
}

std::vector<Rows> GuardedTransaction::run_each(std::string_view sql,
                                               std::span<const Arguments> each) {
  return guarded(each, [&] { return execute_each(sql, each); });
}

std::vector<Rows> GuardedTransaction::find_each(std::string_view sql,
                                                std::span<const Arguments> each) {
  return guarded(each, [&] { return find_all(sql, each); });
}

std::int64_t GuardedTransaction::change_each(std::string_view sql,
                                             std::span<const Arguments> each) {
  return guarded(each, [&] { return change_all(sql, each); });
}

std::vector<Rows> GuardedTransaction::find_all(std::string_view sql,
                                               std::span<const Arguments> each) {
  return execute_each(sql, each);
}

std::int64_t GuardedTransaction::change_all(std::string_view sql, std::span<const Arguments> each) {
  std::int64_t changed = 0;
  for (const Rows& rows : execute_each(sql, each)) changed += rows.changed_count;
  return changed;
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
