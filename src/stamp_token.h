/* Time-stamps (RFC 3161), read and asked for (OpenSSL). */
#ifndef STAMP_TOKEN_H
#define STAMP_TOKEN_H
#include "cms.h"

struct stamp_facts {
	bool	 readable;	/* it is a time-stamp */
	bool	 sound;		/* whole, and of the bytes asked about */
	bool	 trusted;	/* by one who is trusted, and for stamping times */
	int64_t	 time;		/* seconds since 1970 */
	const char *name;	/* of who gave it; "" unknown */
	struct chain_facts chain;	/* of his certificate, when asked about */
};

/* What a token, the `signature` of the question, says of its two runs of bytes. */
void	 stamp_token_check(const struct cms_question *, struct arena *, struct stamp_facts *);

struct stamp_service {
	const char	*url;		/* http:// or https:// */
	int		 seconds;	/* to wait for an answer */
	struct arena	*mem;
	struct diag	*diag;
};

/* Asks a service for a time-stamp of bytes; `user` is a struct stamp_service. -1 after SIGN_STAMP. A cms_stamper. */
int	 stamp_token_fetch(void *user, const void *, size_t, struct cms_bytes *token);

#endif
