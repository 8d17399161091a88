#include "statistics/moments.hpp"

#include <gtest/gtest.h>

#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace sealedbid {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::vector<double> lognormal_sample(std::size_t size) {
  boost::random::mt19937_64 engine(11);
  boost::random::lognormal_distribution<double> lognormal(3.0, 0.5);
  std::vector<double> sample;
  for (std::size_t i = 0; i < size; ++i) sample.push_back(lognormal(engine));
  return sample;
}

TEST(MomentsTest, MatchHandComputedValues) {
  const std::vector<double> values{2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0, 5.0};
  const Moments moments = Moments::of(values);
  EXPECT_EQ(moments.count, 9);
  EXPECT_DOUBLE_EQ(moments.mean, 5.0);
  EXPECT_DOUBLE_EQ(moments.variance(), 4.0);
  EXPECT_DOUBLE_EQ(moments.standard_deviation(), 2.0);
  EXPECT_DOUBLE_EQ(moments.standard_error(), 2.0 / 3.0);
  EXPECT_EQ(moments.minimum, 2.0);
  EXPECT_EQ(moments.maximum, 9.0);
}

TEST(MomentsTest, VarianceSurvivesCancellation) {
  std::vector<double> values;
  for (int repetition = 0; repetition < 333; ++repetition) values.insert(values.end(), {1e9, 1e9 + 1.0, 1e9 + 2.0});
  EXPECT_NEAR(Moments::of(values).variance() / (666.0 / 998.0), 1.0, 1e-12);
  Moments merged;
  for (int block = 0; block < 333; ++block)
    merged.merge(Moments::of(std::span(values).subspan(3 * static_cast<std::size_t>(block), 3)));
  EXPECT_NEAR(merged.variance() / (666.0 / 998.0), 1.0, 1e-12);
}

TEST(MomentsTest, MergeEqualsOnePass) {
  const std::vector<double> sample = lognormal_sample(10'007);
  const Moments whole = Moments::of(sample);
  for (const std::size_t block : {1u, 7u, 64u, 1024u, 9999u}) {
    Moments merged;
    for (std::size_t first = 0; first < sample.size(); first += block) {
      merged.merge(Moments::of(std::span(sample).subspan(first, std::min(block, sample.size() - first))));
    }
    EXPECT_EQ(merged.count, whole.count);
    EXPECT_NEAR(merged.mean / whole.mean, 1.0, 1e-13) << block;
    EXPECT_NEAR(merged.squared_deviations / whole.squared_deviations, 1.0, 1e-12) << block;
    EXPECT_EQ(merged.minimum, whole.minimum);
    EXPECT_EQ(merged.maximum, whole.maximum);
  }
}

TEST(MomentsTest, EmptyBlockIsNeutralInMerge) {
  const Moments block = Moments::of(std::vector<double>{1.0, 4.0});
  Moments left, right = block;
  left.merge(block);
  right.merge(Moments{});
  for (const Moments& merged : {left, right}) {
    EXPECT_EQ(merged.count, 2);
    EXPECT_EQ(merged.mean, 2.5);
    EXPECT_EQ(merged.squared_deviations, 4.5);
    EXPECT_EQ(merged.minimum, 1.0);
    EXPECT_EQ(merged.maximum, 4.0);
  }
  Moments empty;
  empty.merge(Moments::of(std::vector<double>{}));
  EXPECT_EQ(empty.count, 0);
  EXPECT_EQ(empty.mean, 0.0);
}

TEST(MomentsTest, UndefinedValuesAreLeftOut) {
  const Moments moments = Moments::of(std::vector<double>{missing, 1.0, missing, 3.0, missing});
  EXPECT_EQ(moments.count, 2);
  EXPECT_EQ(moments.mean, 2.0);
  EXPECT_EQ(moments.variance(), 2.0);
  EXPECT_EQ(moments.minimum, 1.0);
  EXPECT_EQ(Moments::of(std::vector<double>{missing, missing}).count, 0);
}

TEST(MomentsTest, SpreadOfOneValueIsNotAvailableAndOfEqualValuesZero) {
  const Moments one = Moments::of(std::vector<double>{5.0});
  EXPECT_EQ(one.mean, 5.0);
  EXPECT_TRUE(std::isnan(one.variance()));
  EXPECT_TRUE(std::isnan(one.standard_error()));
  EXPECT_TRUE(std::isnan(Moments{}.standard_error()));
  const Moments equal = Moments::of(std::vector<double>(37, 0.1));
  EXPECT_EQ(equal.mean, 0.1);
  EXPECT_EQ(equal.standard_error(), 0.0);
}

TEST(RatioMomentsTest, MatchHandComputedValues) {
  const std::vector<double> x{10.0, 20.0, 60.0}, w{1.0, 2.0, 3.0};
  const RatioMoments moments = RatioMoments::of(x, w);
  EXPECT_DOUBLE_EQ(moments.ratio(), 15.0);
  // Residuals x − 15 w: −5, −10, 15; squares 350; √(350 / 6) / 2.
  EXPECT_DOUBLE_EQ(moments.standard_error(), std::sqrt(350.0 / 6.0) / 2.0);
}

TEST(RatioMomentsTest, MergeEqualsOnePassAndEmptyIsNeutral) {
  const std::vector<double> x = lognormal_sample(5'000);
  std::vector<double> w = x;
  for (std::size_t i = 0; i < w.size(); ++i) w[i] = std::sqrt(x[i]) + static_cast<double>(i % 5);
  const RatioMoments whole = RatioMoments::of(x, w);
  RatioMoments merged;
  merged.merge(RatioMoments{});
  for (std::size_t first = 0; first < x.size(); first += 7) {
    const std::size_t size = std::min<std::size_t>(7, x.size() - first);
    merged.merge(RatioMoments::of(std::span(x).subspan(first, size), std::span(w).subspan(first, size)));
    merged.merge(RatioMoments{});
  }
  EXPECT_EQ(merged.count, whole.count);
  EXPECT_NEAR(merged.ratio() / whole.ratio(), 1.0, 1e-13);
  EXPECT_NEAR(merged.standard_error() / whole.standard_error(), 1.0, 1e-11);
}

TEST(RatioMomentsTest, RatioIsNotAvailableWithoutWeight) {
  const std::vector<double> zeros(4, 0.0);
  EXPECT_TRUE(std::isnan(RatioMoments::of(zeros, zeros).ratio()));
  EXPECT_TRUE(std::isnan(RatioMoments::of(zeros, zeros).standard_error()));
  EXPECT_TRUE(std::isnan(RatioMoments{}.ratio()));
  const std::vector<double> one{3.0};
  EXPECT_EQ(RatioMoments::of(one, one).ratio(), 1.0);
  EXPECT_TRUE(std::isnan(RatioMoments::of(one, one).standard_error()));
}

TEST(RatioMomentsTest, PairsWithUndefinedValuesAreLeftOut) {
  const std::vector<double> x{10.0, missing, 20.0, 5.0}, w{1.0, 1.0, 3.0, missing};
  EXPECT_EQ(RatioMoments::of(x, w).count, 2);
  EXPECT_DOUBLE_EQ(RatioMoments::of(x, w).ratio(), 7.5);
}

/// Clusters of bids whose level is common to the cluster: the standard error must come from clusters.
struct ClusterStudy {
  double mean_squared_score = 0.0;  ///< of (ratio − truth) / standard error over clusters
  double mean_squared_naive = 0.0;  ///< the same with a standard error that takes bids for independent
};

ClusterStudy study_clusters(int runs) {
  boost::random::mt19937_64 engine(77);
  boost::random::normal_distribution<double> normal;
  boost::random::poisson_distribution<int> size(4.0);
  ClusterStudy study;
  for (int run = 0; run < runs; ++run) {
    std::vector<double> x, w, bids;
    for (int cluster = 0; cluster < 400; ++cluster) {
      const double level = 50.0 + 5.0 * normal(engine);
      const int count = size(engine);
      x.push_back(0.0);
      w.push_back(count);
      for (int bid = 0; bid < count; ++bid) {
        bids.push_back(level + normal(engine));
        x.back() += bids.back();
      }
    }
    const RatioMoments moments = RatioMoments::of(x, w);
    const double error = moments.ratio() - 50.0, naive = Moments::of(bids).standard_error();
    study.mean_squared_score += std::pow(error / moments.standard_error(), 2) / runs;
    study.mean_squared_naive += std::pow(error / naive, 2) / runs;
  }
  return study;
}

TEST(RatioMomentsTest, StandardErrorRespectsClusters) {
  constexpr int runs = 4'000;
  const ClusterStudy study = study_clusters(runs);
  // The mean of squared scores has standard error √(2/runs); 6 of them (false alarm 2e-9) plus 1 % for the 400 clusters'
  // estimate.
  const double bound = 6.0 * std::sqrt(2.0 / runs) + 0.01;
  EXPECT_NEAR(study.mean_squared_score, 1.0, bound);
  EXPECT_GT(study.mean_squared_naive, 1.0 + bound) << "the check must catch bids taken for independent";
}

}  // namespace
}  // namespace sealedbid
