#include "sampling/sampler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "sampling/stream.hpp"

namespace sealedbid {
namespace {

using Wide = long double;
using Quantile = std::function<double(double)>;

/// A family, its exact quantile function, a planted defect of about 1 %, and the error allowed in proportion to `scale`.
struct Case {
  std::string name;
  Quantity quantity, wrong;
  Quantile exact;
  double scale, tolerance;
};

template <class Distribution>
Quantile exact_quantile(Distribution distribution, Wide factor = 1.0L, Wide offset = 0.0L) {
  return
      [=](double u) { return static_cast<double>(offset + factor * boost::math::quantile(distribution, static_cast<Wide>(u))); };
}

Quantile exact_truncated(Wide mean, Wide sd, Wide low, Wide high) {
  const boost::math::normal_distribution<Wide> normal(mean, sd);
  const Wide from = boost::math::cdf(normal, low), to = boost::math::cdf(normal, high);
  return [=](double u) { return static_cast<double>(boost::math::quantile(normal, from + u * (to - from))); };
}

std::vector<Case> cases() {
  using boost::math::beta_distribution, boost::math::normal_distribution, boost::math::lognormal_distribution;
  using boost::math::triangular_distribution, boost::math::weibull_distribution;
  return {
      {"uniform", Uniform{-3.0, 7.0}, Uniform{-3.0, 7.1}, [](double u) { return -3.0 + 10.0 * u; }, 10.0, 1e-15},
      {"triangular", Triangular{600.0, 690.0, 850.0}, Triangular{600.0, 692.5, 850.0},
       exact_quantile(triangular_distribution<Wide>(600.0L, 690.0L, 850.0L)), 850.0, 1e-15},
      {"normal", Normal{100.0, 10.0}, Normal{100.0, 10.1}, exact_quantile(normal_distribution<Wide>(100.0L, 10.0L)), 100.0, 1e-7},
      {"truncated normal", TruncatedNormal{0.07, 0.02, 0.04, 0.12}, TruncatedNormal{0.07, 0.0202, 0.04, 0.12},
       exact_truncated(0.07L, 0.02L, 0.04L, 0.12L), 0.12, 1e-14},
      {"lognormal", Lognormal{690.0, 0.1}, Lognormal{690.0, 0.101},
       exact_quantile(lognormal_distribution<Wide>(std::log(690.0L), 0.1L)), 690.0, 2e-7},
      {"pert", Pert{0.1, 0.2, 0.6, 4.0}, Pert{0.1, 0.201, 0.6, 4.0},
       exact_quantile(beta_distribution<Wide>(1.8L, 4.2L), 0.5L, 0.1L), 0.5, 1e-9},
      {"beta", Beta{0.7, 3.0, 0.0, 1.0}, Beta{0.71, 3.0, 0.0, 1.0}, exact_quantile(beta_distribution<Wide>(0.7L, 3.0L)), 1.0,
       1e-8},
      {"weibull", Weibull{2.1, 8.0, 1.0}, Weibull{2.1, 8.08, 1.0},
       exact_quantile(weibull_distribution<Wide>(2.1L, 8.0L), 1.0L, 1.0L), 8.0, 3e-15},
  };
}

TEST(SamplerTest, QuantilesAgreeWithExactOnes) {
  for (const Case& family : cases()) {
    const Sampler sampler(family.quantity);
    double largest = 0.0;
    for (int point = 1; point < 4'000; ++point) {
      const double u = point / 4'000.0;
      largest = std::max(largest, std::fabs(sampler.quantile(u) - family.exact(u)) / family.scale);
    }
    for (const double u : {0x1p-33, 1e-8, 1e-5, 1.0 - 1e-5, 1.0 - 0x1p-33}) {
      largest = std::max(largest,
                         std::fabs(sampler.quantile(u) - family.exact(u)) / std::max(family.scale, std::fabs(family.exact(u))));
    }
    EXPECT_LE(largest, family.tolerance) << family.name;
  }
}

constexpr int probabilities = 512;
constexpr int tiles = 125'000;
constexpr double draws = tiles * static_cast<double>(lane_count);

/// Number of edges below a value, for 511 ascending edges: a binary search without branches, which would be mispredicted.
std::size_t edges_below(const std::vector<double>& edges, double value) {
  std::size_t below = 0;
  for (std::size_t step = probabilities / 2; step > 0; step /= 2) below += edges[below + step - 1] < value ? step : 0;
  return below;
}

/// Largest distance between the empirical distribution of 4 million draws and the exact one, at 511 probabilities.
double distribution_distance(const Sampler& sampler, const Quantile& exact) {
  std::vector<double> edges;
  for (int i = 1; i < probabilities; ++i) edges.push_back(exact(static_cast<double>(i) / probabilities));
  std::vector<std::int64_t> counts(edges.size() + 1);
  const StreamKey key = make_stream_key(2026, "distribution");
  UniformBlock block;
  LaneReals values;
  for (int tile = 0; tile < tiles; ++tile) {
    draw_uniforms(key, tile * lane_count, 1, 0, Purpose::shared, block);
    sampler.quantiles(block.word[0], values);
    for (const double value : values) ++counts[edges_below(edges, value)];
  }
  double largest = 0.0;
  std::int64_t below = 0;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    below += counts[i];
    largest = std::max(largest, std::fabs(static_cast<double>(below) / draws - static_cast<double>(i + 1) / probabilities));
  }
  return largest;
}

/// Dvoretzky–Kiefer–Wolfowitz bound with Massart's constant: false alarm 1e-9 a family.
const double distance_bound = std::sqrt(std::log(2.0 / 1e-9) / (2.0 * draws));

TEST(SamplerTest, DrawsFollowTheirDistribution) {
  for (const Case& family : cases()) {
    EXPECT_LT(distribution_distance(Sampler(family.quantity), family.exact), distance_bound) << family.name;
  }
}

TEST(SamplerTest, DistributionCheckCatchesOnePercentInAParameter) {
  for (const Case& family : cases()) {
    EXPECT_GT(distribution_distance(Sampler(family.wrong), family.exact), distance_bound) << family.name;
  }
}

TEST(SamplerTest, TruncatedNormalIsAccurateFarInEitherTail) {
  const boost::math::normal_distribution<Wide> normal;
  const Sampler above(TruncatedNormal{0.0, 1.0, 7.0, 9.0}), below(TruncatedNormal{0.0, 1.0, -9.0, -7.0});
  const Wide from = boost::math::cdf(normal, -9.0L), to = boost::math::cdf(normal, -7.0L);
  for (const double u : {0x1p-33, 0.001, 0.3, 0.5, 0.9, 1.0 - 0x1p-33}) {
    const auto exact = static_cast<double>(boost::math::quantile(normal, from + u * (to - from)));
    EXPECT_NEAR(below.quantile(u), exact, 1e-14) << u;
    EXPECT_NEAR(above.quantile(1.0 - u), -exact, 1e-14) << u;
  }
}

TEST(SamplerTest, EmpiricalValuesComeWithTheirShares) {
  const Sampler sampler(Empirical{{30.0, 10.0, 20.0, 99.0}, {1.0, 2.0, 5.0, 0.0}});
  EXPECT_EQ(sampler.quantile(0x1p-33), 10.0);
  EXPECT_EQ(sampler.quantile(0.2499), 10.0);
  EXPECT_EQ(sampler.quantile(0.2501), 20.0);
  EXPECT_EQ(sampler.quantile(0.8749), 20.0);
  EXPECT_EQ(sampler.quantile(0.8751), 30.0);
  EXPECT_EQ(sampler.quantile(1.0 - 0x1p-33), 30.0);
  const Sampler equal(Empirical{{2.0, 1.0}, {}});
  EXPECT_EQ(equal.quantile(0.499), 1.0);
  EXPECT_EQ(equal.quantile(0.501), 2.0);
}

std::vector<Quantity> varied_quantities() {
  std::vector<Quantity> quantities{Constant{5.0},
                                   Triangular{1.0, 1.0, 2.0},
                                   Triangular{1.0, 2.0, 2.0},
                                   TruncatedNormal{0.0, 1.0, -1.0, 40.0},
                                   TruncatedNormal{0.0, 0.01, 5.0, 6.0},
                                   Pert{0.0, 0.0, 1.0, 4.0},
                                   Pert{0.0, 1.0, 1.0, 0.0},
                                   Beta{0.05, 0.05, -1.0, 1.0},
                                   Beta{2000.0, 3.0, 0.0, 1.0},
                                   Weibull{0.5, 1.0, 0.0},
                                   Empirical{{3.0, 1.0, 2.0}, {1.0, 1.0, 1.0}}};
  for (const Case& family : cases()) quantities.push_back(family.quantity);
  return quantities;
}

TEST(SamplerTest, QuantilesRiseAndStayWithinTheSupport) {
  for (const Quantity& quantity : varied_quantities()) {
    const Sampler sampler(quantity);
    double before = lowest(quantity);
    for (int point = 0; point <= 1 << 14; ++point) {
      const double u = std::clamp(point * 0x1p-14, 0x1p-33, 1.0 - 0x1p-33);
      const double value = sampler.quantile(u);
      // Neighbouring u may tie; rounding may then swap the last digit.
      ASSERT_GE(value, before - 1e-14 * std::fabs(before)) << text_of(quantity) << " at " << u;
      ASSERT_GE(value, lowest(quantity));
      ASSERT_LE(value, highest(quantity));
      before = value;
    }
  }
}

TEST(SamplerTest, LanesEqualSingleQuantilesToTheBitAlsoInPlace) {
  UniformBlock block;
  draw_uniforms(make_stream_key(3, "lanes"), 0, 1, 0, Purpose::shared, block);
  for (const Quantity& quantity : varied_quantities()) {
    const Sampler sampler(quantity);
    LaneReals values, in_place = block.word[0];
    sampler.quantiles(block.word[0], values);
    sampler.quantiles(in_place, in_place);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      ASSERT_EQ(values[lane], sampler.quantile(block.word[0][lane])) << text_of(quantity);
      ASSERT_EQ(in_place[lane], values[lane]) << text_of(quantity);
    }
  }
}

TEST(SamplerTest, DegenerateFamiliesAreConstants) {
  const Quantity degenerate[] = {Uniform{5.0, 5.0},
                                 Triangular{5.0, 5.0, 5.0},
                                 Normal{5.0, 0.0},
                                 Lognormal{5.0, 0.0},
                                 TruncatedNormal{9.0, 0.0, 1.0, 5.0},
                                 TruncatedNormal{0.0, 1.0, 5.0, 5.0},
                                 Pert{5.0, 5.0, 5.0, 4.0},
                                 Beta{2.0, 2.0, 5.0, 5.0},
                                 Weibull{2.0, 0.0, 5.0},
                                 Empirical{{5.0, 7.0}, {1.0, 0.0}},
                                 Constant{5.0}};
  for (const Quantity& quantity : degenerate) {
    const Sampler sampler(quantity);
    EXPECT_TRUE(sampler.is_constant()) << text_of(quantity);
    EXPECT_EQ(sampler.quantile(0.123), 5.0) << text_of(quantity);
  }
  EXPECT_FALSE(Sampler(Uniform{5.0, 5.1}).is_constant());
}

}  // namespace
}  // namespace sealedbid
