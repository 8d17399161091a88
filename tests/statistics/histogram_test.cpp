#include "statistics/histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "base/issue.hpp"

namespace sealedbid {
namespace {

std::vector<double> normal_sample(double mean, double sd, int size) {
  boost::random::mt19937_64 engine(8);
  boost::random::normal_distribution<double> normal(mean, sd);
  std::vector<double> sample;
  for (int i = 0; i < size; ++i) sample.push_back(normal(engine));
  return sample;
}

QuantileHistogram histogram_of(const std::vector<double>& values, double grid_step = 0.0) {
  QuantileHistogram histogram(grid_step);
  for (const double value : values) histogram.add(value);
  return histogram;
}

void expect_equal(const QuantileHistogram& left, const QuantileHistogram& right) {
  const auto left_bins = left.bins(), right_bins = right.bins();
  ASSERT_EQ(left_bins.size(), right_bins.size());
  for (std::size_t i = 0; i < left_bins.size(); ++i) {
    EXPECT_EQ(left_bins[i].low, right_bins[i].low);
    EXPECT_EQ(left_bins[i].high, right_bins[i].high);
    EXPECT_EQ(left_bins[i].count, right_bins[i].count);
  }
}

std::uint64_t count_of(const std::vector<HistogramBin>& bins) {
  return std::accumulate(bins.begin(), bins.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const HistogramBin& bin) { return sum + bin.count; });
}

TEST(QuantileHistogramTest, QuantilesStayWithinABinOfTheExactOnes) {
  std::vector<double> sample = normal_sample(0.0, 50.0, 20'000);
  const QuantileHistogram histogram = histogram_of(sample);
  std::sort(sample.begin(), sample.end());
  for (int percent = 1; percent <= 99; ++percent) {
    const double exact = sample[static_cast<std::size_t>(percent) * 200 - 1];
    EXPECT_NEAR(histogram.quantile(percent / 100.0), exact, 8e-3 * std::fabs(exact)) << percent;
  }
}

TEST(QuantileHistogramTest, EveryValueLiesInItsBin) {
  for (const double value :
       {1e-300, 5e-324, -5e-324, 1.0, -1.0, 47.3, -47.3, 1e300, -1e300, std::numeric_limits<double>::max()}) {
    const auto bins = histogram_of({value}).bins();
    ASSERT_EQ(bins.size(), 1u);
    EXPECT_LE(bins[0].low, value);
    EXPECT_GE(bins[0].high, value);
    EXPECT_LT(bins[0].low, bins[0].high);
    if (std::fabs(value) > 1e-300) {
      EXPECT_LE(bins[0].high - bins[0].low, 8e-3 * std::fabs(value));
    }
  }
}

TEST(QuantileHistogramTest, ZeroHasABinOfItsOwn) {
  const QuantileHistogram histogram = histogram_of({0.0, -0.0, 0.0, -1.0, 1.0});
  EXPECT_EQ(histogram.quantile(0.5), 0.0);
  EXPECT_FALSE(std::signbit(histogram.quantile(0.5)));
  const auto bins = histogram.bins();
  ASSERT_EQ(bins.size(), 3u);
  EXPECT_EQ(bins[1].low, 0.0);
  EXPECT_EQ(bins[1].high, 0.0);
  EXPECT_EQ(bins[1].count, 3u);
}

TEST(QuantileHistogramTest, GridValuesAreExact) {
  const QuantileHistogram histogram = histogram_of({0.30000000000000004, 0.1, 0.2, -0.7, 0.0, 819.1, 0.1}, 0.1);
  EXPECT_DOUBLE_EQ(histogram.quantile(0.0), -0.7);
  EXPECT_DOUBLE_EQ(histogram.quantile(2.0 / 7.0), 0.0);
  EXPECT_DOUBLE_EQ(histogram.quantile(4.0 / 7.0), 0.1);
  EXPECT_DOUBLE_EQ(histogram.quantile(5.0 / 7.0), 0.2);
  EXPECT_DOUBLE_EQ(histogram.quantile(6.0 / 7.0), 0.3);
  EXPECT_DOUBLE_EQ(histogram.quantile(1.0), 819.1);
  const auto bins = histogram.bins();
  EXPECT_DOUBLE_EQ(bins.front().low, -0.7);
  EXPECT_DOUBLE_EQ(bins.front().high, -0.6);
}

TEST(QuantileHistogramTest, GridBinsFarFromZeroContainTheirValues) {
  for (const double value : {123'456.7, -123'456.7, 9e14, -9e14}) {
    const auto bins = histogram_of({value}, 0.1).bins();
    ASSERT_EQ(bins.size(), 1u);
    EXPECT_LE(bins[0].low, value + 1e-12 * std::fabs(value));
    EXPECT_GT(bins[0].high, value);
    EXPECT_LE(bins[0].high - bins[0].low, 2.5e-4 * std::fabs(value));
  }
}

TEST(QuantileHistogramTest, CountingABlockEqualsCountingOneByOne) {
  std::vector<double> values = {
      0.0, -0.0, 1e300, -1e300, 5e-324, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()};
  for (int power = 0; power < 40; ++power) {
    for (const double beside : {-1.0, -0.5, 0.0, 0.49, 0.5, 1.0}) {
      values.push_back(std::ldexp(1.0, power) + beside);
      values.push_back(-std::ldexp(1.0, power) - beside);
    }
  }
  const std::vector<double> sample = normal_sample(0.0, 20'000.0, 5'000);
  values.insert(values.end(), sample.begin(), sample.end());
  for (const double step : {0.0, 1.0, 0.01}) {
    QuantileHistogram block(step);
    block.add(values);
    expect_equal(block, histogram_of(values, step));
  }
}

/// Values of all sizes and signs, among them undefined ones and a few that come again and again.
std::vector<double> jumping_values(int size) {
  constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> repeated = {0.0, 1.0, 2.0, 14.0, 15.0, -1.0, 60.0, 1e300, -1e-300, nan, -nan, infinity, -infinity};
  boost::random::mt19937_64 engine(31);
  boost::random::normal_distribution<double> normal;
  std::vector<double> values;
  for (int i = 0; i < size; ++i) {
    const std::uint64_t bits = engine();
    const double scaled = std::ldexp(normal(engine), static_cast<int>(bits / 2 % 2000) - 1000);
    values.push_back(bits % 2 == 0 ? scaled : repeated[bits / 2 % repeated.size()]);
  }
  return values;
}

TEST(QuantileHistogramTest, BlocksOfAnyLengthEqualCountingOneByOne) {
  const std::vector<double> values = jumping_values(5'000);
  for (const double step : {0.0, 1.0, 0.01, 1e-4}) {
    QuantileHistogram blocks(step);
    for (std::size_t first = 0, length = 1; first < values.size(); first += length, length = length * 3 / 2 + 1) {
      blocks.add(std::span(values).subspan(first, std::min(length, values.size() - first)));
    }
    expect_equal(blocks, histogram_of(values, step));
  }
}

TEST(QuantileHistogramTest, MergesBlocksThatLieElsewhere) {
  const std::vector<double> near = normal_sample(40.0, 1.0, 700), wild = jumping_values(2'000);
  std::vector<double> all = near;
  all.insert(all.end(), wild.begin(), wild.end());
  QuantileHistogram merged(0.01), other(0.01);
  merged.add(near);
  other.add(wild);
  merged.merge(other);
  expect_equal(merged, histogram_of(all, 0.01));
  EXPECT_EQ(merged.total(), count_of(merged.bins()));
}

TEST(QuantileHistogramTest, CountsOfOneValueAddToThoseOfBlocks) {
  for (const double value : {0.0, 3.0, -3.0, 1234.5}) {
    QuantileHistogram histogram(0.5);
    histogram.add(std::vector<double>(100, value));
    histogram.add(value, 5'000'000'000);
    EXPECT_EQ(histogram.bins().at(0).count, 5'000'000'100u);
  }
}

TEST(QuantileHistogramTest, QuantileIsMonotone) {
  for (const double step : {0.0, 0.5}) {
    const QuantileHistogram histogram = histogram_of(normal_sample(1.0, 3.0, 999), step);
    double before = -std::numeric_limits<double>::infinity();
    for (int i = 0; i <= 5'000; ++i) {
      const double quantile = histogram.quantile(i / 5'000.0);
      ASSERT_GE(quantile, before);
      before = quantile;
    }
  }
}

TEST(QuantileHistogramTest, MergeEqualsAddingTogetherInEitherOrder) {
  const std::vector<double> near = normal_sample(10.0, 3.0, 500), far = normal_sample(-1e6, 1e5, 500);
  std::vector<double> all = near;
  all.insert(all.end(), far.begin(), far.end());
  QuantileHistogram forwards = histogram_of(near), backwards = histogram_of(far);
  forwards.merge(histogram_of(far));
  backwards.merge(histogram_of(near));
  backwards.merge(QuantileHistogram{});
  expect_equal(forwards, histogram_of(all));
  expect_equal(backwards, histogram_of(all));
}

TEST(QuantileHistogramTest, UndefinedValuesAreIgnored) {
  QuantileHistogram histogram;
  EXPECT_TRUE(std::isnan(histogram.quantile(0.5)));
  histogram.add(std::numeric_limits<double>::quiet_NaN());
  histogram.add(std::numeric_limits<double>::infinity());
  EXPECT_EQ(histogram.total(), 0u);
  EXPECT_TRUE(histogram.bins().empty());
}

TEST(QuantileHistogramTest, IsTheSameAfterWritingAndReading) {
  for (const double grid_step : {0.0, 1.0, 0.01}) {
    QuantileHistogram histogram(grid_step);
    for (int i = -3000; i < 9000; ++i) histogram.add(0.37 * i);
    histogram.add(1e300);
    histogram.add(std::numeric_limits<double>::quiet_NaN());
    ByteWriter writer;
    histogram.write(writer);
    ByteReader reader(writer.bytes(), "a histogram");
    const QuantileHistogram read = QuantileHistogram::read(reader);
    reader.expect_end();
    ASSERT_EQ(read.total(), histogram.total());
    const auto expected = histogram.bins(), found = read.bins();
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].low, expected[i].low);
      EXPECT_EQ(found[i].high, expected[i].high);
      EXPECT_EQ(found[i].count, expected[i].count);
    }
  }
}

TEST(QuantileHistogramTest, APlaceThatDoesNotExistIsRefused) {
  ByteWriter writer;
  writer.real(0.0);
  writer.whole(1);
  writer.compact(std::uint64_t{1} << 40);
  writer.compact(1);
  ByteReader reader(writer.bytes(), "a histogram");
  EXPECT_THROW(QuantileHistogram::read(reader), InputError);
}

TEST(ThinnedTest, KeepsTheTotalAndGivesEqualWidths) {
  const QuantileHistogram histogram = histogram_of(normal_sample(50.0, 5.0, 10'000));
  const auto bins = thinned(histogram.bins(), 40, 0.0);
  ASSERT_LE(bins.size(), 40u);
  ASSERT_GT(bins.size(), 30u);
  EXPECT_EQ(count_of(bins), 10'000u);
  const double width = bins[0].high - bins[0].low;
  for (std::size_t i = 1; i < bins.size(); ++i) {
    EXPECT_NEAR(bins[i].high - bins[i].low, width, 1e-9);
    EXPECT_GE(bins[i].low, bins[i - 1].high - 1e-9);
  }
}

TEST(ThinnedTest, EdgesAreMultiplesOfTheStep) {
  TickHistogram ticks;
  ticks.reserve(1'003);
  for (int tick = 3; tick <= 1'003; ++tick) ticks.count(tick);
  const auto bins = thinned(ticks.bins(0.1), 100, 0.1);
  ASSERT_LE(bins.size(), 100u);
  EXPECT_EQ(count_of(bins), 1'001u);
  EXPECT_DOUBLE_EQ(bins[0].low, 0.3);
  for (std::size_t i = 0; i + 1 < bins.size(); ++i) {
    EXPECT_NEAR(bins[i].high - bins[i].low, 1.1, 1e-9);
    EXPECT_EQ(bins[i].count, 11u);
  }
}

TEST(ThinnedTest, FewNarrowBinsStayAsTheyAre) {
  TickHistogram ticks;
  ticks.reserve(500);
  for (const int tick : {450, 451, 460}) ticks.count(tick);
  const auto bins = thinned(ticks.bins(1.0), 100, 1.0);
  ASSERT_EQ(bins.size(), 3u);
  EXPECT_EQ(bins[2].low, 460.0);
  EXPECT_EQ(bins[2].high, 461.0);
  EXPECT_TRUE(thinned({}, 10, 0.0).empty());
}

TEST(ThinnedTest, OneValueGivesOneBinAroundIt) {
  const auto bins = thinned(histogram_of({5.0, 5.0}).bins(), 100, 0.0);
  ASSERT_EQ(bins.size(), 1u);
  EXPECT_LE(bins[0].low, 5.0);
  EXPECT_GE(bins[0].high, 5.0);
  EXPECT_EQ(bins[0].count, 2u);
  EXPECT_EQ(thinned(histogram_of({0.0}).bins(), 100, 0.0).size(), 1u);
}

}  // namespace
}  // namespace sealedbid
