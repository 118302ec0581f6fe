#include "map_outline.h"
#include "arena.h"
#include "utf8.h"

#include <assert.h>
#include <string.h>

struct branch {				/* a node on its way */
	const struct outline_level *level;	/* NULL: a paragraph */
	size_t		 depth;		/* number of the level */
	struct map_line	 text, label;
	struct branch	*up, *first, *last, *next;
	size_t		 n;		/* those below it */
};

static void
hang(struct branch *up, struct branch *b)
{
	b->up = up;
	if (up->last != NULL)
		up->last->next = b;
	else
		up->first = b;
	up->last = b;
	up->n++;
}

/* The level of a line, with its text and label; NULL: it has none. */
static const struct outline_level *
find_level(struct arena *mem, const struct rule *rule, struct map_line *line, struct branch *b)
{
	struct pattern_match m;

	for (size_t i = 0; i < rule->noutline; i++)
		for (size_t k = 0; k < rule->outline[i].match.n; k++) {
			size_t start, end;
			if (!pattern_matches(mem, &rule->outline[i].match.items[k], line->text, line->len, &m))
				continue;
			start = m.start[PATTERN_WANTED];
			end = m.end[PATTERN_WANTED];
			b->depth = i;
			map_line_cut(mem, line, 0, start, &b->label);
			map_line_cut(mem, line, start, end, &b->text);
			return &rule->outline[i];
		}
	return NULL;
}

static bool
is_dash(const struct branch *b)
{
	return b->level != NULL && strcmp(b->level->node, "dash") == 0;
}

/* Whether a text can be a title: short, without a mark at its end. */
static bool
is_title(const struct map_line *text, int64_t most)
{
	const char *p = text->text, *end = p + text->len;
	int64_t n = 0;

	if (most == 0)
		return true;
	while (p < end && n <= most) {
		utf8_next(&p, end);
		n++;
	}
	return n <= most && (text->len == 0 || strchr(".;:,", end[-1]) == NULL);
}

static void
set_text(struct arena *mem, struct value *object, const char *name, const struct map_line *line)
{
	struct value *v = &object->items[object->n++];

	map_line_value(mem, line, v);
	v->at.key = name;
}

/* The label without the spaces that end it. */
static void
set_label(struct arena *mem, struct value *object, struct branch *b)
{
	struct map_lines trimmed = { .n = 0 };

	map_line_add(mem, &trimmed, &b->label);
	if (trimmed.n > 0)
		set_text(mem, object, "label", &trimmed.items[0]);
}

static void make_nodes(struct arena *, const struct branch *, struct value *);

static void
make_node(struct arena *mem, struct branch *b, struct value *v)
{
	enum { MEMBERS = 4 };
	const struct outline_level *level = b->level;
	bool paragraph = level != NULL && strcmp(level->node, "heading") == 0 && !is_title(&b->text, level->title);

	if (level == NULL) {
		map_line_value(mem, &b->text, v);
		if (v->type == VALUE_STRING)
			return;
	}
	*v = (struct value){ .type = VALUE_OBJECT };
	map_line_place(v, b->text.at, b->text.pieces[0].raw);
	v->items = arena_array(mem, MEMBERS, sizeof *v->items);
	set_text(mem, v, level == NULL ? "text" : paragraph ? "numbered" : level->node, &b->text);
	if (level != NULL && level->level != NULL) {
		v->items[v->n++] = (struct value){ .type = VALUE_STRING, .string = level->level,
		    .len = strlen(level->level),
		    .at.key = "level", .at.real = level->at };
	}
	if (level != NULL && level->label)
		set_label(mem, v, b);
	if (b->n > 0) {
		struct value *items = &v->items[v->n++];
		make_nodes(mem, b, items);
		items->at.key = "items";
	}
}

static void
make_nodes(struct arena *mem, const struct branch *up, struct value *v)
{
	*v = (struct value){ .type = VALUE_ARRAY, .items = arena_array(mem, up->n, sizeof *v->items) };
	for (struct branch *b = up->first; b != NULL; b = b->next) {
		make_node(mem, b, &v->items[v->n]);
		v->items[v->n].at.index = (uint32_t)v->n;
		v->n++;
	}
	assert(up->first != NULL);	/* who has none has no items either */
	map_line_place(v, up->first->text.at, up->first->text.pieces[0].raw);
}

void
map_outline(struct arena *mem, const struct rule *rule, struct map_lines *lines, struct value *out)
{
	struct branch root = { .level = NULL }, *open = &root;

	for (size_t i = 0; i < lines->n; i++) {
		struct branch *b = arena_new(mem, sizeof *b);
		b->level = find_level(mem, rule, &lines->items[i], b);
		if (b->level == NULL) {
			b->text = lines->items[i];
			while (is_dash(open))
				open = open->up;
			hang(open, b);
			continue;
		}
		while (open != &root && open->depth >= b->depth)
			open = open->up;
		hang(open, b);
		open = b;
	}
	if (root.n > 0)
		make_nodes(mem, &root, out);
}
