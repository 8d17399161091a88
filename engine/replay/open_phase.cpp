#include "replay/open_phase.hpp"

#include <fmt/format.h>

#include <algorithm>

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

ClockResult clock_result(const ClearedFile& cleared) {
  const std::vector<RoundBid> bids = admitted_bids(cleared);
  std::vector<std::int64_t> limits;
  for (const ListedBid& listed : cleared.list.bids) limits.push_back(listed.limit_ticks.value_or(listed.bid.price_ticks));
  return run_clock(cleared.rules.auction, {.bids = bids,
                                           .limit_ticks = limits,
                                           .volume_kw = cleared.round.volume_kw.value_or(0),
                                           .start_ticks = cleared.ceiling_ticks,
                                           .floor_ticks = cleared.plan.floor_ticks});
}

bool is_uniform_clock(const ClearedFile& cleared) {
  return cleared.rules.auction.format == AuctionFormat::descending_clock_then_sealed;
}

std::string exit_text(const ClearedFile& cleared, const ClockExit& exit) {
  const std::string price = price_text(cleared, exit.price_ticks), round = std::to_string(exit.round);
  return is_uniform_clock(cleared) ? "left the clock at " + price + " in round " + round
                                   : "stopped at " + price + " in round " + round;
}

}  // namespace

void run_open_phase(ClearedFile& cleared) {
  if (cleared.round.is_void) return;
  cleared.clock = clock_result(cleared);
  for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
    if (cleared.round.bids[b].rank == 0) continue;
    cleared.bids[b].price_ticks = cleared.clock->price_ticks[b];
    if (cleared.clock->is_admitted[b] == 0) cleared.bids[b].quantity_kw = 0;
  }
  RoundPlan plan = cleared.plan;
  plan.auction.minimum_bids = 0;
  plan.auction.minimum_bidders = 0;
  plan.auction.volume_response = {};
  const ClearedRound sealed = std::move(cleared.round);
  cleared.round = clear_round(
      plan,
      {.bids = cleared.bids, .volume_kw = sealed.volume_kw, .ceiling_ticks = cleared.ceiling_ticks, .find_lots = FindLots::yes});
  cleared.round.offered_kw = sealed.offered_kw;
  cleared.round.eligible_kw = sealed.eligible_kw;
  cleared.round.is_undersubscribed = sealed.is_undersubscribed;
}

std::string gone_reason(const ClearedFile& cleared, std::size_t bid) {
  if (!cleared.clock || cleared.round.bids[bid].outcome != BidOutcome::absent) return "";
  for (const ClockExit& exit : cleared.clock->exits) {
    if (static_cast<std::size_t>(exit.bid) == bid) return exit_text(cleared, exit);
  }
  return "not admitted to the open phase: lower sealed bids reach " +
         decimal_text(millionths(cleared.rules.auction.clock.admitted_over_volume_fraction), 6) + " of the volume";
}

std::vector<std::string> open_phase_story(const ClearedFile& cleared) {
  std::vector<std::string> lines;
  if (!cleared.clock) return lines;
  const auto name = [&](std::size_t b) { return printable(cleared.list.bids[b].attributes.name, 40); };
  for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
    const std::string reason = gone_reason(cleared, b);
    if (reason.starts_with("not admitted")) lines.push_back(name(b) + ": " + reason);
  }
  for (const ClockExit& exit : cleared.clock->exits) {
    lines.push_back(name(static_cast<std::size_t>(exit.bid)) + ": " + exit_text(cleared, exit));
  }
  if (cleared.clock->stop_ticks) {
    lines.push_back(fmt::format("The clock stops at {} after {} rounds.", price_text(cleared, *cleared.clock->stop_ticks),
                                cleared.clock->rounds));
  } else {
    lines.push_back(fmt::format("Nobody moves any more after {} rounds.", cleared.clock->rounds));
  }
  for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
    const std::int64_t sealed = cleared.list.bids[b].bid.price_ticks, last = cleared.bids[b].price_ticks;
    if (cleared.round.bids[b].rank == 0 || sealed == last) continue;
    lines.push_back(fmt::format("{}: {} sealed, {} in the end", name(b), price_text(cleared, sealed), price_text(cleared, last)));
  }
  return lines;
}

}  // namespace sealedbid
