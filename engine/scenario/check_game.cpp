#include "scenario/check_game.hpp"

#include <algorithm>
#include <string_view>

#include "base/number_text.hpp"
#include "scenario/check_economy.hpp"

namespace sealedbid {

namespace {

bool has_fault(const std::vector<Issue>& faults, const std::string& block) {
  return std::any_of(faults.begin(), faults.end(), [&](const Issue& fault) {
    const std::string_view path = fault.key_path;
    return path.starts_with(block) && (path.size() == block.size() || path[block.size()] == '.');
  });
}

/// An atom in the costs would have to be answered by a mixture of bids.
void check_cost(const GameBidderClass& bidders, const std::string& path, Findings& findings) {
  const bool is_list = std::holds_alternative<Empirical>(bidders.cost_per_mwh);
  if (!is_list && !is_constant(bidders.cost_per_mwh)) return;
  findings.refuse(path + ".cost_per_mwh",
                  text_of(bidders.cost_per_mwh) + (is_list ? " is a list of values and" : " is one value and") +
                      " has no density (bidders with the same cost would draw their bids by lot)",
                  "Give a continuous distribution, e.g. {distribution: uniform, low: 40, high: 60}.");
}

void check_risk_aversion(const RiskAversion& risk, const std::string& path, Findings& findings) {
  const std::string coefficient = path + ".coefficient";
  if (risk.form == RiskForm::none) {
    if (risk.coefficient) findings.refuse(coefficient, "has no effect without a form", "Give form: crra or form: cara.");
    return;
  }
  if (!risk.coefficient) {
    return findings.refuse(coefficient, "is missing, the form needs it",
                           "Give the exponent (crra, 0 to 1) or the aversion per currency/MWh (cara).");
  }
  if (risk.form == RiskForm::crra && *risk.coefficient > 1.0) {
    findings.refuse(coefficient, number_text(*risk.coefficient) + " is above 1 (an exponent of crra above 1 would seek risk)",
                    "Give 1 for risk neutral bidders, less for averse ones.");
  }
}

/// Without a ceiling a bidder that may meet fewer rivals than lots wins at any price, so no bid is high enough.
void check_competition(const GameFile& file, Findings& findings) {
  if (file.game.ceiling_per_mwh) return;
  std::int64_t certain = 0;
  for (const GameBidderClass& bidders : file.bidder_classes) {
    if (bidders.participation_probability == 1.0 && bidders.entry_cost_per_mwh == 0.0) certain += bidders.bidders;
  }
  if (certain > file.game.lots) return;
  const bool one_bidder = certain == 1, one_lot = file.game.lots == 1;
  findings.refuse("game.ceiling_per_mwh",
                  "is missing, and only " + std::to_string(certain) + (one_bidder ? " bidder takes" : " bidders take") +
                      " part for sure in a game for " + std::to_string(file.game.lots) + (one_lot ? " lot" : " lots") +
                      " (a bidder without enough rivals could ask any price)",
                  "Give a ceiling, or more bidders than lots with participation_probability 1 and no entry cost.");
}

}  // namespace

std::vector<Issue> check_game(const GameFile& file, const std::vector<Issue>& faults_of_reading) {
  Scenario places;
  places.places = file.places;
  Findings findings(places);
  if (file.bidder_classes.empty() && !has_fault(faults_of_reading, "bidder_classes")) {
    findings.refuse("bidder_classes", "there is no class of bidders", "Give at least one.");
    return findings.issues;
  }
  for (const GameBidderClass& bidders : file.bidder_classes) {
    const std::string path = "bidder_classes." + bidders.name;
    if (!has_fault(faults_of_reading, path + ".cost_per_mwh")) check_cost(bidders, path, findings);
    const std::string risk = path + ".risk_aversion";
    if (!has_fault(faults_of_reading, risk)) check_risk_aversion(bidders.risk_aversion, risk, findings);
  }
  if (!has_fault(faults_of_reading, "game") && !has_fault(faults_of_reading, "bidder_classes")) check_competition(file, findings);
  return findings.issues;
}

}  // namespace sealedbid
