/* Members found in JSON text without reading it, also in text that is none. */
#include "json_member.h"
#include "test.h"

/* The value of a member as it is written; "" when there is none. */
static const char *
found(const char *text, const char *name)
{
	static char room[256];
	struct json_member m;

	if (!json_member_find(text, strlen(text), name, &m))
		return "";
	snprintf(room, sizeof room, "%.*s", (int)m.len, m.value);
	return room;
}

static const char *
as_text(const char *text)
{
	static char room[64];
	struct json_member m = { .value = text, .len = strlen(text) };

	return json_member_text(&m, room, sizeof room) ? room : "none";
}

static void
check_find(void)
{
	CHECK_TEXT(found("{\"a\": 1, \"b\" : [2, {\"c\": 3}], \"c\":\"x\"}", "c"), "\"x\"");
	CHECK_TEXT(found("{\"a\": 1, \"b\" : [2, {\"c\": 3}], \"c\":\"x\"}", "b"), "[2, {\"c\": 3}]");
	CHECK_TEXT(found("\xEF\xBB\xBF \n{ \"a\" :true}", "a"), "true");
	CHECK_TEXT(found("{\"x\":\"}\\\"{\\\\\",\"a\":{\"\":\"]\"}}", "a"), "{\"\":\"]\"}");
	CHECK_TEXT(found("{\"a\":1,\"a\":2}", "a"), "1");
	CHECK_TEXT(found("[{\"a\":1}]", "a"), "");
	CHECK_TEXT(found("", "a"), "");
	CHECK_TEXT(found("{", "a"), "");
	CHECK_TEXT(found("{\"a", "a"), "");
	CHECK_TEXT(found("{\"a\"", "a"), "");
	CHECK_TEXT(found("{\"a\":", "a"), "");
	CHECK_TEXT(found("{\"a\":}", "a"), "");
	CHECK_TEXT(found("{\"a\":\"x\\", "a"), "\"x\\");
	CHECK_TEXT(found("{\"b\":[[[[,\"a\":1}", "a"), "");
}

static void
check_text(void)
{
	CHECK_TEXT(as_text("\"Đề án\""), "Đề án");
	CHECK_TEXT(as_text("\"a\\\"\\\\\\/\\n\\u00e9\\uD83D\\uDE00\""), "a\"\\/\n\u00e9\U0001F600");
	CHECK_TEXT(as_text("12.5"), "12.5");
	CHECK_TEXT(as_text("-3"), "-3");
	CHECK_TEXT(as_text("true"), "none");
	CHECK_TEXT(as_text("{}"), "none");
	CHECK_TEXT(as_text("\"\""), "none");
	CHECK_TEXT(as_text("\"\\u0000\""), "none");
	CHECK_TEXT(as_text("\"\\ud800\""), "none");
	CHECK_TEXT(as_text("\"\\udc00\\u0041\""), "none");
	CHECK_TEXT(as_text("\"\\u12\""), "none");
	CHECK_TEXT(as_text("\"\\x\""), "none");
	CHECK_TEXT(as_text("\"0123456789012345678901234567890123456789012345678901234567890123\""), "none");
	CHECK_TEXT(as_text("\"012345678901234567890123456789012345678901234567890123456789012\""),
	    "012345678901234567890123456789012345678901234567890123456789012");
}

static void
check_number(void)
{
	CHECK_INT(json_member_number(&(struct json_member){ .value = "120", .len = 3 }, 7), 120);
	CHECK_INT(json_member_number(&(struct json_member){ .value = "-1", .len = 2 }, 7), 7);
	CHECK_INT(json_member_number(&(struct json_member){ .value = "1.5", .len = 3 }, 7), 7);
	CHECK_INT(json_member_number(&(struct json_member){ .value = "99999999999999999999999", .len = 23 }, 7), 7);
}

int
main(void)
{
	check_find();
	check_text();
	check_number();
	return test_end("member");
}
