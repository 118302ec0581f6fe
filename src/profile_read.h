/* A profile's JSON to struct profile; shared by the files that read its parts. */
#ifndef PROFILE_READ_H
#define PROFILE_READ_H
#include "bind.h"
#include "profile.h"

struct profile_reader {
	struct bind	 bind;		/* first, so that readers of parts find the rest */
	struct profile	*p;		/* what is filled */
	const struct profile *law;	/* the regulation whose ranges hold; NULL when this is one */
	const char	*article;	/* of the object being read, "" when it has none */
	const char	*own;		/* the struct being read, and the same one of the law; */
	const char	*ruled;		/* NULL: the law says nothing of it */
	bool		 free;		/* plain numbers here are no rules of their own */
	const struct where *sizes_at;	/* the object of all styles */
	const char	**style_names;	/* NULL-terminated, in the order of p->styles */
};

/*
 * Reads a merged profile. With `law`, numbers outside the ranges of that regulation are reported
 * (VALUE_RANGE, SIZES_TOGETHER) and kept. -1 after an error.
 */
int	 profile_read(struct arena *, struct diag *, const struct value *root,
	    const struct profile *law, struct profile *);

/* How the article an object names is cited; "" when it names none. */
const char *profile_read_article(struct profile_reader *, const struct value *);

/* Puts an object's members into a struct; its measures get the article the object names. */
void	 profile_read_members(struct profile_reader *, const struct bind_object *,
	    const struct value *, void *out);

/* Readers of parts; `out` is the struct profile. */
bind_reader profile_read_styles, profile_read_together, profile_read_fonts, profile_read_dashes,
    profile_read_levels, profile_read_forms, profile_read_types;

bind_reader profile_read_style;		/* const struct style *: by name */
bind_reader profile_read_word;		/* const char *: text whose spaces at the ends count */
bind_reader profile_read_measure;	/* struct measure: number, range or choice; arg is enum unit */

enum profile_unit { UNIT_PT, UNIT_MM, UNIT_SHARE };

/* Types of measures; their limits keep arithmetic safe and are no rules. */
extern const struct bind_type profile_type_size, profile_type_pt, profile_type_mm,
    profile_type_paper, profile_type_leading, profile_type_share;

extern const struct bind_type profile_type_style, profile_type_word, profile_type_article;

#endif
