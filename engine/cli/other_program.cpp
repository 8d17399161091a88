#include "cli/other_program.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <system_error>

namespace sealedbid::cli {

std::string run_other_program(char** argv, const std::string& otherwise) {
  const std::string command = argv[1];
  const bool is_name = !command.empty() && std::ranges::all_of(command, [](unsigned char letter) {
    return std::islower(letter) != 0 || std::isdigit(letter) != 0 || letter == '-';
  });
  if (!is_name || command.front() == '-') return otherwise;
  const std::string program = "sealedbid-" + command;
  std::error_code unreadable;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", unreadable);
  if (!unreadable) ::execv((self.parent_path() / program).c_str(), argv + 1);  // returns only if there is none
  ::execvp(program.c_str(), argv + 1);
  if (command != "report") return otherwise;
  return "'report' is a program of the Python package, which is not installed here. Install it with pip install . in the source "
         "folder.";
}

}  // namespace sealedbid::cli
