#include "scenario/tree_stack.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

YamlNode scalar(const std::string& text) {
  YamlNode node;
  node.text = text;
  return node;
}

TEST(TreeStackTest, AssemblesMapsAndSequences) {
  TreeStack stack;
  stack.open(YamlKind::map, {"f", 1, 1});
  EXPECT_TRUE(stack.is_key_expected());
  stack.add_key("a", {"f", 1, 1});
  EXPECT_FALSE(stack.is_key_expected());
  stack.open(YamlKind::sequence, {"f", 1, 4});
  EXPECT_EQ(stack.depth(), 2u);
  EXPECT_FALSE(stack.is_key_expected());
  stack.add(scalar("1"));
  stack.add(scalar("2"));
  stack.close();
  EXPECT_TRUE(stack.is_key_expected());
  stack.add_key("b", {"f", 2, 1});
  EXPECT_EQ(stack.key_place().line, 2);
  stack.add(scalar("x"));
  stack.close();
  EXPECT_EQ(stack.depth(), 0u);
  EXPECT_EQ(yaml_text(stack.root()), "a: [1, 2]\nb: x\n");
  EXPECT_EQ(stack.root().find("a")->place.column, 4);
}

// YS07: keys are unique within their map, not within the document.
TEST(TreeStackTest, NamesTheLineOfAnEarlierKey) {
  TreeStack stack;
  stack.open(YamlKind::map, {"f", 1, 1});
  EXPECT_EQ(stack.add_key("a", {"f", 1, 1}), std::nullopt);
  stack.open(YamlKind::map, {"f", 2, 3});
  EXPECT_EQ(stack.add_key("a", {"f", 2, 3}), std::nullopt);
  stack.add(scalar("1"));
  stack.close();
  EXPECT_EQ(stack.add_key("a", {"f", 3, 1}), 1);
  EXPECT_EQ(stack.keys_of_map(), 1u);
}

TEST(TreeStackTest, SeesAValueThatIsNotIndented) {
  TreeStack stack;
  stack.open(YamlKind::map, {"f", 1, 1});
  stack.add_key("a", {"f", 4, 3});
  EXPECT_FALSE(stack.is_left_of_its_key({"f", 4, 6}));
  EXPECT_FALSE(stack.is_left_of_its_key({"f", 5, 4}));
  EXPECT_TRUE(stack.is_left_of_its_key({"f", 5, 3}));
  stack.open(YamlKind::sequence, {"f", 5, 3});
  EXPECT_FALSE(stack.is_left_of_its_key({"f", 6, 1})) << "an item of a list has no key";
}

}  // namespace
}  // namespace sealedbid
