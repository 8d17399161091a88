#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/issue.hpp"
#include "scenario/auction.hpp"
#include "scenario/bidder_class.hpp"
#include "scenario/economy.hpp"
#include "scenario/quantity.hpp"

/// What the user wrote, with defaults filled in: one plain struct a block of the YAML file. The meaning, unit, range and default
/// of every field stand in one place, the table of fields (fields.cpp); names here equal the keys there.
///
/// Quantities are drawn once a replication (shared by all bidders), except those of BidderClass marked "a bidder".
namespace sealedbid {

struct Correlation {
  std::string first, second;  ///< key paths of quantities drawn once a replication
  double coefficient = 0.0;
};

struct SimulationSettings {
  std::int64_t replications = 10000;
  std::uint64_t seed = 0;
};

/// Classes that bid as one: of all members who take part, only the one with the lowest required price bids.
struct Ring {
  std::string name;
  std::vector<std::string> bidder_classes;

  bool operator==(const Ring&) const = default;
};

/// What is asked of bid functions that are solved for.
struct EquilibriumAim {
  double tolerance = 0.005;                   ///< greatest gain from other bids (its upper bound) over the expected profit
  std::int64_t certificate_worlds = 1 << 18;  ///< in which deviations are judged

  bool operator==(const EquilibriumAim&) const = default;
};

/// What holds winners to building what they were awarded.
struct Realisation {
  std::optional<double> performance_bond_per_kw;  ///< forfeited by a winner that does not build; absent: winners have to build

  bool operator==(const Realisation&) const = default;
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
  std::vector<Ring> rings;
  EquilibriumAim equilibrium;
  Auction auction;
  Realisation realisation;
  Tariff tariff;
  std::vector<ElectricityMarket> electricity_markets;
  Export exports;
  Settlement settlement;
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
