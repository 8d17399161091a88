#include "auction/packages.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "auction/package_problem.hpp"
#include "auction/package_search.hpp"

namespace sealedbid {
namespace {

void require(bool holds, const std::string& what) {
  if (!holds) throw std::invalid_argument("select_packages: " + what);
}

void check_packages(std::size_t products, std::span<const PackageBid> packages) {
  require(packages.size() <= most_packages, "more than " + std::to_string(most_packages) + " packages");
  Int128 money = 0;
  std::vector<Int128> quantity(products);
  for (const PackageBid& package : packages) {
    money += package.price < 0 ? -Int128{package.price} : Int128{package.price};
    require(package.quantities.size() == products, "a package does not have one quantity a product");
    for (std::size_t k = 0; k < products; ++k) {
      require(package.quantities[k] >= 0, "a quantity is negative");
      quantity[k] += package.quantities[k];
      require(quantity[k] <= most_package_quantity, "the quantities of a product are too large");
    }
    for (const int needed : package.requires_packages) {
      require(needed >= 0 && std::size_t(needed) < packages.size(), "a package requires one that does not exist");
    }
  }
  require(money <= most_package_money, "the prices are too large");
}

void check_products(std::span<const ProductDemand> products) {
  Int128 money = 0;
  for (const ProductDemand& product : products) {
    require(product.quantity >= 0 && product.quantity <= most_package_quantity, "a demand is negative or too large");
    require(product.value_per_unit.value_or(0) >= 0, "a value is negative");
    money += Int128{product.value_per_unit.value_or(0)} * product.quantity;
    require(money <= most_package_money, "the values are too large");
  }
}

}  // namespace

PackageSelection select_packages(std::span<const ProductDemand> products, std::span<const PackageBid> packages,
                                 const PackageOptions& options) {
  check_products(products);
  check_packages(products.size(), packages);
  require(options.fates.empty() || options.fates.size() == packages.size(), "as many fates as packages are needed");
  const PackageProblem problem = make_package_problem(products, packages, options.fates);
  PackageNode root;
  for (std::size_t j = 0; j < options.fates.size(); ++j) {
    if (options.fates[j] == PackageFate::selected) root.selected |= set_of(static_cast<int>(j));
    if (options.fates[j] == PackageFate::rejected) root.rejected |= set_of(static_cast<int>(j));
  }
  const PackageOptimum optimum = find_best_packages(problem, root, options.most_nodes);

  PackageSelection selection;
  selection.nodes = optimum.nodes;
  selection.is_feasible = optimum.selected.has_value();
  selection.is_selected.resize(packages.size());
  selection.supplied.resize(products.size());
  for (std::size_t j = 0; j < packages.size(); ++j) {
    if ((optimum.selected.value_or(0) & set_of(static_cast<int>(j))) == 0) continue;
    selection.is_selected[j] = 1;
    selection.cost += packages[j].price;
    for (std::size_t k = 0; k < products.size(); ++k) selection.supplied[k] += packages[j].quantities[k];
  }
  for (std::size_t k = 0; k < products.size(); ++k) {
    selection.value += products[k].value_per_unit.value_or(0) * std::min(products[k].quantity, selection.supplied[k]);
  }
  return selection;
}

}  // namespace sealedbid
