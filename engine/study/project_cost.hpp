#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/market.hpp"
#include "market/project_account.hpp"

/// What a project of a bidder class costs and earns in the middle of its distributions: the account behind a bid.
namespace sealedbid {

/// The account of a project at one strike price. Discounted at terms.cost_of_capital_fraction: of equity where there is debt.
struct CostAtStrike {
  double strike_per_mwh = 0.0;
  ProjectAccount account;
  double npv_per_kw = 0.0;                     ///< of equity; without debt, of the project
  std::optional<double> project_irr_fraction;  ///< after tax, as if there were no debt; see irr_fraction
  std::optional<double> equity_irr_fraction;
  std::optional<double> lowest_cover_ratio;  ///< CFADS over debt service, of the years with service
};

/// Why a class has no required strike price.
enum class StrikeSearch { found, any_price_is_enough, no_price_is_enough };

struct ProjectCost {
  std::string class_name;
  std::optional<double> given_required_price_per_mwh;  ///< the class has this price and no cash flow; nothing below holds
  std::string technology;
  ProjectTerms terms;
  std::optional<double> lcoe_nominal_per_mwh, lcoe_real_per_mwh;
  StrikeSearch search = StrikeSearch::found;
  std::optional<double> required_strike_per_mwh;
  std::optional<CostAtStrike> at_strike;  ///< at the strike that was asked for, or else at the required one
};

/// The cost of a project of class `bidder_class` (index into Market::classes) in the world in which every quantity has its
/// median, for a bidder whose own draws have theirs and whose yield estimate is right. A bidder whose equity abroad would need
/// approval is delayed by it, as in the simulation.
/// @param strike_per_mwh where the account is drawn up; nothing: at the required strike price.
/// @return a class with required_price_per_mwh: its median alone.
ProjectCost project_cost(const Market& market, int bidder_class, std::optional<double> strike_per_mwh = std::nullopt);

}  // namespace sealedbid
