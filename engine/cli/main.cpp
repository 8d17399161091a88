#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <new>
#include <string>

#include "base/issue.hpp"
#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/other_program.hpp"

namespace {

/// A standard stream that the caller has closed is filled with a descriptor that refuses: otherwise the first file of the run
/// would take its number, and progress or the table would be written into it.
void fill_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0) continue;
    [[maybe_unused]] const int filled = ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

}  // namespace

/// Every failure ends here: one message on standard error, one exit code.
int main(int argc, char** argv) {
  using namespace sealedbid;
  using namespace sealedbid::cli;
  fill_closed_streams();
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is no reason to lose the run
  try {
    return execute(parse_arguments(argc, argv));
  } catch (const UnknownCommand& error) {
    print_note("sealedbid: " + run_other_program(argv, error.what()));
    return exit_usage;
  } catch (const UsageError& error) {
    print_note(std::string("sealedbid: ") + error.what());
    return exit_usage;
  } catch (const InputError& error) {
    print_note(text_of(error.issues()));
    return exit_input;
  } catch (const RunError& error) {
    print_note(std::string("sealedbid: ") + error.what());
    return exit_run_failed;
  } catch (const OutputError& error) {
    print_note(std::string("sealedbid: ") + error.what());
    return exit_output;
  } catch (const std::bad_alloc&) {
    print_note("sealedbid: out of memory (fewer threads or bidders need less)");
    return exit_run_failed;
  } catch (const std::exception& error) {
    print_note(std::string("sealedbid: this is a bug in the program, please report it: ") + error.what());
    return exit_our_bug;
  }
}
