#pragma once

#include "scenario/scenario.hpp"
#include "support/scenarios.hpp"

/// Small scenarios whose settlement is asked for.
namespace sealedbid::testing {

/// One bidder without any randomness wins 10 MW at the price that it needs (a grid so fine that rounding does not matter): a
/// power purchase agreement over 20 of 25 years, tax, two years of construction, duty on equipment.
inline Scenario certain_award() {
  Scenario scenario = solar_auction();
  Technology& solar = scenario.technologies[0];
  solar.capex_per_kw = Constant{700.0};
  solar.capacity_factor_fraction = Constant{0.25};
  solar.lifetime_years = Constant{25.0};
  solar.imported_fraction_of_capex = 0.6;
  scenario.host_country.import_duty_fraction = Constant{0.1};
  scenario.host_country.country_risk_premium_shift_fraction = Constant{0.0};
  scenario.bidder_classes.resize(1);
  BidderClass& bidder = scenario.bidder_classes[0];
  bidder.bidders = 1;
  bidder.participation_probability = Constant{1.0};
  bidder.project_capacity_mw = Constant{10.0};
  bidder.capex_factor = Constant{1.0};
  bidder.wacc_fraction = Constant{0.08};
  bidder.yield_estimate_error_fraction = Constant{0.0};
  scenario.auction.volume_mw = Constant{10.0};
  scenario.auction.ceiling_per_mwh = Constant{500.0};
  scenario.auction.price_step_per_mwh = 1e-6;
  scenario.tariff.term_years = Constant{20.0};
  scenario.settlement.state_discount_fraction_per_year = 0.05;
  return scenario;
}

/// Two classes of bidders, a volatile home market and one abroad, yields that vary, a corridor for an eighth of the volume.
inline Scenario volatile_auction() {
  Scenario scenario = solar_auction();
  scenario.technologies[0].between_year_sd_fraction = 0.06;
  ElectricityMarket home;
  home.name = "home";
  home.country = "AAA";
  home.mean_price_per_mwh = Normal{45.0, 3.0};
  home.persistence_fraction = 0.7;
  home.sd_of_change_fraction = 0.2;
  home.capture_rate_fraction = {{"solar_pv", Constant{0.85}}};
  ElectricityMarket abroad = home;
  abroad.name = "abroad";
  abroad.country = "CCC";
  abroad.mean_price_per_mwh = Constant{70.0};
  scenario.electricity_markets = {home, abroad};
  Corridor cable;
  cable.name = "cable";
  cable.destination = "CCC";
  cable.capacity_mw = Constant{15.0};
  cable.available_from_year = Constant{2028.0};
  cable.loss_fraction = Constant{0.04};
  cable.wheeling_per_mwh = Constant{3.0};
  cable.market = "abroad";
  scenario.exports.corridors = {cable};
  scenario.exports.share_of_energy_fraction = Constant{0.3};
  scenario.settlement.state_discount_fraction_per_year = 0.05;
  scenario.settlement.avoided_cost_per_mwh = Constant{50.0};
  return scenario;
}

}  // namespace sealedbid::testing
