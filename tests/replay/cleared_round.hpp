#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "replay/clear_bids.hpp"

// Rules are written with designated initialisers that leave everything else at its standard.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace sealedbid::testing {

/// Writes a file of its own for the running test and gives its path.
inline std::string bids_file(const std::string& text) {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const std::string path = ::testing::TempDir() + "bids_" + test->test_suite_name() + "_" + test->name() + ".csv";
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

inline RulesFile rules_with(const Auction& auction) {
  RulesFile rules;
  rules.path = "rules.yaml";
  rules.currency = "EUR";
  rules.host_code = "ALB";
  rules.auction = auction;
  return rules;
}

/// Volume, pay-as-bid and a price step of 1, to be changed by each test.
inline Auction plain_auction(double volume_mw) {
  Auction auction;
  auction.volume_mw = Constant{volume_mw};
  auction.price_step_per_mwh = 1.0;
  return auction;
}

inline ClearedFile cleared(const std::string& bids, const Auction& auction) {
  return clear_bids(bids_file(bids), rules_with(auction), 0);
}

}  // namespace sealedbid::testing
