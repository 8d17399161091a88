#include "market/class_of_bidders.hpp"

#include <algorithm>

namespace sealedbid {

namespace {

void add_attributes(const BidderClass& bidder_class, ClassModel& model) {
  model.technology_name = bidder_class.technology;
  model.zone = bidder_class.zone;
  model.segment = bidder_class.segment;
  model.lot = bidder_class.lot;
  model.delivery_year = bidder_class.delivery_year;
  model.owner_group = bidder_class.owner_group;
  const double domestic_share = bidder_class.joint_venture.domestic_share_fraction;
  if (bidder_class.foreign_share_fraction) {
    model.bid_numbers["foreign_share_fraction"] = *bidder_class.foreign_share_fraction;
  } else if (domestic_share > 0.0) {
    model.bid_numbers["foreign_share_fraction"] = Constant{1.0 - domestic_share};
  }
  model.bid_numbers["local_content_fraction"] = model.capital.local_content_fraction;
  model.bid_numbers["emission_tco2_per_mwh"] = bidder_class.emission_tco2_per_mwh;
  model.minimum_award_fraction = bidder_class.minimum_award_fraction;
  model.criteria = bidder_class.criteria;
}

/// What a local-content obligation leaves of a class's own choice.
Quantity local_content(const BidderClass& bidder_class, const HostCountry& host) {
  const Quantity& own = bidder_class.local_content_fraction;
  return is_constant(own) ? Constant{std::max(lowest(own), host.local_content_obligation_fraction)} : own;
}

CapitalModel capital_of(const BidderClass& bidder_class, const Scenario& scenario, const std::string& path, SharedList& shared) {
  CapitalModel model;
  model.country_premium_fraction = shared.add(path + "country_premium_fraction", bidder_class.country_premium_fraction);
  model.uncovered_fraction = 1.0 - bidder_class.political_risk_cover.covered_fraction;
  model.joint_venture = bidder_class.joint_venture;
  model.outward_investment = bidder_class.outward_investment;
  const ProjectDebt& debt = bidder_class.project_debt;
  const double equity =
      debt.tenor_years > 0 ? 1.0 - debt.gearing_fraction : bidder_class.outward_investment.equity_fraction_of_investment;
  model.equity_fraction = equity * (1.0 - bidder_class.joint_venture.domestic_share_fraction);
  model.local_content_fraction = local_content(bidder_class, scenario.host_country);
  model.local_content_obligation_fraction = scenario.host_country.local_content_obligation_fraction;
  model.local_content_cost_premium_fraction = bidder_class.local_content_cost_premium_fraction;
  return model;
}

bool agree(const ProfileModel& a, const ProfileModel& b, const std::vector<SharedQuantity>& shared) {
  const bool interest_agrees = a.debt_interest_fraction.value == b.debt_interest_fraction.value ||
                               (a.debt_interest_fraction.exists() && b.debt_interest_fraction.exists() &&
                                is_constant(shared[std::size_t(a.debt_interest_fraction.value)].quantity) &&
                                is_constant(shared[std::size_t(b.debt_interest_fraction.value)].quantity));
  return interest_agrees && a.technology == b.technology && a.debt == b.debt &&
         a.withholding_tax_fraction == b.withholding_tax_fraction &&
         a.cover_premium_fraction_of_capex_per_year == b.cover_premium_fraction_of_capex_per_year &&
         a.delay_years == b.delay_years;
}

/// The index of the profile, which is added unless there is one like it.
int profile_index(const ProfileModel& profile, Market& market) {
  const auto found =
      std::ranges::find_if(market.profiles, [&](const ProfileModel& other) { return agree(profile, other, market.shared); });
  if (found != market.profiles.end()) return static_cast<int>(found - market.profiles.begin());
  market.profiles.push_back(profile);
  return static_cast<int>(market.profiles.size()) - 1;
}

void add_profiles(const BidderClass& bidder_class, const std::string& path, const HostCountry& host, ClassModel& model,
                  Market& market, SharedList& shared) {
  const JointVenture& venture = bidder_class.joint_venture;
  const PoliticalRiskCover& cover = bidder_class.political_risk_cover;
  ProfileModel profile;
  profile.technology = model.technology;
  profile.debt = bidder_class.project_debt;
  if (profile.debt.tenor_years > 0) {
    profile.debt_interest_fraction = shared.add(path + "project_debt.interest_fraction", profile.debt.interest_fraction);
  }
  const double withholding =
      bidder_class.withholding_tax_fraction.value_or(model.is_foreign ? host.withholding_tax_fraction : 0.0);
  profile.withholding_tax_fraction = withholding * (1.0 - venture.domestic_share_fraction);
  profile.cover_premium_fraction_of_capex_per_year = cover.covered_fraction * cover.premium_fraction_per_year;
  model.profile = profile_index(profile, market);
  if (!bidder_class.outward_investment.equity_limit || bidder_class.required_price_per_mwh) return;
  profile.delay_years = static_cast<int>(bidder_class.outward_investment.approval_delay_years);
  model.delayed_profile = profile_index(profile, market);
}

void add_strategy(const BidderClass& bidder_class, const Scenario& scenario, ClassModel& model) {
  model.strategy = bidder_class.strategy;
  const bool has_markup = model.strategy == Strategy::markup || model.strategy == Strategy::best_response;
  model.markup_fraction = has_markup ? bidder_class.markup_fraction : Constant{0.0};
  model.bid_table = bidder_class.bid_table;
  model.risk_aversion = bidder_class.risk_aversion;
  model.entry_cost_per_mwh = bidder_class.entry_cost_per_mwh;
  const auto holds_class = [&](const Ring& ring) {
    return std::ranges::find(ring.bidder_classes, bidder_class.name) != ring.bidder_classes.end();
  };
  const auto ring = std::ranges::find_if(scenario.rings, holds_class);
  if (ring != scenario.rings.end()) model.ring = static_cast<int>(ring - scenario.rings.begin());
}

int technology_named(const std::string& name, const std::vector<TechnologyModel>& technologies) {
  const auto found = std::ranges::find(technologies, name, &TechnologyModel::name);
  return found == technologies.end() ? -1 : static_cast<int>(found - technologies.begin());
}

}  // namespace

void add_class(const BidderClass& bidder_class, const Scenario& scenario, Market& market, SharedList& shared) {
  const std::string path = "bidder_classes." + bidder_class.name + ".";
  ClassModel model;
  model.name = model.class_name = bidder_class.name;
  model.origin = bidder_class.origin;
  model.is_foreign = bidder_class.origin != scenario.host_country.code;
  model.bidders = static_cast<int>(bidder_class.bidders);
  model.technology = technology_named(bidder_class.technology, market.technologies);
  model.participation_probability = shared.add(path + "participation_probability", bidder_class.participation_probability);
  model.project_capacity_mw = bidder_class.project_capacity_mw;
  model.capex_factor = bidder_class.capex_factor;
  const bool has_debt = bidder_class.project_debt.tenor_years > 0;
  model.cost_of_capital_fraction =
      (has_debt ? bidder_class.cost_of_equity_fraction : bidder_class.wacc_fraction).value_or(Constant{0.0});
  model.yield_estimate_error_fraction = bidder_class.yield_estimate_error_fraction;
  model.required_price_per_mwh = bidder_class.required_price_per_mwh;
  model.capex_change_after_award_fraction = bidder_class.capex_change_after_award_fraction;
  add_strategy(bidder_class, scenario, model);
  model.adaptive = bidder_class.adaptive;
  model.capital = capital_of(bidder_class, scenario, path, shared);
  add_attributes(bidder_class, model);
  if (model.technology >= 0) add_profiles(bidder_class, path, scenario.host_country, model, market, shared);
  model.projects = static_cast<int>(bidder_class.projects_per_bidder);
  for (; model.project < model.projects; ++model.project) {
    if (model.projects > 1) model.name = model.class_name + "." + std::to_string(model.project + 1);
    market.classes.push_back(model);
  }
}

}  // namespace sealedbid
