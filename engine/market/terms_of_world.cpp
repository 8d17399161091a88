#include "market/terms_of_world.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {

namespace {

double fraction(double value) {
  return std::clamp(value, 0.0, 1.0);
}
double growth(double value) {
  return std::clamp(value, -0.5, 1.0);
}
int whole_years(double value, int least) {
  return static_cast<int>(std::clamp(std::floor(value + 0.5), double(least), 60.0));
}

/// The draws of one replication.
struct World {
  std::span<const LaneReals> shared;
  std::size_t lane;

  double operator()(SharedIndex index) const { return shared[std::size_t(index.value)][lane]; }
  double or_else(SharedIndex index, double value) const { return index.exists() ? (*this)(index) : value; }
};

void set_plant(const TechnologyModel& technology, const World& world, ProjectTerms& terms) {
  terms.capex_per_kw = usable_cost(world(technology.capex_per_kw));
  terms.opex_per_kw_year = usable_cost(world(technology.opex_per_kw_year));
  terms.energy_mwh_per_kw = first_year_energy_mwh_per_kw(world(technology.capacity_factor_fraction));
  terms.degradation_fraction_per_year = usable_degradation_fraction_per_year(world(technology.degradation_fraction_per_year));
  terms.curtailment_fraction = std::clamp(world(technology.curtailment_fraction), 0.0, 0.999);
  terms.between_year_sd_fraction = technology.between_year_sd_fraction;
  terms.lifetime_years = whole_years(world(technology.lifetime_years), 1);
  terms.construction_years = whole_years(world(technology.construction_years), 0);
  terms.decommissioning_fraction_of_capex = technology.decommissioning_fraction_of_capex;
  terms.local_currency_fraction_of_opex = technology.local_currency_fraction_of_opex;
}

void set_country(const HostModel& host, const ProfileModel& profile, const World& world, ProjectTerms& terms) {
  terms.inflation_fraction_per_year = growth(world(host.inflation_fraction_per_year));
  terms.exchange_rate = host.exchange_rate;
  terms.tax.corporate_fraction = std::clamp(world(host.corporate_tax_fraction), 0.0, 0.95);
  terms.tax.relief_fraction = fraction(world(host.relief_fraction));
  terms.tax.relief_years = whole_years(world(host.relief_years), 0);
  terms.tax.depreciation_years = whole_years(world(host.depreciation_years), 1);
  terms.tax.depreciation_method = host.depreciation_method;
  terms.tax.declining_balance_factor = host.declining_balance_factor;
  terms.tax.withholding_fraction = profile.withholding_tax_fraction;
}

void set_tariff(const TariffModel& model, const World& world, TariffTerms& terms) {
  const Tariff& tariff = model.tariff;
  terms.type = tariff.type;
  terms.term_years = whole_years(world(model.term_years), 1);
  terms.indexation_fraction_per_year = growth(world(model.indexation_fraction_per_year));
  terms.cpi_indexed_fraction = tariff.cpi_indexed_fraction;
  terms.local_currency_fraction = tariff.local_currency_fraction;
  terms.indexed_from = tariff.indexed_from;
  terms.reference_period = tariff.reference_period;
  terms.reference_price = tariff.reference_price;
  terms.merchant_fraction = tariff.merchant_fraction;
  terms.negative_prices = tariff.negative_prices;
  terms.supported_hours_per_year = tariff.supported_hours_per_year;
  terms.supported_hours_in_total = tariff.supported_hours_in_total;
  terms.after_term_sale = tariff.after_term.sale;
  terms.after_term_price_per_mwh = world(model.after_term_price_per_mwh);
}

/// A price in a market is kept from falling below 0, which a lognormal around it cannot have.
SaleTerms sale_in(const MarketModel& market, int index, int technology, const World& world) {
  const auto t = std::size_t(technology);
  SaleTerms sale;
  sale.market = index;
  sale.mean_price_per_mwh = std::max(0.0, world(market.mean_price_per_mwh));
  sale.growth_fraction_per_year = market.growth_fraction_per_year;
  sale.capture_rate_fraction = world.or_else(market.capture_rate_fraction[t], 1.0);
  sale.capture_rate_change_fraction_per_year = world.or_else(market.capture_rate_change_fraction_per_year[t], 0.0);
  return sale;
}

/// What a bidder counts on of a corridor: its part of it where it is shared; nothing of it where it is auctioned and scarce,
/// because the price of a right that is worth the same to all then takes all of its value.
double expected_part(ExportAllocation allocation, double capacity_over_volume) {
  const bool is_scarce = allocation == ExportAllocation::capacity_auction && capacity_over_volume < 1.0;
  return is_scarce ? 0.0 : capacity_over_volume;
}

void set_corridor(const Market& market, const CorridorModel& model, int technology, const World& world, CorridorTerms& terms) {
  if (model.market != SharedIndex::none) {
    terms.sale = sale_in(market.markets[std::size_t(model.market)], model.market, technology, world);
  } else {
    terms.sale = SaleTerms{};
    terms.sale.mean_price_per_mwh = world(model.price_per_mwh);
    terms.sale.capture_rate_fraction = world.or_else(model.capture_rate_fraction[std::size_t(technology)], 1.0);
  }
  const double capacity_mw = std::max(0.0, world(model.capacity_mw));
  const double volume_mw = std::max(1e-3, world.or_else(market.auction.volume_mw, 1.0));
  terms.capacity_over_volume = expected_part(market.exports.allocation, capacity_mw / volume_mw);
  terms.available_from_year = std::floor(world(model.available_from_year) + 0.5);
  terms.loss_fraction = fraction(world(model.loss_fraction));
  terms.charge_per_mwh = world(model.wheeling_per_mwh) + world(model.cable_charge_per_mwh);
}

void set_markets(const Market& market, int technology, const World& world, ProjectTerms& terms) {
  terms.has_home_market = market.home_market != SharedIndex::none;
  if (terms.has_home_market) {
    const MarketModel& home = market.markets[std::size_t(market.home_market)];
    terms.home = sale_in(home, market.home_market, technology, world);
    terms.energy_at_negative_prices_fraction =
        fraction(world.or_else(home.energy_at_negative_prices_fraction[std::size_t(technology)], 0.0));
  }
  terms.export_right = market.exports.right;
  const double share = std::clamp(world(market.exports.share_of_energy_fraction), 0.0, 0.999);
  terms.wanted_export_fraction = terms.export_right == ExportRight::share ? share : 1.0;
  terms.corridors.resize(market.corridors.size());
  for (std::size_t k = 0; k < terms.corridors.size(); ++k) {
    set_corridor(market, market.corridors[k], technology, world, terms.corridors[k]);
  }
  terms.state_share_of_export_gain_fraction = market.exports.state_share_of_export_gain_fraction;
}

void set_debt(const ProfileModel& profile, const World& world, DebtTerms& debt) {
  debt.exists = profile.debt.tenor_years > 0;
  debt.sizing = profile.debt.sizing;
  debt.repayment = profile.debt.repayment;
  debt.gearing_fraction = profile.debt.gearing_fraction;
  debt.cover_ratio = profile.debt.cover_ratio;
  debt.upfront_fee_fraction = profile.debt.upfront_fee_fraction;
  debt.tenor_years = static_cast<int>(profile.debt.tenor_years);
  debt.interest_fraction = std::clamp(world.or_else(profile.debt_interest_fraction, 0.0), 0.0, 1.0);
}

bool is_zero_share(const Market& market) {
  return highest(market.shared[std::size_t(market.exports.share_of_energy_fraction.value)].quantity) <= 0.0;
}

void add(const std::vector<SharedIndex>& more, std::vector<SharedIndex>& inputs) {
  inputs.insert(inputs.end(), more.begin(), more.end());
}

void add_market(const MarketModel& market, int technology, std::vector<SharedIndex>& inputs) {
  const auto t = std::size_t(technology);
  add({market.mean_price_per_mwh, market.capture_rate_fraction[t], market.capture_rate_change_fraction_per_year[t],
       market.energy_at_negative_prices_fraction[t]},
      inputs);
}

}  // namespace

void project_terms(const Market& market, int profile, std::span<const LaneReals> shared, int lane, ProjectTerms& terms) {
  const ProfileModel& model = market.profiles[std::size_t(profile)];
  const World world{shared, std::size_t(lane)};
  set_plant(market.technologies[std::size_t(model.technology)], world, terms);
  set_country(market.host, model, world, terms);
  set_tariff(market.tariff, world, terms.tariff);
  terms.tariff.term_years = std::min(terms.tariff.term_years, terms.lifetime_years + model.delay_years);
  set_markets(market, model.technology, world, terms);
  set_debt(model, world, terms.debt);
  terms.cover_premium_fraction_of_capex_per_year = model.cover_premium_fraction_of_capex_per_year;
  terms.award_year = market.auction.award_year;
  terms.delay_years = model.delay_years;
  terms.cost_of_capital_fraction = 0.0;
}

std::vector<SharedIndex> schedule_inputs(const Market& market, int profile) {
  const ProfileModel& model = market.profiles[std::size_t(profile)];
  const TechnologyModel& technology = market.technologies[std::size_t(model.technology)];
  const HostModel& host = market.host;
  std::vector<SharedIndex> inputs = {technology.degradation_fraction_per_year,
                                     technology.curtailment_fraction,
                                     technology.lifetime_years,
                                     technology.construction_years,
                                     host.corporate_tax_fraction,
                                     host.relief_fraction,
                                     host.relief_years,
                                     host.depreciation_years,
                                     host.inflation_fraction_per_year,
                                     market.tariff.term_years,
                                     market.tariff.indexation_fraction_per_year,
                                     market.tariff.after_term_price_per_mwh,
                                     model.debt_interest_fraction};
  const Tariff& tariff = market.tariff.tariff;
  if (tariff.supported_hours_per_year || tariff.supported_hours_in_total) inputs.push_back(technology.capacity_factor_fraction);
  if (market.home_market != SharedIndex::none) {
    add_market(market.markets[std::size_t(market.home_market)], model.technology, inputs);
  }
  const bool has_no_part = market.exports.right == ExportRight::share && is_zero_share(market);
  if (market.corridors.empty() || has_no_part) return inputs;
  add({market.auction.volume_mw, market.exports.share_of_energy_fraction}, inputs);
  for (const CorridorModel& corridor : market.corridors) {
    add({corridor.capacity_mw, corridor.available_from_year, corridor.loss_fraction, corridor.wheeling_per_mwh,
         corridor.cable_charge_per_mwh, corridor.price_per_mwh, corridor.capture_rate_fraction[std::size_t(model.technology)]},
        inputs);
    if (corridor.market != SharedIndex::none) {
      add_market(market.markets[std::size_t(corridor.market)], model.technology, inputs);
    }
  }
  return inputs;
}

}  // namespace sealedbid
