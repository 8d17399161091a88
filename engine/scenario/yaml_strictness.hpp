#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// What the bytes of a YAML file must be before any parser sees them, and the limits of what is parsed.
namespace sealedbid {

inline constexpr std::size_t yaml_limit_bytes = std::size_t{8} << 20;
inline constexpr int yaml_limit_lines = 1'000'000;
inline constexpr std::size_t yaml_limit_line_bytes = std::size_t{1} << 20;
inline constexpr int yaml_limit_depth = 64;
inline constexpr int yaml_limit_marks = 200'000;
inline constexpr int yaml_limit_open_brackets = 10'000;
inline constexpr std::size_t yaml_limit_scalar_bytes = 65'536;
inline constexpr std::size_t yaml_limit_key_bytes = 256;
inline constexpr std::size_t yaml_limit_keys_of_map = 4'096;

/// The text of a file without its byte order mark and with LF line ends.
/// Refused, with place and remedy: too large; UTF-16 and UTF-32; bytes that are not UTF-8; control characters other than tab and
/// line feed (C0, DEL, C1); a carriage return without a line feed; the separators U+0085, U+2028, U+2029 and a byte order mark
/// inside (some programs break lines there, others do not); marks that turn the direction of text (U+202A–U+202E, U+2066–U+2069);
/// a tab in the indentation; a line that begins with % (yaml-cpp drops it as a directive, wherever it stands); a missing final
/// newline (the file may have been cut off); more than 200,000 marks behind which a value can stand (- ? : , [ and {; they are
/// counted in comments and in quotes, too) or 10,000 brackets open at once, since a parser's memory grows with them before it
/// reports anything.
/// Throws InputError with every such place.
std::string checked_yaml_text(std::string_view bytes, const std::string& file);

}  // namespace sealedbid
