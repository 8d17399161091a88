#include "simulation/deviation_bids.hpp"

#include <algorithm>

#include "auction/rules.hpp"

namespace sealedbid {

std::vector<Deviation> all_deviations(bool has_several_projects) {
  constexpr double smallest = 0.0005, ratio = 1.5, most_up = 1.5, most_down = 0.2;
  std::vector<Deviation> list = {{DeviationKind::required_price}, {DeviationKind::ceiling}, {DeviationKind::no_bid}};
  for (const bool are_all : {false, true}) {
    if (are_all && !has_several_projects) break;
    for (double shift = smallest; shift < most_up; shift *= ratio) list.push_back({DeviationKind::shift, shift, are_all});
    for (double shift = smallest; shift < most_down; shift *= ratio) list.push_back({DeviationKind::shift, -shift, are_all});
  }
  return list;
}

std::int32_t bid_of_deviation(const Deviation& deviation, const Deviators& bidders, double level_over_reference,
                              double price_step_per_mwh, std::size_t lane) {
  const std::int32_t by_strategy = bidders.bid_ticks[lane], highest = bidders.highest_ticks[lane];
  switch (deviation.kind) {
    case DeviationKind::required_price:
      return std::min(bidders.required_ticks[lane], highest);
    case DeviationKind::ceiling:
      return highest < unlimited_ticks ? highest : by_strategy;
    case DeviationKind::no_bid:
      return no_price;
    case DeviationKind::shift: {
      const double base = by_strategy != no_price ? by_strategy : bidders.required_ticks[lane];
      const double level_ticks = level_over_reference * bidders.reference_per_mwh[lane] / price_step_per_mwh;
      return static_cast<std::int32_t>(std::clamp(base + deviation.shift_fraction * level_ticks + 0.5, 0.0, double(highest)));
    }
  }
  return by_strategy;
}

}  // namespace sealedbid
