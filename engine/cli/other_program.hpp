#pragma once

#include <string>

namespace sealedbid::cli {

/// `sealedbid NAME …` where NAME is no command: becomes the program sealedbid-NAME with the same arguments, as git does; the Python
/// package brings sealedbid-report. It is looked for beside this program, then in PATH.
/// @param argv of main. @param otherwise what to say where there is no such program.
/// @return what to say, if it returns at all.
std::string run_other_program(char** argv, const std::string& otherwise);

}  // namespace sealedbid::cli
