#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "bidding/deviation_gain.hpp"
#include "bidding/equilibrium.hpp"
#include "scenario/game_file.hpp"

/// A game file in; its equilibrium and what others find of it out.
namespace sealedbid {

/// How a bidder of a class bids at one cost.
struct BidAtCost {
  double cost_quantile = 0.5;  ///< P(cost ≤ cost_per_mwh) of a bidder of the class
  double cost_per_mwh = 0.0;
  std::optional<double> bid_per_mwh;  ///< absent: it does not bid
  double win_probability = 0.0;       ///< of one that is present
};

/// A game, solved and certified: as a procurement, whose costs are minus the values in a sale. See solve_game_terms.hpp.
struct GameAnswer {
  GameFile file;
  Game game;
  Equilibrium equilibrium;
  std::optional<DeviationGains> certificate;     ///< absent where the game was refused: there are no bids
  std::vector<std::vector<BidAtCost>> examples;  ///< of each class, in the middle of each tenth of its costs
  /// [class][project − 2] the same of a bidder's projects after the cheapest.
  std::vector<std::vector<std::vector<BidAtCost>>> later_examples = {};
};

/// A class is content with its bids where no other gains more than this share of its expected profit.
constexpr double largest_gain_share = 1e-4;
/// Bids of the general method (response_equilibrium.hpp) are judged by their gain on average over costs; a class that hardly
/// earns anything, as a share of a thousandth of what the most successful class earns.
constexpr double largest_mean_gain_share = 1e-3;

/// Expected awards of one bidder before presence and costs are known, of all of its projects.
double projects_won(const ClassEquilibrium& bidders);

/// The game that a file describes; a sale turned round.
Game game_of(const GameFile& file);

/// Solves the game by the settings of the file and certifies the bids by an independent search for better ones. Where the
/// exact methods do not settle or the certificate refutes them, the general method is tried too, and the bids with the lesser
/// mean gain are kept. Throws what solve_equilibrium and deviation_gains throw; a file that read_game has accepted gives them no
/// reason to. Throws RunError, within a second, where `stop` (may be null) becomes true.
GameAnswer solve_game(const GameFile& file, const std::atomic<bool>* stop = nullptr);

/// Why the answer is less than was asked for: not converged, refused, or a class could gain more than largest_gain_share (gains
/// below the tolerance, as a share of the range of bids and costs, do not count). Sentences; empty if it is all that was asked
/// for.
std::string shortfall_of(const GameAnswer& answer);

}  // namespace sealedbid
