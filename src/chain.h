/*
 * Whether a certificate was to be believed at a time: its chain to one that is trusted, and whether one of them had
 * been taken back (RFC 5280, 6; EN 319 102-1, 5.2.6) (OpenSSL).
 */
#ifndef CHAIN_H
#define CHAIN_H
#include <stdbool.h>
#include <stdint.h>

struct arena;
struct asn1_string_st;
struct evidence_pool;
struct trust;
struct x509_st;

enum chain {
	CHAIN_UNASKED,			/* nobody asked */
	CHAIN_TRUSTED, CHAIN_UNKNOWN, CHAIN_EXPIRED, CHAIN_EARLY, CHAIN_REVOKED,
	CHAIN_STALE,			/* lists were given to ask, and none of them is of the time */
	CHAIN_BROKEN,
	CHAIN_USAGE			/* the certificate is not for what it was used for */
};

struct chain_facts {			/* texts in the arena */
	enum chain	 state;
	const char	*why;		/* as OpenSSL says it; NULL: nothing is wrong, or it is said here */
	int64_t		 revoked;	/* when one was taken back, seconds since 1970; 0: none, so far known */
	const char	*above;		/* common name of the one taken back or stale; NULL: the certificate itself */
	bool		 checked;	/* lists or answers tell of each of them how it was at the time */
};

struct chain_question {
	struct x509_st	*certificate;
	const struct trust *trust;	/* NULL: nothing is looked at */
	const struct evidence_pool *pool;	/* certificates between them, lists and answers */
	int64_t		 when;		/* the chain has to be good then, seconds since 1970 */
	bool		 stamps;	/* it is used for time-stamps */
	int64_t		 used;		/* when it made the stamp; with `stamps` */
};

/* Judges the chain. One that was taken back after `when` was good then: `revoked` says so, with CHAIN_TRUSTED. */
void	 chain_judge(const struct chain_question *, struct arena *, struct chain_facts *);

/*
 * Whether attributes of a signature (signing-certificate and its second version, RFC 5035, in DER; NULL: not there)
 * name the certificate by its digest. *wrong: they are there and name another.
 */
bool	 chain_is_named(const struct asn1_string_st *first, const struct asn1_string_st *second,
	    struct x509_st *certificate, bool *wrong);

#endif
