#include "simulation/hidden_states.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace sealedbid {

namespace {

/// Draws scaled to mean 0 and standard deviation 1, as weights on a fine grid.
struct Grid {
  double mean = 0.0, sd = 0.0;
  std::vector<double> z, weight;
};

Grid grid_of(std::span<const double> draws) {
  constexpr std::size_t cells = 2048;
  Grid grid;
  const auto count = static_cast<double>(draws.size());
  for (const double draw : draws) grid.mean += draw / count;
  for (const double draw : draws) grid.sd += (draw - grid.mean) * (draw - grid.mean) / count;
  grid.sd = std::sqrt(grid.sd);
  if (!(grid.sd > 1e-9 * std::fabs(grid.mean))) return grid;
  const auto [low, high] = std::minmax_element(draws.begin(), draws.end());
  const double first = (*low - grid.mean) / grid.sd, step = (*high - *low) / grid.sd / static_cast<double>(cells);
  grid.weight.assign(cells + 1, 0.0);
  for (std::size_t i = 0; i <= cells; ++i) grid.z.push_back(first + step * static_cast<double>(i));
  for (const double draw : draws) {
    const double place = ((draw - grid.mean) / grid.sd - first) / step;
    const auto cell = std::min(static_cast<std::size_t>(std::max(place, 0.0)), cells - 1);
    const double share = place - static_cast<double>(cell);
    grid.weight[cell] += (1.0 - share) / count;
    grid.weight[cell + 1] += share / count;
  }
  return grid;
}

/// Orthonormal polynomials of the grid: x p_k = b_k p_(k−1) + a_k p_k + b_(k+1) p_(k+1).
struct Recurrence {
  std::vector<double> a, b;  ///< b[0] = 0
};

Recurrence recurrence_of(const Grid& grid, int states) {
  Recurrence result;
  std::vector<double> before(grid.z.size(), 0.0), now(grid.z.size(), 1.0);
  double b = 0.0;
  for (int k = 0; k < states; ++k) {
    double a = 0.0;
    for (std::size_t i = 0; i < now.size(); ++i) a += grid.weight[i] * grid.z[i] * now[i] * now[i];
    result.a.push_back(a);
    result.b.push_back(b);
    double square = 0.0;
    for (std::size_t i = 0; i < now.size(); ++i) {
      const double next = (grid.z[i] - a) * now[i] - b * before[i];
      before[i] = now[i];
      now[i] = next;
      square += grid.weight[i] * next * next;
    }
    b = std::sqrt(square);
    if (!(b > 1e-8)) break;
    for (double& value : now) value /= b;
  }
  return result;
}

/// How many eigenvalues of the recurrence's tridiagonal matrix lie below x (Sturm).
int count_below(const Recurrence& recurrence, double x) {
  int count = 0;
  double pivot = 1.0;
  for (std::size_t k = 0; k < recurrence.a.size(); ++k) {
    pivot = recurrence.a[k] - x - (k > 0 ? recurrence.b[k] * recurrence.b[k] / pivot : 0.0);
    if (pivot == 0.0) pivot = 1e-300;
    count += pivot < 0.0 ? 1 : 0;
  }
  return count;
}

double eigenvalue(const Recurrence& recurrence, int index, double low, double high) {
  for (int halving = 0; halving < 80; ++halving) {
    const double middle = 0.5 * (low + high);
    (count_below(recurrence, middle) <= index ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// Christoffel's number of a node: 1 / Σ p_k².
double node_weight(const Recurrence& recurrence, double x) {
  double before = 0.0, now = 1.0, sum = 1.0;
  for (std::size_t k = 0; k + 1 < recurrence.a.size(); ++k) {
    const double next = ((x - recurrence.a[k]) * now - recurrence.b[k] * before) / recurrence.b[k + 1];
    before = now;
    now = next;
    sum += now * now;
  }
  return 1.0 / sum;
}

}  // namespace

HiddenStates hidden_states(std::span<const double> draws, int states) {
  const Grid grid = grid_of(draws);
  if (grid.z.empty()) return {{grid.mean}, {1.0}};
  const Recurrence recurrence = recurrence_of(grid, states);
  HiddenStates result{{}, {}};
  for (int index = 0; index < static_cast<int>(recurrence.a.size()); ++index) {
    const double z = eigenvalue(recurrence, index, grid.z.front(), grid.z.back());
    result.value.push_back(grid.mean + grid.sd * z);
    result.probability.push_back(node_weight(recurrence, z));
  }
  double total = 0.0;
  for (const double probability : result.probability) total += probability;
  for (double& probability : result.probability) probability /= total;
  return result;
}

}  // namespace sealedbid
