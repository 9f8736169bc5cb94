#pragma once
// What nearly every file of this room needs, compiled once.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "db/database.hpp"
