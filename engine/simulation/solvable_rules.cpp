#include "simulation/solvable_rules.hpp"

#include <algorithm>

#include "base/issue.hpp"
#include "simulation/size_lattice.hpp"
#include "simulation/strategy_bids.hpp"

namespace sealedbid {

namespace {

constexpr const char* other_strategies = "Use strategy truthful, markup or table.";

void refuse(bool is_used, const std::string& key_path, const std::string& what, const std::string& instead = other_strategies) {
  if (is_used) throw InputError(Issue{{}, key_path, what, instead, Severity::error});
}

std::string strategy_path(const ClassModel& model) {
  return "bidder_classes." + model.class_name + ".strategy";
}

void check_format(const Auction& rules) {
  refuse(rules.format != AuctionFormat::sealed_bid, "auction.format", "bid functions cannot be solved for a clock");
  refuse(!rules.packages.empty(), "auction.packages", "bid functions cannot be solved for packages");
}

/// A volume in MW, as offered, for whom it may concern.
bool has_plain_volume(const Auction& rules) {
  return rules.volume_mw.has_value() && !rules.volume_mwh_per_year && !rules.budget_per_year &&
         rules.volume_response.rule == VolumeRule::as_offered && rules.stages.empty() && rules.limits.empty();
}

bool has_plain_admission(const Auction& rules) {
  return rules.minimum_bidders <= 1 && !rules.minimum_bid_mw && !rules.maximum_bid_mw && rules.exclusions.empty() &&
         (rules.ceiling_disclosed || rules.ceilings.empty()) && !rules.floor_per_mwh;
}

bool has_plain_award(const Auction& rules) {
  const Ranking& ranking = rules.ranking;
  const bool is_scaled = std::ranges::any_of(
      ranking.adjustments, [](const RankAdjustment& adjustment) { return adjustment.scaled_by != AdjustmentScale::one; });
  return ranking.by == RankBy::price && ranking.yield_correction == YieldCorrection::none &&
         !ranking.band_above_lowest_fraction && !is_scaled && rules.uniform_price_within == PriceScope::all &&
         rules.pricing_exceptions.empty() && rules.uncontested == Uncontested::normal_price &&
         rules.marginal_bid != MarginalBidRule::partial_above_minimum &&
         rules.marginal_bid != MarginalBidRule::reject_delivery_year;
}

/// What decides how a member of a ring bids, besides its estimate.
bool bid_alike(const ClassModel& a, const ClassModel& b) {
  return a.strategy == b.strategy && a.risk_aversion == b.risk_aversion && a.entry_cost_per_mwh == b.entry_cost_per_mwh;
}

void check_classes(const Market& market) {
  for (const ClassModel& model : market.classes) {
    refuse(is_solved_for(model.strategy) && market.rules.direction == Direction::sale, strategy_path(model),
           "in an auction in which bidders pay, bid functions cannot be solved yet", "Use truthful, markup or table.");
    if (model.ring < 0) continue;
    const auto other = std::ranges::find_if(
        market.classes, [&](const ClassModel& one) { return one.ring == model.ring && !bid_alike(one, model); });
    const bool is_concerned = other != market.classes.end() && (is_solved_for(model.strategy) || is_solved_for(other->strategy));
    refuse(is_concerned, strategy_path(model), "a ring bids as one, but this class and another of its ring bid differently",
           "Give all classes of the ring the same strategy, risk_aversion and entry_cost_per_mwh.");
  }
}

}  // namespace

void check_solvable(const Market& market) {
  check_classes(market);
  check_format(market.rules);
}

bool has_several_projects(const Market& market) {
  return std::ranges::any_of(market.classes, [](const ClassModel& model) { return model.projects > 1; });
}

bool has_tabulated_rules(const Market& market) {
  return !has_several_projects(market) && has_plain_volume(market.rules) && has_plain_admission(market.rules) &&
         has_plain_award(market.rules);
}

bool is_truth_best(const Market& market) {
  const auto is_simple = [](const ClassModel& model) {
    return !is_solved_for(model.strategy) || (model.entry_cost_per_mwh == 0.0 && (model.required_price_per_mwh.has_value() ||
                                                                                  is_zero(model.yield_estimate_error_fraction)));
  };
  return has_tabulated_rules(market) && market.auction.pricing == PricingRule::uniform_lowest_rejected &&
         market.rules.ranking.adjustments.empty() && std::ranges::all_of(market.classes, is_simple) &&
         has_equal_lots(size_lattice(market));
}

}  // namespace sealedbid
