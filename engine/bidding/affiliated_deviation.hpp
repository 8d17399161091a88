#pragma once

#include "bidding/bid_table.hpp"
#include "bidding/deviation_gain.hpp"

namespace sealedbid {

/// The certificate of a game with a common value, by integration: given the common part the rivals' estimates are independent,
/// and who has seen an estimate weighs common parts by Bayes's rule. At each estimate of a grid (equally spaced, and where both
/// parts have the same quantile) the best of all bids is sought: spaced over all bids, and over those of the rivals that the own
/// estimate leaves possible, then by golden-section search about the three highest peaks; and not to bid. `at_cost_per_mwh` is an
/// estimate.
/// @param game one class, risk neutral, all present, no entry cost: see reason_to_refuse_affiliated().
ClassDeviation affiliated_deviation(const Game& game, const BidTable& table, const DeviationOptions& options);

}  // namespace sealedbid
