#include "support/scenarios.hpp"

#include <stdexcept>

namespace sealedbid::testing {

Scenario uniform_cost_auction(int bidders, int lots) {
  Scenario scenario;
  scenario.name = "uniform_cost_auction";
  scenario.currency = "EUR";
  scenario.price_year = 2025;
  scenario.host_country.code = "AAA";
  BidderClass bidder;
  bidder.name = "bidders";
  bidder.origin = "AAA";
  bidder.bidders = bidders;
  bidder.project_capacity_mw = Constant{1.0};
  bidder.required_price_per_mwh = Uniform{0.0, 1.0};
  scenario.bidder_classes = {bidder};
  scenario.auction.volume_mw = Constant{static_cast<double>(lots)};
  scenario.auction.ceiling_per_mwh = Constant{1.0};
  scenario.auction.price_step_per_mwh = 1e-6;
  scenario.auction.award_year = 2025;
  return scenario;
}

Scenario solar_auction() {
  Scenario scenario;
  scenario.name = "solar_auction";
  scenario.currency = "USD";
  scenario.price_year = 2024;
  Technology solar;
  solar.name = "solar_pv";
  solar.capex_per_kw = Lognormal{700.0, 0.1};
  solar.opex_per_kw_year = Constant{12.0};
  solar.capacity_factor_fraction = TruncatedNormal{0.25, 0.016, 0.2, 0.3};
  solar.degradation_fraction_per_year = Constant{0.004};
  solar.lifetime_years = Constant{30.0};
  solar.construction_years = Constant{2.0};
  scenario.technologies = {solar};
  scenario.host_country.code = "AAA";
  scenario.host_country.corporate_tax_fraction = Constant{0.2};
  scenario.host_country.tax_relief = {Constant{0.5}, Constant{7.0}};
  scenario.host_country.inflation_fraction_per_year = Constant{0.02};
  scenario.host_country.country_risk_premium_shift_fraction = Normal{0.0, 0.004};
  for (const char* name : {"domestic", "foreign"}) {
    BidderClass bidder;
    bidder.name = name;
    bidder.origin = name == std::string("domestic") ? "AAA" : "BBB";
    bidder.bidders = 5;
    bidder.participation_probability = Constant{0.8};
    bidder.technology = "solar_pv";
    bidder.project_capacity_mw = Constant{50.0};
    bidder.capex_factor = Normal{1.0, 0.04};
    bidder.wacc_fraction = Normal{0.07, 0.006};
    bidder.yield_estimate_error_fraction = Normal{0.0, 0.03};
    scenario.bidder_classes.push_back(bidder);
  }
  scenario.auction.volume_mw = Constant{120.0};
  scenario.auction.ceiling_per_mwh = Constant{55.0};
  scenario.auction.award_year = 2024;
  scenario.tariff.after_term.price_per_mwh = Constant{25.0};
  return scenario;
}

BidderClass& class_named(Scenario& scenario, const std::string& name) {
  for (BidderClass& bidder : scenario.bidder_classes) {
    if (bidder.name == name) return bidder;
  }
  throw std::invalid_argument("no class " + name);
}

}  // namespace sealedbid::testing
