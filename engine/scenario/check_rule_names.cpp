#include <algorithm>

#include "base/text.hpp"
#include "scenario/check_auction_rules.hpp"

namespace sealedbid {

namespace {

using Names = std::vector<std::string>;

/// Calls visitor(key path, filter) for every filter of the rules.
template <class Visitor>
void for_each_filter(const Auction& auction, Visitor visitor) {
  const auto visit = [&](const std::string& path, const auto& rules) {
    for (const auto& rule : rules) visitor("auction." + path + "." + rule.name + ".bids.", rule.bids);
  };
  visit("exclusions", auction.exclusions);
  visit("ceilings", auction.ceilings);
  visit("ranking.adjustments", auction.ranking.adjustments);
  visit("stages", auction.stages);
  visit("limits", auction.limits);
  visit("pricing_exceptions", auction.pricing_exceptions);
}

/// What the classes of bidders have of an attribute.
Names names_of(const Scenario& scenario, std::string BidderClass::*attribute) {
  Names names;
  for (const BidderClass& bidder_class : scenario.bidder_classes) {
    if (!(bidder_class.*attribute).empty()) names.push_back(bidder_class.*attribute);
  }
  return names;
}

Names technologies_of(const Scenario& scenario) {
  Names names = names_of(scenario, &BidderClass::technology);
  for (const Technology& technology : scenario.technologies) names.push_back(technology.name);
  return names;
}

void check_names(const Scenario& scenario, const std::string& path, const std::string& kind, const Names& asked,
                 const Names& known, std::vector<Issue>& issues) {
  for (const std::string& name : asked) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string nearest = nearest_name(name, known);
    issues.push_back(rule_issue(scenario, path, "no class of bidders has the " + kind + " '" + printable(name) + "'",
                                nearest.empty() ? "" : "Did you mean " + printable(nearest) + "?"));
  }
}

void check_criteria(const Scenario& scenario, std::vector<Issue>& issues) {
  for (const Criterion& criterion : scenario.auction.ranking.criteria) {
    if (criterion.name == "price") continue;
    for (const BidderClass& bidder_class : scenario.bidder_classes) {
      if (bidder_class.criteria.contains(criterion.name)) continue;
      issues.push_back(rule_issue(scenario, "bidder_classes." + bidder_class.name + ".criteria",
                                  "has no " + criterion.name + ", and auction.ranking.criteria asks for it", "Give it."));
    }
  }
}

}  // namespace

std::vector<Issue> check_rule_names(const Scenario& scenario) {
  std::vector<Issue> issues;
  const Names technologies = technologies_of(scenario);
  const Names zones = names_of(scenario, &BidderClass::zone), segments = names_of(scenario, &BidderClass::segment);
  const Names lots = names_of(scenario, &BidderClass::lot), years = names_of(scenario, &BidderClass::delivery_year);
  for_each_filter(scenario.auction, [&](const std::string& path, const BidFilter& bids) {
    check_names(scenario, path + "technologies", "technology", bids.technologies, technologies, issues);
    check_names(scenario, path + "zones", "zone", bids.zones, zones, issues);
    check_names(scenario, path + "segments", "segment", bids.segments, segments, issues);
    check_names(scenario, path + "lots", "lot", bids.lots, lots, issues);
    check_names(scenario, path + "delivery_years", "delivery year", bids.delivery_years, years, issues);
  });
  check_criteria(scenario, issues);
  return issues;
}

}  // namespace sealedbid
