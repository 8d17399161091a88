#include "market/market.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

const SharedQuantity* find(const Market& market, const std::string& key_path) {
  const auto found =
      std::find_if(market.shared.begin(), market.shared.end(), [&](const SharedQuantity& s) { return s.key_path == key_path; });
  return found == market.shared.end() ? nullptr : &*found;
}

TEST(MarketTest, NamesEverySharedQuantityByItsKeyPath) {
  const Market market = build_market(testing::solar_auction());
  for (const char* path :
       {"technologies.solar_pv.capex_per_kw", "host_country.tax_relief.fraction", "tariff.term_years", "auction.volume_mw",
        "bidder_classes.foreign.participation_probability", "export.share_of_energy_fraction"}) {
    EXPECT_NE(find(market, path), nullptr) << path;
  }
  EXPECT_EQ(market.total_bidders(), 10);
}

TEST(MarketTest, TellsForeignFromDomesticByOrigin) {
  const Market market = build_market(testing::solar_auction());
  EXPECT_FALSE(market.classes[0].is_foreign);
  EXPECT_TRUE(market.classes[1].is_foreign);
}

TEST(MarketTest, ResolvesCorrelationsToIndices) {
  Scenario scenario = testing::solar_auction();
  scenario.correlations = {{"technologies.solar_pv.capex_per_kw", "host_country.country_risk_premium_shift_fraction", 0.2}};
  const Market market = build_market(scenario);
  ASSERT_EQ(market.correlations.size(), 1u);
  EXPECT_EQ(market.shared[std::size_t(market.correlations[0].first)].key_path, "technologies.solar_pv.capex_per_kw");
  EXPECT_EQ(market.shared[std::size_t(market.correlations[0].second)].key_path,
            "host_country.country_risk_premium_shift_fraction");
}

TEST(MarketTest, LeavesOutTheMarkupOfTruthfulBidders) {
  Scenario scenario = testing::solar_auction();
  scenario.bidder_classes[0].markup_fraction = Constant{0.5};
  EXPECT_EQ(highest(build_market(scenario).classes[0].markup_fraction), 0.0);
  scenario.bidder_classes[0].strategy = Strategy::markup;
  EXPECT_EQ(highest(build_market(scenario).classes[0].markup_fraction), 0.5);
}

TEST(MarketTest, KnowsWhatIsAskedOfAnEquilibrium) {
  Scenario scenario = testing::solar_auction();
  scenario.equilibrium = {.tolerance = 0.02, .certificate_worlds = 4096};
  EXPECT_EQ(build_market(scenario).equilibrium, scenario.equilibrium);
}

}  // namespace
}  // namespace sealedbid
