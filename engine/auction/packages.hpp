#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// Winner determination among package bids: each offers quantities of several products together, for one price, whole or not at
/// all. Exact: integers decide, and a selection is returned only if no better one exists. See docs/methods/package-auctions.md.
namespace sealedbid {

/// What the buyer wants of one product. Units of quantity and money are the caller's.
struct ProductDemand {
  std::int64_t quantity = 0;  ///< ≥ 0
  std::optional<std::int64_t>
      value_per_unit;  ///< ≥ 0: up to `quantity` is worth this; nothing: all of `quantity` has to be bought
};

struct PackageBid {
  std::int64_t price = 0;                ///< of the whole package, as it counts in the selection
  std::vector<std::int64_t> quantities;  ///< [product] ≥ 0
  int exclusive_group = -1;              ///< at most one package of a group is selected; −1: none
  std::vector<int> requires_packages;    ///< is selected only with all of these (indices into the list)
};

/// Forces packages in or out, for asking what they change.
enum class PackageFate { open, selected, rejected };

struct PackageOptions {
  std::vector<PackageFate> fates;       ///< [package]; empty: all open
  std::int64_t most_nodes = 2'000'000;  ///< of the search tree
};

struct PackageSelection {
  bool is_feasible = false;               ///< false: no admissible selection covers the products without a value
  std::vector<std::uint8_t> is_selected;  ///< [package]
  std::int64_t cost = 0;                  ///< Σ price of the selected
  std::int64_t value = 0;  ///< Σ over products with a value: value per unit · min(quantity wanted, quantity selected)
  std::vector<std::int64_t> supplied;  ///< [product] Σ quantity of the selected
  std::int64_t nodes = 0;              ///< searched
  std::int64_t surplus() const { return value - cost; }
};

/// Packages that one round may have.
inline constexpr std::size_t most_packages = 60;
/// Σ |price| and Σ value per unit · quantity may not exceed this.
inline constexpr std::int64_t most_package_money = std::int64_t{1} << 61;
/// Σ quantity of a product may not exceed this.
inline constexpr std::int64_t most_package_quantity = std::int64_t{1} << 50;

/// The selection with the greatest surplus
///
///     max  Σ_k value_k · min(quantity_k, Σ_j x_j q_jk) − Σ_j x_j price_j,   x_j ∈ {0, 1},
///     s.t. Σ_j x_j q_jk ≥ quantity_k for products without a value,  x_i + x_j ≤ 1 within a group,  x_i ≤ x_j where i requires j.
///
/// Without any value this is the least cost of the whole demand. Among selections of equal surplus: the one of fewest packages,
/// then the one that has the first package of the list in which they differ.
///
/// Branch and bound on integers; the bound is the Lagrangian dual (prices of the products), evaluated exactly, so that rounding
/// in the search for good prices can cost time but not correctness. Deterministic. Throws std::invalid_argument: lists of unlike
/// lengths, a negative quantity or value, an index out of range, more than most_packages or the limits of numbers above. Throws
/// RunError where most_nodes do not suffice to prove a selection best.
/// **Source:** model: Mexico's long-term auctions (CENACE, Manual de subastas de largo plazo), Chile's supply tenders; bound:
/// Fisher, M. L. (1981), The Lagrangian relaxation method for solving integer programming problems, Management Science 27(1).
PackageSelection select_packages(std::span<const ProductDemand> products, std::span<const PackageBid> packages,
                                 const PackageOptions& options = {});

}  // namespace sealedbid
