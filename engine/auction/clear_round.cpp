#include "auction/clear_round.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>
#include <tuple>

#include "auction/award_round.hpp"
#include "auction/history_rules.hpp"
#include "auction/match_bids.hpp"
#include "auction/price_round.hpp"
#include "auction/score.hpp"

namespace sealedbid {
namespace {

using Kind = DecidingRule::Kind;

/// The first rule that keeps a bid out, in the order of examination.
struct Refusal {
  BidOutcome outcome = BidOutcome::awarded;  ///< awarded: none
  DecidingRule rule;
};

Refusal refusal_of(const RoundPlan& plan, const RoundBid& bid, std::size_t b, std::int64_t price, std::int64_t ceiling) {
  if (bid.quantity_kw == 0) return {BidOutcome::absent, {}};
  if (plan.exclusion[b] >= 0) return {BidOutcome::not_admitted, {Kind::exclusion, plan.exclusion[b]}};
  const auto kw = [](double mw) { return std::llround(mw * 1000.0); };
  const bool is_too_small = plan.auction.minimum_bid_mw && bid.quantity_kw < kw(*plan.auction.minimum_bid_mw);
  const bool is_too_large = plan.auction.maximum_bid_mw && bid.quantity_kw > kw(*plan.auction.maximum_bid_mw);
  if (is_too_small || is_too_large) return {BidOutcome::not_admitted, {Kind::size, -1}};
  if (plan.floor_ticks && price < *plan.floor_ticks) return {BidOutcome::not_admitted, {Kind::floor, -1}};
  const bool is_taken = std::ranges::any_of(plan.stages, [&](const PlannedStage& stage) {
    return stage.admits[b] != 0 && price <= stage.ceiling_ticks.value_or(ceiling);
  });
  if (!is_taken) return {BidOutcome::above_ceiling, {Kind::ceiling, -1}};
  return {};
}

void take_bids(const RoundPlan& plan, const RoundInput& input, RankedRound& round, ClearedRound& cleared) {
  const std::int64_t sign = plan.auction.direction == Direction::sale ? -1 : 1;
  round.bids = input.bids;
  round.find_lots = input.find_lots;
  cleared.bids.resize(plan.bids);
  for (std::size_t b = 0; b < plan.bids; ++b) {
    const std::int64_t general = input.ceiling_ticks ? sign * *input.ceiling_ticks : no_ceiling;
    round.price_ticks.push_back(sign * input.bids[b].price_ticks);
    round.ceiling_ticks.push_back(plan.has_general_ceiling[b] != 0 ? general : plan.ceiling_ticks[b].value_or(no_ceiling));
    const Refusal refusal = refusal_of(plan, input.bids[b], b, round.price_ticks[b], round.ceiling_ticks[b]);
    cleared.bids[b].outcome = refusal.outcome;
    cleared.bids[b].rule = refusal.rule;
    round.takes_part.push_back(refusal.outcome == BidOutcome::awarded ? 1 : 0);
  }
}

/// Bids whose score is too far above the lowest are not admitted (band of the Indian reverse auctions).
void apply_band(const RoundPlan& plan, RankedRound& round, ClearedRound& cleared) {
  const std::optional<double> band = plan.auction.ranking.band_above_lowest_fraction;
  std::int64_t lowest = INT64_MAX;
  for (std::size_t b = 0; b < plan.bids; ++b) {
    if (round.takes_part[b] != 0) lowest = std::min(lowest, cleared.bids[b].score);
  }
  if (!band || lowest == INT64_MAX || lowest <= 0) return;
  for (std::size_t b = 0; b < plan.bids; ++b) {
    const bool is_within = Int128{cleared.bids[b].score} * 1'000'000 <= Int128{lowest} * (1'000'000 + millionths(*band));
    if (round.takes_part[b] == 0 || is_within) continue;
    round.takes_part[b] = 0;
    cleared.bids[b].outcome = BidOutcome::not_admitted;
    cleared.bids[b].rule = {Kind::band, -1};
  }
}

void rank_bids(const RoundPlan& plan, RankedRound& round, ClearedRound& cleared) {
  std::vector<std::int64_t> scores;
  score_bids(plan, round.price_ticks, round.ceiling_ticks, round.takes_part, scores);
  for (std::size_t b = 0; b < plan.bids; ++b) cleared.bids[b].score = scores[b];
  apply_band(plan, round, cleared);
  for (std::size_t b = 0; b < plan.bids; ++b) {
    if (round.takes_part[b] != 0) round.order.push_back(b);
  }
  const auto merit = [&](std::size_t b) { return std::pair(scores[b], tie_key(plan.auction.ties, round.bids[b])); };
  std::ranges::sort(round.order, [&](std::size_t a, std::size_t b) {
    return std::tuple(merit(a), round.bids[a].lottery, a) < std::tuple(merit(b), round.bids[b].lottery, b);
  });
  round.tie_ends.resize(round.order.size());
  for (std::size_t position = round.order.size(); position-- > 0;) {
    const std::size_t b = round.order[position];
    cleared.bids[b].rank = static_cast<int>(position) + 1;
    const bool is_tied = position + 1 < round.order.size() && merit(round.order[position + 1]) == merit(b);
    round.tie_ends[position] = is_tied ? round.tie_ends[position + 1] : position + 1;
  }
}

bool lacks_competition(const RoundPlan& plan, const RankedRound& round) {
  std::set<std::int32_t> bidders;
  for (const std::size_t b : round.order) bidders.insert(plan.bidder[b]);
  return static_cast<std::int64_t>(round.order.size()) < plan.auction.minimum_bids ||
         static_cast<std::int64_t>(bidders.size()) < plan.auction.minimum_bidders;
}

/// The energy on offer reacts to the energy of the bids as the capacity does to theirs; earlier rounds are known in MW only.
void set_energy(const RoundPlan& plan, RankedRound& round) {
  const VolumeRule rule = plan.auction.volume_response.rule;
  if (rule != VolumeRule::share_of_bids && rule != VolumeRule::competition_surplus) return;
  for (const PlannedLimit& limit : plan.limits) {
    if (limit.rule.kind != Kind::volume || limit.measure != LimitMeasure::energy) continue;
    Int128 eligible = 0;
    for (const std::size_t b : round.order) eligible += Int128{round.bids[b].quantity_kw} * limit.use_per_kw[b];
    round.energy = responsive_volume(plan.auction.volume_response, plan.auction.history, *limit.amount, eligible);
  }
}

void set_volume(const RoundPlan& plan, const RoundInput& input, RankedRound& round, ClearedRound& cleared) {
  for (const std::size_t b : round.order) cleared.eligible_kw += round.bids[b].quantity_kw;
  set_energy(plan, round);
  if (!input.volume_kw) return;
  cleared.offered_kw = input.volume_kw;
  cleared.volume_kw = static_cast<std::int64_t>(
      responsive_volume(plan.auction.volume_response, plan.auction.history, *input.volume_kw, cleared.eligible_kw));
  round.volume_kw = *cleared.volume_kw;
  cleared.is_undersubscribed = cleared.eligible_kw < *cleared.volume_kw;
}

/// A sale was cleared at negated prices.
void restore_signs(const RoundPlan& plan, ClearedRound& cleared) {
  if (plan.auction.direction == Direction::procurement) return;
  for (ClearedBid& bid : cleared.bids) bid.price_ticks = -bid.price_ticks;
  for (ClearedPrice& price : cleared.prices) {
    if (price.price_ticks) price.price_ticks = -*price.price_ticks;
  }
}

void award_and_price(const RoundPlan& plan, const RankedRound& round, ClearedRound& cleared) {
  const AwardedRound awarded = award_round(plan, round, cleared.bids);
  bool is_anyone_rejected = false;
  for (const std::size_t b : round.order) {
    cleared.awarded_kw += cleared.bids[b].awarded_kw;
    is_anyone_rejected = is_anyone_rejected || cleared.bids[b].awarded_kw == 0;
  }
  cleared.is_uncontested = plan.auction.uncontested == Uncontested::pay_ceiling && !is_anyone_rejected &&
                           !awarded.was_anything_exceeded && !round.order.empty();
  price_round(plan, round, awarded, cleared);
}

}  // namespace

ClearedRound clear_round(const RoundPlan& plan, const RoundInput& input) {
  if (input.bids.size() != plan.bids) throw std::invalid_argument("clear_round: the plan is for another number of bids");
  ClearedRound cleared;
  RankedRound round;
  take_bids(plan, input, round, cleared);
  rank_bids(plan, round, cleared);
  set_volume(plan, input, round, cleared);
  cleared.is_void = lacks_competition(plan, round);
  if (cleared.is_void) {
    for (const std::size_t b : round.order) {
      cleared.bids[b].outcome = BidOutcome::round_void;
      cleared.bids[b].rule = {Kind::minimum_competition, -1};
    }
    return cleared;
  }
  award_and_price(plan, round, cleared);
  restore_signs(plan, cleared);
  return cleared;
}

}  // namespace sealedbid
