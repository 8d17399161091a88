#include "simulation/metric_table.hpp"

#include <algorithm>

namespace sealedbid {

namespace {

enum class Unit { money_per_mwh, money_per_year, mw, mwh_per_year, one };
enum class Grid { price_step, whole_number, kw, share, none };

struct Definition {
  const char* name;
  Unit unit;
  MetricKind kind;
  Grid grid;
  const char* doc;
};

using enum MetricKind;

/// In the order of AuctionMetric.
constexpr Definition auction_definitions[auction_metric_count] = {
    {"clearing_price_per_mwh", Unit::money_per_mwh, value, Grid::price_step,
     "Uniform pricing: the price paid to all. Pay-as-bid: the highest awarded bid. Not defined where nothing is awarded."},
    {"lowest_awarded_price_per_mwh", Unit::money_per_mwh, value, Grid::price_step, "The lowest price that a winner is paid."},
    {"highest_awarded_price_per_mwh", Unit::money_per_mwh, value, Grid::price_step, "The highest price that a winner is paid."},
    {"foreign_share_of_awarded_mw_fraction", Unit::one, value, Grid::share,
     "Awarded capacity of bidders whose origin is not the host country, over all awarded capacity."},
    {"void_probability", Unit::one, probability, Grid::whole_number,
     "Fewer eligible bids than the minimum, so that nothing is awarded."},
    {"undersubscribed_probability", Unit::one, probability, Grid::whole_number,
     "The eligible bids together are smaller than the volume."},
    {"excluded_bids", Unit::one, value, Grid::whole_number, "Bids above the (undisclosed) ceiling."},
    {"award_cost_over_least_cost", Unit::one, value, Grid::share,
     "Efficiency of the award: realised required price of the winners, weighted by awarded capacity, over the least at which "
     "the participants could have supplied the same capacity. 1 is efficient."},
    {"exported_mwh_per_year", Unit::mwh_per_year, value, Grid::none,
     "Energy of the awarded projects that is exported in the first year of operation."},
};

/// In the order of GroupMetric.
constexpr Definition group_definitions[group_metric_count] = {
    {"number_of_bids", Unit::one, value, Grid::whole_number, "Eligible bids."},
    {"number_of_awards", Unit::one, value, Grid::whole_number, "Bids that are awarded in full or in part."},
    {"awarded_mw", Unit::mw, value, Grid::kw, "Awarded capacity."},
    {"share_of_awarded_mw_fraction", Unit::one, value, Grid::share,
     "Awarded capacity of the group over all awarded capacity. Not defined where nothing is awarded."},
    {"win_probability", Unit::one, probability, Grid::whole_number, "At least one bid of the group is awarded."},
    {"mean_awarded_price_per_mwh", Unit::money_per_mwh, value, Grid::price_step,
     "Price paid to the winners of the group, weighted by awarded capacity. Not defined where it wins nothing."},
    {"bidder_profit_per_mwh", Unit::money_per_mwh, value, Grid::none,
     "Price paid minus the realised required price, weighted by awarded capacity. Negative where a bidder overrated its yield."},
    {"bidder_profit_per_year", Unit::money_per_year, value, Grid::none,
     "Price paid minus the realised required price, times the energy paid at the strike in the first year of operation."},
    {"payments_per_year", Unit::money_per_year, value, Grid::none,
     "Price paid times the energy paid at the strike in the first year of operation."},
};

std::string unit_text(Unit unit, const std::string& currency) {
  switch (unit) {
    case Unit::money_per_mwh:
      return currency + "/MWh";
    case Unit::money_per_year:
      return currency + "/year";
    case Unit::mw:
      return "MW";
    case Unit::mwh_per_year:
      return "MWh/year";
    case Unit::one:
      return "1";
  }
  return {};
}

double step_of(Grid grid, const Market& market) {
  switch (grid) {
    case Grid::price_step:
      return market.auction.price_step_per_mwh;
    case Grid::whole_number:
      return 1.0;
    case Grid::kw:
      return 0.001;
    case Grid::share:
      return 1e-4;
    case Grid::none:
      return 0.0;
  }
  return 0.0;
}

Metric metric_of(const Definition& definition, const std::string& group, const Market& market) {
  return {definition.name, group, unit_text(definition.unit, market.currency), definition.kind, step_of(definition.grid, market),
          definition.doc};
}

/// Classes by origin, in the order in which origins first appear.
std::vector<MetricGroup> origins_of(const Market& market) {
  std::vector<MetricGroup> origins;
  for (int c = 0; c < static_cast<int>(market.classes.size()); ++c) {
    const std::string name = "origin:" + market.classes[std::size_t(c)].origin;
    const auto found = std::find_if(origins.begin(), origins.end(), [&](const MetricGroup& group) { return group.name == name; });
    if (found == origins.end()) {
      origins.push_back({name, {c}});
    } else {
      found->classes.push_back(c);
    }
  }
  return origins;
}

}  // namespace

MetricTable::MetricTable(const Market& market) {
  groups_ = {{"all", {}}};
  reported_groups_ = {{"all", 0}};
  for (int c = 0; c < static_cast<int>(market.classes.size()); ++c) {
    groups_.front().classes.push_back(c);
    groups_.push_back({"class:" + market.classes[std::size_t(c)].name, {c}});
    reported_groups_.push_back({groups_.back().name, c + 1});
  }
  for (const MetricGroup& origin : origins_of(market)) {
    if (origin.classes.size() > 1) groups_.push_back(origin);
    const bool has_own_values = origin.classes.size() > 1;
    reported_groups_.push_back({origin.name, has_own_values ? static_cast<int>(groups_.size()) - 1 : origin.classes.front() + 1});
  }

  for (const Definition& definition : auction_definitions) metrics_.push_back(metric_of(definition, "all", market));
  for (const MetricGroup& group : groups_) {
    for (const Definition& definition : group_definitions) metrics_.push_back(metric_of(definition, group.name, market));
  }

  for (int column = 0; column < auction_metric_count; ++column)
    reported_metrics_.push_back({metrics_[std::size_t(column)], column});
  for (const ReportedGroup& group : reported_groups_) {
    for (int metric = 0; metric < group_metric_count; ++metric) {
      reported_metrics_.push_back(
          {metric_of(group_definitions[metric], group.name, market), column(static_cast<GroupMetric>(metric), group.group)});
    }
  }
}

}  // namespace sealedbid
