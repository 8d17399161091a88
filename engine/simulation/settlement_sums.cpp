#include "simulation/settlement_sums.hpp"

#include <algorithm>
#include <limits>

namespace sealedbid {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double total_loss = -1.0;

/// A return is below the cost of capital only by more than rounding.
constexpr double return_tolerance = 1e-9;

void add(const LaneReals& part, LaneReals& total) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) total[lane] += part[lane];
}

void add(const ClassReturns& part, ClassReturns& total) {
  add(part.awarded_kw, total.awarded_kw);
  add(part.return_kw, total.return_kw);
  add(part.net_present_value, total.net_present_value);
  add(part.curse_kw, total.curse_kw);
  add(part.unbuilt_kw, total.unbuilt_kw);
  add(part.has_negative_return, total.has_negative_return);
  add(part.has_return_below_cost, total.has_return_below_cost);
  add(part.has_unsettled, total.has_unsettled);
}

/// Writes a column where there is one, value(lane) by lane.
template <class Value>
void write_column(int column, int first, int lanes, ReplicationValues& values, const Value& value) {
  if (column == MetricTable::none) return;
  std::vector<double>& replications = values.metrics[std::size_t(column)];
  for (int lane = 0; lane < lanes; ++lane) replications[std::size_t(first + lane)] = value(std::size_t(lane));
}

}  // namespace

SettlementSums::SettlementSums(const Market& market, const MetricTable& table)
    : table_(&table), classes_(market.classes.size()) {}

void SettlementSums::reset() {
  std::ranges::fill(classes_, ClassReturns{});
  for (LaneReals* sum : {&support_cost_, &supported_mwh_, &consumer_cost_over_avoided_cost_, &state_revenue_, &export_revenue_,
                         &exported_mwh_, &rights_kw_, &rent_kw_}) {
    sum->fill(0.0);
  }
  for (LaneReals& year : support_cost_by_year_) year.fill(0.0);
}

void SettlementSums::add(int bidder_class, int lane, double awarded_kw, double cost_of_capital_fraction,
                         const WinnerOutcome& outcome) {
  const auto l = std::size_t(lane);
  support_cost_[l] += awarded_kw * outcome.support_cost_per_kw;
  supported_mwh_[l] += awarded_kw * outcome.supported_mwh_per_kw;
  consumer_cost_over_avoided_cost_[l] += awarded_kw * outcome.consumer_cost_over_avoided_cost_per_kw;
  state_revenue_[l] += awarded_kw * outcome.state_revenue_per_kw;
  export_revenue_[l] += awarded_kw * outcome.export_revenue_per_kw;
  exported_mwh_[l] += awarded_kw * outcome.exported_mwh_per_kw;
  for (std::size_t year = 0; year < support_cost_by_year_.size(); ++year) {
    support_cost_by_year_[year][l] += awarded_kw * outcome.support_cost_by_year_per_kw[year];
  }
  ClassReturns& sums = classes_[std::size_t(bidder_class)];
  const double rate = outcome.return_fraction == outcome.return_fraction ? outcome.return_fraction : total_loss;
  sums.awarded_kw[l] += awarded_kw;
  sums.return_kw[l] += awarded_kw * rate;
  sums.net_present_value[l] += awarded_kw * outcome.net_present_value_per_kw;
  if (rate < 0.0) sums.has_negative_return[l] = 1.0;
  if (rate < cost_of_capital_fraction - return_tolerance) sums.has_return_below_cost[l] = 1.0;
}

void SettlementSums::add_unsettled(int bidder_class, int lane, double awarded_kw) {
  ClassReturns& sums = classes_[std::size_t(bidder_class)];
  sums.awarded_kw[std::size_t(lane)] += awarded_kw;
  sums.has_unsettled[std::size_t(lane)] = 1.0;
}

void SettlementSums::add_unbuilt(int bidder_class, int lane, double awarded_kw, double bond_per_kw) {
  const auto l = std::size_t(lane);
  ClassReturns& sums = classes_[std::size_t(bidder_class)];
  sums.unbuilt_kw[l] += awarded_kw;
  sums.net_present_value[l] -= awarded_kw * bond_per_kw;
  state_revenue_[l] += awarded_kw * bond_per_kw;
}

void SettlementSums::add_curse(int bidder_class, int lane, double awarded_kw, double curse_per_mwh) {
  classes_[std::size_t(bidder_class)].curse_kw[std::size_t(lane)] += awarded_kw * curse_per_mwh;
}

void SettlementSums::add_rights(int lane, double right_kw, double price_per_mw_year) {
  rights_kw_[std::size_t(lane)] += right_kw;
  rent_kw_[std::size_t(lane)] += right_kw * price_per_mw_year;
}

void SettlementSums::write(int first, int lanes, ReplicationValues& values) const {
  write_totals(first, lanes, values);
  for (std::size_t g = 0; g < table_->groups().size(); ++g) {
    ClassReturns sums;
    for (const int c : table_->groups()[g].classes) sealedbid::add(classes_[std::size_t(c)], sums);
    write_returns(static_cast<int>(g), sums, first, lanes, values);
  }
}

void SettlementSums::write_totals(int first, int lanes, ReplicationValues& values) const {
  ClassReturns all;
  for (const ClassReturns& each : classes_) sealedbid::add(each, all);
  const auto is_settled = [&](std::size_t lane) {
    return all.awarded_kw[lane] + all.unbuilt_kw[lane] > 0.0 && all.has_unsettled[lane] == 0.0;
  };
  const auto write = [&](int column, const LaneReals& sums) {
    write_column(column, first, lanes, values, [&](std::size_t lane) { return is_settled(lane) ? sums[lane] : undefined; });
  };
  const auto write_ratio = [&](SettlementMetric metric, const LaneReals& numerator, const LaneReals& denominator) {
    write_column(table_->column(metric), first, lanes, values, [&](std::size_t lane) {
      return is_settled(lane) && denominator[lane] > 0.0 ? numerator[lane] / denominator[lane] : undefined;
    });
  };
  write(table_->column(SettlementMetric::support_cost_present_value), support_cost_);
  write_ratio(SettlementMetric::support_cost_per_mwh, support_cost_, supported_mwh_);
  write(table_->column(SettlementMetric::consumer_cost_over_avoided_cost_present_value), consumer_cost_over_avoided_cost_);
  write(table_->column(SettlementMetric::state_revenue_present_value), state_revenue_);
  write(table_->column(SettlementMetric::exported_mwh_in_total), exported_mwh_);
  write(table_->column(SettlementMetric::export_revenue_present_value), export_revenue_);
  write_ratio(SettlementMetric::corridor_price_per_mw_year, rent_kw_, rights_kw_);
  for (int year = 0; year < most_reported_years; ++year) {
    write(table_->support_cost_column(year), support_cost_by_year_[std::size_t(year)]);
  }
}

void SettlementSums::write_returns(int group, const ClassReturns& sums, int first, int lanes, ReplicationValues& values) const {
  const auto is_settled = [&](std::size_t lane) { return sums.awarded_kw[lane] > 0.0 && sums.has_unsettled[lane] == 0.0; };
  const auto write = [&](ReturnMetric metric, const auto& value) {
    write_column(table_->column(metric, group), first, lanes, values,
                 [&](std::size_t lane) { return is_settled(lane) ? value(lane) : undefined; });
  };
  write(ReturnMetric::bidder_return_fraction, [&](std::size_t lane) { return sums.return_kw[lane] / sums.awarded_kw[lane]; });
  write(ReturnMetric::negative_return_probability,
        [&](std::size_t lane) { return std::min(1.0, sums.has_negative_return[lane]); });
  write(ReturnMetric::return_below_cost_of_capital_probability,
        [&](std::size_t lane) { return std::min(1.0, sums.has_return_below_cost[lane]); });
  write_column(table_->column(ReturnMetric::net_present_value_per_kw, group), first, lanes, values, [&](std::size_t lane) {
    const double kw = sums.awarded_kw[lane] + sums.unbuilt_kw[lane];
    return kw > 0.0 && sums.has_unsettled[lane] == 0.0 ? sums.net_present_value[lane] / kw : undefined;
  });
  write_column(table_->column(ReturnMetric::winners_curse_per_mwh, group), first, lanes, values, [&](std::size_t lane) {
    return sums.awarded_kw[lane] > 0.0 ? sums.curse_kw[lane] / sums.awarded_kw[lane] : undefined;
  });
}

}  // namespace sealedbid
