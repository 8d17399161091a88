#pragma once

#include <vector>

#include "simulation/tally_tile.hpp"
#include "statistics/histogram.hpp"

namespace sealedbid {

/// Histograms of single bids of one class.
struct ClassHistograms {
  TickHistogram bids, awarded_bids;
};

/// Counts the tile's single bids.
void count_bids(const Market& market, const TileView& tile, int lanes, std::vector<ClassHistograms>& histograms);

}  // namespace sealedbid
