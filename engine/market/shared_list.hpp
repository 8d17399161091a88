#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "market/shared_quantity.hpp"

namespace sealedbid {

/// Hands out indices of shared quantities, in the order in which they are asked for.
class SharedList {
 public:
  explicit SharedList(std::vector<SharedQuantity>& list) : list_(list) {}

  SharedIndex add(std::string key_path, const Quantity& quantity) {
    list_.push_back({std::move(key_path), quantity});
    return {static_cast<int>(list_.size()) - 1};
  }

  int find(const std::string& key_path) const {
    const auto found = std::find_if(list_.begin(), list_.end(), [&](const SharedQuantity& s) { return s.key_path == key_path; });
    return found == list_.end() ? SharedIndex::none : static_cast<int>(found - list_.begin());
  }

 private:
  std::vector<SharedQuantity>& list_;
};

}  // namespace sealedbid
