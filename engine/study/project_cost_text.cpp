#include "study/project_cost_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "base/csv.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"

namespace sealedbid {

namespace {

using Json = nlohmann::ordered_json;

struct Column {
  std::string_view key, heading;
  double AccountYear::*member;
};
constexpr std::array<Column, 16> columns = {Column{"energy_mwh_per_kw", "energy", &AccountYear::energy_mwh_per_kw},
                                            Column{"revenue_per_kw", "revenue", &AccountYear::revenue_per_kw},
                                            Column{"opex_per_kw", "opex", &AccountYear::opex_per_kw},
                                            Column{"cover_premium_per_kw", "cover", &AccountYear::cover_premium_per_kw},
                                            Column{"decommissioning_per_kw", "removal", &AccountYear::decommissioning_per_kw},
                                            Column{"depreciation_per_kw", "deprec.", &AccountYear::depreciation_per_kw},
                                            Column{"interest_per_kw", "interest", &AccountYear::interest_per_kw},
                                            Column{"principal_per_kw", "repaid", &AccountYear::principal_per_kw},
                                            Column{"corporate_tax_per_kw", "tax", &AccountYear::corporate_tax_per_kw},
                                            Column{"withholding_tax_per_kw", "withheld", &AccountYear::withholding_tax_per_kw},
                                            Column{"investment_per_kw", "invested", &AccountYear::investment_per_kw},
                                            Column{"debt_drawn_per_kw", "drawn", &AccountYear::debt_drawn_per_kw},
                                            Column{"upfront_fee_per_kw", "fee", &AccountYear::upfront_fee_per_kw},
                                            Column{"debt_per_kw", "debt", &AccountYear::debt_per_kw},
                                            Column{"project_cash_flow_per_kw", "project", &AccountYear::project_cash_flow_per_kw},
                                            Column{"equity_cash_flow_per_kw", "equity", &AccountYear::equity_cash_flow_per_kw}};

std::string number_or_dash(const std::optional<double>& value) {
  return value ? display_text(*value) : "-";
}

std::string percent_or_dash(const std::optional<double>& fraction) {
  return fraction ? fmt::format("{:.2f} %", 100.0 * *fraction) : "-";
}

std::string title(const CostReport& report) {
  return fmt::format("{}, policy {}: cost of a project at the medians of all draws, in nominal {}\n", printable(report.scenario),
                     printable(report.policy), printable(report.currency));
}

/// What stands in place of a required strike price.
std::string strike_text(const ProjectCost& cost) {
  switch (cost.search) {
    case StrikeSearch::found:
      return display_text(*cost.required_strike_per_mwh);
    case StrikeSearch::any_price_is_enough:
      return "any";
    case StrikeSearch::no_price_is_enough:
      return "none";
  }
  return {};
}

std::string note_on_given_price(const ProjectCost& cost) {
  return fmt::format("needs {} per MWh, as required_price_per_mwh says; it has no cash flow",
                     display_text(*cost.given_required_price_per_mwh));
}

std::string summary_line(const ProjectCost& cost, std::size_t width) {
  const std::string name = fmt::format("{:<{}}", printable(cost.class_name), width);
  if (cost.given_required_price_per_mwh) return name + "  " + note_on_given_price(cost) + "\n";
  const auto value = [&](double CostAtStrike::*member) {
    return cost.at_strike ? display_text((*cost.at_strike).*member) : std::string("-");
  };
  const auto rate = [&](std::optional<double> CostAtStrike::*member) {
    return percent_or_dash(cost.at_strike ? (*cost.at_strike).*member : std::nullopt);
  };
  const std::optional<double> debt =
      cost.at_strike ? std::optional(cost.at_strike->account.debt.at_commissioning_per_kw) : std::nullopt;
  return fmt::format("{}{:>9}{:>10}{:>10}{:>10}{:>10}{:>10}{:>9}{:>10}{:>10}{:>9}\n", name,
                     percent_or_dash(cost.terms.cost_of_capital_fraction), number_or_dash(cost.lcoe_nominal_per_mwh),
                     number_or_dash(cost.lcoe_real_per_mwh), strike_text(cost), value(&CostAtStrike::strike_per_mwh),
                     cost.at_strike && std::abs(cost.at_strike->npv_per_kw) < 5e-7 ? "0" : value(&CostAtStrike::npv_per_kw),
                     rate(&CostAtStrike::project_irr_fraction), rate(&CostAtStrike::equity_irr_fraction), number_or_dash(debt),
                     number_or_dash(cost.at_strike ? cost.at_strike->lowest_cover_ratio : std::nullopt));
}

/// The column's cells below its heading, all of one width. Money has `digits` decimals; what rounds to zero is left blank.
std::vector<std::string> cells_of(const Column& column, std::span<const AccountYear> years, int digits) {
  const int decimals = column.member == &AccountYear::energy_mwh_per_kw ? 3 : digits;
  std::vector<std::string> cells = {std::string(column.heading)};
  std::size_t width = column.heading.size();
  for (const AccountYear& row : years) {
    const std::string cell = fmt::format("{:.{}f}", row.*column.member, decimals);
    cells.push_back(cell.find_first_of("123456789") == std::string::npos ? "" : cell);
    width = std::max(width, cells.back().size());
  }
  for (std::string& cell : cells) cell = fmt::format("{:>{}}", cell, width + 1);
  return cells;
}

bool is_shown(const Column& column, std::span<const AccountYear> years) {
  return std::ranges::any_of(years, [&](const AccountYear& row) { return row.*column.member != 0.0; });
}

/// Columns that are not zero in these years. No decimals where numbers are so large that a page would be too narrow.
std::string account_rows(std::span<const AccountYear> years) {
  double largest = 0.0;
  std::vector<std::string> lines = {"year"};
  for (const AccountYear& row : years) {
    lines.push_back(fmt::format("{:>4}", row.year));
    for (const Column& column : columns) largest = std::max(largest, std::abs(row.*column.member));
  }
  for (const Column& column : columns) {
    if (!is_shown(column, years)) continue;
    const std::vector<std::string> cells = cells_of(column, years, largest < 1e4 ? 2 : 0);
    for (std::size_t line = 0; line < lines.size(); ++line) lines[line] += cells[line];
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

Json json_of(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json json_of(const CostAtStrike& at_strike) {
  Json years = Json::array();
  for (const AccountYear& row : at_strike.account.years) {
    Json year = {{"year", row.year}};
    for (const Column& column : columns) year[std::string(column.key)] = row.*column.member;
    years.push_back(year);
  }
  return {{"strike_per_mwh", at_strike.strike_per_mwh},
          {"npv_per_kw", at_strike.npv_per_kw},
          {"project_irr_fraction", json_of(at_strike.project_irr_fraction)},
          {"equity_irr_fraction", json_of(at_strike.equity_irr_fraction)},
          {"debt_at_commissioning_per_kw", at_strike.account.debt.at_commissioning_per_kw},
          {"lowest_cover_ratio", json_of(at_strike.lowest_cover_ratio)},
          {"years", years}};
}

Json json_of(const ProjectCost& cost) {
  Json json = {{"class", cost.class_name}, {"required_price_is_given", cost.given_required_price_per_mwh.has_value()}};
  if (cost.given_required_price_per_mwh) {
    json["required_price_per_mwh"] = *cost.given_required_price_per_mwh;
    return json;
  }
  json["technology"] = cost.technology;
  json["capex_per_kw"] = cost.terms.capex_per_kw;
  json["cost_of_capital_fraction"] = cost.terms.cost_of_capital_fraction;
  json["lcoe_nominal_per_mwh"] = json_of(cost.lcoe_nominal_per_mwh);
  json["lcoe_real_per_mwh"] = json_of(cost.lcoe_real_per_mwh);
  json["required_strike_per_mwh"] = json_of(cost.required_strike_per_mwh);
  json["at_strike"] = cost.at_strike ? json_of(*cost.at_strike) : Json(nullptr);
  return json;
}

}  // namespace

std::string cost_summary_table(const CostReport& report) {
  std::size_t width = 5;
  for (const ProjectCost& cost : report.classes) width = std::max(width, printable(cost.class_name).size());
  std::string text = title(report) + "\n";
  text += fmt::format("{:<{}}{:>9}{:>10}{:>10}{:>10}{:>10}{:>10}{:>9}{:>10}{:>10}{:>9}\n", "", width, "cost of", "LCOE", "LCOE",
                      "required", "at", "NPV", "IRR", "IRR", "debt", "lowest");
  text += fmt::format("{:<{}}{:>9}{:>10}{:>10}{:>10}{:>10}{:>10}{:>9}{:>10}{:>10}{:>9}\n", "class", width, "capital", "nominal",
                      "real", "strike", "strike", "per kW", "project", "equity", "per kW", "DSCR");
  for (const ProjectCost& cost : report.classes) text += summary_line(cost, width);
  return text + "\nPrices per MWh. NPV of equity at its cost of capital, at commissioning; without debt, of the project.\n";
}

std::string cost_account_table(const CostReport& report, const ProjectCost& cost) {
  CostReport one = report;
  one.classes = {cost};
  std::string text = cost_summary_table(one);
  if (!cost.at_strike) return text;
  const std::span<const AccountYear> years = cost.at_strike->account.years;
  const auto payments = static_cast<std::size_t>(construction_payments(cost.terms));
  return text + "\nConstruction, per kW: year 0 ends with commissioning\n" + account_rows(years.first(payments)) +
         "\nOperation, per kW; energy in MWh\n" + account_rows(years.subspan(payments));
}

std::string cost_csv(const CostReport& report) {
  std::string text = "policy,class,year";
  for (const Column& column : columns) text += fmt::format(",{}", column.key);
  text += "\n";
  for (const ProjectCost& cost : report.classes) {
    if (!cost.at_strike) continue;
    for (const AccountYear& row : cost.at_strike->account.years) {
      text += fmt::format("{},{},{}", csv_cell(report.policy), csv_cell(cost.class_name), row.year);
      for (const Column& column : columns) text += "," + number_text(row.*column.member);
      text += "\n";
    }
  }
  return text;
}

std::string cost_json(const CostReport& report) {
  Json classes = Json::array();
  for (const ProjectCost& cost : report.classes) classes.push_back(json_of(cost));
  const Json json = {
      {"scenario", report.scenario}, {"policy", report.policy}, {"currency", report.currency}, {"classes", classes}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sealedbid
