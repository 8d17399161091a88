#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "market/market.hpp"

/// Worlds drawn only to learn from: what bidders need and would bid in them, over the reference price of each.
namespace sealedbid {

/// Numbers of rounds that no run simulates: bid functions are learnt in these worlds.
inline constexpr std::uint32_t learning_round = 1'000'001;

/// Bidders whom the others cannot tell apart: a class outside rings, or a ring, which bids as one.
struct Party {
  std::string name;          ///< of its first class
  std::vector<int> classes;  ///< indices into Market::classes
  int bidders = 1;           ///< 1 for a ring
};

/// The classes in order, rings at the place of their first class.
std::vector<Party> parties_of(const Market& market);

/// What the bidders of a party drew, one entry for each that takes part and can be served by some price. A ring's is that of its
/// member with the lowest believed required price. Prices are in the money of the world (WorldMoney).
struct PartySample {
  std::vector<std::int32_t> world;
  std::vector<double> believed, realised;  ///< required price as believed, and at the true yield
  std::vector<double> given_bid;    ///< required price with the own mark-up, or the own table's bid (+∞: none), before ceilings
  std::vector<double> class_share;  ///< [of Party::classes] share of the entries that are the class's
  double presence_probability = 0.0;    ///< entries a bidder and world
  double investment = 0.0, bond = 0.0;  ///< means where costs may change: what the investment adds to the price, and the bond
};

struct LearningWorlds {
  std::vector<double> base_per_mwh, reference_per_mwh;  ///< [world] its money, see WorldMoney
  std::vector<double> hidden_ratio;            ///< [world] what the middle of all draws needs at the true yields, in that money
  std::vector<double> ceiling_over_reference;  ///< [world] empty where there is no ceiling
  std::vector<PartySample> parties;
};

/// Worlds enough for smooth laws: 2¹⁷, fewer where bidders are many (about 2²⁰ bids), at least 2¹³. A function of (market,
/// weight, seed) alone. Disclosed or not, ceilings silence nobody here.
/// @param weight of classes in the reference price; see WorldReference.
/// Throws RunError where `stop` (may be null) becomes true.
LearningWorlds draw_learning_worlds(const Market& market, const std::vector<double>& weight, std::uint64_t seed, int threads,
                                    const std::atomic<bool>* stop = nullptr);

}  // namespace sealedbid
