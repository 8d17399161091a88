#include "scenario/check_game.hpp"

#include <algorithm>
#include <string_view>

#include "base/number_text.hpp"
#include "scenario/check_economy.hpp"
#include "scenario/check_game_projects.hpp"
#include "scenario/check_strategies.hpp"

namespace sealedbid {

namespace {

bool has_fault(const std::vector<Issue>& faults, const std::string& block) {
  return std::any_of(faults.begin(), faults.end(), [&](const Issue& fault) {
    const std::string_view path = fault.key_path;
    return path.starts_with(block) && (path.size() == block.size() || path[block.size()] == '.');
  });
}

/// An atom would have to be answered by a mixture of bids.
void check_density(const Quantity& quantity, const std::string& path, Findings& findings) {
  const bool is_list = std::holds_alternative<Empirical>(quantity);
  if (!is_list && !is_constant(quantity)) return;
  findings.refuse(path,
                  text_of(quantity) + (is_list ? " is a list of values and" : " is one value and") +
                      " has no density (bidders with the same cost would draw their bids by lot)",
                  "Give a continuous distribution, e.g. {distribution: uniform, low: 40, high: 60}.");
}

/// The key of what a bidder needs or has, and the one that the other direction uses.
struct AmountKeys {
  const char *used, *other;
};
AmountKeys amount_keys(const GameFile& file) {
  return file.game.direction == Direction::sale ? AmountKeys{"value_per_mwh", "cost_per_mwh"}
                                                : AmountKeys{"cost_per_mwh", "value_per_mwh"};
}

const char* trade_of(const GameFile& file) {
  return file.game.direction == Direction::sale ? "a sale" : "a procurement";
}

void check_amount(const GameFile& file, const GameBidderClass& bidders, const std::string& path, Findings& findings) {
  const auto [used, other] = amount_keys(file);
  const bool is_sale = file.game.direction == Direction::sale;
  const std::optional<Quantity>& amount = is_sale ? bidders.value_per_mwh : bidders.cost_per_mwh;
  if (is_sale ? bidders.cost_per_mwh.has_value() : bidders.value_per_mwh.has_value()) {
    findings.refuse(path + "." + other, std::string("has no meaning in ") + trade_of(file),
                    std::string("Call it ") + used + ", or give game.direction: " + (is_sale ? "procurement." : "sale."));
  }
  if (!amount) {
    findings.refuse(path + "." + used, std::string("is missing, ") + trade_of(file) + " needs it",
                    "Give a continuous distribution, e.g. {distribution: uniform, low: 40, high: 60}.");
  } else {
    check_density(*amount, path + "." + used, findings);
  }
}

void check_direction(const GameFile& file, Findings& findings) {
  const bool is_sale = file.game.direction == Direction::sale;
  if (is_sale && file.game.ceiling_per_mwh) {
    findings.refuse("game.ceiling_per_mwh", "has no meaning in a sale (bidders pay)", "Give reserve_price_per_mwh.");
  }
  if (!is_sale && file.game.reserve_price_per_mwh) {
    findings.refuse("game.reserve_price_per_mwh", "has no meaning in a procurement (bidders are paid)", "Give ceiling_per_mwh.");
  }
}

void check_unsold_lots(const GameFile& file, Findings& findings) {
  if (!file.places.contains("game.unsold_lots") || file.game.pricing == PricingRule::uniform_highest_accepted) return;
  findings.refuse("game.unsold_lots", "has no effect with this pricing",
                  "Leave it out, or take pricing: uniform_highest_accepted.");
}

void check_option_to_build(const GameFile& file, const GameBidderClass& bidders, const std::string& path, Findings& findings) {
  const std::string change = path + ".cost_change_after_award_per_mwh", bond = path + ".performance_bond_per_mwh";
  if (!bidders.cost_change_after_award_per_mwh) {
    if (!file.places.contains(bond)) return;
    findings.refuse(bond, "has no effect where no cost changes after the award (everybody builds)",
                    "Leave it out, or give cost_change_after_award_per_mwh.");
    return;
  }
  const Quantity& quantity = *bidders.cost_change_after_award_per_mwh;
  const bool is_uniform = std::holds_alternative<Uniform>(quantity), is_normal = std::holds_alternative<Normal>(quantity);
  if ((!is_uniform && !is_normal) || is_constant(quantity)) {
    findings.refuse(change, text_of(quantity) + (is_constant(quantity) ? " is one value" : " is neither uniform nor normal"),
                    "Give e.g. {distribution: normal, mean: 0, sd: 3}.");
  }
  if (is_normal && bidders.performance_bond_per_mwh == 0.0) {
    findings.refuse(bond, "is missing or 0, and the cost may fall without bound (any price would be worth bidding)",
                    "Give a bond, or a uniform change.");
  }
  if (file.game.direction == Direction::sale) findings.refuse(change, "has no meaning in a sale", "Leave it out.");
  if (file.game.pricing != PricingRule::pay_as_bid) {
    findings.refuse(change, "is solved for bids that are paid as bid", "Take pricing: pay_as_bid, or leave it out.");
  }
  if (bidders.risk_aversion.form != RiskForm::none || file.game.common_value.common_per_mwh) {
    findings.refuse(change, "is solved for neither risk aversion nor common values", "Leave one of them out.");
  }
}

/// A factor below zero would turn the order of estimates round.
void check_not_negative(const Quantity& quantity, const std::string& path, Findings& findings) {
  if (lowest(quantity) >= 0.0) return;
  findings.refuse(path, text_of(quantity) + " may be negative (it is multiplied)",
                  "Give a distribution without negative draws, or estimate: common_plus_own.");
}

void check_common_value(const GameFile& file, const std::vector<Issue>& faults, Findings& findings) {
  const CommonValue& part = file.game.common_value;
  const std::string path = "game.common_value", common = path + ".common_per_mwh";
  if (!part.common_per_mwh) {
    if (part == CommonValue() && !file.places.contains(path)) return;
    if (has_fault(faults, common)) return;
    findings.refuse(common, "is missing, a common value needs it", "Give a distribution, or leave common_value out.");
    return;
  }
  check_density(*part.common_per_mwh, common, findings);
  if (part.estimate == EstimateForm::common_times_own) check_not_negative(*part.common_per_mwh, common, findings);
  if (file.bidder_classes.size() > 1) {
    findings.refuse(path,
                    "is given for " + std::to_string(file.bidder_classes.size()) + " classes (it is solved for alike bidders)",
                    "Give one class.");
  }
  for (const GameBidderClass& bidders : file.bidder_classes) {
    const bool is_sale = file.game.direction == Direction::sale;
    const std::optional<Quantity>& own = is_sale ? bidders.value_per_mwh : bidders.cost_per_mwh;
    const std::string place = "bidder_classes." + bidders.name + "." + amount_keys(file).used;
    if (part.estimate == EstimateForm::common_times_own && own) check_not_negative(*own, place, findings);
  }
}

/// Without a ceiling a bidder that may meet fewer rivals than lots wins at any price, so no bid is high enough.
void check_competition(const GameFile& file, Findings& findings) {
  if (file.game.ceiling_per_mwh || file.game.reserve_price_per_mwh) return;
  const bool is_sale = file.game.direction == Direction::sale;
  std::int64_t certain = 0;
  for (const GameBidderClass& bidders : file.bidder_classes) {
    if (bidders.participation_probability == 1.0 && bidders.entry_cost_per_mwh == 0.0) certain += bidders.bidders;
  }
  if (certain > file.game.lots) return;
  const bool one_bidder = certain == 1, one_lot = file.game.lots == 1;
  findings.refuse(is_sale ? "game.reserve_price_per_mwh" : "game.ceiling_per_mwh",
                  "is missing, and only " + std::to_string(certain) + (one_bidder ? " bidder takes" : " bidders take") +
                      " part for sure in a game for " + std::to_string(file.game.lots) + (one_lot ? " lot" : " lots") +
                      (is_sale ? " (a bidder without enough rivals could offer any price)"
                               : " (a bidder without enough rivals could ask any price)"),
                  std::string(is_sale ? "Give a reserve price" : "Give a ceiling") +
                      ", or more bidders than lots with participation_probability 1 and no entry cost.");
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
    const auto is_read = [&](const char* key) { return !has_fault(faults_of_reading, path + "." + key); };
    const bool is_direction_read = !has_fault(faults_of_reading, "game.direction");
    if (is_read("cost_per_mwh") && is_read("value_per_mwh") && is_direction_read) check_amount(file, bidders, path, findings);
    const std::string risk = path + ".risk_aversion";
    if (!has_fault(faults_of_reading, risk)) check_risk_aversion(bidders.risk_aversion, risk, findings);
    if (is_read("cost_change_after_award_per_mwh") && is_read("performance_bond_per_mwh"))
      check_option_to_build(file, bidders, path, findings);
  }
  if (!has_fault(faults_of_reading, "game")) {
    check_direction(file, findings);
    check_unsold_lots(file, findings);
    check_common_value(file, faults_of_reading, findings);
  }
  if (!has_fault(faults_of_reading, "game") && !has_fault(faults_of_reading, "bidder_classes")) {
    if (!has_several_projects(file)) check_competition(file, findings);
    check_projects(file, findings);
  }
  return findings.issues;
}

}  // namespace sealedbid
