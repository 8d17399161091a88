#include <algorithm>

#include "market/market.hpp"

namespace sealedbid {

namespace {

/// Hands out indices of shared quantities, in the order in which they are asked for.
class SharedList {
 public:
  explicit SharedList(std::vector<SharedQuantity>& list) : list_(list) {}

  SharedIndex add(std::string key_path, const Quantity& quantity) {
    list_.push_back({std::move(key_path), quantity});
    return {static_cast<int>(list_.size()) - 1};
  }

  int find(const std::string& key_path) const {
    const auto found = std::find_if(list_.begin(), list_.end(), [&](const SharedQuantity& s) { return s.key_path == key_path; });
    return found == list_.end() ? SharedIndex::none : static_cast<int>(found - list_.begin());
  }

 private:
  std::vector<SharedQuantity>& list_;
};

TechnologyModel model_of(const Technology& technology, SharedList& shared) {
  const std::string path = "technologies." + technology.name + ".";
  TechnologyModel model;
  model.name = technology.name;
  model.capex_per_kw = shared.add(path + "capex_per_kw", technology.capex_per_kw);
  model.opex_per_kw_year = shared.add(path + "opex_per_kw_year", technology.opex_per_kw_year);
  model.capacity_factor_fraction = shared.add(path + "capacity_factor_fraction", technology.capacity_factor_fraction);
  model.degradation_fraction_per_year =
      shared.add(path + "degradation_fraction_per_year", technology.degradation_fraction_per_year);
  model.lifetime_years = shared.add(path + "lifetime_years", technology.lifetime_years);
  model.construction_years = shared.add(path + "construction_years", technology.construction_years);
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
  return model;
}

CorridorModel model_of(const Corridor& corridor, const std::vector<TechnologyModel>& technologies, SharedList& shared) {
  const std::string path = "export.corridors." + corridor.name + ".";
  CorridorModel model;
  model.name = corridor.name;
  model.capacity_mw = shared.add(path + "capacity_mw", corridor.capacity_mw);
  model.available_from_year = shared.add(path + "available_from_year", corridor.available_from_year);
  model.loss_fraction = shared.add(path + "loss_fraction", corridor.loss_fraction);
  model.wheeling_per_mwh = shared.add(path + "wheeling_per_mwh", corridor.wheeling_per_mwh);
  model.price_per_mwh = shared.add(path + "price_per_mwh", corridor.price_per_mwh);
  for (const TechnologyModel& technology : technologies) {
    const auto found = corridor.capture_rate_fraction.find(technology.name);
    const bool is_given = found != corridor.capture_rate_fraction.end();
    model.capture_rate_fraction.push_back(is_given ? shared.add(path + "capture_rate_fraction." + technology.name, found->second)
                                                   : SharedIndex{});
  }
  return model;
}

TariffModel model_of(const Tariff& tariff, SharedList& shared) {
  TariffModel model;
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
  return model;
}

void add_attributes(const BidderClass& bidder_class, ClassModel& model) {
  model.technology_name = bidder_class.technology;
  model.zone = bidder_class.zone;
  model.segment = bidder_class.segment;
  model.lot = bidder_class.lot;
  model.delivery_year = bidder_class.delivery_year;
  model.owner_group = bidder_class.owner_group;
  if (bidder_class.foreign_share_fraction) model.bid_numbers["foreign_share_fraction"] = *bidder_class.foreign_share_fraction;
  model.bid_numbers["local_content_fraction"] = bidder_class.local_content_fraction;
  model.bid_numbers["emission_tco2_per_mwh"] = bidder_class.emission_tco2_per_mwh;
  model.minimum_award_fraction = bidder_class.minimum_award_fraction;
  model.criteria = bidder_class.criteria;
}

ClassModel model_of(const BidderClass& bidder_class, const Scenario& scenario, const std::vector<TechnologyModel>& technologies,
                    SharedList& shared) {
  ClassModel model;
  const std::string path = "bidder_classes." + bidder_class.name;
  if (bidder_class.strategy == Strategy::equilibrium) {
    throw InputError(Issue{scenario.place_of(path + ".strategy"), path + ".strategy",
                           "equilibrium bidding is not in this version", "Use truthful or markup."});
  }
  model.name = bidder_class.name;
  model.origin = bidder_class.origin;
  model.is_foreign = bidder_class.origin != scenario.host_country.code;
  model.bidders = static_cast<int>(bidder_class.bidders);
  for (int i = 0; i < static_cast<int>(technologies.size()); ++i) {
    if (technologies[static_cast<std::size_t>(i)].name == bidder_class.technology) model.technology = i;
  }
  model.participation_probability = shared.add(path + ".participation_probability", bidder_class.participation_probability);
  model.project_capacity_mw = bidder_class.project_capacity_mw;
  model.capex_factor = bidder_class.capex_factor;
  model.wacc_fraction = bidder_class.wacc_fraction.value_or(Constant{0.0});
  model.yield_estimate_error_fraction = bidder_class.yield_estimate_error_fraction;
  model.markup_fraction = bidder_class.strategy == Strategy::markup ? bidder_class.markup_fraction : Constant{0.0};
  model.required_price_per_mwh = bidder_class.required_price_per_mwh;
  model.strategy = bidder_class.strategy;
  add_attributes(bidder_class, model);
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
  refuse(auction.direction == Direction::sale, "auction.direction", "a sale");
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

}  // namespace

int Market::total_bidders() const {
  int total = 0;
  for (const ClassModel& bidder_class : classes) total += bidder_class.bidders;
  return total;
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
  market.export_share_of_energy_fraction =
      shared.add("export.share_of_energy_fraction", scenario.exports.share_of_energy_fraction);
  for (const Technology& technology : scenario.technologies) {
    market.technologies.push_back(model_of(technology, shared));
  }
  for (const Corridor& corridor : scenario.exports.corridors) {
    market.corridors.push_back(model_of(corridor, market.technologies, shared));
  }
  for (const BidderClass& bidder_class : scenario.bidder_classes) {
    market.classes.push_back(model_of(bidder_class, scenario, market.technologies, shared));
  }
  for (const Correlation& correlation : scenario.correlations) {
    const int first = shared.find(correlation.first), second = shared.find(correlation.second);
    if (first != SharedIndex::none && second != SharedIndex::none) {
      market.correlations.push_back({first, second, correlation.coefficient});
    }
  }
  return market;
}

}  // namespace sealedbid
