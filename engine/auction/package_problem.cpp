#include "auction/package_problem.hpp"

#include <algorithm>
#include <bit>

namespace sealedbid {
namespace {

/// Whether b may stand in for a wherever a is selected, and would then be preferred.
bool is_better_substitute(std::span<const PackageBid> packages, int a, int b) {
  const PackageBid& worse = packages[a];
  const PackageBid& better = packages[b];
  if (better.price > worse.price || (better.price == worse.price && b > a)) return false;
  if (better.exclusive_group >= 0 && better.exclusive_group != worse.exclusive_group) return false;
  for (const int needed : better.requires_packages) {
    if (std::ranges::find(worse.requires_packages, needed) == worse.requires_packages.end()) return false;
  }
  for (const PackageBid& other : packages) {
    if (std::ranges::find(other.requires_packages, a) != other.requires_packages.end()) return false;
  }
  return std::ranges::equal(worse.quantities, better.quantities, std::less_equal{});
}

void close_needs(PackageProblem& problem) {
  for (int via = 0; via < problem.packages; ++via) {
    for (int i = 0; i < problem.packages; ++i) {
      if (problem.needs[i] & set_of(via)) problem.needs[i] |= problem.needs[via];
    }
  }
  for (int i = 0; i < problem.packages; ++i) {
    for (int j = 0; j < problem.packages; ++j) {
      if (problem.needs[i] & set_of(j)) problem.needed_by[j] |= set_of(i);
    }
  }
}

void add_rivals(std::span<const PackageBid> packages, PackageProblem& problem) {
  for (int i = 0; i < problem.packages; ++i) {
    for (int j = 0; j < problem.packages; ++j) {
      const int group = packages[i].exclusive_group;
      if (i != j && group >= 0 && group == packages[j].exclusive_group) problem.rivals[i] |= set_of(j);
    }
    problem.group[i] = problem.rivals[i] ? packages[i].exclusive_group : -1;
  }
}

void add_needs(std::span<const PackageBid> packages, std::span<const PackageFate> fates, PackageProblem& problem) {
  const auto is_open = [&](int package) { return fates.empty() || fates[package] == PackageFate::open; };
  for (int i = 0; i < problem.packages; ++i) {
    problem.needs[i] = problem.needed_by[i] = set_of(i);
    for (const int needed : packages[i].requires_packages) {
      problem.needs[i] |= set_of(needed);
      if (needed != i) problem.requirements.push_back({i, needed});
    }
    for (int j = 0; j < problem.packages; ++j) {
      if (i != j && is_open(i) && is_open(j) && is_better_substitute(packages, i, j)) problem.needs[i] |= set_of(j);
    }
  }
  close_needs(problem);
}

}  // namespace

PackageProblem make_package_problem(std::span<const ProductDemand> products, std::span<const PackageBid> packages,
                                    std::span<const PackageFate> fates) {
  PackageProblem problem;
  problem.packages = static_cast<int>(packages.size());
  problem.products = static_cast<int>(products.size());
  const Int128 scale = problem.packages + 1;
  for (const ProductDemand& product : products) {
    problem.value.push_back(scale * product.value_per_unit.value_or(0));
    problem.is_required.push_back(!product.value_per_unit);
    problem.demand.push_back(product.quantity);
  }
  for (const PackageBid& package : packages) {
    problem.price.push_back(scale * package.price + 1);
    for (int k = 0; k < problem.products; ++k) {
      problem.quantity.push_back(std::min(package.quantities[k], products[k].quantity));
    }
  }
  problem.group.resize(packages.size());
  problem.rivals.resize(packages.size());
  problem.needs.resize(packages.size());
  problem.needed_by.resize(packages.size());
  add_rivals(packages, problem);
  add_needs(packages, fates, problem);
  return problem;
}

std::optional<PackageNode> complete(const PackageProblem& problem, PackageNode node) {
  for (PackageNode before{~node.selected, 0}; before.selected != node.selected || before.rejected != node.rejected;) {
    before = node;
    for (PackageSet rest = before.selected; rest != 0; rest &= ~set_of(std::countl_zero(rest))) {
      const int package = std::countl_zero(rest);
      node.selected |= problem.needs[package];
      node.rejected |= problem.rivals[package];
    }
    for (PackageSet rest = before.rejected; rest != 0; rest &= ~set_of(std::countl_zero(rest))) {
      node.rejected |= problem.needed_by[std::countl_zero(rest)];
    }
    if (node.selected & node.rejected) return std::nullopt;
  }
  return node;
}

std::optional<Int128> objective_of(const PackageProblem& problem, PackageSet selected) {
  Int128 objective = 0;
  for (int k = 0; k < problem.products; ++k) {
    std::int64_t supply = 0;
    for (int j = 0; j < problem.packages; ++j) {
      if (selected & set_of(j)) supply += problem.quantity_of(j, k);
    }
    if (problem.is_required[k] && supply < problem.demand[k]) return std::nullopt;
    objective += problem.value[k] * std::min(supply, problem.demand[k]);
  }
  for (int j = 0; j < problem.packages; ++j) {
    if (selected & set_of(j)) objective -= problem.price[j];
  }
  return objective;
}

}  // namespace sealedbid
