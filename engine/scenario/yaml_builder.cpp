#include "scenario/yaml_builder.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "scenario/place_cursor.hpp"
#include "scenario/tree_stack.hpp"
#include "scenario/yaml_strictness.hpp"
#include "scenario/yaml_syntax.hpp"

namespace sealedbid {
namespace {

constexpr std::size_t most_issues = 100'000;
constexpr std::string_view end_marker = "--- end\n";
constexpr std::size_t unknown_end = std::string_view::npos;

/// Ends the parse; the issues are in the builder.
struct Stop {};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const std::string& file) : text_(text), cursor_(text, file) {}

  /// Reads all documents that `parser` finds and returns the tree of the only one.
  YamlNode build(YAML::Parser& parser);

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlKind::sequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlKind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  Place place(const YAML::Mark& mark) { return cursor_.place_at(offset(mark)); }
  std::size_t offset(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
  }
  char char_at(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }
  bool is_in_end_marker() const { return documents_ > 1; }
  void close() {
    if (!is_in_end_marker()) tree_.close();
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlKind kind);
  void take_key(YamlNode key, std::size_t begin, std::size_t end);
  void check_indentation(const Place& value);
  void check_properties(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
  /// Where the spelling of a scalar ends; unknown for one that is tagged, runs over several lines or stands in a block.
  std::size_t end_of_scalar(const YamlNode& scalar, std::size_t begin);
  void note(const Place& place, Explanation fault);
  [[noreturn]] void stop(const Place& place, Explanation fault);
  void note_syntax_error(const YAML::Exception& error);

  std::string_view text_;
  PlaceCursor cursor_;
  TreeStack tree_;
  std::size_t end_of_last_scalar_ = 0;
  int documents_ = 0;
  std::vector<Issue> issues_;
};

YamlNode TreeBuilder::build(YAML::Parser& parser) {
  try {
    while (parser.HandleNextDocument(*this)) {
    }
    if (!is_in_end_marker())
      stop(cursor_.place_at(text_.size()), {"the end of the file could not be reached", "Check quotes and brackets"});
    if (auto fault = fault_of_root(tree_.root())) stop(tree_.root().place, std::move(*fault));
  } catch (const Stop&) {
  } catch (const YAML::Exception& error) {
    note_syntax_error(error);
  }
  if (!issues_.empty()) throw InputError(std::move(issues_));
  return tree_.take_root();
}

void TreeBuilder::note(const Place& place, Explanation fault) {
  issues_.push_back({.place = place, .key_path = "", .what = std::move(fault.what), .suggestion = std::move(fault.suggestion)});
  if (issues_.size() >= most_issues) throw Stop{};
}

void TreeBuilder::stop(const Place& place, Explanation fault) {
  note(place, std::move(fault));
  throw Stop{};
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  ++documents_;
  const bool is_end_marker = offset(mark) == text_.size();
  if (documents_ == 1 && is_end_marker) stop(cursor_.place_at(0), *fault_of_root(YamlNode{}));
  if (documents_ == 2 && !is_end_marker) {
    stop(place(mark),
         {"a second document begins here (only one is allowed)", "Check the indentation, and remove lines '---' and '...'"});
  }
}

void TreeBuilder::check_properties(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
  const char first = char_at(offset(mark));
  if (anchor != 0 || first == '&') note(place(mark), explain_anchor());
  const bool is_tagged = first == '!' || !(tag.empty() || tag == "?" || tag == "!");
  if (is_tagged) note(place(mark), explain_tag());
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (is_in_end_marker()) return;
  const std::size_t begin = offset(mark);
  const std::size_t end = std::min(text_.find_first_of(" \t\n,]}:", begin), text_.size());
  const std::string_view written = text_.substr(begin, end - begin);
  YamlNode node;
  node.place = place(mark);
  if (is_null_text(written) && !tree_.is_left_of_its_key(node.place)) node.text = written;
  check_properties(mark, "", anchor);
  if (tree_.is_key_expected()) {
    note(node.place, {"a key is missing before the colon or between two commas", "Write 'key: value'"});
    tree_.add_key("", node.place);
    return;
  }
  // The mark of a value that is not there is that of the next token, wherever that may be.
  if (node.text.empty() && tree_.is_inside(YamlKind::map)) node.place = tree_.key_place();
  if (node.text.empty() && tree_.is_inside(YamlKind::sequence)) {
    note(node.place, {"an item of the list before this place is empty", "Remove the surplus comma or dash, or write the value"});
  }
  tree_.add(std::move(node));
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  stop(place(mark), explain_anchor());
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) {
  if (is_in_end_marker()) return;
  const std::size_t begin = offset(mark);
  const char first = char_at(begin);
  YamlNode node;
  node.place = place(mark);
  node.text = value;
  node.is_quoted = tag == "!" && (first == '"' || first == '\'' || first == '|' || first == '>');
  check_properties(mark, tag, anchor);
  if (value.size() > yaml_limit_scalar_bytes) stop(node.place, {"a text of more than 64 KiB", "Shorten it"});
  // Escapes can write what the scan of the bytes has refused; yaml-cpp turns some of them into bytes that are not UTF-8.
  if (auto fault = node.is_quoted ? fault_of_quoted(node) : std::nullopt) note(node.place, std::move(*fault));
  const std::size_t end = end_of_scalar(node, begin);
  end_of_last_scalar_ = end == unknown_end ? begin : end;
  if (tree_.is_key_expected()) {
    take_key(std::move(node), begin, end);
  } else {
    check_indentation(node.place);
    tree_.add(std::move(node));
  }
}

std::size_t TreeBuilder::end_of_scalar(const YamlNode& scalar, std::size_t begin) {
  const char first = char_at(begin);
  if (scalar.is_quoted && (first == '"' || first == '\'')) {
    const auto end = end_of_quoted(text_, begin);
    if (!end) stop(scalar.place, {"a text in quotes is never closed", "Close the quote"});
    const bool is_followed_well = std::string_view(" \t\n,]}:").find(char_at(*end)) != std::string_view::npos;
    if (!is_followed_well) note(scalar.place, {"something stands directly behind the closing quote", "Put a space there"});
    return *end;
  }
  if (scalar.is_quoted || first == '!' || first == '&') return unknown_end;
  if (!text_.substr(begin).starts_with(scalar.text)) {
    note(scalar.place,
         {"a text without quotes runs over several lines", "Put it in quotes, or check the next line's indentation"});
    return unknown_end;
  }
  return begin + scalar.text.size();
}

void TreeBuilder::check_indentation(const Place& value) {
  // yaml-cpp takes the text of the next line for the value of a key that has none, however that line is indented.
  if (!tree_.is_left_of_its_key(value)) return;
  const std::string line = std::to_string(tree_.key_place().line);
  note(value,
       {"the value of the key on line " + line + " is not indented", "Write 'key: value' on one line, or indent the value"});
}

void TreeBuilder::take_key(YamlNode key, std::size_t begin, std::size_t end) {
  if (auto fault = fault_of_key(key)) note(key.place, std::move(*fault));
  if (auto fault = end == unknown_end ? std::nullopt : fault_of_colon(text_, key, begin, end)) note(key.place, std::move(*fault));
  if (const auto earlier = tree_.add_key(key.text, key.place)) {
    const std::string line = std::to_string(*earlier);
    note(key.place, {"the key '" + printable(key.text, 60) + "' is already on line " + line, "Remove one of them"});
  }
  if (tree_.keys_of_map() > yaml_limit_keys_of_map) {
    stop(key.place, {"too many keys in one map (more than 4,096)", "Long lists of bids belong in a CSV file"});
  }
}

void TreeBuilder::open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlKind kind) {
  if (is_in_end_marker()) return;
  check_properties(mark, tag, anchor);
  if (tree_.is_key_expected()) {
    stop(place(mark), {"a list or map stands as a key, and keys are plain text", "Write 'key: value', and close each bracket"});
  }
  if (tree_.depth() >= static_cast<std::size_t>(yaml_limit_depth)) {
    stop(place(mark), {"lists and maps are nested too deeply (the depth is limited)", "Use at most 64 levels"});
  }
  const bool is_flow = char_at(offset(mark)) == '[' || char_at(offset(mark)) == '{';
  if (is_flow) check_indentation(place(mark));
  tree_.open(kind, place(mark));
}

void TreeBuilder::note_syntax_error(const YAML::Exception& error) {
  Explanation explanation = explain_yaml_error(error.msg);
  Place where = place(error.mark);
  // yaml-cpp notices an open quote at the end of the file; it opens behind the last scalar that could be read.
  const bool is_open_quote = error.msg.find("in scalar") != std::string::npos;
  const std::size_t quote = is_open_quote ? next_quote(text_, end_of_last_scalar_) : text_.size();
  if (quote < text_.size()) where = cursor_.place_at(quote);
  if (error.msg.find("flow not found") != std::string::npos && tree_.depth() > 0) {
    const Place& bracket = tree_.innermost().place;
    explanation.what += " (it opens on line " + std::to_string(bracket.line) + ")";
    // What was read behind an open bracket was read as what it is not.
    std::erase_if(issues_, [&](const Issue& issue) {
      return std::pair(issue.place.line, issue.place.column) >= std::pair(bracket.line, bracket.column);
    });
  }
  issues_.push_back({.place = where, .key_path = "", .what = explanation.what, .suggestion = explanation.suggestion});
}

}  // namespace

YamlNode build_yaml_tree(const std::string& text, const std::string& file) {
  std::istringstream input(text + std::string(end_marker));
  YAML::Parser parser(input);
  return TreeBuilder(text, file).build(parser);
}

}  // namespace sealedbid
