#include "market/project_return.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "market/project_account.hpp"

namespace sealedbid {
namespace {

/// Two investments, twenty years of income and, with `end` < 0, a cost at the end.
std::vector<double> flows_of(std::mt19937_64& generator, double end) {
  const auto uniform = [&] { return double(generator() >> 11) * 0x1p-53; };
  std::vector<double> flows = {-400.0, -400.0};
  const double income = 20.0 + 130.0 * uniform();
  for (int t = 0; t < 20; ++t) flows.push_back(income * (0.5 + uniform()));
  flows.push_back(end);
  return flows;
}

TEST(ProjectReturnTest, OneFlowOutAndOneIn) {
  EXPECT_NEAR(return_fraction(std::vector{-100.0, 0.0, 121.0}, 0.05), 0.1, 1e-12);
  EXPECT_NEAR(return_fraction(std::vector{-100.0, 50.0}, 0.08), -0.5, 1e-12);
  EXPECT_TRUE(std::isnan(return_fraction(std::vector{-100.0, 0.0, 0.0}, 0.08))) << "nothing ever comes back";
  EXPECT_TRUE(std::isnan(return_fraction(std::vector{-100.0, -5.0, -1.0}, 0.08)));
}

TEST(ProjectReturnTest, AgreesWithTheScan) {
  std::mt19937_64 generator(1);
  int defined = 0;
  for (const double end : {0.0, 30.0, -200.0, -2000.0}) {
    for (int i = 0; i < 300; ++i) {
      const std::vector<double> flows = flows_of(generator, end);
      const std::optional<double> expected = irr_fraction(flows);
      const double found = return_fraction(flows, 0.08);
      ASSERT_EQ(std::isnan(found), !expected.has_value()) << end;
      if (!expected) continue;
      ++defined;
      EXPECT_NEAR(found, *expected, 1e-10);
      EXPECT_GT(std::abs(found + 0.01 - *expected), 1e-10) << "must fail: another rate";
    }
  }
  EXPECT_GT(defined, 600);
}

TEST(ProjectReturnTest, TheGuessDoesNotMatter) {
  std::mt19937_64 generator(2);
  const std::vector<double> flows = flows_of(generator, -100.0);
  for (const double guess : {-0.9, -0.2, 0.0, 0.5, 20.0})
    EXPECT_NEAR(return_fraction(flows, guess), return_fraction(flows, 0.08), 1e-11);
}

TEST(ProjectReturnTest, PresentValueDiscountsToTheFirstFlow) {
  EXPECT_NEAR(present_value_of_flows(std::vector{-100.0, 0.0, 121.0}, 0.1), 0.0, 1e-12);
  EXPECT_DOUBLE_EQ(present_value_of_flows(std::vector{1.0, 2.0}, 1.0), 2.0);
}

}  // namespace
}  // namespace sealedbid
