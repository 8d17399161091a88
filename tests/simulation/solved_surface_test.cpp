#include "simulation/solved_surface.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

TEST(SolvedSurfaceTest, BidsOfAnOuterStateKeepTheirPlacesBelowTheCeiling) {
  BidSurface surface{{1.0, 1.5}, {0.5, 0.5}, {1.0, 1.5}, 3, {0.75, 0.875, 1.0, 1.0, 1.25, 1.5}};
  add_outer_state(0.5, 3.0, 1.0, 2.0, 1, surface);
  EXPECT_EQ(surface.state, (std::vector<double>{1.0, 1.5, 2.0}));
  EXPECT_EQ(surface.last_estimate, (std::vector<double>{1.0, 1.5, 2.0}));
  EXPECT_EQ(std::vector<double>(surface.bid.begin() + 6, surface.bid.end()), (std::vector<double>{1.25, 1.625, 2.0}));
  add_outer_state(0.5, 3.0, 1.0, 0.75, 0, surface);
  EXPECT_EQ(surface.state.front(), 0.75);
  EXPECT_EQ(surface.bid[2], 0.75) << "who bid the ceiling still does";
}

}  // namespace
}  // namespace sealedbid
