#include "starter.h"
#include "arena.h"
#include "bind.h"
#include "buffer.h"
#include "diag.h"
#include "json.h"
#include "json_print.h"
#include "profile_file.h"
#include "profile_merge.h"
#include "template.h"

#include <string.h>
#include <unistd.h>

struct layout {				/* a profile of which types are known */
	const char	*kind;		/* "state" or "party" */
	const struct value *types;
};

struct starting {
	struct arena	*mem;
	struct diag	*diag;
	const struct starter *asked;
	struct layout	*layouts;
	size_t		 n;
	bool		 unlisted;	/* the profile asked for is one that only plans that name it get */
};

/* The text of a string member, "" when there is none. */
static const char *
text_of(const struct value *v, const char *name)
{
	const struct value *m = json_member(v, name);

	return m != NULL && m->type == VALUE_STRING ? m->string : "";
}

/* The string that an array begins with, "" when there is none. */
static const char *
first_of(const struct value *v, const char *name)
{
	const struct value *m = json_member(v, name);

	return m != NULL && m->type == VALUE_ARRAY && m->n > 0 && m->items[0].type == VALUE_STRING
	    ? m->items[0].string : "";
}

static int
add_layout(struct starting *s, const char *path)
{
	static const struct bind_type object = { .takes = TAKES_OBJECT, .read = bind_raw };
	const struct profile_layer *layer = profile_file_read(s->mem, s->diag, s->asked->folder, path);
	const struct value *root = NULL, *given, *types = NULL;
	struct bind b = { .mem = s->mem, .diag = s->diag };

	if (layer == NULL)
		return -1;
	for (; layer != NULL; layer = layer->over)
		root = profile_merge(s->mem, root, layer->root);
	given = json_member(root, "types");
	if (given == NULL)
		return DIAG(s->diag, FIELD_MISSING, &root->at, "", "types");
	bind_value(&b, &object, given, &types);
	s->layouts[s->n++] = (struct layout){ text_of(root, "kind"), types };
	return types == NULL ? -1 : 0;
}

/* Tells that there is no profile of this name, and which there are. */
static int
refuse_profile(const struct starting *s, const char *name, const struct profile_index *index)
{
	const char **names = bind_words(s->mem, index->items, index->n, sizeof *index->items,
	    offsetof(struct profile_entry, name));

	return DIAG(s->diag, PROFILE_OPTION, NULL, "", name, bind_join(s->mem, names));
}

/* The profile asked for: a file, or one of the folder. -1 after an error. */
static int
read_asked(struct starting *s, const char *name, const struct profile_index *index)
{
	const char *path;
	size_t i = 0;

	if (profile_file_is_path(name))
		return add_layout(s, name);
	path = profile_file_path(s->mem, s->asked->folder, name);
	if (path == NULL || access(path, F_OK) != 0)
		return refuse_profile(s, name, index);
	while (i < index->n && strcmp(index->items[i].name, name) != 0)
		i++;
	s->unlisted = i == index->n;
	return add_layout(s, path);
}

/* The profile asked for, or those that are valid now. -1 after an error. */
static int
read_layouts(struct starting *s)
{
	const char *path;
	struct profile_index index;

	if (profile_file_index(s->mem, s->diag, s->asked->folder, &index) != 0)
		return -1;
	s->layouts = arena_array(s->mem, index.n + 1, sizeof *s->layouts);
	if (s->asked->profile != NULL)
		return read_asked(s, s->asked->profile, &index);
	for (size_t i = 0; i < index.n; i++) {
		path = profile_file_path(s->mem, s->asked->folder, index.items[i].name);
		if (index.items[i].until == 0 && (path == NULL || add_layout(s, path) != 0))
			return -1;
	}
	return 0;
}

/* The first layout that has the type; NULL: none. */
static const struct layout *
layout_of(const struct starting *s, const char *type)
{
	for (size_t i = 0; i < s->n; i++)
		if (json_member(s->layouts[i].types, type) != NULL)
			return &s->layouts[i];
	return NULL;
}

/* The types of all layouts, each once. */
static void
list_types(const struct starting *s, struct buffer *b)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->layouts[i].types->n; k++) {
			const struct value *t = &s->layouts[i].types->items[k];
			if (layout_of(s, t->at.key) == &s->layouts[i])
				buffer_printf(b, "%s\t%s\n", t->at.key, text_of(t, "name"));
		}
}

/* A copy with the names in braces filled in everywhere. */
static struct value
filled(struct arena *mem, const struct value *v, const struct template_value *values, size_t n)
{
	struct value out = *v;

	if (v->type == VALUE_STRING) {
		out.string = template_fill_all(mem, v->string, values, n);
		out.len = strlen(out.string);
	}
	out.items = v->n > 0 ? arena_array(mem, v->n, sizeof *out.items) : NULL;
	for (size_t i = 0; i < v->n; i++)
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): who has elements has their array */
		out.items[i] = filled(mem, &v->items[i], values, n);
	return out;
}

static void
take(struct value *out, const struct value *from, const char *name)
{
	const struct value *m = json_member(from, name);

	if (m != NULL)
		out->items[out->n++] = *m;
}

/* The members in the order wanted, each after what explains it; others before them. */
static struct value
ordered(struct arena *mem, const struct value *v, const struct value *order)
{
	struct value out = *v;
	size_t n = order == NULL ? 0 : order->n;

	out.items = arena_array(mem, v->n + 1, sizeof *out.items);
	out.n = 0;
	for (size_t i = 0; i < v->n; i++) {
		const char *key = v->items[i].at.key, *plain = key + (key[0] == '_');
		size_t k = 0;
		while (k < n && strcmp(order->items[k].string, plain) != 0)
			k++;
		if (k == n)
			out.items[out.n++] = v->items[i];
	}
	for (size_t k = 0; k < n; k++) {
		take(&out, v, arena_printf(mem, "_%s", order->items[k].string));
		take(&out, v, order->items[k].string);
	}
	return out;
}

/* Lays the member `name` of the member `group` of a description over a file. */
static const struct value *
lay(struct arena *mem, const struct value *file, const struct value *start, const char *group, const char *name)
{
	return profile_merge(mem, file, json_member(json_member(start, group), name));
}

/* Adds the file described by `start`, of a type described by `type` in its layout, or of none. */
static void
write_file(const struct starting *s, struct buffer *b, const struct value *start, const struct value *type,
    const char *kind)
{
	const char *key = s->asked->type != NULL ? s->asked->type : "";
	const struct template_value values[] = { { "type", key }, { "type.name", text_of(type, "name") },
		{ "type.abbreviation", text_of(type, "abbreviation") }, { "profile", s->asked->profile } };
	const struct value *file = json_member(start, "base");
	struct value v;

	file = lay(s->mem, file, start, "kinds", kind);
	if (s->unlisted)
		file = profile_merge(s->mem, file, json_member(start, "by_name"));
	file = lay(s->mem, file, start, "levels", first_of(type, "numbering"));
	if (json_member(type, "addressees") != NULL)
		file = profile_merge(s->mem, file, json_member(start, "addressed"));
	file = lay(s->mem, file, start, "forms", text_of(type, "form"));
	file = lay(s->mem, file, start, "types", key);
	file = lay(s->mem, file, start, arena_printf(s->mem, "%s_forms", kind), text_of(type, "form"));
	file = lay(s->mem, file, start, arena_printf(s->mem, "%s_types", kind), key);
	v = ordered(s->mem, file, json_member(start, "order"));
	v = filled(s->mem, &v, values, sizeof values / sizeof *values);
	json_print(b, &v, 0);
	buffer_byte(b, '\n');
}

/* A file of a kind whose types are in the layouts. */
static int
write_plan(struct starting *s, struct buffer *b, const struct value *start)
{
	const struct layout *l;

	if (read_layouts(s) != 0)
		return -1;
	if (s->asked->type == NULL)
		return list_types(s, b), 0;
	l = layout_of(s, s->asked->type);
	if (l == NULL)
		return DIAG(s->diag, START_TYPE, NULL, "", s->asked->type, s->asked->what);
	write_file(s, b, start, json_member(l->types, s->asked->type), l->kind);
	return 0;
}

/* A file of a kind that has types of its own, or none. */
static int
write_other(const struct starting *s, struct buffer *b, const struct value *start)
{
	const struct value *types = json_member(start, "types");
	const char *type = s->asked->type;

	if (types == NULL && type != NULL)
		return DIAG(s->diag, START_NO_TYPE, NULL, "", s->asked->what, type);
	if (types != NULL && type == NULL) {
		for (size_t i = 0; i < types->n; i++)
			buffer_printf(b, "%s\n", types->items[i].at.key);
		return 0;
	}
	if (type != NULL && json_member(types, type) == NULL)
		return DIAG(s->diag, START_TYPE, NULL, "", type, s->asked->what);
	write_file(s, b, start, NULL, "");
	return 0;
}

int
starter_write(struct buffer *b, struct diag *d, const struct starter *asked)
{
	struct starting s = { .mem = b->mem, .diag = d, .asked = asked };
	const struct value *all = profile_file_object(b->mem, d, arena_printf(b->mem, "%s/start.json", asked->folder));
	const struct value *start;
	const char **kinds;
	size_t n = 0;

	if (all == NULL)
		return -1;
	start = json_member(all, asked->what);
	if (start != NULL && start->type == VALUE_OBJECT)
		return json_member(start, "forms") != NULL ? write_plan(&s, b, start) : write_other(&s, b, start);
	kinds = arena_array(b->mem, all->n + 1, sizeof *kinds);
	for (size_t i = 0; i < all->n; i++)
		if (all->items[i].type == VALUE_OBJECT)
			kinds[n++] = all->items[i].at.key;
	return DIAG(d, START_KIND, NULL, "", asked->what, bind_join(b->mem, kinds));
}
