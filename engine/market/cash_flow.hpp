#pragma once

#include <span>
#include <vector>

#include "market/market.hpp"
#include "market/yearly_flows.hpp"

namespace sealedbid {

/// Cash flows of a profile in the worlds of a tile: what all its bidders share. Holds work space, so one object a thread.
///
/// Building the schedule of years costs more than all bids of a small tile: one that does not vary is built once, and where all
/// that varies besides degradation takes a few values (a term of 20 or 25 years), each world is built once.
class CashFlow : public YearlyFlows {
 public:
  CashFlow(const Market& market, int profile);

  /// Takes the drawn shared quantities (parallel to market.shared). Draws outside the physical range are clamped: see the
  /// scenario reference.
  void update(std::span<const LaneReals> shared);

 private:
  enum class Schedule { constant, few_worlds, any };

  void set_levels(std::span<const LaneReals> shared);
  void build(std::span<const LaneReals> shared);
  void build_from_worlds(std::span<const LaneReals> shared);
  int find_world(std::span<const LaneReals> shared, std::size_t lane) const;
  void add_world(std::span<const LaneReals> shared, std::size_t lane);
  bool find_worlds(std::span<const LaneReals> shared, LaneIntegers& world_of_lane);

  const Market* market_;
  int profile_;
  Schedule schedule_ = Schedule::any;
  bool is_built_ = false;
  ProjectTerms terms_;
  YearlyFlowsRoom room_;
  // Worlds met before, a lane each, without degradation.
  std::vector<SharedIndex> inputs_;     ///< draws in which worlds differ
  std::vector<LaneReals> world_draws_;  ///< [input][world]
  YearlyFlows worlds_;
  int world_count_ = 0;
};

}  // namespace sealedbid
