#include "market/price_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sealedbid {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr int most_iterations = 200;
constexpr double relative_tolerance = 1e-11;
constexpr double largest_price_over_cost = 1e6;
/// Slopes below this part of the first year's energy are rounding.
constexpr double flat = 1e-13;

/// What is left of each lane's search. Positions are prices, with the other sign where the project pays them.
struct Search {
  LaneReals direction, position, low, high, scale;
  LaneReals last_position, last_rise;  ///< of the step before; NaN at first
  LaneReals found;
  LaneIntegers is_open;
};

/// From a guess where it is finite, else from where every option is exercised, which is close to the root or above it for most
/// tariffs.
void start_search(const PriceEquation& equation, const LaneReals& guess_per_mwh, const LaneReals& found, Search& search) {
  LaneReals exercised;
  exercised_price(equation, exercised);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double cost = equation.capex_per_kw[lane] + equation.flows.opex_per_kw_year[lane];
    search.scale[lane] = cost > 0.0 ? cost / equation.energy_mwh_per_kw[lane] : 1.0;
    search.high[lane] = largest_price_over_cost * search.scale[lane];
    search.low[lane] = -search.high[lane];
    search.direction[lane] = equation.flows.strike_sign[lane];
    double start = std::isfinite(guess_per_mwh[lane]) ? guess_per_mwh[lane] : exercised[lane];
    if (!std::isfinite(start)) start = search.scale[lane];
    search.position[lane] = std::clamp(start * search.direction[lane], search.low[lane], search.high[lane]);
    search.last_position[lane] = search.last_rise[lane] = std::numeric_limits<double>::quiet_NaN();
    search.is_open[lane] = 1 - equation.flows.is_linear[lane];
  }
  search.found = found;
}

/// One step of all lanes that are still open. Return: how many stay open.
SEALEDBID_CLONES
int step(const PriceEquation& equation, const LaneReals& npv, const LaneReals& slope, Search& search) {
  int open = 0;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double limit = largest_price_over_cost * search.scale[lane], x = search.position[lane];
    const double rise = slope[lane] * search.direction[lane];
    const bool is_enough = npv[lane] >= 0.0;
    const double low = is_enough ? search.low[lane] : x, high = is_enough ? x : search.high[lane];
    const double plain = npv[lane] / rise, curvature = (rise - search.last_rise[lane]) / (x - search.last_position[lane]);
    const double correction = 1.0 - 0.5 * plain * curvature / rise;
    const double newton = x - (correction > 0.5 && correction < 2.0 ? plain / correction : plain);
    search.last_position[lane] = x;
    search.last_rise[lane] = rise;
    const bool is_usable = (rise > flat * equation.energy_mwh_per_kw[lane]) & (newton >= low) & (newton <= high);
    const double tried = is_enough ? (low <= -limit ? low : 0.5 * (low + high)) : (high >= limit ? high : 0.5 * (low + high));
    const double next = is_usable ? newton : tried;
    const double moved = next > x ? next - x : x - next, size = next > 0.0 ? next : -next;
    const bool is_never = !is_enough & (x >= limit), is_always = is_enough & (x <= -limit);
    const bool is_done = is_never | is_always | (moved <= relative_tolerance * (size + 1e-3 * search.scale[lane]));
    const double result = is_always ? 0.0 : (is_never ? never : next) * search.direction[lane];
    const bool is_open = search.is_open[lane] != 0;
    search.found[lane] = is_open ? result : search.found[lane];
    search.position[lane] = next;
    search.low[lane] = low;
    search.high[lane] = high;
    search.is_open[lane] = is_open & !is_done ? 1 : 0;
    open += search.is_open[lane];
  }
  return open;
}

/// @param price_per_mwh where a lane is linear it stays as it is.
void solve(PriceEquation& equation, const LaneReals& guess_per_mwh, LaneReals& price_per_mwh) {
  Search search;
  LaneReals price, npv, slope;
  start_search(equation, guess_per_mwh, price_per_mwh, search);
  for (int iteration = 0, open = lane_count; open > 0 && iteration < most_iterations; ++iteration) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) price[lane] = search.position[lane] * search.direction[lane];
    evaluate(equation, price, npv, slope);
    open = step(equation, npv, slope, search);
  }
  price_per_mwh = search.found;
}

}  // namespace

void solve_required_price(const YearlyFlows& flows, const BidderCostTile& bidder, const PresentValues& values,
                          RequiredPriceTile& out) {
  PriceEquation equation = price_equation(flows, values);
  LaneReals yield_factor, guess;
  yield_factor.fill(1.0);
  guess.fill(never);
  set_yield(bidder, values, yield_factor, equation);
  solve(equation, guess, out.realised);
  const LaneReals& errors = bidder.yield_estimate_error_fraction;
  if (std::all_of(errors.begin(), errors.end(), [](double error) { return error == 0.0; })) {
    out.believed = out.realised;
    return;
  }
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    yield_factor[lane] = 1.0 + errors[lane];
    guess[lane] = out.realised[lane] / yield_factor[lane];
  }
  set_yield(bidder, values, yield_factor, equation);
  solve(equation, guess, out.believed);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (errors[lane] == 0.0) out.believed[lane] = out.realised[lane];
  }
}

}  // namespace sealedbid
