#include "market/price_equation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "reference/project_books.hpp"
#include "support/projects.hpp"

namespace sealedbid {
namespace {

using testing::Draws;
using testing::ProjectBooks;
using testing::random_projects;
using testing::two_markets;

TEST(PriceEquationTest, IsTheValueInTheBooksAtEveryPrice) {
  Draws draw(11);
  int noticed_errors = 0;
  for (int tile_number = 0; tile_number < 12; ++tile_number) {
    const MarketTables tables = two_markets();
    const std::vector<ProjectTerms> projects = random_projects(draw, lane_count);
    const testing::ProjectTile tile = testing::tile_of(projects, tables, 0.0);
    PresentValues values;
    present_values(tile.flows, tile.bidder, values);
    PriceEquation equation = price_equation(tile.flows, values);
    LaneReals yield_factor, price, npv, slope;
    yield_factor.fill(1.1);
    set_yield(tile.bidder, values, yield_factor, equation);
    for (const double strike : {-10.0, 20.0, 60.0, 200.0}) {
      price.fill(strike);
      evaluate(equation, price, npv, slope);
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        const double expected = ProjectBooks(projects[lane], tables).net_present_value(strike, 1.1);
        EXPECT_NEAR(npv[lane], expected, 1e-9 * projects[lane].capex_per_kw) << "tile " << tile_number << ", lane " << lane;
        const double without_error = ProjectBooks(projects[lane], tables).net_present_value(strike, 1.1001);
        noticed_errors += std::abs(npv[lane] - without_error) > 1e-9 * projects[lane].capex_per_kw;
      }
    }
  }
  EXPECT_GT(noticed_errors, 0.98 * 12 * 4 * lane_count) << "a yield that is wrong by a ten-thousandth shows";
}

TEST(PriceEquationTest, ItsSlopeIsThatOfItsValueAndHasOneSign) {
  const MarketTables tables = two_markets();
  Draws draw(12);
  for (int tile_number = 0; tile_number < 12; ++tile_number) {
    const std::vector<ProjectTerms> projects = random_projects(draw, lane_count);
    const testing::ProjectTile tile = testing::tile_of(projects, tables, 0.0);
    PresentValues values;
    present_values(tile.flows, tile.bidder, values);
    PriceEquation equation = price_equation(tile.flows, values);
    LaneReals yield_factor, price, npv, slope, lower, higher, ignored;
    yield_factor.fill(1.0);
    set_yield(tile.bidder, values, yield_factor, equation);
    constexpr double strike = 47.3, step = 1e-4;
    price.fill(strike);
    evaluate(equation, price, npv, slope);
    price.fill(strike - step);
    evaluate(equation, price, lower, ignored);
    price.fill(strike + step);
    evaluate(equation, price, higher, ignored);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      EXPECT_NEAR(slope[lane], (higher[lane] - lower[lane]) / (2.0 * step), 1e-4) << "tile " << tile_number << ", lane " << lane;
      EXPECT_GE(slope[lane] * tile.flows.strike_sign[lane], 0.0) << "so there is one root";
    }
  }
}

TEST(PriceEquationTest, ExercisedOptionsGiveThePriceOfAPurchaseAgreement) {
  ProjectTerms terms = testing::plain_project();
  terms.export_right = ExportRight::option;
  testing::add_corridor(terms, 1, 50.0, 0.4);
  const MarketTables tables = two_markets();
  const testing::ProjectTile tile = testing::tile_of({terms}, tables, 0.0);
  PresentValues values;
  present_values(tile.flows, tile.bidder, values);
  PriceEquation equation = price_equation(tile.flows, values);
  LaneReals yield_factor, price;
  yield_factor.fill(1.0);
  set_yield(tile.bidder, values, yield_factor, equation);
  exercised_price(equation, price);
  EXPECT_NEAR(price[3], testing::price_of(testing::plain_project()), 1e-10);
}

}  // namespace
}  // namespace sealedbid
