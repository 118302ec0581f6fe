/* The members of a JSON object, found without reading what they hold. */
#ifndef MEMBER_H
#define MEMBER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct member {				/* all as written, inside the text */
	const char	*name;		/* without its quotes */
	size_t		 name_len;
	const char	*value;
	size_t		 len;
};

struct members {
	const char	*p, *end;
};

/* Goes to the first member. What is no object has none; what is no JSON ends early. */
void	 members_open(struct members *, const char *text, size_t n);
bool	 members_next(struct members *, struct member *);

/* The member of this name; false when there is none. */
bool	 member_find(const char *text, size_t n, const char *name, struct member *);

/* Whether the member has this name. */
bool	 member_is(const struct member *, const char *name);

/*
 * A value that is a text or number as text, NUL-terminated in `room` bytes; escapes are undone, a NUL
 * is none. False when it is something else, empty or too long.
 */
bool	 member_text(const struct member *, char *text, size_t room);

/* A value that is a whole number from 0; else `otherwise`. */
uint64_t member_number(const struct member *, uint64_t otherwise);

#endif
