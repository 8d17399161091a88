#pragma once

#include <vector>

/// Cells of a bidder's own information: bins of the public state, and in each of them bins of its relative estimate.
namespace sealedbid {

/// What a bidder knows when it bids.
struct OwnInformation {
  double state = 0.0;     ///< the public state
  double estimate = 0.0;  ///< its believed required price over the reference price
};

/// Bins by their inner edges, ascending; a value at an edge belongs to the bin above.
struct InformationCells {
  std::vector<double> state_edges;
  std::vector<std::vector<double>> estimate_edges;  ///< [state bin]
  int estimate_bins = 1;                            ///< at most, in a state bin
};

/// Bins of about equal numbers of `seen`; fewer where values repeat.
/// @param state_bins, estimate_bins ≥ 1, at most.
InformationCells cells_of(std::vector<OwnInformation> seen, int state_bins, int estimate_bins);

int cell_count(const InformationCells& cells);

/// The index of the cell, 0 … cell_count − 1.
int cell_at(const InformationCells& cells, const OwnInformation& own);

}  // namespace sealedbid
