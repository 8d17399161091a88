#include "base/csv.hpp"

#include <csv.h>

#include <algorithm>
#include <map>
#include <new>
#include <string_view>
#include <utility>

#include "base/input_file.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"

namespace sealedbid {
namespace {

constexpr std::size_t limit_bytes = std::size_t{1} << 30;
constexpr std::size_t most_issues = 10'000;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// libcsv, fed one line at a time, because it counts no lines itself.
class CsvReader {
 public:
  explicit CsvReader(const std::string& file) : file_(file) {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    // By default libcsv strips blanks from cells; here a cell is what the file says.
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });
  }
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;
  ~CsvReader() { csv_free(&parser_); }

  CsvTable table_of(std::string_view text) {
    table_.file = file_;
    for (std::size_t at = 0; at < text.size(); ++line_) {
      const std::size_t length = text.find('\n', at) + 1 - at;
      take_line(text.substr(at, length));
      at += length;
    }
    if (is_inside_row_) stop(row_line_, cells_.size() + 1, "a quoted cell is never closed", "Close the quote");
    if (!has_header_) stop(1, 0, "holds no header", "Name the columns in the first line, separated by commas");
    if (!issues_.empty()) throw InputError(std::move(issues_));
    return std::move(table_);
  }

 private:
  void take_line(std::string_view line) {
    if (!is_inside_row_ && line == "\n") {
      note(line_, 0, "a blank line", "Remove it");
      return;
    }
    if (!is_inside_row_) row_line_ = line_;
    is_inside_row_ = true;
    const std::size_t parsed = csv_parse(&parser_, line.data(), line.size(), on_cell, on_row, this);
    if (parsed != line.size() && csv_error(&parser_) == CSV_ENOMEM) throw std::bad_alloc();
    if (parsed != line.size()) {
      stop(line_, cells_.size() + 1, "a quote inside a cell", "Put the whole cell in quotes and double the quotes in it");
    }
    if (row_is_complete_) finish_row();
  }

  static void on_cell(void* cell, std::size_t length, void* self) {
    static_cast<CsvReader*>(self)->cells_.emplace_back(static_cast<const char*>(cell), length);
  }
  static void on_row(int, void* self) { static_cast<CsvReader*>(self)->row_is_complete_ = true; }

  void finish_row() {
    is_inside_row_ = false;
    row_is_complete_ = false;
    std::vector<std::string> cells = std::exchange(cells_, {});
    if (!has_header_) {
      take_header(std::move(cells));
    } else if (cells.size() != table_.header.size()) {
      note(row_line_, std::min(cells.size(), table_.header.size()) + (cells.size() > table_.header.size() ? 1 : 0),
           "this row has " + std::to_string(cells.size()) + " cells, and the header names " +
               std::to_string(table_.header.size()) + " columns",
           "Check commas and quotes; numbers take a decimal point");
    } else {
      table_.rows.push_back({row_line_, std::move(cells)});
    }
  }

  void take_header(std::vector<std::string> names) {
    has_header_ = true;
    if (names.size() == 1 && names[0].find_first_of(";\t") != std::string::npos) {
      stop(row_line_, 1, "the columns are separated by semicolons or tabs",
           "Separate them by commas, and write numbers with a decimal point");
    }
    std::map<std::string_view, std::size_t> column_of_name;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string shown = "'" + printable(names[i], 60) + "'";
      const auto [earlier, is_new] = column_of_name.emplace(names[i], i + 1);
      if (names[i].empty()) {
        note(row_line_, i + 1, "this column has no name", "Name it, or remove the surplus comma");
      } else if (!is_new) {
        note(row_line_, i + 1, "the column " + shown + " is already column " + std::to_string(earlier->second),
             "Remove one of them");
      } else if (parse_number(names[i])) {
        note(row_line_, i + 1, shown + " is a number where a column name is expected", "Name the columns in the first line");
      }
    }
    table_.header = std::move(names);
  }

  void note(int line, std::size_t column, const std::string& what, const std::string& suggestion) {
    const Place place{.file = file_, .line = line, .column = static_cast<int>(column)};
    issues_.push_back({.place = place, .key_path = "", .what = what, .suggestion = suggestion});
    if (issues_.size() >= most_issues) throw InputError(std::move(issues_));
  }

  [[noreturn]] void stop(int line, std::size_t column, const std::string& what, const std::string& suggestion) {
    note(line, column, what, suggestion);
    throw InputError(std::move(issues_));
  }

  std::string file_;
  csv_parser parser_ = {};
  CsvTable table_;
  std::vector<std::string> cells_;
  int line_ = 1;
  int row_line_ = 1;
  bool is_inside_row_ = false;
  bool row_is_complete_ = false;
  bool has_header_ = false;
  std::vector<Issue> issues_;
};

[[noreturn]] void refuse(const std::string& file, std::string_view before, const std::string& what,
                         const std::string& suggestion) {
  const Place place{.file = file, .line = static_cast<int>(std::ranges::count(before, '\n')) + 1};
  Issue issue{.place = place, .key_path = "", .what = what, .suggestion = suggestion};
  throw InputError(std::move(issue));
}

bool is_forbidden_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

/// UTF-8 without byte order mark and control characters, with LF line ends.
std::string checked_text(std::string bytes, const std::string& file) {
  if (const auto offset = first_invalid_utf8(bytes)) {
    refuse(file, std::string_view(bytes).substr(0, *offset), "byte " + std::to_string(*offset) + " is not UTF-8",
           "Save the file as CSV UTF-8");
  }
  if (bytes.starts_with(byte_order_mark)) bytes.erase(0, byte_order_mark.size());
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n') continue;
    if (is_forbidden_control(bytes[at])) {
      refuse(file, text, "the control character " + printable(std::string_view(bytes).substr(at, 1)),
             "Remove it; lines end with LF or CRLF");
    }
    text += bytes[at];
  }
  if (!text.empty() && text.back() != '\n') {
    refuse(file, text, "the last line has no line end, so the file may have been cut off", "End the last line with a line break");
  }
  return text;
}

}  // namespace

int CsvTable::column(const std::string& name) const {
  const auto found = std::ranges::find(header, name);
  return found == header.end() ? -1 : static_cast<int>(found - header.begin());
}

CsvTable read_csv(const std::string& path) {
  const std::string text = checked_text(read_input_file(path, limit_bytes), path);
  return CsvReader(path).table_of(text);
}

std::string csv_cell(const std::string& text) {
  const bool is_formula = !text.empty() && std::string_view("=+-@\t\r\0", 7).find(text.front()) != std::string_view::npos;
  const std::string cell = is_formula && !parse_number(text) ? "'" + text : text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

}  // namespace sealedbid
