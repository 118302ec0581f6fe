#include "trust.h"
#include "arena.h"
#include "diag.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

enum { MOST_FILE = 4 << 20 };

static void
add_certificate(struct trust *t, X509 *x)
{
	if (x != NULL && X509_STORE_add_cert(t->store, x))
		t->n++;
	X509_free(x);
}

static void
add_list(struct trust *t, X509_CRL *list)
{
	if (list != NULL && X509_STORE_add_crl(t->store, list))
		t->lists++;
	X509_CRL_free(list);
}

/* Takes what there is in PEM; one part that is something else is passed over. */
static void
add_pem(struct trust *t, const unsigned char *bytes, size_t n)
{
	BIO *bio = BIO_new_mem_buf(bytes, (int)n);
	STACK_OF(X509_INFO) *all = bio == NULL ? NULL : PEM_X509_INFO_read_bio(bio, NULL, NULL, NULL);

	for (int i = 0; i < sk_X509_INFO_num(all); i++) {
		X509_INFO *info = sk_X509_INFO_value(all, i);
		add_certificate(t, info->x509);
		add_list(t, info->crl);
		info->x509 = NULL;
		info->crl = NULL;
	}
	sk_X509_INFO_pop_free(all, X509_INFO_free);
	BIO_free(bio);
}

const unsigned char *
trust_file(const char *path, size_t *n, struct arena *mem, struct diag *d)
{
	FILE *f = fopen(path, "rb");
	unsigned char *bytes;
	long size;

	if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0 || size > MOST_FILE) {
		DIAG(d, TRUST_READ, NULL, "", path, diag_reason(d, f == NULL ? errno : EFBIG));
		if (f != NULL)
			fclose(f);
		return NULL;
	}
	rewind(f);
	bytes = arena_room(mem, (size_t)size + 1, 1);
	*n = fread(bytes, 1, (size_t)size, f);
	fclose(f);
	return bytes;
}

static int
add_file(struct trust *t, const char *path, struct arena *mem, struct diag *d)
{
	const unsigned char *p;
	size_t n;
	const unsigned char *bytes = trust_file(path, &n, mem, d);

	if (bytes == NULL)
		return -1;
	p = bytes;
	add_certificate(t, d2i_X509(NULL, &p, (long)n));
	p = bytes;
	add_list(t, d2i_X509_CRL(NULL, &p, (long)n));
	if (n > 0 && bytes[0] != 0x30)
		add_pem(t, bytes, n);
	ERR_clear_error();
	return 0;
}

static int
add_folder(struct trust *t, const char *path, struct arena *mem, struct diag *d)
{
	DIR *folder = opendir(path);
	struct dirent *e;
	struct stat st;
	int status = 0;

	if (folder == NULL)
		return DIAG(d, TRUST_READ, NULL, "", path, diag_reason(d, errno));
	while (status == 0 && (e = readdir(folder)) != NULL) {
		const char *file = arena_printf(mem, "%s/%s", path, e->d_name);
		if (e->d_name[0] != '.' && stat(file, &st) == 0 && S_ISREG(st.st_mode))
			status = add_file(t, file, mem, d);
	}
	closedir(folder);
	return status;
}

int
trust_open(struct trust *t, const char *path, struct arena *mem, struct diag *d)
{
	struct stat st;
	size_t before = t->n + t->lists;
	int status;

	if (t->store == NULL)
		t->store = X509_STORE_new();
	if (t->store == NULL)
		return DIAG(d, NO_MEMORY, NULL, "");
	if (stat(path, &st) != 0)
		return DIAG(d, TRUST_READ, NULL, "", path, diag_reason(d, errno));
	status = S_ISDIR(st.st_mode) ? add_folder(t, path, mem, d) : add_file(t, path, mem, d);
	if (status == 0 && t->n + t->lists == before)
		return DIAG(d, TRUST_NONE, NULL, "", path);
	return status;
}

void
trust_close(struct trust *t)
{
	X509_STORE_free(t->store);
	*t = (struct trust){ NULL, 0, 0 };
}
