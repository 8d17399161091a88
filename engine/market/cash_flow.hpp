#pragma once

#include <span>
#include <vector>

#include "base/lanes.hpp"
#include "market/market.hpp"
#include "market/present_value.hpp"

/// The levelised required price: the lowest strike price per MWh at which a project is worth building at its cost of capital.
///
/// Per kW, with v = 1/(1 + w), w the nominal after-tax cost of capital, years t = 1…L counted from commissioning:
///
///     K · I(w) = Σ_t v^t [ (1 − τ_t) (p·E_t·x_t + R_t·E_t − O_t) + τ_t·D_t·K ]
///
/// K capex; I(w) = (1/c) Σ_{j<c} (1 + w)^j brings c equal construction payments to commissioning; E_t energy in MWh; x_t the
/// indexed share of it that is paid at the strike; R_t what the rest earns (export, and after the term the price then); O_t
/// escalated operating cost; τ_t tax with relief; D_t straight-line depreciation. The equation is linear in p, so p is a ratio of
/// present values. A bidder that believes its yield is (1 + e) times the truth divides by (1 + e) times the energy.
///
/// **Source:** Short, Packey & Holt (1995), NREL/TP-462-5173, "A manual for the economic evaluation of energy efficiency and
/// renewable energy technologies", sections 3 and 4 (levelised cost with taxes); docs/methods/levelised-cost.md derives it.
namespace sealedbid {

/// Cash flows of one technology in the worlds of a tile: what all its bidders share.
class CashFlow {
 public:
  /// Works out which parts change from world to world; a schedule of years that does not is built once.
  CashFlow(const Market& market, int technology);

  /// Takes the drawn shared quantities (parallel to market.shared). Draws outside the physical range are clamped: see the
  /// scenario reference.
  void update(std::span<const LaneReals> shared);

  YearlyWeights strike;        ///< (1 − τ)·x: after-tax share paid at the strike, a MWh of the first year
  YearlyWeights revenue;       ///< (1 − τ)·R: after-tax revenue from export and after the term, a MWh of the first year
  YearlyWeights cost;          ///< (1 − τ)·O: after-tax operating cost, a unit of the first year's
  YearlyWeights depreciation;  ///< τ·D: tax saved, a unit of capex
  std::vector<LaneReals> construction_share;  ///< share of capex paid j years before commissioning
  LaneReals capex_per_kw{};
  LaneReals opex_per_kw_year{};
  LaneReals energy_mwh_per_kw{};  ///< in the first year
  LaneReals first_year_exported_fraction{};

 private:
  void build_schedule(std::span<const LaneReals> shared);

  const Market* market_;
  int technology_;
  bool schedule_varies_ = true;
  bool schedule_is_built_ = false;
};

/// What a bidder of the technology draws for itself.
struct BidderCostTile {
  LaneReals capex_factor{};
  LaneReals wacc_fraction{};  ///< with the host country's shift
  LaneReals yield_estimate_error_fraction{};
};

/// Required prices in currency per MWh.
struct RequiredPriceTile {
  LaneReals believed{};  ///< what the bidder thinks it needs
  LaneReals realised{};  ///< what it turns out to need at the true yield
};

/// Evaluates the ratio of present values for one bidder slot, all lanes. Cost: four polynomials in v.
void required_price(const CashFlow& flow, const BidderCostTile& bidder, RequiredPriceTile& out);

}  // namespace sealedbid
