#include "map.h"
#include "arena.h"
#include "bind.h"
#include "clean.h"
#include "diag.h"
#include "map_check.h"
#include "map_rule.h"
#include "map_types.h"

#include <stdint.h>
#include <string.h>

enum { SOURCE = 1, LINES = 2 };		/* groups of words of which at most one is given */

enum { TITLE_MOST = 10000 };

struct map_reader {
	struct bind	 bind;		/* stands first: readers, which are given it, find the map by it */
	struct map	*map;
};

static bind_reader read_rule, read_from, read_const, read_several, read_html, read_patterns, read_dates, read_inner,
    read_path, read_between;

static const struct bind_type rule_type;

static const struct bind_type patterns_type = {
	.takes = TAKES_STRING | TAKES_ARRAY, .read = read_patterns, .element = &bind_type_line, .least_items = 1,
	.def = "patterns",
	.doc = "Forms of a text: {=} is the part that is wanted, {?} any text, {+} some text, {0} digits, {0a} digits "
	    "and perhaps a letter, {I} a Roman number, {a} a letter; {=0} and so on are wanted."
};

static const char *const node_names[] = { "heading", "numbered", "dash", "text", "task", NULL };

static const struct bind_type level_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "outline_level",
	.doc = "What lines of one form become in a body.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "match", &patterns_type, offsetof(struct outline_level, match), .required = true,
		    .doc = "What such a line is like; what is before the part that is wanted is its label." },
		{ "node", &(const struct bind_type){ .takes = TAKES_STRING, .read = bind_line, .choices = node_names },
		    offsetof(struct outline_level, node), .required = true, .doc = "What it becomes." },
		{ "level", &bind_type_line, offsetof(struct outline_level, level),
		    .doc = "Its level of numbering, such as \"section\"; else by depth." },
		{ "title", &(const struct bind_type){ .takes = TAKES_INT, .read = bind_long, .least = 1,
		    .most = TITLE_MOST }, offsetof(struct outline_level, title),
		    .doc = "A heading of more characters than this, or with a mark at its end, is a numbered "
		    "paragraph." },
		{ "label", &bind_type_bool, offsetof(struct outline_level, label),
		    .doc = "The label is printed as it is given, instead of one that is counted." },
		{ .name = NULL }
	}, .at = offsetof(struct outline_level, at) }
};

static const char *const html_names[] = { "text", "runs", NULL };	/* by enum rule_html, less 1 */

static const struct bind_object rule_object = { .fields = (const struct bind_field[]){
	{ "$from", &(const struct bind_type){ .takes = TAKES_STRING, .read = read_from }, 0, .groups = SOURCE,
	    .doc = "A JSON pointer, or text with such pointers in braces: {/a}/{/b}." },
	{ "$first", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = read_several, .element = &rule_type,
	    .least_items = 1, .arg = RULE_FIRST }, 0, .groups = SOURCE,
	    .doc = "The first of these that gives something." },
	{ "$join", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = read_several, .element = &rule_type,
	    .least_items = 1, .arg = RULE_JOIN }, 0, .groups = SOURCE, .doc = "The texts of all of these in one." },
	{ "$all", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = read_several, .element = &rule_type,
	    .least_items = 1, .arg = RULE_ALL }, 0, .groups = SOURCE,
	    .doc = "A list of what all of these give, lists in one." },
	{ "$const", &(const struct bind_type){ .takes = TAKES_STRING | TAKES_INT | TAKES_REAL | TAKES_BOOL | TAKES_ARRAY
	    | TAKES_OBJECT, .read = read_const, .may_be_empty = true }, 0, .groups = SOURCE,
	    .doc = "This value as it is." },
	{ "$with", &(const struct bind_type){ .takes = TAKES_STRING, .read = read_between, .may_be_empty = true },
	    offsetof(struct rule, between), .needs = "$join", .doc = "What stands between them." },
	{ "$html", &(const struct bind_type){ .takes = TAKES_BOOL | TAKES_STRING, .read = read_html,
	    .choices = html_names },
	    offsetof(struct rule, html), .doc = "The text is HTML: its text, or its \"runs\" in bold and italics." },
	{ "$lines", &bind_type_bool, offsetof(struct rule, lines), .groups = LINES,
	    .doc = "The text is divided into its lines; empty ones are left out." },
	{ "$line", &bind_type_bool, offsetof(struct rule, line), .groups = LINES, .doc = "The text is made one line." },
	{ "$drop", &patterns_type, offsetof(struct rule, drop), .doc = "Lines of these forms are left out." },
	{ "$strip", &patterns_type, offsetof(struct rule, strip),
	    .doc = "Of lines of these forms only the part that is wanted is kept." },
	{ "$match", &patterns_type, offsetof(struct rule, match),
	    .doc = "Only the wanted part of the first line of one of these forms is taken." },
	{ "$values", &(const struct bind_type){ .takes = TAKES_OBJECT, .read = bind_raw },
	    offsetof(struct rule, values),
	    .doc = "What the text stands for, by the text; null: nothing." },
	{ "$date", &(const struct bind_type){ .takes = TAKES_STRING | TAKES_ARRAY, .read = read_dates,
	    .element = &bind_type_line, .least_items = 1 }, 0,
	    .doc = "The text is a date of one of these forms: with {d}, {M} and {y}, or iso, s or ms (since 1970)." },
	{ "$integer", &bind_type_bool, offsetof(struct rule, integer), .doc = "The text is a whole number." },
	{ "$outline", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_list, .element = &level_type,
	    .size = sizeof(struct outline_level), .least_items = 1 }, offsetof(struct rule, outline),
	    .doc = "The lines are made a body, the outermost level first; other lines are paragraphs." },
	{ "$each", &(const struct bind_type){ .takes = TAKES_STRING | TAKES_OBJECT | TAKES_ARRAY, .read = read_inner,
	    .like = &rule_type }, offsetof(struct rule, each),
	    .doc = "What is made of each element; pointers start there, and at the record with ^." },
	{ "$else", &(const struct bind_type){ .takes = TAKES_NULL | TAKES_STRING | TAKES_INT | TAKES_BOOL | TAKES_OBJECT
	    | TAKES_ARRAY,
	    .read = read_inner, .may_be_empty = true, .like = &rule_type }, offsetof(struct rule, otherwise),
	    .doc = "When nothing came of all this." },
	{ .name = NULL }
}, .some = SOURCE, .single = SOURCE | LINES, .rest = &rule_type };

static const struct bind_type rule_type = {
	.takes = TAKES_NULL | TAKES_STRING | TAKES_INT | TAKES_REAL | TAKES_BOOL | TAKES_ARRAY | TAKES_OBJECT,
	.read = read_rule,
	.may_be_empty = true, .element = &rule_type, .object = &rule_object, .def = "rule",
	.doc = "What a field gets: a JSON pointer, text with pointers in braces, a constant, an object or array of "
	    "rules, or an object of words with $."
};

const struct bind_type map_type = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.doc = "A map: where in the records of an export the fields of a plan are.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "records", &(const struct bind_type){ .takes = TAKES_STRING, .read = read_path },
		    offsetof(struct map, records),
		    .doc = "JSON pointer of the array of records in an export that has more than them." },
		{ "id", &(const struct bind_type){ .takes = TAKES_STRING, .read = read_path }, offsetof(struct map, id),
		    .doc = "JSON pointer of a record's own id, for batches." },
		{ "any_case", &bind_type_bool, offsetof(struct map, any_case),
		    .doc = "Names in pointers stand for names of any case." },
		{ "plan", &(const struct bind_type){ .takes = TAKES_OBJECT, .read = read_rule, .like = &rule_type },
		    offsetof(struct map, plan), .required = true, .doc = "The plan, with rules instead of values." },
		{ .name = NULL }
	} }
};

static bool
is_comment(const char *name)
{
	return name[0] == '_' || strcmp(name, "$schema") == 0 || strcmp(name, "$comment") == 0;
}

/* Whether an object is a rule in words, and not a part of a plan. */
static bool
has_words(const struct value *v)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->items[i].at.key[0] == '$' && !is_comment(v->items[i].at.key))
			return true;
	return false;
}

/* Tells a member that is none of the words of rules; whether it is none. */
static bool
refuse_word(struct bind *b, const struct value *member)
{
	const char *const *names, *near;

	if (bind_find(&rule_object, member->at.key) != NULL)
		return false;
	names = bind_field_names(b->mem, &rule_object, 0);
	near = bind_nearest(member->at.key, names);
	if (near != NULL)
		DIAG(b->diag, MAP_WORD_NEAR, &member->at, "", member->at.key, near);
	else
		DIAG(b->diag, MAP_WORD, &member->at, "", member->at.key, bind_join(b->mem, names));
	return true;
}

/* A pointer: "/a/b" from the element at hand, "." for itself, both after "^" from the record. */
static bool
read_pointer(struct map_reader *r, const char *text, struct map_pointer *p)
{
	const char *path = text + (*text == '^');

	p->record = *text == '^';
	if (strcmp(path, ".") == 0)
		path = "";
	else if (*path != '/' && !p->record)
		return false;
	if (!pointer_read(r->bind.mem, path, &p->pointer))
		return false;
	p->pointer.text = text;
	p->number = r->map->npointers++;
	return true;
}

/* The next place in braces that is a pointer; NULL: there is none. */
static const char *
find_brace(const char *p)
{
	while ((p = strchr(p, '{')) != NULL && strchr("/^.", p[1]) == NULL)
		p++;
	return p != NULL && strchr(p, '}') != NULL ? p : NULL;
}

static struct map_part *
add_part(struct map_reader *r, struct rule *rule, size_t *cap)
{
	rule->parts = arena_grow(r->bind.mem, rule->parts, rule->nparts, cap, sizeof *rule->parts);
	return &rule->parts[rule->nparts++];
}

static void
read_template(struct map_reader *r, const struct value *v, struct rule *rule)
{
	const char *p = v->string, *brace;
	size_t cap = 0;

	rule->source = RULE_TEMPLATE;
	while ((brace = find_brace(p)) != NULL) {
		size_t len = strcspn(brace + 1, "}");
		const char *text = arena_copy(r->bind.mem, brace + 1, len);
		add_part(r, rule, &cap)->text = arena_copy(r->bind.mem, p, (size_t)(brace - p));
		if (!read_pointer(r, text, &add_part(r, rule, &cap)->pointer))
			DIAG(r->bind.diag, MAP_POINTER, &v->at, "", text);
		p = brace + len + 2;
	}
	add_part(r, rule, &cap)->text = p;
}

/* Text: a pointer, a template, or what it says. */
static void
read_text(struct bind *b, const struct value *v, struct rule *rule)
{
	struct map_reader *r = (struct map_reader *)b;

	if (find_brace(v->string) != NULL) {
		read_template(r, v, rule);
	} else if (read_pointer(r, v->string, &rule->pointer)) {
		rule->source = RULE_POINTER;
	} else {
		rule->source = RULE_CONSTANT;
		rule->constant = v;
	}
}

/* Rules for the elements of an array, or the members of an object. */
static void
read_items(struct bind *b, const struct value *v, struct rule *rule, enum rule_source source)
{
	rule->source = source;
	rule->items = arena_array(b->mem, v->n, sizeof *rule->items);
	for (size_t i = 0; i < v->n; i++) {
		const struct value *item = &v->items[i];
		if (v->type == VALUE_OBJECT && (is_comment(item->at.key) || item->at.key[0] == '$'))
			continue;
		rule->items[rule->n].key = item->at.key;
		bind_value(b, &rule_type, item, &rule->items[rule->n++]);
	}
}

static void
read_rule(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct rule *rule = out;
	bool bad = false;

	(void)type;
	rule->at = &v->at;
	if (v->type == VALUE_STRING) {
		read_text(b, v, rule);
	} else if (v->type == VALUE_ARRAY) {
		read_items(b, v, rule, RULE_ARRAY);
	} else if (v->type != VALUE_OBJECT) {
		rule->source = RULE_CONSTANT;
		rule->constant = v;
	} else if (!has_words(v)) {
		read_items(b, v, rule, RULE_OBJECT);
	} else {
		for (size_t i = 0; i < v->n; i++)
			if (!is_comment(v->items[i].at.key))
				bad |= refuse_word(b, &v->items[i]);
		if (!bad)
			bind_members(b, &rule_object, v, rule);
	}
}

static void
read_from(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)type;
	read_text(b, v, out);
}

static void
read_const(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct rule *rule = out;

	(void)b;
	(void)type;
	rule->source = RULE_CONSTANT;
	rule->constant = v;
}

static void
read_several(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	read_items(b, v, out, (enum rule_source)type->arg);
}

static void
read_inner(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct rule *rule = arena_new(b->mem, sizeof *rule);

	bind_value(b, type->like, v, rule);
	*(struct rule **)out = rule;
}

static void
read_html(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	enum rule_html *html = out;
	int choice = v->truth ? 0 : -1;

	if (v->type == VALUE_STRING)
		bind_choice(b, type, v, &choice);
	*html = (enum rule_html)(choice + 1);
}

static bool
read_pattern(struct bind *b, const struct value *v, struct pattern *pattern)
{
	const char *bad = pattern_read(b->mem, v->string, pattern);

	if (bad != NULL)
		DIAG(b->diag, MAP_PLACE, &v->at, "", bad, pattern_places());
	return bad == NULL;
}

/* The strings of an array, or one alone; each of them a value. */
static size_t
strings_of(const struct value *v, const struct value **items)
{
	*items = v->type == VALUE_STRING ? v : v->items;
	return v->type == VALUE_STRING ? 1 : v->n;
}

static void
read_patterns(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct patterns *list = out;
	const struct value *items;
	size_t n = strings_of(v, &items);
	const char *line;

	list->items = arena_array(b->mem, n, sizeof *list->items);
	for (size_t i = 0; i < n; i++) {
		if (v->type == VALUE_ARRAY)
			bind_value(b, type->element, &items[i], &line);
		if (items[i].type == VALUE_STRING && read_pattern(b, &items[i], &list->items[list->n]))
			list->n++;
	}
}

/* A text whose spaces at its ends count. */
static void
read_between(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	size_t n = v->len;

	(void)type;
	*(const char **)out = clean_text(b->mem, b->diag, &v->at, v->string, &n);
}

static void
read_dates(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	static const char *const clocks[] = { [DATE_ISO] = "iso", [DATE_SECONDS] = "s", [DATE_MILLISECONDS] = "ms" };
	struct rule *rule = out;
	const struct value *items;
	size_t n = strings_of(v, &items);
	const char *line;

	rule->dates = arena_array(b->mem, n, sizeof *rule->dates);
	for (size_t i = 0; i < n; i++) {
		struct date_form *form = &rule->dates[rule->ndates];
		if (v->type == VALUE_ARRAY)
			bind_value(b, type->element, &items[i], &line);
		if (items[i].type != VALUE_STRING)
			continue;
		form->text = items[i].string;
		for (int c = DATE_ISO; c <= DATE_MILLISECONDS; c++)
			if (strcmp(clocks[c], form->text) == 0)
				form->clock = (enum date_clock)c;
		if (form->clock != DATE_PATTERN || read_pattern(b, &items[i], &form->pattern))
			rule->ndates++;
		if (form->clock == DATE_PATTERN && !(form->pattern.slots & 1u << PATTERN_YEAR))
			DIAG(b->diag, MAP_YEAR, &items[i].at, "", form->text);
	}
}

static void
read_path(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct pointer pointer;

	bind_line(b, type, v, out);
	if (v->string[0] != '/' || !pointer_read(b->mem, v->string, &pointer))
		DIAG(b->diag, MAP_POINTER, &v->at, "", v->string);
}

struct map *
map_read(struct arena *mem, struct diag *d, const struct source *source)
{
	struct map_reader r = { .bind = { .mem = mem, .diag = d }, .map = arena_new(mem, sizeof *r.map) };
	const struct value *v = json_read(mem, d, source);

	if (v == NULL)
		return NULL;
	r.map->source = source;
	bind_value(&r.bind, &map_type, v, r.map);
	if (diag_failed(d))
		return NULL;
	r.map->seen = arena_array(mem, r.map->npointers, sizeof *r.map->seen);
	map_check(mem, d, &r.map->plan);
	return diag_failed(d) ? NULL : r.map;
}
