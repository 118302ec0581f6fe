/* A proof: every placed component measured on its page and held against its rule. */
#ifndef PROOF_H
#define PROOF_H
#include "block.h"
#include "page.h"
#include "profile.h"
#include "thethuc.h"
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;

#define X(name, unit, en, vi) PROOF_##name,
enum proof_what {
#include "proof.def"
	PROOF__KINDS
};
#undef X

struct proof_check {			/* one measurement that a rule speaks of */
	enum proof_what	 what;
	len		 measured;	/* in 1/1000 pt, or 1/1000 */
	len		 least, most;	/* what is permitted; most < 0: open above */
	const char	*article;
	bool		 holds;
};

enum { PROOF_CHECKS = 10 };

struct proof_row {			/* a component, or its part on one page */
	int		 page;		/* from 1 */
	const char	*role;		/* "motto-2", "clause" ... */
	const char	*style;		/* name of its style, "" for a rule or a margin */
	len		 x, y, w, h;	/* its ink on the page, from the top left corner */
	len		 size;		/* of its letters; 0: none */
	const char	*text;		/* beginning of its text, or "" */
	struct proof_check checks[PROOF_CHECKS];
	size_t		 nchecks;
};

struct proof {
	struct proof_row *rows;
	size_t		 n, cap;
	size_t		 failed;	/* checks that do not hold */
	const struct profile *profile;
	const struct block *carried;	/* while measuring: the last block of the page before */
};

/*
 * Measures the finished pages, not what layout meant to do. Lives in the arena, with texts of the pages and the
 * profile.
 */
const struct proof *proof_make(struct arena *, const struct pages *, const struct profile *);

/* A report for people, one line a component and one a check that does not hold; all checks in JSON. */
void	 proof_print(struct buffer *, const struct proof *, enum tt_language);
void	 proof_print_json(struct buffer *, const struct proof *);

#endif
