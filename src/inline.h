/* Inline content to spans: runs, amounts, footnote marks, templates of the profile. */
#ifndef INLINE_H
#define INLINE_H
#include "block.h"
#include "plan.h"
#include "profile.h"
#include <stdbool.h>

struct arena;
struct diag;

struct composer {			/* a document being composed */
	struct arena		*mem;
	struct diag		*diag;
	const struct plan	*plan;
	const struct profile	*profile;
	struct blocks		*blocks;
	size_t			 notes_cap;
	const struct issuer	*issuer;	/* the one that templates speak of */
	struct block		*last_text;	/* last paragraph of the body, for the end mark */
};

/* Adds a paragraph in a style below `parent`; it is a P in the structure. */
struct block	*inline_para(struct composer *, struct block *parent, const char *role, const struct style *,
		    const struct where *at);

/* Adds plain words to a paragraph. */
void	 inline_add(struct composer *, struct block *, const char *words, unsigned look, const struct where *at);

/* Adds inline content with a look of its own, footnotes included. */
void	 inline_text(struct composer *, struct block *, const struct text *, unsigned look);

/*
 * Adds a template of the profile: "{issuer.name}", "{number}", "{date}" and the like stand for the
 * plan's data, or for room to write by hand where the plan leaves it blank.
 */
void	 inline_template(struct composer *, struct block *, const char *text, const struct where *at);

/* Whether the plan has what a template path names. */
bool	 inline_present(const struct composer *, const char *path);

/* Adds a closing mark unless the paragraph already ends with it. */
void	 inline_end(struct composer *, struct block *, const char *mark);

/* Whether the paragraph's last character is `c`. */
bool	 inline_ends_with(const struct block *, char c);

/* All words of inline content in one string; notes left out. */
const char	*inline_plain(struct arena *, const struct profile *, const struct text *);

#endif
