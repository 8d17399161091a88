#include "support/program.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace sealedbid::testing {

namespace {

constexpr auto poll_interval = std::chrono::milliseconds(5);

/// Between fork and exec: puts a file in the place of a standard stream.
void put(int descriptor, int stream) {
  if (descriptor < 0 || ::dup2(descriptor, stream) < 0) ::_exit(126);
  ::close(descriptor);
}

int gone_reader() {
  int ends[2];
  if (::pipe(ends) != 0) return -1;
  ::close(ends[0]);
  return ends[1];
}

void redirect(int stream, Stream where, const std::string& file) {
  switch (where) {
    case Stream::captured:
      return put(::open(file.c_str(), O_WRONLY | O_CREAT, 0600), stream);
    case Stream::full_device:
      return put(::open("/dev/full", O_WRONLY), stream);
    case Stream::reader_gone:
      return put(gone_reader(), stream);
    case Stream::closed:
      ::close(stream);
  }
}

/// Empty where there is no such file.
std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace

Program::Program(std::vector<std::string> command, ProgramOptions options) : options_(std::move(options)) {
  folder_ = (std::filesystem::temp_directory_path() / "sealedbid-program-XXXXXX").string();
  if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no folder for the program's streams");
  std::ofstream(folder_ + "/input", std::ios::binary) << options_.input;
  process_ = ::fork();
  if (process_ < 0) throw std::runtime_error("no process for the program");
  if (process_ == 0) become(command);
}

Program::~Program() {
  if (!has_ended()) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, &status_, 0);
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Program::become(const std::vector<std::string>& command) const {
  put(::open((folder_ + "/input").c_str(), O_RDONLY), STDIN_FILENO);
  redirect(STDOUT_FILENO, options_.output, folder_ + "/output");
  redirect(STDERR_FILENO, options_.notes, folder_ + "/notes");
  if (::chdir(options_.folder.c_str()) != 0) ::_exit(126);
  for (const auto& [name, value] : options_.environment) ::setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execv(words[0], words.data());
  ::_exit(126);
}

bool Program::has_ended() {
  if (ended_) return true;
  rusage usage{};
  ended_ = ::wait4(process_, &status_, WNOHANG, &usage) == process_;
  if (ended_) peak_memory_mib_ = static_cast<double>(usage.ru_maxrss) / 1024.0;
  return ended_;
}

void Program::send(int signal) const {
  ::kill(process_, signal);
}

Finished Program::wait() {
  Finished finished;
  while (!has_ended()) {
    if (is_out_of_time() && !finished.ran_out_of_time) {
      finished.ran_out_of_time = true;
      ::kill(process_, SIGKILL);
    }
    std::this_thread::sleep_for(poll_interval);
  }
  finished.seconds = Clock::now() - start_;
  if (WIFEXITED(status_)) finished.exit_code = WEXITSTATUS(status_);
  if (WIFSIGNALED(status_)) finished.signal = WTERMSIG(status_);
  finished.peak_memory_mib = peak_memory_mib_;
  finished.output = bytes_of(folder_ + "/output");
  finished.notes = bytes_of(folder_ + "/notes");
  return finished;
}

Finished run_program(std::vector<std::string> command, ProgramOptions options) {
  return Program(std::move(command), std::move(options)).wait();
}

}  // namespace sealedbid::testing
