#include "profile_measure.h"
#include "arena.h"
#include "buffer.h"
#include "profile_read.h"

#include <math.h>
#include <string.h>

enum { CHOICES_MAX = 16 };

static bind_reader read_measure;

/* What the schema says of a measure. */
static const struct bind_type side = { .takes = TAKES_INT | TAKES_REAL | TAKES_NULL };
static const struct bind_type number = { .takes = TAKES_INT | TAKES_REAL };
static const struct bind_type numbers = {
	.takes = TAKES_ARRAY, .element = &number, .least_items = 1
};
static const struct bind_type form = {
	.takes = TAKES_INT | TAKES_REAL | TAKES_ARRAY | TAKES_OBJECT, .element = &side,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ .name = "one_of", .type = &numbers, .required = true },
		{ .name = NULL }
	} },
	.least_items = 3, .def = "measure",
	.doc = "A number; or [value, least, most], null for a side that is open; or the values permitted."
};

#define MEASURE(unit, from, to) { \
	.takes = TAKES_INT | TAKES_REAL | TAKES_ARRAY | TAKES_OBJECT, .read = read_measure, \
	.arg = (unit), .least = (from), .most = (to), .like = &form }

/* Limits in thousandths of the unit. */
const struct bind_type profile_type_size = MEASURE(UNIT_PT, 1000, 200000);
const struct bind_type profile_type_pt = MEASURE(UNIT_PT, 0, 1000000);
const struct bind_type profile_type_mm = MEASURE(UNIT_MM, 0, 1000000);
const struct bind_type profile_type_paper = MEASURE(UNIT_MM, 50000, 2000000);
const struct bind_type profile_type_leading = MEASURE(UNIT_SHARE, 500, 10000);
const struct bind_type profile_type_exact = MEASURE(UNIT_PT, 0, 200000);	/* 0: by the factor */
const struct bind_type profile_type_share = MEASURE(UNIT_SHARE, 10, 10000);
const struct bind_type profile_type_part = MEASURE(UNIT_SHARE, 0, 1000);	/* of a whole */

int64_t
profile_measure_in_unit(int64_t value, enum measure_unit unit)
{
	return unit == UNIT_MM ? unit_in_mm(value, 1) : value;
}

static const char *
show_thousandths(struct arena *mem, int64_t value)
{
	struct buffer b = { .mem = mem };

	buffer_length(&b, value);
	return b.data;
}

static const char *
show(struct arena *mem, len value, enum measure_unit unit)
{
	return show_thousandths(mem, profile_measure_in_unit(value, unit));
}

static const char *
show_unit(enum measure_unit unit)
{
	return unit == UNIT_MM ? " mm" : unit == UNIT_PT ? " pt" : "";
}

const char *
profile_measure_show(struct arena *mem, int64_t thousandths, enum measure_unit unit)
{
	return arena_printf(mem, "%s%s", show_thousandths(mem, thousandths), show_unit(unit));
}

const char *
profile_measure_range(struct arena *mem, const struct measure *m, enum measure_unit unit)
{
	struct buffer b = { .mem = mem };

	if (m->choices != NULL) {
		for (const len *c = m->choices; *c >= 0; c++)
			buffer_printf(&b, "%s%s", c == m->choices ? "" : ", ", show(mem, *c, unit));
	} else if (m->least == m->most) {
		buffer_text(&b, show(mem, m->least, unit));
	} else if (m->most < 0) {
		buffer_printf(&b, "≥ %s", show(mem, m->least, unit));
	} else {
		buffer_printf(&b, "%s–%s", show(mem, m->least, unit), show(mem, m->most, unit));
	}
	buffer_text(&b, show_unit(unit));
	return b.data;
}

static bool
permitted(const struct measure *m, len value)
{
	if (m->choices == NULL)
		return value >= m->least && (m->most < 0 || value <= m->most);
	for (const len *c = m->choices; *c >= 0; c++)
		if (*c == value)
			return true;
	return false;
}

static void
check(struct profile_reader *r, const struct bind_type *type, const struct value *v,
    const struct measure *rule, len value)
{
	enum measure_unit unit = (enum measure_unit)type->arg;

	if (!permitted(rule, value))
		DIAG(r->bind.diag, VALUE_RANGE, &v->at, rule->article, v->at.key,
		    profile_measure_show(r->bind.mem, profile_measure_in_unit(value, unit), unit),
		    profile_measure_range(r->bind.mem, rule, unit));
}

/* A number of the type's unit as len; -1 after a message. */
static int
convert(struct profile_reader *r, const struct bind_type *type, const struct value *v, len *out)
{
	if (v->type != VALUE_INT && v->type != VALUE_REAL)
		return DIAG(r->bind.diag, MEASURE_FORM, &v->at, "");
	if (!bind_within(&r->bind, v, type->least, type->most))
		return -1;
	*out = type->arg == UNIT_MM ? unit_from_mm(v->real) : (len)lround(v->real * 1000);
	return 0;
}

/* [value, least, most]; null leaves a side open. */
static int
read_range(struct profile_reader *r, const struct bind_type *type, const struct value *v,
    struct measure *m)
{
	if (v->n != 3)
		return DIAG(r->bind.diag, MEASURE_FORM, &v->at, "");
	m->least = 0;
	m->most = -1;
	if (convert(r, type, &v->items[0], &m->value) != 0)
		return -1;
	if (v->items[1].type != VALUE_NULL && convert(r, type, &v->items[1], &m->least) != 0)
		return -1;
	return v->items[2].type == VALUE_NULL ? 0 : convert(r, type, &v->items[2], &m->most);
}

/* {"one_of": [first, ...]}. */
static int
read_choices(struct profile_reader *r, const struct bind_type *type, const struct value *v,
    struct measure *m)
{
	const struct value *list = json_member(v, "one_of");
	len *choices;

	if (v->n != 1 || list == NULL || list->type != VALUE_ARRAY || list->n == 0 ||
	    list->n > CHOICES_MAX)
		return DIAG(r->bind.diag, MEASURE_FORM, &v->at, "");
	choices = arena_array(r->bind.mem, list->n + 1, sizeof *choices);
	choices[list->n] = -1;
	for (size_t i = 0; i < list->n; i++) {
		if (convert(r, type, &list->items[i], &choices[i]) != 0)
			return -1;
		m->least = i == 0 || choices[i] < m->least ? choices[i] : m->least;
		m->most = i == 0 || choices[i] > m->most ? choices[i] : m->most;
	}
	m->value = choices[0];
	m->choices = choices;
	return 0;
}

/* A plain number: what the law permits for it stays; in the law itself it is the rule. */
static int
read_plain(struct profile_reader *r, const struct bind_type *type, const struct value *v,
    const struct measure *law, struct measure *m)
{
	if (convert(r, type, v, &m->value) != 0)
		return -1;
	if (law != NULL) {
		len value = m->value;
		*m = *law;
		m->value = value;
	} else if (r->free || r->article[0] == '\0') {
		m->least = 0;
		m->most = -1;
		m->article = "";
	} else {
		m->least = m->most = m->value;
	}
	return 0;
}

static void
read_measure(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile_reader *r = (struct profile_reader *)b;
	struct measure m = { .article = r->article };
	const struct measure *law = NULL;
	int failed;

	if (r->ruled != NULL)
		law = (const void *)(r->ruled + ((const char *)out - r->own));
	if (law != NULL && law->article == NULL)	/* the law does not have it */
		law = NULL;
	if (v->type == VALUE_ARRAY)
		failed = read_range(r, type, v, &m);
	else if (v->type == VALUE_OBJECT)
		failed = read_choices(r, type, v, &m);
	else
		failed = read_plain(r, type, v, law, &m);
	if (failed != 0)
		return;
	if (law != NULL && v->type != VALUE_INT && v->type != VALUE_REAL)
		check(r, type, v, law, m.value);
	check(r, type, v, &m, m.value);
	if (m.least == 0 && m.most < 0)
		m.article = "";
	*(struct measure *)out = m;
}

/* The measure a table has under a name; NULL when it is none or there is no such name. */
static const struct measure *
find_member(const struct bind_object *object, const void *in, const char *name, enum measure_unit *unit)
{
	for (const struct bind_field *f = object->fields; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0 && f->type->read == read_measure) {
			*unit = (enum measure_unit)f->type->arg;
			return (const void *)((const char *)in + f->offset);
		}
	return NULL;
}

const struct measure *
profile_measure_at(const struct profile *p, const char *path, enum measure_unit *unit)
{
	const char *dot = strrchr(path, '.'), *rest;
	size_t n;

	if (strncmp(path, "page.", 5) == 0)
		return find_member(profile_type_page.object, p, path + 5, unit);
	if (dot == NULL || strncmp(path, "styles.", 7) != 0)
		return NULL;
	rest = path + 7;
	n = dot < rest ? 0 : (size_t)(dot - rest);
	for (size_t i = 0; i < p->nstyles; i++)
		if (strncmp(p->styles[i].name, rest, n) == 0 && p->styles[i].name[n] == '\0')
			return find_member(profile_type_styles.element->object, &p->styles[i], dot + 1, unit);
	return NULL;
}
