#include "replay/read_packages.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/csv.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "replay/cell_reader.hpp"

namespace sealedbid {
namespace {

using Empty = CellReader::Empty;

constexpr double highest_price = 1e10, largest_quantity = 1e9;

/// Whether `value` has no digits below 1 / `steps`. Division rounds correctly, so this is equality of decimal numbers.
bool is_on_steps(double value, double steps) {
  return static_cast<double>(std::llround(value * steps)) / steps == value;
}

std::string column_of(const PackageProduct& product) {
  return "quantity_" + product.name;
}

class PackageReader {
 public:
  PackageReader(const CsvTable& table, std::span<const PackageProduct> products)
      : table_(table), cells_(table), products_(products) {}

  std::vector<ListedPackage> read() {
    check_header();
    if (table_.rows.size() > most_packages) {
      cells_.note(table_.rows[most_packages], "bid",
                  std::to_string(table_.rows.size()) + " packages are more than can be cleared",
                  "Give at most " + std::to_string(most_packages) + ", or split the round");
      cells_.stop_if_faulty();
    }
    for (const CsvRow& row : table_.rows) packages_.push_back(package(row));
    for (std::size_t i = 0; i < packages_.size(); ++i) link(table_.rows[i], packages_[i]);
    cells_.stop_if_faulty();
    return std::move(packages_);
  }

 private:
  void check_header() {
    std::vector<std::string> mandatory = {"bid", "price"};
    for (const PackageProduct& product : products_) mandatory.push_back(column_of(product));
    std::vector<std::string> known = mandatory;
    known.insert(known.end(), {"bidder", "price_adjustment", "exclusive_group", "requires"});
    std::string all;
    for (const std::string& column : known) all += (all.empty() ? "" : ", ") + column;
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      const std::string& column = table_.header[i];
      if (std::ranges::find(known, column) != known.end()) continue;
      const std::string nearest = nearest_name(column, known);
      cells_.note_header(static_cast<int>(i) + 1, column, "is not a column of a file of packages of these products",
                         nearest.empty() ? "Columns are " + all : "Did you mean " + nearest + "?");
    }
    for (const std::string& column : mandatory) {
      if (!cells_.has(column)) cells_.note_header(0, column, "this column is missing", "Every package needs " + column);
    }
    cells_.stop_if_faulty();
  }

  ListedPackage package(const CsvRow& row) {
    ListedPackage listed{
        .name = name(row),
        .bidder = cells_.text(row, "bidder"),
        .exclusive_group = cells_.text(row, "exclusive_group"),
        .requires_names = {},
        .price = number(row, "price", {0.0, highest_price}, package_money_steps, Empty::refused),
        .price_adjustment = number(row, "price_adjustment", {-highest_price, highest_price}, package_money_steps, Empty::allowed),
        .quantities = {},
        .bid = {}};
    for (const PackageProduct& product : products_) {
      listed.quantities.push_back(
          number(row, column_of(product), {0.0, largest_quantity}, package_quantity_steps, Empty::refused));
      listed.bid.quantities.push_back(std::llround(listed.quantities.back() * package_quantity_steps));
    }
    listed.bid.price =
        std::llround(listed.price * package_money_steps) + std::llround(listed.price_adjustment * package_money_steps);
    if (!listed.exclusive_group.empty()) {
      const auto number_of_group = static_cast<int>(groups_.size());
      listed.bid.exclusive_group = groups_.emplace(listed.exclusive_group, number_of_group).first->second;
    }
    return listed;
  }

  std::string name(const CsvRow& row) {
    const std::string text = cells_.text(row, "bid");
    if (text.empty()) cells_.note(row, "bid", "is empty", "Give each package a name of its own");
    if (text.find(';') != std::string::npos) {
      cells_.note(row, "bid", "'" + text + "' has a semicolon, which separates names in 'requires'", "Use another sign");
    }
    const auto [earlier, is_new] = rows_of_names_.emplace(text, static_cast<int>(rows_of_names_.size()));
    if (is_new) {
      names_.push_back(text);
    } else if (!text.empty()) {
      cells_.note(row, "bid",
                  "'" + text + "' is already the package of line " + std::to_string(table_.rows[earlier->second].line),
                  "Give each package a name of its own");
    }
    return text;
  }

  double number(const CsvRow& row, const std::string& column, const CellRange& range, double steps, Empty empty) {
    const std::optional<double> value = cells_.number_in(row, column, range, empty);
    if (value && !is_on_steps(*value, steps)) {
      cells_.note(row, column, number_text(*value) + " has more decimals than are cleared",
                  "Give at most " + number_text(std::round(std::log10(steps))) + " decimals");
    }
    return value.value_or(0.0);
  }

  /// Turns the names after 'requires' into positions; all rows have been read.
  void link(const CsvRow& row, ListedPackage& listed) {
    const std::string text = cells_.text(row, "requires");
    for (std::size_t begin = 0; !text.empty() && begin <= text.size();) {
      const std::size_t end = std::min(text.find(';', begin), text.size());
      require(row, listed, trimmed(text.substr(begin, end - begin)));
      begin = end + 1;
    }
  }

  void require(const CsvRow& row, ListedPackage& listed, const std::string& needed) {
    const auto found = rows_of_names_.find(needed);
    if (needed.empty()) {
      cells_.note(row, "requires", "names nothing between two semicolons or at an end", "Write it like north;south");
    } else if (found == rows_of_names_.end()) {
      const std::string nearest = nearest_name(needed, names_);
      cells_.note(row, "requires", "'" + needed + "' is not a bid of this file",
                  nearest.empty() ? "Names are those of the column bid, separated by ';'" : "Did you mean " + nearest + "?");
    } else if (needed == listed.name) {
      cells_.note(row, "requires", "'" + needed + "' is the package itself", "Leave it out");
    } else if (!listed.exclusive_group.empty() && listed.exclusive_group == packages_[found->second].exclusive_group) {
      cells_.note(row, "requires", "'" + needed + "' is of the same exclusive group, so that this package can never be selected",
                  "Change the group or the requirement");
    } else {
      listed.requires_names.push_back(needed);
      listed.bid.requires_packages.push_back(found->second);
    }
  }

  static std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
  }

  const CsvTable& table_;
  CellReader cells_;
  std::span<const PackageProduct> products_;
  std::vector<ListedPackage> packages_;
  std::vector<std::string> names_;
  std::map<std::string, int> rows_of_names_, groups_;
};

}  // namespace

std::vector<ListedPackage> read_packages(const std::string& bids_csv, std::span<const PackageProduct> products) {
  const CsvTable table = read_csv(bids_csv);
  return PackageReader(table, products).read();
}

std::vector<ProductDemand> read_products(const std::string& rules_path, std::span<const PackageProduct> products) {
  std::vector<ProductDemand> demands;
  std::vector<Issue> issues;
  const auto check = [&](const PackageProduct& product, const char* key, double value) {
    if (is_on_steps(value, package_quantity_steps)) return;
    issues.push_back({.place = {rules_path},
                      .key_path = "auction.packages." + product.name + "." + key,
                      .what = number_text(value) + " has more decimals than are cleared",
                      .suggestion = "Give at most 3 decimals"});
  };
  double worth = 0.0;
  for (const PackageProduct& product : products) {
    check(product, "demand", product.demand);
    check(product, "value_per_unit", product.value_per_unit.value_or(0.0));
    worth += product.demand * product.value_per_unit.value_or(0.0) * package_money_steps;
    ProductDemand demand{std::llround(product.demand * package_quantity_steps), std::nullopt};
    if (product.value_per_unit) demand.value_per_unit = std::llround(*product.value_per_unit * package_value_steps);
    demands.push_back(demand);
  }
  if (worth > 0.99 * static_cast<double>(most_package_money)) {
    issues.push_back(
        {.place = {rules_path},
         .key_path = "auction.packages",
         .what = "demand times value, " + display_text(worth / package_money_steps) + ", is too large to be cleared exactly",
         .suggestion = "Give money in thousands"});
  }
  if (!issues.empty()) throw InputError(std::move(issues));
  return demands;
}

}  // namespace sealedbid
