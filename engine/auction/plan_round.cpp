#include <algorithm>
#include <cmath>
#include <map>

#include "auction/history_rules.hpp"
#include "auction/match_bids.hpp"
#include "auction/plan_limits.hpp"
#include "auction/round_plan.hpp"
#include "auction/yield_correction.hpp"
#include "base/issue.hpp"

namespace sealedbid {
namespace {

using Bids = std::span<const BidAttributes>;

/// The first rule of a list that matches each bid, −1 where none does.
template <class Rules>
std::vector<std::int32_t> first_matches(const Rules& rules, const std::string& host, Bids bids) {
  std::vector<std::int32_t> found(bids.size(), -1);
  for (std::size_t b = 0; b < bids.size(); ++b) {
    const auto match = std::ranges::find_if(rules, [&](const auto& rule) { return matches(rule.bids, bids[b], host); });
    if (match != rules.end()) found[b] = static_cast<std::int32_t>(match - rules.begin());
  }
  return found;
}

void plan_ceilings(const std::string& host, Bids bids, RoundPlan& plan) {
  const Auction& auction = plan.auction;
  const std::vector<std::int32_t> rule = first_matches(auction.ceilings, host, bids);
  const std::optional<double> from_history = ceiling_from_history(auction.ceiling_from_history, auction.history);
  plan.ceiling_ticks.resize(bids.size());
  plan.has_general_ceiling.resize(bids.size());
  for (std::size_t b = 0; b < bids.size(); ++b) {
    if (rule[b] >= 0) {
      plan.ceiling_ticks[b] = ceiling_ticks(auction, auction.ceilings[std::size_t(rule[b])].ceiling_per_mwh);
    } else if (from_history) {
      plan.ceiling_ticks[b] = ceiling_ticks(auction, *from_history);
    } else {
      plan.has_general_ceiling[b] = 1;
    }
  }
  if (auction.floor_per_mwh) plan.floor_ticks = floor_ticks(auction, *auction.floor_per_mwh);
}

/// Numbers the bids by a text, in the order of first appearance.
std::vector<std::int32_t> numbered(const std::vector<std::string>& texts, std::vector<std::string>* names = nullptr) {
  std::map<std::string, std::int32_t> numbers;
  std::vector<std::int32_t> result;
  for (const std::string& text : texts) {
    const auto [entry, is_new] = numbers.emplace(text, static_cast<std::int32_t>(numbers.size()));
    if (is_new && names != nullptr) names->push_back(text);
    result.push_back(entry->second);
  }
  return result;
}

std::string price_group_of(PriceScope scope, const BidAttributes& bid) {
  switch (scope) {
    case PriceScope::all:
    case PriceScope::stage:
      return "";
    case PriceScope::technology:
      return bid.technology;
    case PriceScope::zone:
      return bid.zone;
    case PriceScope::segment:
      return bid.segment;
    case PriceScope::lot:
      return bid.lot;
    case PriceScope::delivery_year:
      return bid.delivery_year;
  }
  return "";
}

void plan_prices(const std::string& host, Bids bids, RoundPlan& plan) {
  std::vector<std::string> groups, bidders, years;
  for (const BidAttributes& bid : bids) {
    groups.push_back(price_group_of(plan.auction.uniform_price_within, bid));
    bidders.push_back(bidder_of(bid));
    years.push_back(bid.delivery_year);
  }
  plan.price_group = numbered(groups, &plan.price_group_names);
  plan.bidder = numbered(bidders);
  plan.delivery_year = numbered(years);
  const std::vector<std::int32_t> exception = first_matches(plan.auction.pricing_exceptions, host, bids);
  for (const std::int32_t index : exception) {
    plan.pricing.push_back(index < 0 ? plan.auction.pricing : plan.auction.pricing_exceptions[std::size_t(index)].pricing);
  }
}

void plan_stages(const std::string& host, Bids bids, RoundPlan& plan) {
  for (const Stage& stage : plan.auction.stages) {
    PlannedStage& planned = plan.stages.emplace_back();
    for (const BidAttributes& bid : bids) planned.admits.push_back(matches(stage.bids, bid, host) ? 1 : 0);
    if (stage.ceiling_per_mwh) planned.ceiling_ticks = ceiling_ticks(plan.auction, *stage.ceiling_per_mwh);
  }
  plan.stages.emplace_back().admits.assign(bids.size(), 1);
}

std::int64_t scale_1e6(AdjustmentScale scale, const BidAttributes& bid, const std::string& host) {
  switch (scale) {
    case AdjustmentScale::one:
      return 1'000'000;
    case AdjustmentScale::local_content:
      return millionths(bid.local_content_fraction);
    case AdjustmentScale::foreign_share:
      return foreign_share_1e6(bid, host);
  }
  return 0;
}

/// How the price of a bid is turned into its rank: rank = price · factor + adder.
void plan_rank(const Auction& auction, const std::string& host, const BidAttributes& bid, std::int64_t& factor_1e8,
               std::int64_t& adder_1e8_ticks) {
  const Ranking& ranking = auction.ranking;
  Int128 added_1e6 = 0, adder = 0;
  for (const RankAdjustment& adjustment : ranking.adjustments) {
    if (!matches(adjustment.bids, bid, host)) continue;
    const Int128 scale = scale_1e6(adjustment.scaled_by, bid, host);
    added_1e6 += rounded_ratio(millionths(adjustment.add_fraction) * scale, 1'000'000);
    adder += rounded_ratio(std::llround(adjustment.add_per_mwh / auction.price_step_per_mwh * 1e8) * scale, 1'000'000);
  }
  const Int128 yield_1e6 =
      ranking.yield_correction == YieldCorrection::given_factor
          ? Int128{millionths(bid.rank_factor)}
          : Int128{yield_correction_1e2(ranking.yield_correction, millionths(bid.site_quality_fraction))} * 10'000;
  factor_1e8 = static_cast<std::int64_t>(rounded_ratio(yield_1e6 * (1'000'000 + added_1e6), 10'000));
  adder_1e8_ticks = static_cast<std::int64_t>(auction.direction == Direction::sale ? -adder : adder);
}

void require(bool is_given, const std::string& bid, const std::string& attribute, const std::string& rule,
             std::vector<Issue>& issues) {
  if (is_given) return;
  issues.push_back({{}, attribute, "bid " + bid + " has none", rule + " needs it.", Severity::error});
}

void check_needs(const RoundPlan& plan, Bids bids) {
  std::vector<Issue> issues;
  const bool needs_hours = std::ranges::any_of(plan.limits, [](const PlannedLimit& limit) {
    return limit.measure == LimitMeasure::energy || limit.measure == LimitMeasure::support;
  });
  const Ranking& ranking = plan.auction.ranking;
  for (const BidAttributes& bid : bids) {
    if (needs_hours) {
      require(bid.full_load_hours > 0.0, bid.name, "full_load_hours", "A volume of energy or a budget", issues);
    }
    if (ranking.by == RankBy::support_per_tco2) {
      require(bid.emission_tco2_per_mwh > 0.0, bid.name, "emission_tco2_per_mwh", "Ranking by support_per_tco2", issues);
    }
    for (const Criterion& criterion : ranking.criteria) {
      if (criterion.name == price_criterion) continue;
      require(bid.criteria.contains(criterion.name), bid.name, "criterion_" + criterion.name,
              "Ranking by points with this criterion", issues);
    }
  }
  if (!issues.empty()) throw InputError(std::move(issues));
}

void take_numbers(const std::string& host, Bids bids, RoundPlan& plan) {
  const std::size_t n = bids.size();
  plan.rank_factor_1e8.resize(n);
  plan.rank_adder_1e8_ticks.resize(n);
  plan.full_load_hours_1e6.resize(n);
  plan.emission_1e6.resize(n);
  const std::vector<Criterion>& criteria = plan.auction.ranking.criteria;
  plan.criteria_1e6.assign(criteria.size(), {});
  for (std::size_t b = 0; b < n; ++b) {
    plan_rank(plan.auction, host, bids[b], plan.rank_factor_1e8[b], plan.rank_adder_1e8_ticks[b]);
    plan.full_load_hours_1e6[b] = millionths(bids[b].full_load_hours);
    plan.emission_1e6[b] = millionths(bids[b].emission_tco2_per_mwh);
    for (std::size_t c = 0; c < criteria.size(); ++c) {
      if (criteria[c].name != price_criterion) plan.criteria_1e6[c].push_back(millionths(bids[b].criteria.at(criteria[c].name)));
    }
  }
  update_uses(host, bids, plan);
}

}  // namespace

RoundPlan plan_round(const Auction& auction, const std::string& host_code, std::span<const BidAttributes> bids) {
  RoundPlan plan;
  plan.auction = auction;
  plan.bids = bids.size();
  plan.exclusion = first_matches(auction.exclusions, host_code, bids);
  plan.reference_ticks = std::llround(auction.ranking.reference_per_mwh / auction.price_step_per_mwh);
  plan_ceilings(host_code, bids, plan);
  plan_prices(host_code, bids, plan);
  plan_stages(host_code, bids, plan);
  plan_limits(host_code, bids, plan);
  check_needs(plan, bids);
  take_numbers(host_code, bids, plan);
  return plan;
}

void update_numbers(RoundPlan& plan, const std::string& host_code, std::span<const BidAttributes> bids) {
  take_numbers(host_code, bids, plan);
}

}  // namespace sealedbid
