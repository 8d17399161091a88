#include "bidding/adaptive_bid.hpp"

#include <algorithm>
#include <cmath>

#include "base/elementary.hpp"

namespace sealedbid {
namespace {

constexpr double lowest_row = -7.5, first_step = 0.125, growth = 1.1;  // in deviations of the marginal rival's bid
constexpr double highest_row = 8.0;                                    // standardised
constexpr double density_at_zero = 0.3989422804014326779;              // of N(0, 1)

double normal_density(double z) {
  return density_at_zero * exponential(-0.5 * z * z);
}

/// Rows around the middle of the k-th lowest rival bid, where the margin changes fastest.
std::vector<double> rows_for(int bids, int awards) {
  const double rivals = bids - 1.0, share = (awards - 0.5) / rivals;
  const double middle = normal_quantile_with_far_tail(share);
  const double spread = std::sqrt(share * (1.0 - share) / rivals) / normal_density(middle);
  std::vector<double> rows;
  for (double place = lowest_row; place < -0.5 * first_step; place += first_step) rows.push_back(middle + place * spread);
  double step = first_step;
  for (double z = middle; z < std::max(highest_row, middle + highest_row * spread); z += step * spread, step *= growth)
    rows.push_back(z);
  return rows;
}

/// Σ_j C(n−1, j) p^j q^(n−1−j) over j = k−1, k−2, …, 0, divided by its first term, at each row. Terms fall ever faster once they
/// fall, so that the rest may be left out when it is small.
std::vector<double> sums_of_terms(int bids, int awards, const std::vector<double>& odds) {
  std::vector<double> sums(odds.size(), 1.0), terms(odds.size(), 1.0);
  bool is_open = true;
  for (int j = awards - 1; j > 0 && is_open; --j) {
    const double ratio = static_cast<double>(j) / (bids - j);
    for (std::size_t row = 0; row < odds.size(); ++row) {
      terms[row] *= ratio * odds[row];
      sums[row] += terms[row];
    }
    if (j % 8 != 0) continue;
    is_open = false;
    for (std::size_t row = 0; row < odds.size(); ++row) is_open = is_open || terms[row] > 1e-17 * sums[row];
  }
  return sums;
}

/// Adds the row of bid z. @param sum of the terms. ln P comes without a constant: the first row makes it 0.
void add_row(double z, double sum, NormalRivals& rivals, std::vector<double>& log_win) {
  const double below = normal_cdf(z), above = normal_cdf(-z), density = normal_density(z);
  const int better = rivals.awards - 1, worse = rivals.bids - rivals.awards - 1;
  const double margin = above / (rivals.bids - rivals.awards) * sum / density;
  if (!(margin < 1e100)) return;  // only costs that no bidder has would bid as low
  const double log_density_slope = density * (better / below - worse / above) - z;
  rivals.bid.push_back(z);
  rivals.cost.push_back(z - margin);
  rivals.bid_slope.push_back(1.0 / std::max(1.0, 2.0 + margin * log_density_slope));
  rivals.profit.push_back(margin);
  log_win.push_back(better * logarithm(below) + worse * logarithm(above) - 0.5 * z * z + logarithm(margin));
}

/// The last row i with values[i] ≤ value, but the last one; values ascend, and the first is ≤ value.
std::size_t cell_of(const std::vector<double>& values, double value) {
  std::size_t first = 0, count = values.size() - 1;
  while (count > 1) {
    const std::size_t half = count / 2;
    first += values[first + half] <= value ? half : 0;
    count -= half;
  }
  return first;
}

/// Hermite's cubic: values and slopes at the ends of a cell, t in [0, 1].
double cubic(double t, double width, double first, double first_slope, double second, double second_slope) {
  const double rest = 1.0 - t;
  return rest * rest * ((1.0 + 2.0 * t) * first + t * width * first_slope) +
         t * t * ((1.0 + 2.0 * rest) * second - rest * width * second_slope);
}

/// A bid and what it earns in expectation, standardised.
struct BidValue {
  double bid = 0.0, profit = 0.0;
};

/// Best bid up to `highest` ≥ cost.
BidValue best_bid(const NormalRivals& rivals, double cost, double highest, double win_at_highest) {
  BidValue best;
  if (rivals.bid.empty()) {
    best.bid = highest;
  } else if (cost <= rivals.cost.front()) {
    best = {rivals.bid.front(), rivals.bid.front() - cost};
  } else if (cost >= rivals.cost.back()) {
    best = {cost + (rivals.bid.back() - rivals.cost.back()), 0.0};
  } else {
    const std::size_t i = cell_of(rivals.cost, cost), next = i + 1;
    const double width = rivals.cost[next] - rivals.cost[i], t = (cost - rivals.cost[i]) / width;
    best.bid = std::max(cost, cubic(t, width, rivals.bid[i], rivals.bid_slope[i], rivals.bid[next], rivals.bid_slope[next]));
    best.profit = cubic(t, width, rivals.profit[i], -rivals.win[i], rivals.profit[next], -rivals.win[next]);
  }
  return best.bid < highest ? best : BidValue{highest, (highest - cost) * win_at_highest};
}

}  // namespace

NormalRivals normal_rivals(int bids, int awards) {
  NormalRivals rivals;
  rivals.bids = bids;
  rivals.awards = awards;
  if (awards >= bids) return rivals;
  const std::vector<double> rows = rows_for(bids, awards);
  std::vector<double> odds, log_win;
  for (const double z : rows) odds.push_back(normal_cdf(-z) / normal_cdf(z));
  const std::vector<double> sums = sums_of_terms(bids, awards, odds);
  for (std::size_t row = 0; row < rows.size(); ++row) add_row(rows[row], sums[row], rivals, log_win);
  for (std::size_t row = 0; row < log_win.size(); ++row) {
    rivals.win.push_back(exponential(log_win[row] - log_win.front()));
    rivals.profit[row] *= rivals.win[row];
  }
  return rivals;
}

double win_probability(const NormalRivals& rivals, double bid) {
  if (rivals.bid.empty() || bid <= rivals.bid.front()) return 1.0;
  if (bid >= rivals.bid.back()) return 0.0;
  const std::size_t i = cell_of(rivals.bid, bid), next = i + 1;
  const double width = rivals.bid[next] - rivals.bid[i];
  const auto slope = [&](std::size_t row) { return -rivals.win[row] / (rivals.bid[row] - rivals.cost[row]); };
  return cubic((bid - rivals.bid[i]) / width, width, rivals.win[i], slope(i), rivals.win[next], slope(next));
}

double adaptive_bid(const NormalRivals& rivals, const RoundsAhead& ahead, double required_per_mwh) {
  if (required_per_mwh >= ahead.highest_bid_per_mwh) return required_per_mwh;
  const double cost = (required_per_mwh - ahead.mean_bid_per_mwh) / ahead.sd_per_mwh;
  const double highest = (ahead.highest_bid_per_mwh - ahead.mean_bid_per_mwh) / ahead.sd_per_mwh;
  double waiting = 0.0;  // worth today of what the rounds after this one bring
  for (int later = 1; later < ahead.rounds; ++later) {
    waiting = ahead.discount_factor * (waiting + best_bid(rivals, cost + waiting, highest, ahead.win_at_highest).profit);
  }
  const double bid = best_bid(rivals, cost + waiting, highest, ahead.win_at_highest).bid;
  return std::clamp(ahead.mean_bid_per_mwh + bid * ahead.sd_per_mwh, required_per_mwh, ahead.highest_bid_per_mwh);
}

}  // namespace sealedbid
