#include "auction/clear_round.hpp"

#include <gmock/gmock.h>

#include <map>

#include "reference/instances.hpp"
#include "reference/round_judgement.hpp"

namespace sealedbid::reference {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

constexpr int number_of_rounds = 20000;

std::vector<std::string> disagreement(const RoundCase& round) {
  return differences(cleared(round), recomputed(round));
}

/// The differences, and the smallest case that shows any.
std::string message(const RoundCase& round) {
  const RoundCase small = smallest(round, [](const RoundCase& candidate) { return !disagreement(candidate).empty(); });
  std::string text = "\n" + text_of(small);
  for (const std::string& line : disagreement(small)) text += line + "\n";
  return text;
}

TEST(ClearRoundTest, AgreesWithTheIndependentClearingOnRandomRounds) {
  std::mt19937_64 random(20240517);
  int disagreements = 0;
  for (int number = 0; number < number_of_rounds; ++number) {
    const RoundCase round = random_round(random);
    if (disagreement(round).empty()) continue;
    ADD_FAILURE() << "round " << number << message(round);
    if (++disagreements == 5) FAIL() << "and perhaps more";
  }
}

/// A part of the rules, and how to leave it out.
struct Part {
  const char* name;
  void (*leave_out)(Auction& auction);
};

constexpr Part parts[] = {{"direction", [](Auction& auction) { auction.direction = Direction::procurement; }},
                          {"volume_mwh_per_year", [](Auction& auction) { auction.volume_mwh_per_year.reset(); }},
                          {"budget_per_year", [](Auction& auction) { auction.budget_per_year.reset(); }},
                          {"volume_response", [](Auction& auction) { auction.volume_response = {}; }},
                          {"minimum_bids", [](Auction& auction) { auction.minimum_bids = 1; }},
                          {"minimum_bidders", [](Auction& auction) { auction.minimum_bidders = 1; }},
                          {"minimum_bid_mw", [](Auction& auction) { auction.minimum_bid_mw.reset(); }},
                          {"maximum_bid_mw", [](Auction& auction) { auction.maximum_bid_mw.reset(); }},
                          {"exclusions", [](Auction& auction) { auction.exclusions.clear(); }},
                          {"ceilings", [](Auction& auction) { auction.ceilings.clear(); }},
                          {"ceiling_from_history", [](Auction& auction) { auction.ceiling_from_history = {}; }},
                          {"floor_per_mwh", [](Auction& auction) { auction.floor_per_mwh.reset(); }},
                          {"ranking", [](Auction& auction) { auction.ranking = {}; }},
                          {"adjustments", [](Auction& auction) { auction.ranking.adjustments.clear(); }},
                          {"band", [](Auction& auction) { auction.ranking.band_above_lowest_fraction.reset(); }},
                          {"stages", [](Auction& auction) { auction.stages.clear(); }},
                          {"limits", [](Auction& auction) { auction.limits.clear(); }},
                          {"pricing", [](Auction& auction) { auction.pricing = PricingRule::pay_as_bid; }},
                          {"uniform_price_within", [](Auction& auction) { auction.uniform_price_within = PriceScope::all; }},
                          {"pricing_exceptions", [](Auction& auction) { auction.pricing_exceptions.clear(); }},
                          {"uncontested", [](Auction& auction) { auction.uncontested = Uncontested::normal_price; }},
                          {"marginal_bid", [](Auction& auction) { auction.marginal_bid = MarginalBidRule::award_in_full; }},
                          {"ties", [](Auction& auction) { auction.ties = TieRule::lottery; }}};

/// The random rounds would be no proof if some rule never decided anything in them.
TEST(ClearRoundTest, EveryPartOfTheRulesDecidesSomeRandomRounds) {
  std::mt19937_64 random(7);
  std::map<std::string, int> decided;
  for (int number = 0; number < 4000; ++number) {
    const RoundCase round = random_round(random);
    const ClearedRound engine = cleared(round);
    for (const Part& part : parts) {
      RoundCase without = round;
      part.leave_out(without.auction);
      if (!differences(engine, recomputed(without)).empty()) ++decided[part.name];
    }
  }
  for (const Part& part : parts) EXPECT_GE(decided[part.name], 20) << part.name;
}

/// Three bids of 1 or 2 kW at 1 or 2 ticks, each combination, under volumes of 1 to 6 kW.
template <class Visit>
void for_each_small_round(RoundCase round, Visit visit) {
  for (int shape = 0; shape < 64; ++shape) {
    for (std::size_t bid = 0; bid < 3; ++bid) {
      round.bids[bid].price_ticks = 1 + (shape >> (2 * bid) & 1);
      round.bids[bid].quantity_kw = 1 + (shape >> (2 * bid + 1) & 1);
    }
    for (std::int64_t volume_kw = 1; volume_kw <= 6; ++volume_kw) {
      round.volume_kw = volume_kw;
      visit(round);
    }
  }
}

RoundCase three_bids() {
  RoundCase round;
  round.auction.price_step_per_mwh = 1.0;
  round.auction.volume_mw = Constant{1.0};
  round.ceiling_ticks = 3;
  for (const int bid : {0, 1, 2}) {
    BidAttributes attributes;
    attributes.name = "bid" + std::to_string(bid);
    attributes.delivery_year = bid < 2 ? "2027" : "2028";
    round.attributes.push_back(attributes);
    RoundBid listed;
    listed.minimum_kw = bid;
    listed.submission = 2 - bid;
    listed.fee = bid % 2;
    listed.lottery = static_cast<std::uint64_t>((bid + 1) % 3);
    round.bids.push_back(listed);
  }
  return round;
}

/// Every marginal rule with every rule for ties and every pricing.
TEST(ClearRoundTest, AgreesWithTheIndependentClearingOnAllSmallRounds) {
  RoundCase round = three_bids();
  Auction& auction = round.auction;
  int rounds = 0;
  for (const int marginal : {0, 1, 2, 3, 4, 5}) {
    for (const int ties : {0, 1, 2, 3, 4, 5}) {
      for (const int pricing : {0, 1, 2}) {
        auction.marginal_bid = static_cast<MarginalBidRule>(marginal);
        auction.ties = static_cast<TieRule>(ties);
        auction.pricing = static_cast<PricingRule>(pricing);
        if (auction.ties == TieRule::shared && auction.marginal_bid != MarginalBidRule::partial) continue;
        const bool closes_years = auction.marginal_bid == MarginalBidRule::reject_delivery_year;
        auction.uniform_price_within = closes_years ? PriceScope::delivery_year : PriceScope::all;
        for_each_small_round(round, [&](const RoundCase& small) {
          ++rounds;
          EXPECT_THAT(disagreement(small), IsEmpty()) << text_of(small);
        });
        if (::testing::Test::HasFailure()) return;
      }
    }
  }
  EXPECT_EQ(rounds, (6 * 5 + 1) * 3 * 64 * 6);
}

/// A defect that could slip into a clearing.
struct Defect {
  const char* name;
  void (*plant)(ClearedRound& round);
};

constexpr Defect defects[] = {
    {"one kW moved to the next bid", [](ClearedRound& round) { --round.bids[0].awarded_kw, ++round.bids[1].awarded_kw; }},
    {"two awards swapped", [](ClearedRound& round) { std::swap(round.bids[0].awarded_kw, round.bids[2].awarded_kw); }},
    {"a price one tick higher", [](ClearedRound& round) { ++round.bids[1].price_ticks; }},
    {"two ranks swapped", [](ClearedRound& round) { std::swap(round.bids[0].rank, round.bids[1].rank); }},
    {"a volume one kW smaller", [](ClearedRound& round) { --*round.volume_kw; }},
    {"a void round taken for a valid one", [](ClearedRound& round) { round.is_void = !round.is_void; }},
    {"an excluded bid", [](ClearedRound& round) { round.bids[2].outcome = BidOutcome::above_ceiling; }},
    {"another price of the round", [](ClearedRound& round) { ++*round.prices[0].price_ticks; }}};

/// The twin that must fail: 5 kW for bids of 2, 2 and 2 kW, the last one cut to 1.
TEST(ClearRoundTest, TheComparisonFindsPlantedDefects) {
  RoundCase round = three_bids();
  round.auction.marginal_bid = MarginalBidRule::partial;
  round.auction.pricing = PricingRule::uniform_highest_accepted;
  round.volume_kw = 5;
  for (std::size_t bid = 0; bid < 3; ++bid)
    round.bids[bid].price_ticks = static_cast<std::int64_t>(bid) + 1, round.bids[bid].quantity_kw = 2;
  ASSERT_THAT(disagreement(round), IsEmpty());
  for (const Defect& defect : defects) {
    ClearedRound wrong = cleared(round);
    defect.plant(wrong);
    EXPECT_THAT(differences(wrong, recomputed(round)), Not(IsEmpty())) << defect.name;
  }
}

}  // namespace
}  // namespace sealedbid::reference
