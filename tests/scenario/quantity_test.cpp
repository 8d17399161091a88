#include "scenario/quantity.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Case {
  Quantity quantity;
  double low, middle, high;
  std::string text;
};

const Case cases[] = {
    {Constant{690.0}, 690.0, 690.0, 690.0, "690"},
    {Uniform{-1.5, 2.0}, -1.5, 0.25, 2.0, "uniform(-1.5 to 2)"},
    {Triangular{1.0, 2.0, 4.0}, 1.0, 7.0 / 3.0, 4.0, "triangular(1 to 4, mode 2)"},
    {Normal{100.0, 5.0}, -infinity, 100.0, infinity, "normal(mean 100, sd 5)"},
    {TruncatedNormal{0.07, 0.02, 0.04, 0.1}, 0.04, 0.07, 0.1, "truncated_normal(mean 0.07, sd 0.02, 0.04 to 0.1)"},
    {Lognormal{690.0, 0.1}, 0.0, 690.0, infinity, "lognormal(median 690, sigma 0.1)"},
    {Pert{1.0, 2.0, 5.0, 4.0}, 1.0, 7.0 / 3.0, 5.0, "pert(1 to 5, mode 2, shape 4)"},
    {Beta{2.0, 3.0, 0.0, 10.0}, 0.0, 4.0, 10.0, "beta(alpha 2, beta 3, 0 to 10)"},
    {Weibull{2.0, 8.0, 1.0}, 1.0, 7.660437, infinity, "weibull(shape 2, scale 8, location 1)"},
    {Empirical{{3.0, 1.0}, {1.0, 2.0}}, 1.0, 5.0 / 3.0, 3.0, "empirical(3, 1; weights 1, 2)"},
};

TEST(QuantityTest, TextIsOneReadableLine) {
  for (const Case& c : cases) EXPECT_EQ(text_of(c.quantity), c.text);
}

TEST(QuantityTest, MiddleIsTheMeanOrTheMedianOfALongTail) {
  for (const Case& c : cases) EXPECT_NEAR(middle(c.quantity), c.middle, 1e-6) << c.text;
  EXPECT_EQ(middle(TruncatedNormal{0.2, 0.02, 0.04, 0.1}), 0.1);
  EXPECT_EQ(middle(Empirical{{1.0, 3.0}, {}}), 2.0);
}

TEST(QuantityTest, SupportIsThatOfTheFamily) {
  for (const Case& c : cases) {
    EXPECT_EQ(lowest(c.quantity), c.low) << c.text;
    EXPECT_EQ(highest(c.quantity), c.high) << c.text;
    EXPECT_EQ(is_constant(c.quantity), c.low == c.high) << c.text;
  }
}

TEST(QuantityTest, DegenerateDistributionsAreConstant) {
  const Quantity degenerate[] = {Uniform{5.0, 5.0},
                                 Triangular{5.0, 5.0, 5.0},
                                 Normal{5.0, 0.0},
                                 Lognormal{5.0, 0.0},
                                 TruncatedNormal{9.0, 0.0, 1.0, 5.0},
                                 TruncatedNormal{0.0, 1.0, 5.0, 5.0},
                                 Pert{5.0, 5.0, 5.0, 4.0},
                                 Beta{2.0, 2.0, 5.0, 5.0},
                                 Weibull{2.0, 0.0, 5.0},
                                 Empirical{{5.0}, {1.0}},
                                 Empirical{{5.0, 5.0}, {}}};
  for (const Quantity& quantity : degenerate) {
    EXPECT_TRUE(is_constant(quantity)) << text_of(quantity);
    EXPECT_EQ(lowest(quantity), 5.0) << text_of(quantity);
    EXPECT_EQ(highest(quantity), 5.0) << text_of(quantity);
  }
}

TEST(QuantityTest, EmpiricalValuesOfWeightZeroDoNotCount) {
  const Quantity quantity = Empirical{{5.0, 1.0, 9.0}, {1.0, 0.0, 0.0}};
  EXPECT_TRUE(is_constant(quantity));
  EXPECT_EQ(lowest(quantity), 5.0);
}

TEST(QuantityTest, ZeroIsAConstant) {
  EXPECT_TRUE(is_zero(Constant{0.0}));
  EXPECT_TRUE(is_zero(Uniform{0.0, 0.0}));
  EXPECT_FALSE(is_zero(Constant{0.1}));
  EXPECT_FALSE(is_zero(Uniform{-1.0, 1.0}));
  EXPECT_FALSE(is_zero(Normal{0.0, 1.0}));
}

}  // namespace
}  // namespace sealedbid
