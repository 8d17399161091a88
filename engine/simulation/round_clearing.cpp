#include "simulation/round_clearing.hpp"

#include <algorithm>
#include <cmath>

#include "auction/history_rules.hpp"
#include "auction/match_bids.hpp"
#include "simulation/bid_attributes.hpp"

namespace sealedbid {
namespace {

/// Attributes of every slot. Numbers are middle ones, replaced by each lane's draws.
std::vector<BidAttributes> attributes_of_slots(const Market& market, const std::vector<Slot>& slots) {
  std::vector<BidAttributes> attributes;
  for (const Slot& slot : slots) {
    const ClassModel& model = market.classes[std::size_t(slot.bidder_class)];
    attributes.push_back(attributes_of(model, slot.member));
    attributes.back().full_load_hours = 1.0;
    for (const auto& [key, value] : model.bid_numbers) set_number(key, Sampler(value).quantile(0.5), attributes.back());
    for (const auto& [key, value] : model.criteria) attributes.back().criteria[key] = Sampler(value).quantile(0.5);
  }
  return attributes;
}

void reset(std::size_t slots, RoundTile& out) {
  out.cleared.awarded_kw.assign(slots, {});
  out.paid_ticks.assign(slots, {});
  out.excluded_bids.fill(0);
  out.cleared.bids.fill(0);
  out.cleared.is_void.fill(0);
  out.cleared.clearing_price_ticks.fill(no_price);
  out.cleared.lowest_awarded_bid_ticks.fill(no_price);
  out.cleared.highest_awarded_bid_ticks.fill(no_price);
}

}  // namespace

std::optional<std::int64_t> own_ceiling_ticks(const Market& market, const ClassModel& model) {
  const Auction& rules = market.rules;
  const BidAttributes bid = attributes_of(model, 0);
  const auto own =
      std::ranges::find_if(rules.ceilings, [&](const CeilingRule& rule) { return matches(rule.bids, bid, market.host_code); });
  std::optional<std::int64_t> highest;
  if (own != rules.ceilings.end()) {
    highest = ceiling_ticks(rules, own->ceiling_per_mwh);
  } else if (const auto from_history = ceiling_from_history(rules.ceiling_from_history, rules.history)) {
    highest = ceiling_ticks(rules, *from_history);
  }
  for (const Stage& stage : rules.stages) {
    if (!stage.ceiling_per_mwh || !matches(stage.bids, bid, market.host_code)) continue;
    highest = std::max(highest.value_or(0), ceiling_ticks(rules, *stage.ceiling_per_mwh));
  }
  return highest;
}

RoundClearing::RoundClearing(const Market& market, std::uint64_t seed, const std::vector<Slot>& slots)
    : market_(&market),
      slots_(slots),
      attributes_(attributes_of_slots(market, slots)),
      plan_(plan_round(market.rules, market.host_code, attributes_)),
      bids_(slots.size()) {
  needs_hours_ = std::ranges::any_of(plan_.limits, [](const PlannedLimit& limit) {
    return limit.measure == LimitMeasure::energy || limit.measure == LimitMeasure::support;
  });
  for (int c = 0; c < static_cast<int>(market.classes.size()); ++c) {
    const ClassModel& model = market.classes[std::size_t(c)];
    for (const auto& [key, value] : model.bid_numbers) add_number(c, key, false, seed, value);
    for (const auto& [key, value] : model.criteria) add_number(c, key, true, seed, value);
  }
}

/// Constants are in the attributes already.
void RoundClearing::add_number(int bidder_class, const std::string& key, bool is_criterion, std::uint64_t seed,
                               const Quantity& quantity) {
  if (is_constant(quantity)) return;
  const std::string path =
      "bidder_classes." + market_->classes[std::size_t(bidder_class)].class_name + (is_criterion ? ".criteria." : ".") + key;
  numbers_.push_back({bidder_class, key, is_criterion, make_stream_key(seed, path), Sampler(quantity), {}});
}

void RoundClearing::clear(std::int64_t first_replication, std::uint32_t round, const Lottery& lottery, const BidDraws& draws,
                          DrawnTile& drawn, RoundTile& out) {
  reset(slots_.size(), out);
  draw_numbers(first_replication, round);
  for (int lane = 0; lane < lane_count; ++lane) {
    take_lane(lane, lottery, draws, drawn);
    if (needs_hours_ || !numbers_.empty()) update_numbers(plan_, market_->host_code, attributes_);
    RoundInput input{.bids = bids_, .volume_kw = {}, .ceiling_ticks = {}};
    const auto l = static_cast<std::size_t>(lane);
    if (market_->rules.volume_mw) input.volume_kw = drawn.volume_kw[l];
    if (drawn.ceiling_ticks[l] != no_price) input.ceiling_ticks = drawn.ceiling_ticks[l];
    store_lane(lane, clear_round(plan_, input), drawn, out);
  }
}

void RoundClearing::draw_numbers(std::int64_t first_replication, std::uint32_t round) {
  UniformBlock uniforms;
  for (NumberDraws& number : numbers_) {
    number.drawn.resize(std::size_t(market_->classes[std::size_t(number.bidder_class)].bidders));
    for (std::size_t member = 0; member < number.drawn.size(); ++member) {
      draw_uniforms(number.stream, first_replication, round, std::uint32_t(member), Purpose::bid_number, uniforms);
      number.values.quantiles(uniforms.word[0], number.drawn[member]);
    }
  }
}

void RoundClearing::take_lane(int lane, const Lottery& lottery, const BidDraws& draws, const DrawnTile& drawn) {
  const auto l = static_cast<std::size_t>(lane);
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    const ClassModel& model = market_->classes[std::size_t(slots_[slot].bidder_class)];
    RoundBid& bid = bids_[slot];
    bid.price_ticks = drawn.bid_ticks[slot][l];
    bid.quantity_kw = bid.price_ticks != no_price ? drawn.quantity_kw[slot][l] : 0;
    bid.minimum_kw = static_cast<std::int64_t>(std::ceil(model.minimum_award_fraction * static_cast<double>(bid.quantity_kw)));
    bid.lottery = lottery(static_cast<int>(slot), lane);
    if (needs_hours_) attributes_[slot].full_load_hours = draws.cash_flow(model.profile).energy_mwh_per_kw[l] * 1000.0;
  }
  for (const NumberDraws& number : numbers_) {
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
      if (slots_[slot].bidder_class != number.bidder_class) continue;
      const double value = number.drawn[std::size_t(slots_[slot].member)][l];
      if (number.is_criterion) {
        attributes_[slot].criteria[number.key] = value;
      } else {
        set_number(number.key, value, attributes_[slot]);
      }
    }
  }
}

void RoundClearing::store_lane(int lane, const ClearedRound& cleared, DrawnTile& drawn, RoundTile& out) const {
  const auto l = static_cast<std::size_t>(lane);
  ClearedTile& tile = out.cleared;
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    const ClearedBid& bid = cleared.bids[slot];
    if (bid.outcome == BidOutcome::absent) continue;
    if (bid.outcome == BidOutcome::not_admitted || bid.outcome == BidOutcome::above_ceiling) {
      ++out.excluded_bids[l];
      drawn.bid_ticks[slot][l] = no_price;
      continue;
    }
    ++tile.bids[l];
    if (bid.awarded_kw == 0) continue;
    const auto ticks = static_cast<std::int32_t>(bid.price_ticks);
    tile.awarded_kw[slot][l] = static_cast<std::int32_t>(bid.awarded_kw);
    out.paid_ticks[slot][l] = ticks;
    tile.lowest_awarded_bid_ticks[l] = std::min(tile.lowest_awarded_bid_ticks[l], ticks);
    std::int32_t& highest = tile.highest_awarded_bid_ticks[l];
    highest = highest == no_price ? ticks : std::max(highest, ticks);
  }
  for (const ClearedPrice& price : cleared.prices) {
    if (!price.price_ticks) continue;
    const auto ticks = static_cast<std::int32_t>(*price.price_ticks);
    std::int32_t& highest = tile.clearing_price_ticks[l];
    highest = highest == no_price ? ticks : std::max(highest, ticks);
  }
  tile.eligible_kw[l] = cleared.eligible_kw;
  tile.total_awarded_kw[l] = cleared.awarded_kw;
  tile.is_void[l] = cleared.is_void ? 1 : 0;
  drawn.volume_kw[l] = cleared.volume_kw.value_or(0);
}

}  // namespace sealedbid
