#include "simulation/count_bids.hpp"

namespace sealedbid {

namespace {

/// Which lanes hold a bid, and which an awarded one, that is to be counted.
SEALEDBID_CLONES
void mark_counted(const LaneIntegers& bid_ticks, const LaneIntegers& awarded_kw, int lanes, LaneIntegers& is_bid,
                  LaneIntegers& is_award) {
  for (std::int32_t l = 0; l < lane_count; ++l) {
    const auto lane = static_cast<std::size_t>(l);
    is_bid[lane] = (bid_ticks[lane] != no_price) & (l < lanes) ? 1 : 0;
    is_award[lane] = (awarded_kw[lane] > 0) & (l < lanes) ? 1 : 0;
  }
}

}  // namespace

void count_bids(const Market& market, const TileView& tile, int lanes, std::vector<ClassHistograms>& histograms) {
  std::size_t slot = 0;
  for (std::size_t c = 0; c < market.classes.size(); ++c) {
    for (int member = 0; member < market.classes[c].bidders; ++member, ++slot) {
      LaneIntegers is_bid, is_award, cells;
      mark_counted(tile.drawn.bid_ticks[slot], tile.cleared.awarded_kw[slot], lanes, is_bid, is_award);
      TickHistogram::cells_of(tile.drawn.bid_ticks[slot], is_bid, cells);
      histograms[c].bids.count(cells);
      TickHistogram::cells_of(tile.drawn.bid_ticks[slot], is_award, cells);
      histograms[c].awarded_bids.count(cells);
    }
  }
}

}  // namespace sealedbid
