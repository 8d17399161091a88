#pragma once

/// The option not to build: between award and construction the cost changes, and a winner that would lose more than its bond
/// walks away and forfeits it. docs/methods/realisation.md.
namespace sealedbid {

/// The change D of the cost after the award: uniform on mean ± spread, or normal with standard deviation `spread`; what walking
/// away costs; all in currency/MWh.
struct BuildOption {
  enum class Form { uniform, normal };
  Form form = Form::uniform;
  double mean_per_mwh = 0.0;
  double spread_per_mwh = 0.0;  ///< > 0
  double bond_per_mwh = 0.0;    ///< ≥ 0; > 0 with a normal change

  bool operator==(const BuildOption&) const = default;
};

/// E[max(margin − D, −bond)]: what a price is worth that exceeds the cost at the award by `margin`. Increasing and convex, from
/// −bond at the left to margin − mean at the right.
/// Source: an option to exchange, Bachelier's formula where D is normal; after Kreiss, Ehrhart and Haufe (2017).
double option_value(const BuildOption& option, double margin_per_mwh);

/// P(D ≤ margin + bond), the probability that it is built: the slope of option_value.
double build_probability(const BuildOption& option, double margin_per_mwh);

/// The margin at which an award is worth nothing: below 0 by what the option is worth (if the mean is 0).
/// @throws std::invalid_argument if spread or bond are outside their ranges: without a bond, every price is worth something to a
///   bidder whose cost may fall without bound.
double break_even_margin(const BuildOption& option);

}  // namespace sealedbid
