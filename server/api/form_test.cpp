#include "api/form.hpp"

#include <gtest/gtest.h>

#include "base/refusal.hpp"

namespace admitone::api {
namespace {

TEST(Form, FieldsBecomeAnObjectOfTexts) {
  EXPECT_EQ(form_as_json("username=ana&password=a+b%26c%2B"),
            R"({"username":"ana","password":"a b&c+"})");
}

TEST(Form, WhatOauthClientsAddIsLeftOut) {
  EXPECT_EQ(form_as_json("grant_type=password&username=ana&scope=&client_id=x"),
            R"({"username":"ana"})");
}

TEST(Form, RefusesBrokenEscapesAndRepeatedFields) {
  EXPECT_THROW(form_as_json("username=%zz"), base::Refusal);
  EXPECT_THROW(form_as_json("username=a&username=b"), base::Refusal);
}

}  // namespace
}  // namespace admitone::api
