#include "auction/yield_correction.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace sealedbid {
namespace {

std::int64_t eeg_2023(double percent) {
  return yield_correction_1e2(YieldCorrection::eeg_2023, static_cast<std::int64_t>(percent * 10'000));
}

TEST(YieldCorrectionTest, GivesTheFactorsOfTheStatute) {
  const std::pair<double, std::int64_t> points[] = {{50, 155}, {60, 142}, {70, 129}, {80, 116}, {90, 107}, {100, 100},
                                                    {110, 94}, {120, 89}, {130, 85}, {140, 81}, {150, 79}};
  for (const auto& [percent, factor] : points) EXPECT_EQ(eeg_2023(percent), factor) << percent;
}

TEST(YieldCorrectionTest, IsConstantOutsideThePoints) {
  EXPECT_EQ(eeg_2023(20), 155);
  EXPECT_EQ(eeg_2023(200), 79);
  EXPECT_EQ(yield_correction_1e2(YieldCorrection::eeg_2021, 500'000), 135);
  EXPECT_EQ(yield_correction_1e2(YieldCorrection::eeg_2021, 600'000), 135);
  EXPECT_EQ(yield_correction_1e2(YieldCorrection::eeg_2021, 700'000), 129);
}

TEST(YieldCorrectionTest, InterpolatesAndRoundsHalfUp) {
  EXPECT_EQ(eeg_2023(75), 123);  // 1.225
  EXPECT_EQ(eeg_2023(85), 112);  // 1.115
  EXPECT_EQ(eeg_2023(95), 104);  // 1.035
  EXPECT_EQ(eeg_2023(84), 112);  // 1.124
  EXPECT_EQ(eeg_2023(86), 111);  // 1.106
}

TEST(YieldCorrectionTest, LeavesOtherBidsAlone) {
  EXPECT_EQ(yield_correction_1e2(YieldCorrection::none, 500'000), 100);
  EXPECT_THROW(yield_correction_1e2(YieldCorrection::given_factor, 500'000), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
