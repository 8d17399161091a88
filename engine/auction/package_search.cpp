#include "auction/package_search.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "auction/package_bound.hpp"
#include "base/issue.hpp"

namespace sealedbid {
namespace {

constexpr int steps_at_root = 400, steps_at_node = 25;
constexpr std::int64_t nodes_between_roundings = 16;

class PackageSearch {
 public:
  PackageSearch(const PackageProblem& problem, std::int64_t most_nodes) : problem_(problem), most_nodes_(most_nodes) {
    if (problem.packages > 0) all_ = ~PackageSet{0} << (64 - problem.packages);
    for (const Int128 price : problem.price) best_ -= std::max<Int128>(price, 0);
    --best_;  // less than the objective of every selection
  }

  PackageOptimum run(const PackageNode& root) {
    if (const std::optional<PackageNode> completed = complete(problem_, root)) {
      visit(*completed, zero_prices(problem_), steps_at_root);
    }
    return {best_set_, nodes_};
  }

 private:
  void offer(PackageSet selected) {
    const std::optional<Int128> objective = objective_of(problem_, selected);
    if (!objective || *objective < best_ || (*objective == best_ && selected <= best_set_.value_or(0))) return;
    best_ = *objective;
    best_set_ = selected;
  }

  /// True where no completion of the node can replace the best selection.
  bool is_hopeless(const PackageNode& node, Int128 bound) const {
    return bound < best_ || (bound == best_ && (all_ & ~node.rejected) <= best_set_.value_or(0));
  }

  void visit(PackageNode node, PackagePrices prices, int steps) {
    if (++nodes_ > most_nodes_) {
      throw RunError(
          "packages: no selection is proven best within " + std::to_string(most_nodes_) +
          " steps of the search, and a doubtful one is not given. Leave out packages that hardly differ, or split the round");
    }
    std::vector<double> likely;
    for (bool is_settled = false; !is_settled;) {
      if (!can_cover(node)) return;
      const PackageBound bound = improve_bound(problem_, node, best_, steps, prices, likely);
      if (is_hopeless(node, bound.bound)) return;
      if (nodes_ % nodes_between_roundings == 1) offer_near(node, bound.relaxed);
      const std::optional<PackageNode> implied = complete(problem_, bound.implied);
      if (!implied) return;
      is_settled = implied->selected == node.selected && implied->rejected == node.rejected;
      node = *implied;
      steps = steps_at_node;
    }
    if ((node.selected | node.rejected) == all_) {
      offer(node.selected);
    } else {
      branch(node, prices, likely);
    }
  }

  /// Decides the package on which the relaxation is least of one mind.
  void branch(const PackageNode& node, const PackagePrices& prices, const std::vector<double>& likely) {
    int package = -1;
    for (int j = 0; j < problem_.packages; ++j) {
      if ((node.selected | node.rejected) & set_of(j)) continue;
      if (package < 0 || std::abs(likely[j] - 0.5) < std::abs(likely[package] - 0.5)) package = j;
    }
    PackageNode first{node.selected | set_of(package), node.rejected}, second{node.selected, node.rejected | set_of(package)};
    if (likely[package] < 0.5) std::swap(first, second);
    for (const PackageNode& child : {first, second}) {
      if (const std::optional<PackageNode> completed = complete(problem_, child)) visit(*completed, prices, steps_at_node);
    }
  }

  bool can_cover(const PackageNode& node) const { return missing(all_ & ~node.rejected) == 0.0; }

  /// How much of the required products a set leaves open, as a sum of fractions of their demands.
  double missing(PackageSet set) const {
    double sum = 0.0;
    for (int k = 0; k < problem_.products; ++k) {
      std::int64_t open = problem_.is_required[k] ? problem_.demand[k] : 0;
      for (int j = 0; j < problem_.packages && open > 0; ++j) {
        if (set & set_of(j)) open -= problem_.quantity_of(j, k);
      }
      if (open > 0) sum += static_cast<double>(open) / static_cast<double>(problem_.demand[k]);
    }
    return sum;
  }

  /// First what covers more, then what is worth more.
  std::pair<double, Int128> merit(PackageSet set) const { return {-missing(set), objective_of(problem_, set).value_or(0)}; }

  /// Offers a selection near the relaxed one: packages are added or dropped, one at a time, as long as that is better.
  void offer_near(const PackageNode& node, PackageSet relaxed) {
    PackageSet set = node.selected;
    for (int j = 0; j < problem_.packages; ++j) {
      if (relaxed & set_of(j)) set = with(node, set, j);
    }
    for (PackageSet before = ~set; before != set;) {
      before = set;
      for (int j = 0; j < problem_.packages; ++j) {
        const PackageSet dropped = set & ~problem_.needed_by[j];
        const PackageSet other = (set & set_of(j)) == 0                 ? with(node, set, j)
                                 : (dropped | node.selected) == dropped ? dropped
                                                                        : set;
        if (merit(other) > merit(set)) set = other;
      }
    }
    offer(set);
  }

  /// The set with one more package and what that needs, or the set as it is where that is not admissible.
  PackageSet with(const PackageNode& node, PackageSet set, int package) const {
    const std::optional<PackageNode> extended = complete(problem_, {set | set_of(package), node.rejected});
    return extended ? extended->selected : set;
  }

  const PackageProblem& problem_;
  std::int64_t most_nodes_, nodes_ = 0;
  PackageSet all_ = 0;
  Int128 best_ = 0;
  std::optional<PackageSet> best_set_;
};

}  // namespace

PackageOptimum find_best_packages(const PackageProblem& problem, const PackageNode& root, std::int64_t most_nodes) {
  return PackageSearch(problem, most_nodes).run(root);
}

}  // namespace sealedbid
