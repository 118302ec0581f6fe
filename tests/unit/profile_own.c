/* Layout profiles: an office's own files, zones, sharing between plans, and what is wrong in them. */
#include "bind.h"
#include "profile_file.h"
#include "profile_merge.h"
#include "profiles.h"
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

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
		{ "\"zones\":{\"signatures\":[{\"gap_pt\":5},{\"use\":\"more\"}],\"more\":[{\"gap_pt\":7}]}", NULL,
		    NULL },
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
	test_house();
	test_zones();
	test_shared();
	test_known_words();
	test_faults();
	return test_end("profile_own");
}
