/* The rules of a map: where in an exported record the fields of a plan are, and what is made of them. */
#ifndef MAP_RULE_H
#define MAP_RULE_H
#include "json.h"
#include "pattern.h"
#include "pointer.h"
#include <stdbool.h>
#include <stddef.h>

struct bind_field;

enum rule_source {
	RULE_CONSTANT,
	RULE_POINTER,			/* what is at a pointer of the record, or of the element at hand */
	RULE_TEMPLATE,			/* text with such pointers in braces */
	RULE_FIRST,			/* the first of several that gives something */
	RULE_JOIN,			/* the texts of several, with a text between them */
	RULE_ALL,			/* a list of what several give, of lists their elements */
	RULE_ARRAY,			/* one element of each that gives something */
	RULE_OBJECT			/* members of those that give something */
};

enum rule_html { HTML_NONE, HTML_TEXT, HTML_RUNS };

struct map_pointer {
	struct pointer	 pointer;
	bool		 record;	/* from the record, even inside of an element */
	size_t		 number;	/* among those of the map */
};

struct map_part {			/* of a template */
	const char	*text;		/* NULL: what is at `pointer` */
	struct map_pointer pointer;
};

struct patterns {
	struct pattern	*items;
	size_t		 n;
};

enum date_clock { DATE_PATTERN, DATE_ISO, DATE_SECONDS, DATE_MILLISECONDS };

struct date_form {
	enum date_clock	 clock;		/* how the day is told */
	struct pattern	 pattern;	/* DATE_PATTERN */
	const char	*text;		/* as written */
};

struct outline_level {			/* what lines of one form become in a body */
	struct patterns	 match;		/* the part that is wanted is the text, what is before it the label */
	const char	*node;		/* member of a node that has the text: "heading", "numbered", "dash" */
	const char	*level;		/* name of the level of numbering; NULL: by depth */
	int64_t		 title;		/* with more characters than this, or a mark at its end, a heading is a
					 * numbered paragraph; 0: never */
	bool		 label;		/* the label is kept as it is; else numbered anew */
	const struct where *at;
};

struct rule {
	enum rule_source source;
	const struct value *constant;
	struct map_pointer pointer;
	struct map_part	*parts;		/* of a template */
	size_t		 nparts;
	struct rule	*items;		/* alternatives, texts, elements, members */
	size_t		 n;
	const char	*between;	/* RULE_JOIN; NULL: a space */
	enum rule_html	 html;
	bool		 lines, line;	/* divided into lines, or made one line */
	bool		 integer;
	struct patterns	 drop, strip, match;
	struct date_form *dates;
	size_t		 ndates;
	const struct value *values;	/* object of results by texts; NULL: none */
	struct outline_level *outline;
	size_t		 noutline;
	struct rule	*each;		/* what is made of each element; NULL: the elements */
	struct rule	*otherwise;	/* when nothing came of it; NULL: nothing */
	bool		 dynamic;	/* there is a pointer in it */
	const char	*key;		/* of a member: the plan's name */
	const struct bind_field *field;	/* that the member fills; NULL: not known */
	unsigned	 some;		/* RULE_OBJECT: bits of the groups of which a plan needs a member here */
	const struct where *at;		/* in the map */
};

struct map {
	const struct source *source;
	const char	*records;	/* where in an export the array of records is, or NULL */
	const char	*id;		/* where in a record its id is, or NULL */
	bool		 any_case;	/* names in pointers are of any case */
	struct rule	 plan;
	size_t		 npointers;	/* in all rules */
	bool		*seen;		/* by number of the pointer: whether a record had something there */
};

#endif
