#include "sampling/world_paths.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "base/elementary.hpp"
#include "market/better_of_two.hpp"
#include "market/expected_exchange_rate.hpp"

namespace sealedbid {
namespace {

constexpr std::size_t words_a_block = 4;
constexpr std::uint32_t blocks_a_project = 16;  // of four years each

bool varies(const PriceLaw& law) {
  return law.sd_of_change_fraction > 0.0;
}

bool varies(const ExchangeRate& rate) {
  return rate.regime == ExchangeRegime::floating ? rate.volatility_fraction_per_year > 0.0
                                                 : rate.peg_break_probability_per_year > 0.0;
}

Eigen::MatrixXd lower_factor(const Eigen::MatrixXd& correlation) {
  const Eigen::LLT<Eigen::MatrixXd> factor(correlation);
  if (factor.info() != Eigen::Success) throw std::invalid_argument("the correlations of the markets are not positive definite");
  return factor.matrixL();
}

/// Standard normal scores to seven digits, as for all drawn normals.
SEALEDBID_CLONES void to_scores(LaneReals& lanes) {
  LaneArray<float> centred, tail;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double u = lanes[lane], q = u - 0.5;
    centred[lane] = static_cast<float>(q);
    tail[lane] = static_cast<float>(q < 0.0 ? u : 1.0 - u);
  }
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    lanes[lane] = static_cast<double>(normal_quantile_single(centred[lane], tail[lane]));
  }
}

SEALEDBID_CLONES void scale(double factor, LaneReals& lanes) {
  for (double& lane : lanes) lane *= factor;
}

SEALEDBID_CLONES void add_scaled(double factor, const LaneReals& term, LaneReals& sum) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) sum[lane] += factor * term[lane];
}

/// Shocks become prices in place; the shock of month 0 is the stationary state itself.
SEALEDBID_CLONES void follow(const PriceLaw& law, double stationary_sd, std::vector<LaneReals>& path) {
  const double persistence = law.persistence_fraction, shift = 0.5 * stationary_sd * stationary_sd;
  LaneReals state{};
  for (std::size_t month = 0; month < path.size(); ++month) {
    const double season = law.seasonality_factor[month % months_per_year];
    const double sd = month == 0 ? stationary_sd : law.sd_of_change_fraction;
    double* const lanes = path[month].data();
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      state[lane] = persistence * state[lane] + sd * lanes[lane];
      lanes[lane] = season * exponential(state[lane] - shift);
    }
  }
}

void draw_scores(StreamKey key, std::int64_t first_replication, std::uint32_t round, std::uint32_t first_member, Purpose purpose,
                 std::vector<LaneReals>& scores) {
  UniformBlock block;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const std::size_t word = i % words_a_block;
    const auto member = first_member + static_cast<std::uint32_t>(i / words_a_block);
    if (word == 0) draw_uniforms(key, first_replication, round, member, purpose, block);
    scores[i] = block.word[word];
    to_scores(scores[i]);
  }
}

/// One year on: a peg may break, and a rate that floats already grows. @param pegged 1 in lanes whose peg holds, or else 0.
SEALEDBID_CLONES void next_rate(const ExchangeRate& rate, const UniformBlock& draw, const LaneReals& score, LaneReals& pegged,
                                const LaneReals& before, LaneReals& after) {
  const double volatility = rate.volatility_fraction_per_year, hazard = rate.peg_break_probability_per_year;
  const double growth = logarithm(1.0 + rate.drift_fraction_per_year) - 0.5 * volatility * volatility;
  const double broken_value = 1.0 - rate.peg_break_loss_fraction;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double grown = before[lane] * exponential(growth + volatility * score[lane]);
    const bool holds = draw.word[1][lane] >= hazard;
    after[lane] = pegged[lane] == 0.0 ? grown : (holds ? 1.0 : broken_value);
    pegged[lane] = pegged[lane] != 0.0 && holds ? 1.0 : 0.0;
  }
}

void draw_exchange(StreamKey key, const ExchangeRate& rate, std::int64_t first_replication, std::uint32_t round,
                   std::vector<LaneReals>& path) {
  if (!varies(rate)) {
    for (std::size_t year = 0; year < path.size(); ++year) path[year].fill(expected_exchange_rate(rate, double(year)));
    return;
  }
  LaneReals pegged;
  pegged.fill(rate.regime == ExchangeRegime::pegged ? 1.0 : 0.0);
  if (!path.empty()) path[0].fill(1.0);
  UniformBlock block;
  for (std::size_t year = 1; year < path.size(); ++year) {
    draw_uniforms(key, first_replication, round, std::uint32_t(year), Purpose::exchange_rate, block);
    LaneReals score = block.word[0];
    to_scores(score);
    next_rate(rate, block, score, pegged, path[year - 1], path[year]);
  }
}

}  // namespace

WorldPaths::WorldPaths(std::uint64_t seed, std::vector<NamedLaw> markets, const std::vector<double>& shock_correlation,
                       const ExchangeRate& exchange_rate)
    : exchange_key_(make_stream_key(seed, "host_country.exchange_rate")), exchange_rate_(exchange_rate) {
  const auto size = static_cast<Eigen::Index>(markets.size());
  if (!shock_correlation.empty() && shock_correlation.size() != markets.size() * markets.size()) {
    throw std::invalid_argument("the correlations of the markets are not a square matrix");
  }
  Eigen::MatrixXd shocks = Eigen::MatrixXd::Identity(size, size), levels = shocks;
  for (Eigen::Index i = 0; i < size && !shock_correlation.empty(); ++i) {
    for (Eigen::Index j = 0; j < size; ++j) {
      const PriceLaw &first = markets[std::size_t(i)].law, &second = markets[std::size_t(j)].law;
      if (i == j || !varies(first) || !varies(second)) continue;
      shocks(i, j) = shock_correlation[std::size_t(i * size + j)];
      levels(i, j) = stationary_correlation(first, second, shocks(i, j));
    }
  }
  const Eigen::MatrixXd shock_factor = lower_factor(shocks), level_factor = lower_factor(levels);
  for (Eigen::Index i = 0; i < size; ++i) {
    NamedLaw& market = markets[std::size_t(i)];
    Entry entry{make_stream_key(seed, "electricity_markets." + market.name), market.law, stationary_sd(market.law), {}, {}};
    for (Eigen::Index j = 0; j <= i; ++j) {
      entry.initial_weights.push_back(level_factor(i, j));
      entry.shock_weights.push_back(shock_factor(i, j));
    }
    entries_.push_back(std::move(entry));
  }
}

void WorldPaths::correlate(std::size_t market, std::vector<std::vector<LaneReals>>& shocks) const {
  const Entry& entry = entries_[market];
  for (std::size_t month = 0; month < shocks[market].size(); ++month) {
    const std::vector<double>& weights = month == 0 ? entry.initial_weights : entry.shock_weights;
    if (weights[market] != 1.0) scale(weights[market], shocks[market][month]);
    for (std::size_t other = 0; other < market; ++other) {
      if (weights[other] != 0.0) add_scaled(weights[other], shocks[other][month], shocks[market][month]);
    }
  }
}

void WorldPaths::draw(std::int64_t first_replication, std::uint32_t round, int years, PathTile& out) const {
  out.price.resize(entries_.size());
  for (std::size_t market = 0; market < entries_.size(); ++market) {
    out.price[market].resize(static_cast<std::size_t>(years * months_per_year));
    if (!varies(entries_[market].law)) continue;
    draw_scores(entries_[market].key, first_replication, round, 0, Purpose::price_shock, out.price[market]);
  }
  // From the last market up, so that the shocks a market still needs have not been replaced yet.
  for (std::size_t market = entries_.size(); market-- > 0;) {
    const Entry& entry = entries_[market];
    if (varies(entry.law)) correlate(market, out.price);
    follow(entry.law, entry.stationary_sd, out.price[market]);
  }
  out.exchange.resize(static_cast<std::size_t>(years));
  draw_exchange(exchange_key_, exchange_rate_, first_replication, round, out.exchange);
}

void draw_yields(StreamKey class_key, std::int64_t first_replication, std::uint32_t round, std::uint32_t member,
                 double sd_fraction, std::vector<LaneReals>& by_year) {
  if (by_year.size() > blocks_a_project * words_a_block) {
    throw std::invalid_argument("yields are drawn for at most " + std::to_string(blocks_a_project * words_a_block) + " years");
  }
  if (!(sd_fraction > 0.0)) {
    for (LaneReals& lanes : by_year) lanes.fill(1.0);
    return;
  }
  draw_scores(class_key, first_replication, round, member * blocks_a_project, Purpose::yield_of_year, by_year);
  for (LaneReals& lanes : by_year) {
    for (double& lane : lanes) lane = std::max(1.0 + sd_fraction * lane, 0.0);
  }
}

}  // namespace sealedbid
