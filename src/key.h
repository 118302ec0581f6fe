/* A key that signs and its certificates, from a file or a token (OpenSSL). */
#ifndef KEY_H
#define KEY_H
#include <stdbool.h>
#include <stdint.h>

struct arena;
struct diag;
struct evp_pkey_st;
struct stack_st_X509;
struct x509_st;
struct X509_name_st;

/*
 * Gives the password of a key, or the PIN of a token; `what` says which, for a prompt. NULL: there is none.
 * It stays the caller's, who wipes it.
 */
typedef const char *key_asker(void *user, const char *what);

struct key_source {
	const char	*key;		/* PKCS#12 or PEM file, or a "pkcs11:" URI (RFC 7512) */
	const char	*certificate;	/* file, or a URI on the token; NULL: it is with the key */
	const char *const *others;	/* files with the certificates above it; NULL-terminated, or NULL */
	const char	*module;	/* PKCS#11 library; NULL: as the URI or the system says */
	key_asker	*ask;
	void		*user;
};

struct key {
	struct evp_pkey_st	*secret;
	struct x509_st		*certificate;
	struct stack_st_X509	*others;	/* never NULL */
	void			*token, *legacy;	/* key.c's own */
};

/*
 * Opens a key, asking once for its password; *k is for key_close() in any case. -1 after a message: KEY_READ,
 * KEY_KIND, KEY_PASSWORD, KEY_NONE, KEY_CERTIFICATE, KEY_PAIR, KEY_TOKEN.
 */
int	 key_open(struct key *k, const struct key_source *, struct arena *, struct diag *);
void	 key_close(struct key *);

/*
 * Whether the certificate may sign documents at a time (seconds since 1970): it is valid then, and is for
 * signatures (RFC 5280, 4.2.1.3). -1 after KEY_EXPIRED, KEY_EARLY, KEY_USAGE or KEY_WEAK.
 */
int	 key_check(const struct key *, int64_t when, struct arena *, struct diag *);

/*
 * Whether a certificate is for signing documents: by its key usage, and not by its extended one for
 * servers, time-stamps and answers about certificates alone (RFC 5280, 4.2.1.3 and 4.2.1.12).
 */
bool	 key_is_for_signing(struct x509_st *);

/* Whether a key has a kind and size with which nobody else can sign. */
bool	 key_is_strong(const struct evp_pkey_st *);

/* The reason OpenSSL gives last, "?" when it gives none; its errors are gone after it. */
const char *key_reason(struct arena *);

/* Number of a certificate among those of its issuer, hexadecimal. */
const char *key_serial(const struct x509_st *, struct arena *);

/* Entry of a name of a certificate as UTF-8, by OpenSSL's number; "" when it has none. */
const char *key_entry(const struct X509_name_st *, int nid, struct arena *);

/* Common name of the certificate's subject, "" when it has none. */
const char *key_name(const struct key *, struct arena *);

#endif
