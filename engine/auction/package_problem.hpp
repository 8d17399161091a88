#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "auction/exact.hpp"
#include "auction/packages.hpp"

/// A package auction made ready for its search: sets of packages as bits, prices with the rule for ties built in.
namespace sealedbid {

/// A set of packages; the first of the list is the highest bit, so that the greater of two sets has the first package in which
/// they differ.
using PackageSet = std::uint64_t;

inline constexpr PackageSet set_of(int package) {
  return std::uint64_t{1} << (63 - package);
}

struct PackageProblem {
  int packages = 0, products = 0;
  std::vector<Int128> price;  ///< [package] price · (packages + 1) + 1: among equal surpluses, fewer packages are better
  std::vector<Int128> value;  ///< [product] per unit, · (packages + 1); 0 where the whole demand has to be covered
  std::vector<std::uint8_t> is_required;     ///< [product] the whole demand has to be covered
  std::vector<std::int64_t> demand;          ///< [product]
  std::vector<std::int64_t> quantity;        ///< [package · products + product], at most the demand
  std::vector<int> group;                    ///< [package], −1: none; groups of one are none
  std::vector<PackageSet> rivals;            ///< [package] the others of its group
  std::vector<PackageSet> needs, needed_by;  ///< [package] with itself, and with what those need or are needed by in turn
  struct Requirement {
    int package, needed;
  };
  std::vector<Requirement> requirements;  ///< as bid

  std::int64_t quantity_of(int package, int product) const { return quantity[std::size_t(package * products + product)]; }
};

/// Packages that are decided; the others are free.
struct PackageNode {
  PackageSet selected = 0, rejected = 0;
};

/// Besides what was bid, a package that is no better than another in price and in every quantity needs that other one: taking the
/// better one in its place would lose nothing. Not applied to packages whose fate is given.
PackageProblem make_package_problem(std::span<const ProductDemand> products, std::span<const PackageBid> packages,
                                    std::span<const PackageFate> fates);

/// Adds what follows from the decisions: needed packages are selected; rivals of the selected and packages whose need is rejected
/// are rejected. Nothing where that is a contradiction.
std::optional<PackageNode> complete(const PackageProblem& problem, PackageNode node);

/// Σ value · min(demand, supply) − Σ price in the problem's money; nothing where a required product is not covered.
std::optional<Int128> objective_of(const PackageProblem& problem, PackageSet selected);

}  // namespace sealedbid
