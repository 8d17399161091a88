#include "scenario/read_game.hpp"

#include "scenario/check_game.hpp"
#include "scenario/patch.hpp"
#include "scenario/read_block.hpp"

namespace sealedbid {

GameFile read_game_text(const std::string& text, const std::string& name, const std::vector<Override>& overrides) {
  std::vector<Issue> issues;
  YamlNode root = parse_yaml(text, name);
  for (const Override& override_ : overrides) apply_override(root, override_, issues);
  GameFile file;
  const ReadResult read = read_block(root, file);
  issues.insert(issues.end(), read.issues.begin(), read.issues.end());
  const std::vector<Issue> faults = check_game(file, read.issues);
  issues.insert(issues.end(), faults.begin(), faults.end());
  if (!issues.empty()) throw InputError(std::move(issues));
  file.path = name;
  return file;
}

GameFile read_game(const std::string& path, const std::vector<Override>& overrides) {
  GameFile file = read_game_text(read_text_file(path), path == "-" ? "standard input" : path, overrides);
  file.path = path;
  return file;
}

}  // namespace sealedbid
