#include <algorithm>
#include <cmath>
#include <utility>

#include "base/number_text.hpp"
#include "scenario/check_economy.hpp"
#include "scenario/choices.hpp"

namespace sealedbid {

namespace {

/// The fewest whole years that a quantity gives; those of its middle where it has no lowest value.
std::int64_t fewest_years(const Quantity& years) {
  const double low = lowest(years);
  return static_cast<std::int64_t>(std::floor((std::isfinite(low) ? low : middle(years)) + 0.5));
}

class FinanceChecker {
 public:
  FinanceChecker(const Scenario& scenario, const BidderClass& bidder_class)
      : findings(scenario),
        scenario_(scenario),
        class_(bidder_class),
        path_("bidder_classes." + bidder_class.name + "."),
        has_debt_(bidder_class.project_debt != ProjectDebt{}) {}

  void check() {
    if (class_.required_price_per_mwh) {
      check_given_price();
    } else {
      check_capital();
      if (has_debt_) check_debt();
    }
    check_country_risk();
    check_owners();
    check_outward_investment();
    check_local_content();
  }

  Findings findings;

 private:
  bool is_foreign() const { return class_.origin != scenario_.host_country.code; }

  void refuse(const std::string& key, const std::string& what, const std::string& remedy) {
    findings.refuse(path_ + key, what, remedy);
  }

  /// What only the cost formula reads.
  void check_given_price() {
    const OutwardInvestment& abroad = class_.outward_investment;
    for (const auto& [key, is_given] :
         {std::pair{"cost_of_equity_fraction", class_.cost_of_equity_fraction.has_value()},
          {"project_debt", has_debt_},
          {"country_premium_fraction", !is_zero(class_.country_premium_fraction)},
          {"political_risk_cover", class_.political_risk_cover != PoliticalRiskCover{}},
          {"withholding_tax_fraction", class_.withholding_tax_fraction.has_value()},
          {"outward_investment", abroad != OutwardInvestment{}},
          {"joint_venture.partner_capex_factor", class_.joint_venture.partner_capex_factor != 1.0},
          {"joint_venture.partner_cost_of_capital_fraction", class_.joint_venture.partner_cost_of_capital_fraction.has_value()},
          {"local_content_cost_premium_fraction", class_.local_content_cost_premium_fraction != 0.0}}) {
      if (is_given) refuse(key, "has no effect, required_price_per_mwh replaces the cost formula", "Leave one of the two out.");
    }
  }

  void check_capital() {
    const std::string reason = "is missing, the cost of a bidder follows from it";
    if (has_debt_) {
      if (class_.wacc_fraction)
        refuse("wacc_fraction", "has no effect with project_debt, whose equity has a cost of its own",
               "Did you mean cost_of_equity_fraction?");
      if (!class_.cost_of_equity_fraction) refuse("cost_of_equity_fraction", reason, "Give it, or leave out project_debt.");
    } else {
      if (class_.cost_of_equity_fraction)
        refuse("cost_of_equity_fraction", "has no effect without project_debt", "Give project_debt, or wacc_fraction instead.");
      if (!class_.wacc_fraction && !class_.cost_of_equity_fraction)
        refuse("wacc_fraction", reason, "Give it, or required_price_per_mwh, or project_debt and cost_of_equity_fraction.");
    }
  }

  void check_debt() {
    const ProjectDebt& debt = class_.project_debt;
    const std::string block = "project_debt.";
    if (debt.gearing_fraction == 0.0)
      refuse(block + "gearing_fraction", "is 0, there would be no debt", "Give a share, or leave out project_debt.");
    const std::string idle = "has no effect with sizing: " + std::string(choice_name(debt.sizing));
    if (debt.sizing == DebtSizing::gearing && debt.cover_ratio != ProjectDebt{}.cover_ratio)
      refuse(block + "cover_ratio", idle, "Did you mean sizing: cover_ratio?");
    if (debt.sizing == DebtSizing::cover_ratio && debt.repayment != Repayment::annuity)
      refuse(block + "repayment", idle + ", where it follows the cash flow", "Leave it out.");
    check_tenor(debt.tenor_years);
  }

  void check_tenor(std::int64_t tenor_years) {
    const std::string key = "project_debt.tenor_years", years = std::to_string(tenor_years) + " years are longer than ";
    if (tenor_years == 0) return refuse(key, "is 0, the debt is never repaid", "Give the years over which it is repaid.");
    const auto technology = std::ranges::find(scenario_.technologies, class_.technology, &Technology::name);
    if (technology != scenario_.technologies.end() && tenor_years > fewest_years(technology->lifetime_years)) {
      return refuse(key,
                    years + "a plant may live (technologies." + technology->name +
                        ".lifetime_years: " + text_of(technology->lifetime_years) + ")",
                    "Give fewer years.");
    }
    const Tariff& tariff = scenario_.tariff;
    const Export& exports = scenario_.exports;
    const bool exports_some = exports.right != ExportRight::share || !is_zero(exports.share_of_energy_fraction);
    const bool earns_after_term =
        tariff.after_term.sale == AfterTermSale::home_market || !is_zero(tariff.after_term.price_per_mwh) || exports_some;
    if (earns_after_term || !is_constant(tariff.term_years) || tenor_years <= fewest_years(tariff.term_years)) return;
    refuse(key, years + "the tariff's term of " + text_of(tariff.term_years) + " years, and nothing is earned after it",
           "Give fewer years, or tariff.after_term.");
  }

  void check_country_risk() {
    const PoliticalRiskCover& cover = class_.political_risk_cover;
    if (cover.premium_fraction_per_year > 0.0 && cover.covered_fraction == 0.0) {
      refuse("political_risk_cover.premium_fraction_per_year", "has no effect, nothing is covered", "Give covered_fraction.");
    }
    if (cover.covered_fraction == 0.0 || !is_zero(class_.country_premium_fraction) || class_.required_price_per_mwh) return;
    findings.warn(path_ + "political_risk_cover", "lowers no cost of capital, there is no country premium",
                  "Give country_premium_fraction.");
  }

  void check_owners() {
    const JointVenture& venture = class_.joint_venture;
    if (!is_foreign()) {
      const std::string reason = "is for bidders from abroad, and the class is at home in " + class_.origin;
      if (class_.withholding_tax_fraction) refuse("withholding_tax_fraction", reason, "Leave it out.");
      if (venture != JointVenture{}) refuse("joint_venture", reason, "Leave it out.");
      return;
    }
    if (venture.domestic_share_fraction > 0.0) {
      if (!class_.foreign_share_fraction) return;
      return refuse("foreign_share_fraction",
                    "is given beside a joint_venture, which leaves " + display_text(1.0 - venture.domestic_share_fraction, 6),
                    "Leave one of the two out.");
    }
    const std::string reason = "has no effect, the partner has no share", remedy = "Give joint_venture.domestic_share_fraction.";
    if (venture.partner_capex_factor != 1.0) refuse("joint_venture.partner_capex_factor", reason, remedy);
    if (venture.partner_cost_of_capital_fraction) refuse("joint_venture.partner_cost_of_capital_fraction", reason, remedy);
  }

  void check_outward_investment() {
    const OutwardInvestment& abroad = class_.outward_investment;
    const std::string block = "outward_investment.";
    if (abroad == OutwardInvestment{} || class_.required_price_per_mwh) return;
    if (!is_foreign()) {
      return refuse("outward_investment", "the class is at home in the host country and invests nothing abroad", "Leave it out.");
    }
    const bool has_own_equity = abroad.equity_fraction_of_investment != OutwardInvestment{}.equity_fraction_of_investment;
    if (!abroad.equity_limit) {
      for (const auto& [key, is_given] : {std::pair{"approval_probability", abroad.approval_probability != 1.0},
                                          {"approval_delay_years", abroad.approval_delay_years != 0},
                                          {"equity_fraction_of_investment", has_own_equity}}) {
        if (is_given) refuse(block + key, "has no effect, without a limit nobody needs approval", "Give equity_limit.");
      }
      return;
    }
    if (has_debt_ && has_own_equity)
      refuse(block + "equity_fraction_of_investment", "has no effect, project_debt says how much equity there is",
             "Leave it out.");
    if (abroad.approval_delay_years < fewest_years(scenario_.tariff.term_years) || abroad.approval_delay_years == 0) return;
    refuse(block + "approval_delay_years",
           std::to_string(abroad.approval_delay_years) + " years of delay leave nothing of the tariff's term of " +
               text_of(scenario_.tariff.term_years) + " years",
           "Give fewer years.");
  }

  void check_local_content() {
    if (class_.local_content_cost_premium_fraction == 0.0 || class_.required_price_per_mwh) return;
    if (!is_zero(class_.local_content_fraction) || scenario_.host_country.local_content_obligation_fraction > 0.0) return;
    findings.warn(path_ + "local_content_cost_premium_fraction",
                  "changes nothing, no part of the investment is made in the country",
                  "Give local_content_fraction, or host_country.local_content_obligation_fraction.");
  }

  const Scenario& scenario_;
  const BidderClass& class_;
  std::string path_;
  bool has_debt_;
};

}  // namespace

std::vector<Issue> check_finance(const Scenario& scenario) {
  std::vector<Issue> issues;
  for (const BidderClass& bidder_class : scenario.bidder_classes) {
    FinanceChecker checker(scenario, bidder_class);
    checker.check();
    issues.insert(issues.end(), checker.findings.issues.begin(), checker.findings.issues.end());
  }
  return issues;
}

}  // namespace sealedbid
