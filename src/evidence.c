#include "evidence.h"
#include "arena.h"
#include "cms_bytes.h"
#include "diag.h"
#include "key.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

enum { MOST_FILE = 4 << 20 };

static size_t
count(const struct evidence *e)
{
	size_t n = 0;

	for (int kind = 0; kind < EVIDENCE__KINDS; kind++)
		n += e->n[kind];
	return n;
}

void
evidence_add(struct evidence *e, enum evidence_kind kind, struct arena *mem, const void *der, size_t n)
{
	struct cms_bytes *items = arena_grow(mem, e->items[kind], e->n[kind], &e->cap[kind], sizeof *items);

	items[e->n[kind]++] = (struct cms_bytes){ (unsigned char *)arena_copy(mem, der, n), n };
	e->items[kind] = items;
}

/* Adds what OpenSSL wrote, of which n < 1 bytes are nothing, and frees it. */
static void
add_written(struct evidence *e, enum evidence_kind kind, struct arena *mem, unsigned char *der, int n)
{
	if (n > 0)
		evidence_add(e, kind, mem, der, (size_t)n);
	OPENSSL_free(der);
}

static void
add_certificate(struct evidence *e, struct arena *mem, X509 *x)
{
	unsigned char *der = NULL;
	int n = x == NULL ? 0 : i2d_X509(x, &der);

	add_written(e, EVIDENCE_CERTIFICATE, mem, der, n);
}

static void
add_list(struct evidence *e, struct arena *mem, X509_CRL *list)
{
	unsigned char *der = NULL;
	int n = list == NULL ? 0 : i2d_X509_CRL(list, &der);

	add_written(e, EVIDENCE_LIST, mem, der, n);
}

/* Takes what there is in PEM; a part that is something else is passed over. */
static void
add_pem(struct evidence *e, struct arena *mem, const unsigned char *bytes, size_t n)
{
	BIO *bio = BIO_new_mem_buf(bytes, (int)n);
	STACK_OF(X509_INFO) *all = bio == NULL ? NULL : PEM_X509_INFO_read_bio(bio, NULL, NULL, NULL);

	for (int i = 0; i < sk_X509_INFO_num(all); i++) {
		add_certificate(e, mem, sk_X509_INFO_value(all, i)->x509);
		add_list(e, mem, sk_X509_INFO_value(all, i)->crl);
	}
	sk_X509_INFO_pop_free(all, X509_INFO_free);
	BIO_free(bio);
}

static void
add_der(struct evidence *e, struct arena *mem, const unsigned char *bytes, size_t n)
{
	const unsigned char *p = bytes;
	X509 *x = d2i_X509(NULL, &p, (long)n);
	X509_CRL *list = (p = bytes, d2i_X509_CRL(NULL, &p, (long)n));
	OCSP_RESPONSE *answer = (p = bytes, d2i_OCSP_RESPONSE(NULL, &p, (long)n));

	add_certificate(e, mem, x);
	add_list(e, mem, list);
	if (answer != NULL && x == NULL && list == NULL)
		evidence_add(e, EVIDENCE_ANSWER, mem, bytes, (size_t)(p - bytes));
	OCSP_RESPONSE_free(answer);
	X509_CRL_free(list);
	X509_free(x);
}

static int
add_file(struct evidence *e, const char *path, struct arena *mem, struct diag *d)
{
	enum { SEQUENCE = 0x30 };
	FILE *f = fopen(path, "rb");
	unsigned char *bytes;
	size_t n;
	int error = errno;

	if (f == NULL)
		return DIAG(d, TRUST_READ, NULL, "", path, diag_reason(d, error));
	bytes = arena_room(mem, MOST_FILE + 1, 1);
	n = fread(bytes, 1, MOST_FILE + 1, f);
	error = ferror(f) ? errno : n > MOST_FILE ? EFBIG : 0;
	fclose(f);
	if (error != 0)
		return DIAG(d, TRUST_READ, NULL, "", path, diag_reason(d, error));
	if (n > 0 && bytes[0] == SEQUENCE)
		add_der(e, mem, bytes, n);
	else
		add_pem(e, mem, bytes, n);
	ERR_clear_error();
	return 0;
}

static int
add_folder(struct evidence *e, const char *path, struct arena *mem, struct diag *d)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	struct stat st;
	int status = 0;

	if (folder == NULL)
		return DIAG(d, TRUST_READ, NULL, "", path, diag_reason(d, errno));
	while (status == 0 && (entry = readdir(folder)) != NULL) {
		const char *file = arena_printf(mem, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.' && stat(file, &st) == 0 && S_ISREG(st.st_mode))
			status = add_file(e, file, mem, d);
	}
	closedir(folder);
	return status;
}

int
evidence_read(struct evidence *e, const char *path, struct arena *mem, struct diag *d)
{
	size_t before = count(e);
	struct stat st;
	int status = stat(path, &st) == 0 && S_ISDIR(st.st_mode) ? add_folder(e, path, mem, d)
	    : add_file(e, path, mem, d);

	return status == 0 && count(e) == before ? DIAG(d, TRUST_NONE, NULL, "", path) : status;
}

void
evidence_add_key(struct evidence *e, const struct key *k, struct arena *mem)
{
	add_certificate(e, mem, k->certificate);
	for (int i = 0; i < sk_X509_num(k->others); i++)
		add_certificate(e, mem, sk_X509_value(k->others, i));
}
