/* Time-stamps (RFC 3161), read and asked for (OpenSSL). */
#ifndef STAMP_TOKEN_H
#define STAMP_TOKEN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct asn1_string_st;
struct cms_bytes;
struct diag;
struct trust;

struct stamp_facts {
	bool	 readable;	/* it is a time-stamp */
	bool	 sound;		/* whole, and of the bytes asked about */
	bool	 trusted;	/* by one who is trusted, and for stamping times */
	int64_t	 time;		/* seconds since 1970 */
	const char *name;	/* of who gave it; "" unknown */
};

/* What a token says of two runs of bytes, one after the other; `trust` NULL: nobody is trusted. */
void	 stamp_token_check(const unsigned char *token, size_t len, const void *first, size_t nfirst, const void *second,
	    size_t nsecond, const struct trust *, struct arena *, struct stamp_facts *);

/* A time of ASN.1 (UTCTime or GeneralizedTime) in seconds since 1970. */
int64_t	 stamp_token_seconds(const struct asn1_string_st *);

struct stamp_service {
	const char	*url;		/* http:// or https:// */
	int		 seconds;	/* to wait for an answer */
	struct arena	*mem;
	struct diag	*diag;
};

/* Asks a service for a time-stamp of bytes; `user` is a struct stamp_service. -1 after SIGN_STAMP. A cms_stamper. */
int	 stamp_token_fetch(void *user, const void *, size_t, struct cms_bytes *token);

#endif
