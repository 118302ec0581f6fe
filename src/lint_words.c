#include "lint_words.h"
#include "arena.h"
#include "bind.h"
#include "clean.h"
#include "profile_file.h"

#include <stdint.h>
#include <string.h>

enum { WEEK = 7 };			/* days */

struct unit {				/* a name, and those it took the place of */
	const char	*name;
	const char	**was;
	int		 since;
};

struct units {
	struct unit	*items;
	size_t		 n;
};

struct district {
	const char	**words, **units;
	int		 until;
};

struct places {
	struct units	 provinces, organs;
	struct district	 district;
	const char	**historic, **elsewhere;
};

struct lists {				/* what becomes a table */
	struct lint_pairs misread, diacritics, symbols;
	const char	**capitals, **documents;
};

struct words_file {
	struct lint_words words;
	struct lists	 lists;
};

static bind_reader read_pairs;

static const struct bind_type pairs_type = {
	.takes = TAKES_OBJECT, .read = read_pairs, .element = &bind_type_line
};

#define WORD(name_, member) { .name = (name_), .type = &bind_type_line, .required = true, \
	.offset = offsetof(struct words_file, words.member) }
#define LIST(name_, member) { .name = (name_), .type = &bind_type_lines, .required = true, \
	.offset = offsetof(struct words_file, member) }
#define PAIRS(name_, member) { .name = (name_), .type = &pairs_type, .required = true, \
	.offset = offsetof(struct words_file, member) }

static const struct bind_object words_object = { .fields = (const struct bind_field[]){
	WORD("day", day), WORD("month", month), WORD("year", year), WORD("number", number),
	WORD("article", article), WORD("clause", clause), WORD("point", point), WORD("section", section),
	WORD("part", part), WORD("chapter", chapter), WORD("this", this_one), WORD("of", of),
	WORD("clerk", clerk), WORD("above", above), WORD("people", people),
	LIST("authorities", words.authorities),
	LIST("deputies", words.deputies), LIST("ranks", words.ranks), LIST("party_organs", words.party_organs),
	LIST("symbols_party", words.symbols_party), LIST("subject_prefixes", words.subject_prefixes),
	LIST("longer", words.longer), LIST("weekdays", words.weekdays),
	LIST("weekday_names", words.weekday_names), LIST("ordinals", words.ordinals),
	LIST("years_of_others", words.years_of_others),
	LIST("in_words", words.in_words), LIST("currencies", words.currencies), LIST("even", words.even),
	LIST("money_codes", words.money_codes),
	LIST("periods", words.periods), LIST("doubled", words.doubled), LIST("repeated", words.repeated),
	LIST("directions", words.directions), LIST("tones_old", words.tones_old),
	LIST("tones_new", words.tones_new), LIST("unit_words", words.unit_words),
	LIST("abbreviations", words.abbreviations),
	LIST("documents", lists.documents), LIST("capitals", lists.capitals),
	PAIRS("misread", lists.misread), PAIRS("diacritics", lists.diacritics),
	PAIRS("symbols", lists.symbols), PAIRS("look_alikes", words.look_alikes),
	{ .name = NULL }
} };

static const struct bind_type unit_type = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ .name = "name", .type = &bind_type_line, .offset = offsetof(struct unit, name), .required = true },
		{ .name = "was", .type = &bind_type_lines, .offset = offsetof(struct unit, was) },
		{ .name = "since", .type = &bind_type_date, .offset = offsetof(struct unit, since), .needs = "was" },
		{ .name = NULL }
	} }
};
static const struct bind_type units_type = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &unit_type, .size = sizeof(struct unit)
};
static const struct bind_type district_type = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ .name = "until", .type = &bind_type_date, .offset = offsetof(struct district, until),
		    .required = true },
		{ .name = "words", .type = &bind_type_lines, .offset = offsetof(struct district, words),
		    .required = true },
		{ .name = "units", .type = &bind_type_lines, .offset = offsetof(struct district, units),
		    .required = true },
		{ .name = NULL }
	} }
};

#define PLACE(name_, type_, member) { .name = (name_), .type = &(type_), .required = true, \
	.offset = offsetof(struct places, member) }

static const struct bind_object places_object = { .fields = (const struct bind_field[]){
	PLACE("provinces", units_type, provinces), PLACE("organs", units_type, organs),
	PLACE("district", district_type, district), PLACE("historic", bind_type_lines, historic),
	PLACE("elsewhere", bind_type_lines, elsewhere),
	{ .name = NULL }
} };

static void
read_pairs(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct lint_pairs *pairs = out;

	pairs->items = arena_array(b->mem, v->n, sizeof *pairs->items);
	pairs->n = v->n;
	for (size_t i = 0; i < v->n; i++) {
		pairs->items[i] = (struct lint_pair){ v->items[i].at.key, "" };
		bind_value(b, type->element, &v->items[i], &pairs->items[i].to);
	}
}

/* Bytes of the first word of a phrase: letters and figures. */
static size_t
first_word(const char *phrase)
{
	return strcspn(phrase, " -&./,;");
}

static uint64_t
hash(const char *word, size_t n)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)word[i]) * 1099511628211u;
	return h ^ h >> 29;
}

/* A table with room for n phrases. */
static void
open_table(struct arena *mem, struct lint_table *t, size_t n)
{
	size_t room = 16;

	while (room < 2 * n + 2)
		room *= 2;
	t->slots = arena_array(mem, room, sizeof *t->slots);
	t->mask = room - 1;
}

static void
add_phrase(struct arena *mem, struct lint_table *t, const char *phrase, const char *to, int since)
{
	const char *low = clean_lower(mem, phrase, strlen(phrase));
	size_t n = first_word(low), i = hash(low, n) & t->mask;

	while (t->slots[i].phrase != NULL)
		i = (i + 1) & t->mask;
	t->slots[i] = (struct lint_entry){ low, n, to, since };
}

static void
add_pairs(struct arena *mem, struct lint_table *t, const struct lint_pairs *pairs)
{
	open_table(mem, t, pairs->n);
	for (size_t i = 0; i < pairs->n; i++)
		add_phrase(mem, t, pairs->items[i].from, pairs->items[i].to, 0);
}

/* Number of phrases in a NULL-terminated list; 0 when there is no list. */
static size_t
count(const char **list)
{
	size_t n = 0;

	while (list != NULL && list[n] != NULL)
		n++;
	return n;
}

/* Phrases that are their own correction: only capitals can be wrong in them. */
static void
add_phrases(struct arena *mem, struct lint_table *t, const char **list)
{
	for (; list != NULL && *list != NULL; list++)
		add_phrase(mem, t, *list, *list, 0);
}

static void
add_list(struct arena *mem, struct lint_table *t, const char **list)
{
	open_table(mem, t, count(list));
	add_phrases(mem, t, list);
}

/* Number of names that others took the place of. */
static size_t
count_former(const struct units *units)
{
	size_t n = 0;

	for (size_t i = 0; i < units->n; i++)
		n += count(units->items[i].was);
	return n;
}

static void
add_units(struct arena *mem, struct lint_table *t, const struct units *units)
{
	open_table(mem, t, count_former(units));
	for (size_t i = 0; i < units->n; i++)
		for (const char **was = units->items[i].was; was != NULL && *was != NULL; was++)
			add_phrase(mem, t, *was, units->items[i].name, units->items[i].since);
}

/* The names of provinces without the word for one, and those they took the place of. */
static void
add_names(struct arena *mem, struct lint_table *t, const struct units *units, const char *unit)
{
	size_t own = strlen(unit);

	open_table(mem, t, units->n + count_former(units));
	for (size_t i = 0; i < units->n; i++) {
		const char *name = units->items[i].name;
		if (strncmp(name, unit, own) == 0 && name[own] == ' ')
			add_phrase(mem, t, name + own + 1, name, 0);
		add_phrases(mem, t, units->items[i].was);
	}
}

/* Words that say a place is none of today's, of both lists. */
static void
add_past(struct arena *mem, struct lint_table *t, const struct places *p)
{
	open_table(mem, t, count(p->historic) + count(p->elsewhere));
	add_phrases(mem, t, p->historic);
	add_phrases(mem, t, p->elsewhere);
}

/* A list has to have a name for each day of the week. */
static void
check_week(struct bind *b, const struct value *v, const char *name)
{
	const struct value *list = json_member(v, name);

	if (list != NULL && list->n != WEEK)
		DIAG(b->diag, LIST_COUNT, &list->at, "", arena_printf(b->mem, "%zu", list->n),
		    arena_printf(b->mem, "%d", WEEK));
}

static int
read_file(struct bind *b, const char *path, const struct bind_object *object, void *out)
{
	size_t before = diag_count(b->diag);
	const struct value *v = profile_file_object(b->mem, b->diag, path);

	if (v == NULL)
		return -1;
	bind_members(b, object, v, out);
	check_week(b, v, "weekdays");
	check_week(b, v, "weekday_names");
	return diag_count(b->diag) != before ? -1 : 0;
}

const struct lint_words *
lint_words_read(struct arena *mem, struct diag *diag, const char *dir)
{
	struct bind b = { .mem = mem, .diag = diag };
	struct words_file *f = arena_new(mem, sizeof *f);
	struct places *p = arena_new(mem, sizeof *p);
	struct lint_words *w = &f->words;

	if (read_file(&b, arena_printf(mem, "%s/lint.json", dir), &words_object, f) != 0
	    || read_file(&b, arena_printf(mem, "%s/places.json", dir), &places_object, p) != 0)
		return NULL;
	add_pairs(mem, &w->misread, &f->lists.misread);
	add_pairs(mem, &w->diacritics, &f->lists.diacritics);
	add_pairs(mem, &w->symbols, &f->lists.symbols);
	add_list(mem, &w->capitals, f->lists.capitals);
	add_list(mem, &w->documents, f->lists.documents);
	add_units(mem, &w->provinces, &p->provinces);
	add_units(mem, &w->organs, &p->organs);
	add_names(mem, &w->names, &p->provinces, w->unit_words[0]);
	add_list(mem, &w->district, p->district.words);
	add_past(mem, &w->past, p);
	w->district_units = p->district.units;
	w->district_until = p->district.until;
	return w;
}

const struct lint_entry *
lint_words_find(const struct lint_table *t, const char *word, size_t n, size_t *slot)
{
	size_t i = *slot == SIZE_MAX ? hash(word, n) & t->mask : (*slot + 1) & t->mask;

	for (; t->slots[i].phrase != NULL; i = (i + 1) & t->mask)
		if (t->slots[i].word == n && memcmp(t->slots[i].phrase, word, n) == 0) {
			*slot = i;
			return &t->slots[i];
		}
	return NULL;
}
