#pragma once

#include <vector>

#include "bidding/bid_curve.hpp"
#include "bidding/equilibrium.hpp"
#include "bidding/score_game.hpp"
#include "bidding/win_probability.hpp"

/// A game as it is played: bid functions in score space and a quadrature over them.
namespace sealedbid {

/// Bid functions and nodes of a quadrature over scores; arrays with a class index are [node][class].
struct Play {
  std::vector<BidCurve> curves;          ///< of each class of the ScoreGame, costs and bids as scores; empty: never bids
  std::vector<std::vector<double>> win;  ///< of each class at the points of its curve: interim award probability
  std::vector<double> score;             ///< of each node, ascending
  std::vector<double> length;            ///< weight of a node as a stretch of scores
  std::vector<ClassBelow> below;         ///< who ranks below the node's score
  std::vector<double> cost;              ///< the cost that bids the node's score
  std::vector<double> mass;              ///< weight of a node as probability that a given bidder bids around it
  double top = 0.0;                      ///< highest score bid
  std::vector<ClassBelow> at_top;        ///< who ranks at or below it
  std::vector<double> top_mass;          ///< of each class: probability of a bid of exactly `top` (0 but for a lone bidder), and
  std::vector<double> top_cost;          ///< the integral of its cost over that probability
};

/// Adds a node: the costs that bid `score`, weights `length` [score] and, for each class, `mass`.
void add_node(Play& play, const ScoreGame& game, double score, double length, const std::vector<double>& cost,
              const std::vector<double>& mass);

/// Takes stock of a play: ex-ante and interim award probabilities, payments and profits, in the classes' own money.
/// Payments per award and score s: s (pay as bid), E max(s, (k−1)-th lowest rival) (last accepted), E k-th lowest rival (lowest
/// rejected); the ceiling stands in for rivals who are missing.
/// @param classes_of_game size of Equilibrium::classes; classes that are not in `game` get empty tables.
Equilibrium account(const ScoreGame& game, const Play& play, std::size_t classes_of_game);

}  // namespace sealedbid
