/* The members of a JSON object, found without reading what they hold. */
#ifndef JSON_MEMBER_H
#define JSON_MEMBER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json_member {				/* all as written, inside the text */
	const char	*name;		/* without its quotes */
	size_t		 name_len;
	const char	*value;
	size_t		 len;
};

struct json_members {
	const char	*p, *end;
};

/* Goes to the first member. What is no object has none; what is no JSON ends early. */
void	 json_members_open(struct json_members *, const char *text, size_t n);
bool	 json_members_next(struct json_members *, struct json_member *);

/* The member of this name; false when there is none. */
bool	 json_member_find(const char *text, size_t n, const char *name, struct json_member *);

/* Whether the member has this name. */
bool	 json_member_is(const struct json_member *, const char *name);

/*
 * A value that is a text or number as text, NUL-terminated in `room` bytes; escapes are undone, a NUL
 * is none. False when it is something else, empty or too long.
 */
bool	 json_member_text(const struct json_member *, char *text, size_t room);

/* A value that is a whole number from 0; else `otherwise`. */
uint64_t json_member_number(const struct json_member *, uint64_t otherwise);

#endif
