#pragma once
// Arguments and results as libpq has them. Only for this room.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <libpq-fe.h>

#include "db/value.hpp"

namespace admitone::db {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

/// One statement's parameters, in the three arrays libpq asks for. Types are left to the server,
/// which infers them from the statement: where it cannot ("$1 IS NULL"), the statement says CAST.
class PostgresParameters {
 public:
  explicit PostgresParameters(std::span<const Argument> arguments);

  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void add(const char* value, std::size_t length, int format);

  std::vector<std::string> texts_;  ///< what libpq wants to end with NUL
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

/// Of a change's parameters, $1 at the lowest bit: those with numbers among them that are not known
/// yet.
std::uint64_t later_parameters(std::span<const Arguments> each);

/// What the server calls a parameter's type in statements, such as "int8". Throws std::logic_error
/// for a type that no Argument has.
std::string_view type_name(Oid type);

/// Many lists of arguments as one array for each parameter, in the server's binary format.
class PostgresArrays {
 public:
  /// `types` are the parameters', one for each argument of a list. Throws std::logic_error for an
  /// argument that is not of its parameter's type. Numbers that are not known yet are written as
  /// ArraysForm::later says.
  PostgresArrays(std::span<const Arguments> each, std::span<const Oid> types);

  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  std::vector<std::string> arrays_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

/// Throws std::logic_error for a type that Cell does not have: the statement must CAST it.
Rows read_rows(const PGresult* result);

}  // namespace admitone::db
