#include "market/debt.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

namespace sealedbid {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

ProjectTerms indebted(double gearing_fraction, int tenor_years) {
  ProjectTerms terms;
  terms.capex_per_kw = 1000.0;
  terms.construction_years = 1;
  terms.debt.exists = true;
  terms.debt.gearing_fraction = gearing_fraction;
  terms.debt.interest_fraction = 0.05;
  terms.debt.tenor_years = tenor_years;
  return terms;
}

DebtSchedule schedule_of(const ProjectTerms& terms, const std::vector<double>& available_per_kw) {
  DebtSchedule schedule;
  debt_schedule(terms, available_per_kw, schedule);
  return schedule;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

std::vector<double> services(const DebtSchedule& schedule) {
  std::vector<double> services = schedule.interest_per_kw;
  for (std::size_t t = 0; t < services.size(); ++t) services[t] += schedule.principal_per_kw[t];
  return services;
}

TEST(DebtTest, ConstructionPaymentsGrowToCommissioning) {
  EXPECT_DOUBLE_EQ(construction_value(0.1, 1), 1.0);
  EXPECT_DOUBLE_EQ(construction_value(0.1, 3), (1.0 + 1.1 + 1.21) / 3.0);
  ProjectTerms terms;
  terms.construction_years = 0;
  EXPECT_EQ(construction_payments(terms), 1);
}

TEST(DebtTest, IsZeroWhereThereIsNone) {
  ProjectTerms terms = indebted(0.7, 3);
  terms.debt.exists = false;
  const DebtSchedule schedule = schedule_of(terms, {100, 100, 100});
  EXPECT_EQ(schedule.at_commissioning_per_kw, 0.0);
  EXPECT_EQ(schedule.drawn_fraction, 0.0);
  EXPECT_THAT(services(schedule), ElementsAre(0.0, 0.0, 0.0));
}

TEST(DebtTest, AnAnnuityIsTheSameEveryYearAndRepaysAll) {
  const DebtSchedule schedule = schedule_of(indebted(0.6, 10), std::vector<double>(12, 0.0));
  const double annuity = 600.0 * 0.05 / (1.0 - std::pow(1.05, -10));
  const std::vector<double> service = services(schedule);
  for (int t = 0; t < 10; ++t) EXPECT_NEAR(service[std::size_t(t)], annuity, 1e-11) << t;
  EXPECT_THAT(std::vector(service.begin() + 10, service.end()), Each(0.0));
  EXPECT_NEAR(schedule.interest_per_kw[0], 30.0, 1e-12);
  EXPECT_NEAR(sum(schedule.principal_per_kw), 600.0, 1e-10);
}

TEST(DebtTest, AnInterestFreeAnnuityIsEqualPrincipals) {
  ProjectTerms terms = indebted(0.5, 4);
  terms.debt.interest_fraction = 0.0;
  EXPECT_THAT(schedule_of(terms, std::vector<double>(4, 0.0)).principal_per_kw, ElementsAre(125.0, 125.0, 125.0, 125.0));
}

TEST(DebtTest, EqualPrincipalsPayInterestOnWhatIsLeft) {
  ProjectTerms terms = indebted(0.6, 3);
  terms.debt.repayment = Repayment::equal_principal;
  const DebtSchedule schedule = schedule_of(terms, std::vector<double>(3, 0.0));
  for (int t = 0; t < 3; ++t) {
    EXPECT_NEAR(schedule.principal_per_kw[std::size_t(t)], 200.0, 1e-11);
    EXPECT_NEAR(schedule.interest_per_kw[std::size_t(t)], 30.0 - 10.0 * t, 1e-11);
  }
}

TEST(DebtTest, InterestOfTheConstructionYearsIsAddedToTheDebt) {
  ProjectTerms terms = indebted(0.6, 10);
  terms.construction_years = 3;
  terms.debt.upfront_fee_fraction = 0.02;
  const DebtSchedule schedule = schedule_of(terms, std::vector<double>(10, 0.0));
  EXPECT_NEAR(schedule.at_commissioning_per_kw, 200.0 * (1.0 + 1.05 + 1.05 * 1.05), 1e-10);
  EXPECT_NEAR(schedule.drawn_fraction, 0.6, 1e-15);
  EXPECT_NEAR(schedule.upfront_fee_per_kw, 0.02 * schedule.at_commissioning_per_kw, 1e-12);
}

TEST(DebtTest, TheCoverRatioSizesServiceAndDebt) {
  ProjectTerms terms = indebted(0.9, 2);
  terms.debt.sizing = DebtSizing::cover_ratio;
  terms.debt.cover_ratio = 1.25;
  const DebtSchedule schedule = schedule_of(terms, {125.0, 250.0, 500.0});
  EXPECT_THAT(services(schedule), ElementsAre(100.0, ::testing::DoubleNear(200.0, 1e-12), 0.0));
  EXPECT_NEAR(schedule.at_commissioning_per_kw, 100.0 / 1.05 + 200.0 / 1.1025, 1e-12);
  EXPECT_NEAR(sum(schedule.principal_per_kw), schedule.at_commissioning_per_kw, 1e-11);
}

TEST(DebtTest, TheGearingLimitsWhatTheCoverRatioAllows) {
  ProjectTerms terms = indebted(0.1, 2);
  terms.debt.sizing = DebtSizing::cover_ratio;
  const DebtSchedule schedule = schedule_of(terms, {125.0, 250.0});
  EXPECT_NEAR(schedule.at_commissioning_per_kw, 100.0, 1e-12);
  const std::vector<double> service = services(schedule);
  EXPECT_NEAR(service[1], 2.0 * service[0], 1e-12);
  EXPECT_NEAR(sum(schedule.principal_per_kw), 100.0, 1e-11);
}

TEST(DebtTest, AYearWithoutCashAddsItsInterestToTheDebt) {
  ProjectTerms terms = indebted(0.9, 2);
  terms.debt.sizing = DebtSizing::cover_ratio;
  const DebtSchedule schedule = schedule_of(terms, {-40.0, 130.0});
  EXPECT_NEAR(schedule.at_commissioning_per_kw, 100.0 / 1.1025, 1e-12);
  EXPECT_NEAR(schedule.principal_per_kw[0], -schedule.interest_per_kw[0], 1e-12);
}

TEST(DebtTest, TheTenorEndsWithTheLifetime) {
  const DebtSchedule schedule = schedule_of(indebted(0.6, 30), std::vector<double>(5, 0.0));
  EXPECT_NEAR(sum(schedule.principal_per_kw), 600.0, 1e-10);
}

}  // namespace
}  // namespace sealedbid
