#include "market/black.hpp"

namespace sealedbid {

SEALEDBID_CLONES void better_of_fixed_and_lognormal(const LaneReals& q, double sd, LaneReals& value, LaneReals& slope) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const OptionValue option = better_of_fixed_and_lognormal(q[lane], sd);
    value[lane] = option.value;
    slope[lane] = option.slope;
  }
}

}  // namespace sealedbid
