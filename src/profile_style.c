#include "profile_read.h"
#include "arena.h"
#include "buffer.h"
#include "span.h"

#include <stdlib.h>
#include <string.h>

enum { NONE = -1 };

struct definitions {			/* styles while they are read */
	const struct value *v;		/* the object of all styles */
	int		*parent;	/* index of the style inherited, or NONE */
	enum { WAITING, UNDER_WAY, DONE } *state;
	int		*path;		/* from a style to the ancestor that is read next */
};

static const char *const aligns[] = { "left", "center", "right", "justify", NULL };

static const struct bind_type bold = { .takes = TAKES_BOOL, .read = bind_flag, .arg = SPAN_BOLD };
static const struct bind_type italic = { .takes = TAKES_BOOL, .read = bind_flag, .arg = SPAN_ITALIC };
static const struct bind_type underline = {
	.takes = TAKES_BOOL, .read = bind_flag, .arg = SPAN_UNDERLINE
};
static const struct bind_type align = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = aligns
};
static const struct bind_type inherits = {	/* read before the others */
	.takes = TAKES_STRING, .like = &profile_type_style
};

static bind_reader read_styles, read_style_name, read_together, read_colour;

const struct bind_type profile_type_colour = {
	.takes = TAKES_STRING, .read = read_colour, .pattern = "^#[0-9A-Fa-f]{6}$"
};

#define FIELD(name_, type_, member) \
	{ .name = (name_), .type = (type_), .offset = offsetof(struct style, member) }

static const struct bind_field style_fields[] = {
	{ .name = "inherits", .type = &inherits },
	{ .name = "article", .type = &profile_type_article },
	FIELD("size_pt", &profile_type_size, size),
	FIELD("colour", &profile_type_colour, colour),
	FIELD("bold", &bold, look),
	FIELD("italic", &italic, look),
	FIELD("underline", &underline, look),
	FIELD("upper", &bind_type_bool, upper),
	FIELD("lower_first", &bind_type_bool, lower_first),
	FIELD("align", &align, align),
	FIELD("balance", &bind_type_bool, balance),
	FIELD("first_mm", &profile_type_mm, first),
	FIELD("left_mm", &profile_type_mm, left),
	FIELD("before_pt", &profile_type_pt, before),
	FIELD("after_pt", &profile_type_pt, after),
	FIELD("leading", &profile_type_leading, leading),
	FIELD("exactly_pt", &profile_type_exact, exact),
	FIELD("keep_next", &bind_type_bool, keep_next),
	FIELD("keep_whole", &bind_type_bool, keep_whole),
	{ .name = NULL }
};
static const struct bind_object style_object = { .fields = style_fields };
static const struct bind_type style_type = {
	.takes = TAKES_OBJECT, .object = &style_object, .partial = true, .def = "style",
	.doc = "Size, look, indent and gaps of one kind of paragraph."
};
static const struct bind_type sizes_type = {
	.takes = TAKES_OBJECT, .read = bind_raw, .element = &profile_type_size, .names = "styles"
};

const struct bind_type profile_type_styles = {
	.takes = TAKES_OBJECT, .read = read_styles, .element = &style_type, .names = "styles"
};
const struct bind_type profile_type_style = {
	.takes = TAKES_STRING, .read = read_style_name, .names = "styles", .def = "style_name",
	.doc = "Name of a style."
};

/* Index of a style by name; NONE after a message. */
static int
style_index(struct profile_reader *r, const struct value *v)
{
	struct bind_type type = {
		.takes = TAKES_STRING, .read = bind_choice, .choices = r->style_names
	};
	int i = NONE;

	bind_value(&r->bind, &type, v, &i);
	return i;
}

static void
read_style_name(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile_reader *r = (struct profile_reader *)b;
	int i = style_index(r, v);

	(void)type;
	if (i != NONE)
		*(const struct style **)out = &r->p->styles[i];
}

static void
read_colour(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	static const char digits[] = "0123456789ABCDEFabcdef";

	(void)type;
	if (v->len == 7 && v->string[0] == '#' && strspn(v->string + 1, digits) == 6)
		*(uint32_t *)out = (uint32_t)strtoul(v->string + 1, NULL, 16);
	else
		DIAG(b->diag, COLOUR_FORM, &v->at, "", v->string);
}

/* What a style is before anything is said of it: no rule, no number. */
static struct style
blank_style(void)
{
	static const struct measure none = { .most = -1, .article = "" };

	return (struct style){
		.size = none, .first = none, .left = none, .before = none, .after = none,
		.leading = none, .exact = none, .article = ""
	};
}

static void
read_members(struct profile_reader *r, const struct value *v, struct style *s)
{
	const char *article;

	r->own = (const char *)s;
	r->free = r->law != NULL;
	r->ruled = r->law == NULL ? NULL : (const char *)profile_style(r->law, s->name);
	profile_read_members(r, &style_object, v, s);
	article = profile_read_article(r, v);
	if (json_member(v, "article") != NULL)
		s->article = article;
	r->ruled = NULL;
	r->free = false;
}

static void
read_style(struct profile_reader *r, const struct definitions *d, int i)
{
	struct style *s = &r->p->styles[i];
	const struct value *v = &d->v->items[i];
	int parent = d->parent[i];
	size_t errors = diag_errors(r->bind.diag);

	*s = parent == NONE ? blank_style() : r->p->styles[parent];
	s->name = r->style_names[i];
	if (style_type.takes & 1u << v->type)
		read_members(r, v, s);
	else
		bind_value(&r->bind, &style_type, v, s);
	if (diag_errors(r->bind.diag) > errors || (parent != NONE && r->faulty[parent]))
		r->faulty[i] = true;
}

/* Of the styles that inherit in a circle, from path[n] on, the one that the topmost file has made so. */
static int
find_culprit(const struct definitions *d, size_t n, size_t end)
{
	for (size_t i = n; i < end; i++) {
		const struct value *v = json_member(&d->v->items[d->path[i]], "inherits");
		if (v != NULL && locate_source(&v->at) == locate_source(&d->v->at))
			return d->path[i];
	}
	return d->path[end - 1];
}

/* Reads style i after all it inherits from. */
static void
resolve(struct profile_reader *r, const struct definitions *d, int i)
{
	size_t n = 0, first = 0;

	for (; i != NONE && d->state[i] == WAITING; i = d->parent[i]) {
		d->state[i] = UNDER_WAY;
		d->path[n++] = i;
	}
	if (i != NONE && d->state[i] == UNDER_WAY) {
		while (d->path[first] != i)
			first++;
		i = find_culprit(d, first, n);
		DIAG(r->bind.diag, PROFILE_CYCLE, &json_member(&d->v->items[i], "inherits")->at, "",
		    r->style_names[i]);
		d->parent[i] = NONE;
		r->faulty[i] = true;
		while (d->path[n - 1] != i)		/* these come after it */
			d->state[d->path[--n]] = WAITING;
	}
	while (n > 0) {
		read_style(r, d, d->path[--n]);
		d->state[d->path[n]] = DONE;
	}
}

static void
find_parents(struct profile_reader *r, const struct definitions *d)
{
	int body = NONE;

	for (int i = 0; r->style_names[i] != NULL; i++)
		if (strcmp(r->style_names[i], "body") == 0)
			body = i;
	for (int i = 0; r->style_names[i] != NULL; i++) {
		const struct value *v = json_member(&d->v->items[i], "inherits");
		d->parent[i] = v != NULL ? style_index(r, v) : i == body ? NONE : body;
		r->faulty[i] = v != NULL && d->parent[i] == NONE;
	}
}

/* Styles that no other part names, and what every text needs. */
static void
check_styles(struct profile_reader *r, const struct value *v)
{
	struct profile *p = r->p;
	struct signature_styles *s = &p->signature;
	const struct { const char *name; const struct style **place; } needed[] = {
		{ "body", &p->body }, { "basis", &p->basis }, { "opening", &p->opening }, { "fill", &p->fill },
		{ "recipients", &s->recipients }, { "recipients-title", &s->recipients_title },
		{ "signer-organ", &s->organ }, { "signer-authority", &s->authority }, { "signer-title", &s->title },
		{ "signer-and", &s->and_also }, { "signer-post", &s->post }, { "signer-name", &s->name },
		{ "drafter", &s->drafter }
	};

	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		*needed[i].place = profile_style(p, needed[i].name);
		if (*needed[i].place == NULL)
			DIAG(r->bind.diag, FIELD_MISSING, &v->at, "", needed[i].name);
	}
	if (p->body == NULL)			/* then every style lacks something */
		return;
	for (size_t i = 0; i < p->nstyles; i++) {
		const struct style *each = &p->styles[i];
		if (r->faulty[i])
			continue;
		if (each->size.value == 0)
			DIAG(r->bind.diag, FIELD_MISSING, &v->items[i].at, "", "size_pt");
		if (each->leading.value == 0 && each->exact.value == 0)
			DIAG(r->bind.diag, FIELD_MISSING, &v->items[i].at, "", "leading");
	}
}

static void
read_styles(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile_reader *r = (struct profile_reader *)b;
	struct profile *p = out;
	struct definitions d = {
		.v = v,
		.parent = arena_array(b->mem, v->n, sizeof *d.parent),
		.state = arena_array(b->mem, v->n, sizeof *d.state),
		.path = arena_array(b->mem, v->n, sizeof *d.path),
	};

	(void)type;
	p->styles = arena_array(b->mem, v->n, sizeof *p->styles);
	p->nstyles = v->n;
	r->sizes_at = &v->at;
	r->style_names = bind_words(b->mem, v->items, v->n, sizeof *v->items, offsetof(struct value, at.key));
	r->faulty = arena_array(b->mem, v->n, sizeof *r->faulty);
	find_parents(r, &d);
	for (size_t i = 0; i < v->n; i++)
		resolve(r, &d, (int)i);
	check_styles(r, v);
}

struct row {				/* sizes that belong together */
	const struct value	*sizes;	/* style: size */
};

static const struct bind_field row_fields[] = {
	{ .name = "sizes", .type = &sizes_type, .offset = offsetof(struct row, sizes),
	    .required = true },
	{ .name = "article", .type = &profile_type_article },
	{ .name = NULL }
};
static const struct bind_object row_object = { .fields = row_fields };
static const struct bind_type row_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &row_object
};
const struct bind_type profile_type_together = { .takes = TAKES_ARRAY, .read = read_together, .element = &row_type };

/* Whether a row's sizes hold. Adds them to `rule`, and the styles' own ones to `now` if not NULL. */
static bool
row_holds(struct profile_reader *r, const struct value *sizes, struct buffer *rule,
    struct buffer *now)
{
	bool holds = true;

	for (size_t i = 0; i < sizes->n; i++) {
		const struct value *v = &sizes->items[i];
		struct measure size = { .value = 0 };
		const struct style *s = profile_style(r->p, v->at.key);
		if (s == NULL) {
			DIAG(r->bind.diag, STYLE_MISSING, &v->at, "", v->at.key);
			continue;
		}
		if (r->faulty[s - r->p->styles])
			return true;
		bind_value(&r->bind, &profile_type_size, v, &size);
		holds = holds && size.value == s->size.value;
		buffer_text(rule, i > 0 ? "/" : rule->len > 0 ? ", " : "");
		buffer_length(rule, size.value);
		if (now != NULL) {
			buffer_printf(now, "%s%s ", i > 0 ? ", " : "", s->name);
			buffer_length(now, s->size.value);
		}
	}
	return holds;
}

static void
read_together(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile_reader *r = (struct profile_reader *)b;
	struct buffer rule = { .mem = b->mem }, now = { .mem = b->mem };
	bool holds = v->n == 0;

	(void)out;
	r->ruled = NULL;
	for (size_t i = 0; i < v->n; i++) {
		struct row row = { NULL };
		bind_value(b, type->element, &v->items[i], &row);
		if (row.sizes == NULL)
			return;
		holds |= row_holds(r, row.sizes, &rule, i == 0 ? &now : NULL);
	}
	if (!holds)
		DIAG(b->diag, SIZES_TOGETHER, r->sizes_at,
		    profile_read_article(r, &v->items[0]), now.data, rule.data);
}
