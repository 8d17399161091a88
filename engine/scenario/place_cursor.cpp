#include "scenario/place_cursor.hpp"

#include <algorithm>

namespace sealedbid {

Place PlaceCursor::place_at(std::size_t offset) {
  const std::size_t target = text_.empty() ? 0 : std::min(offset, text_.size() - 1);
  for (; at_ < target; ++at_) {
    if (text_[at_] == '\n') {
      place_ = {.file = place_.file, .line = place_.line + 1, .column = 1};
    } else if (begins_character(at_ + 1)) {
      ++place_.column;
    }
  }
  while (at_ > target) {
    const bool was_on_character = begins_character(at_);
    --at_;
    if (text_[at_] != '\n') {
      place_.column -= was_on_character ? 1 : 0;
      continue;
    }
    --place_.line;
    place_.column = 1;
    for (std::size_t back = at_; back > 0 && text_[back - 1] != '\n'; --back) place_.column += begins_character(back) ? 1 : 0;
  }
  return place_;
}

}  // namespace sealedbid
