#include "scenario/scenario.hpp"

namespace sealedbid {

Place Scenario::place_of(const std::string& key_path) const {
  std::string path = key_path;
  while (true) {
    if (const auto found = places.find(path); found != places.end()) return found->second;
    if (path.empty()) return {};
    const std::size_t end = path.find_last_of(".[");
    path.resize(end == std::string::npos ? 0 : end);
  }
}

}  // namespace sealedbid
