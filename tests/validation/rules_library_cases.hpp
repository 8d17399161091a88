#pragma once

#include <string>
#include <vector>

/// What the files of scenarios/rules must give, worked out by hand.
namespace sealedbid {

/// A line a bid, in the order of the file:
///   "A 30 at 52.5"              awarded 30 MW, paid 52.5 a MWh
///   "A 30 at 52.5, crosses R"   the same as the marginal bid of rule R, awarded whole
///   "A 12 at 52.5, cut by R"    the same, cut to what was left of R
///   "A 30 at 52.5, fee 9000"    awarded 30 MW, pays a fee of 9,000 per MW
///   "A: exceeds R"              rejected as the marginal bid of R
///   "A: after R"                rejected, R was used up or closed
///   "A: not admitted, R"        and "A: above the ceiling", "A: void"
/// R is volume, "stage NAME", "limit NAME", "delivery year", "exclusion NAME", size, floor, band or clock.
struct LibraryCase {
  std::string bids;   ///< scenarios/rules/BIDS-bids.csv
  std::string rules;  ///< scenarios/rules/RULES.yaml
  std::vector<std::string> lines;
};

}  // namespace sealedbid
