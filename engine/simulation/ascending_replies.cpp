#include "simulation/ascending_replies.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace sealedbid {

namespace {

/// Projects that bid alike.
struct Pool {
  std::size_t first = 0, last = 0;
  double bid = 0.0;
};

}  // namespace

std::vector<TabulatedBids> ascending_replies(std::size_t projects,
                                             const std::function<TabulatedBids(std::size_t first, std::size_t last)>& best) {
  std::map<std::pair<std::size_t, std::size_t>, TabulatedBids> known;
  const auto best_of = [&](std::size_t first, std::size_t last) -> const TabulatedBids& {
    const auto found = known.find({first, last});
    return found != known.end() ? found->second : known.emplace(std::pair(first, last), best(first, last)).first->second;
  };
  std::vector<TabulatedBids> result;
  for (std::size_t project = 0; project < projects; ++project) result.push_back(best_of(project, project));
  for (std::size_t g = 0; g < result.front().bid.size(); ++g) {
    std::vector<Pool> pools;
    for (std::size_t project = 0; project < projects; ++project) {
      pools.push_back({project, project, best_of(project, project).bid[g]});
      while (pools.size() > 1 && pools[pools.size() - 2].bid > pools.back().bid) {
        const std::size_t first = pools[pools.size() - 2].first;
        pools.pop_back();
        pools.back() = {first, project, best_of(first, project).bid[g]};
      }
    }
    for (const Pool& pool : pools) {
      for (std::size_t project = pool.first; project <= pool.last; ++project) result[project].bid[g] = pool.bid;
    }
  }
  for (TabulatedBids& bids : result) {
    for (std::size_t g = 1; g < bids.bid.size(); ++g) bids.bid[g] = std::max(bids.bid[g], bids.bid[g - 1]);
  }
  return result;
}

}  // namespace sealedbid
