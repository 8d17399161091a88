#include "study/project_cost_text.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

namespace sealedbid {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

AccountYear construction() {
  AccountYear row;
  row.year = 0;
  row.investment_per_kw = 900.0;
  row.project_cash_flow_per_kw = row.equity_cash_flow_per_kw = -900.0;
  return row;
}

AccountYear operation() {
  AccountYear row;
  row.year = 1;
  row.energy_mwh_per_kw = 2.1904;
  row.revenue_per_kw = 97.25;
  row.debt_per_kw = -1e-13;  // rounding of the last repayment
  row.project_cash_flow_per_kw = row.equity_cash_flow_per_kw = 97.25;
  return row;
}

CostReport report() {
  ProjectCost built;
  built.class_name = "domestic";
  built.technology = "solar_pv";
  built.terms.cost_of_capital_fraction = 0.065;
  built.lcoe_nominal_per_mwh = 41.5;
  built.lcoe_real_per_mwh = 33.25;
  built.required_strike_per_mwh = 44.75;
  built.at_strike = CostAtStrike{44.75, {{construction(), operation()}, {}, {}}, -12.5, 0.0575, std::nullopt, std::nullopt};
  ProjectCost given;
  given.class_name = "abroad";
  given.given_required_price_per_mwh = 28.0;
  ProjectCost never;
  never.class_name = "never";
  never.search = StrikeSearch::no_price_is_enough;
  return {"small", "as_is", "EUR", {built, given, never}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(ProjectCostTextTest, TheSummaryHasALineForEachClass) {
  const std::string text = cost_summary_table(report());
  EXPECT_THAT(text, HasSubstr("small, policy as_is"));
  EXPECT_THAT(text, ContainsRegex("domestic +6.50 % +41.5 +33.25 +44.75 +44.75 +-12.5 +5.75 % +- +0 +-\n"));
  EXPECT_THAT(text, HasSubstr("abroad    needs 28 per MWh, as required_price_per_mwh says; it has no cash flow\n"));
  EXPECT_THAT(text, ContainsRegex("never +0.00 % +- +- +none +- "));
}

TEST(ProjectCostTextTest, TheAccountHasALineForEachYearAndNoEmptyColumns) {
  const CostReport all = report();
  const std::string text = cost_account_table(all, all.classes.front());
  EXPECT_THAT(text, HasSubstr("\nyear invested project  equity\n   0   900.00 -900.00 -900.00\n"));
  EXPECT_THAT(text, HasSubstr("\nyear energy revenue debt project equity\n   1  2.190   97.25        97.25  97.25\n"));
  EXPECT_THAT(cost_account_table(all, all.classes.back()), Not(HasSubstr("energy")));
}

TEST(ProjectCostTextTest, AFullAccountOfLargeNumbersFitsAPage) {
  CostReport all = report();
  AccountYear& row = all.classes[0].at_strike->account.years.back();
  for (double AccountYear::*column :
       {&AccountYear::revenue_per_kw, &AccountYear::opex_per_kw, &AccountYear::cover_premium_per_kw,
        &AccountYear::decommissioning_per_kw, &AccountYear::depreciation_per_kw, &AccountYear::interest_per_kw,
        &AccountYear::principal_per_kw, &AccountYear::corporate_tax_per_kw, &AccountYear::withholding_tax_per_kw,
        &AccountYear::debt_per_kw, &AccountYear::project_cash_flow_per_kw, &AccountYear::equity_cash_flow_per_kw}) {
    row.*column = -654321.8;
  }
  const std::string text = cost_account_table(all, all.classes.front());
  EXPECT_THAT(text, HasSubstr(" withheld "));
  EXPECT_THAT(text, HasSubstr(" -654322 "));
  for (const std::string& line : lines_of(text)) EXPECT_LE(line.size(), 120u) << line;
}

TEST(ProjectCostTextTest, JsonHoldsAllNumbersAndNullWhereThereIsNone) {
  const auto json = nlohmann::json::parse(cost_json(report()));
  EXPECT_EQ(json["currency"], "EUR");
  const auto& built = json["classes"][0];
  EXPECT_EQ(built["required_strike_per_mwh"], 44.75);
  EXPECT_EQ(built["at_strike"]["npv_per_kw"], -12.5);
  EXPECT_TRUE(built["at_strike"]["equity_irr_fraction"].is_null());
  EXPECT_EQ(built["at_strike"]["years"][1]["energy_mwh_per_kw"], 2.1904);
  EXPECT_EQ(json["classes"][1]["required_price_per_mwh"], 28.0);
  EXPECT_TRUE(json["classes"][2]["at_strike"].is_null());
}

TEST(ProjectCostTextTest, CsvHasARowAYear) {
  const std::vector<std::string> lines = lines_of(cost_csv(report()));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[2].substr(0, 28), "as_is,domestic,1,2.1904,97.2");
  EXPECT_EQ(std::ranges::count(lines[0], ','), std::ranges::count(lines[2], ','));
}

}  // namespace
}  // namespace sealedbid
