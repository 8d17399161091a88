#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "bidding/bid_function.hpp"
#include "market/cash_flow.hpp"
#include "market/market.hpp"
#include "sampling/worlds.hpp"
#include "simulation/bidder_cost.hpp"
#include "simulation/changed_cost.hpp"
#include "simulation/strategies.hpp"
#include "simulation/strategy_bids.hpp"
#include "simulation/world_reference.hpp"

/// World → costs → bids of one tile.
namespace sealedbid {

/// The first half of a tile: who takes part, what it needs, what it bids. Arrays are [slot][lane].
struct DrawnTile {
  std::vector<LaneReals> shared;        ///< [shared quantity][lane]
  std::vector<LaneIntegers> bid_ticks;  ///< no_price where there is no bid
  std::vector<LaneIntegers> quantity_kw;
  std::vector<LaneReals> believed_per_mwh;   ///< required price that the bid is based on
  std::vector<LaneReals> realised_per_mwh;   ///< required price at the true yield
  std::vector<LaneIntegers> realised_ticks;  ///< the same on the grid; no_price where the bidder stays away
  LaneArray<std::int64_t> volume_kw{};
  LaneIntegers ceiling_ticks{};  ///< no_price where there is none
  LaneIntegers priced_out{};     ///< bidders who take part but need more than a disclosed ceiling, or than any price
  // Only where strategies were solved for; see Strategies.
  LaneReals base_per_mwh{}, reference_per_mwh{};  ///< the world's money, see WorldMoney
  LaneReals public_state{};                       ///< disclosed ceiling over the reference; 1 where there is none
  // Only where the market's settlement is asked for, [slot][lane]; meaningful for classes with a technology.
  std::vector<LaneReals> capex_per_kw;  ///< all in
  std::vector<LaneReals> cost_of_capital_fraction;
  std::vector<LaneReals> import_charge_fraction_of_capex;  ///< duty and VAT
  std::vector<LaneIntegers> is_delayed;                    ///< 1: the class's delayed profile holds
  std::vector<ChangedCostTile> changes;  ///< [slot] only where costs may change; required prices then hold the break-even margin
};

/// Draws tiles of one policy. Holds work space, so one object a thread.
class BidDraws {
 public:
  /// @param strategies outlives the object; null: no class's bids are solved for.
  BidDraws(const Market& market, std::uint64_t seed, const Strategies* strategies = nullptr);

  /// Replications first_replication … + lane_count − 1 of a round (from 1).
  void draw(std::int64_t first_replication, std::uint32_t round, DrawnTile& out);

  /// The reference price at the true yields of the tile drawn last. Only where strategies are needed.
  void true_reference(const DrawnTile& tile, LaneReals& reference_per_mwh);

  const std::vector<Slot>& slots() const { return slots_; }
  /// Cash flows of a profile in the tile drawn last.
  const CashFlow& cash_flow(int profile) const { return cash_flows_[std::size_t(profile)]; }
  StreamKey class_key(int bidder_class) const { return classes_[std::size_t(bidder_class)].key; }

 private:
  /// What belongs to a project rather than to its cost of capital and yield.
  struct ProjectTile {
    LaneIntegers quantity_kw;
    LaneReals required_price_per_mwh, markup_fraction;
  };

  struct ClassDraws {
    StreamKey key, local_content_key;
    Sampler capacity_mw, capex_factor, cost_of_capital, yield_error, markup, local_content;
    std::optional<Sampler> required_price;
    CapitalEffect effect = CapitalEffect::none;
    bool needs_project_draws = false;
    std::optional<std::int32_t> own_ceiling_ticks;  ///< instead of the general ceiling
    ProjectTile project;                            ///< of every bidder, where no draws are needed
  };

  static void draw_project(const ClassDraws& draws, const UniformBlock& uniforms, ProjectTile& project);
  static ClassDraws draws_of(const Market& market, const ClassModel& model, std::uint64_t seed);
  void draw_costs(const ClassModel& model, const ClassDraws& draws, const UniformBlock& uniforms, const DrawnTile& out,
                  const LaneReals& local_content, CostTile& cost) const;
  void ask_approval(const ClassModel& model, const LaneIntegers& quantity_kw, const LaneReals& u, CostTile& cost,
                    LaneIntegers& is_present) const;
  void take_option(const ClassModel& model, std::size_t slot, CostTile& cost, DrawnTile& out) const;
  void keep_costs(const ClassModel& model, const CostTile& cost, std::size_t slot, DrawnTile& out) const;
  void draw_class(const ClassModel& model, const ClassDraws& draws, std::int64_t first_replication, std::uint32_t round,
                  int first_slot, const BidGrid& grid, DrawnTile& out);

  const Market* market_;
  const Strategies* strategies_ = nullptr;   ///< null where none are needed
  std::optional<WorldReference> reference_;  ///< where strategies are needed
  std::optional<std::int32_t> state_ceiling_ticks_;
  bool has_rings_ = false, costs_may_change_ = false;
  WorldSampler world_;
  std::vector<CashFlow> cash_flows_;
  std::vector<ClassDraws> classes_;
  std::vector<Slot> slots_;
};

}  // namespace sealedbid
