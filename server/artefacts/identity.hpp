#pragma once
// How Admit One looks on paper: the colours of the web app, and faces of type that are fit to
// print.

#include "artefacts/typesetter.hpp"

namespace admitone::artefacts {

constexpr Colour colour_of(unsigned rgb) {
  return {(rgb >> 16U & 0xFFU) / 255.0, (rgb >> 8U & 0xFFU) / 255.0, (rgb & 0xFFU) / 255.0};
}

inline constexpr Colour ink = colour_of(0x191720);
inline constexpr Colour soft_ink = colour_of(0x5d5866);
inline constexpr Colour edge = colour_of(0x8a8373);
inline constexpr Colour stamp = colour_of(0x3a2bd1);
inline constexpr Colour fine_print = colour_of(0xdcd9f6);  ///< a tenth of the stamp's colour
inline constexpr Colour white = colour_of(0xffffff);

inline constexpr const char* display_family = "Inter Display,Inter";
inline constexpr const char* text_family = "Inter";
inline constexpr const char* number_family = "JetBrains Mono";

}  // namespace admitone::artefacts
