/* Whose certificates are believed, and what is known of those taken back (OpenSSL). */
#ifndef TRUST_H
#define TRUST_H
#include "evidence.h"

struct x509_store_st;

struct trust {
	struct x509_store_st *store;	/* of the certificates; NULL: nothing was read */
	struct evidence	 given;		/* all that was read, lists and answers too */
};

/*
 * Reads certificates, lists and answers from a file, or from all files of a folder, as evidence_read() does. *t may
 * hold some already and is for trust_close() in any case. -1 after TRUST_READ or TRUST_NONE.
 */
int	 trust_open(struct trust *t, const char *path, struct arena *, struct diag *);
void	 trust_close(struct trust *);

#endif
