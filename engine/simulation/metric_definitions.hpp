#pragma once

#include <array>
#include <string>

#include "simulation/metric_table.hpp"

/// What every metric is called, means and is measured in: the only list of them. Order as in the enumerations.
namespace sealedbid {

enum class MetricUnit { money, money_per_mwh, money_per_year, money_per_kw, money_per_mw_year, mw, mwh, mwh_per_year, one };
enum class MetricGrid { price_step, whole_number, kw, share, none };

struct MetricDefinition {
  const char* name;
  MetricUnit unit;
  MetricKind kind;
  MetricGrid grid;
  const char* doc;
};

extern const std::array<MetricDefinition, auction_metric_count> auction_definitions;
extern const std::array<MetricDefinition, group_metric_count> group_definitions;
extern const std::array<MetricDefinition, settlement_metric_count> settlement_definitions;
extern const std::array<MetricDefinition, return_metric_count> return_definitions;
extern const std::array<MetricDefinition, realisation_metric_count> realisation_definitions;
extern const MetricDefinition support_cost_per_year;

/// A definition for a group of a market: unit with its currency, grid with its price step.
Metric metric_of(const MetricDefinition& definition, const std::string& group, const Market& market);

}  // namespace sealedbid
