/* Tables of members: what goes where, and every fault in one pass. */
#include "arena.h"
#include "bind.h"
#include "test.h"

struct shelf {
	const char	*name, *mark;
	const char	**words;
	int		 count, choice, day;
	int64_t		 big;
	bool		 open;
	unsigned	 look;
	struct pair	*pairs;
	size_t		 npairs;
	const struct value *raw;
	const struct where *at;
};

struct pair {
	const char	*key;
	int		 value;
};

#define MEMBER(type_, member)	\
	.name = #member, .type = &(type_), .offset = offsetof(struct shelf, member)

static const struct bind_type any = { .takes = TAKES_INT, .read = bind_int };
static const struct bind_type count = { .takes = TAKES_INT, .read = bind_int, .least = 1, .most = 9 };
static const struct bind_type big = { .takes = TAKES_INT, .read = bind_long };
static const struct bind_type choice = {
	.takes = TAKES_STRING, .read = bind_choice,
	.choices = (const char *const[]){ "left", "center", "right", NULL }
};
static const struct bind_type raw = { .takes = TAKES_OBJECT, .read = bind_raw };
static const struct bind_type bold = { .takes = TAKES_BOOL, .read = bind_flag, .arg = 4 };
static const struct bind_type month = { .takes = TAKES_STRING, .read = bind_date, .arg = 1 };
static const struct bind_type pair = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "key", &bind_type_line, offsetof(struct pair, key), .required = true },
		{ "value", &any, offsetof(struct pair, value), .needs = "key" },
		{ .name = NULL }
	} }
};
static const struct bind_type pairs = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &pair, .size = sizeof(struct pair),
	.least_items = 2, .most_items = 3
};
static const struct bind_type one_pair = {
	.takes = TAKES_OBJECT | TAKES_ARRAY, .read = bind_some, .element = &pair, .size = sizeof(struct pair)
};
static const struct bind_type words = {
	.takes = TAKES_ARRAY, .read = bind_lines, .element = &bind_type_line, .least_items = 1, .most_items = 3
};

static const struct bind_type shelf = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ MEMBER(bind_type_line, name), .required = true },
		{ MEMBER(bind_type_mark, mark), .groups = 2 },
		{ MEMBER(words, words) },
		{ MEMBER(count, count) },
		{ MEMBER(choice, choice), .groups = 2 },
		{ MEMBER(bind_type_date, day) },
		{ .name = "month", .type = &month, .offset = offsetof(struct shelf, day) },
		{ MEMBER(big, big) },
		{ MEMBER(bind_type_bool, open) },
		{ .name = "bold", .type = &bold, .offset = offsetof(struct shelf, look) },
		{ .name = "pair", .type = &one_pair, .offset = offsetof(struct shelf, pairs), .groups = 1 },
		{ MEMBER(pairs, pairs), .groups = 1 },
		{ MEMBER(raw, raw) },
		{ .name = NULL }
	}, .some = 1, .single = 1 | 2, .at = offsetof(struct shelf, at) }
};

/* Reads JSON text as a shelf; the messages' ids and pointers go into `said`. */
static struct shelf
read_shelf(struct arena *mem, const char *json, const char **said)
{
	struct source *source = arena_new(mem, sizeof *source);
	struct bind b = { .mem = mem, .diag = diag_new(mem, TT_ENGLISH) };
	struct shelf s = { .look = 3 };
	const struct value *root;

	*source = (struct source){ .name = "shelf.json", .text = json, .len = strlen(json) };
	root = json_read(mem, b.diag, source);
	if (CHECK(root != NULL))
		bind_value(&b, &shelf, root, &s);
	*said = "";
	for (size_t i = 0; i < diag_count(b.diag); i++)
		*said = arena_printf(mem, "%s%s %s;", *said, diag_message(b.diag, i)->id,
		    diag_message(b.diag, i)->pointer);
	return s;
}

static void
test_values(struct arena *mem)
{
	const char *said;
	struct shelf s = read_shelf(mem, "{\"name\":\" a \",\"mark\":\"\",\"words\":[\"x\",\"y\"],"
	    "\"count\":9.0,\"day\":\"2024-02-29\",\"big\":-9007199254740993,\"open\":true,"
	    "\"bold\":true,\"pairs\":[{\"key\":\"k\",\"value\":7},{\"key\":\"l\"}],\"raw\":{\"z\":1},"
	    "\"$schema\":\"x\",\"_comment\":[]}", &said);

	CHECK_TEXT(said, "");
	CHECK_TEXT(s.name, "a");
	CHECK_TEXT(s.mark, "");
	CHECK(s.words != NULL && s.words[2] == NULL);
	CHECK_TEXT(s.words[1], "y");
	CHECK_INT(s.count, 9);
	CHECK_INT(s.day, 20240229);
	CHECK_INT(s.big, -9007199254740993);
	CHECK(s.open);
	CHECK_INT(s.look, 7);
	CHECK_INT(s.npairs, 2);
	CHECK_INT(s.pairs[0].value, 7);
	CHECK_TEXT(s.pairs[1].key, "l");
	CHECK_INT(s.raw->n, 1);
	CHECK(s.at != NULL && s.at->up == NULL);

	s = read_shelf(mem, "{\"name\":\"a\",\"choice\":\"right\",\"month\":\"2024-05\",\"bold\":false,"
	    "\"pair\":{\"key\":\"k\"}}", &said);
	CHECK_TEXT(said, "");
	CHECK_INT(s.choice, 2);
	CHECK_INT(s.day, 20240500);
	CHECK_INT(s.look, 3);
	CHECK_INT(s.npairs, 1);
}

/* Each member alone, beside what makes the rest right, and what is said of it. */
static const struct { const char *member, *said; } faults[] = {
	{ "\"mark\":1", "field-type /mark;" },
	{ "\"name2\":1", "field-misspelt /name2;" },
	{ "\"zzz\":1", "field-unknown /zzz;" },
	{ "\"words\":[]", "field-empty /words;" },
	{ "\"words\":[\"a\",\" \",3]", "field-empty /words/1;field-type /words/2;" },
	{ "\"count\":0", "value-least /count;" },
	{ "\"count\":10", "value-most /count;" },
	{ "\"count\":1.5", "field-type /count;" },
	{ "\"choice\":\"centre\"", "value-choice-near /choice;" },
	{ "\"choice\":\"up\"", "value-choice /choice;" },
	{ "\"day\":\"2023-02-29\"", "date-unreal /day;" },
	{ "\"day\":\"2023-13-01\"", "date-unreal /day;" },
	{ "\"day\":\"2023-00-01\"", "date-form /day;" },
	{ "\"day\":\"2023-02\"", "date-form /day;" },
	{ "\"day\":\"29/02/2024\"", "date-form /day;" },
	{ "\"day\":\"2024-02-2x\"", "date-form /day;" },
	{ "\"pairs\":[{\"key\":\"a\"},{\"key\":\"b\"}]", "field-both /pairs;" },
	{ "\"mark\":\"x\",\"choice\":\"left\"", "field-both /choice;" },
	{ "\"raw\":[]", "field-type /raw;" },
};

static void
test_faults(struct arena *mem)
{
	const char *said;

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		read_shelf(mem, arena_printf(mem, "{\"name\":\"a\",\"pair\":{\"key\":\"k\"},%s}",
		    faults[i].member), &said);
		CHECK_TEXT(said, faults[i].said);
	}
	read_shelf(mem, "{}", &said);
	CHECK(strstr(said, "field-missing ;") != NULL && strstr(said, "field-one-of ;") != NULL);
	read_shelf(mem, "{\"name\":\"a\",\"pairs\":[{\"value\":1}]}", &said);
	CHECK_TEXT(said, "list-short /pairs;field-missing /pairs/0;field-needs /pairs/0/value;");
	read_shelf(mem, "[1]", &said);
	CHECK_TEXT(said, "field-type ;");
}

/* What is beyond the most an array may have is checked, and not taken. */
static void
test_most(struct arena *mem)
{
	const char *said;
	struct shelf s = read_shelf(mem, "{\"name\":\"a\",\"words\":[\"x\",\"y\",\"z\",\"\"],"
	    "\"pairs\":[{\"key\":\"a\"},{\"key\":\"b\"},{\"key\":\"c\"},{\"kex\":\"d\"}]}", &said);

	CHECK_TEXT(said, "list-many /words;field-empty /words/3;list-many /pairs;field-meant /pairs/3/kex;");
	CHECK(s.words[2] != NULL && s.words[3] == NULL);
	CHECK_INT(s.npairs, 3);
	s = read_shelf(mem, "{\"name\":\"a\",\"pair\":[{\"key\":\"a\"},{\"key\":\"b\"}]}", &said);
	CHECK_TEXT(said, "");
	CHECK_INT(s.npairs, 2);
}

static void
test_nearest(void)
{
	static const char *const names[] = { "on_behalf_of", "lead", "label", "level", "end", NULL };

	CHECK_TEXT(bind_nearest("onBehalfOf", names), "on_behalf_of");
	CHECK_TEXT(bind_nearest("on-behalf-of", names), "on_behalf_of");
	CHECK_TEXT(bind_nearest("laed", names), "lead");
	CHECK_TEXT(bind_nearest("LABEL", names), "label");
	CHECK_TEXT(bind_nearest("lev", names), "level");
	CHECK_TEXT(bind_nearest("", names), NULL);
	CHECK_TEXT(bind_nearest("xyz", names), NULL);
	CHECK_TEXT(bind_nearest("a name that is far longer than any name in a table", names), NULL);
}

/* Lists in messages are never cut inside a word. */
static void
test_join(void)
{
	static const char *const few[] = { "left", "center", "right", NULL };
	static const char *const fits[] = { "123456789012345678", "123456789012345678", "12345678901234567890", NULL };
	static const char *const many[] = { "123456789012345678", "123456789012345678", "123456789012345678901", "1",
		NULL };
	static const char *const one[] = { "1234567890123456789012345678901234567890123456789012345678901", NULL };
	static const char *const none[] = { NULL };
	struct arena mem = { 0 };

	CHECK_TEXT(bind_join(&mem, few), "left, center, right");
	CHECK_TEXT(bind_join(&mem, none), "");
	CHECK_INT(strlen(bind_join(&mem, fits)), DIAG_ARGUMENT_MAX);
	CHECK_TEXT(bind_join(&mem, many), "123456789012345678, 123456789012345678, … (4)");
	CHECK_TEXT(bind_join(&mem, one), one[0]);
	arena_free(&mem);
}

int
main(void)
{
	struct arena mem = { 0 };

	test_values(&mem);
	test_faults(&mem);
	test_most(&mem);
	test_nearest();
	arena_free(&mem);
	test_join();
	return test_end("bind");
}
