#pragma once

#include <random>
#include <vector>

#include "market/expected_revenue.hpp"
#include "market/settle_project.hpp"

/// Paths for tests of settlement: by hand, and drawn by a plain loop that shares nothing with the engine's.
namespace sealedbid::testing {

/// Paths of two markets.
struct OnePath {
  std::vector<std::vector<double>> by_month, by_year;
  std::vector<double> exchange_rate, yield_factor;

  /// Sets all months of a year from the award.
  void set_price(int market, int year, double relative_price);
  /// To be called after months were changed.
  void update_years();
  /// Valid until the next change.
  ProjectPaths view() const;

 private:
  mutable std::vector<MarketPath> markets_;
};

/// All prices, the exchange rate and yields at their mean.
OnePath flat_path(int years);

/// Laws of the two markets: seasons, persistence, hourly variation; shocks with a correlation of 0.5.
const std::vector<PriceLaw>& laws();
MarketTables tables_of(const TariffTerms& tariff);

/// A plant that lives eight years, five of them in the term; home market 0, a corridor to market 1, one with a known price.
ProjectTerms project_with_markets();

/// Draws paths of a project. `sd_factor` ≠ 1 plants a defect: shocks that are too large or too small.
class PathDraws {
 public:
  explicit PathDraws(std::uint64_t seed, double sd_factor = 1.0) : generator_(seed), sd_factor_(sd_factor) {}
  OnePath next(const ProjectTerms& terms);

 private:
  double normal();

  std::mt19937_64 generator_;
  double sd_factor_;
};

}  // namespace sealedbid::testing
