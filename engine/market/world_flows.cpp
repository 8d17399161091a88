#include "market/world_flows.hpp"

namespace sealedbid {

namespace {

SEALEDBID_CLONES
void pick(const LaneReals& worlds, const LaneIntegers& world_of_lane, LaneReals& lanes) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) lanes[lane] = worlds[std::size_t(world_of_lane[lane])];
}

void pick(const std::vector<LaneReals>& worlds, const LaneIntegers& world_of_lane, std::vector<LaneReals>& lanes) {
  lanes.resize(worlds.size());
  for (std::size_t row = 0; row < worlds.size(); ++row) pick(worlds[row], world_of_lane, lanes[row]);
}

/// Rows are years, energy is left of the first year's in each.
SEALEDBID_CLONES
void pick_energy(const std::vector<LaneReals>& worlds, int first, int last, const LaneIntegers& world_of_lane,
                 const LaneReals& degradation, std::vector<LaneReals>& lanes) {
  LaneReals left;
  left.fill(1.0);
  for (int year = 0; year < last; ++year) {
    const LaneReals& from = worlds[std::size_t(year)];
    LaneReals& to = lanes[std::size_t(year)];
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      to[lane] = year < first ? 0.0 : from[std::size_t(world_of_lane[lane])] * left[lane];
      left[lane] *= 1.0 - degradation[lane];
    }
  }
}

/// Which of a tile's lanes are which worlds, and what is left of their energy from year to year.
struct Lanes {
  const LaneIntegers& world_of_lane;
  const LaneReals& degradation;

  void take(const YearlyWeights& worlds, YearlyWeights& flow) const {
    flow.first = worlds.first;
    flow.last = worlds.last;
    pick(worlds.weights, world_of_lane, flow.weights);
  }

  void take_energy(const YearlyWeights& worlds, YearlyWeights& flow) const {
    flow.first = worlds.first;
    flow.last = worlds.last;
    flow.weights.resize(worlds.weights.size());
    pick_energy(worlds.weights, worlds.first, worlds.last, world_of_lane, degradation, flow.weights);
  }

  void take_energy(const std::vector<LaneReals>& worlds, std::vector<LaneReals>& by_year) const {
    by_year.resize(worlds.size());
    pick_energy(worlds, 0, static_cast<int>(worlds.size()), world_of_lane, degradation, by_year);
  }
};

void take_debt(const CoverRatioDebt& worlds, const Lanes& lanes, CoverRatioDebt& debt) {
  debt.exists = worlds.exists;
  debt.cover_ratio = worlds.cover_ratio;
  debt.gearing_fraction = worlds.gearing_fraction;
  debt.upfront_fee_fraction = worlds.upfront_fee_fraction;
  debt.tenor_years = worlds.tenor_years;
  pick(worlds.discount, lanes.world_of_lane, debt.discount);
  pick(worlds.construction_value, lanes.world_of_lane, debt.construction_value);
  lanes.take_energy(worlds.strike, debt.strike);
  lanes.take_energy(worlds.revenue, debt.revenue);
  pick(worlds.cost, lanes.world_of_lane, debt.cost);
  pick(worlds.cover_premium, lanes.world_of_lane, debt.cover_premium);
  pick(worlds.tax_fraction, lanes.world_of_lane, debt.tax_fraction);
}

}  // namespace

void spread_worlds(const YearlyFlows& worlds, const LaneIntegers& world_of_lane, const LaneReals& degradation_fraction_per_year,
                   YearlyFlows& flows) {
  const Lanes lanes{world_of_lane, degradation_fraction_per_year};
  lanes.take_energy(worlds.strike, flows.strike);
  lanes.take_energy(worlds.revenue, flows.revenue);
  lanes.take(worlds.cost, flows.cost);
  lanes.take(worlds.capital, flows.capital);
  pick(worlds.construction_share, world_of_lane, flows.construction_share);
  flows.options.resize(worlds.options.size());
  for (std::size_t k = 0; k < flows.options.size(); ++k) {
    const OptionFlow& from = worlds.options[k];
    OptionFlow& to = flows.options[k];
    to.table = from.table;
    pick(from.slope, world_of_lane, to.slope);
    pick(from.offset, world_of_lane, to.offset);
    lanes.take_energy(from.after_tax, to.after_tax);
    lanes.take_energy(from.before_tax, to.before_tax);
  }
  take_debt(worlds.debt, lanes, flows.debt);
  pick(worlds.strike_sign, world_of_lane, flows.strike_sign);
  pick(worlds.first_year_exported_fraction, world_of_lane, flows.first_year_exported_fraction);
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    flows.is_linear[lane] = worlds.is_linear[std::size_t(world_of_lane[lane])];
}

}  // namespace sealedbid
