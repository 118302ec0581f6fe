/* What proves later that a signature was good when it was made: certificates, lists, answers (OpenSSL). */
#ifndef EVIDENCE_H
#define EVIDENCE_H
#include <stddef.h>

struct arena;
struct cms_bytes;
struct diag;
struct key;

enum evidence_kind { EVIDENCE_CERTIFICATE, EVIDENCE_LIST, EVIDENCE_ANSWER, EVIDENCE__KINDS };

struct evidence {			/* in DER, in the arena */
	struct cms_bytes *items[EVIDENCE__KINDS];
	size_t		 n[EVIDENCE__KINDS], cap[EVIDENCE__KINDS];
};

/*
 * Adds all that a file holds, or the files of a folder: certificates and lists of revoked ones (PEM or DER), or an
 * answer about one (OCSP, DER). -1 after TRUST_READ, or TRUST_NONE when there is nothing of that.
 */
int	 evidence_read(struct evidence *, const char *path, struct arena *, struct diag *);

/* Adds a copy of bytes that are said to be of that kind. */
void	 evidence_add(struct evidence *, enum evidence_kind, struct arena *, const void *der, size_t n);

/* Adds the certificates of a key. */
void	 evidence_add_key(struct evidence *, const struct key *, struct arena *);

#endif
