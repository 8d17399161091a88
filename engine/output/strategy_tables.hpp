#pragma once

#include <span>
#include <string>
#include <string_view>

#include "simulation/deviation_search.hpp"

/// The tables of a run whose bids were solved for: what was found and how good it is, and the bid functions themselves.
namespace sealedbid {

/// The worst of all public states; solved where nothing had to be.
EquilibriumStatus worst_status(const StrategySolution& solution);

/// "solved", "no_trade", "degenerate", "not_converged", "refused".
std::string_view status_name(EquilibriumStatus status);

/// A table as text, and its number of rows without the header.
struct StrategyTable {
  std::string csv;
  std::int64_t rows = 0;
};

/// A row a policy and class whose bids were solved for. Columns: policy, bidder_class, method, status (the worst of the public
/// states), iterations (the most of a state), solver_gain_share (the largest), then SearchedDeviation's members. A share of
/// no profit is an empty cell.
/// @param certificates parallel to `policies`; without classes where nothing was solved for.
StrategyTable equilibrium_table(std::span<const PolicyMarket> policies, std::span<const StrategyCertificate> certificates);

/// A row a policy, class, public state (five at most) and point (33). Columns: policy, bidder_class, ceiling_per_mwh
/// (empty without a public state), reference_price_per_mwh (mean over worlds), required_price_per_mwh, bid_per_mwh. Money is
/// that of the mean world (WorldMoney); in another one prices above its base are in proportion to its reference. A state in which
/// nobody bids has no rows.
StrategyTable bid_function_table(std::span<const PolicyMarket> policies);

}  // namespace sealedbid
