// Relations between scenarios that hold draw by draw: what a lever may and may not do to bids.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "auction/rules.hpp"
#include "simulation/bid_draws.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using Change = std::function<void(Scenario&)>;

/// Ten solar developers who bid what they need, without a ceiling, at a price step of 1e-4.
Scenario developers() {
  Scenario scenario = testing::solar_auction();
  scenario.auction.ceiling_per_mwh.reset();
  scenario.auction.price_step_per_mwh = 1e-4;
  scenario.technologies[0].imported_fraction_of_capex = 0.5;
  return scenario;
}

DrawnTile draw(const Scenario& scenario) {
  const Market market = build_market(scenario);
  BidDraws draws(market, 7);
  DrawnTile tile;
  draws.draw(0, 1, tile);
  return tile;
}

DrawnTile draw_with(const Change& change) {
  Scenario scenario = developers();
  change(scenario);
  return draw(scenario);
}

void add_home_market(Scenario& scenario, double mean_price_per_mwh, double sd_of_change_fraction = 0.0) {
  ElectricityMarket home;
  home.name = "home";
  home.country = scenario.host_country.code;
  home.mean_price_per_mwh = Constant{mean_price_per_mwh};
  home.sd_of_change_fraction = sd_of_change_fraction;
  scenario.electricity_markets.push_back(home);
}

void add_corridor(Scenario& scenario, double price_per_mwh, double capacity_mw = 1000.0) {
  Corridor corridor;
  corridor.name = "line";
  corridor.destination = "CCC";
  corridor.capacity_mw = Constant{capacity_mw};
  corridor.available_from_year = Constant{2024.0};
  corridor.price_per_mwh = Constant{price_per_mwh};
  scenario.exports.corridors.push_back(corridor);
}

/// Required prices of `changed` minus those of `base`, over all slots and lanes.
struct Differences {
  double least = 1e300, most = -1e300;
};
Differences differences(const DrawnTile& changed, const DrawnTile& base) {
  Differences result;
  for (std::size_t slot = 0; slot < base.believed_per_mwh.size(); ++slot) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double difference = changed.believed_per_mwh[slot][lane] - base.believed_per_mwh[slot][lane];
      result.least = std::min(result.least, difference);
      result.most = std::max(result.most, difference);
    }
  }
  return result;
}

void expect_equal(const DrawnTile& changed, const DrawnTile& base) {
  EXPECT_EQ(changed.bid_ticks, base.bid_ticks);
  EXPECT_EQ(changed.believed_per_mwh, base.believed_per_mwh);
}

TEST(EconomyRelationsTest, AnExportShareOfZeroIsNoExport) {
  expect_equal(draw_with([](Scenario& s) { add_corridor(s, 80.0); }), draw(developers()));
}

TEST(EconomyRelationsTest, AnExportOptionWorthNothingChangesNoBid) {
  const DrawnTile worthless = draw_with([](Scenario& s) {
    add_corridor(s, 1.0);
    s.exports.right = ExportRight::option;
  });
  const Differences none = differences(worthless, draw(developers()));
  EXPECT_NEAR(none.least, 0.0, 1e-8);
  EXPECT_NEAR(none.most, 0.0, 1e-8);
  const DrawnTile valuable = draw_with([](Scenario& s) {
    add_corridor(s, 60.0);
    s.exports.right = ExportRight::option;
  });
  EXPECT_LT(differences(valuable, draw(developers())).most, -1.0) << "one that is worth something lowers them all";
}

TEST(EconomyRelationsTest, ATwoWayContractOnTheCapturedPriceIsAPurchaseAgreement) {
  const Change cfd = [](Scenario& s) {
    add_home_market(s, 40.0, 0.2);
    s.tariff.type = TariffType::two_way_cfd;
  };
  expect_equal(draw_with(cfd), draw_with([](Scenario& s) { add_home_market(s, 40.0, 0.2); }));
}

// Source: an outside revenue of x a MWh won is a cost x lower (Samuelson 1985 read for exports): bids shift by x, nobody else
// wins.
TEST(EconomyRelationsTest, RevenueOfXForEachMwhWonShiftsEveryBidByX) {
  const Change whole_life = [](Scenario& s) { s.tariff.term_years = s.technologies[0].lifetime_years; };
  const DrawnTile premium = draw_with([&](Scenario& s) {
    whole_life(s);
    add_home_market(s, 12.5, 0.2);
    s.tariff.type = TariffType::fixed_premium;
  });
  const Differences shift = differences(premium, draw_with(whole_life));
  EXPECT_NEAR(shift.least, -12.5, 1e-9);
  EXPECT_NEAR(shift.most, -12.5, 1e-9);
}

TEST(EconomyRelationsTest, ExportAtXOfTheShareSMixesTheStrikeWithX) {
  const Change whole_life = [](Scenario& s) { s.tariff.term_years = s.technologies[0].lifetime_years; };
  const DrawnTile base = draw_with(whole_life);
  const DrawnTile half = draw_with([&](Scenario& s) {
    whole_life(s);
    add_corridor(s, 20.0);
    s.exports.share_of_energy_fraction = Constant{0.5};
  });
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    EXPECT_NEAR(0.5 * half.believed_per_mwh[3][lane] + 0.5 * 20.0, base.believed_per_mwh[3][lane], 1e-9);
  }
}

TEST(EconomyRelationsTest, ScalingAllMoneyScalesTheRequiredPrices) {
  const Change in_euros = [](Scenario& s) {
    add_home_market(s, 40.0, 0.2);
    s.tariff.type = TariffType::one_way_sliding_premium;
  };
  const Change in_cents = [&](Scenario& s) {
    s.technologies[0].capex_per_kw = Lognormal{70000.0, 0.1};
    s.technologies[0].opex_per_kw_year = Constant{1200.0};
    s.tariff.after_term.price_per_mwh = Constant{2500.0};
    add_home_market(s, 4000.0, 0.2);
    s.tariff.type = TariffType::one_way_sliding_premium;
  };
  const DrawnTile euros = draw_with(in_euros), cents = draw_with(in_cents);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    EXPECT_NEAR(cents.believed_per_mwh[4][lane] / 100.0, euros.believed_per_mwh[4][lane], 1e-7);
  }
}

TEST(EconomyRelationsTest, NoTaxChargeOrPremiumLowersARequiredPrice) {
  const DrawnTile base = draw(developers());
  const Change harder[] = {
      [](Scenario& s) { s.host_country.corporate_tax_fraction = Constant{0.3}; },
      [](Scenario& s) { s.host_country.withholding_tax_fraction = 0.1; },
      [](Scenario& s) { s.host_country.import_duty_fraction = Constant{0.05}; },
      [](Scenario& s) { s.host_country.import_vat_fraction = Constant{0.18}; },
      [](Scenario& s) { s.technologies[0].curtailment_fraction = Constant{0.03}; },
      [](Scenario& s) { s.technologies[0].decommissioning_fraction_of_capex = 0.05; },
      [](Scenario& s) {
        s.host_country.local_content_obligation_fraction = 0.3;
        for (BidderClass& bidder : s.bidder_classes) bidder.local_content_cost_premium_fraction = 0.15;
      },
      [](Scenario& s) {
        for (BidderClass& bidder : s.bidder_classes) bidder.country_premium_fraction = Constant{0.02};
      },
      [](Scenario& s) {
        s.tariff.local_currency_fraction = 0.5;
        s.host_country.exchange_rate = {
            .regime = ExchangeRegime::pegged, .peg_break_probability_per_year = 0.02, .peg_break_loss_fraction = 0.3};
      },
  };
  for (const Change& change : harder) {
    const Differences raised = differences(draw_with(change), base);
    EXPECT_GE(raised.least, -1e-9) << "change " << (&change - harder);
    EXPECT_GT(raised.most, 1e-3) << "change " << (&change - harder);
  }
}

TEST(EconomyRelationsTest, ApprovalThatIsCertainAndAtOnceIsNoLimit) {
  const DrawnTile free = draw_with([](Scenario& s) {
    testing::class_named(s, "foreign").outward_investment = {.equity_limit = 0.0, .approval_probability = 1.0};
  });
  expect_equal(free, draw(developers()));
}

TEST(EconomyRelationsTest, ApprovalThatIsNeverGivenKeepsTheClassAway) {
  const DrawnTile tile = draw_with([](Scenario& s) {
    testing::class_named(s, "foreign").outward_investment = {.equity_limit = 0.0, .approval_probability = 0.0};
  });
  for (std::size_t slot = 5; slot < 10; ++slot) {
    for (const std::int32_t ticks : tile.bid_ticks[slot]) EXPECT_EQ(ticks, no_price);
  }
  EXPECT_EQ(tile.bid_ticks[0], draw(developers()).bid_ticks[0]) << "and changes no bid of another class";
}

TEST(EconomyRelationsTest, ADelayRaisesTheBidOfThoseAboveTheLimitOnly) {
  Scenario scenario = developers();
  testing::class_named(scenario, "foreign").outward_investment = {
      .equity_limit = 0.25 * 700.0 * 50000.0, .approval_probability = 1.0, .approval_delay_years = 2};
  scenario.settlement.state_discount_fraction_per_year = 0.05;
  const DrawnTile delayed = draw(scenario), base = draw(developers());
  int above = 0, below = 0;
  for (std::size_t slot = 5; slot < 10; ++slot) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double raised = delayed.believed_per_mwh[slot][lane] - base.believed_per_mwh[slot][lane];
      const bool is_above = delayed.capex_per_kw[slot][lane] > 700.0;
      EXPECT_EQ(delayed.is_delayed[slot][lane], is_above ? 1 : 0);
      is_above ? ++above : ++below;
      if (is_above) {
        EXPECT_GT(raised, 0.1);
        EXPECT_GT(delayed.realised_per_mwh[slot][lane], base.realised_per_mwh[slot][lane] + 0.1);
        EXPECT_NE(delayed.realised_per_mwh[slot][lane], delayed.believed_per_mwh[slot][lane]);
      } else {
        EXPECT_EQ(raised, 0.0);
      }
    }
  }
  EXPECT_GT(above, 20);
  EXPECT_GT(below, 20);
}

TEST(EconomyRelationsTest, ApprovalIsALotteryOfItsOwn) {
  const DrawnTile tile = draw_with([](Scenario& s) {
    BidderClass& foreign = testing::class_named(s, "foreign");
    foreign.participation_probability = Constant{1.0};
    foreign.strategy = Strategy::markup;
    foreign.markup_fraction = Uniform{0.0, 0.2};
    foreign.outward_investment = {.equity_limit = 0.0, .approval_probability = 0.5};
  });
  int approved = 0, approved_with_high_markup = 0;
  for (std::size_t slot = 5; slot < 10; ++slot) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      if (tile.bid_ticks[slot][lane] == no_price) continue;
      ++approved;
      const double markup = tile.bid_ticks[slot][lane] * 1e-4 / tile.believed_per_mwh[slot][lane] - 1.0;
      approved_with_high_markup += markup > 0.1 ? 1 : 0;
    }
  }
  // Binomial, n = 160 and about 80: five standard deviations, false alarm 6e-7 each.
  EXPECT_NEAR(approved, 80.0, 5.0 * std::sqrt(40.0));
  EXPECT_NEAR(approved_with_high_markup, 0.5 * approved, 5.0 * std::sqrt(0.25 * approved));
}

TEST(EconomyRelationsTest, ApprovalNeedsNoOtherDrawOfTheProject) {
  const DrawnTile tile = draw_with([](Scenario& s) {
    testing::class_named(s, "foreign").participation_probability = Constant{1.0};
    testing::class_named(s, "foreign").outward_investment = {.equity_limit = 0.0, .approval_probability = 0.5};
  });
  int approved = 0;
  for (std::size_t slot = 5; slot < 10; ++slot) {
    for (const std::int32_t ticks : tile.bid_ticks[slot]) approved += ticks != no_price ? 1 : 0;
  }
  EXPECT_NEAR(approved, 80.0, 5.0 * std::sqrt(40.0));
}

TEST(EconomyRelationsTest, AContentThatIsDrawnCostsWhatTheRulesSeeOfIt) {
  Scenario scenario = developers();
  scenario.technologies[0].capex_per_kw = Constant{1000.0};
  BidderClass& foreign = testing::class_named(scenario, "foreign");
  foreign.capex_factor = Constant{1.0};
  foreign.local_content_fraction = Uniform{0.1, 0.9};
  foreign.local_content_cost_premium_fraction = 0.2;
  scenario.settlement.state_discount_fraction_per_year = 0.05;
  const DrawnTile tile = draw(scenario);
  UniformBlock uniforms;  // the stream from which the rules take a bid's local content
  draw_uniforms(make_stream_key(7, "bidder_classes.foreign.local_content_fraction"), 0, 1, 3, Purpose::bid_number, uniforms);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double content = 0.1 + 0.8 * uniforms.word[0][lane];
    EXPECT_NEAR(tile.capex_per_kw[8][lane], 1000.0 * (1.0 + 0.2 * content), 1e-9);
  }
}

TEST(EconomyRelationsTest, WhoNeedsMoreThanTheCeilingIsCounted) {
  Scenario scenario = developers();
  scenario.auction.ceiling_per_mwh = Constant{10.0};
  const DrawnTile tile = draw(scenario);
  int present = 0, counted = 0;
  for (std::size_t slot = 0; slot < 10; ++slot) {
    for (const std::int32_t ticks : tile.realised_ticks[slot]) present += ticks != no_price ? 1 : 0;
  }
  for (const std::int32_t count : tile.priced_out) counted += count;
  EXPECT_GT(counted, 100);
  EXPECT_EQ(counted, present);
}

TEST(EconomyRelationsTest, InASaleBiddersPayWhatIsLeftOfTheMarketPrice) {
  Scenario scenario = developers();
  add_home_market(scenario, 90.0);
  scenario.tariff.term_years = scenario.technologies[0].lifetime_years;
  Scenario purchase = scenario;
  scenario.auction.direction = Direction::sale;
  scenario.tariff.type = TariffType::payment_by_bidder;
  const DrawnTile sale = draw(scenario), bought = draw(purchase);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    EXPECT_NEAR(sale.believed_per_mwh[2][lane], 90.0 - bought.believed_per_mwh[2][lane], 1e-8);
    if (sale.bid_ticks[2][lane] == no_price) continue;
    EXPECT_LE(sale.bid_ticks[2][lane] * 1e-4, sale.believed_per_mwh[2][lane] + 1e-9);
    EXPECT_LE(sale.realised_ticks[2][lane] * 1e-4, sale.realised_per_mwh[2][lane] + 1e-9);
  }
}

}  // namespace
}  // namespace sealedbid
