/* Whose certificates are believed, and lists of those taken back (OpenSSL). */
#ifndef TRUST_H
#define TRUST_H
#include <stddef.h>

struct arena;
struct diag;
struct x509_store_st;

struct trust {
	struct x509_store_st *store;
	size_t		 n;		/* certificates in it */
	size_t		 lists;		/* lists of revoked ones */
};

/*
 * Reads certificates and lists (PEM or DER) from a file, or from all files of a folder. *t may hold some
 * already and is for trust_close() in any case. -1 after TRUST_READ or TRUST_NONE.
 */
int	 trust_open(struct trust *t, const char *path, struct arena *, struct diag *);
void	 trust_close(struct trust *);

/* A whole small file into the arena; NULL after TRUST_READ. */
const unsigned char *trust_file(const char *path, size_t *n, struct arena *, struct diag *);

#endif
