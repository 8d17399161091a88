#include "simulation/metric_table.hpp"

#include <gtest/gtest.h>

#include <set>

#include "support/settled_scenarios.hpp"

namespace sealedbid {
namespace {

TEST(MetricTableTest, ColumnsAreWhereTheTableSays) {
  const MetricTable table(build_market(testing::solar_auction()));
  EXPECT_EQ(table.metrics()[std::size_t(MetricTable::column(AuctionMetric::void_probability))].name, "void_probability");
  const int last_group = static_cast<int>(table.groups().size()) - 1;
  const Metric& metric = table.metrics()[std::size_t(MetricTable::column(GroupMetric::payments_per_year, last_group))];
  EXPECT_EQ(metric.name, "payments_per_year");
  EXPECT_EQ(metric.group, table.groups().back().name);
  EXPECT_EQ(&metric, &table.metrics().back());
}

TEST(MetricTableTest, GroupsAreAllClassesAndOrigins) {
  Scenario scenario = testing::solar_auction();
  scenario.bidder_classes.push_back(scenario.bidder_classes[1]);
  scenario.bidder_classes.back().name = "another";
  const MetricTable table(build_market(scenario));
  std::vector<std::string> names;
  for (const ReportedGroup& group : table.reported_groups()) names.push_back(group.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"all", "class:domestic", "class:foreign", "class:another", "origin:AAA", "origin:BBB"}));
  EXPECT_EQ(table.groups().back().classes, (std::vector<int>{1, 2}));
}

TEST(MetricTableTest, AnOriginWithOneClassShowsTheColumnsOfTheClass) {
  const MetricTable table(build_market(testing::solar_auction()));
  EXPECT_EQ(table.groups().size(), 3u) << "all and two classes";
  int class_column = -1, origin_column = -2;
  for (const ReportedMetric& reported : table.reported_metrics()) {
    if (reported.metric.name != "awarded_mw") continue;
    if (reported.metric.group == "class:foreign") class_column = reported.column;
    if (reported.metric.group == "origin:BBB") origin_column = reported.column;
  }
  EXPECT_EQ(class_column, origin_column);
}

TEST(MetricTableTest, NamesAreUniqueInAGroupAndMoneyCarriesTheCurrency) {
  const MetricTable table(build_market(testing::solar_auction()));
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& [metric, column] : table.reported_metrics()) {
    EXPECT_TRUE(seen.insert({metric.name, metric.group}).second) << metric.name << " " << metric.group;
    EXPECT_FALSE(metric.doc.empty());
    EXPECT_EQ(metric.name.ends_with("_per_mwh"), metric.unit == "USD/MWh") << metric.name;
  }
}

TEST(MetricTableTest, SettlementAddsColumnsWhereItIsAskedFor) {
  Scenario scenario = testing::volatile_auction();
  const MetricTable table(build_market(scenario));
  const auto metric_at = [&](int column) { return table.metrics().at(std::size_t(column)); };
  EXPECT_EQ(metric_at(table.column(SettlementMetric::support_cost_present_value)).name, "support_cost_present_value");
  EXPECT_EQ(metric_at(table.column(ReturnMetric::winners_curse_per_mwh, 2)).group, "class:foreign");
  EXPECT_EQ(table.column(SettlementMetric::corridor_price_per_mw_year), MetricTable::none) << "nothing is auctioned";
  std::set<std::pair<std::string, std::string>> seen;
  std::set<int> columns;
  for (const auto& [metric, column] : table.reported_metrics()) {
    EXPECT_TRUE(seen.insert({metric.name, metric.group}).second) << metric.name << " " << metric.group;
    EXPECT_EQ(metric.name, metric_at(column).name);
    columns.insert(column);
  }
  EXPECT_EQ(columns.size(), table.metrics().size()) << "every column is reported";
  scenario.settlement = {};
  const MetricTable plain(build_market(scenario));
  EXPECT_EQ(plain.column(SettlementMetric::support_cost_present_value), MetricTable::none);
  EXPECT_EQ(plain.support_cost_column(5), MetricTable::none);
}

TEST(MetricTableTest, YearsReachFromTheFirstOperationToTheEndOfSupport) {
  Scenario scenario = testing::volatile_auction();
  scenario.technologies[0].construction_years = Uniform{1.0, 3.0};
  scenario.tariff.term_years = Constant{15.0};
  const MetricTable table(build_market(scenario));
  EXPECT_EQ(table.support_cost_column(0), MetricTable::none);
  EXPECT_EQ(table.metrics().at(std::size_t(table.support_cost_column(1))).group, "year:2025");
  EXPECT_EQ(table.metrics().at(std::size_t(table.support_cost_column(17))).group, "year:2041");
  EXPECT_EQ(table.support_cost_column(18), MetricTable::none);
  scenario.tariff.term_years = Normal{15.0, 1.0};
  const MetricTable unbounded(build_market(scenario));
  EXPECT_NE(unbounded.support_cost_column(most_reported_years - 1), MetricTable::none);
  EXPECT_EQ(unbounded.support_cost_column(most_reported_years), MetricTable::none);
}

}  // namespace
}  // namespace sealedbid
