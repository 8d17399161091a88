#include "auction/plan_limits.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "auction/match_bids.hpp"

namespace sealedbid {
namespace {

using Bids = std::span<const BidAttributes>;

/// 1 MW, 1 MWh, and 1 MWh at one tick in the units of LimitMeasure.
constexpr std::int64_t power_of_mw = 1'000'000'000, energy_of_mwh = 1'000'000'000'000'000, support_of_mwh = 1'000'000'000;

Int128 power_amount(double mw) {
  return Int128{std::llround(mw * 1000.0)} * (power_of_mw / 1000);
}

Int128 energy_amount(double mwh) {
  return Int128{millionths(mwh)} * (energy_of_mwh / 1'000'000);
}

/// Money = ticks · step · MWh, so that an amount of money is amount / step in ticks · MWh.
Int128 support_amount(double money, double step) {
  return Int128{millionths(money)} * support_of_mwh / millionths(step);
}

/// The amount that a stage or limit gives in one of its measures.
struct Amount {
  LimitMeasure measure;
  std::optional<Int128> amount;  ///< nothing: the fraction of the round's volume
  std::int64_t fraction_1e6 = 1'000'000;
};

/// What a Stage or Limit gives, in the order MW, MWh, budget.
template <class Rule>
std::vector<Amount> amounts_of(const Rule& rule, double step) {
  std::vector<Amount> amounts;
  if (rule.volume_mw) amounts.push_back({LimitMeasure::power, power_amount(*rule.volume_mw)});
  if (rule.volume_fraction) amounts.push_back({LimitMeasure::power, std::nullopt, millionths(*rule.volume_fraction)});
  if (rule.volume_mwh_per_year) amounts.push_back({LimitMeasure::energy, energy_amount(*rule.volume_mwh_per_year)});
  if (rule.budget_per_year) amounts.push_back({LimitMeasure::support, support_amount(*rule.budget_per_year, step)});
  return amounts;
}

void number_instances(const Limit& limit, const std::string& host, Bids bids, PlannedLimit& planned) {
  std::map<std::string, std::int32_t> numbers;
  for (const BidAttributes& bid : bids) {
    const std::string text = scope_text(limit.per, bid);
    if (text.empty() || !matches(limit.bids, bid, host)) {
      planned.instance.push_back(-1);
    } else {
      planned.instance.push_back(numbers.emplace(text, static_cast<std::int32_t>(numbers.size())).first->second);
    }
  }
  planned.instances = std::max(1, static_cast<int>(numbers.size()));
}

PlannedLimit planned_amount(DecidingRule rule, const Amount& amount, MarginalBidRule marginal_bid, const Auction& auction) {
  PlannedLimit planned;
  planned.rule = rule;
  planned.measure = amount.measure;
  planned.marginal_bid = marginal_bid;
  planned.amount = amount.amount;
  planned.fraction_of_volume_1e6 = amount.fraction_1e6;
  planned.is_valued_at_clearing_price = amount.measure == LimitMeasure::support &&
                                        auction.pricing == PricingRule::uniform_highest_accepted &&
                                        marginal_bid == MarginalBidRule::reject_delivery_year;
  return planned;
}

void plan_own_limits(const std::string& host, Bids bids, RoundPlan& plan) {
  for (std::size_t l = 0; l < plan.auction.limits.size(); ++l) {
    const Limit& limit = plan.auction.limits[l];
    std::vector<Amount> amounts = amounts_of(limit, plan.auction.price_step_per_mwh);
    if (limit.awards) amounts.push_back({LimitMeasure::awards, Int128{*limit.awards}});
    for (const Amount& amount : amounts) {
      plan.limits.push_back(
          planned_amount({DecidingRule::Kind::limit, static_cast<int>(l)}, amount, limit.marginal_bid, plan.auction));
      number_instances(limit, host, bids, plan.limits.back());
    }
  }
}

void plan_stage_volumes(Bids bids, RoundPlan& plan) {
  for (std::size_t s = 0; s < plan.auction.stages.size(); ++s) {
    const Stage& stage = plan.auction.stages[s];
    for (const Amount& amount : amounts_of(stage, plan.auction.price_step_per_mwh)) {
      plan.stages[s].limits.push_back(static_cast<int>(plan.limits.size()));
      plan.limits.push_back(
          planned_amount({DecidingRule::Kind::stage, static_cast<int>(s)}, amount, stage.marginal_bid, plan.auction));
      plan.limits.back().instance.assign(bids.size(), 0);
    }
  }
}

void plan_round_volumes(Bids bids, RoundPlan& plan) {
  const Auction& auction = plan.auction;
  std::vector<std::pair<int, Amount>> amounts;
  if (auction.volume_mw) amounts.push_back({0, {LimitMeasure::power, std::nullopt}});
  if (auction.volume_mwh_per_year) amounts.push_back({1, {LimitMeasure::energy, energy_amount(*auction.volume_mwh_per_year)}});
  if (auction.budget_per_year) {
    amounts.push_back({2, {LimitMeasure::support, support_amount(*auction.budget_per_year, auction.price_step_per_mwh)}});
  }
  for (const auto& [index, amount] : amounts) {
    plan.limits.push_back(planned_amount({DecidingRule::Kind::volume, index}, amount, auction.marginal_bid, auction));
    plan.limits.back().instance.assign(bids.size(), 0);
  }
}

std::int64_t counted_share_1e6(LimitCounts counts, std::int64_t foreign_1e6) {
  switch (counts) {
    case LimitCounts::whole_bid:
      return 1'000'000;
    case LimitCounts::foreign_share:
      return foreign_1e6;
    case LimitCounts::domestic_share:
      return 1'000'000 - foreign_1e6;
  }
  return 0;
}

std::int64_t use_per_kw(LimitMeasure measure, std::int64_t share_1e6, std::int64_t hours_1e6) {
  switch (measure) {
    case LimitMeasure::power:
      return share_1e6;
    case LimitMeasure::energy:
      return share_1e6 * hours_1e6;
    case LimitMeasure::support:
      return hours_1e6;
    case LimitMeasure::awards:
      return 0;
  }
  return 0;
}

}  // namespace

void plan_limits(const std::string& host_code, std::span<const BidAttributes> bids, RoundPlan& plan) {
  plan_own_limits(host_code, bids, plan);
  const std::size_t own = plan.limits.size();
  plan_stage_volumes(bids, plan);
  const std::size_t with_stages = plan.limits.size();
  plan_round_volumes(bids, plan);
  for (const PlannedStage& stage : plan.stages) {
    std::vector<int>& order = plan.limits_of_stage.emplace_back();
    for (std::size_t l = 0; l < own; ++l) order.push_back(static_cast<int>(l));
    order.insert(order.end(), stage.limits.begin(), stage.limits.end());
    for (std::size_t l = with_stages; l < plan.limits.size(); ++l) order.push_back(static_cast<int>(l));
  }
}

void update_uses(const std::string& host_code, std::span<const BidAttributes> bids, RoundPlan& plan) {
  for (PlannedLimit& limit : plan.limits) {
    limit.use_per_kw.resize(bids.size());
    const bool is_own = limit.rule.kind == DecidingRule::Kind::limit;
    const LimitCounts counts = is_own ? plan.auction.limits[std::size_t(limit.rule.index)].counts : LimitCounts::whole_bid;
    for (std::size_t b = 0; b < bids.size(); ++b) {
      const std::int64_t share_1e6 = counted_share_1e6(counts, foreign_share_1e6(bids[b], host_code));
      limit.use_per_kw[b] = use_per_kw(limit.measure, share_1e6, plan.full_load_hours_1e6[b]);
    }
  }
}

}  // namespace sealedbid
