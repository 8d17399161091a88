#include "scenario/game_file.hpp"

namespace sealedbid {

const Quantity& own_amount(const GameFile& file, const GameBidderClass& bidders) {
  return file.game.direction == Direction::sale ? bidders.value_per_mwh.value() : bidders.cost_per_mwh.value();
}

}  // namespace sealedbid
