#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/issue.hpp"
#include "scenario/auction.hpp"
#include "scenario/quantity.hpp"

/// What the user wrote, with defaults filled in: one plain struct a block of the YAML file. The meaning, unit, range and default
/// of every field stand in one place, the table of fields (fields.cpp); names here equal the keys there.
///
/// Quantities are drawn once a replication (shared by all bidders), except those of BidderClass marked "a bidder".
namespace sealedbid {

enum class Strategy { truthful, markup, equilibrium };
enum class TariffType { power_purchase_agreement, two_way_cfd };
enum class ExportAllocation { pro_rata };

struct Technology {
  std::string name;
  Quantity capex_per_kw;
  Quantity opex_per_kw_year;
  Quantity capacity_factor_fraction;
  Quantity degradation_fraction_per_year = Constant{0.0};
  Quantity lifetime_years;                      ///< rounded to whole years
  Quantity construction_years = Constant{1.0};  ///< rounded to whole years
};

struct TaxRelief {
  Quantity fraction = Constant{0.0};
  Quantity years = Constant{0.0};
};

struct HostCountry {
  std::string code;  ///< ISO 3166-1 alpha-3; bidders with another origin are foreign
  Quantity corporate_tax_fraction = Constant{0.0};
  TaxRelief tax_relief;
  Quantity depreciation_years = Constant{20.0};
  Quantity inflation_fraction_per_year = Constant{0.0};          ///< escalates operating cost
  Quantity country_risk_premium_shift_fraction = Constant{0.0};  ///< added to every bidder's cost of capital
};

struct Correlation {
  std::string first, second;  ///< key paths of quantities drawn once a replication
  double coefficient = 0.0;
};

struct BidderClass {
  std::string name;
  std::string origin;
  std::int64_t bidders = 0;
  Quantity participation_probability =
      Constant{1.0};       ///< drawn once a replication for the class; each bidder then decides on its own
  std::string technology;  ///< may be empty where required_price_per_mwh is given
  std::string zone, segment, lot, delivery_year, owner_group;  ///< of the bids; each may be empty
  Quantity project_capacity_mw;                                ///< a bidder
  Quantity capex_factor = Constant{1.0};                       ///< a bidder
  std::optional<Quantity> wacc_fraction;                       ///< a bidder; needed unless required_price_per_mwh is given
  Quantity yield_estimate_error_fraction = Constant{0.0};      ///< a bidder
  std::optional<Quantity> required_price_per_mwh;              ///< a bidder; replaces the levelised-cost formula
  Strategy strategy = Strategy::truthful;
  Quantity markup_fraction = Constant{0.0};  ///< a bidder; for strategy markup
  // What rules of the auction may ask of a bid, each drawn for a bidder.
  std::optional<Quantity> foreign_share_fraction;  ///< absent: 1 if the origin is not the host country's, otherwise 0
  Quantity local_content_fraction = Constant{0.0};
  Quantity emission_tco2_per_mwh = Constant{0.0};  ///< avoided
  std::map<std::string, Quantity> criteria;        ///< by criterion of a points ranking
  double minimum_award_fraction = 0.0;             ///< of its project, under partial_above_minimum
};

struct AfterTerm {
  Quantity price_per_mwh = Constant{0.0};
};

struct Tariff {
  TariffType type = TariffType::power_purchase_agreement;
  Quantity term_years = Constant{20.0};
  Quantity indexation_fraction_per_year = Constant{0.0};
  AfterTerm after_term;
};

struct Corridor {
  std::string name;
  std::string destination;
  Quantity capacity_mw;
  Quantity available_from_year;
  Quantity loss_fraction = Constant{0.0};
  Quantity wheeling_per_mwh = Constant{0.0};
  Quantity price_per_mwh;
  std::map<std::string, Quantity> capture_rate_fraction;  ///< by technology; 1 where absent
};

struct Export {
  std::vector<Corridor> corridors;
  Quantity share_of_energy_fraction = Constant{0.0};
  ExportAllocation allocation = ExportAllocation::pro_rata;
};

struct SimulationSettings {
  std::int64_t replications = 10000;
  std::uint64_t seed = 0;
};

/// One policy's complete scenario.
struct Scenario {
  std::int64_t schema_version = 1;
  std::string name;
  std::string title;
  std::string currency;
  std::int64_t price_year = 0;
  SimulationSettings simulation;
  std::vector<Technology> technologies;  ///< in the order of the file, as all named lists here
  HostCountry host_country;
  std::vector<Correlation> correlations;
  std::vector<BidderClass> bidder_classes;
  Auction auction;
  Tariff tariff;
  Export exports;
  std::map<std::string, Place> places;  ///< key path → where its value was written; defaults are absent

  /// The place of a value, or of the nearest enclosing block that was written.
  Place place_of(const std::string& key_path) const;
};

/// The base scenario under one policy's patch.
struct PolicyScenario {
  std::string policy;
  Scenario scenario;
};

}  // namespace sealedbid
