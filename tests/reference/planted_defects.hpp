#pragma once

#include <span>

#include "laws.hpp"

/// Wrong clearings, each with one mistake that somebody could make. A check that none of them fails checks nothing.
namespace sealedbid::reference {

struct PlantedDefect {
  const char* name;
  ClearedList (*clear)(const AuctionRules& rules, Instance instance);
};

std::span<const PlantedDefect> planted_defects();

}  // namespace sealedbid::reference
