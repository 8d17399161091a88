#include "simulation/export_rights.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "market/terms_of_world.hpp"
#include "support/settled_scenarios.hpp"

namespace sealedbid {
namespace {

constexpr double cost_of_capital = 0.07;

/// Three winners of constant scenarios: two domestic ones with 40 and 20 MW, a foreign one with 60 MW.
struct Awards {
  explicit Awards(const Scenario& scenario, std::vector<double> strikes = {50.0, 50.0, 50.0})
      : market(build_market(scenario)), rights(market, slots) {
    BidDraws draws(market, 1);
    DrawnTile drawn;
    draws.draw(0, 1, drawn);
    worlds.resize(3);
    const std::int64_t awarded_kw[] = {40'000, 20'000, 60'000};
    std::vector<ExportClaim> claims;
    years.resize(3);
    for (std::size_t i = 0; i < 3; ++i) {
      project_terms(market, 0, drawn.shared, 0, worlds[i]);
      years_of(worlds[i], years[i]);
      claims.push_back({i, awarded_kw[i], strikes[i], &worlds[i], years[i], cost_of_capital});
    }
    rights.allocate(drawn.shared, 0, claims);
  }
  std::vector<std::int64_t> rights_kw(std::size_t corridor) const {
    return {rights.right_kw(corridor, 0, 0), rights.right_kw(corridor, 1, 0), rights.right_kw(corridor, 2, 0)};
  }

  std::vector<Slot> slots = {{0, 0}, {0, 1}, {1, 0}};
  Market market;
  ExportRights rights;
  std::vector<ProjectTerms> worlds;
  std::vector<std::vector<YearConditions>> years;
};

using Kw = std::vector<std::int64_t>;

/// A cable for 15 MW from 2028 and, listed first, one for 30 MW from 2035; projects want rights for half of their capacity.
Scenario two_cables() {
  Scenario scenario = testing::volatile_auction();
  scenario.electricity_markets[0].mean_price_per_mwh = Constant{45.0};
  scenario.exports.share_of_energy_fraction = Constant{0.5};
  Corridor late = scenario.exports.corridors[0];
  late.name = "late_cable";
  late.capacity_mw = Constant{30.0};
  late.available_from_year = Constant{2035.0};
  scenario.exports.corridors.insert(scenario.exports.corridors.begin(), late);
  return scenario;
}

TEST(ExportRightsTest, ProRataSharesEachCorridorByAwardedCapacity) {
  const Awards awards(two_cables());
  EXPECT_EQ(awards.rights_kw(0), (Kw{10'000, 5'000, 15'000}));
  EXPECT_EQ(awards.rights_kw(1), (Kw{5'000, 2'500, 7'500}));
  EXPECT_EQ(awards.rights.price_per_mw_year(0, 0), 0.0);
}

TEST(ExportRightsTest, PriorityServesTheListedClassFirstAndCorridorsAsTheyOpen) {
  Scenario scenario = two_cables();
  scenario.exports.allocation = ExportAllocation::priority;
  scenario.exports.priority = {"foreign"};
  const Awards awards(scenario);
  EXPECT_EQ(awards.rights_kw(1), (Kw{0, 0, 15'000})) << "wants 30 MW";
  EXPECT_EQ(awards.rights_kw(0), (Kw{10'000, 5'000, 15'000})) << "has half of what it wants";
}

TEST(ExportRightsTest, AnAuctionGivesTheRightsToWhoGainsMost) {
  Scenario scenario = two_cables();
  scenario.exports.allocation = ExportAllocation::capacity_auction;
  const Awards awards(scenario, {50.0, 40.0, 45.0});  // export earns 57.1 a MWh in all years
  EXPECT_EQ(awards.rights_kw(1), (Kw{0, 10'000, 5'000}));
  EXPECT_EQ(awards.rights_kw(0), (Kw{5'000, 0, 25'000})) << "what is left of 10 and 30 MW, then the next";
  const double net_price = 70.0 * 0.85 * 0.96 - 3.0;
  double gain = 0.0, annuity = 0.0;  // of the marginal bidder, from 2028, the third year of operation, 18 years in the term
  for (std::size_t t = 2; t < 30; ++t) {
    const double factor = std::pow(1.0 + cost_of_capital, -double(t + 1));
    gain += factor * awards.years[2][t].energy * (net_price - (t < 20 ? 45.0 : 25.0));
    annuity += factor;
  }
  EXPECT_NEAR(awards.rights.price_per_mw_year(1, 0), gain / annuity * awards.worlds[2].energy_mwh_per_kw * 1000.0, 0.01);
}

TEST(ExportRightsTest, ARightIsWorthTheExpectedGain) {
  Scenario scenario = two_cables();
  scenario.exports.right = ExportRight::option;
  Awards awards(scenario);
  ProjectTerms& terms = awards.worlds[0];
  ExpectedRevenue room;
  const auto value_at = [&](double strike) {
    return right_value_per_mw_year(terms, awards.years[0], awards.market.tables, strike, cost_of_capital, 1, room);
  };
  EXPECT_GT(value_at(80.0), 0.0) << "months with high prices may come";
  EXPECT_LT(value_at(80.0), value_at(50.0));
  terms.corridors[1].available_from_year = 2100.0;
  EXPECT_EQ(value_at(50.0), 0.0);
}

TEST(ExportRightsTest, WhoWantsNothingGetsNothing) {
  Scenario scenario = two_cables();
  scenario.exports.share_of_energy_fraction = Constant{0.0};
  EXPECT_EQ(Awards(scenario).rights_kw(0), (Kw{0, 0, 0}));
}

}  // namespace
}  // namespace sealedbid
