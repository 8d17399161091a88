#include "simulation/metric_definitions.hpp"

namespace sealedbid {

using enum MetricKind;

const std::array<MetricDefinition, auction_metric_count> auction_definitions = {{
    {"clearing_price_per_mwh", MetricUnit::money_per_mwh, value, MetricGrid::price_step,
     "Uniform pricing: the price paid to all. Pay-as-bid: the highest awarded bid. Not defined where nothing is awarded."},
    {"lowest_awarded_price_per_mwh", MetricUnit::money_per_mwh, value, MetricGrid::price_step,
     "The lowest price that a winner is paid."},
    {"highest_awarded_price_per_mwh", MetricUnit::money_per_mwh, value, MetricGrid::price_step,
     "The highest price that a winner is paid."},
    {"foreign_share_of_awarded_mw_fraction", MetricUnit::one, value, MetricGrid::share,
     "Awarded capacity of bidders whose origin is not the host country, over all awarded capacity."},
    {"void_probability", MetricUnit::one, probability, MetricGrid::whole_number,
     "Fewer eligible bids than the minimum, so that nothing is awarded."},
    {"undersubscribed_probability", MetricUnit::one, probability, MetricGrid::whole_number,
     "The eligible bids together are smaller than the volume."},
    {"excluded_bids", MetricUnit::one, value, MetricGrid::whole_number, "Bids above the (undisclosed) ceiling."},
    {"award_cost_over_least_cost", MetricUnit::one, value, MetricGrid::share,
     "Efficiency of the award: realised required price of the winners, weighted by awarded capacity, over the least at which "
     "the participants could have supplied the same capacity. 1 is efficient."},
    {"exported_mwh_per_year", MetricUnit::mwh_per_year, value, MetricGrid::none,
     "Energy of the awarded projects that is exported in the first year of operation."},
    {"priced_out_bidders", MetricUnit::one, value, MetricGrid::whole_number,
     "Bidders who take part but need more than a disclosed ceiling, or more than any price."},
}};

const std::array<MetricDefinition, group_metric_count> group_definitions = {{
    {"number_of_bids", MetricUnit::one, value, MetricGrid::whole_number, "Eligible bids."},
    {"number_of_awards", MetricUnit::one, value, MetricGrid::whole_number, "Bids that are awarded in full or in part."},
    {"awarded_mw", MetricUnit::mw, value, MetricGrid::kw, "Awarded capacity."},
    {"share_of_awarded_mw_fraction", MetricUnit::one, value, MetricGrid::share,
     "Awarded capacity of the group over all awarded capacity. Not defined where nothing is awarded."},
    {"win_probability", MetricUnit::one, probability, MetricGrid::whole_number, "At least one bid of the group is awarded."},
    {"mean_bid_per_mwh", MetricUnit::money_per_mwh, value, MetricGrid::price_step,
     "Mean of the group's eligible bids, each counted once. Not defined where it makes none."},
    {"mean_awarded_price_per_mwh", MetricUnit::money_per_mwh, value, MetricGrid::price_step,
     "Price paid to the winners of the group, weighted by awarded capacity. Not defined where it wins nothing."},
    {"bidder_profit_per_mwh", MetricUnit::money_per_mwh, value, MetricGrid::none,
     "Price paid minus the realised required price, weighted by awarded capacity. Negative where a bidder overrated its yield."},
    {"bidder_profit_per_year", MetricUnit::money_per_year, value, MetricGrid::none,
     "Price paid minus the realised required price, times the energy paid at the strike in the first year of operation."},
    {"payments_per_year", MetricUnit::money_per_year, value, MetricGrid::none,
     "Price paid times the energy paid at the strike in the first year of operation."},
}};

const std::array<MetricDefinition, settlement_metric_count> settlement_definitions = {{
    {"support_cost_present_value", MetricUnit::money, value, MetricGrid::none,
     "What the state pays the awarded projects less the market value of the energy it receives, over the contracts, discounted "
     "to "
     "the award; p95 is the budget at risk. Not defined where nothing is awarded."},
    {"support_cost_per_mwh", MetricUnit::money_per_mwh, value, MetricGrid::none,
     "Present value of the support cost over the present value of the supported energy."},
    {"consumer_cost_over_avoided_cost_present_value", MetricUnit::money, value, MetricGrid::none,
     "What supported energy costs with its market price, less the avoided cost of the same energy, discounted to the award."},
    {"state_revenue_present_value", MetricUnit::money, value, MetricGrid::none,
     "Corporate and withholding tax, duty and VAT on equipment, the state's share of export gains, corridor rents and bidders' "
     "payments, discounted to the award."},
    {"exported_mwh_in_total", MetricUnit::mwh, value, MetricGrid::none,
     "Energy that the awarded projects export over their lifetime."},
    {"export_revenue_present_value", MetricUnit::money, value, MetricGrid::none,
     "What the awarded projects earn from export, net of losses, charges and the state's share, discounted to the award."},
    {"corridor_price_per_mw_year", MetricUnit::money_per_mw_year, value, MetricGrid::none,
     "Price of export rights in the capacity auction, weighted by the rights sold. Not defined where none is sold."},
}};

const std::array<MetricDefinition, return_metric_count> return_definitions = {{
    {"bidder_return_fraction", MetricUnit::one, value, MetricGrid::none,
     "Realised internal rate of return of the winners (of equity where there is debt), weighted by awarded capacity; a project "
     "that has none counts as -1."},
    {"negative_return_probability", MetricUnit::one, probability, MetricGrid::whole_number,
     "At least one winner of the group has a realised return below zero, or none."},
    {"return_below_cost_of_capital_probability", MetricUnit::one, probability, MetricGrid::whole_number,
     "At least one winner of the group has a realised return below its own cost of capital, or none."},
    {"net_present_value_per_kw", MetricUnit::money_per_kw, value, MetricGrid::none,
     "Realised net present value of the winners at commissioning, at their own cost of capital, weighted by awarded capacity."},
    {"winners_curse_per_mwh", MetricUnit::money_per_mwh, value, MetricGrid::none,
     "Realised less expected margin of the winners: what they thought they need less what they turn out to need, weighted by "
     "awarded capacity. Negative where they overrated their yield."},
}};

const std::array<MetricDefinition, realisation_metric_count> realisation_definitions = {{
    {"realised_mw", MetricUnit::mw, value, MetricGrid::kw, "Awarded capacity that is built."},
    {"realisation_fraction", MetricUnit::one, value, MetricGrid::share,
     "Awarded capacity that is built, over awarded capacity. Not defined where nothing is awarded."},
    {"forfeited_bonds", MetricUnit::money, value, MetricGrid::none,
     "Performance bonds of winners that do not build, which their profits and present values count as losses."},
}};

const MetricDefinition support_cost_per_year = {
    "support_cost_per_year", MetricUnit::money_per_year, value, MetricGrid::none,
    "What the state pays the awarded projects less the market value of the energy it receives, in this calendar year."};

namespace {

std::string unit_text(MetricUnit unit, const std::string& currency) {
  switch (unit) {
    case MetricUnit::money:
      return currency;
    case MetricUnit::money_per_kw:
      return currency + "/kW";
    case MetricUnit::money_per_mw_year:
      return currency + "/(MW year)";
    case MetricUnit::mwh:
      return "MWh";
    case MetricUnit::money_per_mwh:
      return currency + "/MWh";
    case MetricUnit::money_per_year:
      return currency + "/year";
    case MetricUnit::mw:
      return "MW";
    case MetricUnit::mwh_per_year:
      return "MWh/year";
    case MetricUnit::one:
      return "1";
  }
  return {};
}

double step_of(MetricGrid grid, const Market& market) {
  switch (grid) {
    case MetricGrid::price_step:
      return market.auction.price_step_per_mwh;
    case MetricGrid::whole_number:
      return 1.0;
    case MetricGrid::kw:
      return 0.001;
    case MetricGrid::share:
      return 1e-4;
    case MetricGrid::none:
      return 0.0;
  }
  return 0.0;
}

}  // namespace

Metric metric_of(const MetricDefinition& definition, const std::string& group, const Market& market) {
  return {definition.name, group, unit_text(definition.unit, market.currency), definition.kind, step_of(definition.grid, market),
          definition.doc};
}

}  // namespace sealedbid
