#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/issue.hpp"

/// Offsets in a text to the lines and columns that people see.
namespace sealedbid {

/// Finds line and column (in characters) of offsets that mostly ascend, in linear time altogether.
class PlaceCursor {
 public:
  PlaceCursor(std::string_view text, std::string file) : text_(text), place_{.file = std::move(file), .line = 1, .column = 1} {}

  /// The place of the character at `offset`; of the last character where the offset lies behind the end.
  Place place_at(std::size_t offset);

 private:
  bool begins_character(std::size_t at) const { return (static_cast<unsigned char>(text_[at]) & 0xC0) != 0x80; }

  std::string_view text_;
  std::size_t at_ = 0;
  Place place_;
};

}  // namespace sealedbid
