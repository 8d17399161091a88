#include "sampling/worlds.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <stdexcept>

#include "base/elementary.hpp"

namespace sealedbid {
namespace {

/// Indices of the quantities that appear in a correlation, ascending.
std::vector<int> correlated_indices(const std::vector<SharedCorrelation>& correlations) {
  std::vector<int> indices;
  for (const SharedCorrelation& correlation : correlations) {
    indices.push_back(correlation.first);
    indices.push_back(correlation.second);
  }
  std::sort(indices.begin(), indices.end());
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  return indices;
}

/// Lower Cholesky factor of the correlation matrix of `indices`, its rows one after the other without the zeros above the
/// diagonal.
std::vector<double> cholesky_rows(const std::vector<int>& indices, const std::vector<SharedCorrelation>& correlations) {
  const auto size = static_cast<Eigen::Index>(indices.size());
  const auto row_of = [&](int index) {
    return static_cast<Eigen::Index>(std::lower_bound(indices.begin(), indices.end(), index) - indices.begin());
  };
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(size, size);
  for (const SharedCorrelation& correlation : correlations) {
    const Eigen::Index first = row_of(correlation.first), second = row_of(correlation.second);
    matrix(first, second) = matrix(second, first) = correlation.coefficient;
  }
  const Eigen::LLT<Eigen::MatrixXd> factor(matrix);
  if (factor.info() != Eigen::Success) throw std::invalid_argument("the correlation matrix is not positive definite");
  const Eigen::MatrixXd lower = factor.matrixL();
  std::vector<double> rows;
  for (Eigen::Index row = 0; row < size; ++row) {
    for (Eigen::Index column = 0; column <= row; ++column) rows.push_back(lower(row, column));
  }
  return rows;
}

SEALEDBID_CLONES void to_scores(LaneReals& lanes) {
  for (double& lane : lanes) lane = normal_quantile(lane);
}

SEALEDBID_CLONES void add_scaled(double factor, const LaneReals& term, LaneReals& sum) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) sum[lane] += factor * term[lane];
}

/// Back to uniforms. A sum of several scores can leave the range of a single draw, which the quantile functions rely on.
SEALEDBID_CLONES void to_uniforms(LaneReals& lanes) {
  for (double& lane : lanes) {
    const double u = normal_cdf(lane);
    lane = u < 0x1p-33 ? 0x1p-33 : (u > 1.0 - 0x1p-33 ? 1.0 - 0x1p-33 : u);
  }
}

}  // namespace

WorldSampler::WorldSampler(std::uint64_t seed, std::vector<SharedQuantity> quantities,
                           const std::vector<SharedCorrelation>& correlations)
    : correlated_(correlated_indices(correlations)), cholesky_(cholesky_rows(correlated_, correlations)) {
  for (const SharedQuantity& shared : quantities) {
    entries_.push_back({make_stream_key(seed, shared.key_path), Sampler(shared.quantity)});
  }
}

void WorldSampler::draw(std::int64_t first_replication, std::uint32_t round, std::span<LaneReals> values) const {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].sampler.is_constant()) {
      values[i].fill(0.5);
      continue;
    }
    UniformBlock block;
    draw_uniforms(entries_[i].key, first_replication, round, 0, Purpose::shared, block);
    values[i] = block.word[0];
  }
  correlate(values);
  for (std::size_t i = 0; i < entries_.size(); ++i) entries_[i].sampler.quantiles(values[i], values[i]);
}

void WorldSampler::correlate(std::span<LaneReals> uniforms) const {
  for (const int index : correlated_) to_scores(uniforms[static_cast<std::size_t>(index)]);
  // From the last row up, so that the scores a row still needs have not been replaced yet.
  for (std::size_t row = correlated_.size(); row-- > 0;) {
    const double* const factors = &cholesky_[row * (row + 1) / 2];
    LaneReals sum{};
    for (std::size_t column = 0; column <= row; ++column) {
      add_scaled(factors[column], uniforms[static_cast<std::size_t>(correlated_[column])], sum);
    }
    to_uniforms(sum);
    uniforms[static_cast<std::size_t>(correlated_[row])] = sum;
  }
}

}  // namespace sealedbid
