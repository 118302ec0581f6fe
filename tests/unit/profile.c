/* Layout profiles: choosing, extending, overriding, and what is wrong in them. */
#include "arena.h"
#include "bind.h"
#include "json.h"
#include "profile.h"
#include "profile_file.h"
#include "profile_merge.h"
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

struct setting {			/* one context with one document in it */
	struct arena	 shared, mem;
	struct profile_cache *cache;
	struct diag	*diag;
	struct source	 source;
	struct where	 root;
	struct plan	 plan;
};

static void
begin(struct setting *s, const char *dir)
{
	*s = (struct setting){ .plan = { .kind = "state", .type = "ke-hoach" } };
	s->cache = profile_cache_new(&s->shared, dir);
}

static void
end(struct setting *s)
{
	arena_free(&s->mem);
	arena_free(&s->shared);
}

/* Lays out a plan whose "layout" is the JSON given, or NULL. */
static const struct profile *
use(struct setting *s, const char *layout, const char *forced)
{
	arena_reset(&s->mem);
	s->diag = diag_new(&s->mem, TT_ENGLISH);
	s->source = (struct source){ .name = "plan.json", .text = layout == NULL ? "{}" : layout };
	s->source.len = strlen(s->source.text);
	s->root = (struct where){ .source = &s->source };
	s->plan.at = s->plan.date.at = &s->root;
	s->plan.layout = layout == NULL ? NULL : json_read(&s->mem, s->diag, &s->source);
	return profile_for(&s->mem, s->diag, s->cache, &s->plan, forced);
}

static const struct tt_message *
message(const struct setting *s, const char *id)
{
	for (size_t i = 0; i < diag_count(s->diag); i++)
		if (strcmp(diag_message(s->diag, i)->id, id) == 0)
			return diag_message(s->diag, i);
	return NULL;
}

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

struct files {				/* a folder of profiles made for one test */
	char	 dir[32];
	char	*path[8];
	int	 n;
};

static void
make_folder(struct files *f)
{
	*f = (struct files){ .dir = "/tmp/thethuc-XXXXXX" };
	if (mkdtemp(f->dir) == NULL)
		abort();
}

static const char *
put(struct files *f, const char *name, const char *text)
{
	char *path = f->path[f->n++] = malloc(64);
	FILE *out;

	if (path == NULL)
		abort();
	snprintf(path, 64, "%s/%s.json", f->dir, name);
	out = fopen(path, "w");
	if (out == NULL)
		abort();
	fputs(text, out);
	fclose(out);
	return path;
}

static void
remove_folder(struct files *f)
{
	while (f->n > 0) {
		unlink(f->path[--f->n]);
		free(f->path[f->n]);
	}
	rmdir(f->dir);
}

/* An office's own profile, given by its path. */
static void
test_house(void)
{
	struct files f;
	struct setting s;
	const struct profile *p;
	const char *path;

	make_folder(&f);
	begin(&s, "layouts");
	path = put(&f, "office", "{\"profile\":\"office\",\"extends\":\"nd30-2020\",\"tier\":\"13\","
	    "\"styles\":{\"body\":{\"first_mm\":12.7},\"opening\":{\"size_pt\":15}},"
	    "\"words\":{\"end_mark\":null}}");
	CHECK(use(&s, NULL, path) == NULL);
	CHECK_TEXT(message(&s, "field-missing")->file, path);
	path = put(&f, "office2", "{\"profile\":\"office\",\"extends\":\"nd30-2020\",\"tier\":\"13\","
	    "\"styles\":{\"body\":{\"first_mm\":12.7},\"opening\":{\"size_pt\":15}}}");
	for (int i = 0; i < 2; i++) {			/* each document hears of it */
		p = use(&s, NULL, path);
		CHECK_TEXT(p->name, "office");
		CHECK_INT(p->body->size.value, 13000);
		CHECK_INT(p->body->first.value, 36000);
		CHECK_INT(p->opening->size.value, 15000);
		CHECK_INT(diag_count(s.diag), 1);
		CHECK_TEXT(message(&s, "value-range")->file, path);
		CHECK_TEXT(message(&s, "value-range")->pointer, "/styles/opening/size_pt");
	}
	p = use(&s, "{\"tier\":\"14\"}", path);		/* the plan's tier, the office's indent */
	CHECK_INT(p->body->size.value, 14000);
	CHECK_INT(p->body->first.value, 36000);
	path = put(&f, "office3", "{\"profile\":\"o\",\"extends\":\"nd30-2020\",\"styles\":{\"body\":"
	    "{\"size_pt\":[13,13,13.5]}}}");
	p = use(&s, NULL, path);
	CHECK_INT(diag_count(s.diag), 0);
	CHECK(use(&s, NULL, path) == p);
	use(&s, "{\"styles\":{\"body\":{\"size_pt\":14}}}", path);
	CHECK_INT(diag_count(s.diag), 0);		/* the decree permits it */
	end(&s);
	remove_folder(&f);
}

/* Lists of zones that forms share. */
static void
test_zones(void)
{
	static const struct { const char *change, *id, *pointer; } cases[] = {
		{ "\"zones\":{\"signatures\":[{\"gap_pt\":5},{\"use\":\"more\"}],\"more\":[{\"gap_pt\":7}]}", NULL, NULL },
		{ "\"zones\":{\"signatures\":[{\"use\":\"mroe\"}],\"more\":[]}", "value-choice-near",
		    "/zones/signatures/0/use" },
		{ "\"zones\":{\"signatures\":[{\"use\":7}]}", "field-type", "/zones/signatures/0/use" },
		{ "\"zones\":{\"signatures\":5}", "field-type", "/zones/signatures" },
		{ "\"zones\":{\"signatures\":[{\"stack\":[{\"use\":\"signatures\"}]}]}", "profile-cycle",
		    "/zones/signatures/0/stack/0/use" },
		{ "\"zones\":{\"signatures\":[{\"use\":\"a\"}],\"a\":[{\"use\":\"signatures\"}]}", "profile-cycle",
		    "/zones/a/0/use" },
		{ "\"zones\":{\"signatures\":[{\"use\":\"header\"}]}", "field-type", NULL },
		{ "\"zones\":{\"header\":[[{\"gap_pt\":1}]]}", "list-count", "/zones/header/0" },
		{ "\"zones\":{\"signatures\":[{\"gap_pt\":5,\"when\":\"!addressees\"}]}", NULL, NULL },
		{ "\"zones\":{\"signatures\":[{\"gap_pt\":5,\"when\":\"addresees\"}]}", "value-choice-near",
		    "/zones/signatures/0/when" },
		{ "\"zones\":{\"signatures\":[{\"gap_pt\":5,\"when\":\"!x\"}]}", "value-choice",
		    "/zones/signatures/0/when" },
		{ "\"zones\":{\"signatures\":[{\"text\":\"{issuer.nam}\",\"style\":\"body\"}]}", "template-name",
		    "/zones/signatures/0/text" },
		{ "\"zones\":{\"signatures\":[{\"gap_pt\":5,\"between_pt\":1}]}", "field-needs",
		    "/zones/signatures/0/between_pt" },
		{ "\"types\":{\"to-trinh\":{\"addressees\":\" \"}}", "field-empty", "/types/to-trinh/addressees" },
		{ "\"styles\":{\"signer-and\":null}", "field-missing", "/styles" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct files f;
		struct setting s;
		const struct tt_message *m;
		const struct profile *p;
		const char *path;
		char text[400];
		make_folder(&f);
		begin(&s, "layouts");
		snprintf(text, sizeof text, "{\"profile\":\"o\",\"extends\":\"nd30-2020\",%s}", cases[i].change);
		path = put(&f, "o", text);
		p = use(&s, NULL, path);
		m = cases[i].id == NULL ? NULL : message(&s, cases[i].id);
		CHECK((p == NULL) == (cases[i].id != NULL));
		if (!CHECK((m == NULL) == (cases[i].id == NULL)))
			printf("  %s\n", text);
		if (m != NULL && cases[i].pointer != NULL)
			CHECK_TEXT(m->pointer, cases[i].pointer);
		if (m != NULL && cases[i].pointer != NULL)
			CHECK_TEXT(m->file, path);
		end(&s);
		remove_folder(&f);
	}
}

/* What is shared is there wherever it is used. */
static void
test_shared(void)
{
	struct setting s;
	const struct profile *p;
	const struct zone *grid[2];

	begin(&s, "layouts");
	p = use(&s, NULL, NULL);
	for (int i = 0; i < 2; i++) {
		int rows = 0;
		const struct form *form = profile_type(p, i == 0 ? "ke-hoach" : "cong-van")->form;
		grid[i] = form->head;
		for (const struct zone *row = grid[i]->child; row != NULL; row = row->next)
			rows++;
		CHECK_INT(rows, 3 + i);
		CHECK_TEXT(grid[i]->child->child->next->child->text, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
		CHECK(form->tail->next->kind == ZONE_SIGNATURE);
		CHECK(form->tail->next->next == NULL);
		CHECK_INT(grid[i]->child->child->child->kind, ZONE_ISSUERS);
		CHECK_INT(grid[i]->child->child->child->gap.value, 3000);
	}
	CHECK(grid[0]->child != grid[1]->child);	/* each has its own chain */
	CHECK(profile_level(p, "article")->label_bold);
	CHECK(!profile_level(p, "clause")->label_bold);
	CHECK_INT(p->note_lines, 2);
	CHECK_INT(p->note_empty.value, 250);
	CHECK_TEXT(p->to_next[0], "tm.");
	p = use(&s, NULL, "vptw05-2026");
	CHECK(profile_type(p, "to-trinh")->addressees);
	CHECK_TEXT(profile_type(p, "to-trinh")->addressees_title, "Kính trình:");
	CHECK(profile_type(p, "cong-van")->addressees);
	CHECK(profile_type(p, "cong-van")->addressees_title == NULL);
	end(&s);
}

static bool
is_named(const struct bind_names *names, const char *list, const char *word)
{
	for (; names->name != NULL; names++)
		for (const char *const *w = names->words; strcmp(names->name, list) == 0 && *w != NULL; w++)
			if (strcmp(*w, word) == 0)
				return true;
	return false;
}

static void
test_known_words(void)
{
	struct setting s;
	const struct bind_names *names;

	begin(&s, "layouts");
	s.diag = diag_new(&s.mem, TT_ENGLISH);
	names = profile_names(&s.mem, s.diag, s.cache);
	CHECK(names != NULL && is_named(names, "types", "ket-luan") && is_named(names, "types", "cong-van"));
	CHECK(names != NULL && is_named(names, "tiers", "13") && is_named(names, "levels", "subclause"));
	CHECK(names != NULL && is_named(names, "profiles", "vptw05-2026") && is_named(names, "styles", "star"));
	CHECK(names != NULL && !is_named(names, "styles", "13"));
	end(&s);
	begin(&s, "nowhere");
	s.diag = diag_new(&s.mem, TT_ENGLISH);
	CHECK(profile_names(&s.mem, s.diag, s.cache) == NULL);
	end(&s);
}

static void
test_faults(void)
{
	static const struct { const char *text, *id, *pointer; } cases[] = {
		{ "{\"profile\":\"p\",\"extends\":\"p\"}", "profile-cycle", "/extends" },
		{ "{\"profile\":\"p\",\"extends\":\"q\"}", "profile-base", "/extends" },
		{ "{\"profile\":\"p\",\"extends\":\"../q\"}", "profile-base", "/extends" },
		{ "{\"profile\":\"p\",\"extends\":7}", "field-type", "/extends" },
		{ "{\"profile\":\"p\"}", "field-missing", "" },
		{ "[]", "field-type", "" },
		{ "{", "json-end", NULL },
		{ "", "json-empty", NULL },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct files f;
		struct setting s;
		const struct tt_message *m;
		const char *path;
		make_folder(&f);
		path = put(&f, "p", cases[i].text);
		begin(&s, f.dir);
		for (int round = 0; round < 2; round++) {
			CHECK(use(&s, NULL, "p") == NULL);
			m = message(&s, cases[i].id);
			CHECK(m != NULL);
			if (m == NULL)
				continue;
			CHECK_TEXT(m->file, path);
			CHECK_TEXT(m->pointer, cases[i].pointer);
		}
		end(&s);
		remove_folder(&f);
	}
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
	test_house();
	test_zones();
	test_shared();
	test_known_words();
	test_faults();
	return test_end("profile");
}
