#pragma once

namespace admitone::base {

/// From CMakeLists.txt's project(VERSION).
inline constexpr const char* version = ADMITONE_VERSION;

}  // namespace admitone::base
