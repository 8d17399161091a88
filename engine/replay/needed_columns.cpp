#include "replay/needed_columns.hpp"

#include <algorithm>

#include "scenario/fields.hpp"

namespace sealedbid {
namespace {

class Needs {
 public:
  void add(const std::string& column, const std::string& rule, bool is_needed_of_all) {
    const auto known = std::ranges::find(columns_, column, &NeededColumn::column);
    if (known == columns_.end()) {
      columns_.push_back({column, rule, is_needed_of_all});
    } else if (is_needed_of_all && !known->is_needed_of_all) {
      *known = {column, rule, true};
    }
  }
  void add_text(const std::string& column, const std::string& rule) { add(column, rule, false); }
  void add_of_all(const std::string& column, const std::string& rule) { add(column, rule, true); }

  std::vector<NeededColumn> columns() && { return std::move(columns_); }

 private:
  std::vector<NeededColumn> columns_;
};

void add_filter(const BidFilter& filter, const std::string& rule, Needs& needs) {
  if (!filter.technologies.empty()) needs.add_text("technology", rule);
  if (!filter.zones.empty()) needs.add_text("zone", rule);
  if (!filter.segments.empty()) needs.add_text("segment", rule);
  if (!filter.lots.empty()) needs.add_text("lot", rule);
  if (!filter.delivery_years.empty()) needs.add_text("delivery_year", rule);
  if (filter.origin != OriginFilter::any) needs.add_text("origin", rule);
}

void add_marginal(MarginalBidRule marginal_bid, const std::string& rule, Needs& needs) {
  if (marginal_bid == MarginalBidRule::partial_above_minimum) needs.add_of_all("minimum_mw", rule);
  if (marginal_bid == MarginalBidRule::reject_delivery_year) needs.add_of_all("delivery_year", rule);
}

template <class Rule>
void add_volumes(const Rule& rule, const std::string& name, Needs& needs) {
  if (rule.volume_mwh_per_year || rule.budget_per_year) needs.add_of_all("full_load_hours", name);
}

/// The scopes of limits and prices bear the names of the columns that tell their instances apart.
template <class Scope>
std::string column_of(Scope scope) {
  return std::string(choice_name(scope));
}

void add_ranking(const Ranking& ranking, Needs& needs) {
  if (ranking.yield_correction == YieldCorrection::given_factor) {
    needs.add_of_all("rank_factor", "ranking.yield_correction: given_factor");
  } else if (ranking.yield_correction != YieldCorrection::none) {
    needs.add_of_all("site_quality_fraction", "ranking.yield_correction");
  }
  for (const RankAdjustment& adjustment : ranking.adjustments) {
    const std::string rule = "adjustment " + adjustment.name;
    add_filter(adjustment.bids, rule, needs);
    if (adjustment.scaled_by == AdjustmentScale::local_content) needs.add_of_all("local_content_fraction", rule);
    if (adjustment.scaled_by == AdjustmentScale::foreign_share) needs.add_text("origin", rule);
  }
  if (ranking.by == RankBy::support_per_tco2) needs.add_of_all("emission_tco2_per_mwh", "ranking.by: support_per_tco2");
  for (const Criterion& criterion : ranking.criteria) {
    if (criterion.name != "price") needs.add_of_all("criterion_" + criterion.name, "criterion " + criterion.name);
  }
}

void add_limits(const Auction& auction, Needs& needs) {
  for (const Stage& stage : auction.stages) {
    add_filter(stage.bids, "stage " + stage.name, needs);
    add_volumes(stage, "stage " + stage.name, needs);
    add_marginal(stage.marginal_bid, "stage " + stage.name, needs);
  }
  for (const Limit& limit : auction.limits) {
    const std::string rule = "limit " + limit.name;
    add_filter(limit.bids, rule, needs);
    if (limit.per != LimitScope::all && limit.per != LimitScope::bid) needs.add_text(column_of(limit.per), rule);
    if (limit.counts != LimitCounts::whole_bid) needs.add_text("origin", rule);
    add_volumes(limit, rule, needs);
    add_marginal(limit.marginal_bid, rule, needs);
  }
}

}  // namespace

std::vector<NeededColumn> needed_columns(const Auction& auction) {
  Needs needs;
  for (const Exclusion& exclusion : auction.exclusions) add_filter(exclusion.bids, "exclusion " + exclusion.name, needs);
  for (const CeilingRule& ceiling : auction.ceilings) add_filter(ceiling.bids, "ceiling " + ceiling.name, needs);
  if (auction.minimum_bidders > 1) needs.add_text("bidder", "minimum_bidders");
  add_ranking(auction.ranking, needs);
  add_limits(auction, needs);
  for (const PricingException& exception : auction.pricing_exceptions) {
    add_filter(exception.bids, "pricing exception " + exception.name, needs);
  }
  if (auction.uniform_price_within != PriceScope::all && auction.uniform_price_within != PriceScope::stage) {
    needs.add_of_all(column_of(auction.uniform_price_within), "uniform_price_within");
  }
  add_volumes(auction, auction.budget_per_year ? "budget_per_year" : "volume_mwh_per_year", needs);
  add_marginal(auction.marginal_bid, "marginal_bid", needs);
  if (auction.ties == TieRule::earlier_first) needs.add_of_all("submission", "ties: earlier_first");
  if (auction.ties == TieRule::higher_fee_first) needs.add_of_all("fee_per_mw", "ties: higher_fee_first");
  if (auction.format != AuctionFormat::sealed_bid) needs.add_of_all("limit_per_mwh", "format");
  if (auction.format == AuctionFormat::descending_clock_then_fee) needs.add_of_all("lot", "format");
  return std::move(needs).columns();
}

bool tells_origins_apart(const Auction& auction) {
  const auto asks = [](const auto& rule) { return rule.bids.origin != OriginFilter::any; };
  return std::ranges::any_of(auction.exclusions, asks) || std::ranges::any_of(auction.ceilings, asks) ||
         std::ranges::any_of(auction.stages, asks) || std::ranges::any_of(auction.pricing_exceptions, asks) ||
         std::ranges::any_of(auction.limits,
                             [&](const Limit& limit) { return asks(limit) || limit.counts != LimitCounts::whole_bid; }) ||
         std::ranges::any_of(auction.ranking.adjustments, [&](const RankAdjustment& adjustment) {
           return asks(adjustment) || adjustment.scaled_by == AdjustmentScale::foreign_share;
         });
}

}  // namespace sealedbid
