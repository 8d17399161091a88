#include "sampling/worlds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace sealedbid {
namespace {

constexpr int tiles = 10'000;
constexpr double draws = tiles * static_cast<double>(lane_count);

/// columns[i]: 320,000 values of quantity i.
std::vector<std::vector<double>> sample_worlds(const WorldSampler& sampler, std::size_t quantities) {
  std::vector<std::vector<double>> columns(quantities);
  std::vector<LaneReals> tile(quantities);
  for (int i = 0; i < tiles; ++i) {
    sampler.draw(i * lane_count, 1, tile);
    for (std::size_t q = 0; q < quantities; ++q) columns[q].insert(columns[q].end(), tile[q].begin(), tile[q].end());
  }
  return columns;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  double mean_x = 0.0, mean_y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    mean_x += x[i] / draws;
    mean_y += y[i] / draws;
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    yy += (y[i] - mean_y) * (y[i] - mean_y);
    xy += (x[i] - mean_x) * (y[i] - mean_y);
  }
  return xy / std::sqrt(xx * yy);
}

std::vector<double> logarithms(std::vector<double> values) {
  for (double& value : values) value = std::log(value);
  return values;
}

/// Six standard errors of a normal sample's correlation: false alarm 2e-9.
double correlation_bound(double coefficient) {
  return 6.0 * (1.0 - coefficient * coefficient) / std::sqrt(draws);
}

std::vector<SharedQuantity> three_quantities() {
  return {{"solar.capex", Lognormal{690.0, 0.1}}, {"wind.capex", Lognormal{1400.0, 0.2}}, {"finance.shift", Normal{0.0, 0.01}}};
}

std::vector<std::vector<double>> three_correlated(double first_second) {
  const WorldSampler sampler(1, three_quantities(), {{0, 1, first_second}, {1, 2, -0.5}});
  auto columns = sample_worlds(sampler, 3);
  columns[0] = logarithms(columns[0]);
  columns[1] = logarithms(columns[1]);
  return columns;
}

TEST(WorldSamplerTest, CopulaHasTheStatedCorrelations) {
  const auto columns = three_correlated(0.6);
  EXPECT_NEAR(correlation(columns[0], columns[1]), 0.6, correlation_bound(0.6));
  EXPECT_NEAR(correlation(columns[1], columns[2]), -0.5, correlation_bound(-0.5));
  EXPECT_NEAR(correlation(columns[0], columns[2]), 0.0, correlation_bound(0.0));
}

TEST(WorldSamplerTest, CorrelationCheckCatchesAShiftByTwoHundredths) {
  const auto columns = three_correlated(0.58);
  EXPECT_GT(std::fabs(correlation(columns[0], columns[1]) - 0.6), correlation_bound(0.6));
}

/// Largest distance of the share of values below the quantiles of `quantity` from their probabilities.
double marginal_distance(const std::vector<double>& values, const Quantity& quantity) {
  const Sampler sampler(quantity);
  double largest = 0.0;
  for (int i = 1; i < 100; ++i) {
    const double edge = sampler.quantile(i / 100.0);
    const auto below = std::count_if(values.begin(), values.end(), [edge](double value) { return value <= edge; });
    largest = std::max(largest, std::fabs(static_cast<double>(below) / draws - i / 100.0));
  }
  return largest;
}

TEST(WorldSamplerTest, CopulaLeavesTheMarginalsAlone) {
  const WorldSampler sampler(5, {{"a", Uniform{0.0, 1.0}}, {"b", Triangular{0.0, 1.0, 4.0}}}, {{0, 1, 0.9}});
  const auto columns = sample_worlds(sampler, 2);
  const double bound = std::sqrt(std::log(2.0 / 1e-9) / (2.0 * draws));  // DKW, false alarm 1e-9
  EXPECT_LT(marginal_distance(columns[0], Uniform{0.0, 1.0}), bound);
  EXPECT_LT(marginal_distance(columns[1], Triangular{0.0, 1.0, 4.0}), bound);
  EXPECT_GT(marginal_distance(columns[1], Triangular{0.0, 1.0, 4.2}), bound) << "the check must catch a wrong end";
}

TEST(WorldSamplerTest, UncorrelatedQuantitiesAreQuantilesOfTheirOwnStreams) {
  const Quantity quantity = Lognormal{690.0, 0.1};
  const WorldSampler sampler(9, {{"constant", Constant{4.0}}, {"solar.capex", quantity}}, {});
  std::vector<LaneReals> values(2);
  sampler.draw(77, 3, values);
  UniformBlock block;
  draw_uniforms(make_stream_key(9, "solar.capex"), 77, 3, 0, Purpose::shared, block);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    EXPECT_EQ(values[0][lane], 4.0);
    EXPECT_EQ(values[1][lane], Sampler(quantity).quantile(block.word[0][lane]));
  }
}

TEST(WorldSamplerTest, AnotherQuantityChangesNoDraw) {
  std::vector<SharedQuantity> more = three_quantities();
  more.insert(more.begin() + 1, {"tariff", Uniform{0.0, 1.0}});
  const WorldSampler before(3, three_quantities(), {{0, 1, 0.6}}), after(3, more, {{0, 2, 0.6}});
  std::vector<LaneReals> old_values(3), new_values(4);
  before.draw(1'000'000'007, 1, old_values);
  after.draw(1'000'000'007, 1, new_values);
  EXPECT_EQ(old_values[0], new_values[0]);
  EXPECT_EQ(old_values[1], new_values[2]);
  EXPECT_EQ(old_values[2], new_values[3]);
}

TEST(WorldSamplerTest, SeedAndRoundChangeTheDraws) {
  std::vector<LaneReals> values(3), other_seed(3), other_round(3);
  WorldSampler(3, three_quantities(), {}).draw(0, 1, values);
  WorldSampler(4, three_quantities(), {}).draw(0, 1, other_seed);
  WorldSampler(3, three_quantities(), {}).draw(0, 2, other_round);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    EXPECT_NE(values[0][lane], other_seed[0][lane]);
    EXPECT_NE(values[0][lane], other_round[0][lane]);
  }
}

TEST(WorldSamplerTest, PerfectlyContradictoryCorrelationsAreRefused) {
  EXPECT_THROW(WorldSampler(1, three_quantities(), {{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.9}}), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
