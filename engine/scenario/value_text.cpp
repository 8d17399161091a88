#include "scenario/value_text.hpp"

#include "base/number_text.hpp"

namespace sealedbid {

namespace {

template <class Item>
std::string list_text(const std::vector<Item>& items) {
  std::string text;
  for (const Item& item : items) text += (text.empty() ? "" : ", ") + value_text(item);
  return "[" + text + "]";
}

}  // namespace

std::string value_text(double value) {
  return number_text(value);
}
std::string value_text(std::int64_t value) {
  return std::to_string(value);
}
std::string value_text(std::uint64_t value) {
  return std::to_string(value);
}
std::string value_text(bool value) {
  return value ? "true" : "false";
}
std::string value_text(const std::string& value) {
  return value;
}
std::string value_text(const Quantity& value) {
  return text_of(value);
}
std::string value_text(const std::vector<double>& values) {
  return list_text(values);
}
std::string value_text(const std::vector<std::string>& values) {
  return list_text(values);
}
std::string value_text(const Correlation& value) {
  return "[" + value.first + ", " + value.second + ", " + number_text(value.coefficient) + "]";
}

}  // namespace sealedbid
