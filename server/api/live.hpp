#pragma once

#include "live/feed.hpp"

namespace admitone::api {

/// How live events are written: the same JSON as the endpoints answer.
live::Renderers live_renderers();

}  // namespace admitone::api
