/* Layout profiles: choosing, extending and overriding. */
#include "bind.h"
#include "profile_file.h"
#include "profile_merge.h"
#include "profiles.h"
#include "test.h"

static void
on(struct setting *s, const char *kind, int year, int month, int day)
{
	s->plan.kind = kind;
	s->plan.date = (struct date){ day, month, year, year != 0, NULL };
}

static void
test_choosing(void)
{
	static const struct {
		const char *kind;
		int year, month, day;
		const char *name;
		bool outside;
	} cases[] = {
		{ "state", 2024, 5, 6, "nd30-2020", false },
		{ "state", 2020, 3, 5, "nd30-2020", false },
		{ "state", 2020, 3, 4, "nd30-2020", true },
		{ "state", 2020, 3, 0, "nd30-2020", false },
		{ "state", 2019, 0, 0, "nd30-2020", true },
		{ "state", 0, 0, 0, "nd30-2020", false },
		{ "party", 2023, 7, 1, "vptw36-2018", false },
		{ "party", 2026, 5, 26, "vptw36-2018", false },
		{ "party", 2026, 5, 27, "vptw05-2026", false },
		{ "party", 2026, 4, 0, "vptw36-2018", false },
		{ "party", 2026, 0, 0, "vptw05-2026", false },
		{ "party", 2017, 1, 1, "vptw36-2018", true },
		{ "party", 0, 0, 0, "vptw05-2026", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct setting s;
		const struct profile *p;
		begin(&s, "layouts");
		on(&s, cases[i].kind, cases[i].year, cases[i].month, cases[i].day);
		p = use(&s, NULL, NULL);
		CHECK_TEXT(p == NULL ? NULL : p->name, cases[i].name);
		CHECK_INT(message(&s, "profile-date") != NULL, cases[i].outside);
		CHECK_INT(message(&s, "profile-unconfirmed") != NULL,
		    strcmp(cases[i].name, "vptw05-2026") == 0);
		end(&s);
	}
}

static void
test_names(void)
{
	struct setting s;
	const struct profile *p;

	begin(&s, "layouts");
	s.plan.profile = "vptw36-2018";
	p = use(&s, NULL, NULL);
	CHECK_TEXT(p->name, "vptw36-2018");
	CHECK(use(&s, NULL, NULL) == p);		/* kept */
	CHECK_TEXT(use(&s, NULL, "nd30-2020")->name, "nd30-2020");
	CHECK_TEXT(use(&s, NULL, "layouts/nd30-2020.json")->name, "nd30-2020");
	CHECK(use(&s, NULL, "nd30-2002") == NULL);
	CHECK(strstr(message(&s, "profile-option-near")->text, "nd30-2020") != NULL);
	CHECK(use(&s, NULL, "other") == NULL);
	CHECK_INT(message(&s, "profile-option")->fault, TT_FAULT_USAGE);
	CHECK_TEXT(message(&s, "profile-option")->text, "--profile: there is no layout profile \"other\"; there are: "
	    "nd30-2020, vptw36-2018, vptw05-2026");
	use(&s, NULL, "vptw05-2026");
	CHECK(message(&s, "profile-kind") != NULL);
	CHECK_TEXT(message(&s, "profile-unconfirmed")->text, "no certain source for these values of the layout "
	    "profile vptw05-2026: lists.bases.last, lists.addressees.each, … (4); used as they are");
	CHECK(use(&s, NULL, "layouts/none.json") == NULL);
	CHECK_INT(message(&s, "profile-read")->fault, TT_FAULT_ENVIRONMENT);
	s.plan.profile = "../layouts/nd30-2020";
	CHECK(use(&s, NULL, NULL) == NULL);		/* a plan does not name paths */
	CHECK_TEXT(message(&s, "profile-unknown")->pointer, "/profile");
	s.plan.profile = "nd30-2002";
	CHECK(use(&s, NULL, NULL) == NULL);
	CHECK_TEXT(message(&s, "profile-unknown-near")->pointer, "/profile");
	s.plan.profile = NULL;
	s.plan.kind = "church";
	CHECK(use(&s, NULL, NULL) == NULL);
	CHECK(message(&s, "profile-none") != NULL);
	end(&s);
	begin(&s, "nowhere");
	CHECK(use(&s, NULL, NULL) == NULL);
	CHECK(message(&s, "profile-read") != NULL);
	end(&s);
}

/* The index says what the files say. */
static void
test_index(void)
{
	struct setting s;
	struct profile_index index;

	begin(&s, "layouts");
	s.diag = diag_new(&s.mem, TT_ENGLISH);
	CHECK_INT(profile_file_index(&s.shared, s.diag, "layouts", &index), 0);
	for (size_t i = 0; i < index.n; i++) {
		const struct profile_entry *e = &index.items[i];
		const struct profile *p;
		s.plan.kind = e->kind;
		p = use(&s, NULL, e->name);
		CHECK(p != NULL);
		if (p == NULL)
			continue;
		CHECK_TEXT(p->name, e->name);
		CHECK_TEXT(p->kind, e->kind);
		CHECK_INT(p->from, e->from);
		CHECK_INT(p->until, e->until);
		CHECK_INT(diag_count(s.diag), *p->unconfirmed != NULL && strncmp(*p->unconfirmed, "stamps.", 7) != 0);
	}
	end(&s);
}

/* Of what no source confirms only that is told which the plan makes use of. */
static void
test_unconfirmed(void)
{
	struct setting s;
	struct where at = { .key = "secrecy" };

	begin(&s, "layouts");
	s.diag = diag_new(&s.mem, TT_ENGLISH);
	s.plan.stamps[STAMP_URGENCY].at = &at;
	CHECK(use(&s, NULL, "nd30-2020") != NULL);
	CHECK_INT(diag_count(s.diag), 0);
	s.plan.stamps[STAMP_SECRECY].at = &at;
	CHECK(use(&s, NULL, "nd30-2020") != NULL);
	CHECK_TEXT(message(&s, "profile-unconfirmed")->text, "no certain source for these values of the layout "
	    "profile nd30-2020: stamps.secrecy; used as they are");
	end(&s);
}

static void
test_merge(void)
{
	static const struct { const char *base, *over, *want; } cases[] = {
		{ "{\"a\":1,\"b\":2}", "{\"b\":3}", "a1b3" },
		{ "{\"a\":1,\"b\":2}", "{\"b\":null}", "a1" },
		{ "{\"a\":1}", "{\"c\":4,\"d\":null}", "a1c4" },
		{ "{\"a\":{\"x\":1,\"y\":2}}", "{\"a\":{\"y\":null,\"z\":5}}", "a{x1z5}" },
		{ "{\"a\":{\"x\":1}}", "{\"a\":[1]}", "a[1]" },
		{ "{\"a\":[1,2]}", "{\"a\":[3]}", "a[1]" },
		{ "{\"a\":1}", "{\"a\":{\"x\":1,\"y\":null}}", "a{x1}" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena mem = { 0 };
		struct diag *d = diag_new(&mem, TT_ENGLISH);
		struct source a = { .name = "a", .text = cases[i].base, .len = strlen(cases[i].base) };
		struct source b = { .name = "b", .text = cases[i].over, .len = strlen(cases[i].over) };
		const struct value *v = profile_merge(&mem, json_read(&mem, d, &a), json_read(&mem, d, &b));
		char *text = arena_new(&mem, 1);
		for (size_t k = 0; k < v->n; k++) {
			const struct value *m = &v->items[k];
			text = arena_printf(&mem, "%s%s", text, m->at.key);
			if (m->type == VALUE_INT)
				text = arena_printf(&mem, "%s%d", text, (int)m->integer);
			if (m->type == VALUE_ARRAY)
				text = arena_printf(&mem, "%s[%zu]", text, m->n);
			for (size_t j = 0; m->type == VALUE_OBJECT && j < m->n; j++)
				text = arena_printf(&mem, "%s%s%s%d%s", text, j == 0 ? "{" : "",
				    m->items[j].at.key, (int)m->items[j].integer, j + 1 == m->n ? "}" : "");
		}
		CHECK_TEXT(text, cases[i].want);
		arena_free(&mem);
	}
}

/* One error at most, and every message is about the plan. */
static int
check_alone(const struct setting *s)
{
	int errors = 0, elsewhere = 0;

	for (size_t i = 0; i < diag_count(s->diag); i++) {
		const struct tt_message *m = diag_message(s->diag, i);
		errors += m->level == TT_ERROR;
		elsewhere += m->file == NULL || strcmp(m->file, "plan.json") != 0;
	}
	return CHECK(errors <= 1) & CHECK(elsewhere == 0);
}

/* What a plan may change, and what is said about it. */
static void
test_overrides(void)
{
	static const struct { const char *layout, *id, *pointer; } cases[] = {
		{ "{\"styles\":{\"body\":{\"size_pt\":13}}}", NULL, NULL },
		{ "{\"styles\":{\"body\":{\"size_pt\":15}}}", "value-range", "/styles/body/size_pt" },
		{ "{\"styles\":{\"opening\":{\"size_pt\":15}}}", "value-range", "/styles/opening/size_pt" },
		{ "{\"styles\":{\"symbol\":{\"size_pt\":12}}}", "value-range", "/styles/symbol/size_pt" },
		{ "{\"styles\":{\"body\":{\"first_mm\":12.7}}}", NULL, NULL },
		{ "{\"styles\":{\"body\":{\"first_mm\":11}}}", "value-range", "/styles/body/first_mm" },
		{ "{\"styles\":{\"body\":{\"after_pt\":100}}}", NULL, NULL },
		{ "{\"styles\":{\"plain\":{\"first_mm\":5}}}", NULL, NULL },
		{ "{\"styles\":{\"type-name\":{\"leading\":1.3}}}", NULL, NULL },
		{ "{\"styles\":{\"motto-1\":{\"leading\":1.3}}}", "value-range", "/styles/motto-1/leading" },
		{ "{\"styles\":{\"body\":{\"size_pt\":[15,12,16]}}}", "value-range", "/styles/body/size_pt" },
		{ "{\"styles\":{\"motto-1\":{\"size_pt\":12}}}", "sizes-together", "/styles" },
		{ "{\"styles\":{\"bodi\":{\"inherits\":\"bdy\"}}}", "value-choice-near", "/styles/bodi/inherits" },
		{ "{\"styles\":{\"body\":{\"siz_pt\":13}}}", "field-misspelt", "/styles/body/siz_pt" },
		{ "{\"styles\":{\"body\":{\"size_pt\":\"13\"}}}", "field-type", "/styles/body/size_pt" },
		{ "{\"styles\":{\"body\":{\"size_pt\":[13,14]}}}", "measure-form", "/styles/body/size_pt" },
		{ "{\"styles\":{\"body\":{\"size_pt\":0}}}", "value-least", "/styles/body/size_pt" },
		{ "{\"styles\":{\"body\":{\"size_pt\":1e300}}}", "value-most", "/styles/body/size_pt" },
		{ "{\"styles\":{\"body\":{\"inherits\":\"plain\"}}}", "profile-cycle", "/styles/body/inherits" },
		{ "{\"styles\":{\"plain\":{\"inherits\":\"symbol\"}}}", "profile-cycle", "/styles/plain/inherits" },
		{ "{\"styles\":{\"body\":{\"inherits\":\"nothing\"}}}", "value-choice", "/styles/body/inherits" },
		{ "{\"styles\":{\"body\":null}}", "field-type", "/styles/body" },
		{ "{\"styles\":{\"body\":7}}", "field-type", "/styles/body" },
		{ "{\"styles\":{\"body\":{\"leading\":null}}}", "field-type", "/styles/body/leading" },
		{ "{\"styles\":{\"motto-1\":{\"size_pt\":\"12\"}}}", "field-type", "/styles/motto-1/size_pt" },
		{ "{\"page\":{\"paper\":{\"width_mm\":\"A4\"}}}", "field-type", "/page/paper/width_mm" },
		{ "{\"page\":{\"left_mm\":35}}", NULL, NULL },
		{ "{\"page\":{\"left_mm\":36}}", "value-range", "/page/left_mm" },
		{ "{\"page\":{\"left_mm\":190}}", "page-small", "/page" },
		{ "{\"page\":3}", "field-type", "/page" },
		{ "{\"tier\":\"13\"}", NULL, NULL },
		{ "{\"tier\":13}", NULL, NULL },
		{ "{\"tier\":\"12\"}", "value-choice-near", "/tier" },
		{ "{\"cite\":\"x\"}", "field-unknown", "/cite" },
		{ "{\"words\":{\"end_mark\":\"\"}}", NULL, NULL },
		{ "{\"levels\":{\"clause\":{\"style\":\"sextion\"}}}", "value-choice-near", "/levels/clause/style" },
		{ "{\"tasks\":{\"order\":[\"lead\"]}}", "list-count", "/tasks/order" },
		{ "{\"tasks\":{\"order\":[\"lead\",\"time\",\"executors\",\"time\",\"product\",\"form\",\"audience\","
		    "\"budget\",\"content\"]}}", "field-missing", "/tasks/order" },
		{ "{\"tasks\":{\"order\":[\"lead\",5,\"executors\",\"time\",\"product\",\"form\",\"audience\","
		    "\"budget\",\"content\"]}}", "field-type", "/tasks/order/1" },
		{ "{\"words\":{\"date\":\"{day}/{month}\"}}", NULL, NULL },
		{ "{\"words\":{\"date\":\"{date}\"}}", "template-name", "/words/date" },
		{ "{\"words\":{\"date\":null}}", "field-type", "/words/date" },
		{ "{\"page\":{\"notes\":{\"mark\":\"({i})\"}}}", "template-name", "/page/notes/mark" },
		{ "{\"page\":{\"notes\":{\"mark\":\" \"}}}", "field-empty", "/page/notes/mark" },
		{ "{\"page\":{\"notes\":{\"most_empty\":1.5}}}", "value-most", "/page/notes/most_empty" },
		{ "{\"levels\":{\"clause\":{\"format\":\"{arabik}.\"}}}", "template-name", "/levels/clause/format" },
		{ "{\"levels\":{\"clause\":{\"label_bold\":true}}}", NULL, NULL },
		{ "{}", NULL, NULL },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct setting s;
		const struct tt_message *m;
		begin(&s, "layouts");
		use(&s, cases[i].layout, NULL);
		m = cases[i].id == NULL ? NULL : message(&s, cases[i].id);
		if (cases[i].id == NULL)
			CHECK_INT(diag_count(s.diag), 0);
		else if (CHECK(m != NULL), m == NULL)
			printf("  %s\n", cases[i].layout);
		else
			CHECK_TEXT(m->pointer, cases[i].pointer);
		if (!check_alone(&s))
			printf("  %s\n", cases[i].layout);
		end(&s);
	}
}

/* Every fault of a layout in one pass. */
static void
test_several(void)
{
	static const char layout[] = "{\"tier\":\"12\",\"page\":{\"left_mm\":\"x\",\"right_mm\":25},"
	    "\"styles\":{\"body\":{\"size_pt\":\"big\"},\"note\":{\"align\":5},\"symbol\":{\"size_pt\":12}},"
	    "\"fonts\":7,\"words\":{\"date\":\"{dya}\"},\"tasks\":{\"order\":[]},\"cite\":{}}";
	static const struct { const char *id, *pointer; } want[] = {
		{ "value-choice-near", "/tier" }, { "field-type", "/page/left_mm" },
		{ "value-range", "/page/right_mm" }, { "field-type", "/styles/body/size_pt" },
		{ "field-type", "/styles/note/align" }, { "value-range", "/styles/symbol/size_pt" },
		{ "field-type", "/fonts" }, { "template-name", "/words/date" },
		{ "list-count", "/tasks/order" }, { "field-unknown", "/cite" },
		{ "type-unknown-near", "/type" },
	};
	struct setting s;
	size_t n = sizeof want / sizeof *want;

	begin(&s, "layouts");
	s.plan.type = "ke-hoch";
	CHECK(use(&s, layout, NULL) == NULL);
	CHECK_INT(diag_count(s.diag), n);
	for (size_t i = 0; i < n && i < diag_count(s.diag); i++) {
		bool found = false;
		for (size_t k = 0; k < diag_count(s.diag); k++) {
			const struct tt_message *m = diag_message(s.diag, k);
			found |= strcmp(m->id, want[i].id) == 0 && strcmp(m->pointer, want[i].pointer) == 0;
		}
		if (!CHECK(found))
			printf("  %s\n", want[i].pointer);
	}
	end(&s);
}

static void
test_values(void)
{
	struct setting s;
	const struct profile *p;

	begin(&s, "layouts");
	p = use(&s, "{\"tier\":\"13\",\"styles\":{\"motto-1\":{\"bold\":false}},\"page\":{\"left_mm\":35}}", NULL);
	CHECK_INT(p->body->size.value, 13000);
	CHECK_INT(p->body->size.most, 14000);
	CHECK_INT(profile_style(p, "opening")->size.value, 13000);	/* follows body */
	CHECK_INT(profile_style(p, "motto-1")->look, 0);
	CHECK_INT(p->left.value, 99213);
	CHECK_INT(p->left.least, 85039);
	CHECK_INT(p->width.value, 595276);
	CHECK_TEXT(p->left.article, "Decree 30/2020/NĐ-CP, App. I, Part I, I.3");
	p = use(&s, "{\"styles\":{\"body\":{\"size_pt\":15}}}", NULL);
	CHECK_TEXT(message(&s, "value-range")->article, "Decree 30/2020/NĐ-CP, App. I, Part I, II.6.e");
	CHECK_TEXT(message(&s, "value-range")->text,
	    "\"size_pt\" is 15 pt, the rule permits 13–14 pt; kept");
	CHECK_INT(p->body->size.value, 15000);
	CHECK_INT(p->body->size.most, 14000);
	p = use(&s, NULL, NULL);
	CHECK_INT(p->body->size.value, 14000);		/* the cached one is as it was */
	CHECK(profile_type(p, "ke-hoach")->form->head->kind == ZONE_GRID);
	CHECK(profile_type(p, "none") == NULL);
	CHECK_TEXT(profile_level(p, "point")->plain->name, "body");
	CHECK_TEXT(p->words.groups[0], "");
	CHECK_TEXT(p->words.digits[9], "chín");
	CHECK_TEXT(p->families[0][0], "Times New Roman");
	CHECK(p->families[1] == NULL);
	CHECK_INT(p->task_order[TASK__PARTS - 1], TASK_CONTENT);
	end(&s);
}

int
main(void)
{
	test_choosing();
	test_names();
	test_index();
	test_unconfirmed();
	test_merge();
	test_overrides();
	test_several();
	test_values();
	return test_end("profile");
}
