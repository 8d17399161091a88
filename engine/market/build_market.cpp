#include <algorithm>

#include "market/better_of_two.hpp"
#include "market/class_of_bidders.hpp"
#include "market/market.hpp"
#include "market/shared_list.hpp"

namespace sealedbid {

namespace {

TechnologyModel model_of(const Technology& technology, SharedList& shared) {
  const std::string path = "technologies." + technology.name + ".";
  TechnologyModel model;
  model.name = technology.name;
  model.capex_per_kw = shared.add(path + "capex_per_kw", technology.capex_per_kw);
  model.opex_per_kw_year = shared.add(path + "opex_per_kw_year", technology.opex_per_kw_year);
  model.capacity_factor_fraction = shared.add(path + "capacity_factor_fraction", technology.capacity_factor_fraction);
  model.degradation_fraction_per_year =
      shared.add(path + "degradation_fraction_per_year", technology.degradation_fraction_per_year);
  model.curtailment_fraction = shared.add(path + "curtailment_fraction", technology.curtailment_fraction);
  model.lifetime_years = shared.add(path + "lifetime_years", technology.lifetime_years);
  model.construction_years = shared.add(path + "construction_years", technology.construction_years);
  model.between_year_sd_fraction = technology.between_year_sd_fraction;
  model.decommissioning_fraction_of_capex = technology.decommissioning_fraction_of_capex;
  model.imported_fraction_of_capex = technology.imported_fraction_of_capex;
  model.local_currency_fraction_of_opex = technology.local_currency_fraction_of_opex;
  return model;
}

HostModel model_of(const HostCountry& host, SharedList& shared) {
  HostModel model;
  model.corporate_tax_fraction = shared.add("host_country.corporate_tax_fraction", host.corporate_tax_fraction);
  model.relief_fraction = shared.add("host_country.tax_relief.fraction", host.tax_relief.fraction);
  model.relief_years = shared.add("host_country.tax_relief.years", host.tax_relief.years);
  model.depreciation_years = shared.add("host_country.depreciation_years", host.depreciation_years);
  model.inflation_fraction_per_year = shared.add("host_country.inflation_fraction_per_year", host.inflation_fraction_per_year);
  model.country_risk_premium_shift_fraction =
      shared.add("host_country.country_risk_premium_shift_fraction", host.country_risk_premium_shift_fraction);
  model.import_duty_fraction = shared.add("host_country.import_duty_fraction", host.import_duty_fraction);
  model.import_vat_fraction = shared.add("host_country.import_vat_fraction", host.import_vat_fraction);
  model.depreciation_method = host.depreciation_method;
  model.declining_balance_factor = host.declining_balance_factor;
  model.exchange_rate = host.exchange_rate;
  return model;
}

/// One quantity a technology of the market; none where the map leaves it out.
std::vector<SharedIndex> by_technology(const std::map<std::string, Quantity>& map, const std::string& path,
                                       const std::vector<TechnologyModel>& technologies, SharedList& shared) {
  std::vector<SharedIndex> indices;
  for (const TechnologyModel& technology : technologies) {
    const auto found = map.find(technology.name);
    indices.push_back(found != map.end() ? shared.add(path + "." + technology.name, found->second) : SharedIndex{});
  }
  return indices;
}

MarketModel model_of(const ElectricityMarket& market, const std::vector<TechnologyModel>& technologies, SharedList& shared) {
  const std::string path = "electricity_markets." + market.name + ".";
  MarketModel model;
  model.name = market.name;
  model.mean_price_per_mwh = shared.add(path + "mean_price_per_mwh", market.mean_price_per_mwh);
  model.growth_fraction_per_year = market.growth_fraction_per_year;
  model.law = law_of(market);
  const auto list = [&](const char* key, const std::map<std::string, Quantity>& map) {
    return by_technology(map, path + key, technologies, shared);
  };
  model.capture_rate_fraction = list("capture_rate_fraction", market.capture_rate_fraction);
  model.capture_rate_change_fraction_per_year =
      list("capture_rate_change_fraction_per_year", market.capture_rate_change_fraction_per_year);
  model.energy_at_negative_prices_fraction =
      list("energy_at_negative_prices_fraction", market.energy_at_negative_prices_fraction);
  return model;
}

int market_named(const std::string& name, const std::vector<MarketModel>& markets) {
  const auto found = std::ranges::find(markets, name, &MarketModel::name);
  return found == markets.end() ? SharedIndex::none : static_cast<int>(found - markets.begin());
}

CorridorModel model_of(const Corridor& corridor, const Market& market, SharedList& shared) {
  const std::string path = "export.corridors." + corridor.name + ".";
  CorridorModel model;
  model.name = corridor.name;
  model.capacity_mw = shared.add(path + "capacity_mw", corridor.capacity_mw);
  model.available_from_year = shared.add(path + "available_from_year", corridor.available_from_year);
  model.loss_fraction = shared.add(path + "loss_fraction", corridor.loss_fraction);
  model.wheeling_per_mwh = shared.add(path + "wheeling_per_mwh", corridor.wheeling_per_mwh);
  model.cable_charge_per_mwh = shared.add(path + "cable_charge_per_mwh", corridor.cable_charge_per_mwh);
  if (corridor.price_per_mwh) model.price_per_mwh = shared.add(path + "price_per_mwh", *corridor.price_per_mwh);
  model.market = market_named(corridor.market, market.markets);
  model.capture_rate_fraction =
      by_technology(corridor.capture_rate_fraction, path + "capture_rate_fraction", market.technologies, shared);
  return model;
}

TariffModel model_of(const Tariff& tariff, SharedList& shared) {
  TariffModel model;
  model.tariff = tariff;
  model.term_years = shared.add("tariff.term_years", tariff.term_years);
  model.indexation_fraction_per_year = shared.add("tariff.indexation_fraction_per_year", tariff.indexation_fraction_per_year);
  model.after_term_price_per_mwh = shared.add("tariff.after_term.price_per_mwh", tariff.after_term.price_per_mwh);
  return model;
}

AuctionModel model_of(const Auction& auction, SharedList& shared) {
  AuctionModel model;
  if (auction.volume_mw) model.volume_mw = shared.add("auction.volume_mw", *auction.volume_mw);
  if (auction.ceiling_per_mwh) model.ceiling_per_mwh = shared.add("auction.ceiling_per_mwh", *auction.ceiling_per_mwh);
  model.ceiling_disclosed = auction.ceiling_disclosed;
  model.price_step_per_mwh = auction.price_step_per_mwh;
  model.minimum_bids = auction.minimum_bids;
  model.pricing = auction.pricing;
  model.marginal_bid = auction.marginal_bid;
  model.ties = auction.ties;
  model.award_year = static_cast<double>(auction.award_year);
  model.rounds = static_cast<int>(auction.rounds);
  return model;
}

/// Rules that a list of bids can be cleared by, but that no strategy of this version knows how to bid under.
void refuse_unsimulated(const Scenario& scenario) {
  const Auction& auction = scenario.auction;
  std::vector<Issue> issues;
  const auto refuse = [&](bool is_used, const std::string& key, const std::string& what) {
    if (!is_used) return;
    issues.push_back({scenario.place_of(key), key, what + " cannot be simulated in this version",
                      "`sealedbid clear` applies it to a list of bids.", Severity::error});
  };
  refuse(auction.direction == Direction::sale && scenario.tariff.type != TariffType::payment_by_bidder, "auction.direction",
         "a sale without tariff.type payment_by_bidder");
  refuse(auction.format != AuctionFormat::sealed_bid, "auction.format", "a clock");
  refuse(!auction.packages.empty(), "auction.packages", "a package auction");
  refuse(auction.ties == TieRule::higher_fee_first, "auction.ties", "a tie broken by fees");
  refuse(auction.ties == TieRule::earlier_first, "auction.ties",
         "the order of arrival, which is as good as a lottery where nobody knows it,");
  refuse(auction.ranking.yield_correction != YieldCorrection::none, "auction.ranking.yield_correction",
         "the reference-yield model");
  refuse(!auction.volume_mw && !scenario.exports.corridors.empty(), "auction.volume_mw",
         "export through corridors without a volume in MW, by which their capacity is shared,");
  if (!issues.empty()) throw InputError(std::move(issues));
}

/// [market · markets + market] correlation of the monthly shocks.
std::vector<double> shock_correlation(const Scenario& scenario, const std::vector<MarketModel>& markets) {
  const std::string prefix = "electricity_markets.";
  const auto market_of = [&](const std::string& path) {
    return path.starts_with(prefix) ? market_named(path.substr(prefix.size()), markets) : SharedIndex::none;
  };
  const std::size_t size = markets.size();
  std::vector<double> matrix(size * size, 0.0);
  for (std::size_t m = 0; m < size; ++m) matrix[m * size + m] = 1.0;
  for (const Correlation& correlation : scenario.correlations) {
    const int first = market_of(correlation.first), second = market_of(correlation.second);
    if (first == SharedIndex::none || second == SharedIndex::none) continue;
    matrix[std::size_t(first) * size + std::size_t(second)] = correlation.coefficient;
    matrix[std::size_t(second) * size + std::size_t(first)] = correlation.coefficient;
  }
  return matrix;
}

void add_markets(const Scenario& scenario, Market& market, SharedList& shared) {
  for (const ElectricityMarket& place : scenario.electricity_markets) {
    if (place.country == scenario.host_country.code) market.home_market = static_cast<int>(market.markets.size());
    market.markets.push_back(model_of(place, market.technologies, shared));
  }
  MarketTables& tables = market.tables;
  tables.shock_correlation = shock_correlation(scenario, market.markets);
  for (const MarketModel& model : market.markets) {
    tables.laws.push_back(model.law);
    const bool is_home = &model == &market.markets[std::size_t(std::max(0, market.home_market))];
    tables.reference.emplace_back(model.law, is_home ? scenario.tariff.reference_period : ReferencePeriod::month);
    tables.monthly.emplace_back(model.law, ReferencePeriod::month);
  }
  const std::size_t size = tables.laws.size();
  for (std::size_t i = 0; i < size * size; ++i) {
    tables.level_correlation.push_back(
        stationary_correlation(tables.laws[i / size], tables.laws[i % size], tables.shock_correlation[i]));
  }
}

void add_exports(const Scenario& scenario, Market& market, SharedList& shared) {
  const Export& exports = scenario.exports;
  market.exports.right = exports.right;
  market.exports.allocation = exports.allocation;
  market.exports.state_share_of_export_gain_fraction = exports.state_share_of_export_gain_fraction;
  market.exports.share_of_energy_fraction = shared.add("export.share_of_energy_fraction", exports.share_of_energy_fraction);
  for (const Corridor& corridor : exports.corridors) market.corridors.push_back(model_of(corridor, market, shared));
}

void add_export_priority(const std::vector<std::string>& names, Market& market) {
  for (const std::string& name : names) {
    for (std::size_t c = 0; c < market.classes.size(); ++c) {
      if (market.classes[c].class_name == name) market.exports.priority.push_back(static_cast<int>(c));
    }
  }
}

}  // namespace

int Market::total_bidders() const {
  int total = 0;
  for (const ClassModel& bidder_class : classes) total += bidder_class.bidders;
  return total;
}

bool Market::costs_may_change() const {
  return std::ranges::any_of(classes, [](const ClassModel& model) { return !is_zero(model.capex_change_after_award_fraction); });
}

Market build_market(const Scenario& scenario) {
  refuse_unsimulated(scenario);
  Market market;
  SharedList shared(market.shared);
  market.currency = scenario.currency;
  market.auction = model_of(scenario.auction, shared);
  market.rules = scenario.auction;
  market.has_plain_rules = is_plain(scenario.auction);
  market.host_code = scenario.host_country.code;
  market.tariff = model_of(scenario.tariff, shared);
  market.host = model_of(scenario.host_country, shared);
  for (const Technology& technology : scenario.technologies) {
    market.technologies.push_back(model_of(technology, shared));
  }
  add_markets(scenario, market, shared);
  add_exports(scenario, market, shared);
  for (const BidderClass& bidder_class : scenario.bidder_classes) add_class(bidder_class, scenario, market, shared);
  add_export_priority(scenario.exports.priority, market);
  for (const Correlation& correlation : scenario.correlations) {
    const int first = shared.find(correlation.first), second = shared.find(correlation.second);
    if (first != SharedIndex::none && second != SharedIndex::none) {
      market.correlations.push_back({first, second, correlation.coefficient});
    }
  }
  market.equilibrium = scenario.equilibrium;
  market.performance_bond_per_kw = scenario.realisation.performance_bond_per_kw.value_or(market.performance_bond_per_kw);
  market.settlement.is_asked = scenario.settlement.is_asked();
  market.settlement.state_discount_fraction_per_year = scenario.settlement.state_discount_fraction_per_year.value_or(0.0);
  if (scenario.settlement.avoided_cost_per_mwh) {
    market.settlement.avoided_cost_per_mwh =
        shared.add("settlement.avoided_cost_per_mwh", *scenario.settlement.avoided_cost_per_mwh);
  }
  return market;
}

}  // namespace sealedbid
