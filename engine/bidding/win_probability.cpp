#include "bidding/win_probability.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sealedbid {
namespace {

constexpr std::size_t nobody = static_cast<std::size_t>(-1);

/// Adds the binomial of `bidders` bidders to a distribution of counts, dropping counts beyond its size.
void add_class(const ClassBelow& group, int bidders, std::vector<double>& counts, std::vector<double>& scratch) {
  if (bidders == 0) return;
  if (counts.size() == 1) {
    counts[0] *= std::pow(group.not_below, bidders);
    return;
  }
  scratch.assign(counts.size(), 0.0);
  const int most = std::min(bidders, static_cast<int>(counts.size()) - 1);
  double choose = 1.0;
  for (int below = 0; below <= most; ++below) {
    const double probability = choose * std::pow(group.below, below) * std::pow(group.not_below, bidders - below);
    for (std::size_t count = static_cast<std::size_t>(below); count < counts.size(); ++count)
      scratch[count] += probability * counts[count - static_cast<std::size_t>(below)];
    choose *= static_cast<double>(bidders - below) / (below + 1.0);
  }
  counts.swap(scratch);
}

/// Counts over all bidders but one of class `first` and one of class `second` (nobody: leave none out; may be the same class).
void count_without(std::span<const ClassBelow> classes, std::size_t first, std::size_t second, int most_count,
                   std::vector<double>& counts, std::vector<double>& scratch) {
  counts.assign(static_cast<std::size_t>(most_count) + 1, 0.0);
  counts[0] = 1.0;
  for (std::size_t j = 0; j < classes.size(); ++j) {
    const int left_out = (j == first ? 1 : 0) + (j == second ? 1 : 0);
    add_class(classes[j], std::max(0, classes[j].bidders - left_out), counts, scratch);
  }
}

}  // namespace

std::vector<double> count_below(std::span<const ClassBelow> classes, int most_count) {
  std::vector<double> counts, scratch;
  count_without(classes, nobody, nobody, most_count, counts, scratch);
  return counts;
}

void rival_counts(std::span<const ClassBelow> classes, int lots, RivalCounts& result) {
  const std::size_t size = classes.size();
  thread_local std::vector<double> counts, scratch;
  result.win.resize(size);
  result.marginal.resize(size);
  result.pivotal.assign(size * size, 0.0);
  for (std::size_t i = 0; i < size; ++i) {
    count_without(classes, i, nobody, lots - 1, counts, scratch);
    result.win[i] = std::accumulate(counts.begin(), counts.end(), 0.0);
    result.marginal[i] = counts.back();
    for (std::size_t j = 0; j <= i; ++j) {
      if (i == j && classes[i].bidders < 2) continue;
      count_without(classes, i, j, lots - 1, counts, scratch);
      result.pivotal[i * size + j] = result.pivotal[j * size + i] = counts.back();
    }
  }
}

double win_probability(std::span<const ClassBelow> classes, std::size_t own, int lots) {
  if (lots == 0) return 0.0;
  std::vector<double> counts, scratch;
  count_without(classes, own, nobody, lots - 1, counts, scratch);
  return std::accumulate(counts.begin(), counts.end(), 0.0);
}

}  // namespace sealedbid
