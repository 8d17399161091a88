#include "market/price_law.hpp"

#include <cmath>
#include <numeric>

namespace sealedbid {

PriceLaw law_of(const ElectricityMarket& market) {
  PriceLaw law{.persistence_fraction = market.persistence_fraction,
               .sd_of_change_fraction = market.sd_of_change_fraction,
               .hourly_sd_fraction = market.hourly_sd_fraction};
  if (market.seasonality_factor.empty()) return law;
  const double sum = std::accumulate(market.seasonality_factor.begin(), market.seasonality_factor.end(), 0.0);
  for (std::size_t month = 0; month < law.seasonality_factor.size(); ++month) {
    law.seasonality_factor[month] = market.seasonality_factor.at(month) * months_per_year / sum;
  }
  return law;
}

double stationary_sd(const PriceLaw& law) {
  const double phi = law.persistence_fraction;
  return law.sd_of_change_fraction / std::sqrt((1.0 - phi) * (1.0 + phi));
}

}  // namespace sealedbid
