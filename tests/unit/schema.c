/* The schema: the one in the repository, and the same each time. */
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "json.h"
#include "profile.h"
#include "schema.h"
#include "test.h"

static void
test_form(struct arena *mem, const struct buffer *text)
{
	struct source source = { .name = "plan.schema.json", .text = text->data, .len = text->len };
	const struct value *root = json_read(mem, diag_new(mem, TT_ENGLISH), &source), *node;

	if (!CHECK(root != NULL))
		return;
	CHECK(json_member(json_member(root, "properties"), "issuers") != NULL);
	CHECK_INT(json_member(root, "allOf")->n, 3);
	node = json_member(json_member(root, "$defs"), "node");
	CHECK_INT(json_member(node, "type")->n, 2);
	CHECK(json_member(json_member(node, "dependentRequired"), "lead") != NULL);
	CHECK(!json_member(node, "additionalProperties")->truth);
	node = json_member(json_member(root, "$defs"), "layout");
	CHECK(json_member(json_member(node, "properties"), "page") != NULL);
	CHECK(json_member(node, "required") == NULL);
	node = json_member(json_member(json_member(node, "properties"), "styles"), "properties");
	CHECK(json_member(node, "body") != NULL && json_member(node, "five-hyphens") != NULL);
	node = json_member(json_member(json_member(root, "properties"), "type"), "examples");
	CHECK(node != NULL && node->n > 20);
	for (size_t i = 0; i < json_member(root, "$defs")->n; i++)
		CHECK(json_member(&json_member(root, "$defs")->items[i], "description") != NULL);
}

static void
test_file(const struct buffer *text)
{
	FILE *f = fopen("layouts/plan.schema.json", "rb");
	size_t same = 0;

	if (!CHECK(f != NULL))
		return;
	while (same < text->len && fgetc(f) == (unsigned char)text->data[same])
		same++;
	CHECK_INT(same, text->len);
	CHECK_INT(fgetc(f), EOF);
	fclose(f);
}

int
main(void)
{
	struct arena mem = { 0 };
	struct buffer first = { .mem = &mem }, second = { .mem = &mem };
	const struct bind_names *names;

	names = profile_names(&mem, diag_new(&mem, TT_ENGLISH), profile_cache_new(&mem, "layouts"));
	CHECK(names != NULL);
	schema_write(&first, SCHEMA_PLAN, names);
	schema_write(&second, SCHEMA_PLAN, names);
	CHECK_TEXT(first.data, second.data);
	test_form(&mem, &first);
	test_file(&first);
	arena_free(&mem);
	return test_end("schema");
}
