/* Tables that say what a JSON value may be and where it goes in C, and their reader. */
#ifndef BIND_H
#define BIND_H
#include "json.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct decimal;
struct diag;

struct bind {				/* one reading */
	struct arena	*mem;		/* where everything read lives */
	struct diag	*diag;		/* every fault goes here; reading carries on */
	int		 depth;		/* for readers that limit how deep they are nested */
};

enum {					/* bits of the JSON types a value may have */
	TAKES_NULL = 1 << VALUE_NULL,
	TAKES_BOOL = 1 << VALUE_BOOL,
	TAKES_INT = 1 << VALUE_INT,
	TAKES_REAL = 1 << VALUE_REAL,
	TAKES_STRING = 1 << VALUE_STRING,
	TAKES_ARRAY = 1 << VALUE_ARRAY,
	TAKES_OBJECT = 1 << VALUE_OBJECT
};

struct bind_type;

/*
 * Puts a value whose JSON type is one of type->takes into `out`. What `out` points to, each reader
 * says below. Faults are recorded, never returned; after one `out` holds whatever is harmless.
 */
typedef void bind_reader(struct bind *, const struct bind_type *, const struct value *, void *out);

struct bind_type {			/* what a value may be; several JSON types make a union */
	unsigned	 takes;		/* TAKES_ bits */
	bind_reader	*read;		/* NULL: accepted and not read */
	int		 arg;		/* for the reader */
	int64_t		 least, most;	/* range of an integer; equal: any */
	bool		 may_be_empty;	/* a string may be "" */
	const char *const *choices;	/* strings allowed, NULL-terminated; NULL: any */
	const char	*pattern;	/* form of a string, for the schema (ECMA-262); NULL: any */
	size_t		 least_items;	/* least elements of an array */
	size_t		 most_items;	/* most of them; 0: any number */
	size_t		 size;		/* bytes of one element in C */
	const struct bind_type *element;	/* of an array, and of an object without table: a map */
	const struct bind_object *object;	/* members of an object; NULL: a map, or anything */
	const char	*names;		/* words to propose for a string or as keys of a map, for the schema:
					 * struct bind_names; NULL: none */
	bool		 partial;	/* laid over another object, so that nothing in it is required; for the
					 * schema */
	const struct bind_type *like;	/* described in the schema as that type; NULL: as this one */
	const char	*def;		/* its name in the schema's $defs; NULL: written in place */
	const char	*doc;		/* English description for the schema, or NULL */
};

struct bind_field {			/* one member of an object */
	const char	*name;		/* NULL ends a table */
	const struct bind_type *type;
	size_t		 offset;	/* from the start of the struct to what the reader fills */
	bool		 required;
	unsigned	 groups;	/* bits of the groups it belongs to, see struct bind_object */
	bool		 vital;		/* without it harm is done: a name that may mean it is an error */
	const char	*needs;		/* only beside this other member; NULL: on its own */
	const char	*doc;		/* English description for the schema, or NULL */
};

struct bind_object {
	const struct bind_field *fields;	/* at most 64 */
	unsigned	 some;		/* bits of the groups of which at least one member is given */
	unsigned	 single;	/* bits of the groups of which at most one member is given */
	size_t		 at;		/* offset of a `const struct where *` for its place; 0: none */
	const struct bind_type *rest;	/* what members of other names are; for the schema; NULL: there are none */
};

struct bind_names {			/* words known by the name of their list, "styles" */
	const char	*name;		/* NULL ends an array */
	const char *const *words;	/* NULL-terminated */
};

/*
 * Reads a value of any type: checks its JSON type and, for strings, the choices, then calls the
 * reader. Messages: FIELD_TYPE, VALUE_CHOICE, VALUE_CHOICE_NEAR, and those of the reader.
 */
void	 bind_value(struct bind *, const struct bind_type *, const struct value *, void *out);

/*
 * Reads the members of an object into the struct at `out`, which the caller has set to its
 * defaults; comments are left out. Messages: FIELD_UNKNOWN and FIELD_MISSPELT (warnings, the member is
 * ignored), FIELD_VITAL, FIELD_MEANT, FIELD_MISSING, FIELD_BOTH (two of a single group), FIELD_ONE_OF (none
 * of a group of which some are needed), FIELD_NEEDS.
 */
void	 bind_members(struct bind *, const struct bind_object *, const struct value *, void *out);

/* The field of this name; NULL: the table has none. */
const struct bind_field *bind_find(const struct bind_object *, const char *name);

/* The names of the fields, of those of a group when it is not 0; NULL-terminated, in the arena. */
const char *const *bind_field_names(struct arena *, const struct bind_object *, unsigned group);

/* Whether a member of this name is a comment: it begins with "$" or "_". */
bool	 bind_is_comment(const char *name);

/* The word of the NULL-terminated list most like `word`; NULL when none is alike. */
const char *bind_nearest(const char *word, const char *const *list);

/*
 * The words at an offset in each of n structs of `size` bytes, as a NULL-terminated list for bind_choice(),
 * bind_nearest() and bind_join(). They are not copied.
 */
const char **bind_words(struct arena *, const void *items, size_t n, size_t size, size_t offset);

/*
 * The words of a NULL-terminated list with commas between them, as many as a message shows; when
 * they are not all of them, their number comes last: "a, b, … (9)".
 */
const char *bind_join(struct arena *, const char *const *words);

/* Whether a string has nothing but spaces, no-break spaces and line breaks. */
bool	 bind_is_blank(const char *);

/* Whether a text is like the form, in which 0 stands for a digit. */
bool	 bind_is_like(const char *, const char *form);

/* The days of a month, 0 when there is no such month. */
int	 bind_days_in(int year, int month);

/*
 * A date "2024-05-06" as 20240506; with `partial` also "2024-05" as 20240500 and "2024" as
 * 20240000. 0 after a message: DATE_FORM, DATE_UNREAL.
 */
int	 bind_iso_date(struct bind *, const struct value *, bool partial);

/*
 * Whether a number is within limits in thousandths, which must not be beyond 10^12. Messages:
 * VALUE_LEAST, VALUE_MOST.
 */
bool	 bind_within(struct bind *, const struct value *, int64_t least, int64_t most);

/* A number, or a string of figures as documents write them; false when it is not known exactly. */
bool	 bind_decimal(const struct value *, struct decimal *);

/*
 * Ready readers, with what `out` is. Elements beyond the most an array may have are checked like the others, but
 * not in `out`.
 */
bind_reader bind_line;		/* const char *: text of one line, cleaned; FIELD_EMPTY, LINE_LONG */
bind_reader bind_lines;		/* const char **, NULL-terminated: array of lines; FIELD_EMPTY, LIST_SHORT,
				 * LIST_MANY */
bind_reader bind_bool;		/* bool */
bind_reader bind_not;		/* bool: the opposite of what is given */
bind_reader bind_flag;		/* unsigned: true sets the bits type->arg, false clears them */
bind_reader bind_int;		/* int, within type->least and most; VALUE_RANGE */
bind_reader bind_long;		/* int64_t, the same */
bind_reader bind_choice;	/* int or enum: index in type->choices */
bind_reader bind_date;		/* int: yyyymmdd; type->arg 1: partial dates too; null is 0 */
bind_reader bind_struct;	/* struct described by type->object */
bind_reader bind_list;		/* T *items and size_t n side by side: array of type->element, each
				 * type->size bytes, zeroed before reading; FIELD_EMPTY, LIST_SHORT,
				 * LIST_MANY */
bind_reader bind_single;	/* the same for one value of type->element: a list of one */
bind_reader bind_some;		/* the same for an array or one value */
bind_reader bind_raw;		/* const struct value *: the value itself */

/* Ready types. */
extern const struct bind_type bind_type_line;		/* string that is not empty */
extern const struct bind_type bind_type_mark;		/* string that may be empty */
extern const struct bind_type bind_type_lines;		/* array of one or more strings */
extern const struct bind_type bind_type_bool;
extern const struct bind_type bind_type_not;		/* the opposite of what is given */
extern const struct bind_type bind_type_date;		/* whole date as yyyymmdd */

#endif
