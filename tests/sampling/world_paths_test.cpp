#include "sampling/world_paths.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "market/better_of_two.hpp"
#include "market/expected_exchange_rate.hpp"
#include "market/option_table.hpp"

namespace sealedbid {
namespace {

constexpr int tiles = 10'000;
constexpr double bound_in_errors = 6.0;  // false alarm 2e-9

const PriceLaw home{.persistence_fraction = 0.67,
                    .sd_of_change_fraction = 0.2,
                    .seasonality_factor = {1.3, 1.2, 1.0, 0.9, 0.8, 0.8, 0.9, 0.9, 0.9, 1.0, 1.1, 1.2}};
const PriceLaw abroad{.persistence_fraction = 0.8, .sd_of_change_fraction = 0.25};

WorldPaths two_markets(double correlation, const ExchangeRate& rate = {}) {
  return {1, {{"home", home}, {"abroad", abroad}}, {1.0, correlation, correlation, 1.0}, rate};
}

/// Mean and its standard error of `value(paths, lane)` over 320,000 replications.
struct Sampled {
  double mean = 0.0, standard_error = 0.0;
  bool agrees_with(double expected) const { return std::fabs(mean - expected) < bound_in_errors * standard_error; }
};
template <class Value>
Sampled sample(const WorldPaths& paths, int years, const Value& value) {
  PathTile tile;
  double sum = 0.0, squares = 0.0;
  for (int i = 0; i < tiles; ++i) {
    paths.draw(i * lane_count, 1, years, tile);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double x = value(tile, lane);
      sum += x;
      squares += x * x;
    }
  }
  const double count = tiles * double{lane_count}, mean = sum / count;
  return {mean, std::sqrt((squares / count - mean * mean) / (count - 1.0))};
}

/// x_m / s of a market whose prices are exp(x − s²/2) by season.
double score(const PathTile& tile, std::size_t market, const PriceLaw& law, std::size_t month, std::size_t lane) {
  const double s = stationary_sd(law);
  return std::log(tile.price[market][month][lane] / law.seasonality_factor[month % months_per_year]) / s + 0.5 * s;
}

TEST(WorldPathsTest, EveryMonthHasTheStationaryLaw) {
  const WorldPaths paths = two_markets(0.5);
  for (const std::size_t month : {0, 1, 30}) {
    const auto price = sample(paths, 3, [&](const PathTile& tile, std::size_t lane) { return tile.price[0][month][lane]; });
    EXPECT_TRUE(price.agrees_with(home.seasonality_factor[month % 12])) << month;
    const auto square =
        sample(paths, 3, [&](const PathTile& tile, std::size_t lane) { return std::pow(score(tile, 0, home, month, lane), 2); });
    EXPECT_TRUE(square.agrees_with(1.0)) << month;
  }
}

Sampled lagged_product(const WorldPaths& paths, std::size_t lag) {
  return sample(paths, 1, [&](const PathTile& tile, std::size_t lane) {
    return score(tile, 0, home, 2, lane) * score(tile, 0, home, 2 + lag, lane);
  });
}

TEST(WorldPathsTest, PricesPersistFromMonthToMonth) {
  const WorldPaths paths = two_markets(0.5);
  EXPECT_TRUE(lagged_product(paths, 1).agrees_with(0.67));
  EXPECT_TRUE(lagged_product(paths, 5).agrees_with(std::pow(0.67, 5)));
  EXPECT_FALSE(lagged_product(paths, 1).agrees_with(0.65)) << "the check must catch a wrong persistence";
}

Sampled cross_product(const WorldPaths& paths, std::size_t month) {
  return sample(paths, 2, [&](const PathTile& tile, std::size_t lane) {
    return score(tile, 0, home, month, lane) * score(tile, 1, abroad, month, lane);
  });
}

TEST(WorldPathsTest, MarketsHaveTheStationaryCorrelationFromMonthZeroOn) {
  const WorldPaths paths = two_markets(0.6);
  const double expected = stationary_correlation(home, abroad, 0.6);
  for (const std::size_t month : {0, 1, 20}) EXPECT_TRUE(cross_product(paths, month).agrees_with(expected)) << month;
  EXPECT_FALSE(cross_product(paths, 0).agrees_with(0.6)) << "the check must catch the shocks' correlation in its place";
}

double price_of_year(const PathTile& tile, std::size_t lane) {
  double sum = 0.0;
  for (std::size_t month = 24; month < 36; ++month) sum += tile.price[0][month][lane];
  return sum / months_per_year;
}

TEST(WorldPathsTest, OptionsOnAYearsMeanAreWorthWhatTheTableSays) {
  const WorldPaths paths = two_markets(0.5);
  const OptionTable yearly(home, ReferencePeriod::year), monthly(home, ReferencePeriod::month);
  for (const double q : {0.8, 1.0, 1.2}) {
    const auto paid =
        sample(paths, 3, [&](const PathTile& tile, std::size_t lane) { return std::max(q, price_of_year(tile, lane)); });
    EXPECT_TRUE(paid.agrees_with(yearly.value(q))) << q;
    EXPECT_FALSE(paid.agrees_with(monthly.value(q))) << "the check must catch a month in place of a year";
  }
}

TEST(WorldPathsTest, OptionsOnMonthsAreWorthWhatTheTableSays) {
  const WorldPaths paths = two_markets(0.5);
  const OptionTable monthly(home, ReferencePeriod::month);
  const auto paid = sample(paths, 2, [&](const PathTile& tile, std::size_t lane) {
    double sum = 0.0;
    for (std::size_t month = 12; month < 24; ++month) sum += std::max(1.1, tile.price[0][month][lane]);
    return sum / months_per_year;
  });
  EXPECT_TRUE(paid.agrees_with(monthly.value(1.1)));
  EXPECT_FALSE(paid.agrees_with(monthly.value(1.11)));
}

TEST(WorldPathsTest, TheBetterOfTwoMarketsIsWorthWhatTheFormulaSays) {
  const WorldPaths paths = two_markets(0.6);
  const auto earned = sample(paths, 2, [&](const PathTile& tile, std::size_t lane) {
    double sum = 0.0;
    for (std::size_t month = 12; month < 24; ++month) {
      sum += std::max(80.0 * tile.price[1][month][lane] - 12.0, 65.0 * tile.price[0][month][lane]);
    }
    return sum / months_per_year;
  });
  const double correlation = stationary_correlation(abroad, home, 0.6);
  EXPECT_TRUE(earned.agrees_with(better_of_two(abroad, 80.0, 12.0, home, 65.0, correlation)));
  EXPECT_FALSE(earned.agrees_with(better_of_two(abroad, 80.0, 12.0, home, 65.0, correlation + 0.03)));
}

TEST(WorldPathsTest, AnotherMarketChangesNoPathOfThoseBeforeIt) {
  const PriceLaw other{.persistence_fraction = 0.3, .sd_of_change_fraction = 0.4};
  const WorldPaths three(1, {{"home", home}, {"other", other}, {"abroad", abroad}}, {1.0, 0.0, 0.5, 0.0, 1.0, 0.0, 0.5, 0.0, 1.0},
                         {});
  const WorldPaths joined(1, {{"home", home}, {"abroad", abroad}, {"other", other}},
                          {1.0, 0.5, 0.7, 0.5, 1.0, 0.4, 0.7, 0.4, 1.0}, {});
  PathTile expected, tile;
  two_markets(0.5).draw(77, 2, 4, expected);
  three.draw(77, 2, 4, tile);
  EXPECT_EQ(tile.price[0], expected.price[0]);
  EXPECT_EQ(tile.price[2], expected.price[1]) << "uncorrelated, listed before";
  EXPECT_NE(tile.price[1], expected.price[1]);
  joined.draw(77, 2, 4, tile);
  EXPECT_EQ(tile.price[0], expected.price[0]);
  EXPECT_EQ(tile.price[1], expected.price[1]) << "correlated, listed after";
}

TEST(WorldPathsTest, PathsDependNeitherOnTheirLengthNorOnTheirTile) {
  const ExchangeRate rate{.drift_fraction_per_year = -0.02, .volatility_fraction_per_year = 0.1};
  const WorldPaths paths = two_markets(0.5, rate);
  PathTile longer, shorter, later;
  paths.draw(1000, 1, 20, longer);
  paths.draw(1000, 1, 3, shorter);
  paths.draw(1005, 1, 20, later);
  ASSERT_EQ(shorter.price[1].size(), 36u);
  ASSERT_EQ(shorter.exchange.size(), 3u);
  for (std::size_t month = 0; month < 36; ++month) EXPECT_EQ(shorter.price[1][month], longer.price[1][month]);
  for (std::size_t year = 0; year < 3; ++year) EXPECT_EQ(shorter.exchange[year], longer.exchange[year]);
  for (std::size_t lane = 5; lane < lane_count; ++lane) {
    EXPECT_EQ(longer.price[1][200][lane], later.price[1][200][lane - 5]);
    EXPECT_EQ(longer.exchange[19][lane], later.exchange[19][lane - 5]);
  }
}

TEST(WorldPathsTest, SeedAndRoundChangeTheDraws) {
  PathTile tile, other_seed, other_round;
  const WorldPaths paths(1, {{"home", home}}, {}, {}), other(2, {{"home", home}}, {}, {});
  paths.draw(0, 1, 1, tile);
  other.draw(0, 1, 1, other_seed);
  paths.draw(0, 2, 1, other_round);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    EXPECT_NE(tile.price[0][3][lane], other_seed.price[0][3][lane]);
    EXPECT_NE(tile.price[0][3][lane], other_round.price[0][3][lane]);
  }
}

TEST(WorldPathsTest, WithoutRandomnessPricesAreTheSeasonsWhateverTheRoomHeld) {
  PriceLaw calm = home;
  calm.sd_of_change_fraction = 0.0;
  PathTile tile;
  two_markets(0.5, {.volatility_fraction_per_year = 0.2}).draw(0, 1, 3, tile);
  const WorldPaths paths(1, {{"home", calm}, {"abroad", abroad}}, {1.0, 0.5, 0.5, 1.0}, {});
  paths.draw(0, 1, 2, tile);
  for (std::size_t month = 0; month < 24; ++month) {
    for (const double price : tile.price[0][month]) EXPECT_EQ(price, home.seasonality_factor[month % 12]);
  }
  PathTile alone;
  WorldPaths(1, {{"abroad", abroad}}, {}, {}).draw(0, 1, 2, alone);
  EXPECT_EQ(tile.price[1], alone.price[0]) << "nothing to be correlated with";
  for (const LaneReals& rates : tile.exchange) {
    for (const double rate : rates) EXPECT_EQ(rate, 1.0);
  }
}

TEST(WorldPathsTest, CorrelationsThatContradictEachOtherAreRefused) {
  EXPECT_THROW(two_markets(1.1), std::invalid_argument);
  EXPECT_THROW(WorldPaths(1, {{"home", home}}, {1.0, 0.5}, {}), std::invalid_argument);
}

const ExchangeRate floating{.drift_fraction_per_year = -0.04, .volatility_fraction_per_year = 0.15};
const ExchangeRate pegged{.regime = ExchangeRegime::pegged,
                          .drift_fraction_per_year = -0.03,
                          .volatility_fraction_per_year = 0.2,
                          .peg_break_probability_per_year = 0.1,
                          .peg_break_loss_fraction = 0.4};

TEST(WorldPathsTest, ExchangeRatesHaveTheirExpectedValue) {
  for (const ExchangeRate& rate : {floating, pegged}) {
    const WorldPaths paths(3, {}, {}, rate);
    for (const std::size_t year : {1, 2, 15}) {
      const auto value = sample(paths, 16, [&](const PathTile& tile, std::size_t lane) { return tile.exchange[year][lane]; });
      const double expected = expected_exchange_rate(rate, static_cast<double>(year));
      EXPECT_TRUE(value.agrees_with(expected)) << year;
      EXPECT_FALSE(value.agrees_with(expected * 1.01)) << "the check must catch one percent";
    }
    const auto at_award = sample(paths, 1, [](const PathTile& tile, std::size_t lane) { return tile.exchange[0][lane]; });
    EXPECT_EQ(at_award.mean, 1.0);
  }
}

TEST(WorldPathsTest, FloatingRatesHaveTheirVolatilityAndPegsHoldAsOftenAsTheyShould) {
  const auto square = sample(WorldPaths(3, {}, {}, floating), 3, [](const PathTile& tile, std::size_t lane) {
    const double step = std::log(tile.exchange[2][lane] / tile.exchange[1][lane]) - std::log(0.96) + 0.5 * 0.15 * 0.15;
    return step * step;
  });
  EXPECT_TRUE(square.agrees_with(0.15 * 0.15));
  const auto holds = sample(WorldPaths(3, {}, {}, pegged), 6,
                            [](const PathTile& tile, std::size_t lane) { return tile.exchange[5][lane] == 1.0 ? 1.0 : 0.0; });
  EXPECT_TRUE(holds.agrees_with(std::pow(0.9, 5)));
  EXPECT_FALSE(holds.agrees_with(std::pow(0.9, 4)));
}

TEST(WorldPathsTest, ACurrencyThatLosesNothingWhenItsPegBreaksFloatsAfterwards) {
  ExchangeRate rate = pegged;
  rate.peg_break_loss_fraction = 0.0;
  rate.peg_break_probability_per_year = 1.0;
  rate.volatility_fraction_per_year = 0.0;
  PathTile tile;
  WorldPaths(3, {}, {}, rate).draw(0, 1, 4, tile);
  EXPECT_EQ(tile.exchange[1][0], 1.0);
  EXPECT_NEAR(tile.exchange[3][0], 0.97 * 0.97, 1e-15);
}

}  // namespace
}  // namespace sealedbid
