#pragma once

#include <optional>

#include "base/deadline.hpp"
#include "bidding/equilibrium.hpp"

/// Bare games beyond the exact methods, by the general one (tabulated_game.hpp).
namespace sealedbid {

/// Name of the method, as Equilibrium::method has it.
inline constexpr const char* response_method = "best response";

/// Bid functions whose best replies gain little on average: the method's own tolerance, not SolverOptions::tolerance. `residual`
/// is the mean gain of best replies of the class that gains most [currency/MWh]; status
/// not_converged where they gain more. Nothing where the method has no answer, and for common values.
/// @param deadline when iterations end with the best bids found.
std::optional<Equilibrium> solve_by_response(const Game& game, const Deadline& deadline = {});

}  // namespace sealedbid
