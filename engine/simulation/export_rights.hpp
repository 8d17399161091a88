#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "market/expected_revenue.hpp"
#include "market/market.hpp"
#include "simulation/bid_draws.hpp"
#include "simulation/export_allocation.hpp"

/// Which winner of a round gets how much of which corridor, by the scenario's rule.
namespace sealedbid {

/// A winner as the allocation sees it.
struct ExportClaim {
  std::size_t slot = 0;
  std::int64_t awarded_kw = 0;
  double strike_per_mwh = 0.0;    ///< paid
  ProjectTerms* terms = nullptr;  ///< of its profile in this replication; its parts of corridors are changed
  std::span<const YearConditions> years;
  double cost_of_capital_fraction = 0.0;
};

/// What a MW of right is worth a year: the yearly payment, from the corridor's opening to the end of operation, whose present
/// value at the project's cost of capital is that of the expected gain in revenue, over the part of its capacity for which a
/// project wants rights; 0 if the corridor is never open.
/// @param terms its parts of corridors are changed. @param room for work.
double right_value_per_mw_year(ProjectTerms& terms, std::span<const YearConditions> years, const MarketTables& tables,
                               double strike_per_mwh, double cost_of_capital_fraction, std::size_t corridor,
                               ExpectedRevenue& room);

/// Allocates corridors, replication by replication. Holds work space, so one object a thread.
class ExportRights {
 public:
  ExportRights(const Market& market, const std::vector<Slot>& slots);

  /// Hands out the rights of one replication. pro_rata: each corridor in proportion to awarded capacity. Otherwise one corridor
  /// after the other in the order of their opening; a project claims what it wants and has not got from earlier ones.
  /// @param shared the tile's shared quantities. @param claims every winner once.
  void allocate(std::span<const LaneReals> shared, int lane, std::span<const ExportClaim> claims);

  std::int64_t right_kw(std::size_t corridor, std::size_t slot, int lane) const {
    return rights_kw_[corridor][slot][std::size_t(lane)];
  }
  /// 0 where rights are not auctioned.
  double price_per_mw_year(std::size_t corridor, int lane) const { return prices_per_mw_year_[corridor][std::size_t(lane)]; }

 private:
  void sort_corridors(const ProjectTerms& terms);
  void claim(std::span<const ExportClaim> claims, std::size_t corridor);

  const Market* market_;
  std::optional<CapacityAuction> auction_;
  std::vector<std::vector<LaneIntegers>> rights_kw_;  ///< [corridor][slot][lane]
  std::vector<LaneReals> prices_per_mw_year_;         ///< [corridor][lane]
  // Work space of one replication.
  std::vector<std::size_t> corridors_;  ///< in the order in which they are handed out
  std::vector<int> ranks_;              ///< [slot]
  std::vector<std::int64_t> claims_kw_, held_kw_, allocated_kw_;
  std::vector<double> values_per_mw_year_;
  ExpectedRevenue revenue_;
};

}  // namespace sealedbid
