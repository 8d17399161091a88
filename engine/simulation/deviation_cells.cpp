#include "simulation/deviation_cells.hpp"

#include <algorithm>

namespace sealedbid {

namespace {

/// Inner edges of bins with about equal numbers of the values, which are ascending.
std::vector<double> edges_of(const std::vector<double>& values, int bins) {
  std::vector<double> edges;
  for (int bin = 1; bin < bins && !values.empty(); ++bin) {
    const double edge = values[values.size() * static_cast<std::size_t>(bin) / static_cast<std::size_t>(bins)];
    if (edge > values.front() && (edges.empty() || edge > edges.back())) edges.push_back(edge);
  }
  return edges;
}

int bin_of(const std::vector<double>& edges, double value) {
  return static_cast<int>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin());
}

}  // namespace

InformationCells cells_of(std::vector<OwnInformation> seen, int state_bins, int estimate_bins) {
  InformationCells cells;
  cells.estimate_bins = estimate_bins;
  std::vector<double> states;
  for (const OwnInformation& own : seen) states.push_back(own.state);
  std::ranges::sort(states);
  cells.state_edges = edges_of(states, state_bins);
  std::vector<std::vector<double>> estimates(cells.state_edges.size() + 1);
  for (const OwnInformation& own : seen) {
    estimates[static_cast<std::size_t>(bin_of(cells.state_edges, own.state))].push_back(own.estimate);
  }
  for (std::vector<double>& list : estimates) {
    std::ranges::sort(list);
    cells.estimate_edges.push_back(edges_of(list, estimate_bins));
  }
  return cells;
}

int cell_count(const InformationCells& cells) {
  return static_cast<int>(cells.estimate_edges.size()) * cells.estimate_bins;
}

int cell_at(const InformationCells& cells, const OwnInformation& own) {
  const int state = bin_of(cells.state_edges, own.state);
  return state * cells.estimate_bins + bin_of(cells.estimate_edges[static_cast<std::size_t>(state)], own.estimate);
}

}  // namespace sealedbid
