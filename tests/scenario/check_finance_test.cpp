#include "scenario/sample_economy.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

const std::string contractor = "bidder_classes.contractor.";
const std::string no_tail = "after_term: {price_per_mwh: 0}";

/// Without what needs the cost formula, and with a price instead.
std::string errors_at_given_price(const std::string& keys) {
  return errors_of(
      economy_with("wacc_fraction: 0.09, strategy: truthful}", "required_price_per_mwh: 40, strategy: truthful, " + keys + "}"));
}

TEST(CheckFinanceTest, DebtNeedsACostOfEquity) {
  const std::string equity = "    cost_of_equity_fraction: {distribution: normal, mean: 0.12, sd: 0.01}\n";
  expect_only(economy_errors(equity, ""), contractor + "cost_of_equity_fraction",
              "is missing, the cost of a bidder follows from it", "Give it, or leave out project_debt");
  expect_only(economy_errors(equity, equity + "    wacc_fraction: 0.08\n"), contractor + "wacc_fraction",
              "has no effect with project_debt", "Did you mean cost_of_equity_fraction?");
}

TEST(CheckFinanceTest, CapitalWithoutDebtHasAWacc) {
  const std::string path = "bidder_classes.domestic.";
  expect_only(economy_errors("wacc_fraction: 0.09,", "cost_of_equity_fraction: 0.12,"), path + "cost_of_equity_fraction",
              "has no effect without project_debt", "Give project_debt, or wacc_fraction instead");
  expect_only(economy_errors("wacc_fraction: 0.09,", ""), path + "wacc_fraction",
              "is missing, the cost of a bidder follows from it",
              "Give it, or required_price_per_mwh, or project_debt and cost_of_equity_fraction");
}

TEST(CheckFinanceTest, DebtIsAPartOfTheInvestment) {
  EXPECT_THAT(economy_errors("gearing_fraction: 0.75", "gearing_fraction: 1"),
              HasSubstr("(equity pays a part of the investment)"));
  for (const char* sizing : {"cover_ratio", "gearing"}) {
    const std::string text =
        with(economy_with("      gearing_fraction: 0.75\n", ""), "sizing: cover_ratio", "sizing: " + std::string(sizing));
    EXPECT_THAT(errors_of(text), HasSubstr("project_debt.gearing_fraction: is 0, there would be no debt. Give a share"))
        << sizing;
  }
}

TEST(CheckFinanceTest, CoverRatiosExceedOneAndSizeTheDebt) {
  EXPECT_THAT(economy_errors("cover_ratio: 1.25", "cover_ratio: 1"), HasSubstr("(below 1 the debt could not be served)"));
  expect_only(economy_errors("sizing: cover_ratio", "sizing: gearing"), contractor + "project_debt.cover_ratio",
              "has no effect with sizing: gearing", "Did you mean sizing: cover_ratio?");
  expect_only(economy_errors("      cover_ratio: 1.25\n", "      repayment: equal_principal\n"),
              contractor + "project_debt.repayment", "has no effect with sizing: cover_ratio, where it follows the cash flow",
              "Leave it out");
}

TEST(CheckFinanceTest, DebtIsRepaidWhileThePlantEarns) {
  const std::string tenor = "tenor_years: 16", path = contractor + "project_debt.tenor_years";
  expect_only(economy_errors(tenor, "tenor_years: 0"), path, "is 0, the debt is never repaid", "Give the years");
  EXPECT_EQ(economy_errors(tenor, "tenor_years: 30"), "");
  expect_only(economy_errors(tenor, "tenor_years: 31"), path,
              "31 years are longer than a plant may live (technologies.solar.lifetime_years: 30)", "Give fewer years");
  const std::string random = economy_with("lifetime_years: 30", "lifetime_years: {distribution: uniform, low: 15, high: 30}");
  EXPECT_THAT(errors_of(random), HasSubstr("16 years are longer than a plant may live"));
}

TEST(CheckFinanceTest, DebtIsRepaidWithinTheTermIfNothingIsEarnedAfterIt) {
  const std::string exporting = economy_with("after_term: {sale: home_market}", no_tail);
  EXPECT_EQ(errors_of(with(exporting, "tenor_years: 16", "tenor_years: 21")), "");
  const std::string text = with(exporting, "  share_of_energy_fraction: 0.4\n", "");
  EXPECT_EQ(errors_of(with(text, "tenor_years: 16", "tenor_years: 20")), "");
  expect_only(errors_of(with(text, "tenor_years: 16", "tenor_years: 21")), contractor + "project_debt.tenor_years",
              "21 years are longer than the tariff's term of 20 years, and nothing is earned after it", "or tariff.after_term");
  const std::string tail = with(text, no_tail, "after_term: {price_per_mwh: 20}");
  EXPECT_EQ(errors_of(with(tail, "tenor_years: 16", "tenor_years: 21")), "");
}

TEST(CheckFinanceTest, CoverTakesAwayAPremium) {
  expect_only(economy_errors("covered_fraction: 0.9, ", ""), contractor + "political_risk_cover.premium_fraction_per_year",
              "has no effect, nothing is covered", "Give covered_fraction");
  expect_only(economy_warnings("    country_premium_fraction: 0.03\n", ""), contractor + "political_risk_cover",
              "lowers no cost of capital, there is no country premium", "Give country_premium_fraction");
}

TEST(CheckFinanceTest, WithholdingTaxAndJointVenturesAreForForeignBidders) {
  expect_only(economy_errors("wacc_fraction: 0.09,", "wacc_fraction: 0.09, withholding_tax_fraction: 0.05,"),
              "bidder_classes.domestic.withholding_tax_fraction", "is for bidders from abroad, and the class is at home in AZE",
              "Leave it out");
  expect_only(economy_errors("wacc_fraction: 0.09,", "wacc_fraction: 0.09, joint_venture: {domestic_share_fraction: 0.5},"),
              "bidder_classes.domestic.joint_venture", "is for bidders from abroad", "Leave it out");
}

TEST(CheckFinanceTest, APartnerHasAShare) {
  const std::string errors = economy_errors("{domestic_share_fraction: 0.4, ", "{");
  EXPECT_THAT(errors,
              HasSubstr("joint_venture.partner_capex_factor: has no effect, the partner has no share. Give joint_venture."));
  EXPECT_THAT(errors, HasSubstr("joint_venture.partner_cost_of_capital_fraction: has no effect"));
  expect_only(economy_errors("    local_content_fraction: 0.3\n", "    foreign_share_fraction: 0.5\n"),
              contractor + "foreign_share_fraction", "is given beside a joint_venture, which leaves 0.6",
              "Leave one of the two out");
}

TEST(CheckFinanceTest, ApprovalNeedsALimit) {
  const std::string errors = economy_errors("{equity_limit: 15000000, ", "{equity_fraction_of_investment: 0.3, ");
  for (const char* key : {"approval_probability", "approval_delay_years", "equity_fraction_of_investment"}) {
    EXPECT_THAT(errors, HasSubstr("outward_investment." + std::string(key) +
                                  ": has no effect, without a limit nobody needs approval. Give equity_limit"));
  }
  expect_only(economy_errors("approval_delay_years: 1", "approval_delay_years: 20"),
              contractor + "outward_investment.approval_delay_years",
              "20 years of delay leave nothing of the tariff's term of 20 years", "Give fewer years");
  EXPECT_EQ(economy_errors("approval_delay_years: 1", "approval_delay_years: 19"), "");
  expect_only(economy_errors("approval_delay_years: 1", "approval_delay_years: 1, equity_fraction_of_investment: 0.3"),
              contractor + "outward_investment.equity_fraction_of_investment",
              "has no effect, project_debt says how much equity there is", "Leave it out");
  expect_only(economy_errors("wacc_fraction: 0.09,", "wacc_fraction: 0.09, outward_investment: {equity_limit: 1},"),
              "bidder_classes.domestic.outward_investment", "the class is at home in the host country", "Leave it out");
}

TEST(CheckFinanceTest, EquityAbroadIsAShareOfTheInvestmentWhereThereIsNoDebt) {
  EXPECT_EQ(
      economy_errors("  domestic: {origin: AZE,",
                     "  developer: {origin: PAK, bidders: 1, technology: solar, project_capacity_mw: 50, wacc_fraction: 0.1, "
                     "strategy: truthful, outward_investment: {equity_limit: 1, equity_fraction_of_investment: 0.3}}\n"
                     "  domestic: {origin: AZE,"),
      "");
}

TEST(CheckFinanceTest, DearerLocalContentExists) {
  const std::string no_content = economy_with("    local_content_fraction: 0.3\n", "");
  EXPECT_EQ(warnings_of(no_content), "") << "the obligation asks for it";
  expect_only(warnings_of(with(no_content, "  local_content_obligation_fraction: 0.2\n", "")),
              contractor + "local_content_cost_premium_fraction", "changes nothing", "Give local_content_fraction");
}

TEST(CheckFinanceTest, AGivenPriceReplacesAllCosts) {
  EXPECT_EQ(errors_at_given_price("local_content_fraction: 0.1"), "");
  for (const char* keys :
       {"cost_of_equity_fraction: 0.1", "project_debt: {gearing_fraction: 0.7}", "country_premium_fraction: 0.02",
        "political_risk_cover: {covered_fraction: 0.5}", "local_content_cost_premium_fraction: 0.1"}) {
    const std::string key = std::string(keys).substr(0, std::string(keys).find(':'));
    expect_only(errors_at_given_price(keys), "bidder_classes.domestic." + key,
                "has no effect, required_price_per_mwh replaces the cost formula", "Leave one of the two out");
  }
}

}  // namespace
}  // namespace sealedbid
