#include "scenario/walk.hpp"

namespace sealedbid {

std::vector<std::pair<std::string, Quantity>> quantities_drawn_once_a_replication(const Scenario& scenario) {
  std::vector<std::pair<std::string, Quantity>> quantities;
  auto collect = [&](const std::string& key_path, const FieldInfo& info, const auto& value) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, Quantity>) {
      if (info.draws == Draws::once_a_replication) quantities.emplace_back(key_path, value);
    }
  };
  for_each_value(scenario, "", collect);
  return quantities;
}

}  // namespace sealedbid
