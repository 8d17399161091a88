#include "simulation/changed_cost.hpp"

#include <cmath>

namespace sealedbid {

namespace {

constexpr double dearer_by = 0.1;

/// What the investment adds to a required price; 0 where no price is enough, or every one is.
double investment_part(double price, double dearer_price) {
  const double part = (dearer_price - price) / dearer_by;
  return std::isfinite(part) && part > 0.0 ? part : 0.0;
}

double mean_of(const Quantity& change) {
  return middle(change);  // of a constant, a uniform and a normal law
}

}  // namespace

std::optional<BuildOption> option_not_to_build(const Quantity& change, double unit, double bond) {
  if (!std::isfinite(bond) || is_constant(change)) return {};
  if (const auto* normal = std::get_if<Normal>(&change)) {
    return BuildOption{BuildOption::Form::normal, normal->mean * unit, normal->sd * unit, bond};
  }
  const auto& uniform = std::get<Uniform>(change);
  return BuildOption{BuildOption::Form::uniform, 0.5 * (uniform.low + uniform.high) * unit,
                     0.5 * (uniform.high - uniform.low) * unit, bond};
}

void make_dearer(BidderCostTile& cost) {
  for (double& factor : cost.capex_factor) factor *= 1.0 + dearer_by;
}

void add_break_even(const Quantity& change_fraction, double bond_per_kw, const LaneReals& capex_per_kw,
                    const RequiredPriceTile& dearer, RequiredPriceTile& required, ChangedCostTile& change) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double bond = bond_per_kw / capex_per_kw[lane];  // no investment: an infinite bond, and no part of the price either
    const std::optional<BuildOption> option = option_not_to_build(change_fraction, 1.0, bond);
    const double break_even = option ? break_even_margin(*option) : mean_of(change_fraction);
    change.investment_per_mwh[lane] = investment_part(required.realised[lane], dearer.realised[lane]);
    change.bond_over_capex[lane] = bond;
    change.break_even[lane] = break_even;
    required.believed[lane] += break_even * investment_part(required.believed[lane], dearer.believed[lane]);
    required.realised[lane] += break_even * change.investment_per_mwh[lane];
  }
}

double award_worth_per_mwh(const Quantity& change_fraction, const ChangedCostTile& change, std::size_t lane, double price_per_mwh,
                           double required_per_mwh) {
  const double margin = price_per_mwh - required_per_mwh, unit = change.investment_per_mwh[lane];
  const std::optional<BuildOption> option = option_not_to_build(change_fraction, 1.0, change.bond_over_capex[lane]);
  return option && unit > 0.0 ? unit * option_value(*option, margin / unit + change.break_even[lane]) : margin;
}

}  // namespace sealedbid
