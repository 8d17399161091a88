#include <gtest/gtest.h>

#include <cmath>

#include "simulation/simulate.hpp"
#include "support/settled_scenarios.hpp"

/// Bidders that bid what they need, are paid what they bid and judge their yield rightly break even on average over paths of
/// prices and yields, whatever the tariff: bids by expectation and settlement by paths must agree.
namespace sealedbid {
namespace {

/// False alarms: below 4e-5 a comparison, below 3e-4 for all together.
constexpr double most_standard_errors = 4.1;

/// Everyone takes part and the marginal bid is cut, so that corridors are shared as bidders expect. Prices so low that nobody can
/// do without support: a bid is never below 0.
Scenario break_even_auction() {
  Scenario scenario = testing::volatile_auction();
  for (BidderClass& bidder : scenario.bidder_classes) {
    bidder.participation_probability = Constant{1.0};
    bidder.yield_estimate_error_fraction = Constant{0.0};
  }
  scenario.electricity_markets[0].mean_price_per_mwh = Constant{24.0};
  scenario.electricity_markets[1].mean_price_per_mwh = Constant{40.0};
  scenario.electricity_markets[0].energy_at_negative_prices_fraction = {{"solar_pv", Constant{0.05}}};
  scenario.tariff.negative_prices = NegativePriceRule::unsupported_with_extension;
  scenario.technologies[0].curtailment_fraction = Constant{0.08};
  scenario.auction.marginal_bid = MarginalBidRule::partial;
  scenario.auction.price_step_per_mwh = 1e-4;
  scenario.auction.ceiling_per_mwh = Constant{500.0};
  return scenario;
}

/// Mean net present value of the winners in standard errors.
double mean_in_standard_errors(const Scenario& scenario) {
  SimulationOptions options;
  options.seed = 4;
  options.replications = 20000;
  options.threads = 2;
  const std::vector<PolicyMarket> policies = {{"policy", build_market(scenario)}};
  const RunTally tally = simulate(policies, options).front();
  for (const MetricTally& each : tally.policies[0].metrics) {
    if (each.metric.name != "net_present_value_per_kw" || each.metric.group != "all") continue;
    EXPECT_EQ(each.moments.count, 20000);
    return each.moments.mean / each.moments.standard_error();
  }
  throw std::logic_error("the metric is missing");
}

TEST(TruthfulBiddersBreakEven, OnAverageUnderEveryTariff) {
  Scenario scenario = break_even_auction();
  for (const TariffType type : {TariffType::two_way_cfd, TariffType::one_way_sliding_premium, TariffType::fixed_premium,
                                TariffType::partially_merchant, TariffType::capability_cfd}) {
    scenario.tariff.type = type;
    scenario.tariff.merchant_fraction = type == TariffType::partially_merchant ? 0.3 : 0.0;
    scenario.tariff.reference_price = ReferencePrice::baseload;
    EXPECT_LT(std::abs(mean_in_standard_errors(scenario)), most_standard_errors) << int(type);
  }
}

TEST(TruthfulBiddersBreakEven, WithOptionsDebtAndLocalCurrency) {
  Scenario option = break_even_auction();
  option.exports.right = ExportRight::option;
  option.exports.share_of_energy_fraction = Constant{0.0};
  option.exports.state_share_of_export_gain_fraction = 0.4;
  EXPECT_LT(std::abs(mean_in_standard_errors(option)), most_standard_errors);

  Scenario debt = break_even_auction();
  debt.tariff.type = TariffType::one_way_sliding_premium;
  debt.technologies[0].local_currency_fraction_of_opex = 0.5;
  debt.host_country.exchange_rate.volatility_fraction_per_year = 0.1;
  for (BidderClass& bidder : debt.bidder_classes) {
    bidder.wacc_fraction.reset();
    bidder.cost_of_equity_fraction = Constant{0.11};
    bidder.project_debt = {
        .sizing = DebtSizing::cover_ratio, .gearing_fraction = 0.75, .interest_fraction = Constant{0.05}, .tenor_years = 14};
  }
  EXPECT_LT(std::abs(mean_in_standard_errors(debt)), most_standard_errors);
}

/// Who claims more than there is pays what the rights are worth to it: nothing is left of export. Without tax, because rents are
/// compared with gains before tax.
TEST(TruthfulBiddersBreakEven, OnACorridorThatItsOnlyBidderPaysFor) {
  Scenario scenario = break_even_auction();
  scenario.host_country.corporate_tax_fraction = Constant{0.0};
  scenario.bidder_classes.resize(1);
  scenario.bidder_classes[0].bidders = 1;
  scenario.bidder_classes[0].project_capacity_mw = Constant{120.0};
  scenario.electricity_markets[1].mean_price_per_mwh = Constant{70.0};
  scenario.electricity_markets[1].growth_fraction_per_year = -0.01;
  scenario.exports.right = ExportRight::option;
  scenario.exports.share_of_energy_fraction = Constant{0.0};
  scenario.exports.allocation = ExportAllocation::capacity_auction;
  EXPECT_LT(std::abs(mean_in_standard_errors(scenario)), most_standard_errors);
  scenario.exports.allocation = ExportAllocation::priority;
  scenario.exports.priority = {"domestic"};
  scenario.exports.corridors[0].capacity_mw = Constant{30.0};
  EXPECT_LT(std::abs(mean_in_standard_errors(scenario)), most_standard_errors) << "free, and in the bid";
}

TEST(TruthfulBiddersBreakEven, SeesBiddersThatDoNot) {
  Scenario uniform = break_even_auction();
  uniform.auction.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_GT(mean_in_standard_errors(uniform), most_standard_errors) << "all but the last earn a rent";
  Scenario optimists = break_even_auction();
  for (BidderClass& bidder : optimists.bidder_classes) bidder.yield_estimate_error_fraction = Constant{0.01};
  EXPECT_LT(mean_in_standard_errors(optimists), -most_standard_errors) << "all overrate their yield by one percent";
}

}  // namespace
}  // namespace sealedbid
