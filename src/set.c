#include "set.h"
#include "arena.h"
#include "diag.h"
#include "plan_types.h"
#include "set_types.h"

enum { ENTRIES_MOST = 1000 };

static bind_reader read_entry;

static const char *const whom[] = {
	[SET_SIGNING] = "signing", [SET_FILE] = "file", [SET_RECIPIENTS] = "recipients", [SET_RECIPIENT] = "recipient",
	NULL
};
static const char *const outputs[] = { "separate", "one", NULL };

static const struct bind_type whom_type = { .takes = TAKES_STRING, .read = bind_choice, .choices = whom };
static const struct bind_type output_type = { .takes = TAKES_STRING, .read = bind_choice, .choices = outputs };
static const struct bind_type copies_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 0, .most = SET_COPIES_MOST
};

static const struct bind_type entry_type = {
	.takes = TAKES_OBJECT, .read = read_entry, .def = "copies",
	.doc = "Copies of one kind.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "for", &whom_type, offsetof(struct set_entry, whom), .required = true,
		    .doc = "The copy that is signed, that for the file, those for all recipients, or for "
		    "one of them." },
		{ "copies", &copies_type, offsetof(struct set_entry, copies),
		    .doc = "How many, of each; absent: one. 0 leaves a recipient out." },
		{ "match", &bind_type_line, offsetof(struct set_entry, match),
		    .doc = "Words of the recipient's line, enough to tell it from the others." },
		{ "names", &plan_type_names, offsetof(struct set_entry, names), .needs = "match",
		    .doc = "Those that a line for several stands for: each gets its copies." },
		{ .name = NULL }
	}, .at = offsetof(struct set_entry, at) }
};
static const struct bind_type entries_type = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &entry_type, .size = sizeof(struct set_entry),
	.least_items = 1, .most_items = ENTRIES_MOST
};

const struct bind_type set_type_data = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.doc = "The copies that are printed of an official Vietnamese document.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "copies", &entries_type, offsetof(struct set, entries), .required = true },
		{ "output", &output_type, offsetof(struct set, output),
		    .doc = "A PDF for each (the default), or one PDF with all of them." },
		{ "duplex", &bind_type_bool, offsetof(struct set, duplex),
		    .doc = "In one PDF each copy begins on the front of a sheet, after an empty page where needed." },
		{ .name = NULL }
	}, .at = offsetof(struct set, at) }
};

static void
read_entry(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct set_entry *e = out;

	e->whom = -1;
	e->copies = -1;
	bind_members(b, type->object, v, e);
	if (e->whom == SET_RECIPIENT && e->match == NULL && json_member(v, "match") == NULL)
		DIAG(b->diag, FIELD_MISSING, &v->at, "", "match");
	if (e->whom != SET_RECIPIENT && e->match != NULL)
		DIAG(b->diag, SET_MATCH_ALONE, &json_member(v, "match")->at, "", "match", whom[SET_RECIPIENT]);
}

/* What is said once only. */
static void
check_twice(struct diag *d, const struct set *set)
{
	for (size_t i = 0; i < set->n; i++)
		for (size_t k = 0; k < i; k++)
			if (set->entries[i].whom == set->entries[k].whom && set->entries[i].whom >= 0
			    && set->entries[i].whom != SET_RECIPIENT) {
				DIAG(d, SET_TWICE, set->entries[i].at, "", whom[set->entries[i].whom]);
				break;
			}
}

const struct set *
set_read(struct arena *mem, struct diag *diag, const struct source *source)
{
	struct bind b = { .mem = mem, .diag = diag };
	struct value *root = json_read(mem, diag, source);
	struct set *set;

	if (root == NULL)
		return NULL;
	set = arena_new(mem, sizeof *set);
	bind_value(&b, &set_type_data, root, set);
	check_twice(diag, set);
	return diag_failed(diag) ? NULL : set;
}

const struct set *
set_usual(struct arena *mem, const struct where *at)
{
	static const int usual[] = { SET_SIGNING, SET_FILE, SET_RECIPIENTS };
	struct set *set = arena_new(mem, sizeof *set);

	set->at = at;
	set->n = sizeof usual / sizeof *usual;
	set->entries = arena_array(mem, set->n, sizeof *set->entries);
	for (size_t i = 0; i < set->n; i++)
		set->entries[i] = (struct set_entry){ .whom = usual[i], .copies = -1, .at = at };
	return set;
}
