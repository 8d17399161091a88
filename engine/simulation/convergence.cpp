#include "simulation/convergence.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace sealedbid {

namespace {

constexpr std::int64_t most_looks = 64;

constexpr std::array<std::string_view, 6> followed_names = {
    "clearing_price_per_mwh",     "mean_awarded_price_per_mwh",           "awarded_mw",
    "support_cost_present_value", "foreign_share_of_awarded_mw_fraction", "bidder_profit_per_mwh"};

}  // namespace

std::vector<ReportedMetric> followed_metrics(const MetricTable& table) {
  std::vector<ReportedMetric> followed;
  for (const ReportedMetric& reported : table.reported_metrics()) {
    const bool is_named = std::ranges::find(followed_names, reported.metric.name) != followed_names.end();
    if (is_named && reported.metric.group == "all") followed.push_back(reported);
  }
  return followed;
}

bool is_looked_at(std::int64_t block, std::int64_t blocks) {
  const std::int64_t stride = (blocks + most_looks - 1) / most_looks;
  return (block + 1) % stride == 0 || block + 1 == blocks;
}

ConvergencePaths::ConvergencePaths(const std::vector<const MetricTable*>& tables) {
  for (const MetricTable* table : tables) followed_.push_back(followed_metrics(*table));
}

ConvergencePaths::Point ConvergencePaths::point(std::int64_t replications, const BlockRecord& total) const {
  Point result{replications, {}};
  for (std::size_t p = 0; p < followed_.size(); ++p) {
    std::vector<Moments>& list = result.moments.emplace_back();
    for (const ReportedMetric& followed : followed_[p]) list.push_back(total.policies[p].metrics[std::size_t(followed.column)]);
  }
  return result;
}

void ConvergencePaths::look(std::int64_t replications, const BlockRecord& total) {
  points_.push_back(point(replications, total));
}

std::vector<ConvergencePath> ConvergencePaths::paths_of(std::size_t policy, std::int64_t replications,
                                                        const BlockRecord& total) const {
  std::vector<Point> points = points_;
  if (points.empty() || points.back().replications != replications) points.push_back(point(replications, total));
  std::vector<ConvergencePath> paths;
  for (std::size_t i = 0; i < followed_[policy].size(); ++i) {
    ConvergencePath& path = paths.emplace_back(ConvergencePath{followed_[policy][i].metric, {}});
    for (const Point& at : points) path.points.push_back({at.replications, at.moments[policy][i]});
  }
  return paths;
}

}  // namespace sealedbid
