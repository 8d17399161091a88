#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "bidding/tabulated_game.hpp"
#include "simulation/learned_market.hpp"

/// Games of a learned market at one public state. Money is in multiples of the public reference price.
namespace sealedbid {

/// How a party is taken to bid in a game.
enum class Part {
  solved_for,      ///< bids are sought
  as_given,        ///< its given bids, at most the ceiling that it knows
  by_known_bids,   ///< bids that were solved for before
  solved_for_one,  ///< bids are sought for one member, the others bid as given (a class of their own after all parties)
};

/// A game and what its classes are.
struct MarketGame {
  TabulatedGame game;
  std::vector<int> party;  ///< [class of the game] index into LearnedMarket::parties
};

/// @param parts [party]. @param known [party] bids at the estimates of estimate_grid(), where parts say so.
MarketGame market_game(const LearnedMarket& learned, std::size_t node, const std::vector<Part>& parts,
                       const std::vector<std::optional<TabulatedBids>>& known);

/// Estimates at which a party's bids are sought, ascending: 257 from the lowest to the highest that occur.
std::vector<double> estimate_grid(const LearnedMarket& learned, const LearnedParty& party);

/// The highest bid that a party knows to be admissible at a node; infinite where it knows none.
double known_ceiling(const LearnedMarket& learned, const LearnedParty& party, std::size_t node);

}  // namespace sealedbid
