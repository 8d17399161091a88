#pragma once

#include <string>

#include "study/solve_game.hpp"

/// The answer to a game as text.
namespace sealedbid {

/// One screen for people: what each class bids and earns, bids at ten costs, the price, the certificate, how it was found.
std::string game_answer_table(const GameAnswer& answer);

/// The bid functions: columns class, cost_per_mwh (value_per_mwh in a sale, estimate_per_mwh with a common value), bid_per_mwh,
/// win_probability, interim_profit_per_mwh; a row a point. Where bidders have several projects, `project` follows the class.
std::string game_answer_csv(const GameAnswer& answer);

/// Everything. Values that do not exist (the bid of who does not bid, an infinite share) are null.
std::string game_answer_json(const GameAnswer& answer);

}  // namespace sealedbid
