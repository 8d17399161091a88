#include "bidding/first_order.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {
namespace {

/// One lot: P(win) drops out, and hazard_i = total − 1/margin_i with total = Σ n_l/margin_l / (n − 1).
bool one_lot_rates(std::span<const ClassBelow> classes, std::span<const std::size_t> active, std::span<const double> margin,
                   std::span<double> rate) {
  double total = 0.0;
  int bidders = 0;
  for (std::size_t a = 0; a < active.size(); ++a) {
    total += classes[active[a]].bidders / margin[a];
    bidders += classes[active[a]].bidders;
  }
  if (bidders < 2) return false;
  total /= bidders - 1;
  for (std::size_t a = 0; a < active.size(); ++a) rate[a] = classes[active[a]].not_below * (total - 1.0 / margin[a]);
  return true;
}

/// Gaussian elimination with row pivoting, in place; rows of `matrix` are scaled to 1 beforehand.
bool solve_in_place(std::vector<double>& matrix, std::vector<double>& right_side) {
  const std::size_t size = right_side.size();
  for (std::size_t column = 0; column < size; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column + 1; row < size; ++row)
      if (std::abs(matrix[row * size + column]) > std::abs(matrix[pivot * size + column])) pivot = row;
    if (!(std::abs(matrix[pivot * size + column]) > 1e-13)) return false;
    if (pivot != column) {
      std::swap_ranges(&matrix[pivot * size], &matrix[pivot * size] + size, &matrix[column * size]);
      std::swap(right_side[pivot], right_side[column]);
    }
    for (std::size_t row = column + 1; row < size; ++row) {
      const double share = matrix[row * size + column] / matrix[column * size + column];
      for (std::size_t k = column; k < size; ++k) matrix[row * size + k] -= share * matrix[column * size + k];
      right_side[row] -= share * right_side[column];
    }
  }
  for (std::size_t row = size; row-- > 0;) {
    for (std::size_t k = row + 1; k < size; ++k) right_side[row] -= matrix[row * size + k] * right_side[k];
    right_side[row] /= matrix[row * size + row];
  }
  return true;
}

double gain(PricingRule pricing, const RivalCounts& counts, std::size_t i) {
  return pricing == PricingRule::pay_as_bid ? counts.win[i] : counts.marginal[i];
}

int rivals_of(std::span<const ClassBelow> classes, std::size_t i, std::size_t j) {
  return classes[j].bidders - (i == j ? 1 : 0);
}

}  // namespace

bool below_rates(int lots, PricingRule pricing, std::span<const ClassBelow> classes, std::span<const std::size_t> active,
                 std::span<const double> margin, std::span<double> rate, FirstOrderWorkspace& workspace) {
  if (lots == 1) return one_lot_rates(classes, active, margin, rate);
  rival_counts(classes, lots, workspace.counts);
  const std::size_t size = active.size();
  workspace.matrix.resize(size * size);
  workspace.right_side.resize(size);
  for (std::size_t a = 0; a < size; ++a) {
    double largest = 0.0;
    for (std::size_t b = 0; b < size; ++b) {
      const double entry =
          rivals_of(classes, active[a], active[b]) * workspace.counts.pivotal[active[a] * classes.size() + active[b]];
      workspace.matrix[a * size + b] = entry;
      largest = std::max(largest, entry);
    }
    if (!(largest > 0.0)) return false;
    for (std::size_t b = 0; b < size; ++b) workspace.matrix[a * size + b] /= largest;
    workspace.right_side[a] = gain(pricing, workspace.counts, active[a]) / (margin[a] * largest);
  }
  if (!solve_in_place(workspace.matrix, workspace.right_side)) return false;
  std::copy(workspace.right_side.begin(), workspace.right_side.end(), rate.begin());
  return true;
}

double entry_pressure(int lots, PricingRule pricing, std::span<const ClassBelow> classes, std::span<const std::size_t> active,
                      std::span<const double> rate, std::size_t candidate, double margin, FirstOrderWorkspace& workspace) {
  rival_counts(classes, lots, workspace.counts);
  double loss = 0.0;
  for (std::size_t a = 0; a < active.size(); ++a)
    loss += rivals_of(classes, candidate, active[a]) * workspace.counts.pivotal[candidate * classes.size() + active[a]] * rate[a];
  return std::log(loss * margin / gain(pricing, workspace.counts, candidate));
}

}  // namespace sealedbid
