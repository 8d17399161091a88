#include <algorithm>
#include <string>

#include "scenario/check_auction_rules.hpp"
#include "scenario/check_economy.hpp"

namespace sealedbid {

namespace {

void check_beliefs(const BidderClass& bidder_class, Findings& findings) {
  const AdaptiveBidding& adaptive = bidder_class.adaptive;
  const std::string block = "bidder_classes." + bidder_class.name + ".adaptive";
  if (bidder_class.strategy != Strategy::adaptive) {
    if (adaptive == AdaptiveBidding{}) return;
    return findings.refuse(block, "has no effect with another strategy than adaptive", "Did you mean strategy: adaptive?");
  }
  const std::string reason = "is missing, the bids of strategy adaptive follow from it";
  if (!adaptive.belief_sd_per_mwh) findings.refuse(block + ".belief_sd_per_mwh", reason, "Give the scatter of rivals' bids.");
  if (!adaptive.first_bids) findings.refuse(block + ".first_bids", reason, "Give the bids expected in the first round.");
  if (!adaptive.first_awards) findings.refuse(block + ".first_awards", reason, "Give the awards expected in the first round.");
  if (adaptive.first_bids && adaptive.first_awards && *adaptive.first_awards > *adaptive.first_bids) {
    findings.refuse(block + ".first_awards",
                    std::to_string(*adaptive.first_awards) + " is above first_bids, there are no more awards than bids",
                    "Give at most " + std::to_string(*adaptive.first_bids) + ".");
  }
  if (adaptive.discount_factor_per_round != 1.0 && adaptive.rounds_ahead == 1) {
    findings.refuse(block + ".discount_factor_per_round", "has no effect, no later round counts (rounds_ahead is 1)",
                    "Give rounds_ahead, or leave it out.");
  }
}

}  // namespace

std::vector<Issue> check_adaptive(const Scenario& scenario) {
  Findings findings(scenario);
  const auto bids_by = [](Strategy strategy) {
    return [strategy](const BidderClass& bidder_class) { return bidder_class.strategy == strategy; };
  };
  const auto& classes = scenario.bidder_classes;
  for (const BidderClass& bidder_class : classes) check_beliefs(bidder_class, findings);
  const auto adaptive = std::ranges::find_if(classes, bids_by(Strategy::adaptive));
  if (adaptive == classes.end()) return findings.issues;
  const std::string path = "bidder_classes." + adaptive->name + ".strategy";
  if (scenario.auction.direction == Direction::sale)
    findings.refuse(path, "adaptive bidders are paid, and in a sale bidders pay", "Use truthful or markup.");
  if (std::ranges::any_of(classes, bids_by(Strategy::equilibrium)) ||
      std::ranges::any_of(classes, bids_by(Strategy::best_response)))
    findings.refuse(path, "adaptive bids move from round to round, and bids that are solved for answer bids that stay",
                    "Use truthful, markup or table beside adaptive.");
  return findings.issues;
}

}  // namespace sealedbid
