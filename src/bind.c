#include "bind.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"

#include <assert.h>
#include <string.h>

enum {
	WORD_MAX = 40,			/* bytes of names that are compared for likeness */
	FIELDS_MAX = 64			/* of a table: one bit each */
};

const struct bind_type bind_type_line = { .takes = TAKES_STRING, .read = bind_line };
const struct bind_type bind_type_mark = {
	.takes = TAKES_STRING, .read = bind_line, .may_be_empty = true
};
const struct bind_type bind_type_lines = {
	.takes = TAKES_ARRAY, .read = bind_lines, .element = &bind_type_line, .least_items = 1
};
const struct bind_type bind_type_bool = { .takes = TAKES_BOOL, .read = bind_bool };
const struct bind_type bind_type_not = { .takes = TAKES_BOOL, .read = bind_not };
const struct bind_type bind_type_date = {
	.takes = TAKES_STRING, .read = bind_date,
	.pattern = "^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
};

/* Beyond this a double does not hold every integer. */
#define REAL_EXACT	9007199254740992.0

/* Names of the JSON types, by enum value_type. */
static const enum diag_term type_names[] = {
	DIAG_TERM_NULL, DIAG_TERM_BOOLEAN, DIAG_TERM_INTEGER, DIAG_TERM_NUMBER, DIAG_TERM_STRING,
	DIAG_TERM_ARRAY, DIAG_TERM_OBJECT
};

struct nearest {			/* a search for the word most like another */
	const char	*word, *best;
	size_t		 distance;
};

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Bytes are equal when they differ by case or in the hyphen only. */
static bool
same_byte(char a, char b)
{
	static const char folds[] = "abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ-";
	enum { HALF = sizeof folds / 2 };
	const char *p = memchr(folds + HALF, a, HALF), *q = memchr(folds + HALF, b, HALF);

	return (p != NULL ? p[-HALF] : a) == (q != NULL ? q[-HALF] : b);
}

/* Edits that turn one word into the other; a swap of neighbours is one. */
static size_t
edits(const char *a, size_t na, const char *b, size_t nb)
{
	size_t rows[3][WORD_MAX + 1], *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= nb; j++)
		above[j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t *spare = before;
		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			row[j] = above[j - 1] + !same_byte(a[i - 1], b[j - 1]);
			row[j] = least(row[j], least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && same_byte(a[i - 1], b[j - 2]) &&
			    same_byte(a[i - 2], b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = above;
		above = row;
		row = spare;
	}
	return above[nb];
}

/* A shortened name counts as one edit. */
static void
consider(struct nearest *search, const char *name)
{
	size_t na = strlen(search->word), nb = strlen(name), distance;

	if (na > WORD_MAX || nb > WORD_MAX)
		return;
	distance = na >= 3 && strncmp(search->word, name, na) == 0 ? 1 :
	    edits(search->word, na, name, nb);
	if (distance > 1 + least(na, nb) / 4 || distance >= least(na, nb))
		return;
	if (search->best == NULL || distance < search->distance) {
		search->best = name;
		search->distance = distance;
	}
}

const char *
bind_nearest(const char *word, const char *const *list)
{
	struct nearest search = { .word = word };

	for (; *list != NULL; list++)
		consider(&search, *list);
	return search.best;
}

const char **
bind_words(struct arena *mem, const void *items, size_t n, size_t size, size_t offset)
{
	const char **words = arena_array(mem, n + 1, sizeof *words);

	for (size_t i = 0; i < n; i++)
		words[i] = *(const char *const *)(const void *)((const char *)items + i * size + offset);
	return words;
}

const char *
bind_join(struct arena *mem, const char *const *words)
{
	enum { ROOM = sizeof ", … (999)" - 1 };
	struct buffer whole = { .mem = mem }, part = { .mem = mem };
	size_t n = 0;

	buffer_text(&whole, "");
	for (; words[n] != NULL; n++) {
		const char *comma = n > 0 ? ", " : "";
		buffer_printf(&whole, "%s%s", comma, words[n]);
		if (n == 0 || whole.len + ROOM <= DIAG_ARGUMENT_MAX)
			buffer_printf(&part, "%s%s", comma, words[n]);
	}
	if (n < 2 || whole.len <= DIAG_ARGUMENT_MAX)
		return whole.data;
	buffer_printf(&part, ", … (%zu)", n);
	return part.data;
}

/* The JSON types of a set, "string/array". */
static const char *
expected(struct bind *b, unsigned takes)
{
	struct buffer text = { .mem = b->mem };

	if (takes & TAKES_REAL)
		takes &= ~(unsigned)TAKES_INT;
	for (unsigned i = 0; i < sizeof type_names / sizeof *type_names; i++)
		if (takes & 1u << i) {
			if (text.len > 0)
				buffer_byte(&text, '/');
			buffer_text(&text, diag_term(b->diag, type_names[i]));
		}
	return text.data;
}

static size_t
choice_index(const char *const *choices, const char *word)
{
	size_t i = 0;

	while (choices[i] != NULL && (choices[i][0] != word[0] || strcmp(choices[i], word) != 0))
		i++;
	return i;
}

/* Reports a word that is not on the list. */
static void
refuse_choice(struct bind *b, const struct bind_type *type, const struct value *v)
{
	const char *near;

	if (!diag_takes(b->diag, DIAG_VALUE_CHOICE))
		return;
	near = bind_nearest(v->string, type->choices);
	if (near != NULL)
		DIAG(b->diag, VALUE_CHOICE_NEAR, &v->at, "", v->string, near);
	else
		DIAG(b->diag, VALUE_CHOICE, &v->at, "", v->string, bind_join(b->mem, type->choices));
}

/* A number such as 700.0, as spreadsheets write it, is an integer where only those are taken. */
static const struct value *
as_integer(struct bind *b, const struct bind_type *type, const struct value *v)
{
	struct value *whole;

	if (v->type != VALUE_REAL || (type->takes & (TAKES_REAL | TAKES_INT)) != TAKES_INT ||
	    v->real < -REAL_EXACT || v->real > REAL_EXACT || v->real != (double)(int64_t)v->real)
		return v;
	whole = arena_new(b->mem, sizeof *whole);
	*whole = *v;
	whole->type = VALUE_INT;
	whole->integer = (int64_t)v->real;
	return whole;
}

void
bind_value(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	v = as_integer(b, type, v);
	if (!(type->takes & 1u << v->type)) {
		DIAG(b->diag, FIELD_TYPE, &v->at, "", diag_term(b->diag, type_names[v->type]),
		    expected(b, type->takes));
		return;
	}
	if (v->type == VALUE_STRING && type->choices != NULL &&
	    type->choices[choice_index(type->choices, v->string)] == NULL) {
		refuse_choice(b, type, v);
		return;
	}
	if (type->read != NULL)
		type->read(b, type, v, out);
}

bool
bind_is_comment(const char *name)
{
	return name[0] == '$' || name[0] == '_';
}

const struct bind_field *
bind_find(const struct bind_object *object, const char *name)
{
	const struct bind_field *f = object->fields;

	while (f->name != NULL && (f->name[0] != name[0] || strcmp(f->name, name) != 0))
		f++;
	return f->name != NULL ? f : NULL;
}

const char *const *
bind_field_names(struct arena *mem, const struct bind_object *object, unsigned group)
{
	const char **names = arena_array(mem, FIELDS_MAX + 1, sizeof *names);
	size_t n = 0;

	for (const struct bind_field *f = object->fields; f->name != NULL; f++)
		if (group == 0 || f->groups & group)
			names[n++] = f->name;
	return names;
}

/* Tells a member of `v` that is not known. Returns the bit of the field, missing otherwise, that is meant; else 0. */
static uint64_t
report_unknown(struct bind *b, const struct bind_object *object, const struct value *v, const struct value *member)
{
	struct nearest search = { .word = member->at.key };
	const struct bind_field *near = NULL;

	if (!diag_takes(b->diag, DIAG_FIELD_UNKNOWN) && !diag_takes(b->diag, DIAG_FIELD_VITAL))
		return 0;
	for (const struct bind_field *f = object->fields; f->name != NULL; f++) {
		consider(&search, f->name);
		near = search.best == f->name ? f : near;
	}
	if (near == NULL)
		DIAG(b->diag, FIELD_UNKNOWN, &member->at, "", member->at.key);
	else if (near->required && json_member(v, near->name) == NULL)
		DIAG(b->diag, FIELD_MEANT, &member->at, "", member->at.key, near->name);
	else if (near->vital)
		DIAG(b->diag, FIELD_VITAL, &member->at, "", member->at.key, near->name);
	else
		DIAG(b->diag, FIELD_MISSPELT, &member->at, "", member->at.key, search.best);
	return near != NULL && near->required ? UINT64_C(1) << (near - object->fields) : 0;
}

static void
check_group(struct bind *b, const struct bind_object *object, const struct value *v,
    uint64_t given, unsigned group)
{
	const char *first = NULL;

	for (size_t i = 0; object->fields[i].name != NULL; i++) {
		const struct bind_field *f = &object->fields[i];
		if (!(f->groups & group) || !(given >> i & 1))
			continue;
		if (first != NULL && object->single & group)
			DIAG(b->diag, FIELD_BOTH, &json_member(v, f->name)->at, "", first, f->name);
		first = f->name;
	}
	if (first == NULL && object->some & group && !v->told)
		DIAG(b->diag, FIELD_ONE_OF, &v->at, "", bind_join(b->mem, bind_field_names(b->mem, object, group)));
}

/* Checks which members are there: bit i of `given` stands for field i. */
static void
check_given(struct bind *b, const struct bind_object *object, const struct value *v,
    uint64_t given)
{
	unsigned groups = object->some | object->single;

	for (size_t i = 0; object->fields[i].name != NULL; i++) {
		const struct bind_field *f = &object->fields[i];
		if (f->required && !(given >> i & 1) && !v->told)
			DIAG(b->diag, FIELD_MISSING, &v->at, "", f->name);
		if (f->needs != NULL && given >> i & 1 && json_member(v, f->needs) == NULL)
			DIAG(b->diag, FIELD_NEEDS, &json_member(v, f->name)->at, "", f->name,
			    f->needs);
	}
	for (unsigned group = 1; group != 0 && group <= groups; group <<= 1)
		if (groups & group)
			check_group(b, object, v, given, group);
}

void
bind_members(struct bind *b, const struct bind_object *object, const struct value *v, void *out)
{
	uint64_t given = 0;

	if (object->at != 0) {
		const struct where *at = &v->at;
		memcpy((char *)out + object->at, &at, sizeof at);
	}
	for (size_t m = 0; m < v->n; m++) {
		const struct value *member = &v->items[m];
		const struct bind_field *f = bind_find(object, member->at.key);
		if (f != NULL) {
			assert(f - object->fields < FIELDS_MAX);
			given |= UINT64_C(1) << (f - object->fields);
			bind_value(b, f->type, member, (char *)out + f->offset);
		} else if (!bind_is_comment(member->at.key)) {
			given |= report_unknown(b, object, v, member);
		}
	}
	check_given(b, object, v, given);
}
