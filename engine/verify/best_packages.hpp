#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The best selection of a package auction, found by trying all of them.
namespace sealedbid {

/// Quantities in 10⁻⁶ units, money in 10⁻¹², values in 10⁻⁶ a unit: so all are whole.
__extension__ typedef __int128 PackageAmount;

/// Packages up to which all selections are tried (2²⁴).
inline constexpr std::size_t most_packages_verified = 24;

/// A selection: bit j is package j.
using JudgedSet = std::uint32_t;
inline bool holds_package(JudgedSet set, std::size_t package) {
  return (set >> package & 1U) != 0;
}

struct JudgedPackage {
  std::string name, group;                ///< of a group, empty: none, at most one is selected
  std::string price;                      ///< as written
  PackageAmount cost = 0;                 ///< price + adjustment, money
  std::vector<PackageAmount> quantities;  ///< [product]
  JudgedSet required = 0;                 ///< is selected only with all of these
};

struct JudgedProduct {
  std::string name;
  PackageAmount demand = 0;
  std::optional<PackageAmount> value;  ///< nothing: the whole demand has to be covered
};

struct PackageRound {
  std::vector<JudgedProduct> products;
  std::vector<JudgedPackage> packages;  ///< at most most_packages_verified
};

/// Σ value · min(demand, supply) − Σ cost, of any selection, admissible or not; money.
PackageAmount objective_of_packages(const PackageRound& round, JudgedSet set);

/// Why a selection may not be made ("A requires B"); empty where it may.
std::string fault_of_packages(const PackageRound& round, JudgedSet set);

/// The admissible selection of the greatest objective; among these of the fewest packages; among these with the first package in
/// which they differ. Nothing where none is admissible. Time doubles with each package.
std::optional<JudgedSet> best_packages(const PackageRound& round);

}  // namespace sealedbid
