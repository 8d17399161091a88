#include "market/required_price.hpp"

#include <algorithm>
#include <limits>

#include "market/price_search.hpp"

namespace sealedbid {

namespace {

/// The strike decides less of the present value than this part of the first year's energy in MWh per kW: rounding.
constexpr double least_strike_weight = 1e-9;

SEALEDBID_INLINE double price_of(double needed, double paid, double strike_sign) {
  constexpr double never = std::numeric_limits<double>::infinity();
  const double without_strike = needed > 0.0 ? never * strike_sign : 0.0;
  return (paid > 0.0 ? paid : -paid) > least_strike_weight ? needed / paid : without_strike;
}

SEALEDBID_CLONES
void ratio_of_values(const YearlyFlows& flows, const BidderCostTile& bidder, const PresentValues& values,
                     RequiredPriceTile& out) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double true_yield = flows.energy_mwh_per_kw[lane];
    const double believed_yield = true_yield * (1.0 + bidder.yield_estimate_error_fraction[lane]);
    const double needed = values.needed_per_kw[lane], revenue = values.revenue[lane], strike = values.strike[lane];
    const double sign = flows.strike_sign[lane];
    out.realised[lane] = price_of(needed - true_yield * revenue, true_yield * strike, sign);
    out.believed[lane] = price_of(needed - believed_yield * revenue, believed_yield * strike, sign);
  }
}

}  // namespace

void required_price(const YearlyFlows& flows, const BidderCostTile& bidder, RequiredPriceTile& out) {
  PresentValues values;
  present_values(flows, bidder, values);
  ratio_of_values(flows, bidder, values, out);
  const LaneIntegers& is_linear = flows.is_linear;
  if (std::find(is_linear.begin(), is_linear.end(), 0) != is_linear.end()) solve_required_price(flows, bidder, values, out);
}

}  // namespace sealedbid
