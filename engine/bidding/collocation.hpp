#pragma once

#include <vector>

#include "base/deadline.hpp"
#include "bidding/inverse_bids.hpp"

/// The boundary value problem of inverse bids, solved by Gauss collocation and Newton's method.
namespace sealedbid {

/// How the last stretch ends at the top.
enum class TopEnd {
  contested,  ///< costs run up to the top, where nobody can win
  ceiling,    ///< costs run up to the ceiling, where one can still win
  lone,       ///< the highest cost of the lone class is indifferent towards the top
  exhausted   ///< the class `finishing` has bid all its costs just when the ceiling is reached
};

/// One stretch with its mesh and its solution. y is that of the active classes, [point][class].
struct CollocatedStretch {
  Stretch stretch;
  std::size_t entering = no_class;           ///< the class that starts to bid where the stretch starts (not for the first)
  std::size_t finishing = no_class;          ///< the class that has bid all its costs where the stretch ends
  std::vector<double> mesh;                  ///< w at the bounds of the cells
  std::vector<std::vector<double>> y;        ///< at the mesh
  std::vector<std::vector<double>> stage_y;  ///< at the stages of all cells
};

/// All stretches, from the lowest score up.
struct Collocation {
  std::vector<CollocatedStretch> stretches;
  std::vector<double> bounds;  ///< scores between which the stretches lie; the last is the top
  TopEnd top_end = TopEnd::contested;
};

/// Stages a cell.
constexpr std::size_t stages = 8;
/// Their places in the cell, in (0, 1), and weights.
struct GaussRule {
  std::vector<double> place, weight;
  std::vector<double> integral;  ///< row-major [stage][basis]: integral of the basis polynomial from 0 to the stage
};
GaussRule gauss_rule();

/// The score at w in stretch m.
double score_at(const Collocation& solution, std::size_t m, double w);

struct NewtonReport {
  bool is_converged = false;
  int iterations = 0;
  double last_step = 0.0;  ///< largest relative change of a cost or bound in the last iteration
};

/// Improves `solution` until a Newton step changes no cost by more than `tolerance` of its class's range.
/// Boundary conditions: where classes start, `below` grows like a power of the distance (1/k pay as bid, 1 last accepted, 2 for
/// a class that enters later, which also is indifferent there); at the top, the combination of first-order conditions that
/// removes the one solution that grows towards it.
NewtonReport solve_collocation(const InverseBidFrame& frame, double tolerance, const Deadline& deadline, Collocation& solution);

}  // namespace sealedbid
