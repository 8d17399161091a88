#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

/// Runs a program as a user does: arguments, standard input, working directory in; exit code and both streams out.
namespace sealedbid::testing {

/// Where a stream of the program goes.
enum class Stream { captured, full_device, closed, reader_gone };

struct ProgramOptions {
  std::string input;
  std::filesystem::path folder = ".";  ///< working directory
  std::vector<std::pair<std::string, std::string>> environment;
  Stream output = Stream::captured;
  Stream notes = Stream::captured;  ///< standard error
  std::chrono::seconds time_limit{60};
};

struct Finished {
  int exit_code = -1;  ///< −1 if a signal ended it
  int signal = 0;
  bool ran_out_of_time = false;
  std::chrono::duration<double> seconds{};
  double peak_memory_mib = 0.0;  ///< largest resident set
  std::string output, notes;
};

/// A running program. What still runs at the end of its life is killed.
class Program {
 public:
  /// @param command the program and its arguments. Throws std::runtime_error where it cannot be started.
  explicit Program(std::vector<std::string> command, ProgramOptions options = {});
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void send(int signal) const;
  /// Waits for the end; kills the program at the time limit.
  Finished wait();

 private:
  using Clock = std::chrono::steady_clock;
  bool has_ended();
  bool is_out_of_time() const { return Clock::now() - start_ > options_.time_limit; }
  [[noreturn]] void become(const std::vector<std::string>& command) const;

  ProgramOptions options_;
  std::string folder_;  ///< of the files that hold the streams
  Clock::time_point start_ = Clock::now();
  pid_t process_ = -1;
  bool ended_ = false;
  int status_ = 0;
  double peak_memory_mib_ = 0.0;
};

Finished run_program(std::vector<std::string> command, ProgramOptions options = {});

}  // namespace sealedbid::testing
