#include "simulation/hidden_states.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sampling/sampler.hpp"

namespace sealedbid {
namespace {

TEST(HiddenStatesTest, StatesHaveTheMomentsOfTheDraws) {
  std::vector<double> draws;
  const Sampler sampler(Normal{1.0, 0.06});
  for (int i = 0; i < 20000; ++i) draws.push_back(sampler.quantile((i + 0.5) / 20000));
  const HiddenStates states = hidden_states(draws, 8);
  ASSERT_EQ(states.value.size(), 8u);
  for (int power = 0; power <= 8; ++power) {
    double expected = 0.0, found = 0.0;
    for (const double draw : draws) expected += std::pow((draw - 1.0) / 0.06, power) / 20000.0;
    for (std::size_t m = 0; m < 8; ++m) found += states.probability[m] * std::pow((states.value[m] - 1.0) / 0.06, power);
    EXPECT_NEAR(found, expected, 2e-3 * std::max(1.0, std::fabs(expected))) << "moment " << power;
  }
}

TEST(HiddenStatesTest, StatesAscendAndArePossible) {
  std::vector<double> draws;
  for (int i = 0; i < 1000; ++i) draws.push_back(0.8 + 0.4 * (i + 0.5) / 1000);
  const HiddenStates states = hidden_states(draws, 16);
  double total = 0.0;
  for (std::size_t m = 0; m < states.value.size(); ++m) {
    EXPECT_GT(states.probability[m], 0.0);
    EXPECT_TRUE(states.value[m] > 0.8 && states.value[m] < 1.2);
    EXPECT_TRUE(m == 0 || states.value[m] > states.value[m - 1]);
    total += states.probability[m];
  }
  EXPECT_NEAR(total, 1.0, 1e-12);
}

TEST(HiddenStatesTest, OneValueIsOneState) {
  const HiddenStates states = hidden_states(std::vector<double>(100, 1.25), 9);
  ASSERT_EQ(states.value.size(), 1u);
  EXPECT_NEAR(states.value[0], 1.25, 1e-12);
}

TEST(HiddenStatesTest, TwoValuesAreTwoStates) {
  std::vector<double> draws(300, 0.9);
  draws.resize(1000, 1.1);
  const HiddenStates states = hidden_states(draws, 9);
  ASSERT_EQ(states.value.size(), 2u);
  EXPECT_NEAR(states.value[0], 0.9, 1e-9);
  EXPECT_NEAR(states.probability[0], 0.3, 1e-9);
}

}  // namespace
}  // namespace sealedbid
