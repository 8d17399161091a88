#pragma once

#include <string>

#include "bidding/equilibrium.hpp"

/// Equilibria with a common value: alike, risk neutral bidders who see affiliated estimates.
namespace sealedbid {

/// Why there is no answer to a game with a common value; empty if there is one.
std::string reason_to_refuse_affiliated(const Game& game);

/// The symmetric equilibrium in bids that ascend with the estimate. With v(x) = E[cost | x, Y = x], Y the lots-th lowest of the
/// rivals' estimates, and λ(x) the density of Y at x over P(Y > x), both given x:
///
///     lowest rejected:  b(x) = v(x)
///     pay-as-bid:       b'(x) = λ(x)·(b(x) − v(x)), from v at the highest estimate, or from the ceiling
///
/// A ceiling r keeps out the estimates above x*, where E[cost | x*, Y > x*] = r. Solved by Radau collocation from the highest
/// estimate down (implicit, as λ is large where bidders are many or the common part is vague); Equilibrium::residual is the
/// change on a mesh of half the width. Tables hold estimates in place of costs; expected profits are in terms of true costs.
/// Source: Milgrom and Weber (1982), "A theory of auctions and competitive bidding", theorems 6, 14 and section 8 (reserve
/// prices), turned round; several lots: Weber (1983), "Multiple-object auctions".
/// @throws std::invalid_argument as estimate_law().
Equilibrium solve_affiliated(const Game& game, const SolverOptions& options);

}  // namespace sealedbid
