#include "simulation/block.hpp"

#include <algorithm>
#include <functional>

namespace sealedbid {

namespace {

/// Bids above the ceiling are excluded, never clipped. (Bidders who know the ceiling have no such bids.)
SEALEDBID_CLONES
void exclude_above_ceiling(const LaneIntegers& ceiling_ticks, LaneIntegers& bid_ticks, LaneIntegers& excluded) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const std::int32_t bid = bid_ticks[lane];
    const std::int32_t is_excluded = (bid != no_price) & (bid > ceiling_ticks[lane]) ? 1 : 0;
    excluded[lane] += is_excluded;
    bid_ticks[lane] = is_excluded != 0 ? no_price : bid;
  }
}

/// The largest price among bids, −1 if there is none.
SEALEDBID_CLONES
std::int32_t largest_price(const std::vector<LaneIntegers>& bid_ticks) {
  LaneIntegers largest;
  largest.fill(-1);
  for (const LaneIntegers& slot : bid_ticks) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      largest[lane] = std::max(largest[lane], slot[lane] != no_price ? slot[lane] : -1);
    }
  }
  return *std::max_element(largest.begin(), largest.end());
}

}  // namespace

double work_of(const Market& market) {
  constexpr double searched = 20.0, settled = 25.0, paths = 100.0;
  const bool is_searched = market.tariff.tariff.type == TariffType::one_way_sliding_premium ||
                           market.exports.right == ExportRight::option ||
                           market.exports.state_share_of_export_gain_fraction > 0.0;
  const double bidders = market.total_bidders();
  const double settlement = market.settlement.is_asked ? paths + settled * bidders : 0.0;
  return bidders * (is_searched ? searched : 1.0) + settlement;
}

BlockSimulator::BlockSimulator(const Market& market, std::uint64_t seed, KeepBids keep_bids, const Strategies* strategies)
    : market_(&market),
      keep_bids_(keep_bids),
      rules_{market.auction.pricing, market.auction.marginal_bid, market.auction.ties, market.auction.minimum_bids},
      table_(market),
      draws_(market, seed, strategies),
      tile_tally_(market, table_),
      adaptive_bidders_(market),
      histograms_(std::size_t(market.auction.rounds), std::vector<ClassHistograms>(market.classes.size())) {
  if (!market.has_plain_rules) round_clearing_.emplace(market, seed, draws_.slots());
  if (market.costs_may_change()) choice_.emplace(market, draws_.slots());
  if (market.settlement.is_asked) settlement_.emplace(market, table_, seed, draws_.slots());
}

void BlockSimulator::simulate(std::int64_t first_replication, int replications, std::uint32_t round) {
  values_.resize(table_, replications);
  bids_.clear();
  if (histograms_.size() < round) histograms_.resize(round, std::vector<ClassHistograms>(market_->classes.size()));
  const auto tiles = static_cast<std::size_t>((replications + lane_count - 1) / lane_count);
  if (round == 1 || published_.size() != tiles) published_.assign(tiles, {});
  for (int done = 0; done < replications; done += lane_count) {
    simulate_tile(first_replication + done, round, done, std::min(lane_count, replications - done));
  }
}

/// @param first index of the tile's first replication in the block.
void BlockSimulator::simulate_tile(std::int64_t first_replication, std::uint32_t round, int first, int lanes) {
  draws_.draw(first_replication, round, drawn_);
  PublishedTile* published = adaptive_bidders_.are_there() ? &published_[std::size_t(first / lane_count)] : nullptr;
  if (published != nullptr) adaptive_bidders_.bid(*published, round, drawn_);
  TileView tile = clear(first_replication, round);
  if (choice_) {
    choice_->decide(tile, draws_, first_replication, round, realised_tile_);
    tile.realised = &realised_tile_;
  }
  if (published != nullptr) publish(*market_, tile, *published);
  tile_tally_.write(tile, draws_, first, lanes, values_);
  if (settlement_) settlement_->write(tile, draws_, first_replication, round, first, lanes, values_);
  const std::int32_t largest = largest_price(drawn_.bid_ticks);
  std::vector<ClassHistograms>& histograms = histograms_[round - 1];
  for (ClassHistograms& histogram : histograms) {
    histogram.bids.reserve(std::max(0, largest));
    histogram.awarded_bids.reserve(std::max(0, largest));
  }
  count_bids(*market_, tile, lanes, histograms);
  if (keep_bids_ == KeepBids::yes) keep_bids(tile, first_replication, lanes);
}

TileView BlockSimulator::clear(std::int64_t first_replication, std::uint32_t round) {
  const auto draw_lot = [&](int slot, int lane) {
    const Slot& bidder = draws_.slots()[std::size_t(slot)];
    return draw_bits(draws_.class_key(bidder.bidder_class), first_replication + lane, round, lottery_number(*market_, bidder),
                     Purpose::lottery);
  };
  const Lottery lottery = std::cref(draw_lot);  // by reference: it fits into the function object, which then allocates nothing
  if (round_clearing_) {
    round_clearing_->clear(first_replication, round, lottery, draws_, drawn_, round_tile_);
  } else {
    clear_plain(lottery);
  }
  const ClearedTile& cleared = round_clearing_ ? round_tile_.cleared : cleared_;
  least_cost(drawn_.realised_ticks, drawn_.quantity_kw, cleared.total_awarded_kw, least_cost_ticks_kw_);
  return {.drawn = drawn_,
          .cleared = cleared,
          .excluded_bids = round_clearing_ ? round_tile_.excluded_bids : excluded_bids_,
          .least_cost_ticks_kw = least_cost_ticks_kw_,
          .paid_ticks = round_clearing_ ? &round_tile_.paid_ticks : nullptr};
}

void BlockSimulator::clear_plain(const Lottery& lottery) {
  excluded_bids_.fill(0);
  if (!market_->auction.ceiling_disclosed) {
    for (LaneIntegers& slot : drawn_.bid_ticks) exclude_above_ceiling(drawn_.ceiling_ticks, slot, excluded_bids_);
  }
  clear_tile(rules_, {drawn_.bid_ticks, drawn_.quantity_kw, drawn_.volume_kw, drawn_.ceiling_ticks}, lottery, cleared_);
}

void BlockSimulator::keep_bids(const TileView& tile, std::int64_t first_replication, int lanes) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const double step = market_->auction.price_step_per_mwh;
  for (int lane = 0; lane < lanes; ++lane) {
    const auto l = std::size_t(lane);
    const double ceiling = drawn_.ceiling_ticks[l] == no_price ? none : drawn_.ceiling_ticks[l] * step;
    for (std::size_t slot = 0; slot < draws_.slots().size(); ++slot) {
      if (drawn_.bid_ticks[slot][l] == no_price) continue;
      const Slot& bidder = draws_.slots()[slot];
      const std::int32_t awarded_kw = tile.cleared.awarded_kw[slot][l];
      bids_.push_back({first_replication + lane, bidder.bidder_class, bidder.member, drawn_.believed_per_mwh[slot][l],
                       drawn_.bid_ticks[slot][l] * step, drawn_.quantity_kw[slot][l], awarded_kw,
                       awarded_kw > 0 ? price_paid_per_mwh(*market_, tile, slot, lane) : none, ceiling});
    }
  }
}

}  // namespace sealedbid
