#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "bidding/equilibrium.hpp"

/// Games whose equilibria have a closed form, and tables of them. Source of the forms: named where they are used.
namespace sealedbid::closed_forms {

inline GameClass uniform_class(double low, double high, int bidders) {
  GameClass result;
  result.name = "uniform";
  result.bidders = bidders;
  result.cost = cost_law(Uniform{low, high});
  return result;
}

/// k lots, n bidders with costs U[0, 1].
inline Game uniform_game(int bidders, int lots = 1, PricingRule pricing = PricingRule::pay_as_bid,
                         std::optional<double> ceiling_per_mwh = std::nullopt) {
  return {{uniform_class(0.0, 1.0, bidders)}, lots, pricing, ceiling_per_mwh};
}

/// A bid function at equally spaced costs.
inline ClassEquilibrium tabulated(double low, double high, const std::function<double(double)>& bid, int points = 1025) {
  ClassEquilibrium result;
  for (int m = 0; m < points; ++m) {
    const double cost = m + 1 == points ? high : low + (high - low) * m / (points - 1);
    result.cost_per_mwh.push_back(cost);
    result.bid_per_mwh.push_back(bid(cost));
  }
  return result;
}

inline Equilibrium with_tables(std::vector<ClassEquilibrium> classes) {
  Equilibrium result;
  result.classes = std::move(classes);
  return result;
}

/// First price, U[0, 1], no ceiling: β = c + (1 − c)/n.
inline double first_price(double cost, int bidders) {
  return cost + (1.0 - cost) / bidders;
}

/// Pay-as-bid, 3 bidders, 2 lots, U[0, 1]: β = c + ∫_c^1 (1 − t²) dt / (1 − c²).
inline double three_for_two(double cost) {
  return cost + (1.0 - cost) * (cost + 2.0) / (3.0 * (1.0 + cost));
}

/// Costs U[100 − 40, 100] (weak) and U[100 − 80, 100] (strong), one bidder each. Source: Griesmer, Levitan & Shubik (1967);
/// Plum (1992). sign +1: weak, −1: strong.
inline double weak_or_strong(double cost, double sign) {
  const double k = 1.0 / 1600.0 - 1.0 / 6400.0, distance = 100.0 - cost;
  return 100.0 - distance / (1.0 + std::sqrt(std::max(0.0, 1.0 - sign * k * distance * distance)));
}
inline Game weak_and_strong_game() {
  return {{uniform_class(60.0, 100.0, 1), uniform_class(20.0, 100.0, 1)}, 1, PricingRule::pay_as_bid, std::nullopt};
}
inline Equilibrium weak_and_strong_tables(int points = 1025) {
  return with_tables({tabulated(
                          60.0, 100.0, [](double c) { return weak_or_strong(c, 1.0); }, points),
                      tabulated(
                          20.0, 100.0, [](double c) { return weak_or_strong(c, -1.0); }, points)});
}

/// A domestic and a foreign bidder, costs U[0, 1], foreign bids ranked at 1.2 times. Source: Kaplan & Zamir (2012), general
/// uniform distributions on [.2, 1.2] and [0, 1.2], mirrored: value = 1.2 − score.
inline Game preference_game() {
  Game game{{uniform_class(0.0, 1.0, 1), uniform_class(0.0, 1.0, 1)}, 1, PricingRule::pay_as_bid, std::nullopt};
  game.classes[1].score_factor = 1.2;
  return game;
}
inline Equilibrium preference_tables(int points = 1025) {
  // Foreign l = 0, domestic l = .2 of the sale form: inverse bids l_i + d² / (g c_i e^{±d/g} + 4 (l_j − b)), from .1 to .65.
  constexpr double d = 0.2, low = 0.1, high = 0.65, top_value = 1.2;
  struct Side {
    double own_low, other_low, sign;
    double denominator(double b, double constant) const {
      const double g = d - 2.0 * b;
      return g * constant * std::exp(sign * d / g) + 4.0 * (other_low - b);
    }
    double value(double b) const {
      if (b <= low) return b;
      const double g = d - 2.0 * high;
      const double constant = (d * d / (top_value - own_low) - 4.0 * (other_low - high)) / (g * std::exp(sign * d / g));
      return own_low + d * d / denominator(b, constant);
    }
  };
  const auto table = [&](Side side, double factor, double last_value) {
    ClassEquilibrium result;
    for (int m = 0; m + 1 < points; ++m) {
      const double b = high - (high - low) * m / (points - 1);
      const double cost = m == 0 ? 0.0 : (top_value - side.value(b)) / factor;
      if (cost > 1.0 - 1e-9) break;  // the domestic table ends in a cliff of infinite slope
      result.cost_per_mwh.push_back(cost);
      result.bid_per_mwh.push_back((top_value - b) / factor);
    }
    result.cost_per_mwh.push_back((top_value - last_value) / factor);
    result.bid_per_mwh.push_back((top_value - low) / factor);
    return result;
  };
  ClassEquilibrium foreign = table({0.0, 0.2, 1.0}, 1.2, low);
  for (const double cost : {0.94, 0.97, 1.0}) {  // who cannot win bids its cost
    foreign.cost_per_mwh.push_back(cost);
    foreign.bid_per_mwh.push_back(cost);
  }
  return with_tables({table({0.2, 0.0, -1.0}, 1.0, d), foreign});
}

}  // namespace sealedbid::closed_forms
