#include "scenario/check_quantity.hpp"

#include <gmock/gmock.h>

namespace sealedbid {
namespace {

std::string blamed(const Quantity& quantity) {
  const auto fault = fault_of_family(quantity);
  return fault ? "fault:" + fault->parameter : "fine";
}

TEST(CheckQuantityTest, BoundsAndModesAreInOrder) {  // NU23
  EXPECT_EQ(blamed(Uniform{1, 2}), "fine");
  EXPECT_EQ(blamed(Uniform{2, 2}), "fine");
  EXPECT_EQ(blamed(Uniform{3, 2}), "fault:low");
  EXPECT_EQ(blamed(Triangular{1, 1, 2}), "fine");
  EXPECT_EQ(blamed(Triangular{1, 0.5, 2}), "fault:mode");
  EXPECT_EQ(blamed(Triangular{1, 3, 2}), "fault:mode");
  EXPECT_EQ(blamed(Pert{1, 3, 2, 4}), "fault:mode");
  EXPECT_EQ(blamed(Pert{3, 3, 2, 4}), "fault:low");
  EXPECT_EQ(blamed(Beta{1, 1, 5, 4}), "fault:low");
}

TEST(CheckQuantityTest, TruncatedNormalsKeepSomeProbability) {  // NU24
  EXPECT_EQ(blamed(TruncatedNormal{0, 1, -1, 1}), "fine");
  EXPECT_EQ(blamed(TruncatedNormal{0, 1, 6, 7}), "fine");    // mass 1e-9
  EXPECT_EQ(blamed(TruncatedNormal{0, 1, 8, 9}), "fault:");  // mass 6e-16
  EXPECT_EQ(blamed(TruncatedNormal{0, 1, -9, -8}), "fault:");
  EXPECT_EQ(blamed(TruncatedNormal{0, 1, -7, -6}), "fine");
  EXPECT_EQ(blamed(TruncatedNormal{0, 0, -1, 1}), "fine");
  EXPECT_EQ(blamed(TruncatedNormal{2, 0, -1, 1}), "fault:");
  EXPECT_EQ(blamed(TruncatedNormal{0, 1, 1, -1}), "fault:low");
}

TEST(CheckQuantityTest, WeightsFitTheValues) {
  EXPECT_EQ(blamed(Empirical{{1, 2}, {}}), "fine");
  EXPECT_EQ(blamed(Empirical{{1, 2}, {0, 3}}), "fine");
  EXPECT_EQ(blamed(Empirical{{1, 2}, {1}}), "fault:weights");
  EXPECT_EQ(blamed(Empirical{{1, 2}, {0, 0}}), "fault:weights");
  EXPECT_EQ(blamed(Empirical{{}, {}}), "fault:values");
}

TEST(CheckQuantityTest, NumbersOutOfRangeSayWhatWouldBeRight) {
  const FieldInfo ceiling{.unit = "currency/MWh", .range = {0, 1e9}, .reason = "a ceiling is a price"};
  EXPECT_FALSE(fault_of_range(45.0, ceiling));
  EXPECT_EQ(fault_of_range(-45.0, ceiling)->what, "-45 is negative (a ceiling is a price)");
  EXPECT_EQ(fault_of_range(-45.0, ceiling)->suggestion, "Did you mean 45?");
  const FieldInfo share{.unit = "fraction", .range = {0, 1}};
  EXPECT_EQ(fault_of_range(5.0, share)->what, "5 is not in the range: from 0 to 1 (a fraction, not percent)");
  EXPECT_EQ(fault_of_range(5.0, share)->suggestion, "Did you mean 0.05?");
  EXPECT_EQ(fault_of_range(500.0, share)->suggestion, "");
  const FieldInfo years{.unit = "years", .range = {1, 60}};
  EXPECT_EQ(fault_of_range(70.0, years)->what, "70 is not in the range: from 1 to 60 years");
}

TEST(CheckQuantityTest, RangesApplyToTheEndsOfBoundedDistributions) {
  const FieldInfo share{.unit = "fraction", .range = {0, 1}};
  EXPECT_FALSE(fault_of_range(Quantity(Uniform{0, 1}), share));
  EXPECT_EQ(fault_of_range(Quantity(Uniform{-0.1, 1}), share)->parameter, "low");
  EXPECT_EQ(fault_of_range(Quantity(Pert{0, 0.5, 1.1, 4}), share)->parameter, "high");
  EXPECT_TRUE(fault_of_range(Quantity(Empirical{{0.5, 2}, {}}), share));
  EXPECT_FALSE(fault_of_range(Quantity(Empirical{{0.5, 2}, {1, 0}}), share));
}

TEST(CheckQuantityTest, RangesApplyToTheMiddleOfUnboundedDistributions) {
  const FieldInfo share{.unit = "fraction", .range = {0, 1}};
  EXPECT_FALSE(fault_of_range(Quantity(Normal{0.5, 3}), share));
  EXPECT_EQ(fault_of_range(Quantity(Normal{1.5, 3}), share)->parameter, "mean");
  EXPECT_EQ(fault_of_range(Quantity(Lognormal{2, 0.1}), share)->parameter, "median");
  EXPECT_FALSE(fault_of_range(Quantity(Weibull{1, 1, 0}), share));
  EXPECT_TRUE(fault_of_range(Quantity(Weibull{1, 2, 0}), share));  // median 2·ln 2 = 1.39
}

}  // namespace
}  // namespace sealedbid
