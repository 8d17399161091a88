#pragma once

#include "market/yearly_flows.hpp"

/// The required price: the lowest strike price per MWh at which a project is worth building at its cost of capital.
///
/// Per kW, with v = 1/(1 + w), w the nominal cost of capital after tax (of equity where there is debt), years t = 1 … L from
/// commissioning, NPV(p) = 0 with
///
///     NPV(p) = Σ_t v^t [ (1 − τ'_t) (E·r_t(p) − O_t − A_t·K) + τ'_t (D_t·K + i_t) − S_t ] − K·C(w)
///
/// E first-year energy in MWh; r_t(p) expected revenue a MWh of it; O_t operating cost; K capex and A_t the political-risk cover
/// and decommissioning a unit of it; τ'_t taxes with relief and withholding; D_t depreciation; i_t and S_t interest and service
/// of the debt; C(w) what owners pay for construction, brought to commissioning. For a bidder that believes its yield is (1 + e)
/// times the truth, E is (1 + e) times as large in all revenue.
///
/// Linear tariffs with no debt, or debt of fixed gearing: p is a ratio of four present values. Otherwise the root is searched
/// for, see price_search.hpp.
///
/// **Source:** Short, Packey & Holt (1995), NREL/TP-462-5173, "A manual for the economic evaluation of energy efficiency and
/// renewable energy technologies", sections 3 and 4 (levelised cost with taxes); docs/methods/required-price.md derives it.
namespace sealedbid {

/// What a bidder draws for itself.
struct BidderCostTile {
  LaneReals capex_factor{};   ///< all in, of the technology's capex
  LaneReals wacc_fraction{};  ///< cost of capital, of equity where the profile has debt; with the host country's shift
  LaneReals yield_estimate_error_fraction{};
};

/// Required prices in currency per MWh; where the bidder pays the strike, the most that it can pay. No price is enough: infinite,
/// with the sign of the higher (paid: lower) prices; such a bidder stays out. Every price is enough: 0.
struct RequiredPriceTile {
  LaneReals believed{};  ///< what the bidder thinks it needs
  LaneReals realised{};  ///< what it turns out to need at the true yield
};

/// Required prices of one bidder slot, all lanes. A lane's result does not depend on the others. Never NaN for finite inputs.
void required_price(const YearlyFlows& flows, const BidderCostTile& bidder, RequiredPriceTile& out);

}  // namespace sealedbid
