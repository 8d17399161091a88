#pragma once

#include <span>
#include <vector>

#include "base/lanes.hpp"
#include "market/cash_flow.hpp"
#include "market/market.hpp"
#include "simulation/bidder_cost.hpp"

/// The price that makes worlds comparable: what a bidder in the middle of its own draws needs in them.
namespace sealedbid {

/// Which yield a reference price takes: what everybody sees (the median capacity factor of a technology that some class estimates
/// with an error, which hides it), or the true one.
enum class ReferenceYield { as_seen, as_true };

/// Expected participants of each class as weights that add up to 1: who counts in the reference price. All 0 where no class has
/// costs (every required price is given), so that the reference is 1.
std::vector<double> reference_weights(const Market& market);

/// The money of a world: price = base + reference · relative price. In it bidders in the middle of their draws need 1 in every
/// world, whatever the project earns beside the strike. The reference is what the investment adds to their required price, the
/// base the rest of it, negative where a market or exports pay more than operation costs.
struct WorldMoney {
  LaneReals base_per_mwh{}, reference_per_mwh{};
};

/// Reference prices of tiles: the weighted mean over classes of the required price at the medians of capex factor, cost of
/// capital and local content, without estimate error; the median of a given required price. Holds no work space that outlives a
/// call. Immutable, and shared by no threads.
class WorldReference {
 public:
  /// @param weight [class]; all 0: the reference is 1.
  WorldReference(const Market& market, const std::vector<double>& weight);

  /// True if some class's reference depends on a yield that nobody sees.
  bool has_hidden_yield() const { return has_hidden_yield_; }

  /// @param flows [profile], of the tile; their energy is changed during the call and restored.
  /// By what everybody sees. The reference is kept within [1e-3, 1e9].
  void compute_money(std::vector<CashFlow>& flows, std::span<const LaneReals> shared, WorldMoney& money) const;

  /// What bidders in the middle of their own draws need, kept within ±1e9.
  void compute(std::vector<CashFlow>& flows, std::span<const LaneReals> shared, ReferenceYield yield, LaneReals& price_per_mwh,
               double capex_scale = 1.0) const;

 private:
  /// A class at the middle of its own draws.
  struct MedianBidder {
    const ClassModel* model;
    double weight;
    double capex_factor, cost_of_capital_fraction, local_content_fraction;
    CapitalEffect effect;
    double seen_energy_mwh_per_kw = 0.0;  ///< 0: the yield is not hidden
  };

  const Market* market_;
  double constant_per_mwh_ = 0.0;  ///< weighted sum of the given required prices
  std::vector<MedianBidder> bidders_;
  bool is_one_ = true;
  bool has_hidden_yield_ = false;
};

}  // namespace sealedbid
