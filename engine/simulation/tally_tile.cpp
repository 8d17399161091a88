#include "simulation/tally_tile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sealedbid {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN(), largest = std::numeric_limits<double>::max();
constexpr double kw_per_mw = 1000.0;

/// The slots of one class.
struct ClassView {
  const LaneIntegers* bid_ticks;
  const LaneIntegers* awarded_kw;
  const LaneIntegers* realised_ticks;
  const LaneReals* realised_per_mwh;
  const LaneIntegers* paid_ticks;  ///< price paid, of the first slot
  int paid_step;                   ///< 1: each slot has its own; 0: all are paid the same
  int slots;
};

/// Sums over the slots of a class; eight lanes at a time keep them in registers. What was not awarded counts 0 kW.
SEALEDBID_CLONES
void sum_slots(const ClassView& view, double price_step, GroupSums& sums) {
  constexpr int strip = 8;
  for (int first = 0; first < lane_count; first += strip) {
    double bids[strip] = {}, awards[strip] = {}, awarded_kw[strip] = {}, bid_ticks[strip] = {}, awarded_ticks[strip] = {};
    double paid_ticks_kw[strip] = {}, cost_ticks_kw[strip] = {}, margin_kw[strip] = {};
    for (int slot = 0; slot < view.slots; ++slot) {
      const std::int32_t* bid = view.bid_ticks[slot].data() + first;
      const std::int32_t* kw = view.awarded_kw[slot].data() + first;
      const std::int32_t* cost = view.realised_ticks[slot].data() + first;
      const double* needed = view.realised_per_mwh[slot].data() + first;
      const std::int32_t* price = view.paid_ticks[slot * view.paid_step].data() + first;
      for (int k = 0; k < strip; ++k) {
        const std::int32_t is_bid = bid[k] != no_price ? 1 : 0, is_award = kw[k] > 0 ? 1 : 0;
        const double paid = price[k], awarded = kw[k];
        bids[k] += is_bid;
        awards[k] += is_award;
        awarded_kw[k] += awarded;
        bid_ticks[k] += bid[k] & -is_bid;
        awarded_ticks[k] += bid[k] & -is_award;
        paid_ticks_kw[k] += paid * awarded;
        cost_ticks_kw[k] += cost[k] * awarded;
        margin_kw[k] += is_award != 0 ? (paid * price_step - needed[k]) * awarded : 0.0;  // losers may need more than any price
      }
    }
    for (int k = 0; k < strip; ++k) {
      const auto lane = static_cast<std::size_t>(first + k);
      sums.bids[lane] = bids[k];
      sums.awards[lane] = awards[k];
      sums.awarded_kw[lane] = awarded_kw[k];
      sums.bid_ticks[lane] = bid_ticks[k];
      sums.awarded_bid_ticks[lane] = awarded_ticks[k];
      sums.paid_ticks_kw[lane] = paid_ticks_kw[k];
      sums.cost_ticks_kw[lane] = cost_ticks_kw[k];
      sums.margin_kw[lane] = margin_kw[k];
    }
  }
}

/// Settles the first year of a class: `energy` per kW in all, of which the fraction `exported` is not paid at the strike.
/// @param sign −1 in a sale, where winners pay. @param paid_ticks_kw, built_kw of projects that are built.
SEALEDBID_CLONES
void settle_class(const LaneReals& energy, const LaneReals& exported, double sign, double price_step,
                  const LaneReals& paid_ticks_kw, const LaneReals& built_kw, GroupSums& sums) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double at_strike = energy[lane] * (1.0 - exported[lane]);
    const double margin = sign * sums.margin_kw[lane];
    sums.margin_kw[lane] = std::abs(margin) <= largest ? margin : undefined;  // a winner may turn out to need more than any price
    sums.payments[lane] = sign * paid_ticks_kw[lane] * price_step * at_strike;
    sums.profit[lane] = sums.margin_kw[lane] * at_strike;
    sums.exported_mwh[lane] = built_kw[lane] * energy[lane] * exported[lane];
  }
}

SEALEDBID_INLINE void add(const LaneReals& part, LaneReals& total) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) total[lane] += part[lane];
}

SEALEDBID_CLONES
void add(const GroupSums& part, GroupSums& total) {
  add(part.bids, total.bids);
  add(part.awards, total.awards);
  add(part.awarded_kw, total.awarded_kw);
  add(part.bid_ticks, total.bid_ticks);
  add(part.awarded_bid_ticks, total.awarded_bid_ticks);
  add(part.paid_ticks_kw, total.paid_ticks_kw);
  add(part.cost_ticks_kw, total.cost_ticks_kw);
  add(part.margin_kw, total.margin_kw);
  add(part.payments, total.payments);
  add(part.profit, total.profit);
  add(part.exported_mwh, total.exported_mwh);
}

SEALEDBID_INLINE double ratio(double numerator, double denominator) {
  const double quotient = numerator / denominator;
  return denominator > 0.0 ? quotient : undefined;
}

/// The metrics of a group that are not sums already.
struct GroupRatios {
  LaneReals awarded_mw, share, wins, mean_bid, mean_price, profit_per_mwh;
};

SEALEDBID_CLONES
void group_ratios(const GroupSums& sums, const LaneReals& all_awarded_kw, double price_step, GroupRatios& out) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double kw = sums.awarded_kw[lane];
    out.awarded_mw[lane] = kw / kw_per_mw;
    out.share[lane] = ratio(kw, all_awarded_kw[lane]);
    out.wins[lane] = sums.awards[lane] > 0.0 ? 1.0 : 0.0;
    out.mean_bid[lane] = ratio(sums.bid_ticks[lane], sums.bids[lane]) * price_step;
    out.mean_price[lane] = ratio(sums.paid_ticks_kw[lane], kw) * price_step;
    out.profit_per_mwh[lane] = ratio(sums.margin_kw[lane], kw);
  }
}

SEALEDBID_CLONES
void prices_of(const LaneIntegers& ticks, double step, LaneReals& prices) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) prices[lane] = ticks[lane] != no_price ? ticks[lane] * step : undefined;
}

SEALEDBID_CLONES
void ratios(const LaneReals& numerators, const LaneReals& denominators, LaneReals& out) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) out[lane] = ratio(numerators[lane], denominators[lane]);
}

}  // namespace

const std::vector<LaneIntegers>* own_prices(const Market& market, const TileView& tile) {
  if (tile.paid_ticks != nullptr) return tile.paid_ticks;
  return market.auction.pricing == PricingRule::pay_as_bid ? &tile.drawn.bid_ticks : nullptr;
}

double price_paid_per_mwh(const Market& market, const TileView& tile, std::size_t slot, int lane) {
  const std::vector<LaneIntegers>* own = own_prices(market, tile);
  const LaneIntegers& ticks = own != nullptr ? (*own)[slot] : tile.cleared.clearing_price_ticks;
  return ticks[std::size_t(lane)] * market.auction.price_step_per_mwh;
}

TileTally::TileTally(const Market& market, const MetricTable& table)
    : market_(&market), table_(&table), classes_(market.classes.size()) {}

void ReplicationValues::resize(const MetricTable& table, int replications) {
  metrics.resize(table.metrics().size());
  bid_ticks.resize(table.groups().size());
  awarded_bid_ticks.resize(table.groups().size());
  for (auto* columns : {&metrics, &bid_ticks, &awarded_bid_ticks}) {
    for (std::vector<double>& column : *columns) column.resize(std::size_t(replications));
  }
}

void TileTally::write(const TileView& tile, const BidDraws& draws, int first, int lanes, ReplicationValues& values) {
  sum_classes(tile, draws);
  write_auction_metrics(tile, first, lanes, values);
  const std::vector<MetricGroup>& groups = table_->groups();
  write_group_metrics(0, all_, first, lanes, values);
  for (std::size_t g = 1; g < groups.size(); ++g) {
    if (groups[g].classes.size() == 1) {
      write_group_metrics(int(g), classes_[std::size_t(groups[g].classes.front())], first, lanes, values);
      continue;
    }
    GroupSums sums;
    for (const int c : groups[g].classes) add(classes_[std::size_t(c)], sums);
    write_group_metrics(int(g), sums, first, lanes, values);
  }
  if (tile.realised != nullptr) write_realisation(tile, first, lanes, values);
}

void TileTally::write_realisation(const TileView& tile, int first, int lanes, ReplicationValues& values) const {
  for (std::size_t g = 0; g < table_->groups().size(); ++g) {
    LaneReals awarded_kw{}, built_kw{}, forfeited{}, reals;
    for (const int c : table_->groups()[g].classes) {
      add(classes_[std::size_t(c)].awarded_kw, awarded_kw);
      add(tile.realised->classes[std::size_t(c)].built_kw, built_kw);
      add(tile.realised->classes[std::size_t(c)].forfeited_bonds, forfeited);
    }
    const auto write = [&](RealisationMetric metric, const LaneReals& lane_values) {
      const int column = table_->column(metric, static_cast<int>(g));
      std::copy_n(lane_values.begin(), lanes, values.metrics[std::size_t(column)].begin() + first);
    };
    for (std::size_t lane = 0; lane < lane_count; ++lane) reals[lane] = built_kw[lane] / kw_per_mw;
    write(RealisationMetric::realised_mw, reals);
    ratios(built_kw, awarded_kw, reals);
    write(RealisationMetric::realisation_fraction, reals);
    write(RealisationMetric::forfeited_bonds, forfeited);
  }
}

void TileTally::sum_classes(const TileView& tile, const BidDraws& draws) {
  const double step = market_->auction.price_step_per_mwh;
  const std::vector<LaneIntegers>* paid_ticks = own_prices(*market_, tile);
  const double sign = market_->rules.direction == Direction::sale ? -1.0 : 1.0;
  const std::vector<LaneReals>& settled_cost =
      tile.realised != nullptr ? tile.realised->settled_cost_per_mwh : tile.drawn.realised_per_mwh;
  LaneReals unknown;
  unknown.fill(undefined);
  all_ = {};
  int slot = 0;
  for (std::size_t c = 0; c < classes_.size(); ++c) {
    const ClassModel& model = market_->classes[c];
    const ClassView view{.bid_ticks = tile.drawn.bid_ticks.data() + slot,
                         .awarded_kw = tile.cleared.awarded_kw.data() + slot,
                         .realised_ticks = tile.drawn.realised_ticks.data() + slot,
                         .realised_per_mwh = settled_cost.data() + slot,
                         .paid_ticks = paid_ticks ? paid_ticks->data() + slot : &tile.cleared.clearing_price_ticks,
                         .paid_step = paid_ticks ? 1 : 0,
                         .slots = model.bidders};
    sum_slots(view, step, classes_[c]);
    slot += model.bidders;
    const CashFlow* flow = model.profile >= 0 ? &draws.cash_flow(model.profile) : nullptr;
    const RealisedSums* realised = tile.realised != nullptr ? &tile.realised->classes[c] : nullptr;
    settle_class(flow ? flow->energy_mwh_per_kw : unknown, flow ? flow->first_year_exported_fraction : unknown, sign, step,
                 realised ? realised->paid_ticks_kw : classes_[c].paid_ticks_kw,
                 realised ? realised->built_kw : classes_[c].awarded_kw, classes_[c]);
    add(classes_[c], all_);
  }
}

void TileTally::write_auction_metrics(const TileView& tile, int first, int lanes, ReplicationValues& values) const {
  const double step = market_->auction.price_step_per_mwh;
  const ClearedTile& cleared = tile.cleared;
  const bool have_own_prices = own_prices(*market_, tile) != nullptr;
  LaneReals foreign_kw{}, least_cost, is_undersubscribed, reals;
  for (std::size_t c = 0; c < classes_.size(); ++c)
    if (market_->classes[c].is_foreign) add(classes_[c].awarded_kw, foreign_kw);
  const auto write = [&](AuctionMetric metric, const auto& lane_values) {
    std::copy_n(lane_values.begin(), lanes, values.metrics[std::size_t(MetricTable::column(metric))].begin() + first);
  };
  prices_of(cleared.clearing_price_ticks, step, reals);
  write(AuctionMetric::clearing_price_per_mwh, reals);
  prices_of(have_own_prices ? cleared.lowest_awarded_bid_ticks : cleared.clearing_price_ticks, step, reals);
  write(AuctionMetric::lowest_awarded_price_per_mwh, reals);
  prices_of(have_own_prices ? cleared.highest_awarded_bid_ticks : cleared.clearing_price_ticks, step, reals);
  write(AuctionMetric::highest_awarded_price_per_mwh, reals);
  ratios(foreign_kw, all_.awarded_kw, reals);
  write(AuctionMetric::foreign_share_of_awarded_mw_fraction, reals);
  write(AuctionMetric::void_probability, cleared.is_void);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    is_undersubscribed[lane] = cleared.eligible_kw[lane] < tile.drawn.volume_kw[lane] ? 1.0 : 0.0;
    least_cost[lane] = static_cast<double>(tile.least_cost_ticks_kw[lane]);
  }
  write(AuctionMetric::undersubscribed_probability, is_undersubscribed);
  write(AuctionMetric::excluded_bids, tile.excluded_bids);
  ratios(all_.cost_ticks_kw, least_cost, reals);
  if (market_->rules.direction == Direction::sale) reals.fill(undefined);
  write(AuctionMetric::award_cost_over_least_cost, reals);
  write(AuctionMetric::exported_mwh_per_year, all_.exported_mwh);
  write(AuctionMetric::priced_out_bidders, tile.drawn.priced_out);
}

void TileTally::write_group_metrics(int group, const GroupSums& sums, int first, int lanes, ReplicationValues& values) const {
  GroupRatios ratios;
  group_ratios(sums, all_.awarded_kw, market_->auction.price_step_per_mwh, ratios);
  const auto write = [&](GroupMetric metric, const LaneReals& lane_values) {
    std::copy_n(lane_values.begin(), lanes, values.metrics[std::size_t(MetricTable::column(metric, group))].begin() + first);
  };
  write(GroupMetric::number_of_bids, sums.bids);
  write(GroupMetric::number_of_awards, sums.awards);
  write(GroupMetric::awarded_mw, ratios.awarded_mw);
  write(GroupMetric::share_of_awarded_mw_fraction, ratios.share);
  write(GroupMetric::win_probability, ratios.wins);
  write(GroupMetric::mean_bid_per_mwh, ratios.mean_bid);
  write(GroupMetric::mean_awarded_price_per_mwh, ratios.mean_price);
  write(GroupMetric::bidder_profit_per_mwh, ratios.profit_per_mwh);
  write(GroupMetric::bidder_profit_per_year, sums.profit);
  write(GroupMetric::payments_per_year, sums.payments);
  std::copy_n(sums.bid_ticks.begin(), lanes, values.bid_ticks[std::size_t(group)].begin() + first);
  std::copy_n(sums.awarded_bid_ticks.begin(), lanes, values.awarded_bid_ticks[std::size_t(group)].begin() + first);
}

}  // namespace sealedbid
