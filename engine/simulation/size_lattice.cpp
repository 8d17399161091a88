#include "simulation/size_lattice.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "sampling/sampler.hpp"

namespace sealedbid {

namespace {

constexpr double most_exact_units = 200.0, fewest_units = 60.0, most_units_of_volume = 400.0;
constexpr double units_of_mean_size = 1.5;
constexpr int draws = 1024;

const Quantity& volume_of(const Market& market) {
  return market.shared[std::size_t(market.auction.volume_mw.value)].quantity;
}

double kw_at(const Sampler& capacity_mw, double probability) {
  return std::max(1.0, std::floor(capacity_mw.quantile(probability) * 1000.0 + 0.5));
}

/// The greatest common unit of the volume and all capacities [kW]; 0 where something is drawn, or the units are too many.
double common_unit_kw(const Market& market) {
  if (!is_constant(volume_of(market))) return 0.0;
  const auto volume = static_cast<std::int64_t>(kw_at(Sampler(volume_of(market)), 0.5));
  std::int64_t unit = volume;
  for (const ClassModel& model : market.classes) {
    if (!is_constant(model.project_capacity_mw)) return 0.0;
    unit = std::gcd(unit, static_cast<std::int64_t>(kw_at(Sampler(model.project_capacity_mw), 0.5)));
  }
  return static_cast<double>(volume / unit) <= most_exact_units ? static_cast<double>(unit) : 0.0;
}

/// Equally probable values in units.
std::vector<double> values_in_units(const Quantity& quantity_mw, double unit_kw) {
  const Sampler sampler(quantity_mw);
  const int count = is_constant(quantity_mw) ? 1 : draws;
  std::vector<double> units;
  for (int i = 0; i < count; ++i) units.push_back(kw_at(sampler, (i + 0.5) / count) / unit_kw);
  return units;
}

double mean_of(const std::vector<double>& values, double factor, double least) {
  double sum = 0.0;
  for (const double value : values) sum += std::max(value * factor, least);
  return sum / static_cast<double>(values.size());
}

/// The factor by which values shrink so that the least unit of small ones does not raise the mean.
double factor_that_keeps_mean(const std::vector<double>& values) {
  const double mean = mean_of(values, 1.0, 0.0);
  double low = 0.0, high = 1.0;
  for (int halving = 0; halving < 60 && mean > 1.0; ++halving) {
    const double middle = 0.5 * (low + high);
    (mean_of(values, middle, 1.0) > mean ? high : low) = middle;
  }
  return high;
}

/// Each value shared by the units around it.
std::vector<double> law_in_units(const Quantity& quantity_mw, double unit_kw, std::size_t most_units) {
  const std::vector<double> values = values_in_units(quantity_mw, unit_kw);
  const double factor = factor_that_keeps_mean(values), share = 1.0 / static_cast<double>(values.size());
  std::vector<double> probability(2, 0.0);
  for (const double value : values) {
    const double units = std::clamp(value * factor, 1.0, static_cast<double>(most_units));
    const auto below = static_cast<std::size_t>(units);
    const double rest = units - static_cast<double>(below);
    if (probability.size() < below + 2) probability.resize(below + 2, 0.0);
    probability[below] += (1.0 - rest) * share;
    probability[below + 1] += rest * share;
  }
  while (probability.back() == 0.0) probability.pop_back();
  return probability;
}

/// Small enough for the smallest mean project, within bounds.
double drawn_unit_kw(const Market& market) {
  const double volume = kw_at(Sampler(volume_of(market)), 0.5);
  double smallest_mean = volume;
  for (const ClassModel& model : market.classes) {
    if (model.bidders > 0)
      smallest_mean = std::min(smallest_mean, mean_of(values_in_units(model.project_capacity_mw, 1.0), 1.0, 0.0));
  }
  const double units = std::clamp(units_of_mean_size * volume / smallest_mean, fewest_units, most_units_of_volume);
  return volume / std::ceil(units);
}

}  // namespace

SizeLattice size_lattice(const Market& market) {
  constexpr std::size_t most_units = 100000;
  SizeLattice lattice;
  if (!market.auction.volume_mw.exists()) {
    lattice.volume_probability = {0.0, 1.0};
    lattice.size_probability.assign(market.classes.size(), {0.0, 1.0});
    return lattice;
  }
  const double common = common_unit_kw(market);
  lattice.is_exact = common > 0.0;
  lattice.unit_kw = lattice.is_exact ? common : drawn_unit_kw(market);
  lattice.volume_probability = law_in_units(volume_of(market), lattice.unit_kw, most_units);
  const bool is_cut = market.auction.marginal_bid == MarginalBidRule::partial;
  const std::size_t largest = is_cut ? most_units : lattice.volume_probability.size();
  for (const ClassModel& model : market.classes) {
    lattice.size_probability.push_back(law_in_units(model.project_capacity_mw, lattice.unit_kw, largest));
  }
  return lattice;
}

bool has_equal_lots(const SizeLattice& lattice) {
  return lattice.is_exact && std::ranges::all_of(lattice.size_probability,
                                                 [](const std::vector<double>& probability) { return probability.size() == 2; });
}

}  // namespace sealedbid
