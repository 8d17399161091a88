#pragma once

#include <string>
#include <string_view>

/// The only code that prints. Data goes to standard output, everything else to standard error.
namespace sealedbid::cli {

/// Writes data to standard output at once and completely. Throws OutputError (disk full, closed); a reader that has gone away (`|
/// head`) ends the output quietly.
void print_data(std::string_view text);

/// Writes a line for people to standard error; failures are ignored.
void print_note(std::string_view line);

/// True if standard error is a terminal.
bool notes_go_to_terminal();

}  // namespace sealedbid::cli
