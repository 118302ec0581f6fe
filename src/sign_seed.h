/* What a field asks of the signature in it: its seed values and its lock (ISO 32000-1, 12.7.4.5, tables 233 to 235). */
#ifndef SIGN_SEED_H
#define SIGN_SEED_H
#include "pdf_sig.h"

struct diag;
struct key;
struct sign_options;
struct source;

struct sign_seed {			/* what follows for the signature */
	const char	*kind;		/* its SubFilter */
	const char	*reason;	/* NULL: none */
	const struct pdf_value *lock;	/* fields that it locks, a dictionary of the file; NULL: none */
};

/*
 * Holds what a field requires against what is to be signed, by a key or, with NULL, by a service. -1 after SIGN_SEED
 * for what is required and cannot be; SIGN_WISH for what is only wished.
 */
int	 sign_seed_apply(struct sign_seed *, struct pdf_in *, struct diag *, const struct source *,
	    const struct pdf_sig *, const struct sign_options *, const struct key *);

/* Whether a field requires a time-stamp of its signature, which a service made. -1 after SIGN_SEED. */
int	 sign_seed_stamp(struct pdf_in *, struct diag *, const struct source *, const struct pdf_sig *, bool stamped);

#endif
