#include "simulation/metric_table.hpp"

#include <algorithm>
#include <cmath>

#include "simulation/metric_definitions.hpp"

namespace sealedbid {

namespace {

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

/// Years of a quantity as the engine rounds them.
int whole_years(double years) {
  return static_cast<int>(std::clamp(std::floor(years + 0.5), 0.0, double(most_reported_years)));
}

/// Years from the award in which support may be paid.
struct SupportYears {
  int first = most_reported_years, last = 0;
};

/// Longest that support for a technology may last, with the time lost to negative prices.
double longest_support_years(const Market& market, std::size_t technology) {
  const auto largest = [&](SharedIndex index) { return highest(market.shared[std::size_t(index.value)].quantity); };
  const double term = largest(market.tariff.term_years);
  if (market.tariff.tariff.negative_prices != NegativePriceRule::unsupported_with_extension) return term;
  const SharedIndex lost = market.markets[std::size_t(market.home_market)].energy_at_negative_prices_fraction[technology];
  return std::ceil(term * (1.0 + (lost.exists() ? std::min(largest(lost), 1.0) : 0.0)));
}

SupportYears support_years(const Market& market) {
  const auto quantity = [&](SharedIndex index) -> const Quantity& { return market.shared[std::size_t(index.value)].quantity; };
  SupportYears years;
  for (std::size_t t = 0; t < market.technologies.size(); ++t) {
    const Quantity& construction = quantity(market.technologies[t].construction_years);
    years.first = std::min(years.first, whole_years(lowest(construction)));
    years.last = std::max(years.last, whole_years(highest(construction)) + whole_years(longest_support_years(market, t)) - 1);
  }
  years.last = std::min(years.last, most_reported_years - 1);
  return years;
}

}  // namespace

MetricTable::MetricTable(const Market& market) {
  add_groups(market);
  for (const MetricDefinition& definition : auction_definitions) metrics_.push_back(metric_of(definition, "all", market));
  for (const MetricGroup& group : groups_) {
    for (const MetricDefinition& definition : group_definitions) metrics_.push_back(metric_of(definition, group.name, market));
  }
  settlement_columns_.fill(none);
  if (market.settlement.is_asked) add_settlement(market);
  if (market.costs_may_change()) add_realisation(market);
  report(market);
}

void MetricTable::add_groups(const Market& market) {
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
}

void MetricTable::add_settlement(const Market& market) {
  for (std::size_t m = 0; m < settlement_columns_.size(); ++m) {
    const auto metric = static_cast<SettlementMetric>(m);
    const bool lacks_avoided_cost = !market.settlement.avoided_cost_per_mwh.exists();
    if (metric == SettlementMetric::consumer_cost_over_avoided_cost_present_value && lacks_avoided_cost) continue;
    const bool is_auctioned = !market.corridors.empty() && market.exports.allocation == ExportAllocation::capacity_auction;
    if (metric == SettlementMetric::corridor_price_per_mw_year && !is_auctioned) continue;
    settlement_columns_[m] = static_cast<int>(metrics_.size());
    metrics_.push_back(metric_of(settlement_definitions[m], "all", market));
  }
  add_support_years(market);
  first_return_column_ = static_cast<int>(metrics_.size());
  for (const MetricGroup& group : groups_) {
    for (const MetricDefinition& definition : return_definitions) metrics_.push_back(metric_of(definition, group.name, market));
  }
}

void MetricTable::add_realisation(const Market& market) {
  first_realisation_column_ = static_cast<int>(metrics_.size());
  for (const MetricGroup& group : groups_) {
    for (const MetricDefinition& definition : realisation_definitions) {
      metrics_.push_back(metric_of(definition, group.name, market));
    }
  }
}

void MetricTable::add_support_years(const Market& market) {
  const SupportYears years = support_years(market);
  first_year_ = years.first;
  last_year_ = years.last;
  first_year_column_ = static_cast<int>(metrics_.size());
  for (int year = years.first; year <= years.last; ++year) {
    const auto calendar_year = static_cast<int>(market.auction.award_year) + year;
    metrics_.push_back(metric_of(support_cost_per_year, "year:" + std::to_string(calendar_year), market));
  }
}

int MetricTable::support_cost_column(int years_from_award) const {
  const bool is_reported = years_from_award >= first_year_ && years_from_award <= last_year_;
  return is_reported ? first_year_column_ + years_from_award - first_year_ : none;
}

void MetricTable::report(const Market& market) {
  const auto report_columns = [&](int first, int end) {
    for (int column = first; column < end; ++column) reported_metrics_.push_back({metrics_[std::size_t(column)], column});
  };
  report_columns(0, auction_metric_count);
  const int first_of_settlement = auction_metric_count + static_cast<int>(groups_.size()) * group_metric_count;
  if (first_return_column_ != none) report_columns(first_of_settlement, first_return_column_);
  for (const ReportedGroup& group : reported_groups_) {
    for (int metric = 0; metric < group_metric_count; ++metric) {
      reported_metrics_.push_back({metric_of(group_definitions[std::size_t(metric)], group.name, market),
                                   column(static_cast<GroupMetric>(metric), group.group)});
    }
    for (int metric = 0; metric < realisation_metric_count && first_realisation_column_ != none; ++metric) {
      reported_metrics_.push_back({metric_of(realisation_definitions[std::size_t(metric)], group.name, market),
                                   column(static_cast<RealisationMetric>(metric), group.group)});
    }
    if (first_return_column_ == none) continue;
    for (int metric = 0; metric < return_metric_count; ++metric) {
      reported_metrics_.push_back({metric_of(return_definitions[std::size_t(metric)], group.name, market),
                                   column(static_cast<ReturnMetric>(metric), group.group)});
    }
  }
}

}  // namespace sealedbid
