#include "market/price_search.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "support/projects.hpp"

namespace sealedbid {
namespace {

using testing::add_corridor;
using testing::add_home_market;
using testing::Draws;
using testing::plain_project;
using testing::price_of;
using testing::prices_of;
using testing::random_projects;
using testing::rich_project;
using testing::two_markets;
using testing::with_debt;

constexpr double never = std::numeric_limits<double>::infinity();

TEST(PriceSearchTest, IsInfiniteWhereNoPriceIsEnough) {
  ProjectTerms terms = plain_project();
  add_home_market(terms, 20.0);
  terms.tariff.supported_hours_per_year = 0.0;
  EXPECT_EQ(price_of(terms), never);
  EXPECT_EQ(price_of(with_debt(terms, DebtSizing::cover_ratio, 0.7)), never);
  terms.tariff.type = TariffType::payment_by_bidder;
  EXPECT_EQ(price_of(terms), -never) << "nor does it pay any";
  ProjectTerms exporter = plain_project();
  exporter.export_right = ExportRight::obligation;
  exporter.state_share_of_export_gain_fraction = 1.0;
  add_corridor(exporter, 1, 30.0, 1.0);
  EXPECT_EQ(price_of(exporter), never) << "a high strike only keeps the state from sharing the gain";
  exporter.corridors.front().sale.mean_price_per_mwh = 60.0;
  EXPECT_LT(price_of(exporter), 60.0);
}

TEST(PriceSearchTest, IsZeroWhereEveryPriceIsEnough) {
  ProjectTerms terms = plain_project();
  add_home_market(terms, 60.0);
  terms.tariff.type = TariffType::one_way_sliding_premium;
  EXPECT_EQ(price_of(terms), 0.0);
  terms.home.mean_price_per_mwh = 30.0;
  EXPECT_GT(price_of(terms), 20.0);
}

TEST(PriceSearchTest, OfALaneDoesNotDependOnTheOthers) {
  Draws draw(7);
  const MarketTables tables = two_markets();
  for (int tile = 0; tile < 6; ++tile) {
    const std::vector<ProjectTerms> projects = random_projects(draw, lane_count);
    const RequiredPriceTile together = prices_of(projects, tables, 0.03);
    for (std::size_t lane = 0; lane < lane_count; lane += 5) {
      const RequiredPriceTile alone = prices_of({projects[lane]}, tables, 0.03);
      EXPECT_EQ(together.realised[lane], alone.realised[lane]);
      EXPECT_EQ(together.believed[lane], alone.believed[lane]);
    }
  }
}

TEST(PriceSearchTest, AKnownYieldGivesOnePrice) {
  const ProjectTerms terms = rich_project(DebtSizing::cover_ratio);
  const RequiredPriceTile known = prices_of({terms}, two_markets()), optimist = prices_of({terms}, two_markets(), 0.1);
  EXPECT_EQ(known.believed, known.realised);
  EXPECT_EQ(optimist.realised, known.realised);
  EXPECT_LT(optimist.believed[0], known.believed[0] - 1.0);
}

TEST(PriceSearchTest, AKnownYieldGivesOnePriceAlsoBesideOthers) {
  const MarketTables tables = two_markets();
  testing::ProjectTile tile = testing::tile_of({rich_project(DebtSizing::cover_ratio)}, tables, 0.0);
  for (std::size_t lane = 0; lane < lane_count; lane += 3) tile.bidder.yield_estimate_error_fraction[lane] = 0.07;
  RequiredPriceTile price;
  required_price(tile.flows, tile.bidder, price);
  EXPECT_LT(price.believed[3], price.realised[3]);
  EXPECT_EQ(price.believed[4], price.realised[4]);
}

TEST(PriceSearchTest, IsANumberAtTheEdgesOfWhatIsPossible) {
  std::vector<ProjectTerms> projects;
  for (const double cost : {0.0, 700.0}) {
    for (const double rate : {0.0, 1.0}) {
      for (const double tax : {0.0, 0.95}) {
        for (const double gearing : {0.0, 1.0}) {
          ProjectTerms terms = rich_project(DebtSizing::cover_ratio);
          terms.capex_per_kw = cost;
          terms.opex_per_kw_year = cost / 50.0;
          terms.cost_of_capital_fraction = terms.debt.interest_fraction = rate;
          terms.tax.corporate_fraction = tax;
          terms.debt.gearing_fraction = gearing;
          projects.push_back(terms);
          terms.tax.withholding_fraction = 1.0;
          projects.push_back(terms);
        }
      }
    }
  }
  const RequiredPriceTile price = prices_of(projects, two_markets(), 0.5);
  for (std::size_t lane = 0; lane < projects.size(); ++lane) {
    EXPECT_FALSE(std::isnan(price.realised[lane]) || std::isnan(price.believed[lane])) << lane;
    EXPECT_TRUE(lane % 2 == 1 || std::isfinite(price.realised[lane])) << lane;
  }
}

TEST(PriceSearchTest, LeavesLinearLanesAsTheyAre) {
  const MarketTables tables = two_markets();
  const testing::ProjectTile tile = testing::tile_of({plain_project(), rich_project(DebtSizing::gearing)}, tables, 0.1);
  PresentValues values;
  present_values(tile.flows, tile.bidder, values);
  RequiredPriceTile price;
  price.realised.fill(-7.0);
  price.believed.fill(-8.0);
  solve_required_price(tile.flows, tile.bidder, values, price);
  EXPECT_EQ(price.realised[0], -7.0);
  EXPECT_EQ(price.believed[30], -8.0);
  EXPECT_EQ(price.realised[1], price_of(rich_project(DebtSizing::gearing)));
}

}  // namespace
}  // namespace sealedbid
