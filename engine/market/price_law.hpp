#pragma once

#include <array>

#include "scenario/economy.hpp"

/// The random part of electricity prices, apart from their level.
namespace sealedbid {

inline constexpr int months_per_year = 12;

/// Law of a market's monthly price relative to its mean level: R_m = season · exp(x_m − s²/2), x_m = persistence · x_{m−1} +
/// sd_of_change · shock, in its stationary state from the award on. An hour of the month: R_m · exp(h·z − h²/2), h = hourly_sd.
struct PriceLaw {
  double persistence_fraction = 0.0;                                                           ///< [0, 1)
  double sd_of_change_fraction = 0.0;                                                          ///< ≥ 0
  double hourly_sd_fraction = 0.0;                                                             ///< ≥ 0
  std::array<double, months_per_year> seasonality_factor{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};  ///< mean 1

  bool operator==(const PriceLaw&) const = default;
};

/// The law of a market as the user wrote it; seasonality is scaled to mean 1.
PriceLaw law_of(const ElectricityMarket& market);

/// s = sd_of_change / √(1 − persistence²): standard deviation of the logarithm of a month's price.
double stationary_sd(const PriceLaw& law);

}  // namespace sealedbid
