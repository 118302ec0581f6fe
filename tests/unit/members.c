/*
 * The members of a layout profile: of every object and list the tables that read profiles say what is
 * in it. With the argument "list" prints them, a line each: the object they stand in, name, what it takes.
 */
#include "field.h"
#include "plan_types.h"
#include "profile_measure.h"
#include "profile_read.h"
#include "test.h"

enum { OBJECTS_MAX = 128, PATH_MAX_BYTES = 128, WORDS_MAX = 256,
	USUAL_MOST = 1000000		/* thousandths; of lengths */
};

struct walk {
	int		 list;		/* print */
	const struct bind_object *seen[OBJECTS_MAX];
	size_t		 nseen, members;
};

/* Types with a name of their own in the manual. */
static const struct { const struct bind_type *type; const char *name; } named[] = {
	{ &profile_type_word, "words" }, { &profile_type_article, "article" }, { &profile_type_colour, "colour" },
	{ &profile_type_style, "style" }, { &profile_type_form_name, "form" }, { &profile_type_condition, "condition" },
	{ &bind_type_date, "day" }, { &bind_type_mark, "string, may be empty" },
	{ &plan_type_body, "array of nodes" }, { &plan_type_appendices, "array of appendices" },
	{ &profile_type_zone_text, "zone template" }, { &profile_type_date_text, "date template" },
	{ &profile_type_note_text, "note template" }, { &profile_type_label_text, "label template" },
	{ &profile_type_amount_text, "amount template" }, { &profile_type_words_text, "words template" },
	{ &profile_type_archive_text, "archive template" }, { &profile_type_symbol_text, "symbol template" },
	{ &profile_type_time_text, "time template" }, { &profile_type_picture_text, "picture template" },
	{ &profile_type_caption_text, "caption template" }, { &profile_type_unit_text, "unit template" },
	{ &profile_type_drafter_text, "drafter template" }, { &profile_type_pages_text, "pages template" },
};

static const char *
own_name(const struct bind_type *type)
{
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (named[i].type == type)
			return named[i].name;
	return NULL;
}

static int
is_measure(const struct bind_type *type)
{
	return type->like != NULL && type->like->def != NULL && strcmp(type->like->def, "measure") == 0;
}

static const struct bind_type *
real(const struct bind_type *type)
{
	while (type->like != NULL && !is_measure(type))
		type = type->like;
	return type;
}

static void
add_choices(char *out, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++)
		snprintf(out + strlen(out), WORDS_MAX - strlen(out), "%s%s",
		    i == 0 ? "" : words[i + 1] == NULL ? " or " : ", ", words[i]);
}

static void
add_measure(char *out, const struct bind_type *type)
{
	const char *unit = type->arg == UNIT_MM ? "millimetres" : type->arg == UNIT_PT ? "points" : "factor";

	if (type->least == 0 && type->most == USUAL_MOST)
		snprintf(out, WORDS_MAX, "%s", unit);
	else
		snprintf(out, WORDS_MAX, "%s, %g to %g", unit, (double)type->least / 1000, (double)type->most / 1000);
}

static void
add_scalar(char *out, const struct bind_type *type)
{
	static const struct { unsigned bits; const char *name; } types[] = {
		{ TAKES_BOOL, "boolean" }, { TAKES_STRING, "string" }, { TAKES_REAL, "number" },
		{ TAKES_INT, "integer" }, { TAKES_OBJECT, "object" }
	};
	unsigned takes = type->takes & TAKES_REAL ? type->takes & ~(unsigned)TAKES_INT : type->takes;

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (takes & types[i].bits)
			snprintf(out + strlen(out), WORDS_MAX - strlen(out), "%s%s", out[0] == '\0' ? "" : " or ",
			    types[i].name);
	if (takes == TAKES_INT && type->least != type->most)
		snprintf(out + strlen(out), WORDS_MAX - strlen(out), ", %lld to %lld", (long long)type->least,
		    (long long)type->most);
}

static void describe(char *, const struct bind_type *);

/* "array of strings": what the elements are, in the plural. */
static void
add_elements(char *out, const struct bind_type *type)
{
	char inner[WORDS_MAX];
	int first;

	describe(inner, type->element);
	first = (int)strcspn(inner, " ,");
	snprintf(out, WORDS_MAX, "%s of %.*s%s%.160s", type->takes & TAKES_ARRAY ? "array" : "object", first, inner,
	    inner[first - 1] == 's' || (real(type->element)->choices != NULL && strchr(inner, ',') != NULL) ? "" : "s",
	    inner + first);
}

/* What a value may be, as the manual says it. */
static void
describe(char *out, const struct bind_type *type)
{
	out[0] = '\0';
	type = real(type);
	if (own_name(type) != NULL)
		snprintf(out, WORDS_MAX, "%s", own_name(type));
	else if (is_measure(type))
		add_measure(out, type);
	else if (type->choices == field_asked || type->choices == plan_task_columns)
		snprintf(out, WORDS_MAX, type->choices == field_asked ? "field" : "column");
	else if (type->choices != NULL)
		add_choices(out, type->choices);
	else if (type->names != NULL && strcmp(type->names, "levels") == 0 && type->takes == TAKES_STRING)
		snprintf(out, WORDS_MAX, "level");
	else if (type->def != NULL && type->takes & TAKES_OBJECT && type != &profile_type_lint
	    && strchr(type->def, '_') == NULL)
		snprintf(out, WORDS_MAX, "%s", type->def);
	else if (type->def != NULL && strcmp(type->def, "row_or_zone") == 0)
		snprintf(out, WORDS_MAX, "row");
	else if (type->element != NULL && type->element != &profile_type_file)
		add_elements(out, type);
	else
		add_scalar(out, type);
}

static int
is_known(struct walk *w, const struct bind_object *object)
{
	for (size_t i = 0; i < w->nseen; i++)
		if (w->seen[i] == object)
			return 1;
	if (CHECK(w->nseen < OBJECTS_MAX))
		w->seen[w->nseen++] = object;
	return 0;
}

static void
walk(struct walk *w, const char *path, const struct bind_type *type)
{
	char below[PATH_MAX_BYTES], words[WORDS_MAX];

	type = real(type);
	if (type == &plan_type_body || type == &plan_type_appendices || is_measure(type))
		return;
	if (!CHECK(!(type->takes & (TAKES_ARRAY | TAKES_OBJECT)) || type->object != NULL || type->element != NULL))
		printf("%s\n", path);
	if (type->element != NULL) {
		snprintf(below, sizeof below, "%s.*", path);
		walk(w, type->takes & TAKES_OBJECT ? below : path, type->element);
	}
	if (type->object == NULL || is_known(w, type->object))
		return;
	for (const struct bind_field *f = type->object->fields; f->name != NULL; f++) {
		describe(words, f->type);
		w->members++;
		if (w->list)
			printf("%s\t%s\t%s%s\n", path[0] == '.' ? path + 1 : "file", f->name, words,
			    f->required ? "" : ", optional");
		snprintf(below, sizeof below, "%s.%s", path, f->name);
		walk(w, below, f->type);
	}
}

int
main(int argc, char **argv)
{
	struct walk w = { .list = argc > 1 && strcmp(argv[1], "list") == 0 };

	walk(&w, "", &profile_type_file);
	CHECK(w.members > 400);
	return test_end("members");
}
