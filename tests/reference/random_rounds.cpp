#include "reference/random_rounds.hpp"

#include <algorithm>
#include <array>

#include "reference/instances.hpp"

namespace sealedbid::reference {
namespace {

using Random = std::mt19937_64;
using Texts = std::vector<std::string>;

bool happens(Random& random, std::int64_t percent) {
  return draw(random, 1, 100) <= percent;
}

template <class Values>
auto pick(Random& random, const Values& values) {
  return values[static_cast<std::size_t>(draw(random, 0, std::ssize(values) - 1))];
}

/// One of the first `count` enumerators.
template <class Enum>
Enum any_of(Random& random, int count) {
  return static_cast<Enum>(draw(random, 0, count - 1));
}

const Texts technologies = {"solar", "wind"}, zones = {"north", "south"}, segments = {"old", "new"}, lots = {"east", "west"},
            years = {"2027", "2028"}, origins = {"DEU", "FRA", "DNK"};
const std::vector<double> shares = {0.0, 0.25, 0.333333, 0.5, 1.0};

std::string text(Random& random, const Texts& texts) {
  return happens(random, 85) ? pick(random, texts) : "";
}

BidAttributes random_attributes(Random& random, std::size_t position) {
  BidAttributes bid;
  bid.name = "bid" + std::to_string(position);
  bid.bidder = text(random, {"X", "Y", "Z"});
  bid.owner_group = happens(random, 30) ? "group" : "";
  bid.origin = text(random, origins);
  bid.technology = text(random, technologies);
  bid.zone = text(random, zones);
  bid.segment = text(random, segments);
  bid.lot = text(random, lots);
  bid.delivery_year = pick(random, years);
  if (happens(random, 20)) bid.foreign_share_fraction = pick(random, shares);
  bid.full_load_hours = pick(random, std::vector<double>{1000, 2000, 1234.5});
  bid.site_quality_fraction = static_cast<double>(draw(random, 40, 160)) / 100.0;
  bid.rank_factor = pick(random, std::vector<double>{0.8, 1.0, 1.234567});
  bid.local_content_fraction = pick(random, shares);
  bid.emission_tco2_per_mwh = pick(random, std::vector<double>{0.2, 0.4, 0.7});
  bid.criteria = {{"quality", static_cast<double>(draw(random, 1, 3))}, {"jobs", static_cast<double>(draw(random, 0, 3))}};
  return bid;
}

RoundBid random_bid(Random& random, const Auction& auction) {
  RoundBid bid;
  const bool may_be_negative = auction.floor_per_mwh && auction.ranking.by == RankBy::price;
  bid.price_ticks = draw(random, may_be_negative ? -1 : 1, 6);
  bid.quantity_kw = happens(random, 95) ? draw(random, 1, 5) : 0;
  bid.minimum_kw = draw(random, 0, 3);
  bid.submission = draw(random, 0, 2);
  bid.fee = draw(random, 0, 2);
  bid.lottery = static_cast<std::uint64_t>(draw(random, 0, 20));
  return bid;
}

/// A price on the grid, or now and then between two of its prices.
double money(Random& random, const Auction& auction, std::int64_t low, std::int64_t high) {
  return (static_cast<double>(draw(random, low, high)) + (happens(random, 20) ? 0.5 : 0.0)) * auction.price_step_per_mwh;
}

double few_mw(Random& random, std::int64_t most_kw) {
  return static_cast<double>(draw(random, 1, most_kw)) / 1000.0;
}

BidFilter random_filter(Random& random) {
  BidFilter filter;
  if (happens(random, 35)) filter.technologies = {pick(random, technologies)};
  if (happens(random, 20)) filter.zones = {pick(random, zones)};
  if (happens(random, 10)) filter.segments = {pick(random, segments)};
  if (happens(random, 10)) filter.lots = {pick(random, lots)};
  if (happens(random, 10)) filter.delivery_years = {pick(random, years)};
  if (happens(random, 20)) filter.origin = any_of<OriginFilter>(random, 3);
  return filter;
}

/// `marginal_bid` of rules whose prices are not by delivery year cannot close one.
MarginalBidRule marginal_rule(Random& random, const Auction& auction) {
  return any_of<MarginalBidRule>(random, auction.uniform_price_within == PriceScope::delivery_year ? 6 : 5);
}

void add_prices(Random& random, Auction& auction) {
  auction.pricing = any_of<PricingRule>(random, 3);
  auction.uniform_price_within = happens(random, 50) ? PriceScope::all : any_of<PriceScope>(random, 7);
  while (happens(random, 20))
    auction.pricing_exceptions.push_back(
        {.name = "exception", .bids = random_filter(random), .pricing = any_of<PricingRule>(random, 3), .source = {}});
  if (happens(random, 20)) auction.uncontested = Uncontested::pay_ceiling;
  auction.marginal_bid = marginal_rule(random, auction);
}

void add_admission(Random& random, Auction& auction) {
  if (happens(random, 10)) auction.minimum_bids = draw(random, 2, 4);
  if (happens(random, 10)) auction.minimum_bidders = draw(random, 2, 3);
  if (happens(random, 10)) auction.minimum_bid_mw = few_mw(random, 2);
  if (happens(random, 10)) auction.maximum_bid_mw = few_mw(random, 5);
  if (happens(random, 10)) auction.exclusions.push_back({.name = "excluded", .bids = random_filter(random), .source = {}});
  const bool is_sale = auction.direction == Direction::sale;  // the ceiling is then the least price
  auction.ceiling_per_mwh = Constant{is_sale ? money(random, auction, 0, 3) : money(random, auction, 3, 7)};
  while (happens(random, 20))
    auction.ceilings.push_back({.name = "ceiling",
                                .bids = random_filter(random),
                                .ceiling_per_mwh = is_sale ? money(random, auction, 0, 4) : money(random, auction, 3, 7),
                                .source = {}});
  if (happens(random, 15)) auction.floor_per_mwh = is_sale ? money(random, auction, 4, 6) : money(random, auction, -1, 3);
  if (happens(random, 5) && !is_sale) {
    auction.ceiling_from_history = {
        .factor = 1.08, .rounds = draw(random, 1, 3), .at_most_per_mwh = {}, .rounded_to_per_mwh = auction.price_step_per_mwh};
    if (happens(random, 50)) auction.ceiling_from_history.at_most_per_mwh = money(random, auction, 3, 7);
  }
}

void add_volumes(Random& random, Auction& auction) {
  const bool may_have_budget = auction.direction == Direction::procurement;
  if (happens(random, 85)) auction.volume_mw = Constant{few_mw(random, 15)};
  if (happens(random, 15) || (!auction.volume_mw && !may_have_budget))
    auction.volume_mwh_per_year = static_cast<double>(draw(random, 1, 20));
  if ((happens(random, 15) && may_have_budget) || (!auction.volume_mw && !auction.volume_mwh_per_year))
    auction.budget_per_year = static_cast<double>(draw(random, 1, 60)) * auction.price_step_per_mwh;
  RoundHistory& history = auction.history;
  for (int round = 0; round < 3; ++round) {
    history.volume_mw.push_back(few_mw(random, 10));
    history.eligible_bids_mw.push_back(few_mw(random, 10));
    history.awarded_mw.push_back(std::min({history.eligible_bids_mw.back(), history.volume_mw.back(), few_mw(random, 10)}));
    history.highest_award_per_mwh.push_back(money(random, auction, 3, 6));
  }
  history.new_permits_mw = few_mw(random, 6);
  if (happens(random, 70)) return;
  VolumeResponse& response = auction.volume_response;
  response.rule = any_of<VolumeRule>(random, 6);
  if (!auction.volume_mw) response.rule = happens(random, 50) ? VolumeRule::share_of_bids : VolumeRule::competition_surplus;
  if (response.rule == VolumeRule::share_of_bids) response.share_of_bids_fraction = pick(random, std::vector{0.6, 0.8, 0.333333});
  if (response.rule == VolumeRule::competition_surplus) response.surplus_fraction = pick(random, std::vector{0.4, 0.75});
  response.applies = any_of<ShareApplies>(random, 2);
}

void add_criteria(Random& random, Ranking& ranking) {
  ranking.points_decimals = draw(random, 0, 3);
  ranking.criteria.push_back({"price", 0.6, any_of<PointsFormula>(random, 3)});
  if (happens(random, 70)) ranking.criteria.push_back({"quality", 0.3, any_of<PointsFormula>(random, 4)});
  if (happens(random, 70))
    ranking.criteria.push_back({"jobs", 0.1, happens(random, 50) ? PointsFormula::value_over_highest : PointsFormula::as_given});
}

void add_ranking(Random& random, Auction& auction) {
  Ranking& ranking = auction.ranking;
  const bool is_sale = auction.direction == Direction::sale;
  if (happens(random, 30)) ranking.by = is_sale ? RankBy::points : any_of<RankBy>(random, 4);
  if (happens(random, 50)) ranking.reference_per_mwh = money(random, auction, 0, 4);
  if (ranking.by == RankBy::points) add_criteria(random, ranking);
  if (ranking.by != RankBy::price) return;
  if (happens(random, 25)) ranking.yield_correction = any_of<YieldCorrection>(random, 4);
  while (happens(random, 25)) {
    const bool is_fraction = happens(random, 50);
    ranking.adjustments.push_back({.name = "adjustment",
                                   .bids = random_filter(random),
                                   .add_fraction = is_fraction ? pick(random, std::vector{-0.1, 0.2, 0.123456}) : 0.0,
                                   .add_per_mwh = is_fraction ? 0.0 : money(random, auction, -2, 2),
                                   .scaled_by = any_of<AdjustmentScale>(random, 3),
                                   .source = {}});
  }
  if (happens(random, 15)) ranking.band_above_lowest_fraction = pick(random, std::vector{0.5, 1.0, 0.25});
}

void add_stages(Random& random, Auction& auction) {
  while (std::ssize(auction.stages) < 3 && happens(random, 30)) {
    Stage stage;
    stage.name = "stage" + std::to_string(auction.stages.size());
    stage.bids = random_filter(random);
    const bool has_fraction = auction.volume_mw && happens(random, 30);
    if (has_fraction) stage.volume_fraction = pick(random, std::vector{0.2, 0.5, 0.333333});
    if (!has_fraction || happens(random, 20)) stage.volume_mw = few_mw(random, 6);
    if (happens(random, 10)) stage.volume_mwh_per_year = static_cast<double>(draw(random, 1, 8));
    if (happens(random, 10) && auction.direction == Direction::procurement)
      stage.budget_per_year = static_cast<double>(draw(random, 1, 30)) * auction.price_step_per_mwh;
    if (happens(random, 30)) stage.ceiling_per_mwh = money(random, auction, 1, 7);
    stage.marginal_bid = marginal_rule(random, auction);
    auction.stages.push_back(stage);
  }
}

void add_limits(Random& random, Auction& auction) {
  while (std::ssize(auction.limits) < 4 && happens(random, 40)) {
    Limit limit;
    limit.name = "limit" + std::to_string(auction.limits.size());
    limit.bids = random_filter(random);
    limit.per = any_of<LimitScope>(random, 10);
    limit.marginal_bid = marginal_rule(random, auction);
    limit.has_own_price_when_binding = happens(random, 25);
    const std::int64_t kind = draw(random, 1, 10);
    if (kind <= 3) limit.awards = draw(random, 1, 2);
    if (kind == 4) limit.volume_mwh_per_year = static_cast<double>(draw(random, 1, 8));
    if (kind == 5 && auction.direction == Direction::procurement)
      limit.budget_per_year = static_cast<double>(draw(random, 1, 30)) * auction.price_step_per_mwh;
    if (kind == 6 && auction.volume_mw) limit.volume_fraction = pick(random, std::vector{0.2, 0.5, 0.333333});
    if (!limit.awards && !limit.volume_mwh_per_year && !limit.budget_per_year && !limit.volume_fraction) {
      limit.volume_mw = few_mw(random, 6);
      limit.counts = happens(random, 60) ? LimitCounts::whole_bid : any_of<LimitCounts>(random, 3);
    }
    auction.limits.push_back(limit);
  }
}

void add_ties(Random& random, Auction& auction) {
  const bool has_one_volume = auction.volume_mw && !auction.volume_mwh_per_year && !auction.budget_per_year;
  const bool may_share =
      auction.marginal_bid == MarginalBidRule::partial && auction.stages.empty() && auction.limits.empty() && has_one_volume;
  auction.ties = any_of<TieRule>(random, may_share ? 6 : 5);
}

}  // namespace

RoundCase random_round(std::mt19937_64& random) {
  RoundCase round;
  Auction& auction = round.auction;
  auction.price_step_per_mwh = pick(random, std::vector{1.0, 0.5, 0.01});
  if (happens(random, 15)) auction.direction = Direction::sale;
  add_prices(random, auction);
  add_admission(random, auction);
  add_volumes(random, auction);
  add_ranking(random, auction);
  if (happens(random, 60)) add_stages(random, auction);
  if (happens(random, 60)) add_limits(random, auction);
  add_ties(random, auction);
  if (auction.volume_mw) round.volume_kw = static_cast<std::int64_t>(lowest(*auction.volume_mw) * 1000.0 + 0.5);
  const double ceiling = lowest(*auction.ceiling_per_mwh) / auction.price_step_per_mwh;  // whole or half
  round.ceiling_ticks = static_cast<std::int64_t>(auction.direction == Direction::sale ? ceiling + 0.75 : ceiling + 0.25);
  for (std::int64_t count = draw(random, 0, 7); count > 0; --count) {
    round.attributes.push_back(random_attributes(random, round.bids.size()));
    round.bids.push_back(random_bid(random, auction));
  }
  return round;
}

}  // namespace sealedbid::reference
