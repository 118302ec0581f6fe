/* What is attached to a document: texts that it issues, and appendices. */
#ifndef ANNEX_H
#define ANNEX_H
#include "inline.h"

/*
 * Composes the annexes that stand in the document's file, each a section of its own, after the
 * document itself. Messages: those of bodies and forms, also of annexes that are files of their own.
 */
void	 annex_compose_all(struct composer *);

/* Composes one as a file of its own. */
void	 annex_compose_file(struct composer *, const struct annex *);

/* Begins to note which appendices the text mentions, and to link its references to them. */
void	 annex_open(struct composer *);

/* Tells which appendices no text mentioned (ANNEX_UNMENTIONED) and names in capitals (ISSUER_CAPITALS). */
void	 annex_check(struct composer *);

/*
 * The annex that a user names by number ("2", "II": an appendix) or by key; NULL when there is none.
 */
const struct annex *annex_find(struct arena *, const struct plan *, const char *name);

/* All that can be named so, with commas between them. */
const char	*annex_names(struct arena *, const struct plan *);

#endif
