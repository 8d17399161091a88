#include "bidding/cost_law.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <vector>

namespace sealedbid {
namespace {

/// A quantity and its law as the textbook has it.
struct Textbook {
  Quantity quantity;
  std::function<double(double)> cdf, survival, density;
};

/// The law of location + scale · (a draw of `law`).
template <class Law>
Textbook textbook(const Quantity& quantity, const Law& law, double location = 0.0, double scale = 1.0) {
  const auto at = [=](double cost) { return (cost - location) / scale; };
  return {quantity, [=](double cost) { return boost::math::cdf(law, at(cost)); },
          [=](double cost) { return boost::math::cdf(boost::math::complement(law, at(cost))); },
          [=](double cost) { return boost::math::pdf(law, at(cost)) / scale; }};
}

Textbook truncated(const TruncatedNormal& q) {
  const boost::math::normal law(q.mean, q.sd);
  const double below_low = boost::math::cdf(law, q.low), mass = boost::math::cdf(law, q.high) - below_low;
  return {q, [=](double cost) { return (boost::math::cdf(law, cost) - below_low) / mass; },
          [=](double cost) { return (boost::math::cdf(law, q.high) - boost::math::cdf(law, cost)) / mass; },
          [=](double cost) { return boost::math::pdf(law, cost) / mass; }};
}

std::vector<Textbook> all_families() {
  return {textbook(Uniform{20.0, 80.0}, boost::math::uniform(20.0, 80.0)),
          textbook(Triangular{20.0, 35.0, 80.0}, boost::math::triangular(20.0, 35.0, 80.0)),
          textbook(Triangular{20.0, 20.0, 80.0}, boost::math::triangular(20.0, 20.0, 80.0)),
          textbook(Triangular{20.0, 80.0, 80.0}, boost::math::triangular(20.0, 80.0, 80.0)),
          textbook(Normal{60.0, 6.0}, boost::math::normal(60.0, 6.0)),
          truncated({60.0, 12.0, 40.0, 120.0}),
          truncated({60.0, 12.0, 70.0, 75.0}),
          textbook(Lognormal{50.0, 0.2}, boost::math::lognormal(std::log(50.0), 0.2)),
          textbook(Pert{20.0, 35.0, 80.0, 4.0}, boost::math::beta_distribution(2.0, 4.0), 20.0, 60.0),
          textbook(Beta{0.5, 3.0, 0.0, 60.0}, boost::math::beta_distribution(0.5, 3.0), 0.0, 60.0),
          textbook(Weibull{2.0, 10.0, 40.0}, boost::math::weibull(2.0, 10.0), 40.0),
          textbook(Weibull{1.0, 10.0, 40.0}, boost::math::weibull(1.0, 10.0), 40.0)};
}

TEST(CostLawTest, AgreesWithTheTextbookInEveryFamily) {
  for (const Textbook& expected : all_families()) {
    const CostLaw law = cost_law(expected.quantity);
    for (const double probability : {1e-6, 0.01, 0.2, 0.5, 0.7, 0.99, 1.0 - 1e-6}) {
      const std::string place = text_of(expected.quantity) + " at probability " + std::to_string(probability);
      const double cost = quantile(law, probability);
      EXPECT_NEAR(expected.cdf(cost), probability, 1e-12) << place;
      EXPECT_NEAR(cdf(law, cost), probability, 1e-12) << place;
      EXPECT_NEAR(survival(law, cost), 1.0 - probability, 1e-11) << place;
      EXPECT_NEAR(density(law, cost) / expected.density(cost), 1.0, 1e-10) << place;
    }
  }
}

TEST(CostLawTest, TailsKeepTheirDigits) {
  for (const Textbook& expected : all_families()) {
    const CostLaw law = cost_law(expected.quantity);
    const double low = quantile(law, 1e-9), high = quantile(law, 1.0 - 1e-9);
    // The cut takes up to 1e-14 of each tail, 1e-5 of what is left out here.
    EXPECT_NEAR(cdf(law, low) / 1e-9, 1.0, 2e-5) << text_of(expected.quantity);
    EXPECT_NEAR(survival(law, high) / expected.survival(high), 1.0, 2e-5) << text_of(expected.quantity);
  }
  const CostLaw pert = cost_law(Pert{20.0, 35.0, 80.0, 4.0});  // not cut: relative accuracy down to nothing
  const Textbook exact = textbook(pert.quantity, boost::math::beta_distribution(2.0, 4.0), 20.0, 60.0);
  EXPECT_NEAR(survival(pert, 79.9) / exact.survival(79.9), 1.0, 1e-10);
  EXPECT_LT(survival(pert, 79.9), 1e-10);
}

TEST(CostLawTest, EndsAreTheEndsOfTheMass) {
  for (const Textbook& expected : all_families()) {
    const CostLaw law = cost_law(expected.quantity);
    const double below_low = law.low_per_mwh - 1.0, above_high = law.high_per_mwh + 1.0;
    EXPECT_EQ(quantile(law, 0.0), law.low_per_mwh);
    EXPECT_EQ(quantile(law, 1.0), law.high_per_mwh);
    EXPECT_EQ(cdf(law, below_low), 0.0);
    EXPECT_EQ(survival(law, below_low), 1.0);
    EXPECT_EQ(cdf(law, above_high), 1.0);
    EXPECT_EQ(survival(law, above_high), 0.0);
    EXPECT_EQ(density(law, below_low), 0.0);
    EXPECT_EQ(density(law, above_high), 0.0);
  }
}

TEST(CostLawTest, CutsAsLittleOfAnUnboundedTailAsPromised) {
  const CostLaw normal = cost_law(Normal{60.0, 6.0}), weibull = cost_law(Weibull{2.0, 10.0, 40.0});
  const boost::math::normal normal_law(60.0, 6.0);
  for (const double cut :
       {boost::math::cdf(normal_law, normal.low_per_mwh),
        boost::math::cdf(boost::math::complement(normal_law, normal.high_per_mwh)),
        boost::math::cdf(boost::math::complement(boost::math::weibull(2.0, 10.0), weibull.high_per_mwh - 40.0))}) {
    EXPECT_GT(cut, 0.0);
    EXPECT_LT(cut, 1.0001e-14);
  }
  EXPECT_EQ(weibull.low_per_mwh, 40.0);
}

TEST(CostLawTest, DensityHasThePoleOfItsFamily) {
  EXPECT_TRUE(std::isinf(density(cost_law(Beta{0.5, 3.0, 20.0, 80.0}), 20.0)));
}

TEST(CostLawTest, RefusesAtomsAndEmptyMass) {
  const std::vector<Quantity> atoms{Constant{50.0}, Uniform{50.0, 50.0}, Normal{50.0, 0.0}, Empirical{{50.0}, {}},
                                    Empirical{{50.0, 60.0}, {}}};
  for (const Quantity& atom : atoms) {
    try {
      cost_law(atom);
      ADD_FAILURE() << text_of(atom);
    } catch (const std::invalid_argument& error) {
      EXPECT_NE(std::string(error.what()).find(text_of(atom)), std::string::npos) << "names the value";
      EXPECT_NE(std::string(error.what()).find("such as uniform"), std::string::npos) << "names a remedy";
    }
  }
  EXPECT_THROW(cost_law(TruncatedNormal{0.0, 1.0, 50.0, 60.0}), std::invalid_argument);
}

TEST(CostLawTest, AMirroredLawIsThatOfMinusTheCost) {
  for (const Textbook& expected : all_families()) {
    const CostLaw law = cost_law(expected.quantity), mirror = mirrored(law);
    EXPECT_EQ(mirrored(mirror), law);
    EXPECT_EQ(mirror.low_per_mwh, -law.high_per_mwh);
    for (const double probability : {1e-3, 0.2, 0.5, 0.99}) {
      const double cost = quantile(law, probability);
      EXPECT_EQ(cdf(mirror, -cost), survival(law, cost));
      EXPECT_EQ(survival(mirror, -cost), cdf(law, cost));
      EXPECT_EQ(density(mirror, -cost), density(law, cost));
      EXPECT_NEAR(quantile(mirror, 1.0 - probability), -cost, 1e-9 * std::abs(cost)) << text_of(expected.quantity);
    }
  }
}

}  // namespace
}  // namespace sealedbid
