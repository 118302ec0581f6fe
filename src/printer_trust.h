/* The certificate that a printer shows (OpenSSL). */
#ifndef PRINTER_TRUST_H
#define PRINTER_TRUST_H
#include <stdbool.h>
#include <stddef.h>

enum { PRINTER_DIGEST = 65 };		/* SHA-256 in hexadecimal digits and NUL */

struct printer_certificate {		/* in DER */
	const void	*der;
	size_t		 len;
};

/* What identifies a certificate. */
void	 printer_trust_digest(struct printer_certificate, char digest[PRINTER_DIGEST]);

/* Whether a text is that digest, in small or capital letters and perhaps with colons between bytes. */
bool	 printer_trust_is_digest(const char *text, const char digest[PRINTER_DIGEST]);

/*
 * Whether the first certificate is that of a host, a name or an address, and the system trusts it by way of the others.
 * NULL: it does; else why not, as OpenSSL says it, for all time.
 */
const char *printer_trust_fault(const struct printer_certificate *, size_t n, const char *host);

#endif
