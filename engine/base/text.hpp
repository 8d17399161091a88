#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Small helpers on text that several layers share.
namespace sealedbid {

/// Text that is safe to show: the bytes of control characters (C0, DEL, C1), of separators and direction marks (U+2028–U+202E,
/// U+2066–U+2069, U+FEFF) and bytes that are not UTF-8 are written as \xNN; cut with "…" so that at most `limit` bytes remain.
std::string printable(std::string_view text, std::size_t limit = 200);

/// The byte offset of the first byte that is not part of well-formed UTF-8 (no surrogates, nothing above U+10FFFF), or nothing.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

/// The candidate nearest to `word` by Damerau–Levenshtein distance (letter case and hyphens aside), if near enough to be a
/// plausible slip: at most 1 + length / 4 edits, or a unit left out at the end ("ceiling" for "ceiling_per_mwh"); else empty.
std::string nearest_name(std::string_view word, std::span<const std::string> candidates);

}  // namespace sealedbid
