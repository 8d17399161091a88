#include "bidding/win_probability.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace sealedbid {
namespace {

/// P(exactly count of the bidders are below), by going through all subsets. @param below of each bidder.
double enumerated(const std::vector<double>& below, int count) {
  double sum = 0.0;
  for (unsigned subset = 0; subset < 1U << below.size(); ++subset) {
    if (__builtin_popcount(subset) != count) continue;
    double product = 1.0;
    for (std::size_t b = 0; b < below.size(); ++b) product *= (subset >> b & 1U) != 0 ? below[b] : 1.0 - below[b];
    sum += product;
  }
  return sum;
}

double enumerated_up_to(const std::vector<double>& below, int most) {
  double sum = 0.0;
  for (int count = 0; count <= most; ++count) sum += enumerated(below, count);
  return sum;
}

constexpr std::size_t none = 99;

/// One entry a bidder, without one of class `first` and one of class `second`.
std::vector<double> bidders(const std::vector<ClassBelow>& classes, std::size_t first = none, std::size_t second = none) {
  std::vector<double> result;
  for (std::size_t j = 0; j < classes.size(); ++j) {
    const int left = classes[j].bidders - (j == first ? 1 : 0) - (j == second ? 1 : 0);
    result.insert(result.end(), static_cast<std::size_t>(std::max(left, 0)), classes[j].below);
  }
  return result;
}

std::vector<ClassBelow> random_classes(std::mt19937_64& random) {
  std::vector<ClassBelow> classes(1 + random() % 4);
  for (ClassBelow& group : classes) {
    group.bidders = 1 + static_cast<int>(random() % 3);
    group.below = static_cast<double>(random() % 1001) / 1000.0;
    group.not_below = 1.0 - group.below;
  }
  return classes;
}

TEST(WinProbabilityTest, CountsEqualTheSumOverAllSubsets) {
  std::mt19937_64 random(1);
  for (int trial = 0; trial < 100; ++trial) {
    const std::vector<ClassBelow> classes = random_classes(random);
    const std::vector<double> counts = count_below(classes, 5);
    ASSERT_EQ(counts.size(), 6U);
    for (int count = 0; count <= 5; ++count)
      EXPECT_NEAR(counts[static_cast<std::size_t>(count)], enumerated(bidders(classes), count), 1e-14);
  }
}

TEST(WinProbabilityTest, WhatRivalsDoEqualsTheSumOverAllSubsets) {
  std::mt19937_64 random(2);
  RivalCounts counts;
  for (int trial = 0; trial < 100; ++trial) {
    const std::vector<ClassBelow> classes = random_classes(random);
    const int lots = 1 + static_cast<int>(random() % 4);
    rival_counts(classes, lots, counts);
    for (std::size_t i = 0; i < classes.size(); ++i) {
      EXPECT_NEAR(counts.win[i], enumerated_up_to(bidders(classes, i), lots - 1), 1e-14);
      EXPECT_NEAR(win_probability(classes, i, lots), counts.win[i], 1e-15);
      EXPECT_NEAR(counts.marginal[i], enumerated(bidders(classes, i), lots - 1), 1e-14);
      for (std::size_t j = 0; j < classes.size(); ++j) {
        const bool has_such_a_rival = i != j || classes[i].bidders > 1;
        EXPECT_NEAR(counts.pivotal[i * classes.size() + j], has_such_a_rival ? enumerated(bidders(classes, i, j), lots - 1) : 0.0,
                    1e-14);
      }
    }
  }
}

TEST(WinProbabilityTest, SmallSurvivalsKeepTheirDigits) {
  const std::vector<ClassBelow> classes{{4, 1.0, 1e-30}};
  EXPECT_NEAR(win_probability(classes, 0, 1) / 1e-90, 1.0, 1e-13);
  EXPECT_NEAR(win_probability(classes, 0, 3) / 3e-30, 1.0, 1e-13);  // one of three rivals is not below
}

TEST(WinProbabilityTest, LotsDecideTheEnds) {
  const std::vector<ClassBelow> classes{{2, 0.3, 0.7}, {1, 0.6, 0.4}};
  EXPECT_EQ(win_probability(classes, 0, 0), 0.0);
  EXPECT_NEAR(win_probability(classes, 0, 1), 0.7 * 0.4, 1e-16);
  EXPECT_NEAR(win_probability(classes, 0, 3), 1.0, 1e-15);
}

}  // namespace
}  // namespace sealedbid
