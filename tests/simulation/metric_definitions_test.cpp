#include "simulation/metric_definitions.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "support/settled_scenarios.hpp"

namespace sealedbid {
namespace {

/// A mean is rounded to the nearest number on the grid, so a grid must fit all values; a name tells the unit.
void check(const MetricDefinition& definition) {
  const std::string_view name = definition.name, doc = definition.doc;
  EXPECT_TRUE(doc.ends_with('.')) << name;
  EXPECT_EQ(name.ends_with("_per_mwh"), definition.unit == MetricUnit::money_per_mwh) << name;
  EXPECT_EQ(name.ends_with("_per_kw"), definition.unit == MetricUnit::money_per_kw) << name;
  EXPECT_EQ(name.ends_with("_probability"), definition.kind == MetricKind::probability) << name;
  EXPECT_EQ(name.ends_with("_present_value"), definition.unit == MetricUnit::money) << name;
}

TEST(MetricDefinitionsTest, NamesTellTheUnit) {
  for (const MetricDefinition& definition : auction_definitions) check(definition);
  for (const MetricDefinition& definition : group_definitions) check(definition);
  for (const MetricDefinition& definition : settlement_definitions) check(definition);
  for (const MetricDefinition& definition : return_definitions) check(definition);
  check(support_cost_per_year);
}

TEST(MetricDefinitionsTest, UnitsCarryTheCurrency) {
  const Market market = build_market(testing::certain_award());
  EXPECT_EQ(metric_of(support_cost_per_year, "year:2030", market).unit, "USD/year");
  EXPECT_EQ(metric_of(settlement_definitions[std::size_t(SettlementMetric::corridor_price_per_mw_year)], "all", market).unit,
            "USD/(MW year)");
  const Metric price = metric_of(auction_definitions[std::size_t(AuctionMetric::clearing_price_per_mwh)], "all", market);
  EXPECT_EQ(price.unit, "USD/MWh");
  EXPECT_EQ(price.grid_step, 1e-6);
}

}  // namespace
}  // namespace sealedbid
