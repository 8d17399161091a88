#include "simulation/deviation_worlds.hpp"

#include <algorithm>
#include <functional>

#include "auction/rules.hpp"
#include "bidding/bid_function.hpp"
#include "bidding/deviation_payoff.hpp"

namespace sealedbid {

namespace {

bool is_solved_for(const ClassModel& model) {
  return model.strategy == Strategy::equilibrium || model.strategy == Strategy::best_response;
}

/// Bids above a ceiling that bidders do not know are not taken.
std::int32_t admitted(const Market& market, std::int32_t bid_ticks, std::int32_t ceiling_ticks) {
  const bool is_excluded = market.has_plain_rules && !market.auction.ceiling_disclosed && bid_ticks > ceiling_ticks;
  return is_excluded ? no_price : bid_ticks;
}

LaneIntegers known_ceiling(const Market& market, const ClassModel& model, const DrawnTile& drawn) {
  LaneIntegers highest;
  highest.fill(unlimited_ticks);
  if (!market.auction.ceiling_disclosed) return highest;
  const auto own = market.has_plain_rules ? std::nullopt : own_ceiling_ticks(market, model);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const std::int64_t ceiling = own ? *own : drawn.ceiling_ticks[lane];
    highest[lane] = static_cast<std::int32_t>(std::clamp<std::int64_t>(ceiling, 0, unlimited_ticks));
  }
  return highest;
}

int first_slot_of(const Market& market, int bidder_class) {
  int slot = 0;
  for (int c = 0; c < bidder_class; ++c) slot += market.classes[std::size_t(c)].bidders;
  return slot;
}

}  // namespace

Utility class_utility(const ClassModel& model) {
  const double coefficient = model.risk_aversion.coefficient.value_or(1.0);
  switch (model.risk_aversion.form) {
    case RiskForm::none:
      return {};
    case RiskForm::crra:
      return {UtilityFamily::crra, coefficient};
    case RiskForm::cara:
      return {UtilityFamily::cara, coefficient};
  }
  return {};
}

PolicyMarket imagined_by_best_response(const PolicyMarket& policy) {
  PolicyMarket imagined = policy;
  for (std::size_t c = 0; c < imagined.market.classes.size(); ++c) {
    ClassModel& model = imagined.market.classes[c];
    if (!is_solved_for(model)) continue;
    model.strategy = Strategy::markup;
    if (c < imagined.strategies.surfaces.size()) imagined.strategies.surfaces[c].reset();
  }
  return imagined;
}

DeviationWorlds::Arena::Arena(const PolicyMarket& policy, std::uint64_t seed)
    : market(&policy.market), draws(policy.market, seed, &policy.strategies) {
  if (!market->has_plain_rules) round_clearing.emplace(*market, seed, draws.slots());
}

DeviationWorlds::DeviationWorlds(const PolicyMarket& policy, const PolicyMarket* imagined, std::uint64_t seed)
    : policy_(policy, seed), are_relative_(policy.strategies.are_needed()) {
  if (imagined != nullptr) imagined_.emplace(*imagined, seed);
}

void DeviationWorlds::draw(std::int64_t first_world, std::uint32_t round) {
  first_world_ = first_world;
  round_ = round;
  draw(policy_, first_world, round);
  if (imagined_) draw(*imagined_, first_world, round);
}

void DeviationWorlds::draw(Arena& arena, std::int64_t first_world, std::uint32_t round) {
  arena.draws.draw(first_world, round, arena.drawn);
  arena.volume_kw = arena.drawn.volume_kw;
  arena.strategy_ticks = arena.admitted_ticks = arena.drawn.bid_ticks;
  for (LaneIntegers& slot : arena.admitted_ticks) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      if (slot[lane] != no_price) slot[lane] = admitted(*arena.market, slot[lane], arena.drawn.ceiling_ticks[lane]);
    }
  }
}

/// Who bids for a ring: the present member, of any class of the ring, that needs least.
int DeviationWorlds::slot_of_ring(const ClassModel& model, std::size_t lane) const {
  const std::vector<Slot>& slots = policy_.draws.slots();
  int chosen = -1;
  for (std::size_t s = 0; s < slots.size(); ++s) {
    const ClassModel& other = policy_.market->classes[std::size_t(slots[s].bidder_class)];
    if (other.ring != model.ring || policy_.drawn.realised_ticks[s][lane] == no_price) continue;
    const auto believed = [&](std::size_t slot) { return policy_.drawn.believed_per_mwh[slot][lane]; };
    if (chosen < 0 || believed(s) < believed(std::size_t(chosen))) chosen = static_cast<int>(s);
  }
  return chosen;
}

Deviators DeviationWorlds::deviators(int bidder_class, std::int64_t turn) const {
  const Market& market = *policy_.market;
  const ClassModel& model = market.classes[std::size_t(bidder_class)];
  const DrawnTile& drawn = policy_.drawn;
  const int first_slot = first_slot_of(market, bidder_class);
  Deviators out;
  out.bidder_class = bidder_class;
  out.highest_ticks = known_ceiling(market, model, drawn);
  out.reference_per_mwh.fill(1.0);
  if (are_relative_) {
    out.base_per_mwh = drawn.base_per_mwh;
    out.reference_per_mwh = drawn.reference_per_mwh;
    out.state = drawn.public_state;
  }
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    int slot = first_slot + static_cast<int>(turn % model.bidders);
    if (model.ring >= 0) slot = slot_of_ring(model, lane);
    const bool is_of_class = slot >= first_slot && slot < first_slot + model.bidders;
    const bool can_bid = is_of_class && drawn.realised_ticks[std::size_t(slot)][lane] != no_price;
    out.slot[lane] = can_bid ? slot : -1;
    out.bid_ticks[lane] = can_bid ? policy_.strategy_ticks[std::size_t(slot)][lane] : no_price;
    out.estimate_per_mwh[lane] = can_bid ? drawn.believed_per_mwh[std::size_t(slot)][lane] : 0.0;
  }
  round_up_to_grid(out.estimate_per_mwh, market.auction.price_step_per_mwh, out.required_ticks);
  return out;
}

void DeviationWorlds::hidden_ratio(LaneReals& ratio) {
  policy_.draws.true_reference(policy_.drawn, ratio);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    ratio[lane] = (ratio[lane] - policy_.drawn.base_per_mwh[lane]) / policy_.drawn.reference_per_mwh[lane];
  }
}

void DeviationWorlds::clear(Arena& arena) const {
  const auto draw_lot = [&](int slot, int lane) {
    const Slot& bidder = arena.draws.slots()[std::size_t(slot)];
    return draw_bits(arena.draws.class_key(bidder.bidder_class), first_world_ + lane, round_,
                     lottery_number(*arena.market, bidder), Purpose::lottery);
  };
  const Lottery lottery = std::cref(draw_lot);
  if (arena.round_clearing) {
    arena.round_clearing->clear(first_world_, round_, lottery, arena.draws, arena.drawn, arena.round_tile);
    arena.drawn.volume_kw = arena.volume_kw;
    return;
  }
  const AuctionModel& auction = arena.market->auction;
  const AuctionRules rules{auction.pricing, auction.marginal_bid, auction.ties, auction.minimum_bids};
  const DrawnTile& drawn = arena.drawn;
  clear_tile(rules, {drawn.bid_ticks, drawn.quantity_kw, drawn.volume_kw, drawn.ceiling_ticks}, lottery, arena.cleared);
}

namespace {

/// Models of one class's projects follow one another.
int slot_of_project(const ClassModel& model, int slot, int project) {
  return slot + (project - model.project) * model.bidders;
}

/// What another project bids where a bid deviates.
std::int32_t bid_of_other(OtherProjects others, std::int32_t own_ticks, std::int32_t strategy_ticks, std::int32_t deviating_ticks,
                          std::int32_t highest_ticks, bool is_before) {
  switch (others) {
    case OtherProjects::keep:
      break;
    case OtherProjects::follow:
      if (deviating_ticks == no_price || own_ticks == no_price || strategy_ticks == no_price) return deviating_ticks;
      return std::clamp(own_ticks + (deviating_ticks - strategy_ticks), 0, highest_ticks);
    case OtherProjects::make_way:
      if (deviating_ticks == no_price) return is_before ? own_ticks : no_price;
      if (is_before) return std::max(0, own_ticks == no_price ? deviating_ticks - 1 : std::min(own_ticks, deviating_ticks - 1));
      if (own_ticks == no_price || deviating_ticks >= highest_ticks) return no_price;
      return std::max(own_ticks, deviating_ticks + 1);
  }
  return own_ticks;
}

}  // namespace

void DeviationWorlds::place_bids(const Deviators& deviators, const TriedBids& tried, Arena& arena) const {
  const Market& market = *policy_.market;
  const ClassModel& model = market.classes[std::size_t(deviators.bidder_class)];
  arena.drawn.bid_ticks = arena.admitted_ticks;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (deviators.slot[lane] < 0) continue;
    const auto place = [&](int slot, std::int32_t ticks) {
      const bool bids = ticks != no_price;
      arena.drawn.bid_ticks[std::size_t(slot)][lane] = bids ? admitted(market, ticks, arena.drawn.ceiling_ticks[lane]) : no_price;
    };
    place(deviators.slot[lane], tried.ticks[lane]);
    if (tried.others[lane] == OtherProjects::keep) continue;
    for (int project = 0; project < model.projects; ++project) {
      if (project == model.project) continue;
      const int slot = slot_of_project(model, deviators.slot[lane], project);
      place(slot, bid_of_other(tried.others[lane], arena.drawn.bid_ticks[std::size_t(slot)][lane], deviators.bid_ticks[lane],
                               tried.ticks[lane], deviators.highest_ticks[lane], project < model.project));
    }
  }
}

void DeviationWorlds::add_outcome(const Deviators& deviators, const TriedBids& tried, const Arena& arena, std::size_t lane,
                                  DeviatorOutcome& outcome) const {
  const Market& market = *policy_.market;
  const ClassModel& model = market.classes[std::size_t(deviators.bidder_class)];
  const ClearedTile& cleared = arena.round_clearing ? arena.round_tile.cleared : arena.cleared;
  const std::vector<LaneIntegers>* own_prices = arena.round_clearing ? &arena.round_tile.paid_ticks : nullptr;
  if (own_prices == nullptr && market.auction.pricing == PricingRule::pay_as_bid) own_prices = &arena.drawn.bid_ticks;
  const bool may_change = !is_zero(model.capex_change_after_award_fraction);
  const auto own = static_cast<std::size_t>(deviators.slot[lane]);
  for (int project = 0; project < model.projects; ++project) {
    const auto slot = static_cast<std::size_t>(slot_of_project(model, deviators.slot[lane], project));
    const std::int32_t awarded_kw = cleared.awarded_kw[slot][lane];
    if (awarded_kw == 0) continue;
    const std::int32_t paid_ticks = own_prices != nullptr ? (*own_prices)[slot][lane] : cleared.clearing_price_ticks[lane];
    const double price = paid_ticks * market.auction.price_step_per_mwh, required = arena.drawn.realised_per_mwh[slot][lane];
    const double share = double(awarded_kw) / double(arena.drawn.quantity_kw[own][lane]);
    const double worth = may_change ? award_worth_per_mwh(model.capex_change_after_award_fraction, arena.drawn.changes[slot],
                                                          lane, price, required)
                                    : utility_of(class_utility(model), price - required);
    outcome.utility[lane] += share * worth;
    const bool is_moved = slot == own ? paid_ticks <= tried.ticks[lane]
                                      : paid_ticks == tried.ticks[lane] && arena.drawn.bid_ticks[slot][lane] != paid_ticks;
    if (is_moved) outcome.moved_share[lane] += share;
    if (slot != own) continue;
    outcome.share[lane] = share;
    outcome.paid_ticks[lane] = paid_ticks;
  }
}

void DeviationWorlds::clear(const Deviators& deviators, const TriedBids& tried, DeviatorOutcome& outcome) {
  const ClassModel& model = policy_.market->classes[std::size_t(deviators.bidder_class)];
  Arena& arena = model.strategy == Strategy::best_response && imagined_ ? *imagined_ : policy_;
  place_bids(deviators, tried, arena);
  clear(arena);
  outcome.utility.fill(0.0);
  outcome.share.fill(0.0);
  outcome.moved_share.fill(0.0);
  outcome.paid_ticks.fill(no_price);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (deviators.slot[lane] >= 0) add_outcome(deviators, tried, arena, lane, outcome);
  }
}

}  // namespace sealedbid
