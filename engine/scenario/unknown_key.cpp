#include "scenario/unknown_key.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace sealedbid {

namespace {

/// The code point of the first character outside ASCII, or 0. The text is valid UTF-8.
char32_t first_foreign_letter(const std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) continue;
    const int following = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    char32_t code_point = lead & (0x3F >> following);
    for (int index = 1; index <= following; ++index) {
      code_point = (code_point << 6) | (static_cast<unsigned char>(text[at + static_cast<std::size_t>(index)]) & 0x3F);
    }
    return code_point;
  }
  return 0;
}

/// Every character outside ASCII replaced by one '?', so that a look-alike counts as one slip.
std::string in_ascii(const std::string& text) {
  std::string result;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x80) result += letter;
    if (byte >= 0xC0) result += '?';
  }
  return result;
}

/// The known key nearest to `key`, or to its beginning: people forget the unit at the end.
std::string nearest_key(const std::string& key, const std::vector<std::string>& known) {
  if (std::string nearest = nearest_name(key, known); !nearest.empty()) return nearest;
  std::vector<std::string> beginnings;
  for (const auto& candidate : known) beginnings.push_back(candidate.substr(0, key.size()));
  const std::string nearest = key.size() < 3 ? "" : nearest_name(key, beginnings);
  const auto found = std::find(beginnings.begin(), beginnings.end(), nearest);
  return found == beginnings.end() ? "" : known[static_cast<std::size_t>(found - beginnings.begin())];
}

}  // namespace

Fault unknown_key_fault(const std::string& key, const std::vector<std::string>& known) {
  Fault fault{"unknown key", ""};
  if (const char32_t letter = first_foreign_letter(key)) {
    fault.what =
        fmt::format("unknown key, it contains the character U+{:04X} that is not a Latin letter", static_cast<unsigned>(letter));
  }
  if (const std::string nearest = nearest_key(in_ascii(key), known); !nearest.empty())
    fault.suggestion = "Did you mean " + nearest + "?";
  return fault;
}

}  // namespace sealedbid
