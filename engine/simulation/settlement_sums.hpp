#pragma once

#include <array>
#include <span>
#include <vector>

#include "simulation/settle_winner.hpp"
#include "simulation/tally_tile.hpp"

/// From the outcomes of single winners to the settlement metrics of replications.
namespace sealedbid {

/// Sums over the winners of a class, weighted by awarded kW; one value a lane.
struct ClassReturns {
  LaneReals awarded_kw{}, return_kw{}, net_present_value{}, curse_kw{};  ///< of what is built; present values with lost bonds
  LaneReals unbuilt_kw{};
  LaneReals has_negative_return{}, has_return_below_cost{};  ///< 1: some winner
  LaneReals has_unsettled{};  ///< 1: some winner whose required price is given, so that nothing is known of its costs
};

/// Sums over all winners of a tile.
class SettlementSums {
 public:
  SettlementSums(const Market& market, const MetricTable& table);

  void reset();
  void add(int bidder_class, int lane, double awarded_kw, double cost_of_capital_fraction, const WinnerOutcome& outcome);
  void add_unsettled(int bidder_class, int lane, double awarded_kw);
  /// A winner that does not build: its bond goes to the state, at the award.
  void add_unbuilt(int bidder_class, int lane, double awarded_kw, double bond_per_kw);
  /// @param curse_per_mwh realised less expected margin.
  void add_curse(int bidder_class, int lane, double awarded_kw, double curse_per_mwh);
  /// @param price_per_mw_year paid for `right_kw` of a corridor.
  void add_rights(int lane, double right_kw, double price_per_mw_year);

  /// Writes the values of `lanes` replications to the settlement columns, from index `first` on.
  void write(int first, int lanes, ReplicationValues& values) const;

 private:
  void write_totals(int first, int lanes, ReplicationValues& values) const;
  void write_returns(int group, const ClassReturns& sums, int first, int lanes, ReplicationValues& values) const;

  const MetricTable* table_;
  std::vector<ClassReturns> classes_;
  /// Sums over all winners, [lane]; see WinnerOutcome.
  LaneReals support_cost_{}, supported_mwh_{}, consumer_cost_over_avoided_cost_{}, state_revenue_{}, export_revenue_{},
      exported_mwh_{};
  LaneReals rights_kw_{}, rent_kw_{};
  std::array<LaneReals, most_reported_years> support_cost_by_year_{};
};

}  // namespace sealedbid
