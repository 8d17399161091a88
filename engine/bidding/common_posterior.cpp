#include "bidding/common_posterior.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace sealedbid {
namespace {

constexpr std::size_t cells = 4096;

/// P(density of the estimate | common part) up to a factor.
double likelihood(const Game& game, double estimate, double common) {
  const CostLaw& own = game.classes[0].cost;
  if (game.common_value->form == EstimateForm::common_plus_own) return density(own, estimate - common);
  return density(own, estimate / common) / std::abs(common);
}

}  // namespace

CommonPosterior common_posterior(const Game& game, double estimate) {
  const CostLaw &common = game.common_value->common, &own = game.classes[0].cost;
  double low = common.low_per_mwh, high = common.high_per_mwh;
  if (game.common_value->form == EstimateForm::common_plus_own) {
    low = std::max(low, estimate - own.high_per_mwh);
    high = std::min(high, estimate - own.low_per_mwh);
  }
  CommonPosterior posterior{low, high - low, {}};
  double sum = 0.0;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const double place = low + (high - low) * (static_cast<double>(cell) + 0.5) / cells;
    sum += density(common, place) * likelihood(game, estimate, place);
    posterior.cumulative.push_back(sum);
  }
  for (double& probability : posterior.cumulative) probability /= sum;
  return posterior;
}

double quantile(const CommonPosterior& posterior, double probability) {
  const auto found = std::ranges::upper_bound(posterior.cumulative, probability);
  const auto cell = std::min(static_cast<std::size_t>(found - posterior.cumulative.begin()), cells - 1);
  const double before = cell == 0 ? 0.0 : posterior.cumulative[cell - 1], mass = posterior.cumulative[cell] - before;
  const double share = mass > 0.0 ? std::clamp((probability - before) / mass, 0.0, 1.0) : 0.5;
  return posterior.low + posterior.width * (static_cast<double>(cell) + share) / cells;
}

double estimate_of(const CommonPart& part, double common, double own) {
  return part.form == EstimateForm::common_plus_own ? common + own : common * own;
}

}  // namespace sealedbid
