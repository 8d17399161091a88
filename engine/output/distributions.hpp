#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "simulation/tally.hpp"

/// distributions.nc: for every metric, and for the single bids, a histogram and 101 quantiles, in a layout made for xarray:
///
///     ds.clearing_price_per_mwh_count                  (policy, round, clearing_price_per_mwh)
///     ds.clearing_price_per_mwh_quantile               (policy, round, probability)
///     ds.awarded_mw_count                              (policy, round, group, awarded_mw)       where there are groups besides
///     "all" ds.bid_per_mwh_count.sel(status="awarded")       (policy, round, status, group, bid_per_mwh)
///
/// The coordinate with the metric's name holds the lower edges of its bins; NAME_bounds (CF) holds both edges. Bins are shared by
/// all policies, rounds and groups, at most 512 of equal width, on the price grid where there is one; counts are exact and add up
/// to the number of values. A bin of a fine histogram that crosses an edge is counted where its middle lies. probability = 0,
/// 0.01, …, 1. NaN: not available. A metric that is defined nowhere has quantiles (NaN) only.
namespace sealedbid {

/// Lower edges, then the upper edge of the last bin: at most `most` bins of equal width (see `thinned`) for all `bins` together,
/// in any order; edges are multiples of `step` where step > 0. Empty if there are no bins.
std::vector<double> common_edges(std::vector<HistogramBin> bins, int most, double step);

/// Writes the file of a run. @param rounds one tally a round, of the same policies in the same order; @param currency e.g. "USD".
/// The same tallies give the same bytes. Throws OutputError; the file must not exist.
void write_distributions(const std::filesystem::path& path, std::span<const RunTally> rounds, const std::string& currency);

}  // namespace sealedbid
