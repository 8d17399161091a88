#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "market/required_price.hpp"

/// Projects to try formulas on.
namespace sealedbid::testing {

/// Two markets with random prices, the first with seasons and hourly variation, correlated: option tables for them.
MarketTables two_markets(ReferencePeriod period = ReferencePeriod::month);

/// Sells in the first of two_markets at home.
void add_home_market(ProjectTerms& terms, double price_per_mwh);

/// A corridor to a market of two_markets, or to a known price for SaleTerms::none.
void add_corridor(ProjectTerms& terms, int market, double price_per_mwh, double capacity_over_volume);

/// Twenty years, no tax, no growth, one payment at commissioning, a purchase agreement for all years.
ProjectTerms plain_project();

/// The same project with debt over 12 years at 5 %, a cover ratio of 1.3, a tax of 20 % and a cost of equity of 10 %.
ProjectTerms with_debt(ProjectTerms terms, DebtSizing sizing, double gearing_fraction);

/// A project whose price has no closed form: an option to export, shared with the state, debt, all taxes, a tail.
ProjectTerms rich_project(DebtSizing sizing);

/// The flows of projects, one a lane, over and over where they are fewer; and what their bidders draw.
struct ProjectTile {
  YearlyFlows flows;
  BidderCostTile bidder;
};
/// @param tables outlive the tile.
ProjectTile tile_of(const std::vector<ProjectTerms>& projects, const MarketTables& tables, double yield_error);
ProjectTile tile_of(const std::vector<ProjectTerms>& projects, MarketTables&& tables, double yield_error) = delete;

/// Required prices of a tile of projects; of one project under two_markets.
RequiredPriceTile prices_of(const std::vector<ProjectTerms>& projects, const MarketTables& tables, double yield_error = 0.0);
double price_of(const ProjectTerms& terms);

/// Draws from a pinned seed, the same with every standard library.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : generator_(seed) {}
  double between(double low, double high) { return low + (high - low) * static_cast<double>(generator_() >> 11) * 0x1p-53; }
  int whole(int low, int high) { return low + static_cast<int>(generator_() % static_cast<std::uint64_t>(high - low + 1)); }
  bool one_in(int n) { return whole(1, n) == 1; }

 private:
  std::mt19937_64 generator_;
};

/// Projects under every tariff type, right to export, tax, delay and limit; those of one call share the form of their debt, as
/// the bidders of a profile do.
std::vector<ProjectTerms> random_projects(Draws& draw, int count);

}  // namespace sealedbid::testing
