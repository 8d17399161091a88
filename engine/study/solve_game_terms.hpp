#pragma once

#include <string>

#include "study/solve_game.hpp"

/// The words and signs in which a game file speaks. Games are solved as procurements; a sale is one with costs of minus the
/// values.
namespace sealedbid {

struct GameTerms {
  std::string amount;       ///< what a bidder knows: "cost", "value", or "estimate" with a common value
  std::string limit;        ///< "ceiling" or "reserve price"
  std::string limit_key;    ///< its key in the file
  std::string last_amount;  ///< which amounts still bid: "highest_cost", "lowest_value", …
};
GameTerms terms_of(const GameFile& file);

/// The answer with amounts, bids and payments as the file has them: as it is for a procurement; for a sale values instead of
/// minus the values, what bidders pay instead of minus what they are paid, lists ascending. Then ClassEquilibrium's highest cost
/// that bids is the lowest value that bids, and a quantile is that of the value.
GameAnswer in_terms_of_file(const GameAnswer& answer);

}  // namespace sealedbid
