#include "study/read_bids.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "base/csv.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "output/grid_value.hpp"

namespace sealedbid {
namespace {

constexpr double largest_capacity_mw = 1e6;
constexpr double most_ticks = 2147483646.0;

class BidReader {
 public:
  BidReader(const std::string& file, double step) : table_(read_csv(file)), step_(step) {}

  std::vector<ListedBid> read() {
    check_header();
    std::vector<ListedBid> bids;
    for (const CsvRow& row : table_.rows) {
      bids.push_back({.bid = {.name = name(row), .price_ticks = 0, .quantity_kw = capacity_kw(row)},
                      .bidder = optional_cell(row, "bidder"),
                      .origin = optional_cell(row, "origin"),
                      .price_per_mwh = price(row)});
      bids.back().bid.price_ticks = std::llround(bids.back().price_per_mwh / step_);
    }
    if (!issues_.empty()) throw InputError(std::move(issues_));
    return bids;
  }

 private:
  void check_header() {
    static const std::array<std::string, 5> known = {"bid", "capacity_mw", "price_per_mwh", "bidder", "origin"};
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      const std::string& column = table_.header[i];
      if (std::ranges::find(known, column) != known.end()) continue;
      const std::string nearest = nearest_name(column, known);
      note(1, static_cast<int>(i) + 1, column, "is not a column of a file of bids",
           nearest.empty() ? "Columns are bid, capacity_mw, price_per_mwh, bidder, origin" : "Did you mean " + nearest + "?");
    }
    for (const std::string& column : {known[0], known[1], known[2]}) {
      if (table_.column(column) < 0) note(1, 0, column, "this column is missing", "Every bid needs " + column);
    }
    if (!issues_.empty()) throw InputError(std::move(issues_));
  }

  std::string name(const CsvRow& row) {
    const std::string& text = cell(row, "bid");
    if (text.empty()) note(row, "bid", "is empty", "Give each bid a name of its own");
    const auto [earlier, is_new] = line_of_name_.emplace(text, row.line);
    if (!text.empty() && !is_new) {
      note(row, "bid", "'" + text + "' is already the bid of line " + std::to_string(earlier->second),
           "Give each bid a name of its own");
    }
    return text;
  }

  std::int64_t capacity_kw(const CsvRow& row) {
    const std::optional<double> mw = number(row, "capacity_mw");
    if (!mw) return 0;
    const std::string text = number_text(*mw);
    if (*mw <= 0.0) {
      note(row, "capacity_mw", text + (*mw < 0.0 ? " is negative" : " is no capacity"),
           "Remove the bid or give its capacity in MW");
      return 0;
    }
    if (*mw > largest_capacity_mw) {
      note(row, "capacity_mw", text + " is more than 1,000,000 MW", "Give the capacity in MW");
      return 0;
    }
    const std::int64_t kw = std::llround(*mw * 1000.0);
    // Division rounds correctly, so this is equality of the decimal numbers.
    if (static_cast<double>(kw) / 1000.0 != *mw)
      note(row, "capacity_mw", text + " is not a whole number of kW", "Give at most three decimals");
    return kw;
  }

  double price(const CsvRow& row) {
    const std::optional<double> price = number(row, "price_per_mwh");
    if (!price) return 0.0;
    const std::string text = number_text(*price);
    if (*price < 0.0) {
      note(row, "price_per_mwh", text + " is negative (bids are prices of energy sold)",
           "Did you mean " + number_text(-*price) + "?");
      return 0.0;
    }
    const double ticks = *price / step_;
    if (!(ticks <= most_ticks)) {
      note(row, "price_per_mwh", text + " has more than 2147483646 price steps of " + number_text(step_),
           "Check the price and the price step");
      return 0.0;
    }
    if (grid_value(std::llround(ticks), step_) != *price) {
      const auto below = static_cast<std::int64_t>(std::floor(ticks));
      note(row, "price_per_mwh", text + " is not a multiple of the price step " + number_text(step_),
           "Did you mean " + number_text(grid_value(below, step_)) + " or " + number_text(grid_value(below + 1, step_)) + "?");
    }
    return *price;
  }

  std::optional<double> number(const CsvRow& row, const std::string& column) {
    const std::string& text = cell(row, column);
    const std::optional<double> value = parse_number(text);
    if (!value)
      note(row, column, text.empty() ? "is empty" : "'" + text + "' is not a decimal number", "Write it like 5 or 49.95");
    return value;
  }

  const std::string& cell(const CsvRow& row, const std::string& column) const { return row.cells[table_.column(column)]; }

  std::string optional_cell(const CsvRow& row, const std::string& column) const {
    return table_.column(column) < 0 ? "" : cell(row, column);
  }

  void note(const CsvRow& row, const std::string& column, const std::string& what, const std::string& suggestion) {
    note(row.line, table_.column(column) + 1, column, what, suggestion);
  }

  void note(int line, int column, const std::string& name, const std::string& what, const std::string& suggestion) {
    issues_.push_back({.place = {table_.file, line, column}, .key_path = name, .what = what, .suggestion = suggestion});
  }

  CsvTable table_;
  double step_;
  std::map<std::string, int> line_of_name_;
  std::vector<Issue> issues_;
};

}  // namespace

std::vector<ListedBid> read_bids(const std::string& bids_csv, double price_step_per_mwh) {
  return BidReader(bids_csv, price_step_per_mwh).read();
}

}  // namespace sealedbid
