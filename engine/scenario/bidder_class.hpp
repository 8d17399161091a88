#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenario/quantity.hpp"
#include "scenario/risk_aversion.hpp"

/// A class of bidders as the user wrote it: what it builds, where its capital comes from, how it bids. See scenario.hpp.
namespace sealedbid {

/// table: the user's own bid function; best_response: to rivals who bid their required price with their mark-up; equilibrium:
/// best response to rivals who respond best, too.
/// adaptive: best against rivals who bid as the last round's did.
enum class Strategy { truthful, markup, table, best_response, equilibrium, adaptive };
enum class DebtSizing { gearing, cover_ratio };
enum class Repayment { annuity, equal_principal };

/// Debt of the project. With it, cost_of_equity_fraction takes the place of wacc_fraction.
struct ProjectDebt {
  DebtSizing sizing = DebtSizing::gearing;
  double gearing_fraction = 0.0;  ///< debt over investment; with sizing by cover ratio: at most
  Quantity interest_fraction = Constant{0.0};
  std::int64_t tenor_years = 0;
  Repayment repayment = Repayment::annuity;
  double cover_ratio = 1.3;  ///< cash available for debt service over debt service
  double upfront_fee_fraction = 0.0;

  bool operator==(const ProjectDebt&) const = default;
};

struct PoliticalRiskCover {
  double covered_fraction = 0.0;           ///< of the country premium and of the investment
  double premium_fraction_per_year = 0.0;  ///< of the covered investment, during the term

  bool operator==(const PoliticalRiskCover&) const = default;
};

/// A home country's limit on equity invested abroad. Who needs approval and does not get it cannot bid.
struct OutwardInvestment {
  std::optional<double> equity_limit;           ///< in the scenario's currency; absent: no limit
  double equity_fraction_of_investment = 0.25;  ///< where the class has no project debt
  double approval_probability = 1.0;
  std::int64_t approval_delay_years = 0;  ///< by which operation starts later, while the contract runs

  bool operator==(const OutwardInvestment&) const = default;
};

/// The user's own bid function, linear between its points; lists of equal length, both ascending.
struct BidFunctionTable {
  std::vector<double> required_price_per_mwh, bid_per_mwh;
  std::string file;  ///< a CSV file that takes the place of the lists; empty once they are read from it

  bool operator==(const BidFunctionTable&) const = default;
};

/// What a bidder that learns from published results goes by.
struct AdaptiveBidding {
  std::optional<double> belief_sd_per_mwh;               ///< of rivals' bids around the mean of the last round's
  std::optional<std::int64_t> first_bids, first_awards;  ///< expected in the first round, the own bid included
  std::int64_t rounds_ahead = 1;                         ///< that count, this one included
  double discount_factor_per_round = 1.0;                ///< worth today of a profit one round later

  bool operator==(const AdaptiveBidding&) const = default;
};

/// A domestic partner: shares of capital, cost and origin.
struct JointVenture {
  double domestic_share_fraction = 0.0;
  double partner_capex_factor = 1.0;
  std::optional<double> partner_cost_of_capital_fraction;  ///< absent: the bidder's own

  bool operator==(const JointVenture&) const = default;
};

struct BidderClass {
  std::string name;
  std::string origin;
  std::int64_t bidders = 0;
  std::int64_t projects_per_bidder = 1;  ///< alike in all that is drawn for their bidder; each can win
  Quantity participation_probability =
      Constant{1.0};       ///< drawn once a replication for the class; each bidder then decides on its own
  std::string technology;  ///< may be empty where required_price_per_mwh is given
  std::string zone, segment, lot, delivery_year, owner_group;  ///< of the bids; each may be empty
  Quantity project_capacity_mw;                                ///< a bidder
  Quantity capex_factor = Constant{1.0};                       ///< a bidder
  std::optional<Quantity> wacc_fraction;            ///< a bidder; needed unless required_price_per_mwh or debt is given
  std::optional<Quantity> cost_of_equity_fraction;  ///< a bidder; with project debt
  ProjectDebt project_debt;
  Quantity country_premium_fraction = Constant{0.0};  ///< added to the cost of capital, as far as not covered
  PoliticalRiskCover political_risk_cover;
  std::optional<double> withholding_tax_fraction;  ///< absent: the host country's for foreign bidders
  OutwardInvestment outward_investment;
  JointVenture joint_venture;
  Quantity yield_estimate_error_fraction = Constant{0.0};      ///< a bidder
  Quantity capex_change_after_award_fraction = Constant{0.0};  ///< a bidder; between award and decision to build
  std::optional<Quantity> required_price_per_mwh;              ///< a bidder; replaces the levelised-cost formula
  Strategy strategy = Strategy::truthful;
  Quantity markup_fraction = Constant{0.0};  ///< a bidder; for strategy markup
  BidFunctionTable bid_table;                ///< for strategy table
  RiskAversion risk_aversion;                ///< for strategies that are solved for
  double entry_cost_per_mwh = 0.0;           ///< the same; paid by who bids, knowing its required price
  AdaptiveBidding adaptive;                  ///< for strategy adaptive
  // What rules of the auction may ask of a bid, each drawn for a bidder.
  std::optional<Quantity> foreign_share_fraction;  ///< absent: 1 if the origin is not the host country's, otherwise 0
  Quantity local_content_fraction = Constant{0.0};
  double local_content_cost_premium_fraction = 0.0;  ///< by which the local part of the investment is dearer
  Quantity emission_tco2_per_mwh = Constant{0.0};    ///< avoided
  std::map<std::string, Quantity> criteria;          ///< by criterion of a points ranking
  double minimum_award_fraction = 0.0;               ///< of its project, under partial_above_minimum
};

}  // namespace sealedbid
