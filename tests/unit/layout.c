/* The shipped layouts against the rules as written down separately in tests/layout. */
#include "arena.h"
#include "json.h"
#include "profile.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>

enum kind { ABSENT, MEASURE, TEXT, BOOL, INT };

struct found {				/* what a path of the table leads to */
	enum kind	 kind;
	struct measure	 measure;
	double		 unit;		/* of the measure, in 1/1000 pt or 1/1000 */
	const char	*text;
	long		 number;	/* BOOL, INT */
	const char	*article;
};

struct row {				/* a line of the table */
	const char	*path, *least, *most, *article;
};

#define PT_UNIT		1000.0
#define MM_UNIT		(72000 / 25.4)

static const struct { const char *name; size_t offset; double unit; } style_measures[] = {
	{ "size_pt", offsetof(struct style, size), PT_UNIT },
	{ "first_mm", offsetof(struct style, first), MM_UNIT },
	{ "before_pt", offsetof(struct style, before), PT_UNIT },
	{ "after_pt", offsetof(struct style, after), PT_UNIT },
	{ "leading", offsetof(struct style, leading), PT_UNIT },
	{ "exactly_pt", offsetof(struct style, exact), PT_UNIT },
}, page_measures[] = {
	{ "paper.width_mm", offsetof(struct profile, width), MM_UNIT },
	{ "paper.height_mm", offsetof(struct profile, height), MM_UNIT },
	{ "top_mm", offsetof(struct profile, top), MM_UNIT },
	{ "bottom_mm", offsetof(struct profile, bottom), MM_UNIT },
	{ "left_mm", offsetof(struct profile, left), MM_UNIT },
	{ "right_mm", offsetof(struct profile, right), MM_UNIT },
	{ "number.from_edge_mm", offsetof(struct profile, number_edge), MM_UNIT },
}, picture_measures[] = {
	{ "seal.width_mm", offsetof(struct profile, seal_width), MM_UNIT },
	{ "seal.over_signature.share", offsetof(struct profile, seal_overlap), PT_UNIT },
};

static const struct { const char *name; size_t offset; } texts[] = {
	{ "words.date", offsetof(struct profile, date) },
	{ "words.symbol.named", offsetof(struct profile, symbol_named) },
	{ "words.symbol.letter", offsetof(struct profile, symbol_letter) },
	{ "words.archive", offsetof(struct profile, archive) },
	{ "words.end_mark", offsetof(struct profile, end_mark) },
	{ "words.signer.on_behalf_of", offsetof(struct profile, signer_words[SIGN_ON_BEHALF]) },
	{ "words.signer.full_power", offsetof(struct profile, signer_words[SIGN_FULL_POWER]) },
	{ "words.signer.acting_for", offsetof(struct profile, signer_words[SIGN_FOR]) },
	{ "words.signer.by_order_of", offsetof(struct profile, signer_words[SIGN_BY_ORDER]) },
	{ "words.signer.by_authority_of", offsetof(struct profile, signer_words[SIGN_BY_AUTHORITY]) },
	{ "lists.bases.bullet", offsetof(struct profile, bases.bullet) },
	{ "lists.bases.each", offsetof(struct profile, bases.each) },
	{ "lists.bases.last", offsetof(struct profile, bases.last) },
	{ "lists.addressees.title", offsetof(struct profile, addressees.title) },
	{ "lists.addressees.bullet", offsetof(struct profile, addressees.bullet) },
	{ "lists.addressees.each", offsetof(struct profile, addressees.each) },
	{ "lists.addressees.last", offsetof(struct profile, addressees.last) },
	{ "lists.recipients.title", offsetof(struct profile, recipients.title) },
	{ "lists.recipients.bullet", offsetof(struct profile, recipients.bullet) },
	{ "lists.recipients.each", offsetof(struct profile, recipients.each) },
	{ "lists.recipients.last", offsetof(struct profile, recipients.last) },
	{ "figures.thousands", offsetof(struct profile, thousands) },
	{ "figures.currency", offsetof(struct profile, currency) },
};

static struct found
measure(const struct measure *m, double unit, const char *article)
{
	return (struct found){ .kind = MEASURE, .measure = *m, .unit = unit, .article = article };
}

static struct found
text(const char *t)
{
	return (struct found){ .kind = t == NULL ? ABSENT : TEXT, .text = t };
}

static struct found
number(enum kind kind, long n)
{
	return (struct found){ .kind = kind, .number = n };
}

/* What follows "prefix" in a path, or NULL. */
static const char *
after(const char *path, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(path, prefix, n) == 0 ? path + n : NULL;
}

/* A path's first name, up to a full stop, which it moves over. */
static const char *
step(struct arena *mem, const char **path)
{
	const char *start = *path, *stop = strchr(start, '.');
	size_t n = stop == NULL ? strlen(start) : (size_t)(stop - start);

	*path = start + n + (stop != NULL);
	return arena_copy(mem, start, n);
}

static struct found
find_in_style(struct arena *mem, const struct profile *p, const char *path)
{
	static const char *const aligns[] = { "left", "center", "right", "justify" };
	const struct style *s = profile_style(p, step(mem, &path));
	struct found f = number(BOOL, 0);

	if (s == NULL)
		return number(ABSENT, 0);
	for (size_t i = 0; i < sizeof style_measures / sizeof *style_measures; i++)
		if (strcmp(path, style_measures[i].name) == 0)
			return measure((const void *)((const char *)s + style_measures[i].offset),
			    style_measures[i].unit, s->article);
	if (strcmp(path, "align") == 0)
		f = text(aligns[s->align]);
	else if (strcmp(path, "bold") == 0)
		f.number = (s->look & SPAN_BOLD) != 0;
	else if (strcmp(path, "italic") == 0)
		f.number = (s->look & SPAN_ITALIC) != 0;
	else if (strcmp(path, "underline") == 0)
		f.number = (s->look & SPAN_UNDERLINE) != 0;
	else if (strcmp(path, "upper") == 0)
		f.number = s->upper;
	else if (strcmp(path, "lower_first") == 0)
		f.number = s->lower_first;
	else
		f.kind = ABSENT;
	f.article = s->article;
	return f;
}

static struct found
find_in_page(const struct profile *p, const char *path)
{
	for (size_t i = 0; i < sizeof page_measures / sizeof *page_measures; i++)
		if (strcmp(path, page_measures[i].name) == 0) {
			const struct measure *m = (const void *)((const char *)p + page_measures[i].offset);
			return measure(m, page_measures[i].unit, m->article);
		}
	if (strcmp(path, "mirror") == 0)
		return number(BOOL, p->mirror);
	if (strcmp(path, "number.first_page") == 0)
		return number(BOOL, p->number_first);
	if (strcmp(path, "notes.least_lines") == 0)
		return number(INT, p->note_lines);
	if (strcmp(path, "notes.most_empty") == 0)
		return measure(&p->note_empty, PT_UNIT, p->note_empty.article);
	return number(ABSENT, 0);
}

static struct found
find_in_pictures(const struct profile *p, const char *path)
{
	for (size_t i = 0; i < sizeof picture_measures / sizeof *picture_measures; i++)
		if (strcmp(path, picture_measures[i].name) == 0) {
			const struct measure *m = (const void *)((const char *)p + picture_measures[i].offset);
			return measure(m, picture_measures[i].unit, m->article);
		}
	return number(ABSENT, 0);
}

/* The zone with that role or style below `z`; *before is the zone above it in its stack. */
static const struct zone *
find_zone(const struct zone *z, const char *role, const struct zone **before)
{
	const struct zone *last = NULL, *below;

	for (; z != NULL; last = z, z = z->next) {
		const char *name = z->kind == ZONE_SIGNATURE ? "signature" : z->kind == ZONE_ISSUERS ? "issuers" :
		    z->role != NULL ? z->role : z->style != NULL ? z->style->name : "";
		if (strcmp(name, role) == 0) {
			*before = last;
			return z;
		}
		below = find_zone(z->child, role, before);
		if (below != NULL)
			return below;
	}
	return NULL;
}

static struct found
find_in_form(struct arena *mem, const struct profile *p, const char *path)
{
	const char *form = step(mem, &path), *role = step(mem, &path);
	const struct zone *z = NULL, *before = NULL;

	for (size_t i = 0; i < p->nforms; i++) {
		const struct form *f = &p->forms[i];
		if (strcmp(f->name, form) == 0 && (z = find_zone(f->head, role, &before)) == NULL)
			z = find_zone(f->tail, role, &before);
	}
	if (z == NULL)
		return number(ABSENT, 0);
	if (strcmp(path, "text") == 0)
		return text(z->text);
	if (strcmp(path, "share") == 0)
		return measure(&z->share, PT_UNIT, z->share.article);
	if (strcmp(path, "room_mm") == 0)
		return measure(&z->room, MM_UNIT, z->room.article);
	if (strcmp(path, "between_pt") == 0)
		return measure(&z->gap, PT_UNIT, z->gap.article);
	if (strcmp(path, "gap_pt") == 0 && before != NULL)
		return measure(&before->gap, PT_UNIT, "");
	return number(INT, -1);
}

static struct found
find_in_level(struct arena *mem, const struct profile *p, const char *path)
{
	const struct level *l = profile_level(p, step(mem, &path));

	if (l == NULL)
		return number(ABSENT, 0);
	if (strcmp(path, "format") == 0)
		return text(l->format);
	if (strcmp(path, "style") == 0)
		return text(l->style->name);
	if (strcmp(path, "plain") == 0)
		return text(l->plain->name);
	if (strcmp(path, "label_bold") == 0)
		return number(BOOL, l->label_bold);
	return text(l->title == NULL ? NULL : l->title->name);
}

static struct found
find_in_type(struct arena *mem, const struct profile *p, const char *path)
{
	const struct doc_type *t = profile_type(p, step(mem, &path));

	if (t == NULL)
		return number(ABSENT, 0);
	if (strcmp(path, "name") == 0)
		return text(t->name);
	if (strcmp(path, "abbreviation") == 0)
		return text(t->abbreviation);
	if (strcmp(path, "form") == 0)
		return text(t->form->name);
	if (strcmp(path, "addressees_title") == 0)
		return text(t->addressees_title);
	return number(BOOL, t->addressees);
}

static struct found
find(struct arena *mem, const struct profile *p, const char *path)
{
	const char *rest;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (strcmp(path, texts[i].name) == 0)
			return text(*(const char *const *)(const void *)((const char *)p + texts[i].offset));
	if ((rest = after(path, "styles.")) != NULL)
		return find_in_style(mem, p, rest);
	if ((rest = after(path, "page.")) != NULL)
		return find_in_page(p, rest);
	if ((rest = after(path, "pictures.")) != NULL)
		return find_in_pictures(p, rest);
	if ((rest = after(path, "forms.")) != NULL)
		return find_in_form(mem, p, rest);
	if ((rest = after(path, "levels.")) != NULL)
		return find_in_level(mem, p, rest);
	if ((rest = after(path, "types.")) != NULL)
		return find_in_type(mem, p, rest);
	if ((rest = after(path, "padding.")) != NULL)
		return number(INT, *rest == 'n' ? p->pad_number : *rest == 'd' ? p->pad_day : p->pad_month);
	if (strcmp(path, "fonts.text") == 0)
		return text(p->families[0][0]);
	if (strcmp(path, "letters") == 0) {
		const char *all = "";
		for (const char **l = p->letters; *l != NULL; l++)
			all = arena_printf(mem, "%s%s%s", all, l == p->letters ? "" : " ", *l);
		return text(all);
	}
	return number(ABSENT, 0);
}

/* "13", "12.7" or "1/3" in thousandths of the unit. */
static double
amount(const char *s, double unit)
{
	char *rest;
	double x = strtod(s, &rest);

	return (*rest == '/' ? x / strtod(rest + 1, NULL) : x) * unit;
}

static int
near(double a, double b)
{
	return fabs(a - b) <= 1;
}

static int
measure_agrees(const struct found *f, const struct row *row)
{
	const struct measure *m = &f->measure;
	const char *bar = strchr(row->least, '|');

	if (bar != NULL)
		return m->choices != NULL && near(m->choices[0], amount(row->least, f->unit))
		    && near(m->choices[1], amount(bar + 1, f->unit)) && m->choices[2] < 0;
	if (row->most[0] == '\0')
		return near(m->value, amount(row->least, f->unit));
	if (!near(m->least, amount(row->least, f->unit)) || m->choices != NULL || m->value < m->least)
		return 0;
	if (strcmp(row->most, "-") == 0)
		return m->most < 0;
	return near(m->most, amount(row->most, f->unit)) && m->value <= m->most;
}

static int
agrees(struct arena *mem, const struct found *f, const struct row *row)
{
	size_t n = strlen(row->least);

	switch (f->kind) {
	case ABSENT:
		return strcmp(row->least, "absent") == 0;
	case MEASURE:
		return measure_agrees(f, row);
	case TEXT:
		if (row->least[0] == '"')
			return strcmp(f->text, arena_copy(mem, row->least + 1, n - 2)) == 0;
		return strcmp(f->text, row->least) == 0;
	case BOOL:
		return strcmp(row->least, f->number ? "true" : "false") == 0;
	case INT:
		return f->number == strtol(row->least, NULL, 10);
	}
	return 0;
}

static void
check_row(struct arena *mem, const struct profile *p, const char *path, const struct row *row)
{
	struct found f = find(mem, p, path);
	const char *article = f.article == NULL || f.article[0] == '\0' ? NULL : f.article;
	int ok = agrees(mem, &f, row);

	CHECK(ok);
	if (!ok)
		printf("  %s: %s is not %s %s (value %d, %d to %d, \"%s\", %ld)\n", p->name, row->path,
		    row->least, row->most, f.measure.value, f.measure.least, f.measure.most,
		    f.text == NULL ? "" : f.text, f.number);
	if (row->article[0] == '\0' || article == NULL)
		return;
	ok = after(article, arena_printf(mem, "%s%s", p->cite, row->article)) != NULL;
	CHECK(ok);
	if (!ok)
		printf("  %s: %s rests on %s, not on %s\n", p->name, row->path, article, row->article);
}

static const struct profile *
profile(struct arena *mem, const char *name, const char *tier)
{
	struct diag *d = diag_new(mem, TT_ENGLISH);
	struct plan plan = { .kind = "state", .profile = name, .type = "ke-hoach" };
	struct source source = { .name = "plan.json", .text = "", .len = 0 };
	const struct profile *p;

	if (tier != NULL) {
		source.text = arena_printf(mem, "{\"tier\":\"%s\"}", tier);
		source.len = strlen(source.text);
		plan.layout = json_read(mem, d, &source);
	}
	p = profile_for(mem, d, profile_cache_new(mem, "layouts"), &plan, NULL);
	CHECK(p != NULL);
	if (p == NULL)
		exit(test_end("layout"));
	return p;
}

/* The columns of a line, which is cut into pieces. */
static struct row
split(char *line)
{
	char *field[4];

	line[strcspn(line, "\n")] = '\0';
	for (int i = 0; i < 4; i++) {
		field[i] = line;
		line += strcspn(line, "\t");
		if (*line != '\0')
			*line++ = '\0';
	}
	return (struct row){ field[0], field[1], field[2], field[3] };
}

static void
test_table(const char *name)
{
	struct arena mem = { 0 };
	const struct profile *p = profile(&mem, name, NULL), *tier = NULL;
	const char *asked = "";
	FILE *f = fopen(arena_printf(&mem, "tests/layout/%s.tsv", name), "r");
	char line[512];

	CHECK(f != NULL);
	while (f != NULL && fgets(line, sizeof line, f) != NULL) {
		struct row row;
		const char *path = line, *rest = after(line, "tiers.");
		if (line[0] == '#' || line[0] == '\n')
			continue;
		row = split(line);
		if (rest != NULL) {
			const char *wanted = step(&mem, &rest);
			if (strcmp(wanted, asked) != 0)
				tier = profile(&mem, name, wanted);
			asked = wanted;
			path = rest;
		}
		check_row(&mem, rest != NULL ? tier : p, path, &row);
	}
	if (f != NULL)
		fclose(f);
	arena_free(&mem);
}

int
main(void)
{
	test_table("nd30-2020");
	test_table("vptw36-2018");
	test_table("vptw05-2026");
	return test_end("layout");
}
