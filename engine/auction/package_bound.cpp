#include "auction/package_bound.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {
namespace {

constexpr int fraction_bits = 20;
constexpr Int128 one = Int128{1} << fraction_bits;

/// What a node leaves open.
struct Residual {
  std::vector<std::int64_t> demand;  ///< [product] not yet covered
  std::vector<int> free;             ///< packages
  Int128 decided = 0;                ///< objective of the selected packages, required products aside
};

bool is_free(const PackageNode& node, int package) {
  return ((node.selected | node.rejected) & set_of(package)) == 0;
}

Residual residual_of(const PackageProblem& problem, const PackageNode& node) {
  Residual residual{problem.demand, {}, 0};
  for (int j = 0; j < problem.packages; ++j) {
    if (is_free(node, j)) residual.free.push_back(j);
    if ((node.selected & set_of(j)) == 0) continue;
    residual.decided -= problem.price[j];
    for (int k = 0; k < problem.products; ++k) residual.demand[k] -= problem.quantity_of(j, k);
  }
  for (int k = 0; k < problem.products; ++k) {
    residual.demand[k] = std::max<std::int64_t>(0, residual.demand[k]);
    residual.decided += problem.value[k] * (problem.demand[k] - residual.demand[k]);
  }
  return residual;
}

/// Chooses what is worth most at given net worths: everything above zero, one a group. `chosen` gets one entry a free package.
/// @return the sum.
template <class Money>
Money choose(const PackageProblem& problem, const std::vector<int>& free, const std::vector<Money>& worth,
             std::vector<std::uint8_t>& chosen) {
  Money sum = 0;
  for (std::size_t a = 0; a < free.size(); ++a) {
    chosen[a] = worth[a] > 0;
    if (!chosen[a]) continue;
    if (problem.group[free[a]] >= 0) {
      for (std::size_t b = 0; b < free.size() && chosen[a]; ++b) {
        if ((problem.rivals[free[a]] & set_of(free[b])) == 0) continue;
        if (worth[b] > worth[a] || (worth[b] == worth[a] && b < a)) chosen[a] = 0;
      }
    }
    if (chosen[a]) sum += worth[a];
  }
  return sum;
}

Int128 rounded(double price) {
  return static_cast<Int128>(std::round(std::ldexp(std::max(price, 0.0), fraction_bits)));
}

/// The dual function in floating point, with its subgradient. Multipliers of products count per remaining demand, so that all
/// have the dimension of money.
class Dual {
 public:
  Dual(const PackageProblem& problem, const PackageNode& node) : problem_(problem), residual_(residual_of(problem, node)) {
    const std::size_t free = residual_.free.size();
    worth_.resize(free);
    chosen_.resize(free);
    shares_.resize(free * std::size_t(problem.products));
    for (std::size_t a = 0; a < free; ++a) {
      for (int k = 0; k < problem.products; ++k) {
        const std::int64_t open = residual_.demand[k];
        const std::int64_t quantity = std::min(problem.quantity_of(residual_.free[a], k), open);
        shares_[a * std::size_t(problem.products) + std::size_t(k)] =
            open > 0 ? static_cast<double>(quantity) / static_cast<double>(open) : 0.0;
      }
    }
    position_.assign(std::size_t(problem.packages), -1);
    for (std::size_t a = 0; a < free; ++a) position_[residual_.free[a]] = static_cast<int>(a);
  }

  double value_at(const PackagePrices& prices) {
    const auto products = std::size_t(problem_.products);
    double total = static_cast<double>(residual_.decided);
    money_.resize(products);
    for (std::size_t k = 0; k < products; ++k) {
      money_[k] = prices.product[k] * static_cast<double>(residual_.demand[k]);
      total += static_cast<double>(problem_.value[k]) * static_cast<double>(residual_.demand[k]) - money_[k];
    }
    for (std::size_t a = 0; a < worth_.size(); ++a) {
      worth_[a] = -static_cast<double>(problem_.price[residual_.free[a]]);
      for (std::size_t k = 0; k < products; ++k) worth_[a] += money_[k] * shares_[a * products + k];
    }
    for (std::size_t r = 0; r < problem_.requirements.size(); ++r) {
      const auto [package, needed] = ends_of(r);
      if (package < 0 || needed < 0) continue;
      worth_[package] -= prices.requirement[r];
      worth_[needed] += prices.requirement[r];
    }
    return total + choose(problem_, residual_.free, worth_, chosen_);
  }

  /// Moves against the subgradient of the last value_at, by Polyak's step for a fall of `gap`.
  void step(double gap, PackagePrices& prices) {
    const auto products = std::size_t(problem_.products);
    slope_.assign(products, -1.0);
    for (std::size_t a = 0; a < chosen_.size(); ++a) {
      if (!chosen_[a]) continue;
      for (std::size_t k = 0; k < products; ++k) slope_[k] += shares_[a * products + k];
    }
    double norm = 1e-12;
    for (std::size_t k = 0; k < products; ++k) {
      if (residual_.demand[k] == 0) slope_[k] = 0.0;
      norm += slope_[k] * slope_[k];
    }
    for (std::size_t r = 0; r < problem_.requirements.size(); ++r) {
      norm += requirement_weight * requirement_weight * slope_of(r) * slope_of(r);
    }
    for (std::size_t k = 0; k < products; ++k) {
      if (residual_.demand[k] == 0) continue;
      const double highest = problem_.is_required[k] ? HUGE_VAL : static_cast<double>(problem_.value[k]);
      const double change = gap / norm * slope_[k] / static_cast<double>(residual_.demand[k]);
      prices.product[k] = std::clamp(prices.product[k] - change, 0.0, highest);
    }
    for (std::size_t r = 0; r < problem_.requirements.size(); ++r) {
      const double change = gap / norm * requirement_weight * requirement_weight * slope_of(r);
      prices.requirement[r] = std::max(0.0, prices.requirement[r] - change);
    }
  }

  void count_chosen(double weight, std::vector<double>& likely) const {
    for (std::size_t a = 0; a < chosen_.size(); ++a) likely[residual_.free[a]] += weight * chosen_[a];
  }

 private:
  /// A step of one package counts less than the whole demand of a product.
  static constexpr double requirement_weight = 0.25;

  PackageProblem::Requirement ends_of(std::size_t r) const {
    const auto [package, needed] = problem_.requirements[r];
    return {position_[package], position_[needed]};
  }
  double slope_of(std::size_t r) const {
    const auto [package, needed] = ends_of(r);
    return package < 0 || needed < 0 ? 0.0 : double(chosen_[needed]) - double(chosen_[package]);
  }

  const PackageProblem& problem_;
  Residual residual_;
  std::vector<double> shares_, worth_, money_, slope_;
  std::vector<std::uint8_t> chosen_;
  std::vector<int> position_;
};

/// The rounded multiplier of a product: not above its value, nor so large that sums could leave 128 bits.
Int128 exact_price(const PackageProblem& problem, int product, double price) {
  const Int128 highest = problem.is_required[product] ? (Int128{1} << 120) / (Int128{64} * 64 * (problem.demand[product] + 1))
                                                      : problem.value[product] * one;
  if (!(price < std::ldexp(1.0, 100))) return highest;
  return std::min(rounded(price), highest);
}

/// Decides each free package that would push the bound below the target if it had the other fate.
void imply(const PackageProblem& problem, const std::vector<int>& free, const std::vector<Int128>& worth,
           const std::vector<std::uint8_t>& chosen, Int128 total, Int128 target, PackageBound& result) {
  for (std::size_t a = 0; a < worth.size(); ++a) {
    const PackageSet rivals = problem.rivals[free[a]];
    Int128 best_rival = 0, chosen_rival = 0;
    for (std::size_t b = 0; b < worth.size() && rivals != 0; ++b) {
      if ((rivals & set_of(free[b])) == 0) continue;
      best_rival = std::max(best_rival, worth[b]);
      if (chosen[b]) chosen_rival = worth[b];
    }
    const PackageSet self = set_of(free[a]);
    if (chosen[a]) result.relaxed |= self;
    const Int128 if_selected = chosen[a] ? total : total - chosen_rival + worth[a];
    const Int128 if_rejected = chosen[a] ? total - worth[a] + best_rival : total;
    if ((if_selected >> fraction_bits) < target) result.implied.rejected |= self;
    if ((if_rejected >> fraction_bits) < target) result.implied.selected |= self;
  }
}

}  // namespace

PackagePrices zero_prices(const PackageProblem& problem) {
  return {std::vector<double>(std::size_t(problem.products)), std::vector<double>(problem.requirements.size())};
}

PackageBound bound_at(const PackageProblem& problem, const PackageNode& node, const PackagePrices& prices, Int128 target) {
  const Residual residual = residual_of(problem, node);
  Int128 total = residual.decided * one;
  std::vector<Int128> worth(residual.free.size());
  for (std::size_t a = 0; a < worth.size(); ++a) worth[a] = -problem.price[residual.free[a]] * one;
  for (int k = 0; k < problem.products; ++k) {
    const Int128 price = exact_price(problem, k, prices.product[k]);
    total += (problem.value[k] * one - price) * residual.demand[k];
    for (std::size_t a = 0; a < worth.size(); ++a) {
      worth[a] += price * std::min(problem.quantity_of(residual.free[a], k), residual.demand[k]);
    }
  }
  std::vector<int> position(std::size_t(problem.packages), -1);
  for (std::size_t a = 0; a < worth.size(); ++a) position[residual.free[a]] = static_cast<int>(a);
  for (std::size_t r = 0; r < problem.requirements.size(); ++r) {
    const int package = position[problem.requirements[r].package], needed = position[problem.requirements[r].needed];
    if (package < 0 || needed < 0) continue;
    const Int128 price = rounded(std::min(prices.requirement[r], std::ldexp(1.0, 90)));
    worth[package] -= price;
    worth[needed] += price;
  }
  std::vector<std::uint8_t> chosen(worth.size());
  total += choose(problem, residual.free, worth, chosen);

  PackageBound result{total >> fraction_bits, 0, node};
  imply(problem, residual.free, worth, chosen, total, target, result);
  return result;
}

PackageBound improve_bound(const PackageProblem& problem, const PackageNode& node, Int128 target, int steps,
                           PackagePrices& prices, std::vector<double>& likely) {
  Dual dual(problem, node);
  likely.assign(std::size_t(problem.packages), 0.0);
  const double goal = static_cast<double>(target);
  PackagePrices trial = prices;
  double best = HUGE_VAL, boldness = 1.0, weight = 0.0;
  int since_better = 0;
  for (int step = 0; step < steps; ++step) {
    const double value = dual.value_at(trial);
    if (value < best) {
      if (value < best - 1e-6 * std::abs(best - goal)) since_better = 0;
      best = value;
      prices = trial;
    }
    dual.count_chosen(1.0, likely);
    weight += 1.0;
    if (value < goal) break;
    if (++since_better > 5) {
      boldness *= 0.5;
      since_better = 0;
    }
    dual.step(boldness * std::max(value - goal, 1.0), trial);
  }
  for (double& share : likely) share /= std::max(weight, 1.0);
  return bound_at(problem, node, prices, target);
}

}  // namespace sealedbid
