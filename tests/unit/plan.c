/* Plans from JSON: where everything goes, and what is said of what is wrong. */
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "plan.h"
#include "test.h"

/* A plan that is right, with room for one more member. */
#define PLAN	"{\"issuer\":{\"name\":\"A\"},\"symbol\":\"KH-UBND\",\"place\":\"P\",\"type\":\"ke-hoach\"," \
	"\"subject\":\"S\",\"signature\":{\"name\":\"N\"},\"recipients\":{\"items\":[\"r\"]},"
#define BODY	"\"body\":[\"b\"]"

static struct plan *
read_plan(struct arena *mem, const char *json, const char **said)
{
	struct source *source = arena_new(mem, sizeof *source);
	struct diag *d = diag_new(mem, TT_ENGLISH);
	struct plan *plan;

	*source = (struct source){ .name = "plan.json", .text = json, .len = strlen(json) };
	plan = plan_read(mem, d, source);
	*said = "";
	for (size_t i = 0; i < diag_count(d); i++) {
		const struct tt_message *m = diag_message(d, i);
		*said = arena_printf(mem, "%s%s %s;", *said, m->id, m->pointer);
		CHECK(m->line > 0);
	}
	return diag_failed(d) ? NULL : plan;
}

static void
test_head(struct arena *mem)
{
	const char *said;
	struct plan *p = read_plan(mem, "{\"kind\":\"party\",\"issuers\":[{\"superior\":\"S\",\"name\":\"A\"},"
	    "{\"name\":\"B\",\"abbreviation\":\"b\"}],\"number\":81,\"symbol\":\" K \",\"place\":\"P\","
	    "\"date\":\"2023-10\",\"type\":\"t\",\"subject_lines\":[\"one\",\"two\"],\"bases\":[\"x\",\"y\"],"
	    "\"bases_end\":\",\",\"opening\":\"o\",\"numbering\":[\"section\",\"clause\"],\"task_style\":"
	    "{\"labels\":{\"time\":\"T\"},\"bullet\":\"\"},\"layout\":{\"a\":1}," BODY ",\"closing\":[\"c\",\"d\"],"
	    "\"signatures\":[{\"acting_for\":\"head\",\"title\":[\"a\",\"b\"],\"name\":\"N\"}],"
	    "\"recipients\":{\"items\":[\"r\"],\"archive\":\"VT\"}}", &said);

	CHECK_TEXT(said, "");
	if (!CHECK(p != NULL))
		return;
	CHECK_TEXT(p->kind, "party");
	CHECK_INT(p->nissuers, 2);
	CHECK_TEXT(p->issuers[0].superior.runs[0].text, "S");
	CHECK_INT(p->issuers[1].superior.n, 0);
	CHECK_TEXT(p->issuers[1].abbreviation, "b");
	CHECK_TEXT(p->number, "81");
	CHECK_TEXT(p->symbol, "K");
	CHECK(p->symbol_at != NULL && p->number_at != NULL && p->issuers[1].at != NULL);
	CHECK(p->date.given && p->date.day == 0 && p->date.month == 10 && p->date.year == 2023);
	CHECK(p->subject_lines);
	CHECK_TEXT(p->subject.runs[0].text, "one\ntwo");
	CHECK_INT(p->bases.n, 2);
	CHECK_TEXT(p->bases_end, ",");
	CHECK_INT(p->opening.n, 1);
	CHECK_INT(p->opening.items[0].kind, NODE_TEXT);
	CHECK_TEXT(p->numbering[1], "clause");
	CHECK(p->numbering[2] == NULL);
	CHECK_TEXT(p->task_style.labels[TASK_TIME], "T");
	CHECK(p->task_style.labels[TASK_LEAD] == NULL);
	CHECK_TEXT(p->task_style.bullet, "");
	CHECK(p->layout != NULL);
	CHECK_INT(p->closing.n, 2);
	CHECK_INT(p->nsigners, 1);
	CHECK_TEXT(p->signers[0].roles[SIGN_FOR].runs[0].text, "head");
	CHECK_INT(p->signers[0].titles.n, 2);
	CHECK_INT(p->recipients.archive.n, 1);
}

static void
test_runs(struct arena *mem)
{
	const char *said;
	struct plan *p = read_plan(mem, PLAN "\"body\":[[\" a \",{\"text\":\"b \",\"bold\":true,\"italic\":true},"
	    "{\"note\":[\"n\",{\"text\":\"k\",\"lang\":\"km\"}]},{\"amount\":5,\"unit\":\"km\",\"words\":\"x\"},"
	    "{\"amount\":-6,\"words\":true},\" \\n c \"],\"x\"]}", &said);
	const struct run *r;

	CHECK(p == NULL);		/* an array is no node */
	CHECK_TEXT(said, "field-type /body/0;");
	p = read_plan(mem, PLAN "\"body\":[{\"text\":[\" a \",{\"text\":\"b \",\"bold\":true,\"italic\":true},"
	    "{\"note\":[\"n\",{\"text\":\"k\",\"lang\":\"km\"}]},{\"amount\":5,\"unit\":\"km\",\"words\":\"x\"},"
	    "{\"amount\":-6,\"words\":true},\" \\n c \"]},\"x\"]}", &said);
	CHECK_TEXT(said, "");
	if (!CHECK(p != NULL) || !CHECK_INT(p->body.items[0].text.n, 6))
		return;
	r = p->body.items[0].text.runs;
	CHECK_TEXT(r[0].text, "a ");
	CHECK_TEXT(r[1].text, "b ");
	CHECK_INT(r[1].look, SPAN_BOLD | SPAN_ITALIC);
	CHECK_INT(r[2].kind, RUN_NOTE);
	CHECK_TEXT(r[2].note->runs[1].lang, "km");
	CHECK_INT(r[3].kind, RUN_AMOUNT);
	CHECK_INT(r[3].amount.words, WORDS_GIVEN);
	CHECK_TEXT(r[3].amount.unit, "km");
	CHECK_INT(r[4].amount.value, -6);
	CHECK_INT(r[4].amount.words, WORDS_GENERATED);
	CHECK(r[4].amount.unit == NULL && r[4].at != NULL);
	CHECK_TEXT(r[5].text, "\nc");
}

static void
test_tasks(struct arena *mem)
{
	const char *said;
	struct plan *p = read_plan(mem, PLAN "\"body\":[{\"heading\":\"h\",\"items\":[{\"task\":\"t\",\"id\":\"i\","
	    "\"plain\":true,\"intro\":[\"a\"],\"lead\":\"x\",\"partners\":[\"x\",\"y z\"],"
	    "\"executors\":{\"text\":\"p; q\","
	    "\"names\":[\"p\",\"q\"],\"end\":\"\"},\"time\":{\"label\":\"L\",\"text\":\"all year\","
	    "\"from\":\"2024-01-01\","
	    "\"to\":\"2024-12-31\"},\"product\":{\"text\":\"news\",\"quantity\":40,\"unit\":\"item\"},"
	    "\"form\":[\"f \",{\"text\":\"g\",\"bold\":true}],\"content\":[{\"dash\":\"d\"},\"e\"]}]}]}", &said);
	const struct task_line *const *lines;
	const struct node *node;

	CHECK_TEXT(said, "");
	if (!CHECK(p != NULL))
		return;
	node = &p->body.items[0].items.items[0];
	CHECK_INT(node->kind, NODE_TASK);
	CHECK_INT(node->intro.n, 1);
	CHECK(node->task->plain);
	CHECK_TEXT(node->task->id, "i");
	lines = node->task->lines;
	CHECK_INT(lines[TASK_LEAD]->names.n, 1);
	CHECK_TEXT(lines[TASK_LEAD]->text.runs[0].text, "x");
	CHECK_TEXT(lines[TASK_PARTNERS]->text.runs[0].text, "x, y z");
	CHECK_INT(lines[TASK_PARTNERS]->names.n, 2);
	CHECK_TEXT(lines[TASK_EXECUTORS]->text.runs[0].text, "p; q");
	CHECK_TEXT(lines[TASK_EXECUTORS]->end, "");
	CHECK_TEXT(lines[TASK_TIME]->label, "L");
	CHECK_INT(lines[TASK_TIME]->to.day, 31);
	CHECK_INT(lines[TASK_PRODUCT]->quantity, 40);
	CHECK_INT(lines[TASK_FORM]->quantity, -1);
	CHECK_INT(lines[TASK_FORM]->text.n, 2);
	CHECK(lines[TASK_BUDGET]->at == NULL && lines[TASK_CONTENT]->at != NULL);
	CHECK_INT(lines[TASK_CONTENT]->items.n, 2);
	CHECK_INT(lines[TASK_CONTENT]->items.items[0].kind, NODE_DASH);
}

/* A member beside a plan that is right, and what is said of it. */
static const struct { const char *member, *said; } faults[] = {
	{ BODY, "" },
	{ BODY ",\"number\":null,\"date\":null", "" },
	{ BODY ",\"number\":\"0\"", "number-form /number;" },
	{ BODY ",\"number\":\"12a\"", "" },
	{ BODY ",\"number\":\"12 a\"", "number-form /number;" },
	{ BODY ",\"number\":0", "value-least /number;" },
	{ BODY ",\"date\":\"2023-02-30\"", "date-unreal /date;" },
	{ BODY ",\"date\":\"6/5/2024\"", "date-form /date;" },
	{ BODY ",\"issuers\":[{\"name\":\"A\"}]", "field-both /issuers;" },
	{ BODY ",\"subject_lines\":[\"a\"]", "list-short /subject_lines;field-both /subject_lines;" },
	{ BODY ",\"bases\":[\" \"]", "field-empty /bases/0;" },
	{ BODY ",\"bases\":[[\" \",{\"text\":\"\"}]]", "field-empty /bases/0;" },
	{ BODY ",\"opening\":\"a  b ,\"", "space-doubled /opening;space-before-mark /opening;" },
	{ BODY ",\"opening\":\"  a \\n  b ...\\n\"", "" },
	{ BODY ",\"knd\":\"state\"", "field-misspelt /knd;" },
	{ "\"body\":[]", "field-empty /body;" },
	{ "\"body\":[{}]", "field-one-of /body/0;" },
	{ "\"body\":[{\"text\":\"a\",\"dash\":\"b\"}]", "field-both /body/0/dash;" },
	{ "\"body\":[{\"heading\":\"a\",\"run_in\":\"b\"}]", "field-both /body/0/run_in;" },
	{ "\"body\":[{\"text\":\"a\",\"lead\":\"b\"}]", "field-needs /body/0/lead;" },
	{ "\"body\":[{\"text\":{\"text\":\"a\"}}]", "field-type /body/0/text;" },
	{ "\"body\":[{\"text\":[{\"bold\":true}]}]", "field-one-of /body/0/text/0;" },
	{ "\"body\":[{\"text\":[{\"text\":\"a\",\"unit\":\"b\"}]}]", "field-needs /body/0/text/0/unit;" },
	{ "\"body\":[{\"task\":\"a\",\"lead\":[]}]", "field-empty /body/0/lead;" },
	{ "\"body\":[{\"task\":\"a\",\"time\":{\"label\":\"b\"}}]", "field-one-of /body/0/time;" },
	{ "\"body\":[{\"task\":\"a\",\"time\":{\"text\":\"b\",\"from\":\"2024-02-01\",\"to\":\"2024-01-31\"}}]",
	    "date-order /body/0/time/to;" },
	{ "\"body\":[\"- a\",\"1. a\",\"2.1. a\",\"IV. a\",\"đ) a\",\"5) a\"]", "label-typed /body/0;"
	    "label-typed /body/1;label-typed /body/2;label-typed /body/3;label-typed /body/4;label-typed /body/5;" },
	{ "\"body\":[{\"text\":[\"a\",{\"note\":[\"b\",{\"note\":\"c\"}]}]}]",
	    "note-nested /body/0/text/1/note/1/note;" },
	{ "\"body\":[\"a\\n\\nb\\n c\"]", "" },
	{ "\"body\":[\"a\\n\\n \\nb\",{\"text\":[\"a\\n\",\"\\n\",{\"text\":\"\\nb\"}]}]",
	    "lines-empty /body/0;lines-empty /body/1/text;" },
	{ "\"body\":[{\"task\":\"a\",\"id\":\"x\",\"items\":[{\"task\":\"b\",\"id\":\"y\"},"
	    "{\"task\":\"c\",\"id\":\"x\"}]},"
	    "{\"task\":\"d\",\"id\":\"x\"}]", "task-id-same /body/0/items/1;task-id-same /body/1;" },
	{ "\"body\":[{\"text\":[{\"text\":\"a\",\"lang\":\"en-GB\"},{\"text\":\"b\",\"lang\":\"Khmer!\"},"
	    "{\"text\":\"c\",\"lang\":\"e\"},{\"text\":\"d\",\"lang\":\"en-\"},"
	    "{\"text\":\"d\",\"lang\":\"zh-Hant-x-1\"}]}]",
	    "lang-form /body/0/text/1/lang;lang-form /body/0/text/2/lang;lang-form /body/0/text/3/lang;" },
	{ "\"body\":[\"-a\",\"1.5 a\",\"2024. a\",\"I am\",\"ab) a\",{\"text\":\"a) b\",\"label\":\"\"}]", "" },
};

static void
test_faults(struct arena *mem)
{
	const char *said, *json = "\"x\"";

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		read_plan(mem, arena_printf(mem, PLAN "%s}", faults[i].member), &said);
		CHECK_TEXT(said, faults[i].said);
	}
	for (int depth = 1; depth <= 13; depth++) {
		read_plan(mem, arena_printf(mem, PLAN "\"body\":[%s]}", json), &said);
		CHECK_INT(strstr(said, "node-depth") != NULL, depth > 12);
		json = arena_printf(mem, "{\"dash\":\"x\",\"items\":[%s]}", json);
	}
	CHECK(read_plan(mem, "[]", &said) == NULL);
	CHECK(read_plan(mem, "{}", &said) == NULL);
	CHECK(strstr(said, "field-missing") != NULL);
}

/* `n` times a piece of JSON. */
static const char *
many(struct arena *mem, const char *piece, size_t n)
{
	size_t size = strlen(piece);
	char *all = arena_new(mem, size * n + 1);

	for (size_t i = 0; i < n; i++)
		memcpy(all + i * size, piece, size);
	return all;
}

/* What would never fit any page is refused where it is read; what is only long is not. */
static void
test_sizes(struct arena *mem)
{
	static const struct { const char *form, *piece; size_t most; const char *said; } cases[] = {
		{ "\"body\":[\"%s\"]", "x", 20000, "word-long /body/0;" },
		{ "\"body\":[{\"text\":[\"%s\",{\"text\":\"xxxxx\"}]}]", "x", 19995, "word-long /body/0/text;" },
		{ "\"body\":[\"%s\"]", "x\\n", 2001, "lines-many /body/0;" },
		{ "\"body\":[{\"text\":[\"a\",{\"note\":\"%s\"}]}]", "x\\n", 2001, "lines-many /body/0/text/1/note;" },
		{ "\"bases\":[%s\"x\"]," BODY, "\"x\",", 4999, "list-many /bases;" },
		{ "\"addressees\":[%s\"x\"]," BODY, "\"x\",", 4999, "list-many /addressees;" },
		{ "\"bases_end\":\"%s\"," BODY, "x", 1000, "line-long /bases_end;" },
		{ "\"number\":\"1%s\"," BODY, "0", 999, "line-long /number;" },
	};
	const char *said;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (size_t over = 0; over < 2; over++) {
			struct buffer b = { .mem = mem };
			const char *hole = strchr(cases[i].form, '%');
			buffer_printf(&b, PLAN "%.*s", (int)(hole - cases[i].form), cases[i].form);
			buffer_text(&b, many(mem, cases[i].piece, cases[i].most + over));
			buffer_printf(&b, "%s}", hole + 2);
			read_plan(mem, b.data, &said);
			CHECK_TEXT(said, over == 0 ? "" : cases[i].said);
		}
}

/* A fault of a table is told alone, also where the list of messages is full and lighter ones give way. */
static void
test_table_fault(struct arena *mem)
{
	struct source source = { .name = "plan.json" };
	struct diag *d = diag_new(mem, TT_ENGLISH);
	struct buffer b = { .mem = mem };

	buffer_byte(&b, '{');
	for (int i = 0; i < TT_MESSAGES_MAX + 20; i++)
		buffer_printf(&b, "\"zz%d\":1,", i);
	buffer_printf(&b, "%s\"body\":[{\"table\":{\"columns\":[\"a\",{\"head\":\"b\",\"kind\":\"numbr\"}],"
	    "\"rows\":[[\"1\",\"2\",\"3\"]]}}]}", &PLAN[1]);
	source.text = b.data;
	source.len = b.len;
	plan_read(mem, d, &source);
	CHECK_INT(diag_errors(d), 1);
}

int
main(void)
{
	struct arena mem = { 0 };

	test_head(&mem);
	test_runs(&mem);
	test_tasks(&mem);
	test_faults(&mem);
	test_sizes(&mem);
	test_table_fault(&mem);
	arena_free(&mem);
	return test_end("plan");
}
