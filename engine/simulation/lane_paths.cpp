#include "simulation/lane_paths.hpp"

#include <algorithm>

namespace sealedbid {

namespace {

std::vector<NamedLaw> laws_of(const Market& market) {
  std::vector<NamedLaw> laws;
  for (const MarketModel& model : market.markets) laws.push_back({model.name, model.law});
  return laws;
}

bool varies(const ExchangeRate& rate) {
  const bool is_pegged = rate.regime == ExchangeRegime::pegged;
  return rate.volatility_fraction_per_year > 0.0 || (is_pegged && rate.peg_break_probability_per_year > 0.0);
}

}  // namespace

LanePaths::LanePaths(const Market& market, std::uint64_t seed)
    : paths_(seed, laws_of(market), market.tables.shock_correlation, market.host.exchange_rate),
      vary_(varies(market.host.exchange_rate)),
      markets_(market.markets.size()),
      by_month_(markets_),
      by_year_(markets_) {
  for (const MarketModel& model : market.markets) vary_ = vary_ || model.law.sd_of_change_fraction > 0.0;
}

void LanePaths::draw(std::int64_t first_replication, std::uint32_t round, int years) {
  if (!vary_ && years <= years_) return;
  years_ = years;
  paths_.draw(first_replication, round, years, tile_);
  views_.resize(lane_count * markets_);
  for (std::size_t m = 0; m < markets_; ++m) take_market(m);
  const auto count = static_cast<std::size_t>(years);
  exchange_rate_.resize(lane_count * count);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    for (std::size_t year = 0; year < count; ++year) exchange_rate_[lane * count + year] = tile_.exchange[year][lane];
  }
}

void LanePaths::take_market(std::size_t market) {
  const auto years = static_cast<std::size_t>(years_);
  const std::size_t months = years * months_per_year;
  std::vector<double>&by_month = by_month_[market], &by_year = by_year_[market];
  by_month.resize(lane_count * months);
  by_year.resize(lane_count * years);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    double* lane_months = by_month.data() + lane * months;
    for (std::size_t month = 0; month < months; ++month) lane_months[month] = tile_.price[market][month][lane];
    for (std::size_t year = 0; year < years; ++year) {
      double sum = 0.0;
      for (int month = 0; month < months_per_year; ++month) sum += *lane_months++;
      by_year[lane * years + year] = sum / months_per_year;
    }
    views_[lane * markets_ + market] = {{by_month.data() + lane * months, months}, {by_year.data() + lane * years, years}};
  }
}

std::span<const MarketPath> LanePaths::markets(int lane) const {
  return std::span(views_).subspan(std::size_t(lane) * markets_, markets_);
}

std::span<const double> LanePaths::exchange_rate(int lane) const {
  return std::span(exchange_rate_).subspan(std::size_t(lane) * std::size_t(years_), std::size_t(years_));
}

}  // namespace sealedbid
