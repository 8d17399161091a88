#include "simulation/sampled_law.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sampling/sampler.hpp"

namespace sealedbid {
namespace {

/// Draws as even as can be: the error is the kernel's, not chance's.
std::vector<double> even_draws(const Quantity& quantity, int count = 100000) {
  const Sampler sampler(quantity);
  std::vector<double> draws;
  for (int i = 0; i < count; ++i) draws.push_back(sampler.quantile((i + 0.5) / count));
  return draws;
}

TEST(SampledLawTest, AUniformLawKeepsItsBoundsAndIsFlat) {
  const SampledLaw law = sampled_law(even_draws(Uniform{2.0, 4.0}));
  EXPECT_NEAR(law.low, 2.0, 1e-4);
  EXPECT_NEAR(law.high(), 4.0, 1e-4);
  for (double x = 2.001; x < 4.0; x += 0.1) {
    EXPECT_NEAR(density(law, x), 0.5, 1e-3) << x;
    EXPECT_NEAR(cdf(law, x), 0.5 * (x - 2.0), 2e-4) << x;
  }
  EXPECT_EQ(cdf(law, 1.0), 0.0);
  EXPECT_EQ(cdf(law, 5.0), 1.0);
  EXPECT_EQ(density(law, 5.0), 0.0);
}

TEST(SampledLawTest, ANormalLawIsMetToAFractionOfAPercent) {
  const SampledLaw law = sampled_law(even_draws(Normal{1.0, 0.1}));
  for (const double z : {-2.0, -1.0, 0.0, 0.7, 2.0}) {
    EXPECT_NEAR(cdf(law, 1.0 + 0.1 * z), 0.5 * std::erfc(-z / std::sqrt(2.0)), 1e-3) << z;
    EXPECT_NEAR(quantile(law, cdf(law, 1.0 + 0.1 * z)), 1.0 + 0.1 * z, 1e-5) << z;
  }
}

TEST(SampledLawTest, ThereIsNoLawOfOneValue) {
  EXPECT_TRUE(sampled_law(std::vector<double>(1000, 3.0)).cdf.empty());
  EXPECT_TRUE(sampled_law(std::vector<double>{1.0, 2.0}).cdf.empty());
}

TEST(SampledLawTest, AFarDrawDoesNotSpreadTheTable) {
  std::vector<double> draws = even_draws(Uniform{0.0, 1.0});
  draws.push_back(1e6);
  EXPECT_LT(sampled_law(draws).high(), 10.0);
}

TEST(SampledLawTest, AKnownLawIsExactAtItsPoints) {
  const CostLaw known = cost_law(Triangular{1.0, 2.0, 4.0});
  const SampledLaw law = tabulated_law(known);
  for (const std::size_t i : {100u, 512u, 900u}) {
    EXPECT_NEAR(law.cdf[i], cdf(known, law.low + law.step * static_cast<double>(i)), 1e-6);
  }
}

TEST(SampledLawTest, ARegressionFindsALineAndGoesOnBeyond) {
  const std::vector<double> x = even_draws(Normal{1.0, 0.1});
  std::vector<double> y;
  for (std::size_t i = 0; i < x.size(); ++i) y.push_back(0.3 + 0.6 * x[i] + (i % 2 == 0 ? 0.05 : -0.05));
  const SampledMean line = sampled_mean(x, y, sampled_law(x));
  for (const double at : {0.5, 0.75, 1.0, 1.2, 1.6}) EXPECT_NEAR(mean_at(line, at), 0.3 + 0.6 * at, 2e-3) << at;
}

}  // namespace
}  // namespace sealedbid
