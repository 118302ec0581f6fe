/* The symbol of a document from its type and the short names of its issuers. */
#ifndef SYMBOL_H
#define SYMBOL_H

struct arena;
struct diag;
struct plan;
struct profile;

/*
 * The plan, with a symbol as the profile makes it when it has none: Decree 30, App. I, II.3.b. Message:
 * FIELD_ONE_OF when a short name is missing for it. NULL after an error.
 */
const struct plan *symbol_complete(struct arena *, struct diag *, const struct plan *, const struct profile *);

#endif
