#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "auction/clear_round.hpp"

/// How the capacity of a corridor is shared among the projects that won the round: whole kW, together never above the capacity,
/// none above its claim. docs/methods/settlement.md explains the rules.
namespace sealedbid {

/// The first rank is served before the second, and so on; within a rank in proportion to the claims, rounded so that all of the
/// capacity is used: each gets the floor or the ceiling of its exact part. Every claim in full where the capacity suffices.
/// @param capacity_kw ≥ 0. @param claims_kw ≥ 0. @param ranks of the claims, from 0; all the same: pro rata.
/// @param rights_kw as many, written. Cost: O(claims · ranks).
void allocate_rights(std::int64_t capacity_kw, std::span<const std::int64_t> claims_kw, std::span<const int> ranks,
                     std::span<std::int64_t> rights_kw);

/// A sealed-bid sale of rights: highest bids first, all pay the lowest accepted bid, the marginal bid is cut, equal bids share
/// what is left; nobody pays where every claim fits. **Source:** scenarios/rules/jao_transmission.yaml.
class CapacityAuction {
 public:
  /// @param projects how many bids a round has, those without a claim included.
  explicit CapacityAuction(std::size_t projects);

  /// @param claims_kw ≥ 0. @param values_per_mw_year what a MW of right is worth in a year to each; who values it at 0 or less
  /// does not bid. Bids are 1e-8 of the highest value apart. @param rights_kw as many, written.
  /// Return: the price in currency per MW and year, 0 without congestion.
  double clear(std::int64_t capacity_kw, std::span<const std::int64_t> claims_kw, std::span<const double> values_per_mw_year,
               std::span<std::int64_t> rights_kw);

 private:
  RoundPlan plan_;
  std::vector<RoundBid> bids_;
};

}  // namespace sealedbid
