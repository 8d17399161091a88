#include "auction/system_value.hpp"

#include <algorithm>
#include <stdexcept>

namespace sealedbid {

double annuity_factor(const SystemView& view) {
  if (view.years < 0) throw std::invalid_argument("annuity_factor: years are below 0");
  if (!(view.discount_rate_fraction > -1.0)) throw std::invalid_argument("annuity_factor: the discount rate is not above -1");
  double factor = 0.0, discount = 1.0;
  for (int year = 1; year <= view.years; ++year) {
    discount /= 1.0 + view.discount_rate_fraction;
    factor += discount;
  }
  return factor;
}

double value_of_guaranteed_price(const SystemView& view, double guaranteed_price_per_mwh) {
  return (view.market_value_per_mwh - guaranteed_price_per_mwh) * view.full_load_hours * annuity_factor(view);
}

double value_of_contribution(const SystemView& view, double contribution_per_mwh) {
  return contribution_per_mwh * view.full_load_hours * annuity_factor(view);
}

double option_return_per_hour(double spot_per_mwh, double strike_per_mwh, double returned_fraction, double connection_mw) {
  return returned_fraction * std::max(0.0, spot_per_mwh - strike_per_mwh) * connection_mw;
}

double value_of_storage(const SystemView& view, const StorageOption& option) {
  const double returned_per_mw_year =
      option_return_per_hour(option.spot_when_above_strike_per_mwh, option.strike_per_mwh, option.returned_fraction, 1.0) *
      option.hours_above_strike_per_year;
  return (returned_per_mw_year - option.capacity_payment_per_mw_year) * annuity_factor(view);
}

}  // namespace sealedbid
