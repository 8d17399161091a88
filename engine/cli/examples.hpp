#pragma once

/// Command lines to copy, which the help of each command begins with.
namespace sealedbid::cli {

inline constexpr const char* program_examples = R"(Examples:
  sealedbid run scenarios/minimal.yaml                       simulate, print the comparison, write runs/minimal
  sealedbid run scenarios/minimal.yaml --set auction.ceiling_per_mwh=40 --output runs/ceiling-40
  sealedbid compare runs/minimal --format csv                paired differences between the policies of a run
  sealedbid check my.yaml                                    find every problem of a scenario without running it
  sealedbid cost my.yaml                                     what a project of each bidder class needs, and why
  sealedbid equilibrium scenarios/theory/uniform.yaml        how rational bidders bid, and what they could gain otherwise
  sealedbid clear bids.csv --rules rules.yaml                awards and prices of a real round
  sealedbid verify awards.csv --rules rules.yaml             recompute awards and prices independently

)";

inline constexpr const char* run_examples = R"(Examples:
  sealedbid run scenarios/azerbaijan/garadagh-2024.yaml --output runs/garadagh
  sealedbid run my.yaml --replications 1000000 --threads 8 --set auction.volume_mw=200
  sealedbid run my.yaml --samples auctions,bids --output runs/my --force

)";

inline constexpr const char* check_examples = R"(Examples:
  sealedbid check scenarios/minimal.yaml
  cat my.yaml | sealedbid check -

)";

inline constexpr const char* explain_examples = R"(Examples:
  sealedbid explain scenarios/minimal.yaml
  sealedbid explain my.yaml --policy uniform_price --format csv

)";

inline constexpr const char* compare_examples = R"(Examples:
  sealedbid compare runs/garadagh
  sealedbid compare runs/garadagh --baseline uniform_price --all --format csv > differences.csv

)";

inline constexpr const char* cost_examples = R"(Examples:
  sealedbid cost scenarios/azerbaijan/garadagh-2024.yaml
  sealedbid cost my.yaml --class domestic --strike 35.4
  sealedbid cost my.yaml --policy uniform_price --format json > cost.json

)";

inline constexpr const char* equilibrium_examples = R"(Examples:
  sealedbid equilibrium scenarios/theory/uniform.yaml
  sealedbid equilibrium my-scenario.yaml --policy uniform_price
  sealedbid equilibrium my-game.yaml --set bidder_classes.home.bidders=5 --format json
  sealedbid equilibrium my-game.yaml --format csv > bid-functions.csv

)";

inline constexpr const char* clear_examples = R"(Examples:
  sealedbid clear scenarios/albania/solar-2024-bids.csv --rules scenarios/albania/solar-2024-rules.yaml
  sealedbid clear bids.csv --rules rules.yaml --explain
  sealedbid clear bids.csv --rules rules.yaml --set auction.volume_mw=300 --format json

)";

inline constexpr const char* verify_examples = R"(Examples:
  sealedbid clear bids.csv --rules rules.yaml --format csv > awards.csv
  sealedbid verify awards.csv --rules rules.yaml
  sealedbid verify runs/my                                   of a run with --samples auctions,bids

)";

inline constexpr const char* schema_examples = R"(Examples:
  sealedbid schema > scenario.schema.json

)";

inline constexpr const char* reference_examples = R"(Examples:
  sealedbid reference | less

)";

inline constexpr const char* doctor_examples = R"(Examples:
  sealedbid doctor

)";

}  // namespace sealedbid::cli
