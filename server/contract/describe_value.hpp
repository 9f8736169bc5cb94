#pragma once
// The parts of schema that need no template: the schema of one simple value, and how schemas
// combine.

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "base/text.hpp"

namespace admitone::contract {

/// The components of one document: each described struct and enum once, under its own short name.
using Components = boost::json::object;

/// What every example of a date and time is.
inline constexpr std::string_view time_example = "2026-11-23T19:30:00Z";

boost::json::object text_schema(const base::TextRules& rules);
boost::json::object words_schema(const std::vector<std::string>& words);
boost::json::object whole_schema(long long min, long long max, long long example);
boost::json::object simple_schema(std::string_view type, boost::json::value example);
boost::json::object list_schema(boost::json::object items);

/// An object schema; `closed` when it refuses fields that it does not name.
boost::json::object members_schema(boost::json::object properties, boost::json::array required,
                                   boost::json::value example, bool closed);

/// The same schema, which null satisfies too.
boost::json::object or_null(boost::json::object schema);

/// Adds `schema` to the components and returns a reference to it. Throws std::logic_error when
/// another schema has that name: two types with one short name, or one struct both asked for and
/// answered.
boost::json::object refer(Components& components, const std::string& name,
                          boost::json::object schema);

/// "SaleRequest" for "admitone::api::SaleRequest", "TicketPage" for
/// "admitone::api::Page<…::Ticket>".
std::string shortened(std::string_view demangled);

}  // namespace admitone::contract
