#include "study/clear_bids.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/number_text.hpp"
#include "output/grid_value.hpp"
#include "sampling/stream.hpp"
#include "study/read_bids.hpp"

namespace sealedbid {
namespace {

/// The round in the units of clear_list.
struct Round {
  std::vector<ListedBid> listed;
  std::vector<Bid> bids;
  std::int64_t volume_kw = 0;
  std::optional<std::int64_t> ceiling_ticks;
  AuctionRules rules;
  double step = 0.0;
};

double mw_of(std::int64_t kw) {
  return static_cast<double>(kw) / 1000.0;
}

Round make_round(const std::string& bids_csv, const Auction& auction, std::uint64_t lottery_seed) {
  Round round;
  round.step = auction.price_step_per_mwh;
  round.rules = {auction.pricing, auction.marginal_bid, auction.ties, auction.minimum_bids};
  round.volume_kw = std::llround(lowest(auction.volume_mw) * 1000.0);
  if (auction.ceiling_per_mwh) {
    // A ceiling between two grid prices admits the lower one; the last bits of the division must not decide.
    round.ceiling_ticks = static_cast<std::int64_t>(std::floor(lowest(*auction.ceiling_per_mwh) / round.step * (1.0 + 1e-12)));
  }
  round.listed = read_bids(bids_csv, round.step);
  for (const ListedBid& listed : round.listed) {
    round.bids.push_back(listed.bid);
    round.bids.back().lottery = draw_bits(make_stream_key(lottery_seed, listed.bid.name), 0, 1, 0, Purpose::lottery);
  }
  return round;
}

/// How the award ended.
struct Ending {
  std::int64_t remaining_kw = 0;   ///< left of the volume when the marginal bid came
  bool is_stopped_by_bid = false;  ///< true where that bid was rejected
};

Ending find_ending(const Round& round, const ClearedList& cleared) {
  Ending ending{round.volume_kw};
  for (const ClearedBid& bid : cleared.bids) {
    if (bid.outcome == BidOutcome::awarded) ending.remaining_kw -= bid.awarded_kw;
    if (bid.outcome == BidOutcome::rejected_as_marginal) ending.is_stopped_by_bid = true;
  }
  return ending;
}

std::string reason(const Round& round, const Ending& ending, BidOutcome outcome) {
  const std::string left = number_text(mw_of(ending.remaining_kw)) + " MW";
  switch (outcome) {
    case BidOutcome::above_ceiling:
      return "excluded: the price is above the ceiling of " + number_text(grid_value(*round.ceiling_ticks, round.step));
    case BidOutcome::round_void:
      return "round void: fewer than " + std::to_string(round.rules.minimum_bids) + " eligible bids";
    case BidOutcome::awarded:
      return "awarded in full";
    case BidOutcome::awarded_as_marginal:
      return "marginal bid, awarded in full: the volume is reached by this bid";
    case BidOutcome::awarded_in_part:
      return "marginal bid, awarded in part: " + left + " were left of the volume";
    case BidOutcome::rejected_as_marginal:
      return "marginal bid, rejected: it does not fit into the " + left + " left of the volume";
    case BidOutcome::rejected:
      return ending.is_stopped_by_bid ? "rejected: a bid that ranks before it did not fit, and awards end there"
                                      : "rejected: bids that rank before it fill the volume";
  }
  throw std::logic_error("unknown outcome of a bid");
}

ClearReportRow make_row(const Round& round, const Ending& ending, const ListedBid& listed, const ClearedBid& bid) {
  ClearReportRow row{.bid = listed.bid.name,
                     .bidder = listed.bidder,
                     .origin = listed.origin,
                     .capacity_mw = mw_of(listed.bid.quantity_kw),
                     .price_per_mwh = listed.price_per_mwh,
                     .is_eligible = bid.outcome != BidOutcome::above_ceiling,
                     .outcome = bid.outcome,
                     .reason = reason(round, ending, bid.outcome),
                     .tie_decided_by_lottery = bid.tie_decided_by_lottery,
                     .rank = bid.rank,
                     .awarded_mw = mw_of(bid.awarded_kw),
                     .price_paid_per_mwh = {}};
  if (bid.tie_decided_by_lottery) row.reason += " (the lot decided among equal bids)";
  if (bid.awarded_kw > 0) row.price_paid_per_mwh = grid_value(bid.price_ticks, round.step);
  return row;
}

void add_totals(const Round& round, const ClearedList& cleared, ClearReport& report) {
  report.volume_mw = mw_of(round.volume_kw);
  report.eligible_mw = mw_of(cleared.eligible_kw);
  report.awarded_mw = mw_of(cleared.awarded_kw);
  report.is_void = cleared.is_void;
  report.is_undersubscribed = cleared.is_undersubscribed;
  report.price_is_ceiling = cleared.price_is_ceiling;
  report.bids = static_cast<int>(report.rows.size());
  double paid = 0.0;
  for (const ClearReportRow& row : report.rows) {
    report.eligible_bids += row.is_eligible ? 1 : 0;
    report.awarded_bids += row.price_paid_per_mwh ? 1 : 0;
    paid += row.price_paid_per_mwh.value_or(0.0) * row.awarded_mw;
  }
  if (!cleared.clearing_price_ticks) return;
  report.clearing_price_per_mwh = grid_value(*cleared.clearing_price_ticks, round.step);
  report.mean_price_paid_per_mwh = paid / report.awarded_mw;
}

}  // namespace

std::string name_of(BidOutcome outcome) {
  switch (outcome) {
    case BidOutcome::above_ceiling:
      return "above_ceiling";
    case BidOutcome::round_void:
      return "round_void";
    case BidOutcome::awarded:
      return "awarded";
    case BidOutcome::awarded_as_marginal:
      return "awarded_as_marginal";
    case BidOutcome::awarded_in_part:
      return "awarded_in_part";
    case BidOutcome::rejected_as_marginal:
      return "rejected_as_marginal";
    case BidOutcome::rejected:
      return "rejected";
  }
  throw std::logic_error("unknown outcome of a bid");
}

ClearReport clear_bids(const std::string& bids_csv, const RulesFile& rules, std::uint64_t lottery_seed) {
  const Round round = make_round(bids_csv, rules.auction, lottery_seed);
  const ClearedList cleared = clear_list(round.rules, round.volume_kw, round.ceiling_ticks, round.bids);
  ClearReport report;
  report.title = rules.title;
  report.currency = rules.currency;
  report.pricing = round.rules.pricing;
  report.marginal_bid = round.rules.marginal_bid;
  report.ties = round.rules.ties;
  if (round.ceiling_ticks) report.ceiling_per_mwh = grid_value(*round.ceiling_ticks, round.step);
  const Ending ending = find_ending(round, cleared);
  for (std::size_t i = 0; i < round.bids.size(); ++i) {
    report.rows.push_back(make_row(round, ending, round.listed[i], cleared.bids[i]));
  }
  std::ranges::stable_sort(report.rows, [](const ClearReportRow& a, const ClearReportRow& b) {
    return a.is_eligible != b.is_eligible ? a.is_eligible : a.rank < b.rank;
  });
  add_totals(round, cleared, report);
  return report;
}

}  // namespace sealedbid
