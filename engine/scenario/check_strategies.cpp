#include "scenario/check_strategies.hpp"

#include <algorithm>
#include <map>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "scenario/choices.hpp"

namespace sealedbid {

namespace {

bool is_solved_for(Strategy strategy) {
  return strategy == Strategy::equilibrium || strategy == Strategy::best_response;
}

std::string idle_with(Strategy strategy) {
  return "has no effect with strategy: " + std::string(choice_name(strategy));
}

/// The values at and before the first that breaks the order; empty if none does.
std::string first_descent(const std::vector<double>& values, bool may_repeat) {
  for (std::size_t point = 1; point < values.size(); ++point) {
    if (values[point] > values[point - 1] || (may_repeat && values[point] == values[point - 1])) continue;
    return number_text(values[point]) + " follows " + number_text(values[point - 1]);
  }
  return "";
}

void check_bid_table(const BidFunctionTable& table, const std::string& path, Findings& findings) {
  if (!table.file.empty()) return;  // it could not be read, which has been said
  const std::string prices = path + ".required_price_per_mwh", bids = path + ".bid_per_mwh";
  const std::size_t count = table.required_price_per_mwh.size();
  if (count == 0) findings.refuse(prices, "is missing", "Give both lists, or the file that holds them.");
  if (table.bid_per_mwh.empty()) findings.refuse(bids, "is missing", "Give both lists, or the file that holds them.");
  if (count == 0 || table.bid_per_mwh.empty()) return;
  if (count != table.bid_per_mwh.size()) {
    return findings.refuse(
        bids, "has " + std::to_string(table.bid_per_mwh.size()) + " values, required_price_per_mwh has " + std::to_string(count),
        "Give one bid for each required price.");
  }
  if (count == 1) findings.refuse(prices, "has one value, a line needs two", "Give the required prices between which bids lie.");
  const std::string price_descent = first_descent(table.required_price_per_mwh, false);
  if (!price_descent.empty()) findings.refuse(prices, price_descent, "Put required prices in ascending order, each once.");
  const std::string bid_descent = first_descent(table.bid_per_mwh, true);
  if (!bid_descent.empty()) {
    findings.refuse(bids, bid_descent + " (who needs more does not bid less)", "Put bids in ascending order.");
  }
}

void check_table_of(const BidderClass& bidder_class, const std::string& path, Findings& findings) {
  const bool has_table = bidder_class.bid_table != BidFunctionTable{};
  if (bidder_class.strategy != Strategy::table) {
    if (has_table)
      findings.refuse(path + ".bid_table", idle_with(bidder_class.strategy), "Leave it out, or write strategy: table.");
    return;
  }
  if (has_table) return check_bid_table(bidder_class.bid_table, path + ".bid_table", findings);
  findings.refuse(path + ".bid_table", "is missing, strategy: table follows it",
                  "Give e.g. {required_price_per_mwh: [30, 60], bid_per_mwh: [33, 60]}, or another strategy.");
}

/// Bidders with several projects are solved for as if profits add up.
void check_projects_of(const BidderClass& bidder_class, const std::string& path, Findings& findings) {
  if (bidder_class.projects_per_bidder == 1) return;
  const std::string key = path + ".projects_per_bidder", remedy = "Leave it out, or give each bidder one project.";
  const Strategy strategy = bidder_class.strategy;
  if (strategy == Strategy::adaptive || strategy == Strategy::best_response) {
    findings.refuse(key, "is outside the method with strategy: " + std::string(choice_name(strategy)),
                    "Take strategy: equilibrium, truthful, markup or table.");
  }
  if (bidder_class.risk_aversion.form != RiskForm::none) {
    findings.refuse(path + ".risk_aversion", "is outside the method where bidders have several projects", remedy);
  }
  if (bidder_class.entry_cost_per_mwh != 0.0) {
    findings.refuse(path + ".entry_cost_per_mwh", "is outside the method where bidders have several projects", remedy);
  }
}

void check_class(const BidderClass& bidder_class, const std::string& path, Findings& findings) {
  check_projects_of(bidder_class, path, findings);
  const Strategy strategy = bidder_class.strategy;
  if (!is_zero(bidder_class.markup_fraction) && strategy != Strategy::markup && strategy != Strategy::best_response) {
    findings.refuse(path + ".markup_fraction", idle_with(strategy), "Leave it out, or write strategy: markup.");
  }
  check_table_of(bidder_class, path, findings);
  const std::string risk = path + ".risk_aversion";
  check_risk_aversion(bidder_class.risk_aversion, risk, findings);
  if (is_solved_for(strategy)) return;
  const std::string remedy = "Leave it out, or write strategy: equilibrium.";
  if (bidder_class.risk_aversion.form != RiskForm::none) findings.refuse(risk, idle_with(strategy), remedy);
  if (bidder_class.entry_cost_per_mwh != 0.0) findings.refuse(path + ".entry_cost_per_mwh", idle_with(strategy), remedy);
}

/// Refuses a name that no class has; nothing if a class has it.
const BidderClass* class_named(const std::string& name, const Scenario& scenario, const std::string& path, Findings& findings) {
  const auto& classes = scenario.bidder_classes;
  const auto found = std::ranges::find(classes, name, &BidderClass::name);
  if (found != classes.end()) return &*found;
  std::vector<std::string> names;
  for (const BidderClass& bidder_class : classes) names.push_back(bidder_class.name);
  findings.refuse(path, "there is no class '" + printable(name) + "'", nearest_hint(name, names));
  return nullptr;
}

/// Members of a ring bid by one strategy and value profits alike.
void check_alike(const BidderClass& first, const BidderClass& member, const std::string& path, Findings& findings) {
  if (member.strategy != first.strategy) {
    findings.refuse(path,
                    member.name + " has strategy: " + std::string(choice_name(member.strategy)) + ", " + first.name + " " +
                        std::string(choice_name(first.strategy)) + " (a ring bids as one)",
                    "Give all classes of a ring the same strategy.");
  }
  if (member.risk_aversion != first.risk_aversion || member.entry_cost_per_mwh != first.entry_cost_per_mwh) {
    findings.refuse(path,
                    member.name + " and " + first.name + " differ in risk_aversion or entry_cost_per_mwh (a ring bids as one)",
                    "Give all classes of a ring the same.");
  }
}

/// @param ring_of names of classes → the ring in which they were met first.
void check_ring(const Ring& ring, const Scenario& scenario, std::map<std::string, std::string>& ring_of, Findings& findings) {
  const std::string path = "rings." + ring.name + ".bidder_classes";
  const BidderClass* first = nullptr;
  std::int64_t bidders = 0;
  bool is_sound = true;
  for (const std::string& name : ring.bidder_classes) {
    const BidderClass* member = class_named(name, scenario, path, findings);
    is_sound = is_sound && member != nullptr;
    if (member == nullptr) continue;
    bidders += member->bidders;
    if (member->projects_per_bidder > 1) {
      findings.refuse(path, name + " has several projects a bidder, and a ring bids for one",
                      "Give its bidders one project each.");
    }
    const auto [other, is_new] = ring_of.emplace(name, ring.name);
    if (!is_new && other->second != ring.name) {
      findings.refuse(path, name + " belongs to rings." + other->second + ", too", "Name each class in one ring.");
    }
    if (first == nullptr) first = member;
    check_alike(*first, *member, path, findings);
  }
  if (!is_sound || bidders > 1) return;
  findings.warn(path,
                "the ring has " + std::to_string(bidders) + (bidders == 1 ? " bidder" : " bidders") + ", it changes nothing", "");
}

}  // namespace

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

std::vector<Issue> check_strategies(const Scenario& scenario) {
  Findings findings(scenario);
  for (const BidderClass& bidder_class : scenario.bidder_classes) {
    check_class(bidder_class, "bidder_classes." + bidder_class.name, findings);
  }
  return findings.issues;
}

std::vector<Issue> check_rings(const Scenario& scenario) {
  Findings findings(scenario);
  std::map<std::string, std::string> ring_of;
  for (const Ring& ring : scenario.rings) check_ring(ring, scenario, ring_of, findings);
  return findings.issues;
}

}  // namespace sealedbid
