#include "bidding/collocation.hpp"

#include <Eigen/Dense>
#include <Eigen/Sparse>
#include <Eigen/SparseLU>
#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <span>

#include "bidding/collocation_ends.hpp"

namespace sealedbid {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// A cell with its stages eliminated: y_right − y_left = change(y_left, bounds), linearised.
struct CellMap {
  Matrix by_left;    ///< [class][class]: d y_right / d y_left
  Matrix by_bounds;  ///< [class][2]: … / d (start, end of the stretch)
  Vector defect;     ///< y_right of the linearised stages − the present y_right
  Matrix stage_by_left, stage_by_bounds;
  Vector stage_step;  ///< moves of the stages if left value and bounds stay
};

/// d y/d w and its derivatives at one stage.
struct StageSlope {
  Vector slope;
  Matrix by_y, by_bounds;
};

class Newton {
 public:
  Newton(const InverseBidFrame& frame, Collocation& solution) : frame_(frame), solution_(solution), rule_(gauss_rule()) {}

  /// One step; false if the present iterate is not admissible or the equations are singular.
  bool step(double& largest_change);

 private:
  bool stage_slope(std::size_t m, double w, std::span<const double> y, StageSlope& result);
  bool cell_map(std::size_t m, std::size_t cell, CellMap& map);
  bool assemble();
  double apply(const Vector& move, double share);
  bool is_admissible();
  void number_unknowns();
  Eigen::Index index(std::size_t m, std::size_t point) const { return offsets_[m] + static_cast<Eigen::Index>(point * size(m)); }
  std::size_t size(std::size_t m) const { return solution_.stretches[m].stretch.active.size(); }
  void add_rows(const EndConditions& conditions);

  const InverseBidFrame& frame_;
  Collocation& solution_;
  GaussRule rule_;
  std::vector<Eigen::Index> offsets_;
  Eigen::Index unknowns_ = 0, bounds_offset_ = 0, row_ = 0;
  std::vector<std::vector<CellMap>> maps_;
  std::vector<Eigen::Triplet<double>> entries_;
  Vector right_side_;
  ScoreState state_;
  SlopeDerivatives derivatives_;
};

bool Newton::stage_slope(std::size_t m, double w, std::span<const double> y, StageSlope& result) {
  const Stretch& stretch = solution_.stretches[m].stretch;
  const double start = solution_.bounds[m], end = solution_.bounds[m + 1];
  const double score = score_at(solution_, m, w), share = share_below(w), rest = share_below(-w);
  if (!state_at(frame_, stretch, score, y, state_) || !slope_derivatives(frame_, stretch, score, y, state_, derivatives_))
    return false;
  const double scores_per_w = (end - start) * share * rest;
  const auto size = static_cast<Eigen::Index>(y.size());
  result.slope.resize(size);
  result.by_y.resize(size, size);
  result.by_bounds.resize(size, 2);
  for (Eigen::Index a = 0; a < size; ++a) {
    const double slope = state_.slope[static_cast<std::size_t>(a)];
    const double by_score = derivatives_.by_score[static_cast<std::size_t>(a)] * scores_per_w;
    result.slope[a] = slope * scores_per_w;
    result.by_bounds(a, 0) = by_score * rest - slope * share * rest;
    result.by_bounds(a, 1) = by_score * share + slope * share * rest;
    for (Eigen::Index b = 0; b < size; ++b)
      result.by_y(a, b) = derivatives_.by_y[static_cast<std::size_t>(a * size + b)] * scores_per_w;
  }
  return true;
}

bool Newton::cell_map(std::size_t m, std::size_t cell, CellMap& map) {
  const CollocatedStretch& part = solution_.stretches[m];
  const auto size = static_cast<Eigen::Index>(this->size(m)), count = static_cast<Eigen::Index>(stages);
  const double left = part.mesh[cell], width = part.mesh[cell + 1] - left;
  std::vector<StageSlope> slopes(stages);
  for (std::size_t q = 0; q < stages; ++q)
    if (!stage_slope(m, left + width * rule_.place[q], part.stage_y[cell * stages + q], slopes[q])) return false;
  Matrix system = Matrix::Identity(count * size, count * size);
  Matrix sides = Matrix::Zero(count * size, size + 3);  // by left value, by bounds, by present defects
  for (Eigen::Index q = 0; q < count; ++q) {
    const auto rows = Eigen::seqN(q * size, size);
    sides(rows, Eigen::seqN(0, size)).setIdentity();
    for (Eigen::Index a = 0; a < size; ++a)
      sides(q * size + a, size + 2) = part.y[cell][static_cast<std::size_t>(a)] -
                                      part.stage_y[cell * stages + static_cast<std::size_t>(q)][static_cast<std::size_t>(a)];
    for (Eigen::Index s = 0; s < count; ++s) {
      const double share = width * rule_.integral[static_cast<std::size_t>(q * count + s)];
      const StageSlope& slope = slopes[static_cast<std::size_t>(s)];
      system(rows, Eigen::seqN(s * size, size)) -= share * slope.by_y;
      sides(rows, Eigen::seqN(size, 2)) += share * slope.by_bounds;
      sides.col(size + 2)(rows) += share * slope.slope;
    }
  }
  const Matrix moves = system.partialPivLu().solve(sides);
  map.stage_by_left = moves.leftCols(size);
  map.stage_by_bounds = moves.middleCols(size, 2);
  map.stage_step = moves.col(size + 2);
  map.by_left = Matrix::Identity(size, size);
  map.by_bounds = Matrix::Zero(size, 2);
  map.defect = Vector::Zero(size);
  for (Eigen::Index a = 0; a < size; ++a)
    map.defect[a] = part.y[cell][static_cast<std::size_t>(a)] - part.y[cell + 1][static_cast<std::size_t>(a)];
  for (Eigen::Index q = 0; q < count; ++q) {
    const StageSlope& slope = slopes[static_cast<std::size_t>(q)];
    const double share = width * rule_.weight[static_cast<std::size_t>(q)];
    const auto rows = Eigen::seqN(q * size, size);
    map.by_left += share * slope.by_y * map.stage_by_left(rows, Eigen::all);
    map.by_bounds += share * (slope.by_bounds + slope.by_y * map.stage_by_bounds(rows, Eigen::all));
    map.defect += share * (slope.slope + slope.by_y * map.stage_step(rows));
  }
  return true;
}

void Newton::number_unknowns() {
  offsets_.clear();
  unknowns_ = 0;
  for (std::size_t m = 0; m < solution_.stretches.size(); ++m) {
    offsets_.push_back(unknowns_);
    unknowns_ += static_cast<Eigen::Index>(solution_.stretches[m].mesh.size() * size(m));
  }
  bounds_offset_ = unknowns_;
  unknowns_ += static_cast<Eigen::Index>(solution_.stretches.size());
}

void Newton::add_rows(const EndConditions& conditions) {
  for (const EndCondition& condition : conditions) {
    for (const EndDerivative& term : condition.terms) {
      const Eigen::Index column = term.is_bound ? bounds_offset_ + static_cast<Eigen::Index>(term.stretch)
                                                : index(term.stretch, term.point) + static_cast<Eigen::Index>(term.active);
      if (!term.is_bound || term.stretch < solution_.stretches.size()) entries_.emplace_back(row_, column, term.value);
    }
    right_side_[row_++] = -condition.residual;
  }
}

bool Newton::assemble() {
  number_unknowns();
  entries_.clear();
  right_side_ = Vector::Zero(unknowns_);
  row_ = 0;
  maps_.assign(solution_.stretches.size(), {});
  for (std::size_t m = 0; m < solution_.stretches.size(); ++m) {
    const std::size_t cells = solution_.stretches[m].mesh.size() - 1;
    maps_[m].resize(cells);
    const auto size = static_cast<Eigen::Index>(this->size(m));
    EndConditions start;
    if (!start_conditions(frame_, solution_, m, start)) return false;
    add_rows(start);
    for (std::size_t cell = 0; cell < cells; ++cell) {
      CellMap& map = maps_[m][cell];
      if (!cell_map(m, cell, map)) return false;
      for (Eigen::Index a = 0; a < size; ++a, ++row_) {
        entries_.emplace_back(row_, index(m, cell + 1) + a, 1.0);
        for (Eigen::Index b = 0; b < size; ++b) entries_.emplace_back(row_, index(m, cell) + b, -map.by_left(a, b));
        entries_.emplace_back(row_, bounds_offset_ + static_cast<Eigen::Index>(m), -map.by_bounds(a, 0));
        if (m + 1 < solution_.stretches.size())
          entries_.emplace_back(row_, bounds_offset_ + static_cast<Eigen::Index>(m) + 1, -map.by_bounds(a, 1));
        right_side_[row_] = map.defect[a];
      }
    }
    EndConditions end;
    if (!end_conditions(frame_, solution_, m, end)) return false;
    add_rows(end);
  }
  return row_ == unknowns_;
}

/// Adds a share of the move to the solution; returns the largest change of a cost, relative to its range, or of a bound.
double Newton::apply(const Vector& move, double share) {
  double largest = 0.0;
  const double range = frame_.top - solution_.bounds[0];
  const auto bound_move = [&](std::size_t b) {
    return b < solution_.stretches.size() ? move[bounds_offset_ + static_cast<Eigen::Index>(b)] : 0.0;
  };
  for (std::size_t m = 0; m < solution_.stretches.size(); ++m) {
    CollocatedStretch& part = solution_.stretches[m];
    const auto size = static_cast<Eigen::Index>(this->size(m));
    const Eigen::Vector2d bounds(bound_move(m), bound_move(m + 1));
    largest = std::max(largest, std::abs(bounds[0]) / range);
    const auto shift = [&](double& y, double change) {
      const double slope = share_below(y) * share_below(-y);
      largest = std::max(largest, std::abs(change) * slope);
      y += share * change;
    };
    for (std::size_t point = 0; point < part.mesh.size(); ++point)
      for (std::size_t a = 0; a < part.y[point].size(); ++a)
        shift(part.y[point][a], move[index(m, point) + static_cast<Eigen::Index>(a)]);
    for (std::size_t cell = 0; cell + 1 < part.mesh.size(); ++cell) {
      const CellMap& map = maps_[m][cell];
      const Vector stage_move =
          map.stage_by_left * move.segment(index(m, cell), size) + map.stage_by_bounds * bounds + map.stage_step;
      for (Eigen::Index s = 0; s < stage_move.size(); ++s)
        shift(part.stage_y[cell * stages + static_cast<std::size_t>(s / size)][static_cast<std::size_t>(s % size)],
              stage_move[s]);
    }
  }
  for (std::size_t m = 0; m < solution_.stretches.size(); ++m) solution_.bounds[m] += share * bound_move(m);
  return largest;
}

/// True if bounds ascend and every stage bids above its cost.
bool Newton::is_admissible() {
  for (std::size_t m = 0; m < solution_.stretches.size(); ++m) {
    const CollocatedStretch& part = solution_.stretches[m];
    if (!(solution_.bounds[m] < solution_.bounds[m + 1])) return false;
    for (std::size_t cell = 0; cell + 1 < part.mesh.size(); ++cell)
      for (std::size_t q = 0; q < stages; ++q) {
        const double w = part.mesh[cell] + (part.mesh[cell + 1] - part.mesh[cell]) * rule_.place[q],
                     score = score_at(solution_, m, w);
        for (std::size_t a = 0; a < part.stretch.active.size(); ++a)
          if (!(cost_of(frame_, part.stretch.active[a], part.stage_y[cell * stages + q][a]) < score)) return false;
      }
    EndConditions ends;
    if (!start_conditions(frame_, solution_, m, ends) || !end_conditions(frame_, solution_, m, ends)) return false;
  }
  return true;
}

bool Newton::step(double& largest_change) {
  if (!assemble()) return false;
  Eigen::SparseMatrix<double> matrix(unknowns_, unknowns_);
  matrix.setFromTriplets(entries_.begin(), entries_.end());
  Eigen::SparseLU<Eigen::SparseMatrix<double>> solver;
  solver.compute(matrix);
  if (solver.info() != Eigen::Success) return false;
  const Vector move = solver.solve(right_side_);
  if (!move.allFinite()) return false;
  const Collocation before = solution_;
  const double largest_y = move.head(bounds_offset_).cwiseAbs().maxCoeff();
  for (double share = std::min(1.0, 3.0 / largest_y); share > 1e-4; share *= 0.5) {
    largest_change = apply(move, share);
    if (is_admissible()) return true;
    solution_ = before;
  }
  return false;
}

}  // namespace

GaussRule gauss_rule() {
  using Rule = boost::math::quadrature::gauss<double, stages>;
  GaussRule rule;
  for (std::size_t q = Rule::abscissa().size(); q-- > 0;) {
    rule.place.push_back(0.5 - 0.5 * Rule::abscissa()[q]);
    rule.weight.push_back(0.5 * Rule::weights()[q]);
  }
  for (std::size_t q = 0; q < Rule::abscissa().size(); ++q) {
    rule.place.push_back(0.5 + 0.5 * Rule::abscissa()[q]);
    rule.weight.push_back(0.5 * Rule::weights()[q]);
  }
  for (std::size_t q = 0; q < stages; ++q)
    for (std::size_t s = 0; s < stages; ++s) {
      const auto basis = [&](double x) {
        double product = 1.0;
        for (std::size_t r = 0; r < stages; ++r)
          if (r != s) product *= (x - rule.place[r]) / (rule.place[s] - rule.place[r]);
        return product;
      };
      rule.integral.push_back(Rule::integrate(basis, 0.0, rule.place[q]));
    }
  return rule;
}

double score_at(const Collocation& solution, std::size_t m, double w) {
  const double start = solution.bounds[m], end = solution.bounds[m + 1];
  return w < 0.0 ? start + (end - start) * share_below(w) : end - (end - start) * share_below(-w);
}

NewtonReport solve_collocation(const InverseBidFrame& frame, double tolerance, const Deadline& deadline, Collocation& solution) {
  Newton newton(frame, solution);
  NewtonReport report;
  while (report.iterations < 50 && !deadline.has_passed()) {
    if (!newton.step(report.last_step)) return report;
    ++report.iterations;
    if (report.last_step <= tolerance) {
      report.is_converged = true;
      return report;
    }
  }
  return report;
}

}  // namespace sealedbid
