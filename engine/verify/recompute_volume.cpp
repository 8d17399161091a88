#include <algorithm>

#include "verify/recompute_steps.hpp"

namespace sealedbid {
namespace {

/// What is offered, or what the bids leave of it.
Exact limited_by_bids(const VolumeResponse& response, const Exact& offered, const Exact& eligible) {
  if (response.rule == VolumeRule::competition_surplus)
    return std::min(offered, eligible / (1 + to_six_decimals(response.surplus_fraction)));
  if (response.applies == ShareApplies::when_undersubscribed && eligible >= offered) return offered;
  return std::min(offered, to_six_decimals(response.share_of_bids_fraction) * eligible);
}

/// EEG 2023 section 28 (6): both the permits and the last round's bids fall short.
std::int64_t permits_and_unawarded(const RoundHistory& history, std::int64_t offered_kw) {
  const std::int64_t bids_kw = to_kw(history.eligible_bids_mw.back());
  const std::int64_t unawarded_kw = bids_kw - to_kw(history.awarded_mw.back());
  const std::int64_t expected_kw = to_kw(history.new_permits_mw) + unawarded_kw;
  const bool falls_short = expected_kw < offered_kw && bids_kw < to_kw(history.volume_mw.back());
  return falls_short ? std::min(offered_kw, expected_kw) : offered_kw;
}

/// EEG 2023 section 28a (6): the bids of both last rounds were below 90 % of their volumes.
std::int64_t mean_of_last_two(const RoundHistory& history, std::int64_t offered_kw) {
  const std::size_t last = history.eligible_bids_mw.size() - 1;
  const std::int64_t earlier_kw = to_kw(history.eligible_bids_mw[last - 1]), later_kw = to_kw(history.eligible_bids_mw[last]);
  const bool earlier_short = 10 * earlier_kw < 9 * to_kw(history.volume_mw[last - 1]);
  const bool later_short = 10 * later_kw < 9 * to_kw(history.volume_mw[last]);
  if (!earlier_short || !later_short) return offered_kw;
  const std::int64_t growth_kw = std::max<std::int64_t>(0, later_kw - earlier_kw);
  return std::min(offered_kw, (earlier_kw + later_kw) / 2 + growth_kw);
}

std::int64_t reacted_kw(const JudgedRound& round, std::int64_t offered_kw) {
  const VolumeResponse& response = round.auction->volume_response;
  const RoundHistory& history = round.auction->history;
  switch (response.rule) {
    case VolumeRule::as_offered:
      return offered_kw;
    case VolumeRule::share_of_bids:
    case VolumeRule::competition_surplus:
      return round_down(limited_by_bids(response, offered_kw, round.eligible_kw));
    case VolumeRule::permits_and_unawarded:
      return permits_and_unawarded(history, offered_kw);
    case VolumeRule::mean_of_last_two:
      return mean_of_last_two(history, offered_kw);
    case VolumeRule::last_round_bids:
      return std::min(offered_kw, to_kw(history.eligible_bids_mw.back()));
  }
  throw std::logic_error("unknown reaction of the volume");
}

}  // namespace

void judge_volume(JudgedRound& round) {
  const Auction& auction = *round.auction;
  Exact eligible_mwh = 0;
  for (const JudgedBid& bid : round.bids) {
    if (!bid.is_admitted) continue;
    round.eligible_kw += bid.bid->quantity_kw;
    eligible_mwh += bid.bid->quantity_kw * to_six_decimals(bid.attributes->full_load_hours) / 1000;
  }
  if (auction.budget_per_year) round.budget = to_six_decimals(*auction.budget_per_year);
  if (auction.volume_mwh_per_year) {
    round.volume_mwh = to_six_decimals(*auction.volume_mwh_per_year);
    const VolumeRule rule = auction.volume_response.rule;
    if (rule == VolumeRule::share_of_bids || rule == VolumeRule::competition_surplus)
      round.volume_mwh = limited_by_bids(auction.volume_response, *round.volume_mwh, eligible_mwh);
  }
  if (round.volume_kw) round.volume_kw = reacted_kw(round, *round.volume_kw);
}

}  // namespace sealedbid
