#include "statistics/tick_histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace sealedbid {
namespace {

constexpr std::int32_t largest_possible = std::numeric_limits<std::int32_t>::max();

std::vector<std::int32_t> sample_below(std::int32_t limit, int size, std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::uniform_int_distribution<std::int32_t> uniform(0, limit - 1);
  std::vector<std::int32_t> sample;
  for (int i = 0; i < size; ++i) sample.push_back(uniform(engine));
  std::sort(sample.begin(), sample.end());
  return sample;
}

TickHistogram histogram_of(const std::vector<std::int32_t>& ticks) {
  TickHistogram histogram;
  histogram.reserve(*std::max_element(ticks.begin(), ticks.end()));
  for (const std::int32_t tick : ticks) histogram.count(tick);
  return histogram;
}

TEST(TickHistogramTest, BinsOfTicksAreContiguousAndInvertible) {
  int before = -1;
  for (std::int32_t tick = 0; tick < 1 << 18; ++tick) {
    const int bin = TickHistogram::bin_of(tick);
    ASSERT_TRUE(bin == before || bin == before + 1) << tick;
    if (bin != before) {
      ASSERT_EQ(TickHistogram::first_tick_of(bin), tick);
    }
    before = bin;
  }
  EXPECT_EQ(TickHistogram::bin_of(8191), 8191);
  const int last = TickHistogram::bin_of(largest_possible);
  EXPECT_LE(TickHistogram::first_tick_of(last), largest_possible);
  EXPECT_EQ(TickHistogram::first_tick_of(last + 1), std::int64_t{largest_possible} + 1);
}

TEST(TickHistogramTest, BinsAreNarrow) {
  for (int bin = 1; bin <= TickHistogram::bin_of(largest_possible); ++bin) {
    const auto first = TickHistogram::first_tick_of(bin), next = TickHistogram::first_tick_of(bin + 1);
    ASSERT_LT(static_cast<double>(next - 1 - first) / static_cast<double>(first), 2.5e-4);
  }
}

TEST(TickHistogramTest, QuantilesAreExactBelow8192Ticks) {
  const std::vector<std::int32_t> sample = sample_below(8192, 1'000, 3);
  const TickHistogram histogram = histogram_of(sample);
  for (int percent = 1; percent <= 100; ++percent) {
    EXPECT_EQ(histogram.quantile(percent / 100.0), sample[static_cast<std::size_t>(percent) * 10 - 1]) << percent;
  }
  EXPECT_EQ(histogram.quantile(0.0), sample.front());
  EXPECT_EQ(histogram.smallest(), sample.front());
  EXPECT_EQ(histogram.largest(), sample.back());
  EXPECT_EQ(histogram.total(), sample.size());
}

TEST(TickHistogramTest, QuantileReachesSharesThatDoublesMissByRounding) {
  std::vector<std::int32_t> ticks;
  for (int tick = 1; tick <= 100; ++tick) ticks.push_back(tick);
  EXPECT_EQ(histogram_of(ticks).quantile(0.07), 7);
  EXPECT_EQ(histogram_of(ticks).quantile(0.29), 29);
  EXPECT_EQ(histogram_of(ticks).quantile(0.2900001), 30);
}

TEST(TickHistogramTest, QuantilesOfLargeTicksAreLowerEdgesOfTheirBins) {
  const std::vector<std::int32_t> sample = sample_below(20'000'000, 10'000, 4);
  const TickHistogram histogram = histogram_of(sample);
  for (int percent = 1; percent <= 100; ++percent) {
    const std::int32_t exact = sample[static_cast<std::size_t>(percent) * 100 - 1];
    EXPECT_EQ(histogram.quantile(percent / 100.0), TickHistogram::first_tick_of(TickHistogram::bin_of(exact)));
  }
}

TEST(TickHistogramTest, QuantileIsMonotone) {
  const TickHistogram histogram = histogram_of(sample_below(50'000, 777, 5));
  std::int64_t before = -1;
  for (int step = 0; step <= 10'000; ++step) {
    const std::int64_t quantile = histogram.quantile(step / 10'000.0);
    ASSERT_GE(quantile, before);
    before = quantile;
  }
}

TEST(TickHistogramTest, QuantilesInOnePassAreThoseOfEachProbability) {
  const TickHistogram histogram = histogram_of(sample_below(50'000, 777, 8));
  const std::vector<double> probabilities = {0.0, 0.0, 1e-9, 0.5, 0.5, 0.501, 0.999, 1.0};
  const std::vector<std::int64_t> quantiles = histogram.quantiles(probabilities);
  ASSERT_EQ(quantiles.size(), probabilities.size());
  for (std::size_t i = 0; i < probabilities.size(); ++i) EXPECT_EQ(quantiles[i], histogram.quantile(probabilities[i])) << i;
  EXPECT_LT(quantiles[2], quantiles[3]);
  EXPECT_EQ(TickHistogram{}.quantiles(probabilities), std::vector<std::int64_t>(probabilities.size(), -1));
}

TEST(TickHistogramTest, MergeEqualsCountingTogetherInEitherOrder) {
  const std::vector<std::int32_t> small = sample_below(100, 500, 6), large = sample_below(1'000'000, 500, 7);
  std::vector<std::int32_t> all = small;
  all.insert(all.end(), large.begin(), large.end());
  TickHistogram forwards = histogram_of(small), backwards = histogram_of(large);
  forwards.merge(histogram_of(large));
  backwards.merge(histogram_of(small));
  backwards.merge(TickHistogram{});
  const auto expected = histogram_of(all).bins(1.0);
  for (const TickHistogram& merged : {forwards, backwards}) {
    const auto bins = merged.bins(1.0);
    ASSERT_EQ(bins.size(), expected.size());
    for (std::size_t i = 0; i < bins.size(); ++i) {
      EXPECT_EQ(bins[i].low, expected[i].low);
      EXPECT_EQ(bins[i].count, expected[i].count);
    }
  }
}

TEST(TickHistogramTest, IsTheSameAfterWritingAndReading) {
  for (const TickHistogram& histogram : {TickHistogram(), histogram_of({0, 3, 3, 8191, 8192, largest_possible})}) {
    ByteWriter writer;
    histogram.write(writer);
    ByteReader reader(writer.bytes(), "a histogram");
    const TickHistogram read = TickHistogram::read(reader);
    reader.expect_end();
    EXPECT_EQ(read.total(), histogram.total());
    EXPECT_EQ(read.largest(), histogram.largest());
    for (const double p : {0.0, 0.2, 0.5, 0.9}) EXPECT_EQ(read.quantile(p), histogram.quantile(p));
  }
}

TEST(TickHistogramTest, EmptyHistogramHasNoQuantiles) {
  EXPECT_EQ(TickHistogram{}.quantile(0.5), -1);
  EXPECT_EQ(TickHistogram{}.smallest(), -1);
  EXPECT_EQ(TickHistogram{}.largest(), -1);
  EXPECT_EQ(TickHistogram{}.total(), 0u);
  EXPECT_TRUE(TickHistogram{}.bins(0.01).empty());
}

TEST(TickHistogramTest, BinsAreScaledByTheTickSize) {
  const auto bins = histogram_of({450, 450, 8193}).bins(0.1);
  ASSERT_EQ(bins.size(), 2u);
  EXPECT_DOUBLE_EQ(bins[0].low, 45.0);
  EXPECT_DOUBLE_EQ(bins[0].high, 45.1);
  EXPECT_EQ(bins[0].count, 2u);
  EXPECT_DOUBLE_EQ(bins[1].low, 819.2);
  EXPECT_DOUBLE_EQ(bins[1].high, 819.4);
}

}  // namespace
}  // namespace sealedbid
