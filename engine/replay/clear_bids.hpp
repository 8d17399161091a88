#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auction/clear_round.hpp"
#include "auction/clock.hpp"
#include "replay/read_bids.hpp"
#include "scenario/read_scenario.hpp"

/// Clearing of a real round: a file of bids and a file of rules give every bid's award, its price and the reason.
namespace sealedbid {

/// A round that was cleared, with everything that clearing used.
struct ClearedFile {
  RulesFile rules;
  BidList list;
  /// In the order of the file, with their lots; after an open phase at their final prices and fees, without quantity if they are
  /// gone.
  std::vector<RoundBid> bids;
  std::optional<std::int64_t> volume_kw;      ///< on offer
  std::optional<std::int64_t> ceiling_ticks;  ///< the general ceiling; in a sale the reserve price
  RoundPlan plan;
  ClearedRound round;
  std::optional<ClockResult> clock;  ///< of an open format
  std::vector<Issue> warnings;       ///< texts of bids that nearly are those of a rule
};

/// Clears the bids of a CSV file (see read_bids) by the rules; the volume is taken to the nearest kW.
/// @param lottery_seed where the file has no column `lottery`, the lot of a bid is a function of this seed and its name.
/// Throws InputError with every fault of the file, also where a rule needs what the bids or the rules file do not say.
ClearedFile clear_bids(const std::string& bids_csv, const RulesFile& rules, std::uint64_t lottery_seed);

}  // namespace sealedbid
