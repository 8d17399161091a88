#pragma once

#include <string>
#include <vector>

#include "base/issue.hpp"

/// Comma-separated values (RFC 4180). Reading is strict and names the place of every fault.
namespace sealedbid {

struct CsvRow {
  int line = 0;  ///< line of the row's first character, from 1
  std::vector<std::string> cells;
};

struct CsvTable {
  std::string file;
  std::vector<std::string> header;
  std::vector<CsvRow> rows;

  /// Index of a column of the header, or -1.
  int column(const std::string& name) const;
};

/// Reads a whole file: UTF-8 (a byte order mark is dropped), commas, a header of unique non-empty names that are not numbers,
/// every row as wide as the header, a final newline, at most 1 GiB; LF or CRLF (in quoted cells, CRLF becomes LF). Blank lines
/// and control characters are errors. Cells are the text of the file, blanks included; callers read numbers with parse_number.
/// Throws InputError with every faulty row; the column of a place is the number of the cell in its row, from 1.
CsvTable read_csv(const std::string& path);

/// One cell for writing: quoted where RFC 4180 asks for it; text that a spreadsheet would run as a formula
/// (it begins with = + - @ tab or carriage return and is not a number) gets a leading apostrophe.
std::string csv_cell(const std::string& text);

}  // namespace sealedbid
