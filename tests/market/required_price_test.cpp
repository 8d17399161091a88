#include "market/required_price.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "reference/project_books.hpp"
#include "support/projects.hpp"

namespace sealedbid {
namespace {

using testing::add_corridor;
using testing::add_home_market;
using testing::Draws;
using testing::plain_project;
using testing::price_of;
using testing::prices_of;
using testing::ProjectBooks;
using testing::random_projects;
using testing::rich_project;
using testing::two_markets;
using testing::with_debt;

constexpr double never = std::numeric_limits<double>::infinity();

/// Whether the value changes sign, upwards where the project is paid the strike, within a relative distance of the price.
bool is_root(const ProjectBooks& books, const ProjectTerms& terms, double yield_factor, double price, double distance) {
  const double step = (terms.tariff.type == TariffType::payment_by_bidder ? -distance : distance) * (std::abs(price) + 0.1);
  return books.net_present_value(price - step, yield_factor) < 0.0 && books.net_present_value(price + step, yield_factor) > 0.0;
}

struct Verdict {
  int roots = 0, never = 0, always = 0, wrong = 0, noticed_errors = 0;
};

void judge(const ProjectTerms& terms, const MarketTables& tables, double yield_factor, double price, Verdict& verdict) {
  const ProjectBooks books(terms, tables);
  const double sign = terms.tariff.type == TariffType::payment_by_bidder ? -1.0 : 1.0;
  if (price == sign * never) {
    ++verdict.never;
    verdict.wrong += books.net_present_value(sign * 1e7, yield_factor) >= 0.0;
  } else if (price == 0.0) {
    ++verdict.always;
    verdict.wrong += books.net_present_value(-sign * 1e7, yield_factor) < 0.0;
  } else {
    ++verdict.roots;
    verdict.wrong += !is_root(books, terms, yield_factor, price, 1e-9);
    verdict.noticed_errors += !is_root(books, terms, yield_factor, price + 1e-6 * (std::abs(price) + 0.1), 1e-9);
  }
}

TEST(RequiredPriceTest, IsWhereTheBooksOfRandomProjectsAreWorthNothing) {
  Draws draw(20240731);
  Verdict verdict;
  for (int tile = 0; tile < 24; ++tile) {
    const MarketTables tables = two_markets(ReferencePeriod(tile % 3));
    const std::vector<ProjectTerms> projects = random_projects(draw, lane_count);
    const RequiredPriceTile price = prices_of(projects, tables, 0.05);
    const Verdict before = verdict;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      judge(projects[lane], tables, 1.0, price.realised[lane], verdict);
      judge(projects[lane], tables, 1.05, price.believed[lane], verdict);
    }
    EXPECT_EQ(verdict.wrong, before.wrong) << "tile " << tile;
  }
  EXPECT_EQ(verdict.roots + verdict.never + verdict.always, 24 * 2 * lane_count);
  EXPECT_GT(verdict.roots, 1200) << verdict.never << " never, " << verdict.always << " always";
  EXPECT_EQ(verdict.noticed_errors, verdict.roots) << "the judge must see an error of a millionth";
}

double annuity_factor(double rate, double years) {
  return (1.0 - std::pow(1.0 + rate, -years)) / rate;
}

TEST(RequiredPriceTest, OfManyGrowingYearsIsThatOfAGrowingPerpetuity) {
  ProjectTerms terms = plain_project();
  terms.lifetime_years = terms.tariff.term_years = 700;
  terms.inflation_fraction_per_year = terms.tariff.indexation_fraction_per_year = 0.02;
  EXPECT_NEAR(price_of(terms), (700.0 * (0.07 - 0.02) + 12.0) / 2.2, 1e-11);
}

TEST(RequiredPriceTest, ACfdAgainstTheCapturedPriceIsAPurchaseAgreement) {
  for (const DebtSizing sizing : {DebtSizing::gearing, DebtSizing::cover_ratio}) {
    ProjectTerms agreement = with_debt(plain_project(), sizing, 0.7);
    add_home_market(agreement, 30.0);
    ProjectTerms cfd = agreement;
    cfd.tariff.type = TariffType::two_way_cfd;
    EXPECT_DOUBLE_EQ(price_of(cfd), price_of(agreement));
    cfd.tariff.reference_price = ReferencePrice::baseload;
    EXPECT_NEAR(price_of(cfd), price_of(agreement) + 0.1 * 30.0, 1e-9) << "it earns 90 % of what is taken from it";
  }
}

TEST(RequiredPriceTest, APremiumIsLowerByTheMarketPrice) {
  ProjectTerms premium = plain_project();
  add_home_market(premium, 20.0);
  premium.tariff.type = TariffType::fixed_premium;
  EXPECT_NEAR(price_of(premium), price_of(plain_project()) - 0.9 * 20.0, 1e-11);
  premium.tariff.type = TariffType::payment_by_bidder;
  EXPECT_NEAR(price_of(premium), 0.9 * 20.0 - price_of(plain_project()), 1e-11) << "the most that it can pay";
}

TEST(RequiredPriceTest, AnOptionThatIsWorthNothingChangesNoPrice) {
  for (const ProjectTerms& without : {plain_project(), with_debt(plain_project(), DebtSizing::cover_ratio, 0.7)}) {
    ProjectTerms with = without;
    with.export_right = ExportRight::option;
    add_corridor(with, 1, 1.0, 0.4);
    EXPECT_NEAR(price_of(with), price_of(without), 1e-9);
    with.corridors.front().sale.mean_price_per_mwh = 50.0;
    EXPECT_LT(price_of(with), price_of(without) - 1.0);
    with.wanted_export_fraction = 0.0;
    EXPECT_EQ(price_of(with), price_of(without)) << "no share is no corridor";
  }
}

TEST(RequiredPriceTest, DebtAtTheCostOfEquityIsWorthNothingWithoutTaxes) {
  for (const DebtSizing sizing : {DebtSizing::gearing, DebtSizing::cover_ratio}) {
    ProjectTerms terms = with_debt(plain_project(), sizing, 0.8);
    terms.construction_years = 3;
    terms.tax.corporate_fraction = terms.debt.upfront_fee_fraction = 0.0;
    terms.debt.interest_fraction = terms.cost_of_capital_fraction;
    ProjectTerms without = terms;
    without.debt.exists = false;
    EXPECT_NEAR(price_of(terms), price_of(without), 1e-9);
    terms.debt.interest_fraction -= 0.01;
    EXPECT_LT(price_of(terms), price_of(without) - 0.1) << "cheaper debt is worth something";
  }
}

TEST(RequiredPriceTest, OfLevelIncomeAndDebtByCoverRatioHasAClosedForm) {
  ProjectTerms terms = with_debt(plain_project(), DebtSizing::cover_ratio, 1.0);
  terms.tax.corporate_fraction = terms.debt.upfront_fee_fraction = 0.0;
  const double debt_adds = (annuity_factor(0.05, 12.0) - annuity_factor(0.1, 12.0)) / 1.3;
  const double income = 700.0 / (annuity_factor(0.1, 20.0) + debt_adds);
  EXPECT_NEAR(price_of(terms), (income + 12.0) / 2.2, 1e-9);
}

TEST(RequiredPriceTest, DebtAtItsCapIsRepaidLikeAnAnnuityWhereIncomeIsLevel) {
  const ProjectTerms capped = with_debt(plain_project(), DebtSizing::cover_ratio, 0.3);
  EXPECT_NEAR(price_of(capped), price_of(with_debt(plain_project(), DebtSizing::gearing, 0.3)), 1e-9);
  ProjectTerms scarce = capped;
  scarce.debt.cover_ratio = 5.0;
  EXPECT_GT(price_of(scarce), price_of(capped) + 0.1) << "less debt than the cap";
}

TEST(RequiredPriceTest, RisesWithEveryTaxChargeAndCost) {
  using Change = std::function<void(ProjectTerms&)>;
  const Change changes[] = {[](ProjectTerms& terms) { terms.tax.corporate_fraction += 0.05; },
                            [](ProjectTerms& terms) { terms.tax.withholding_fraction += 0.05; },
                            [](ProjectTerms& terms) { terms.corridors.front().charge_per_mwh += 2.0; },
                            [](ProjectTerms& terms) { terms.cover_premium_fraction_of_capex_per_year += 0.001; },
                            [](ProjectTerms& terms) { terms.decommissioning_fraction_of_capex += 0.05; },
                            [](ProjectTerms& terms) { terms.state_share_of_export_gain_fraction += 0.2; },
                            [](ProjectTerms& terms) { terms.debt.upfront_fee_fraction += 0.01; },
                            [](ProjectTerms& terms) { terms.debt.interest_fraction += 0.01; },
                            [](ProjectTerms& terms) { terms.cost_of_capital_fraction += 0.01; },
                            [](ProjectTerms& terms) { terms.delay_years += 1; }};
  for (const DebtSizing sizing : {DebtSizing::gearing, DebtSizing::cover_ratio}) {
    for (std::size_t i = 0; i < std::size(changes); ++i) {
      ProjectTerms terms = rich_project(sizing);
      changes[i](terms);
      EXPECT_GT(price_of(terms), price_of(rich_project(sizing)) + 1e-3) << "change " << i;
    }
  }
}

TEST(RequiredPriceTest, ScalesWithTheCurrency) {
  for (const DebtSizing sizing : {DebtSizing::gearing, DebtSizing::cover_ratio}) {
    ProjectTerms terms = rich_project(sizing);
    for (double* money : {&terms.capex_per_kw, &terms.opex_per_kw_year, &terms.tariff.after_term_price_per_mwh,
                          &terms.corridors.front().sale.mean_price_per_mwh, &terms.corridors.front().charge_per_mwh}) {
      *money *= 12000.0;
    }
    EXPECT_NEAR(price_of(terms) / 12000.0, price_of(rich_project(sizing)), 1e-9);
  }
}

}  // namespace
}  // namespace sealedbid
