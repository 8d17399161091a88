#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "auction/bid.hpp"
#include "auction/round_plan.hpp"

/// Clearing of one round under any rules of the auction block: who is admitted, how much is bought, in which order, under which
/// stages and limits, at which prices. Pure and exact: integers throughout, no randomness (lots come with the bids).
namespace sealedbid {

enum class BidOutcome {
  absent,         ///< no quantity
  not_admitted,   ///< an exclusion, the size limits, the floor or the band says so; see ClearedBid::rule
  above_ceiling,  ///< of the bid, or of every stage that would take it
  round_void,     ///< too few bids or bidders
  awarded,
  awarded_as_marginal,   ///< whole although it exceeds what was left of `rule`
  awarded_in_part,       ///< cut to what was left of `rule`
  rejected_as_marginal,  ///< exceeds what was left of `rule`
  rejected               ///< `rule` was closed before
};

struct ClearedBid {
  BidOutcome outcome = BidOutcome::absent;
  DecidingRule rule;
  std::int64_t score = 0;               ///< ranks; smaller first. RoundPlan::score_text makes it readable
  int rank = 0;                         ///< from 1 among admitted bids; 0 if not admitted
  int stage = -1;                       ///< in which it was awarded; the last index + 1 is the remainder
  bool tie_decided_by_lottery = false;  ///< only where asked for
  std::int64_t awarded_kw = 0;
  std::int64_t price_ticks = 0;  ///< paid (in a sale: to be paid) a MWh; meaningful where awarded_kw > 0
  int price_group = -1;          ///< index into ClearedRound::prices
};

/// Bids that share a uniform price. Pay-as-bid groups exist too: their price is the highest awarded bid.
struct ClearedPrice {
  std::string name;  ///< empty for the round as a whole, otherwise the technology, zone, … or the limit that binds
  std::optional<std::int64_t> price_ticks;  ///< nothing where nothing is awarded
  bool is_ceiling = false;                  ///< lowest rejected bid asked for, but none was rejected; or an uncontested round
};

struct ClearedRound {
  std::vector<ClearedBid> bids;  ///< in the order given
  std::vector<ClearedPrice> prices;
  std::optional<std::int64_t> offered_kw;  ///< the volume before it reacts to the bids
  std::optional<std::int64_t> volume_kw;   ///< after
  std::int64_t eligible_kw = 0, awarded_kw = 0;
  bool is_void = false;
  bool is_undersubscribed = false;  ///< the eligible quantity is below the volume
  bool is_uncontested = false;      ///< nothing had to be rejected, and the rules then pay the ceiling
};

enum class FindLots { no, yes };

struct RoundInput {
  std::span<const RoundBid> bids;             ///< as many as the plan has attributes
  std::optional<std::int64_t> volume_kw;      ///< drawn anew in each replication; nothing: no volume in MW
  std::optional<std::int64_t> ceiling_ticks;  ///< the general ceiling (in a sale: the reserve price)
  FindLots find_lots = FindLots::no;          ///< whether tie_decided_by_lottery is found out (costs more)
};

/// Clears a round. Throws std::invalid_argument where the number of bids is not the plan's.
/// Cost: O(n log n + n · (stages + limits)); budgets valued at the clearing price cost O(n²).
ClearedRound clear_round(const RoundPlan& plan, const RoundInput& input);

}  // namespace sealedbid
