/* Appendices that running text mentions: "Phụ lục II", "các Phụ lục I, III", "Phụ lục kèm theo". */
#ifndef MENTION_H
#define MENTION_H
#include <stdbool.h>

struct appendix_rules;
struct arena;
struct diag;
struct plan;
struct text;

/*
 * Sets `mentioned` by index for each appendix that the text mentions: by its number, or all of them
 * by the word alone. An appendix of another document is known by that document's name behind it.
 * Message: REF_TEXT where a number is that of no appendix.
 */
void	 mention_find(struct arena *, struct diag *, const struct plan *, const struct appendix_rules *,
	    const struct text *, bool *mentioned);

#endif
