#include "scenario/check_realisation.hpp"

namespace sealedbid {

namespace {

void check_change_law(const Quantity& change, const std::string& path, Findings& findings) {
  if (is_constant(change) || std::holds_alternative<Uniform>(change) || std::holds_alternative<Normal>(change)) return;
  findings.refuse(path, text_of(change) + " is neither uniform nor normal (bidders weigh the change in closed form)",
                  "Give {distribution: normal, mean: 0, sd: ...} or {distribution: uniform, low: ..., high: ...}.");
}

void check_class(const Scenario& scenario, const BidderClass& bidders, Findings& findings) {
  const std::string path = "bidder_classes." + bidders.name, change = path + ".capex_change_after_award_fraction";
  if (is_zero(bidders.capex_change_after_award_fraction)) return;
  const std::string leave_out = "Leave it out, or leave capex_change_after_award_fraction out.";
  check_change_law(bidders.capex_change_after_award_fraction, change, findings);
  if (bidders.required_price_per_mwh) {
    findings.refuse(change, "has nothing to change where required_price_per_mwh is given (no investment is known)",
                    "Give the class costs instead of a required price.");
  }
  if (bidders.risk_aversion.form != RiskForm::none) {
    findings.refuse(path + ".risk_aversion", "is not solved for where costs change after the award", leave_out);
  }
  if (scenario.auction.direction == Direction::sale) {
    findings.refuse(change, "is not simulated in a sale", "Leave it out, or give auction.direction: procurement.");
  }
  if (scenario.auction.format != AuctionFormat::sealed_bid) {
    findings.refuse(change, "is not simulated with an open phase", "Leave it out, or give auction.format: sealed_bid.");
  }
}

}  // namespace

std::vector<Issue> check_realisation(const Scenario& scenario) {
  Findings findings(scenario);
  bool has_change = false;
  for (const BidderClass& bidders : scenario.bidder_classes) {
    check_class(scenario, bidders, findings);
    has_change = has_change || !is_zero(bidders.capex_change_after_award_fraction);
  }
  if (scenario.realisation.performance_bond_per_kw && !has_change) {
    findings.refuse("realisation.performance_bond_per_kw", "has no effect where costs do not change (every winner builds)",
                    "Leave it out, or give a class capex_change_after_award_fraction.");
  }
  return findings.issues;
}

}  // namespace sealedbid
