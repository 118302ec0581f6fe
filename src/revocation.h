/*
 * What lists and answers say of a certificate's having been taken back (RFC 5280, 5 and 6.3; RFC 6960), each of them
 * believed when who issued the certificate signed it, or for answers whom he let do that (OpenSSL).
 */
#ifndef REVOCATION_H
#define REVOCATION_H
#include <stdbool.h>
#include <stdint.h>

struct evidence_pool;
struct x509_st;

enum revocation {
	REVOCATION_UNKNOWN,		/* nothing says how it was at the time */
	REVOCATION_NONE,		/* it was not taken back then, nor later as far as is known */
	REVOCATION_TAKEN		/* it was taken back, then or at any other time */
};

struct revocation_facts {
	enum revocation	 state;
	int64_t		 when;		/* it was taken back, or became unsafe before; seconds since 1970 */
	int		 reason;	/* as RFC 5280, 5.3.1 numbers them; -1: not said */
	bool		 offered;	/* a list of who issued it is among those given by who asks */
};

/*
 * Looks for what says whether a certificate was taken back at a time. A list or an answer tells that it was not when
 * it was made after that time and the certificate had not run out by then, or when it was made before and still was
 * the current one (RFC 5280, 6.3.3; RFC 6960, 3.2; EN 319 102-1, 5.2.5): one that names no end is that for a day.
 */
struct revocation_facts revocation_find(const struct evidence_pool *, struct x509_st *x,
	    struct x509_st *issuer, int64_t time);

/* A time of ASN.1 (UTCTime or GeneralizedTime) in seconds since 1970; NULL: 0. */
struct asn1_string_st;
int64_t	 revocation_seconds(const struct asn1_string_st *);

#endif
