#include "replay/cell_reader.hpp"

#include <cmath>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "output/grid_value.hpp"

namespace sealedbid {
namespace {

constexpr double largest_capacity_mw = 1e6;
constexpr double most_ticks = 2147483646.0;

std::string text_of(const CellRange& range) {
  return (range.is_above_least ? "above " : "from ") + number_text(range.least) + (range.is_above_least ? ", at most " : " to ") +
         number_text(range.most);
}

std::string quoted(const std::string& text) {
  return "'" + printable(text, 60) + "'";
}

}  // namespace

std::string CellReader::text(const CsvRow& row, const std::string& column) const {
  const int index = table_.column(column);
  return index < 0 ? "" : row.cells[static_cast<std::size_t>(index)];
}

std::optional<double> CellReader::number(const CsvRow& row, const std::string& column, Empty empty) {
  const std::string cell = text(row, column);
  if (cell.empty() && (empty == Empty::allowed || !has(column))) return std::nullopt;
  const std::optional<double> value = parse_number(cell);
  if (!value)
    note(row, column, cell.empty() ? "is empty" : quoted(cell) + " is not a decimal number", "Write it like 5 or 49.95");
  return value;
}

std::optional<double> CellReader::number_in(const CsvRow& row, const std::string& column, const CellRange& range, Empty empty) {
  const std::optional<double> value = number(row, column, empty);
  if (!value) return std::nullopt;
  const bool is_too_small = range.is_above_least ? *value <= range.least : *value < range.least;
  if (!is_too_small && *value <= range.most) return value;
  note(row, column, number_text(*value) + " is outside what this can be", "Give a number " + text_of(range));
  return std::nullopt;
}

std::optional<std::int64_t> CellReader::whole_number(const CsvRow& row, const std::string& column, std::int64_t least,
                                                     Empty empty) {
  const std::string cell = text(row, column);
  if (cell.empty() && (empty == Empty::allowed || !has(column))) return std::nullopt;
  const std::optional<std::int64_t> value = parse_integer(cell);
  if (value && *value >= least && *value <= std::int64_t{1} << 53) return value;
  const std::string what = " is not a whole number from " + std::to_string(least) + " to 9007199254740992";
  note(row, column, cell.empty() ? "is empty" : quoted(cell) + what, "Write digits only, like 250");
  return std::nullopt;
}

std::optional<std::uint64_t> CellReader::lot(const CsvRow& row, const std::string& column) {
  if (!has(column)) return std::nullopt;
  const std::string cell = text(row, column);
  const std::optional<std::uint64_t> value = parse_unsigned(cell);
  if (cell.empty()) {
    note(row, column, "is empty", "Write the number drawn, or leave the column out: lots then come from --seed");
  } else if (!value) {
    note(row, column, quoted(cell) + " is not a whole number from 0 to 18446744073709551615", "Write the number drawn");
  }
  return value;
}

std::optional<std::int64_t> CellReader::kw(const CsvRow& row, const std::string& column, Empty empty) {
  const std::optional<double> mw = number(row, column, empty);
  if (!mw) return std::nullopt;
  const std::string shown = number_text(*mw);
  if (*mw < 0.0) {
    note(row, column, shown + " is negative", "Give MW, at least 0");
    return std::nullopt;
  }
  if (*mw > largest_capacity_mw) {
    note(row, column, shown + " is more than 1,000,000 MW", "Give MW, not kW or W");
    return std::nullopt;
  }
  const std::int64_t kw = std::llround(*mw * 1000.0);
  // Division rounds correctly, so this is equality of the decimal numbers.
  if (static_cast<double>(kw) / 1000.0 == *mw) return kw;
  note(row, column, shown + " is not a whole number of kW", "Give at most three decimals");
  return std::nullopt;
}

std::optional<std::int64_t> CellReader::ticks(const CsvRow& row, const std::string& column, double step, Empty empty) {
  const std::optional<double> price = number(row, column, empty);
  if (!price) return std::nullopt;
  const double ticks = *price / step;
  if (!(std::fabs(ticks) <= most_ticks)) {
    note(row, column, number_text(*price) + " has more than 2147483646 price steps of " + number_text(step),
         "Check the price and the price step");
    return std::nullopt;
  }
  const std::int64_t nearest = std::llround(ticks);
  if (grid_value(nearest, step) == *price) return nearest;
  const auto below = static_cast<std::int64_t>(std::floor(ticks));
  note(row, column, number_text(*price) + " is not a multiple of the price step " + number_text(step),
       "Did you mean " + number_text(grid_value(below, step)) + " or " + number_text(grid_value(below + 1, step)) + "?");
  return std::nullopt;
}

void CellReader::note(const CsvRow& row, const std::string& column, const std::string& what, const std::string& suggestion) {
  issues_.push_back(
      {.place = {table_.file, row.line, table_.column(column) + 1}, .key_path = column, .what = what, .suggestion = suggestion});
}

void CellReader::note_header(int cell, const std::string& column, const std::string& what, const std::string& suggestion) {
  issues_.push_back({.place = {table_.file, 1, cell}, .key_path = column, .what = what, .suggestion = suggestion});
}

void CellReader::stop_if_faulty() {
  if (!issues_.empty()) throw InputError(std::move(issues_));
}

}  // namespace sealedbid
