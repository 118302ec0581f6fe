#include "schema.h"
#include "arena.h"
#include "bind.h"
#include "buffer.h"
#include "copy_types.h"
#include "map_types.h"
#include "plan_types.h"
#include "profile_layout.h"
#include "profile_read.h"
#include "set_types.h"

#include <inttypes.h>
#include <string.h>

struct writer {
	struct buffer	*out;
	const struct bind_type *root;	/* what the schema is of */
	const struct bind_names *names;	/* NULL: none */
	int		 depth;		/* open objects and lists */
	bool		 started;	/* the innermost has a member already */
	bool		 partial;	/* inside what is laid over something else */
	bool		 removes;	/* null there takes away what lies below */
	const struct bind_type **defs;	/* those named so far, each once by name */
	size_t		 ndefs, defs_cap;
};

static void write_type(struct writer *, const struct bind_type *, const char *doc);

static void
new_line(struct writer *w)
{
	buffer_byte(w->out, '\n');
	for (int i = 0; i < w->depth; i++)
		buffer_text(w->out, "  ");
}

/* Starts a member of an object, or with NULL an element of a list. */
static void
name(struct writer *w, const char *key)
{
	if (w->started)
		buffer_byte(w->out, ',');
	w->started = true;
	new_line(w);
	if (key == NULL)
		return;
	buffer_json(w->out, key, strlen(key));
	buffer_text(w->out, ": ");
}

static void
begin(struct writer *w, char bracket)
{
	buffer_byte(w->out, bracket);
	w->depth++;
	w->started = false;
}

static void
end(struct writer *w, char bracket)
{
	w->depth--;
	new_line(w);
	buffer_byte(w->out, bracket);
	w->started = true;
}

static void
string(struct writer *w, const char *key, const char *text)
{
	name(w, key);
	buffer_json(w->out, text, strlen(text));
}

static void
integer(struct writer *w, const char *key, int64_t value)
{
	name(w, key);
	buffer_printf(w->out, "%" PRId64, value);
}

/* One string of a list on one line; n are before it. */
static void
element(struct writer *w, const char *text, size_t n)
{
	buffer_text(w->out, n > 0 ? ", " : "[");
	buffer_json(w->out, text, strlen(text));
}

/* Not the whole, which lies over nothing. */
static bool
may_be_null(const struct writer *w)
{
	return w->removes && w->partial && w->depth > 1;
}

static void
write_json_types(struct writer *w, unsigned takes)
{
	static const struct { unsigned bits; const char *name; } types[] = {
		{ TAKES_STRING, "string" }, { TAKES_REAL, "number" }, { TAKES_INT, "integer" },
		{ TAKES_BOOL, "boolean" }, { TAKES_ARRAY, "array" }, { TAKES_OBJECT, "object" },
		{ TAKES_NULL, "null" }
	};
	bool several;
	size_t n = 0;

	if (takes & TAKES_REAL)
		takes &= ~(unsigned)TAKES_INT;
	if (may_be_null(w))
		takes |= TAKES_NULL;
	several = (takes & (takes - 1)) != 0;
	name(w, "type");
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (!(takes & types[i].bits))
			continue;
		if (several)
			element(w, types[i].name, n++);
		else
			buffer_json(w->out, types[i].name, strlen(types[i].name));
	}
	if (several)
		buffer_byte(w->out, ']');
}

/* The words proposed for a type, NULL-terminated. */
static const char *const *
proposed(const struct writer *w, const struct bind_type *type)
{
	static const char *const none[] = { NULL };

	for (const struct bind_names *n = w->names; type->names != NULL && n != NULL && n->name != NULL; n++)
		if (strcmp(n->name, type->names) == 0)
			return n->words;
	return none;
}

static void
write_examples(struct writer *w, const char *const *words)
{
	if (words[0] == NULL)
		return;
	name(w, "examples");
	for (size_t n = 0; words[n] != NULL; n++)
		element(w, words[n], n);
	buffer_byte(w->out, ']');
}

/* Words as a pattern, which other types than strings do not have to match. */
static void
write_choice_pattern(struct writer *w, const char *const *words)
{
	name(w, "pattern");
	buffer_text(w->out, "\"^(");
	for (size_t n = 0; words[n] != NULL; n++)
		buffer_printf(w->out, "%s%s", n > 0 ? "|" : "", words[n]);
	buffer_text(w->out, ")$\"");
}

static void
write_string_rules(struct writer *w, const struct bind_type *type)
{
	size_t n = 0;

	if (type->choices != NULL && type->takes != TAKES_STRING) {
		write_choice_pattern(w, type->choices);
	} else if (type->choices != NULL) {
		name(w, "enum");
		for (; type->choices[n] != NULL; n++)
			element(w, type->choices[n], n);
		buffer_text(w->out, may_be_null(w) ? ", null]" : "]");
	} else if (type->pattern != NULL) {
		string(w, "pattern", type->pattern);
	} else if (!type->may_be_empty) {
		string(w, "pattern", "\\S");
	}
	write_examples(w, proposed(w, type));
}

static void
write_integer_rules(struct writer *w, const struct bind_type *type)
{
	if (type->least == type->most)
		return;
	if (type->least != INT64_MIN)
		integer(w, "minimum", type->least);
	if (type->most != INT64_MAX)
		integer(w, "maximum", type->most);
}

static void
write_array_rules(struct writer *w, const struct bind_type *type)
{
	bool outside = w->partial;

	if (type->element != NULL) {
		name(w, "items");
		w->partial = false;			/* an array replaces another as a whole */
		write_type(w, type->element, NULL);
		w->partial = outside;
	}
	if (type->least_items > 0)
		integer(w, "minItems", (int64_t)type->least_items);
	if (type->most_items > 0)
		integer(w, "maxItems", (int64_t)type->most_items);
}

static void
write_required(struct writer *w, const char *a, const char *b)
{
	name(w, NULL);
	begin(w, '{');
	name(w, "required");
	element(w, a, 0);
	if (b != NULL)
		element(w, b, 1);
	buffer_byte(w->out, ']');
	end(w, '}');
}

/* "Not any two of the group": a list of its pairs. */
static void
write_pairs(struct writer *w, const struct bind_field *fields, unsigned group)
{
	for (const struct bind_field *f = fields; f->name != NULL; f++)
		for (const struct bind_field *g = f + 1; f->groups & group && g->name != NULL; g++)
			if (g->groups & group)
				write_required(w, f->name, g->name);
}

static void
write_group(struct writer *w, const struct bind_object *object, unsigned group)
{
	bool some = object->some & group && object->rest == NULL;

	name(w, NULL);
	begin(w, '{');
	if (!some) {
		name(w, "not");
		begin(w, '{');
	}
	name(w, some && object->single & group ? "oneOf" : "anyOf");
	begin(w, '[');
	if (some) {
		for (const struct bind_field *f = object->fields; f->name != NULL; f++)
			if (f->groups & group)
				write_required(w, f->name, NULL);
	} else {
		write_pairs(w, object->fields, group);
	}
	end(w, ']');
	if (!some)
		end(w, '}');
	end(w, '}');
}

/* What holds between the members; only for objects, as in a union a string passes "required". */
static void
write_groups(struct writer *w, const struct bind_type *type)
{
	const struct bind_object *object = type->object;
	bool mixed = type->takes != TAKES_OBJECT;
	unsigned groups = object->some | object->single;

	if (groups == 0)
		return;
	if (mixed) {
		name(w, "if");
		begin(w, '{');
		string(w, "type", "object");
		end(w, '}');
		name(w, "then");
		begin(w, '{');
	}
	name(w, "allOf");
	begin(w, '[');
	for (unsigned group = 1; group != 0 && group <= groups; group <<= 1)
		if (groups & group)
			write_group(w, object, group);
	end(w, ']');
	if (mixed)
		end(w, '}');
}

static void
write_needs(struct writer *w, const struct bind_field *fields)
{
	bool any = false;

	for (const struct bind_field *f = fields; f->name != NULL; f++) {
		if (f->needs == NULL)
			continue;
		if (!any) {
			name(w, "dependentRequired");
			begin(w, '{');
		}
		any = true;
		name(w, f->name);
		element(w, f->needs, 0);
		buffer_byte(w->out, ']');
	}
	if (any)
		end(w, '}');
}

static void
write_members(struct writer *w, const struct bind_type *type)
{
	const struct bind_field *fields = type->object->fields;
	size_t n = 0;

	name(w, "properties");
	begin(w, '{');
	for (const struct bind_field *f = fields; f->name != NULL; f++) {
		name(w, f->name);
		write_type(w, f->type, f->doc);
	}
	end(w, '}');
	name(w, "patternProperties");
	buffer_text(w->out, type->object->rest != NULL ? "{ \"^_\": true }" : "{ \"^[_$]\": true }");
	name(w, "additionalProperties");
	if (type->object->rest != NULL)
		write_type(w, type->object->rest, NULL);
	else
		buffer_text(w->out, "false");
	for (const struct bind_field *f = fields; f->name != NULL; f++) {
		if (!f->required || w->partial)
			continue;
		if (n == 0)
			name(w, "required");
		element(w, f->name, n++);
	}
	if (n > 0)
		buffer_byte(w->out, ']');
	write_needs(w, fields);
	write_groups(w, type);
}

/* Values of one type by keys, of which some are known. */
static void
write_map(struct writer *w, const struct bind_type *type)
{
	const char *const *words = proposed(w, type);

	if (words[0] != NULL) {
		name(w, "properties");
		begin(w, '{');
		for (; *words != NULL; words++) {
			name(w, *words);
			write_type(w, type->element, NULL);
		}
		end(w, '}');
	}
	name(w, "additionalProperties");
	write_type(w, type->element, NULL);
}

/* The keywords of a type, inside an open object. */
static void
write_rules(struct writer *w, const struct bind_type *type)
{
	bool outside = w->partial;

	w->partial = outside || type->partial;
	write_json_types(w, type->takes);
	if (type->takes & TAKES_STRING)
		write_string_rules(w, type);
	if (type->takes & (TAKES_INT | TAKES_REAL))
		write_integer_rules(w, type);
	if (type->takes & TAKES_ARRAY)
		write_array_rules(w, type);
	if (type->takes & TAKES_OBJECT && type->object != NULL)
		write_members(w, type);
	else if (type->takes & TAKES_OBJECT && type->element != NULL)
		write_map(w, type);
	w->partial = outside;
}

/* Remembers a type that has a name of its own. */
static void
add_def(struct writer *w, const struct bind_type *type)
{
	for (size_t i = 0; i < w->ndefs; i++)
		if (strcmp(w->defs[i]->def, type->def) == 0)
			return;
	w->defs = arena_grow(w->out->mem, w->defs, w->ndefs, &w->defs_cap, sizeof(const struct bind_type *));
	w->defs[w->ndefs++] = type;
}

static void
write_reference(struct writer *w, const struct bind_type *type)
{
	const char *path = type == w->root ? "#" : "#/$defs/", *def = type == w->root ? "" : type->def;

	if (type != w->root)
		add_def(w, type);
	name(w, may_be_null(w) ? "anyOf" : "$ref");
	buffer_printf(w->out, may_be_null(w) ? "[{ \"$ref\": \"%s%s\" }, { \"type\": \"null\" }]" : "\"%s%s\"",
	    path, def);
}

static void
write_type(struct writer *w, const struct bind_type *type, const char *doc)
{
	while (type->like != NULL)
		type = type->like;
	if (type == &plan_type_layout)
		type = &profile_type_layout;
	begin(w, '{');
	if (doc != NULL)
		string(w, "description", doc);
	if (type == w->root || type->def != NULL) {
		write_reference(w, type);
	} else {
		if (doc == NULL && type->doc != NULL)
			string(w, "description", type->doc);
		write_rules(w, type);
	}
	end(w, '}');
}

void
schema_write(struct buffer *out, enum schema_kind kind, const struct bind_names *names)
{
	static const struct { const struct bind_type *type; const char *title; } kinds[] = {
		[SCHEMA_PLAN] = { &plan_type, "Plan" }, [SCHEMA_COPY] = { &copy_type_data, "Copy" },
		[SCHEMA_SET] = { &set_type_data, "Print set" },
		[SCHEMA_RESULTS] = { &results_type, "Results" }, [SCHEMA_MAP] = { &map_type, "Map" },
		[SCHEMA_LAYOUT] = { &profile_type_file, "Layout" }
	};
	const struct bind_type *type = kinds[kind].type;
	struct writer w = { .out = out, .root = type, .names = names, .removes = kind == SCHEMA_LAYOUT };

	begin(&w, '{');
	string(&w, "$schema", "https://json-schema.org/draft/2020-12/schema");
	string(&w, "title", kinds[kind].title);
	string(&w, "description", type->doc);
	write_rules(&w, type);
	name(&w, "$defs");
	begin(&w, '{');
	for (size_t i = 0; i < w.ndefs; i++) {
		name(&w, w.defs[i]->def);
		begin(&w, '{');
		string(&w, "description", w.defs[i]->doc);
		write_rules(&w, w.defs[i]);
		end(&w, '}');
	}
	end(&w, '}');
	end(&w, '}');
	buffer_byte(out, '\n');
}
