#pragma once

#include "bidding/play.hpp"

/// Equilibrium of one class of bidders, all alike: closed up to quadrature.
namespace sealedbid {

/// Pay as bid, last accepted or lowest rejected price; risk neutral, CRRA or CARA; ceiling, random presence, entry cost.
///
/// With H(t) the probability that decides a bid at cost t (pay as bid: at most k − 1 rivals below; last accepted:
/// (1 − G)^(n−k)) and K(t) = H(t)^(1/ρ) (CRRA) or H(t)·e^(−at) (CARA, a in score money):
///
///   profit(c) = I(c), or −ln(1 − a·I(c))/a (CARA),  I(c) = ∫_c^ĉ K(t)/K(c) dt + K(ĉ)/K(c) · (gain of the highest cost ĉ).
///
/// ĉ is the highest cost that bids: it bids the ceiling if it can still win there, and else its cost. With an entry cost, ĉ
/// solves P(win)·(ceiling − ĉ) = entry cost.
/// @param game one class, more bidders than lots, not hopeless.
/// @param top score_top(game).score.
/// @param table_points at least this many points in the table.
/// @return an empty curve if not even the lowest cost covers the entry cost.
/// Source: Riley and Samuelson 1981; Samuelson 1985; Mezzetti and Tsetlin 2009; Holt 1980.
Play symmetric_play(const ScoreGame& game, double top, int table_points);

}  // namespace sealedbid
