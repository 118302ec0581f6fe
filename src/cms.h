/* Signatures as PDFs hold them: CMS with CAdES attributes (RFC 5652, EN 319 122-1), made and read (OpenSSL). */
#ifndef CMS_H
#define CMS_H
#include "chain.h"
#include "cms_bytes.h"

struct X509_algor_st;
struct diag;
struct key;

enum { CMS_DIGEST = 32 };		/* bytes of SHA-256 */

/* SHA-256 of two runs of bytes, one after the other. */
void	 cms_digest(const void *, size_t, const void *, size_t, unsigned char out[CMS_DIGEST]);

/* Name of a signature in a store of evidence: SHA-1 of all its room, hexadecimal capitals (ISO 32000-2, table 261). */
const char *cms_store_name(struct arena *, struct cms_bytes signature, size_t room);

/* Bytes that a signature with the certificates of a key may need, with a time-stamp or without. */
size_t	 cms_room(const struct key *, bool stamped);

/*
 * A detached signature over what has this SHA-256, with the attributes of PAdES baseline (EN 319 142-1, 6.3):
 * content type, message digest, signing certificate; no signing time, which the PDF says. When `stamp` is not
 * NULL it is asked for a time-stamp of the signature and its answer is added. -1 after SIGN_FAILED, or the
 * messages of `stamp`.
 */
typedef int cms_stamper(void *user, const void *signature, size_t n, struct cms_bytes *token);
int	 cms_sign(const struct key *, const unsigned char digest[CMS_DIGEST], cms_stamper *stamp, void *user,
	    struct arena *, struct diag *, struct cms_bytes *);

enum cms_verdict {
	CMS_SOUND,
	CMS_ALTERED,			/* what was signed is not what is there */
	CMS_FORGED,			/* the signature is not that of the certificate */
	CMS_UNREADABLE			/* not a signature, or of a kind not known here */
};

struct cms_facts {			/* what is to be known of a signature; texts in the arena */
	enum cms_verdict verdict;
	struct chain_facts chain;	/* of its certificate, when the time-stamp says or else when asked about */
	const char	*name, *organ;	/* common name and organization of who signed; "" unknown */
	const char	*issuer;	/* of the certificate */
	const char	*serial;	/* hexadecimal */
	const char	*algorithm;	/* "RSA 2048, SHA256" */
	int64_t		 from, until;	/* validity of the certificate, seconds since 1970 */
	bool		 weak;		/* its digest or key is of a kind that is forged today */
	bool		 cades;		/* it names its certificate itself (signing-certificate) */
	bool		 stamped;	/* there is a time-stamp of the signature ... */
	bool		 stamp_sound;	/* ... that is whole and of this signature */
	bool		 stamp_trusted;	/* ... by one who is trusted */
	struct chain_facts stamp_chain;	/* of the certificate of who gave it */
	int64_t		 stamp_time;	/* seconds since 1970 */
};

struct cms_question {			/* of one signature */
	struct cms_bytes signature;	/* DER, perhaps with zeros behind it */
	const void	*first, *second;	/* the two runs of bytes that are signed */
	size_t		 nfirst, nsecond;
	bool		 is_stamp;	/* a time-stamp of the document (ETSI.RFC3161) */
	const struct trust *trust;	/* NULL: chains are not looked at */
	struct evidence_pool *pool;	/* to look for them in, and what the signature carries is added; with `trust` */
	int64_t		 when;		/* it existed then, unless a time-stamp says before; seconds since 1970 */
};

/* Whether the two runs of bytes of a question have this digest, of that kind; `said` may be NULL. */
bool	 cms_has_digest(const struct cms_question *, const struct X509_algor_st *, const struct asn1_string_st *said);

/* Whatever the bytes are, an answer comes out. */
void	 cms_check(const struct cms_question *, struct arena *, struct cms_facts *);

#endif
