#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <tuple>
#include <vector>

#include "auction/packages.hpp"

/// Random package auctions, and the slow, obvious way to clear them.
namespace sealedbid::testing {

struct PackageInstance {
  std::vector<ProductDemand> products;
  std::vector<PackageBid> packages;
};

struct PackageShape {
  int most_packages = 10;
  int most_products = 3;
  std::int64_t largest_quantity = 6;
};

inline std::int64_t draw(std::mt19937_64& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
}

/// Small quantities and round prices, so that equal packages, exact fits and equal surpluses are common.
inline PackageInstance random_packages(std::mt19937_64& random, const PackageShape& shape) {
  PackageInstance instance;
  const std::int64_t products = draw(random, 1, shape.most_products), packages = draw(random, 0, shape.most_packages);
  const bool is_least_cost = draw(random, 0, 2) == 0;
  for (std::int64_t k = 0; k < products; ++k) {
    ProductDemand product{draw(random, 0, shape.largest_quantity * packages / 2), std::nullopt};
    if (!is_least_cost && draw(random, 0, 7) > 0) product.value_per_unit = draw(random, 0, 8);
    instance.products.push_back(product);
  }
  for (std::int64_t j = 0; j < packages; ++j) {
    PackageBid package;
    for (std::int64_t k = 0; k < products; ++k) {
      package.quantities.push_back(draw(random, 0, 2) ? draw(random, 0, shape.largest_quantity) : 0);
      package.price += package.quantities.back() * draw(random, 1, 7);
    }
    if (draw(random, 0, 15) == 0) package.price = -package.price;
    if (draw(random, 0, 2) == 0) package.exclusive_group = static_cast<int>(draw(random, 0, 3));
    if (draw(random, 0, 3) == 0) package.requires_packages.push_back(static_cast<int>(draw(random, 0, packages - 1)));
    instance.packages.push_back(package);
  }
  return instance;
}

inline bool is_admissible(const PackageInstance& instance, std::uint32_t set) {
  const auto has = [&](std::size_t j) { return (set >> j & 1) != 0; };
  for (std::size_t i = 0; i < instance.packages.size(); ++i) {
    if (!has(i)) continue;
    for (const int needed : instance.packages[i].requires_packages) {
      if (!has(std::size_t(needed))) return false;
    }
    for (std::size_t j = 0; j < i; ++j) {
      const int group = instance.packages[j].exclusive_group;
      if (has(j) && group >= 0 && group == instance.packages[i].exclusive_group) return false;
    }
  }
  return true;
}

/// Value − cost, or nothing where a demand that has to be covered is not.
inline std::optional<std::int64_t> surplus_of(const PackageInstance& instance, std::uint32_t set) {
  std::int64_t surplus = 0;
  for (std::size_t k = 0; k < instance.products.size(); ++k) {
    std::int64_t supply = 0;
    for (std::size_t j = 0; j < instance.packages.size(); ++j) supply += (set >> j & 1) ? instance.packages[j].quantities[k] : 0;
    const ProductDemand& product = instance.products[k];
    if (!product.value_per_unit && supply < product.quantity) return std::nullopt;
    surplus += product.value_per_unit.value_or(0) * (supply < product.quantity ? supply : product.quantity);
  }
  for (std::size_t j = 0; j < instance.packages.size(); ++j) surplus -= (set >> j & 1) ? instance.packages[j].price : 0;
  return surplus;
}

struct BruteForce {
  bool is_feasible = false;
  std::int64_t surplus = 0;
  std::vector<std::uint8_t> is_selected;
};

/// Looks at every subset: greatest surplus, then fewest packages, then the first package in which they differ.
inline BruteForce best_by_brute_force(const PackageInstance& instance, const std::vector<PackageFate>& fates = {}) {
  const std::size_t count = instance.packages.size();
  BruteForce best{false, 0, std::vector<std::uint8_t>(count)};
  for (std::uint32_t set = 0; set < (1u << count); ++set) {
    std::vector<std::uint8_t> chosen(count);
    std::int64_t size = 0, best_size = 0;
    bool has_fate = true;
    for (std::size_t j = 0; j < count; ++j) {
      chosen[j] = set >> j & 1;
      size += chosen[j];
      best_size += best.is_selected[j];
      if (!fates.empty() && fates[j] != PackageFate::open)
        has_fate = has_fate && (fates[j] == PackageFate::selected) == chosen[j];
    }
    const std::optional<std::int64_t> surplus = surplus_of(instance, set);
    if (!has_fate || !surplus || !is_admissible(instance, set)) continue;
    if (!best.is_feasible || std::tuple(*surplus, -size, chosen) > std::tuple(best.surplus, -best_size, best.is_selected)) {
      best = {true, *surplus, chosen};
    }
  }
  return best;
}

}  // namespace sealedbid::testing
