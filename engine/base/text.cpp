#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace sealedbid {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

bool is_within(unsigned value, unsigned low, unsigned high) {
  return value >= low && value <= high;
}

/// The length of the well-formed sequence at `at`, or 0 (Unicode 15, table 3-7).
std::size_t length_of_utf8(std::string_view bytes, std::size_t at) {
  const unsigned first = byte_at(bytes, at);
  const unsigned second = byte_at(bytes, at + 1);
  if (first < 0x80) return 1;
  if (is_within(first, 0xC2, 0xDF)) return is_within(second, 0x80, 0xBF) ? 2 : 0;
  const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (!is_within(first, 0xE0, 0xF4) || !is_within(second, low, high)) return 0;
  if (!is_within(byte_at(bytes, at + 2), 0x80, 0xBF)) return 0;
  if (first < 0xF0) return 3;
  return is_within(byte_at(bytes, at + 3), 0x80, 0xBF) ? 4 : 0;
}

/// Separators, direction marks (U+2028–U+202E, U+2066–U+2069) and the byte order mark make a terminal show another text than the
/// bytes say.
bool changes_layout(std::string_view character) {
  if (character == "\xEF\xBB\xBF") return true;
  if (character.size() != 3 || byte_at(character, 0) != 0xE2) return false;
  const unsigned second = byte_at(character, 1);
  const unsigned third = byte_at(character, 2);
  return (second == 0x80 && is_within(third, 0xA8, 0xAE)) || (second == 0x81 && is_within(third, 0xA6, 0xA9));
}

bool is_shown_as_is(std::string_view character) {
  const unsigned first = byte_at(character, 0);
  if (character.size() == 1) return first >= 0x20 && first < 0x7F;
  if (character.size() == 2 && first == 0xC2) return byte_at(character, 1) >= 0xA0;
  return !changes_layout(character);
}

std::string escaped(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : bytes) {
    const unsigned byte = static_cast<unsigned char>(c);
    result += "\\x";
    result += digits[byte / 16];
    result += digits[byte % 16];
  }
  return result;
}

std::string folded(std::string_view name) {
  std::string result(name);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '-' || c == ' ') c = '_';
  }
  return result;
}

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
int edit_distance(std::string_view left, std::string_view right) {
  const std::size_t columns = right.size() + 1;
  std::array<std::vector<int>, 3> rows;
  for (auto& row : rows) row.assign(columns, 0);
  for (std::size_t j = 0; j < columns; ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    auto& current = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& two_above = rows[(i + 1) % 3];
    current[0] = static_cast<int>(i);
    for (std::size_t j = 1; j < columns; ++j) {
      const int change = left[i - 1] == right[j - 1] ? 0 : 1;
      current[j] = std::min({above[j] + 1, current[j - 1] + 1, above[j - 1] + change});
      const bool is_swap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (is_swap) current[j] = std::min(current[j], two_above[j - 2] + 1);
    }
  }
  return rows[left.size() % 3].back();
}

}  // namespace

std::string printable(std::string_view text, std::size_t limit) {
  constexpr std::string_view ellipsis = "…";
  std::string result;
  std::size_t room_for_ellipsis = 0;  // the length up to which a cut still fits the limit
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_of_utf8(text, at);
    const std::string_view character = text.substr(at, std::max<std::size_t>(length, 1));
    const std::string shown = length > 0 && is_shown_as_is(character) ? std::string(character) : escaped(character);
    if (result.size() + ellipsis.size() <= limit) room_for_ellipsis = result.size();
    if (result.size() + shown.size() > limit) return result.substr(0, room_for_ellipsis) + std::string(ellipsis);
    result += shown;
    at += character.size();
  }
  return result;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = length_of_utf8(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

std::string nearest_name(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t longest_word = 64;
  if (word.empty() || word.size() > longest_word) return "";
  const std::string sought = folded(word);
  const int plausible = 1 + static_cast<int>(word.size()) / 4;
  int smallest = plausible + 1;
  std::string nearest;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > 2 * longest_word) continue;
    const std::string name = folded(candidate);
    // A unit left out ("ceiling" for "ceiling_per_mwh") is the likeliest slip of all, however long the unit.
    const int distance = sought.size() > 2 && name.starts_with(sought + "_") ? plausible : edit_distance(sought, name);
    if (distance < smallest && distance < static_cast<int>(name.size())) {
      smallest = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace sealedbid
