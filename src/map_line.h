/* A line of text on its way from a record into a plan: what it says, its looks, and where each part came from. */
#ifndef MAP_LINE_H
#define MAP_LINE_H
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct value;
struct where;

struct map_piece {			/* part of one look that stands in the input as it is here */
	size_t		 start;		/* byte of the text */
	size_t		 raw;		/* byte of the source; 0: not known */
	unsigned	 look;		/* bits of enum span_look */
};

struct map_line {
	const char	*text;		/* NUL-terminated */
	size_t		 len;
	struct map_piece *pieces;	/* at least one, the first starts at 0 */
	size_t		 n, cap;
	const struct where *at;		/* the value it was made of */
	size_t		 last;		/* piece that was looked up last, and */
	struct map_piece spot;		/* a byte in it: what comes after is near */
};

struct map_lines {			/* zero is none */
	struct map_line	*items;
	size_t		 n, cap;
};

/* The text of a string. */
void	 map_line_of(struct arena *, const struct value *, struct map_line *);

/* Where in the source byte `byte` of a line stands; 0: not known. */
size_t	 map_line_raw(struct map_line *, size_t byte);

/* A copy of bytes `from` to `to` of a line; the line itself only notes what was looked up. */
void	 map_line_cut(struct arena *, struct map_line *, size_t from, size_t to, struct map_line *);

/* Adds a line to others, without the spaces around it; not when nothing is left of it. */
void	 map_line_add(struct arena *, struct map_lines *, struct map_line *);

/* Adds what stands between the line breaks of a text. */
void	 map_line_split(struct arena *, struct map_lines *, struct map_line *);

/* The same in one line: line breaks and spaces in a row are one space. */
void	 map_line_fold(struct arena *, struct map_line *, struct map_line *);

/* Says that a value is made of that at `at`, from byte `raw` of its input on; 0: which byte is not known. */
void	 map_line_place(struct value *, const struct where *at, size_t raw);

/* A string, or the runs of a text when it has looks. */
void	 map_line_value(struct arena *, const struct map_line *, struct value *);

#endif
