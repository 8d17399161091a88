#include "verify/best_packages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace sealedbid {
namespace {

PackageAmount supply(const PackageRound& round, JudgedSet set, std::size_t product) {
  PackageAmount sum = 0;
  for (std::size_t j = 0; j < round.packages.size(); ++j)
    if (holds_package(set, j)) sum += round.packages[j].quantities[product];
  return sum;
}

/// All selections, each package first taken and then left: among equal ones, the one met first has the first package in which
/// they differ.
class AllSelections {
 public:
  explicit AllSelections(const PackageRound& round) : round_(round), supply_(round.products.size(), 0) {
    for (std::size_t j = 0; j < round.packages.size(); ++j)
      for (std::size_t i = 0; i < j; ++i)
        if (!round.packages[j].group.empty() && round.packages[j].group == round.packages[i].group)
          rivals_[j] |= JudgedSet{1} << i;
  }

  /// Nothing where no selection is admissible.
  std::optional<JudgedSet> best() {
    decide(0, 0, 0);
    return best_;
  }

 private:
  void decide(std::size_t package, JudgedSet set, PackageAmount cost) {
    if (package == round_.packages.size()) return judge(set, cost);
    const JudgedPackage& next = round_.packages[package];
    if ((set & rivals_[package]) == 0) {
      for (std::size_t k = 0; k < supply_.size(); ++k) supply_[k] += next.quantities[k];
      decide(package + 1, set | JudgedSet{1} << package, cost + next.cost);
      for (std::size_t k = 0; k < supply_.size(); ++k) supply_[k] -= next.quantities[k];
    }
    decide(package + 1, set, cost);
  }

  void judge(JudgedSet set, PackageAmount cost) {
    for (std::size_t j = 0; j < round_.packages.size(); ++j)
      if (holds_package(set, j) && (round_.packages[j].required & ~set) != 0) return;
    PackageAmount worth = -cost;
    for (std::size_t k = 0; k < supply_.size(); ++k) {
      const JudgedProduct& product = round_.products[k];
      if (!product.value && supply_[k] < product.demand) return;
      worth += product.value.value_or(0) * std::min(product.demand, supply_[k]);
    }
    const int count = std::popcount(set);
    if (best_ && (worth < worth_ || (worth == worth_ && count >= std::popcount(*best_)))) return;
    best_ = set;
    worth_ = worth;
  }

  const PackageRound& round_;
  std::vector<PackageAmount> supply_;
  JudgedSet rivals_[most_packages_verified] = {};  ///< earlier packages of the same group
  std::optional<JudgedSet> best_;
  PackageAmount worth_ = 0;
};

}  // namespace

PackageAmount objective_of_packages(const PackageRound& round, JudgedSet set) {
  PackageAmount sum = 0;
  for (std::size_t k = 0; k < round.products.size(); ++k)
    sum += round.products[k].value.value_or(0) * std::min(round.products[k].demand, supply(round, set, k));
  for (std::size_t j = 0; j < round.packages.size(); ++j)
    if (holds_package(set, j)) sum -= round.packages[j].cost;
  return sum;
}

std::string fault_of_packages(const PackageRound& round, JudgedSet set) {
  for (std::size_t j = 0; j < round.packages.size(); ++j) {
    if (!holds_package(set, j)) continue;
    const JudgedPackage& package = round.packages[j];
    for (std::size_t i = 0; i < round.packages.size(); ++i) {
      const JudgedPackage& other = round.packages[i];
      if (holds_package(package.required, i) && !holds_package(set, i))
        return fmt::format("{} requires {}", package.name, other.name);
      if (i > j && holds_package(set, i) && !package.group.empty() && package.group == other.group)
        return fmt::format("{} excludes {}", package.name, other.name);
    }
  }
  for (std::size_t k = 0; k < round.products.size(); ++k)
    if (!round.products[k].value && supply(round, set, k) < round.products[k].demand)
      return "too little " + round.products[k].name;
  return "";
}

std::optional<JudgedSet> best_packages(const PackageRound& round) {
  return AllSelections(round).best();
}

}  // namespace sealedbid
