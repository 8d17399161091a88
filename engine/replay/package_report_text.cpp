#include "replay/package_report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/csv.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"

namespace sealedbid {
namespace {

using Json = nlohmann::ordered_json;
using Cells = std::vector<std::string>;

Json json_of(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ";"));
}

/// Letters, not bytes: a name may hold any of UTF-8.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

/// The first and the last column to the left, numbers between them to the right.
std::string aligned(const std::vector<Cells>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Cells& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string text;
  for (const Cells& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - width_of(row[i]), ' ');
      line += (i > 0 ? "  " : "") + (i == 0 || i + 1 == row.size() ? row[i] + padding : padding + row[i]);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::vector<Cells> package_lines(const PackageReport& report) {
  std::vector<Cells> rows = {{"package", "price"}};
  for (const PackageProductReport& product : report.products) rows[0].push_back(printable(product.name, 40));
  rows[0].push_back("paid");
  rows[0].push_back("reason");
  for (const PackageReportRow& row : report.rows) {
    Cells cells = {printable(row.package.name, 40), number_text(row.package.price)};
    for (const double quantity : row.package.quantities) cells.push_back(number_text(quantity));
    cells.push_back(row.is_selected ? number_text(row.package.price) : "-");
    cells.push_back(row.reason);
    rows.push_back(std::move(cells));
  }
  return rows;
}

std::vector<Cells> product_lines(const PackageReport& report) {
  std::vector<Cells> rows = {{"product", "demand", "value a unit", "offered", "supplied", ""}};
  for (const PackageProductReport& product : report.products) {
    rows.push_back({printable(product.name, 40), number_text(product.demand),
                    product.value_per_unit ? number_text(*product.value_per_unit) : "-", number_text(product.offered),
                    number_text(product.supplied), ""});
  }
  return rows;
}

std::string verdict(const PackageReport& report) {
  if (report.is_feasible) return "";
  for (const PackageProductReport& product : report.products) {
    if (product.value_per_unit || product.offered >= product.demand) continue;
    return fmt::format("Nothing is selected: {} of {} are wanted, and packages that do not exclude each other offer {}.\n",
                       number_text(product.demand), printable(product.name, 40), number_text(product.offered));
  }
  return "Nothing is selected: no admissible selection covers the demand of all products.\n";
}

const char* name_of(PackageObjective objective) {
  switch (objective) {
    case PackageObjective::greatest_surplus:
      return "greatest_surplus";
    case PackageObjective::least_cost:
      return "least_cost";
  }
  throw std::logic_error("unknown objective of a package auction");
}

Json json_of(const PackageReportRow& row, const PackageReport& report) {
  Json json = {{"bid", row.package.name},
               {"bidder", row.package.bidder},
               {"price", row.package.price},
               {"price_adjustment", row.package.price_adjustment}};
  for (std::size_t k = 0; k < report.products.size(); ++k) {
    json["quantity_" + report.products[k].name] = row.package.quantities[k];
  }
  json["exclusive_group"] = row.package.exclusive_group;
  json["requires"] = row.package.requires_names;
  json["selected"] = row.is_selected;
  json["price_paid"] = row.is_selected ? Json(row.package.price) : Json(nullptr);
  json["advantage"] = json_of(row.advantage);
  json["reason"] = row.reason;
  return json;
}

}  // namespace

std::string package_report_table(const PackageReport& report) {
  const std::string currency = printable(report.currency);
  std::string text = report.title.empty() ? "" : printable(report.title) + "\n\n";
  text += aligned(package_lines(report)) + "\n" + aligned(product_lines(report));
  text += fmt::format(
      "\nselected   {} of {} packages, {}\n", report.selected, report.rows.size(),
      report.objective == PackageObjective::least_cost ? "the least cost of the whole demand" : "the greatest surplus");
  text += fmt::format("cost       {} {}\n", number_text(report.cost), currency);
  if (report.adjustment != 0.0) {
    text += fmt::format("adjustment {} {}, counted in the selection, not paid\n", number_text(report.adjustment), currency);
  }
  if (report.objective == PackageObjective::greatest_surplus) {
    text += fmt::format("value      {} {}\n", number_text(report.value), currency);
    text += fmt::format("surplus    {} {}", number_text(report.surplus), currency);
    if (report.surplus_fraction) text += fmt::format(", {} % of the value", display_text(100.0 * *report.surplus_fraction, 4));
    text += "\n";
  }
  return text + verdict(report);
}

std::string package_report_csv(const PackageReport& report) {
  std::string text = "bid,bidder,price,price_adjustment";
  for (const PackageProductReport& product : report.products) text += ",quantity_" + product.name;
  text += ",exclusive_group,requires,selected,price_paid,advantage,reason\n";
  for (const PackageReportRow& row : report.rows) {
    Cells cells = {csv_cell(row.package.name), csv_cell(row.package.bidder), number_text(row.package.price),
                   number_text(row.package.price_adjustment)};
    for (const double quantity : row.package.quantities) cells.push_back(number_text(quantity));
    cells.insert(cells.end(), {csv_cell(row.package.exclusive_group), csv_cell(joined(row.package.requires_names)),
                               row.is_selected ? "true" : "false", row.is_selected ? number_text(row.package.price) : "",
                               row.advantage ? number_text(*row.advantage) : "", csv_cell(row.reason)});
    text += fmt::format("{}\n", fmt::join(cells, ","));
  }
  return text;
}

std::string package_report_json(const PackageReport& report) {
  Json products = Json::array(), packages = Json::array();
  for (const PackageProductReport& product : report.products) {
    products.push_back({{"name", product.name},
                        {"demand", product.demand},
                        {"value_per_unit", json_of(product.value_per_unit)},
                        {"offered", product.offered},
                        {"supplied", product.supplied},
                        {"covered", product.covered}});
  }
  for (const PackageReportRow& row : report.rows) packages.push_back(json_of(row, report));
  const Json json = {{"title", report.title},
                     {"currency", report.currency},
                     {"objective", name_of(report.objective)},
                     {"feasible", report.is_feasible},
                     {"selected_packages", report.selected},
                     {"cost", report.cost},
                     {"adjustment", report.adjustment},
                     {"value", report.value},
                     {"surplus", report.surplus},
                     {"surplus_fraction", json_of(report.surplus_fraction)},
                     {"search_nodes", report.search_nodes},
                     {"products", std::move(products)},
                     {"packages", std::move(packages)}};
  return json.dump(2) + "\n";
}

}  // namespace sealedbid
