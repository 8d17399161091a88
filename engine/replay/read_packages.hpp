#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "auction/packages.hpp"
#include "scenario/auction.hpp"

/// Reading of a file of package bids, and of the products that rules ask for.
namespace sealedbid {

/// Units of the package auction: quantities in thousandths, money in millionths, values of a unit in thousandths, so that value
/// times quantity is money.
inline constexpr double package_quantity_steps = 1e3, package_money_steps = 1e6, package_value_steps = 1e3;

/// One row, checked.
struct ListedPackage {
  std::string name, bidder, exclusive_group;  ///< the last two are empty where nothing is given
  std::vector<std::string> requires_names;
  double price = 0.0;             ///< of the whole package
  double price_adjustment = 0.0;  ///< counts in the selection, is not paid
  std::vector<double> quantities;
  PackageBid bid;
};

/// Reads package bids. Columns: bid (unique), price (0 to 10¹⁰, up to six decimals, of the whole package), for each product
/// quantity_NAME (0 to 10⁹, up to three decimals), and where wanted bidder, price_adjustment (of either sign; added to the price
/// for the selection only), exclusive_group (a name; at most one of a group is selected), requires (names of bids, separated by
/// ';': selected only together with all of them). At most most_packages rows. Throws InputError with every fault of the file.
std::vector<ListedPackage> read_packages(const std::string& bids_csv, std::span<const PackageProduct> products);

/// The products in the units of the auction. Throws InputError where demand or value has more than three decimals, or where value
/// times demand is too large; `rules_path` is the place.
std::vector<ProductDemand> read_products(const std::string& rules_path, std::span<const PackageProduct> products);

}  // namespace sealedbid
