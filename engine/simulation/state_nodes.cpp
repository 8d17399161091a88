#include "simulation/state_nodes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace sealedbid {

namespace {

/// Where bids depend on the state, and where they hardly do.
std::vector<double> places_between(double low, double high, double lowest, double highest) {
  constexpr int biting = 11, above = 3;
  constexpr double least_gap = 1e-3;
  const double from = std::clamp(lowest, low, high), to = std::clamp(highest, low, high);
  std::vector<double> places = {low};
  const auto add = [&](double place) {
    if (place > places.back() * (1.0 + least_gap)) places.push_back(place);
  };
  for (int i = 0; i < biting; ++i) add(from + (to - from) * i / (biting - 1));
  for (int i = 1; i <= above; ++i) add(to + (high - to) * i / above);
  return places;
}

/// The mean reference of the worlds around each node, weighted by how near they are.
std::vector<double> references_at(const std::vector<double>& nodes, std::span<const double> state,
                                  std::span<const double> reference) {
  std::vector<double> weight(nodes.size(), 0.0), sum(nodes.size(), 0.0);
  double total = 0.0;
  for (std::size_t w = 0; w < reference.size(); ++w) {
    total += reference[w] / static_cast<double>(reference.size());
    if (nodes.size() == 1) continue;
    const auto above = std::upper_bound(nodes.begin() + 1, nodes.end() - 1, state[w]);
    const auto node = static_cast<std::size_t>(above - nodes.begin()) - 1;
    const double share = std::clamp((state[w] - nodes[node]) / (nodes[node + 1] - nodes[node]), 0.0, 1.0);
    weight[node] += 1.0 - share;
    sum[node] += (1.0 - share) * reference[w];
    weight[node + 1] += share;
    sum[node + 1] += share * reference[w];
  }
  for (std::size_t k = 0; k < nodes.size(); ++k) sum[k] = weight[k] > 0.0 ? sum[k] / weight[k] : total;
  return sum;
}

}  // namespace

StateNodes state_nodes(std::span<const double> ceiling_over_reference, std::span<const double> reference_per_mwh, double lowest,
                       double highest) {
  constexpr double outer_share = 1e-4, least_spread = 1e-6;
  StateNodes nodes;
  if (ceiling_over_reference.empty()) {
    nodes.ceiling_over_reference = {0.0};
  } else {
    std::vector<double> sorted(ceiling_over_reference.begin(), ceiling_over_reference.end());
    std::sort(sorted.begin(), sorted.end());
    const auto outer = static_cast<std::size_t>(outer_share * static_cast<double>(sorted.size()));
    const double low = sorted[outer], high = sorted[sorted.size() - 1 - outer];
    const bool is_same = !(high - low > least_spread * high);
    nodes.ceiling_over_reference = is_same ? std::vector{0.5 * (low + high)} : places_between(low, high, lowest, highest);
  }
  nodes.reference_per_mwh = references_at(nodes.ceiling_over_reference, ceiling_over_reference, reference_per_mwh);
  return nodes;
}

UnknownCeiling unknown_ceiling(std::span<const double> ceiling_over_reference) {
  constexpr std::size_t every = 8;
  if (ceiling_over_reference.empty()) return {};
  const SampledLaw law = sampled_law(ceiling_over_reference);
  if (law.cdf.empty()) {
    const double price = ceiling_over_reference.front();
    return {{price * (1.0 - 1e-9), price}, {1.0, 1.0}};
  }
  UnknownCeiling result;
  for (std::size_t i = 0; i < law.cdf.size(); i += every) {
    result.price.push_back(law.low + law.step * static_cast<double>(i));
    result.survival.push_back(1.0 - law.cdf[i]);
  }
  return result;
}

}  // namespace sealedbid
