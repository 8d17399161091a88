#include "scenario/check_game_projects.hpp"

#include <algorithm>
#include <string>

namespace sealedbid {

namespace {

void check_class(const GameFile& file, const GameBidderClass& bidders, Findings& findings) {
  const std::string path = "bidder_classes." + bidders.name;
  if (bidders.projects_per_bidder > file.game.lots) {
    findings.refuse(path + ".projects_per_bidder",
                    std::to_string(bidders.projects_per_bidder) + " is more than the " + std::to_string(file.game.lots) +
                        " of game.lots (a project needs a lot)",
                    "Give at most as many projects as lots.");
  }
  if (bidders.projects_per_bidder == 1 && file.places.contains(path + ".project_costs")) {
    findings.refuse(path + ".project_costs", "has no effect with one project a bidder",
                    "Leave it out, or give projects_per_bidder.");
  }
  if (bidders.projects_per_bidder > 1 && bidders.project_costs == ProjectCosts::independent &&
      file.game.pricing == PricingRule::pay_as_bid) {
    findings.refuse(
        path + ".project_costs",
        "independent is outside the method with pay_as_bid (where costs lie close bidders level their prices, so that "
        "each depends on all of their costs)",
        "Take same, or a uniform price.");
  }
  if (bidders.risk_aversion.form != RiskForm::none) {
    findings.refuse(path + ".risk_aversion", "is outside the method where bidders have several projects (they add up profits)",
                    "Leave it out, or give every class one project a bidder.");
  }
  if (bidders.cost_change_after_award_per_mwh) {
    findings.refuse(path + ".cost_change_after_award_per_mwh", "is outside the method where bidders have several projects",
                    "Leave it out, or give every class one project a bidder.");
  }
  if (bidders.entry_cost_per_mwh > 0.0) {
    findings.refuse(path + ".entry_cost_per_mwh", "is outside the method where bidders have several projects",
                    "Leave it out, or give every class one project a bidder.");
  }
}

/// A bidder whose later projects nobody needs as rivals could ask any price for them.
void check_price_limit(const GameFile& file, Findings& findings) {
  const bool is_sale = file.game.direction == Direction::sale;
  if (file.game.ceiling_per_mwh || file.game.reserve_price_per_mwh) return;
  const std::string path = is_sale ? "game.reserve_price_per_mwh" : "game.ceiling_per_mwh";
  const std::string remedy = is_sale ? "Give a reserve price" : "Give a ceiling";
  if (file.game.pricing != PricingRule::pay_as_bid) {
    findings.refuse(path, "is missing (at a uniform price, bidders with several projects could hold some back at any price)",
                    remedy + ", or take pricing: pay_as_bid.");
    return;
  }
  std::int64_t certain = 0, most = 0;
  for (const GameBidderClass& bidders : file.bidder_classes) {
    most = std::max(most, bidders.projects_per_bidder);
    if (bidders.participation_probability == 1.0) certain += bidders.bidders * bidders.projects_per_bidder;
  }
  if (certain - most >= file.game.lots) return;
  findings.refuse(path,
                  "is missing, and a bidder with " + std::to_string(most) + " projects meets only " +
                      std::to_string(std::max<std::int64_t>(certain - most, 0)) + " of rivals for sure (it could ask any price)",
                  remedy + ", or more rivals with participation_probability 1.");
}

/// What the uniform price is where lots are left, and at which score bids end.
void check_uniform_price(const GameFile& file, Findings& findings) {
  if (file.game.pricing == PricingRule::pay_as_bid) return;
  if (file.game.unsold_lots == UnsoldLots::pay_highest_accepted) {
    findings.refuse("game.unsold_lots", "pay_highest_accepted is outside the method where bidders have several projects",
                    "Take pay_ceiling.");
  }
  const GameBidderClass& first = file.bidder_classes.front();
  for (const GameBidderClass& other : file.bidder_classes) {
    if (other.score_factor == first.score_factor && other.score_adder_per_mwh == first.score_adder_per_mwh) continue;
    findings.refuse("bidder_classes." + other.name,
                    "ranks unlike class " + first.name +
                        ", which is outside the method at a uniform price where bidders have several projects",
                    "Give all classes the same score_factor and score_adder_per_mwh, or take pricing: pay_as_bid.");
    return;
  }
}

}  // namespace

bool has_several_projects(const GameFile& file) {
  return std::ranges::any_of(file.bidder_classes, [](const GameBidderClass& bidders) { return bidders.projects_per_bidder > 1; });
}

void check_projects(const GameFile& file, Findings& findings) {
  if (!has_several_projects(file)) {
    for (const GameBidderClass& bidders : file.bidder_classes) {
      const std::string path = "bidder_classes." + bidders.name + ".project_costs";
      if (file.places.contains(path)) {
        findings.refuse(path, "has no effect with one project a bidder", "Leave it out, or give projects_per_bidder.");
      }
    }
    return;
  }
  if (file.game.common_value.common_per_mwh) {
    findings.refuse("game.common_value", "is outside the method where bidders have several projects",
                    "Leave it out, or give every class one project a bidder.");
  }
  for (const GameBidderClass& bidders : file.bidder_classes) check_class(file, bidders, findings);
  check_price_limit(file, findings);
  check_uniform_price(file, findings);
}

}  // namespace sealedbid
