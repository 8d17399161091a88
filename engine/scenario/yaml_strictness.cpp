#include "scenario/yaml_strictness.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "base/issue.hpp"
#include "base/text.hpp"

namespace sealedbid {
namespace {

constexpr std::size_t most_faults = 1000;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string hexadecimal(unsigned value, const char* format) {
  std::array<char, 16> buffer;
  const int length = std::snprintf(buffer.data(), buffer.size(), format, value);
  return std::string(buffer.data(), static_cast<std::size_t>(length));
}

[[noreturn]] void refuse(const Place& place, const std::string& what, const std::string& suggestion) {
  Issue issue{.place = place, .key_path = "", .what = what, .suggestion = suggestion};
  throw InputError(std::move(issue));
}

bool looks_like_utf16_or_utf32(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  // A scenario begins with an ASCII character, of which the wider encodings leave a zero among the first two bytes.
  return bytes.size() >= 2 && bytes.substr(0, 2).find('\0') != std::string_view::npos;
}

void check_encoding(std::string_view bytes, const std::string& file) {
  const Place begin{.file = file, .line = 1, .column = 1};
  if (bytes.size() > yaml_limit_bytes) {
    refuse(Place{.file = file}, "is larger than 8 MiB, the most that is read", "Long lists of bids belong in a CSV file");
  }
  if (looks_like_utf16_or_utf32(bytes)) {
    const std::size_t at = std::min(bytes.find('\0'), bytes.find_first_of("\xFE\xFF"));
    refuse(begin, "only UTF-8 can be read, and byte " + std::to_string(at) + " looks like UTF-16 or UTF-32",
           "Save the file as UTF-8");
  }
  if (const auto offset = first_invalid_utf8(bytes)) {
    const std::string_view before = bytes.substr(0, *offset);
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    const auto is_first_of_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    const Place place{.file = file,
                      .line = 1 + static_cast<int>(std::ranges::count(before, '\n')),
                      .column = 1 + static_cast<int>(std::ranges::count_if(before.substr(line_begin), is_first_of_character))};
    const unsigned byte = static_cast<unsigned char>(bytes[*offset]);
    refuse(place, "byte " + std::to_string(*offset) + " (" + hexadecimal(byte, "0x%02X") + ") is not UTF-8",
           "Save the file as UTF-8");
  }
}

/// The code point of a well-formed character.
unsigned code_point(std::string_view character) {
  const unsigned first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return first;
  unsigned value = first & (0x7Fu >> character.size());
  for (const char c : character.substr(1)) value = value << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
  return value;
}

std::size_t length_of_character(char first_byte) {
  const unsigned first = static_cast<unsigned char>(first_byte);
  return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/// Walks over well-formed UTF-8 and copies it, noting what must not be there.
class Scan {
 public:
  Scan(std::string_view bytes, const std::string& file) : bytes_(bytes), place_{.file = file, .line = 1, .column = 1} {
    text_.reserve(bytes.size());
  }

  std::string checked_text() {
    for (std::size_t at = 0; at < bytes_.size() && issues_.size() < most_faults;) {
      const std::string_view character = bytes_.substr(at, length_of_character(bytes_[at]));
      at += character.size();
      take(character, at < bytes_.size() ? bytes_[at] : '\0');
    }
    if (!text_.empty() && text_.back() != '\n' && issues_.empty()) {
      note("the last line has no line end, so the file may have been cut off", "End the last line with a line break");
    }
    if (!issues_.empty()) throw InputError(std::move(issues_));
    return std::move(text_);
  }

 private:
  void take(std::string_view character, char next) {
    if (character == "\r" && next == '\n') return;  // the line feed follows
    check(character);
    count_mark(character[0]);
    text_ += character;
    if (character == "\n") {
      place_ = {.file = place_.file, .line = place_.line + 1, .column = 1};
      is_indentation_ = true;
      line_bytes_ = 0;
      if (place_.line > yaml_limit_lines + 1)
        refuse(place_, "more than 1,000,000 lines", "Long lists of bids belong in a CSV file");
      return;
    }
    is_indentation_ = is_indentation_ && (character == " " || character == "\t");
    ++place_.column;
    line_bytes_ += character.size();
    if (line_bytes_ > yaml_limit_line_bytes) refuse(place_, "a line of more than 1 MiB", "Break the line");
  }

  void check(std::string_view character) {
    const unsigned code = code_point(character);
    if (code == '%' && place_.column == 1) {
      note("a line begins with % (directives are not allowed)", "Remove it, or indent the line if it belongs to a text");
    } else if (code == '\t' && is_indentation_) {
      note("a tab is used as indentation", "Indent with spaces");
    } else if (code == '\r') {
      note("a carriage return without a line feed", "End lines with LF or CRLF");
    } else if (code == 0x85 || code == 0x2028 || code == 0x2029) {
      note("the line separator " + hexadecimal(code, "U+%04X") + " (not every program breaks the line there)", "Use a line feed");
    } else if ((code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069)) {
      note("the direction mark " + hexadecimal(code, "U+%04X") + " (it makes text look like other text)", "Remove it");
    } else if (code == 0xFEFF) {
      note("a byte order mark inside the text", "Remove it");
    } else if (code == 0 || (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0)) {
      note("the control character " + hexadecimal(code, "U+%04X"), "Remove it");
    }
  }

  /// What a mark means where it stands is not asked: a count that can be fooled would bound nothing, and no file for people has
  /// this many.
  void count_mark(char character) {
    if (character == '[' || character == '{') ++open_brackets_;
    if ((character == ']' || character == '}') && open_brackets_ > 0) --open_brackets_;
    if (open_brackets_ > yaml_limit_open_brackets) {
      refuse(place_, "lists and maps are nested too deeply (more than 10,000 brackets are open)", "Use at most 64 levels");
    }
    if (std::string_view("-?:,[{").find(character) == std::string_view::npos) return;
    if (++marks_ > yaml_limit_marks) {
      refuse(place_, "more than 200,000 values (counted by the marks - ? : , [ and {)",
             "Long lists of bids belong in a CSV file");
    }
  }

  void note(const std::string& what, const std::string& suggestion) {
    issues_.push_back({.place = place_, .key_path = "", .what = what, .suggestion = suggestion});
  }

  std::string_view bytes_;
  Place place_;
  std::string text_;
  std::size_t line_bytes_ = 0;
  int marks_ = 0;
  int open_brackets_ = 0;
  bool is_indentation_ = true;
  std::vector<Issue> issues_;
};

}  // namespace

std::string checked_yaml_text(std::string_view bytes, const std::string& file) {
  check_encoding(bytes, file);
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  return Scan(bytes, file).checked_text();
}

}  // namespace sealedbid
