#pragma once

#include <string>
#include <vector>

#include "replay/replay_awards.hpp"

namespace sealedbid {

/// The ceiling of one bid (in a sale its reserve price) and the rule that sets it.
struct BidCeiling {
  std::optional<std::int64_t> ticks;  ///< nothing: no ceiling
  int ceiling_rule = -1;              ///< index into Auction::ceilings; −1: the general one or that from history
};
BidCeiling ceiling_of(const ClearedFile& cleared, std::size_t bid);

/// Why each bid was awarded, cut or rejected: one sentence a bid for people, without a final period, in the order of the file. It
/// names the deciding rule by its name in the rules file and quotes the rule's source.
std::vector<std::string> clear_reasons(const ClearedFile& cleared);

}  // namespace sealedbid
