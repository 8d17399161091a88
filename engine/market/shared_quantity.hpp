#pragma once

#include <string>

#include "scenario/quantity.hpp"

namespace sealedbid {

/// A quantity that is drawn once a replication, known by its key path.
struct SharedQuantity {
  std::string key_path;
  Quantity quantity;
};

/// Correlation of the underlying normals of two shared quantities, by their index.
struct SharedCorrelation {
  int first = 0, second = 0;
  double coefficient = 0.0;
};

/// Which shared quantity a model refers to: an index into Market::shared. `none` where the scenario leaves it out.
struct SharedIndex {
  int value = none;
  static constexpr int none = -1;
  bool exists() const { return value != none; }
};

}  // namespace sealedbid
