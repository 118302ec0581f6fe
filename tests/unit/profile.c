/* Layout profiles: choosing, extending, overriding, and what is wrong in them. */
#include "arena.h"
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
	s->source = (struct source){ "plan.json", layout == NULL ? "{}" : layout, 0 };
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
	CHECK(strstr(message(&s, "profile-unknown-near")->text, "nd30-2020") != NULL);
	CHECK(use(&s, NULL, "layouts/none.json") == NULL);
	CHECK_INT(message(&s, "profile-read")->fault, TT_FAULT_ENVIRONMENT);
	s.plan.profile = "../layouts/nd30-2020";
	CHECK(use(&s, NULL, NULL) == NULL);		/* a plan does not name paths */
	CHECK_TEXT(message(&s, "profile-unknown")->pointer, "/profile");
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
		const struct profile *p = use(&s, NULL, e->name);
		CHECK(p != NULL);
		if (p == NULL)
			continue;
		CHECK_TEXT(p->name, e->name);
		CHECK_TEXT(p->kind, e->kind);
		CHECK_INT(p->from, e->from);
		CHECK_INT(p->until, e->until);
		CHECK_INT(diag_count(s.diag), *p->unconfirmed != NULL);
	}
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
		struct source a = { "a", cases[i].base, strlen(cases[i].base) };
		struct source b = { "b", cases[i].over, strlen(cases[i].over) };
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
		{ "{\"styles\":{\"body\":{\"inherits\":\"plain\"}}}", "profile-cycle", "/styles/plain/inherits" },
		{ "{\"styles\":{\"body\":null}}", "field-missing", "/styles" },
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
		else if (strcmp(cases[i].id, "profile-cycle") != 0)
			CHECK_TEXT(m->pointer, cases[i].pointer);
		end(&s);
	}
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
	test_merge();
	test_overrides();
	test_values();
	test_house();
	test_faults();
	return test_end("profile");
}
