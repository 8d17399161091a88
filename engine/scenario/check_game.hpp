#pragma once

#include <vector>

#include "base/issue.hpp"
#include "scenario/game_file.hpp"

namespace sealedbid {

/// What is wrong with a game although each of its values lies in its range: costs without a density, a form of risk aversion
/// without its coefficient or beyond it, too little competition for a game without a ceiling. A class or block that
/// `faults_of_reading` concern is not looked at.
std::vector<Issue> check_game(const GameFile& file, const std::vector<Issue>& faults_of_reading = {});

}  // namespace sealedbid
