#include "output/distributions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "output/grid_value.hpp"
#include "output/netcdf_file.hpp"

namespace sealedbid {
namespace {

constexpr int most_bins = 512;
constexpr std::size_t quantile_count = 101;
constexpr std::array<const char*, 2> bid_statuses = {"all", "awarded"};

struct Series {
  std::size_t policy = 0, round = 0, status = 0;
  std::string group;
  std::vector<HistogramBin> bins;
  std::vector<double> quantiles;
};

/// All that shares one variable: a metric of every policy, round and group.
struct Family {
  std::string name, unit, long_name;
  double step = 0.0;
  std::vector<std::string> statuses;  ///< empty for metrics
  std::vector<Series> series;

  bool has_groups() const {
    return std::any_of(series.begin(), series.end(), [](const Series& one) { return one.group != "all"; });
  }
};

/// 0, 0.01, …, 1.
std::vector<double> probabilities() {
  std::vector<double> values(quantile_count);
  for (std::size_t index = 0; index < quantile_count; ++index) values[index] = static_cast<double>(index) / 100.0;
  return values;
}

Series series_of(const MetricTally& tally) {
  Series series;
  series.group = tally.metric.group;
  series.bins = tally.histogram.bins();
  series.quantiles = tally.histogram.quantiles(probabilities());
  if (tally.moments.count < 1) return series;
  for (double& quantile : series.quantiles) {
    quantile = nearest_grid_value(std::clamp(quantile, tally.moments.minimum, tally.moments.maximum), tally.metric.grid_step);
  }
  return series;
}

Series series_of(const BidTally& tally, double step) {
  Series series;
  series.group = tally.group;
  series.status = tally.name == "bid_per_mwh" ? 0 : 1;
  series.bins = tally.histogram.bins(step);
  for (const std::int64_t ticks : tally.histogram.quantiles(probabilities())) {
    series.quantiles.push_back(ticks < 0 ? std::numeric_limits<double>::quiet_NaN() : grid_value(ticks, step));
  }
  return series;
}

Family& family_named(std::vector<Family>& families, const std::string& name) {
  const auto found = std::find_if(families.begin(), families.end(), [&](const Family& family) { return family.name == name; });
  if (found != families.end()) return *found;
  families.push_back({.name = name, .unit = {}, .long_name = {}, .step = 0.0, .statuses = {}, .series = {}});
  return families.back();
}

void collect(std::vector<Family>& families, const PolicyTally& tally, std::size_t policy, std::size_t round,
             const std::string& currency) {
  const auto add = [&](Family& family, Series series) {
    series.policy = policy;
    series.round = round;
    family.series.push_back(std::move(series));
  };
  for (const MetricTally& metric : tally.metrics) {
    Family& family = family_named(families, metric.metric.name);
    family.unit = metric.metric.unit;
    family.long_name = metric.metric.doc;
    family.step = std::max(family.step, metric.metric.grid_step);
    add(family, series_of(metric));
  }
  for (const BidTally& bids : tally.bids) {
    Family& family = family_named(families, "bid_per_mwh");
    family.unit = currency + "/MWh";
    family.long_name = "single bids of all replications; status awarded: those with an award";
    family.step = std::max(family.step, tally.price_step_per_mwh);
    family.statuses = {bid_statuses.begin(), bid_statuses.end()};
    add(family, series_of(bids, tally.price_step_per_mwh));
  }
}

std::vector<double> edges_of(const Family& family) {
  std::vector<HistogramBin> bins;
  for (const Series& series : family.series) bins.insert(bins.end(), series.bins.begin(), series.bins.end());
  return common_edges(bins, most_bins, family.step);
}

std::vector<std::int64_t> counts_in(const std::vector<HistogramBin>& bins, const std::vector<double>& edges) {
  std::vector<std::int64_t> counts(edges.size() - 1);
  for (const HistogramBin& bin : bins) {
    const auto above = std::upper_bound(edges.begin(), edges.end(), 0.5 * (bin.low + bin.high));
    const auto index = std::clamp<std::ptrdiff_t>(above - edges.begin() - 1, 0, static_cast<std::ptrdiff_t>(counts.size()) - 1);
    counts[static_cast<std::size_t>(index)] += static_cast<std::int64_t>(bin.count);
  }
  return counts;
}

/// Values of a family on all its dimensions, the last one varying fastest; `missing` where a policy has no such series.
template <class Value>
std::vector<Value> dense(const Family& family, const std::vector<std::size_t>& shape, const std::vector<std::string>& groups,
                         Value missing, const std::function<std::vector<Value>(const Series&)>& values_of) {
  std::vector<Value> all(std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>()), missing);
  for (const Series& series : family.series) {
    std::size_t row = series.policy * shape[1] + series.round;
    if (!family.statuses.empty()) row = row * family.statuses.size() + series.status;
    if (family.has_groups())
      row =
          row * groups.size() + static_cast<std::size_t>(std::find(groups.begin(), groups.end(), series.group) - groups.begin());
    const std::vector<Value> values = values_of(series);
    std::copy(values.begin(), values.end(), all.begin() + static_cast<std::ptrdiff_t>(row * shape.back()));
  }
  return all;
}

class DistributionsFile {
 public:
  DistributionsFile(const std::filesystem::path& path, std::span<const RunTally> rounds, std::vector<std::string> groups)
      : file_(path), groups_(std::move(groups)), policies_(rounds.front().policies.size()), rounds_(rounds.size()) {
    std::vector<std::string> policies;
    for (const PolicyTally& policy : rounds.front().policies) policies.push_back(policy.policy);
    std::vector<std::int32_t> numbers;
    for (const RunTally& tally : rounds) numbers.push_back(tally.round);
    policy_ = file_.add_text_coordinate("policy", policies);
    round_ = file_.add_dimension("round", rounds_);
    file_.put(file_.add_variable("round", NetcdfFile::Type::int32, {round_}), {0}, {rounds_}, numbers);
    group_ = file_.add_text_coordinate("group", groups_);
    status_ = file_.add_text_coordinate("status", {bid_statuses.begin(), bid_statuses.end()});
    probability_ = file_.add_dimension("probability", quantile_count);
    file_.put(file_.add_variable("probability", NetcdfFile::Type::real, {probability_}), {0}, {quantile_count}, probabilities());
    edge_ = file_.add_dimension("edge", 2);
  }

  void add(const Family& family) {
    const auto shape = shape_of(family, quantile_count);
    const auto quantiles = dense<double>(family, shape, groups_, std::numeric_limits<double>::quiet_NaN(),
                                         [](const Series& series) { return series.quantiles; });
    const int quantile =
        file_.add_variable(family.name + "_quantile", NetcdfFile::Type::real, dimensions_of(family, probability_));
    file_.describe(quantile, family.unit, family.long_name + " (quantiles)");
    file_.put(quantile, std::vector<std::size_t>(shape.size()), shape, quantiles);
    const std::vector<double> edges = edges_of(family);
    if (!edges.empty()) add_counts(family, edges);
  }

  void close() { file_.close(); }

 private:
  void add_counts(const Family& family, const std::vector<double>& edges) {
    const int bin = add_bins(family, edges);
    const auto shape = shape_of(family, edges.size() - 1);
    const auto counts =
        dense<std::int64_t>(family, shape, groups_, 0, [&](const Series& series) { return counts_in(series.bins, edges); });
    const int count = file_.add_variable(family.name + "_count", NetcdfFile::Type::int64, dimensions_of(family, bin));
    file_.describe(count, "1", family.long_name + " (number of values in the bin)");
    file_.put(count, std::vector<std::size_t>(shape.size()), shape, counts);
  }

  int add_bins(const Family& family, const std::vector<double>& edges) {
    const std::size_t bins = edges.size() - 1;
    const int dimension = file_.add_dimension(family.name, bins);
    const int low = file_.add_variable(family.name, NetcdfFile::Type::real, {dimension});
    file_.describe(low, family.unit, family.long_name + " (lower edge of the bin)");
    file_.set_attribute(low, "bounds", family.name + "_bounds");
    file_.put(low, {0}, {bins}, std::span(edges).first(bins));
    std::vector<double> pairs;
    for (std::size_t bin = 0; bin < bins; ++bin) pairs.insert(pairs.end(), {edges[bin], edges[bin + 1]});
    file_.put(file_.add_variable(family.name + "_bounds", NetcdfFile::Type::real, {dimension, edge_}), {0, 0}, {bins, 2}, pairs);
    return dimension;
  }

  std::vector<int> dimensions_of(const Family& family, int last) const {
    std::vector<int> dimensions = {policy_, round_};
    if (!family.statuses.empty()) dimensions.push_back(status_);
    if (family.has_groups()) dimensions.push_back(group_);
    dimensions.push_back(last);
    return dimensions;
  }

  std::vector<std::size_t> shape_of(const Family& family, std::size_t last) const {
    std::vector<std::size_t> shape = {policies_, rounds_};
    if (!family.statuses.empty()) shape.push_back(family.statuses.size());
    if (family.has_groups()) shape.push_back(groups_.size());
    shape.push_back(last);
    return shape;
  }

  NetcdfFile file_;
  std::vector<std::string> groups_;
  std::size_t policies_ = 0, rounds_ = 0;
  int policy_ = -1, round_ = -1, group_ = -1, status_ = -1, probability_ = -1, edge_ = -1;
};

std::vector<std::string> groups_of(const std::vector<Family>& families) {
  std::vector<std::string> groups = {"all"};
  for (const Family& family : families)
    for (const Series& series : family.series)
      if (std::find(groups.begin(), groups.end(), series.group) == groups.end()) groups.push_back(series.group);
  return groups;
}

}  // namespace

std::vector<double> common_edges(std::vector<HistogramBin> bins, int most, double step) {
  std::sort(bins.begin(), bins.end(), [](const HistogramBin& one, const HistogramBin& other) { return one.low < other.low; });
  const std::vector<HistogramBin> thin = thinned(bins, most, step);
  if (thin.empty()) return {};
  const double start = thin.front().low, width = thin.front().high - start;
  const std::int64_t count = width > 0.0 ? std::llround((thin.back().high - start) / width) : 1;
  std::vector<double> edges;
  for (std::int64_t edge = 0; edge <= count; ++edge)
    edges.push_back(nearest_grid_value(start + static_cast<double>(edge) * width, step));
  return edges;
}

void write_distributions(const std::filesystem::path& path, std::span<const RunTally> rounds, const std::string& currency) {
  std::vector<Family> families;
  for (std::size_t round = 0; round < rounds.size(); ++round)
    for (std::size_t policy = 0; policy < rounds[round].policies.size(); ++policy)
      collect(families, rounds[round].policies[policy], policy, round, currency);
  DistributionsFile file(path, rounds, groups_of(families));
  for (const Family& family : families) file.add(family);
  file.close();
}

}  // namespace sealedbid
