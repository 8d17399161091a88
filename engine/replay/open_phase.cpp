#include "replay/open_phase.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "replay/rule_text.hpp"

namespace sealedbid {
namespace {

/// The bids as the clock sees them: those that the rules do not admit have no quantity.
std::vector<RoundBid> admitted_bids(const ClearedFile& cleared) {
  std::vector<RoundBid> bids = cleared.bids;
  for (std::size_t b = 0; b < bids.size(); ++b) {
    if (cleared.round.bids[b].rank == 0) bids[b].quantity_kw = 0;
  }
  return bids;
}

/// Numbers for the texts of lots.
std::vector<std::int32_t> lots_of(const ClearedFile& cleared) {
  std::map<std::string, std::int32_t> number;
  std::vector<std::int32_t> lots;
  for (const ListedBid& listed : cleared.list.bids) {
    lots.push_back(number.try_emplace(listed.attributes.lot, static_cast<std::int32_t>(number.size())).first->second);
  }
  return lots;
}

ClockResult clock_result(const ClearedFile& cleared) {
  const std::vector<RoundBid> bids = admitted_bids(cleared);
  const std::vector<std::int32_t> lots = lots_of(cleared);
  std::vector<std::int64_t> limits;
  for (const ListedBid& listed : cleared.list.bids) limits.push_back(listed.limit_ticks.value_or(listed.bid.price_ticks));
  return run_clock(cleared.rules.auction, {.bids = bids,
                                           .limit_ticks = limits,
                                           .volume_kw = cleared.round.volume_kw.value_or(0),
                                           .start_ticks = cleared.ceiling_ticks,
                                           .floor_ticks = cleared.plan.floor_ticks,
                                           .lots = lots});
}

ClearedRound clear(const ClearedFile& cleared, const RoundPlan& plan, std::optional<std::int64_t> volume_kw) {
  return clear_round(
      plan, {.bids = cleared.bids, .volume_kw = volume_kw, .ceiling_ticks = cleared.ceiling_ticks, .find_lots = FindLots::yes});
}

bool is_uniform_clock(const ClearedFile& cleared) {
  return cleared.rules.auction.format == AuctionFormat::descending_clock_then_sealed;
}

std::string counted_rounds(std::int64_t rounds) {
  return std::to_string(rounds) + (rounds == 1 ? " round" : " rounds");
}

std::string exit_text(const ClearedFile& cleared, const ClockExit& exit) {
  const std::string price = price_text(cleared, exit.price_ticks);
  if (is_uniform_clock(cleared)) return "left the clock at " + price + " in round " + std::to_string(exit.round);
  return exit.round == 0 ? "does not move from " + price : "stopped at " + price + " after " + counted_rounds(exit.round);
}

std::string fee_text(const ClearedFile& cleared, std::int64_t fee) {
  return fmt::format("a fee of {} {} per MW", fee, printable(cleared.rules.currency));
}

std::string name_of(const ClearedFile& cleared, std::size_t b) {
  return printable(cleared.list.bids[b].attributes.name, 40);
}

/// The clock of the lot that a bid is for; nullptr where lots have none of their own, or the bid took no part.
const LotClock* lot_of(const ClearedFile& cleared, std::size_t b) {
  const int lot = cleared.clock ? cleared.clock->lot_of_bid[b] : -1;
  return lot < 0 ? nullptr : &cleared.clock->lots[static_cast<std::size_t>(lot)];
}

/// How the clock of a lot ends.
std::string end_text(const ClearedFile& cleared, const LotClock& lot) {
  const auto winner = static_cast<std::size_t>(lot.winner);
  const std::string price = price_text(cleared, cleared.bids[winner].price_ticks), name = name_of(cleared, winner);
  if (lot.bids_at_floor < 2) {
    return name +
           (lot.is_decided_by_lottery ? " stays by lot at " + price + ", which nobody goes below" : " is left at " + price);
  }
  return fmt::format("{} bids stay at the floor of {}; the fee rises in steps of {}, and {} stays{} at {}", lot.bids_at_floor,
                     price, cleared.rules.auction.clock.fee_step_per_mw, name, lot.is_decided_by_lottery ? " by lot" : "",
                     fee_text(cleared, cleared.bids[winner].fee));
}

std::vector<std::string> story_of_lots(const ClearedFile& cleared) {
  std::vector<std::string> lines;
  for (const LotClock& lot : cleared.clock->lots) {
    const std::string& text = cleared.list.bids[static_cast<std::size_t>(lot.winner)].attributes.lot;
    lines.push_back(fmt::format("Lot {} opens at {}, its lowest sealed price: {}.", printable(text, 60),
                                price_text(cleared, lot.opening_ticks), end_text(cleared, lot)));
    for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
      const bool tells = lot_of(cleared, b) == &lot && static_cast<int>(b) != lot.winner;
      if (tells) lines.push_back("  " + name_of(cleared, b) + ": " + last_offer_text(cleared, b));
    }
  }
  return lines;
}

}  // namespace

void run_open_round(ClearedFile& cleared) {
  RoundPlan plan = cleared.plan;
  plan.auction.ranking.band_above_lowest_fraction.reset();
  cleared.round = clear(cleared, plan, cleared.volume_kw);
  if (cleared.round.is_void) return;
  cleared.clock = clock_result(cleared);
  for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
    if (cleared.round.bids[b].rank == 0) continue;
    cleared.bids[b].price_ticks = cleared.clock->price_ticks[b];
    cleared.bids[b].fee = cleared.clock->fees[b];
    if (cleared.clock->is_admitted[b] == 0) cleared.bids[b].quantity_kw = 0;
  }
  plan = cleared.plan;
  plan.auction.minimum_bids = 0;
  plan.auction.minimum_bidders = 0;
  plan.auction.volume_response = {};
  const ClearedRound sealed = std::move(cleared.round);
  cleared.round = clear(cleared, plan, sealed.volume_kw);
  cleared.round.offered_kw = sealed.offered_kw;
  cleared.round.eligible_kw = sealed.eligible_kw;
  cleared.round.is_undersubscribed = sealed.is_undersubscribed;
}

bool is_eligible(const ClearedFile& cleared, std::size_t bid) {
  const ClearedBid& its = cleared.round.bids[bid];
  const bool is_kept_out_later = its.outcome == BidOutcome::absent || its.rule.kind == DecidingRule::Kind::band;
  return its.rank > 0 || (cleared.clock && is_kept_out_later);
}

std::string gone_reason(const ClearedFile& cleared, std::size_t bid) {
  if (!cleared.clock || cleared.round.bids[bid].outcome != BidOutcome::absent) return "";
  for (const ClockExit& exit : cleared.clock->exits) {
    if (static_cast<std::size_t>(exit.bid) == bid) return exit_text(cleared, exit);
  }
  return "not admitted to the open phase: lower sealed bids reach " +
         decimal_text(millionths(cleared.rules.auction.clock.admitted_over_volume_fraction), 6) + " of the volume";
}

std::string last_offer_text(const ClearedFile& cleared, std::size_t bid) {
  const LotClock* lot = lot_of(cleared, bid);
  if (lot == nullptr) return "";
  const RoundBid& last = cleared.bids[bid];
  const bool is_at_floor = lot->bids_at_floor > 1 && last.price_ticks == cleared.plan.floor_ticks;
  if (static_cast<int>(bid) == lot->winner) return is_at_floor ? "pays " + fee_text(cleared, last.fee) : "";
  if (is_at_floor) return "stopped at " + fee_text(cleared, last.fee);
  if (last.price_ticks <= lot->opening_ticks) return "stopped at " + price_text(cleared, last.price_ticks);
  return "does not go to the opening price of " + price_text(cleared, lot->opening_ticks);
}

std::vector<std::string> open_phase_story(const ClearedFile& cleared) {
  std::vector<std::string> lines;
  if (!cleared.clock) return lines;
  if (!cleared.clock->lots.empty()) return story_of_lots(cleared);
  const auto name = [&](std::size_t b) { return name_of(cleared, b); };
  for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
    const std::string reason = gone_reason(cleared, b);
    if (reason.starts_with("not admitted")) lines.push_back(name(b) + ": " + reason);
  }
  for (const ClockExit& exit : cleared.clock->exits) {
    lines.push_back(name(static_cast<std::size_t>(exit.bid)) + ": " + exit_text(cleared, exit));
  }
  if (cleared.clock->stop_ticks) {
    lines.push_back(fmt::format("The clock stops at {} after {}.", price_text(cleared, *cleared.clock->stop_ticks),
                                counted_rounds(cleared.clock->rounds)));
  } else {
    lines.push_back(fmt::format("Nobody moves any more after {}.", counted_rounds(cleared.clock->rounds)));
  }
  for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
    const std::int64_t sealed = cleared.list.bids[b].bid.price_ticks, last = cleared.bids[b].price_ticks;
    if (sealed == last) continue;
    lines.push_back(fmt::format("{}: {} sealed, {} in the end", name(b), price_text(cleared, sealed), price_text(cleared, last)));
  }
  return lines;
}

}  // namespace sealedbid
