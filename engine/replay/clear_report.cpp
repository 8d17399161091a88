#include "replay/clear_report.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "output/grid_value.hpp"
#include "replay/clear_reason.hpp"
#include "replay/open_phase.hpp"
#include "replay/rule_text.hpp"
#include "replay/volume_text.hpp"

namespace sealedbid {
namespace {

double mw_of(std::int64_t kw) {
  return static_cast<double>(kw) / 1000.0;
}

std::optional<double> mw_of(const std::optional<std::int64_t>& kw) {
  return kw ? std::optional<double>(mw_of(*kw)) : std::nullopt;
}

std::string stage_name(const Auction& auction, const ClearedBid& bid) {
  if (auction.stages.empty() || bid.awarded_kw == 0) return "";
  const auto stage = static_cast<std::size_t>(bid.stage);
  return stage < auction.stages.size() ? auction.stages[stage].name : "remainder";
}

ClearReportRow make_row(const ClearedFile& cleared, std::size_t b, const std::string& reason) {
  const Auction& auction = cleared.rules.auction;
  const ClearedBid& bid = cleared.round.bids[b];
  ClearReportRow row{.index = b,
                     .bid = cleared.list.bids[b].attributes.name,
                     .capacity_mw = mw_of(cleared.list.bids[b].bid.quantity_kw),
                     .price_per_mwh = cleared.list.bids[b].price_per_mwh,
                     .final_price_per_mwh = {},
                     .final_fee_per_mw = {},
                     .is_eligible = is_eligible(cleared, b),
                     .outcome = bid.outcome,
                     .reason = reason,
                     .tie_decided_by_lottery = bid.tie_decided_by_lottery,
                     .score = bid.rank > 0 ? score_text(cleared, bid.score) : "",
                     .rank = bid.rank,
                     .stage = stage_name(auction, bid),
                     .awarded_mw = mw_of(bid.awarded_kw),
                     .price_paid_per_mwh = {},
                     .fee_per_mw = {},
                     .fee_paid = {}};
  if (cleared.clock && row.is_eligible && cleared.bids[b].quantity_kw > 0) {
    row.final_price_per_mwh = grid_value(cleared.bids[b].price_ticks, auction.price_step_per_mwh);
    if (auction.format == AuctionFormat::descending_clock_then_fee) row.final_fee_per_mw = cleared.bids[b].fee;
  }
  if (bid.awarded_kw == 0) return row;
  row.price_paid_per_mwh = grid_value(bid.price_ticks, auction.price_step_per_mwh);
  if (auction.ties != TieRule::higher_fee_first) return row;
  row.fee_per_mw = cleared.bids[b].fee;
  row.fee_paid = static_cast<double>(cleared.bids[b].fee) * row.awarded_mw;
  return row;
}

void add_prices(const ClearedFile& cleared, ClearReport& report) {
  for (const ClearedPrice& price : cleared.round.prices) {
    ClearReportPrice& shown = report.prices.emplace_back(ClearReportPrice{price.name, {}, price.is_ceiling});
    if (price.price_ticks) shown.price_per_mwh = grid_value(*price.price_ticks, cleared.rules.auction.price_step_per_mwh);
  }
}

void add_payments(const ClearedFile& cleared, ClearReport& report) {
  const Auction& auction = cleared.rules.auction;
  double paid = 0.0, mwh = 0.0, support = 0.0;
  bool has_hours = true;
  for (const ClearReportRow& row : report.rows) {
    if (!row.price_paid_per_mwh) continue;
    ++report.awarded_bids;
    if (row.fee_paid) report.fees_paid = report.fees_paid.value_or(0.0) + *row.fee_paid;
    const double hours = cleared.list.bids[row.index].attributes.full_load_hours;
    has_hours = has_hours && hours > 0.0;
    paid += *row.price_paid_per_mwh * row.awarded_mw;
    mwh += hours * row.awarded_mw;
    support += (*row.price_paid_per_mwh - auction.ranking.reference_per_mwh) * hours * row.awarded_mw;
  }
  if (report.awarded_bids == 0) return;
  report.mean_price_paid_per_mwh = paid / report.awarded_mw;
  if (!has_hours) return;
  report.awarded_mwh_per_year = mwh;
  const bool has_budget = auction.budget_per_year.has_value() || auction.ranking.reference_per_mwh != 0.0;
  if (has_budget) report.support_per_year = support;
}

}  // namespace

ClearReport make_clear_report(const ClearedFile& cleared) {
  const ClearedRound& round = cleared.round;
  ClearReport report;
  const std::vector<std::string> reasons = clear_reasons(cleared);
  for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
    report.rows.push_back(make_row(cleared, b, reasons[b]));
    report.eligible_bids += report.rows.back().is_eligible ? 1 : 0;
  }
  std::ranges::stable_sort(report.rows, {}, [](const ClearReportRow& row) { return std::pair(row.rank == 0, row.rank); });
  report.bids = static_cast<int>(report.rows.size());
  report.offered_mw = mw_of(round.offered_kw);
  report.volume_mw = mw_of(round.volume_kw);
  report.volume_reason = volume_response_text(cleared);
  if (cleared.ceiling_ticks) {
    report.ceiling_per_mwh = grid_value(*cleared.ceiling_ticks, cleared.rules.auction.price_step_per_mwh);
  }
  report.eligible_mw = mw_of(round.eligible_kw);
  report.awarded_mw = mw_of(round.awarded_kw);
  report.is_void = round.is_void;
  report.is_undersubscribed = round.is_undersubscribed;
  report.is_uncontested = round.is_uncontested;
  add_prices(cleared, report);
  add_payments(cleared, report);
  return report;
}

std::string name_of(BidOutcome outcome) {
  switch (outcome) {
    case BidOutcome::absent:
      return "absent";
    case BidOutcome::not_admitted:
      return "not_admitted";
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

}  // namespace sealedbid
