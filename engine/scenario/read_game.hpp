#pragma once

#include <string>
#include <vector>

#include "scenario/game_file.hpp"
#include "scenario/read_scenario.hpp"

namespace sealedbid {

/// Reads a game file ("-" for standard input). Throws InputError with every problem of the file, sorted by place; what needs more
/// than one value (check_game) is looked at where the values themselves are sound.
GameFile read_game(const std::string& path, const std::vector<Override>& overrides = {});

/// The same for text that is already in memory; `name` stands in messages.
GameFile read_game_text(const std::string& text, const std::string& name, const std::vector<Override>& overrides = {});

}  // namespace sealedbid
