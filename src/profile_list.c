#include "profile_read.h"
#include "arena.h"

static bind_reader read_fonts, read_dashes, read_levels, read_types, read_form_name, read_level_names,
    read_addressees;

#define FIELD(struct_, name_, type_, member) \
	.name = (name_), .type = &(type_), .offset = offsetof(struct struct_, member)

struct dash {
	const char	*bullet;
	const struct style *style;
};

static const struct bind_field dash_fields[] = {
	{ FIELD(dash, "bullet", bind_type_mark, bullet), .required = true },
	{ FIELD(dash, "style", profile_type_style, style), .required = true },
	{ .name = NULL }
};
static const struct bind_object dash_object = { .fields = dash_fields };
static const struct bind_type dash_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &dash_object
};

static const struct bind_field level_fields[] = {
	{ FIELD(level, "format", profile_type_label_text, format), .required = true },
	{ FIELD(level, "style", profile_type_style, style), .required = true },
	{ FIELD(level, "plain", profile_type_style, plain) },
	{ FIELD(level, "title", profile_type_style, title) },
	{ FIELD(level, "label_bold", bind_type_bool, label_bold) },
	{ FIELD(level, "continuous", bind_type_bool, continuous) },
	{ .name = "article", .type = &profile_type_article },
	{ .name = NULL }
};
static const struct bind_object level_object = { .fields = level_fields };
static const struct bind_type level_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &level_object, .partial = true,
	.def = "level", .doc = "Form and style of one level of numbering."
};

const struct bind_type profile_type_form_name = { .takes = TAKES_STRING, .read = read_form_name };
static const struct bind_type level_name = { .takes = TAKES_STRING, .names = "levels" };
static const struct bind_type level_names_type = {
	.takes = TAKES_ARRAY, .read = read_level_names, .element = &level_name
};
static const struct bind_type addressees_type = {
	.takes = TAKES_BOOL | TAKES_STRING, .read = read_addressees
};
static const struct bind_field type_fields[] = {
	{ FIELD(doc_type, "name", bind_type_line, name), .required = true },
	{ FIELD(doc_type, "abbreviation", bind_type_line, abbreviation) },
	{ FIELD(doc_type, "form", profile_type_form_name, form), .required = true },
	{ FIELD(doc_type, "numbering", level_names_type, numbering), .required = true },
	{ .name = "addressees", .type = &addressees_type },
	{ .name = NULL }
};
static const struct bind_object type_object = { .fields = type_fields };
static const struct bind_type type_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &type_object
};

const struct bind_type profile_type_fonts = {
	.takes = TAKES_OBJECT, .read = read_fonts, .element = &bind_type_lines
};
const struct bind_type profile_type_dashes = {
	.takes = TAKES_ARRAY, .read = read_dashes, .element = &dash_type, .least_items = 1
};
const struct bind_type profile_type_levels = {
	.takes = TAKES_OBJECT, .read = read_levels, .element = &level_type, .names = "levels"
};
const struct bind_type profile_type_types = {
	.takes = TAKES_OBJECT, .read = read_types, .element = &type_type
};

#define APPENDIX(name_, type_, member) { \
	.name = (name_), .type = &(type_), .required = true, \
	.offset = offsetof(struct profile, appendices.member) }
static const struct bind_field appendices_fields[] = {
	APPENDIX("form", profile_type_form_name, form),
	APPENDIX("one", bind_type_line, one),
	APPENDIX("many", profile_type_label_text, many),
	APPENDIX("page_one", profile_type_word, page_one),
	APPENDIX("page_many", profile_type_label_text, page_many),
	APPENDIX("numbering", level_names_type, numbering),
	APPENDIX("mention", bind_type_line, mention),
	APPENDIX("number_word", bind_type_line, number_word),
	APPENDIX("joined", bind_type_lines, joined),
	APPENDIX("through", bind_type_lines, through),
	APPENDIX("linked", bind_type_lines, linked),
	APPENDIX("others", bind_type_lines, others),
	APPENDIX("this", bind_type_line, this),
	{ .name = NULL }
};
static const struct bind_object appendices_object = { .fields = appendices_fields };
const struct bind_type profile_type_appendices = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &appendices_object
};

static const struct bind_field attached_fields[] = {
	{ FIELD(profile, "form", profile_type_form_name, attached.form), .required = true },
	{ FIELD(profile, "act", bind_type_line, attached.act), .required = true },
	{ FIELD(profile, "page", profile_type_pages_text, attached.page), .required = true },
	{ .name = NULL }
};
static const struct bind_object attached_object = { .fields = attached_fields };
const struct bind_type profile_type_attached = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &attached_object
};

/* Index of a string in a list; -1 after a message. */
static int
choose(struct bind *b, const struct value *v, const char *const *list)
{
	struct bind_type type = { .takes = TAKES_STRING, .read = bind_choice, .choices = list };
	int i = -1;

	bind_value(b, &type, v, &i);
	return i;
}

/* The role "text" comes first; without it the first one named stands for it. */
static void
read_fonts(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile *p = out;
	const struct value *text = json_member(v, "text");
	size_t n = 0;

	(void)type;
	p->families = arena_array(b->mem, v->n + 1, sizeof *p->families);
	if (text == NULL)
		DIAG(b->diag, FIELD_MISSING, &v->at, "", "text");
	else
		bind_value(b, &bind_type_lines, text, &p->families[n++]);
	for (size_t i = 0; i < v->n; i++)
		if (&v->items[i] != text)
			bind_value(b, &bind_type_lines, &v->items[i], &p->families[n++]);
}

/* The last one given serves all depths below it. */
static void
read_dashes(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile *p = out;
	struct dash dash = { "", NULL };

	(void)type;
	if (v->n == 0)
		DIAG(b->diag, FIELD_EMPTY, &v->at, "");
	if (v->n > DASH_DEPTHS)
		DIAG(b->diag, LIST_LONG, &v->at, "", arena_printf(b->mem, "%zu", v->n),
		    arena_printf(b->mem, "%d", DASH_DEPTHS));
	for (size_t i = 0; i < DASH_DEPTHS; i++) {
		if (i < v->n)
			bind_value(b, &dash_type, &v->items[i], &dash);
		p->bullets[i] = dash.bullet;
		p->dash[i] = dash.style;
	}
}

static void
read_levels(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile *p = out;

	(void)type;
	p->levels = arena_array(b->mem, v->n, sizeof *p->levels);
	p->nlevels = v->n;
	for (size_t i = 0; i < v->n; i++) {
		struct level *level = &p->levels[i];
		level->name = v->items[i].at.key;
		bind_value(b, &level_type, &v->items[i], level);
		if (level->plain == NULL)
			level->plain = level->style;
	}
}

static void
read_form_name(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	const struct profile *p = ((struct profile_reader *)b)->p;
	int i = choose(b, v, bind_words(b->mem, p->forms, p->nforms, sizeof *p->forms, offsetof(struct form, name)));

	(void)type;
	if (i >= 0)
		*(const struct form **)out = &p->forms[i];
}

/* Whether the type has addressees; a string says so too, with a title of its own. */
static void
read_addressees(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct doc_type *t = out;

	(void)type;
	t->addressees = v->type == VALUE_STRING || v->truth;
	if (v->type == VALUE_STRING)
		bind_value(b, &bind_type_line, v, &t->addressees_title);
}

static void
read_level_names(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	const struct profile *p = ((struct profile_reader *)b)->p;
	const char **names = bind_words(b->mem, p->levels, p->nlevels, sizeof *p->levels, offsetof(struct level, name));
	const char **chosen = arena_array(b->mem, v->n + 1, sizeof *chosen);

	(void)type;
	if (v->n == 0)
		DIAG(b->diag, FIELD_EMPTY, &v->at, "");
	for (size_t k = 0; k < v->n; k++) {
		int i = choose(b, &v->items[k], names);
		chosen[k] = i < 0 ? "" : names[i];
	}
	*(const char ***)out = chosen;
}

static void
read_types(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile *p = out;

	(void)type;
	p->types = arena_array(b->mem, v->n, sizeof *p->types);
	p->ntypes = v->n;
	for (size_t i = 0; i < v->n; i++) {
		p->types[i].key = v->items[i].at.key;
		bind_value(b, &type_type, &v->items[i], &p->types[i]);
	}
}
