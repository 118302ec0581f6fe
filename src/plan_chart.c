/* Charts of a plan from JSON. */
#include "plan_chart.h"
#include "arena.h"
#include "diag.h"
#include "plan_types.h"

struct read_series {			/* a series before its values are of one scale */
	const char		*name;	/* NULL: none given */
	struct chart_value	*values;	/* n of them */
	size_t			 n;
	const struct where	*at;
};

struct read_chart {			/* a chart before that */
	struct plan_chart	 chart;
	const char		*unit;	/* NULL: none given */
	struct read_series	*series;
	size_t			 nseries;
};

static bind_reader read_chart, read_value;

/* By enum chart_kind. */
static const char *const kinds[] = { "bars", "stacked", "rows", "stacked-rows", "lines", "pie", "ring",
    "progress", NULL };

static const struct bind_type value_type = {
	.takes = TAKES_NULL | TAKES_INT | TAKES_REAL | TAKES_STRING, .read = read_value,
	.doc = "A number, or figures such as \"1.234,5\"; null where it is not known."
};

#define SERIES(member) offsetof(struct read_series, member)
static const struct bind_type series_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "chart_series", .doc = "One value for each category.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "name", &bind_type_line, SERIES(name), .doc = "For the legend; needed when there are several." },
		{ "values", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_list, .element = &value_type,
		    .size = sizeof(struct chart_value), .least_items = 1, .most_items = CHART_VALUES_MAX },
		    SERIES(values),
		    .required = true },
		{ .name = NULL }
	}, .at = SERIES(at) }
};

#define CHART(member) offsetof(struct read_chart, member)
static const struct bind_object chart_object = { .fields = (const struct bind_field[]){
	{ "kind", &(const struct bind_type){ .takes = TAKES_STRING, .read = bind_choice, .choices = kinds },
	    CHART(chart.chart.kind), .required = true,
	    .doc = "\"rows\" are level bars, for long names; \"progress\" has what was done and then the targets." },
	{ "caption", &plan_type_text, CHART(chart.caption), .doc = "Printed below the chart after its number." },
	{ "numbered", &bind_type_not, CHART(chart.unnumbered), .needs = "caption", .doc = "false: the caption alone." },
	{ "unit", &bind_type_line, CHART(unit), .doc = "What is counted." },
	{ "alt", &bind_type_line, CHART(chart.alt),
	    .doc = "What the chart says, instead of words made from its values." },
	{ "categories", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_lines, .element = &bind_type_line,
	    .least_items = 1, .most_items = CHART_VALUES_MAX }, CHART(chart.chart.categories), .required = true },
	{ "series", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_list, .element = &series_type,
	    .size = sizeof(struct read_series), .least_items = 1, .most_items = CHART_SERIES_MAX }, CHART(series),
	    .required = true },
	{ .name = NULL }
}, .at = CHART(chart.at) };

const struct bind_type plan_type_chart = {
	.takes = TAKES_OBJECT, .read = read_chart, .object = &chart_object, .def = "chart",
	.doc = "A chart: its kind, categories and values."
};

static void
read_value(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct chart_value *value = out;

	(void)type;
	value->at = &v->at;
	value->missing = v->type == VALUE_NULL;
	if (!value->missing && !bind_decimal(v, &value->number))
		DIAG(b->diag, CHART_VALUE, &v->at, "");
}

/* A number in units of 10^-scale, at least its own; false when it is larger than charts can show. */
static bool
to_scale(struct decimal d, int scale, int64_t *out)
{
	struct decimal zero = { 0, scale };

	if (!decimal_align(&d, &zero))
		return false;
	*out = d.units;
	return d.units <= CHART_VALUE_MOST && d.units >= -CHART_VALUE_MOST;
}

int
plan_chart_values(struct arena *mem, struct diag *d, struct chart *c, struct chart_value *const *values)
{
	int result = 0;

	for (size_t k = 0; k < c->nseries; k++)
		for (size_t i = 0; i < c->ncategories; i++)
			if (!values[k][i].missing && values[k][i].number.scale > c->scale)
				c->scale = values[k][i].number.scale;
	for (size_t k = 0; k < c->nseries; k++) {
		c->series[k].values = arena_array(mem, c->ncategories, sizeof(int64_t));
		for (size_t i = 0; i < c->ncategories; i++)
			if (values[k][i].missing)
				c->series[k].values[i] = CHART_MISSING;
			else if (!to_scale(values[k][i].number, c->scale, &c->series[k].values[i]))
				result = DIAG(d, CHART_VALUE, values[k][i].at, "");
	}
	return result;
}

/* What a kind of chart cannot show. */
static int
check_chart(struct bind *b, const struct read_chart *r)
{
	enum chart_kind kind = r->chart.chart.kind;
	bool round = chart_is_round(&r->chart.chart);
	size_t most = round ? 1 : kind == CHART_PROGRESS ? 2 : CHART_SERIES_MAX, least = kind == CHART_PROGRESS ? 2 : 1;
	int result = 0;

	if (r->nseries > 0 && (r->nseries < least || r->nseries > most))
		result = DIAG(b->diag, CHART_SERIES, r->chart.at, "", kinds[kind], arena_printf(b->mem, "%zu", most));
	for (size_t k = 0; k < r->nseries; k++) {
		const struct read_series *s = &r->series[k];
		if (s->n != r->chart.chart.ncategories)
			result = DIAG(b->diag, CHART_LENGTH, s->at, "", arena_printf(b->mem, "%zu", s->n),
			    arena_printf(b->mem, "%zu", r->chart.chart.ncategories));
		if (s->name == NULL && r->nseries > 1)
			result = DIAG(b->diag, CHART_NAME, s->at, "");
		for (size_t i = 0; i < s->n; i++)
			if ((round || kind == CHART_PROGRESS) && !s->values[i].missing && s->values[i].number.units < 0)
				result = DIAG(b->diag, CHART_NEGATIVE, s->values[i].at, "", kinds[kind]);
	}
	return result;
}

static void
read_chart(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct read_chart r = { .chart.at = &v->at };
	struct chart *c = &r.chart.chart;
	struct plan_chart *chart = arena_new(b->mem, sizeof *chart);
	struct chart_value **values;

	bind_members(b, type->object, v, &r);
	c->unit = r.unit != NULL ? r.unit : "";
	while (c->categories != NULL && c->categories[c->ncategories] != NULL)
		c->ncategories++;
	c->nseries = r.nseries;
	c->series = arena_array(b->mem, r.nseries, sizeof *c->series);
	values = arena_array(b->mem, r.nseries, sizeof *values);
	for (size_t k = 0; k < r.nseries; k++) {
		c->series[k].name = r.series[k].name != NULL ? r.series[k].name : "";
		values[k] = r.series[k].values;
	}
	if (check_chart(b, &r) == 0)
		plan_chart_values(b->mem, b->diag, c, values);
	*chart = r.chart;
	*(struct plan_chart **)out = chart;
}
