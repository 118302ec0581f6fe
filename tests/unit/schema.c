/* The schema: the one in the repository, and the same each time. */
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "json.h"
#include "schema.h"
#include "test.h"

static void
test_form(struct arena *mem, const struct buffer *text)
{
	struct source source = { "plan.schema.json", text->data, text->len };
	const struct value *root = json_read(mem, diag_new(mem, TT_ENGLISH), &source), *node;

	if (!CHECK(root != NULL))
		return;
	CHECK(json_member(json_member(root, "properties"), "issuers") != NULL);
	CHECK_INT(json_member(root, "allOf")->n, 3);
	node = json_member(json_member(root, "$defs"), "node");
	CHECK_INT(json_member(node, "type")->n, 2);
	CHECK(json_member(json_member(node, "dependentRequired"), "lead") != NULL);
	CHECK(!json_member(node, "additionalProperties")->truth);
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

	schema_write(&first);
	schema_write(&second);
	CHECK_TEXT(first.data, second.data);
	test_form(&mem, &first);
	test_file(&first);
	arena_free(&mem);
	return test_end("schema");
}
