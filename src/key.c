/* Engines are how OpenSSL 3.0 reaches PKCS#11 tokens; it calls them obsolete without having a provider for it. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "key.h"
#include "arena.h"
#include "diag.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/x509v3.h>

enum { MOST_FILE = 1 << 20, LEAST_RSA = 2048, LEAST_EC = 224 };

struct opening {			/* a key being opened */
	struct key	*k;
	const struct key_source *source;
	struct arena	*mem;
	struct diag	*diag;
	const char	*password;	/* once it was asked for */
	bool		 asked;
};

/* A whole file; NULL after KEY_READ. */
static unsigned char *
read_file(struct opening *o, const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	unsigned char *bytes;
	int error = errno;

	if (f == NULL) {
		DIAG(o->diag, KEY_READ, NULL, "", path, diag_reason(o->diag, error));
		return NULL;
	}
	bytes = arena_room(o->mem, MOST_FILE + 1, 1);
	*n = fread(bytes, 1, MOST_FILE, f);
	error = ferror(f) ? errno : 0;
	fclose(f);
	bytes[*n] = '\0';
	if (error != 0) {
		DIAG(o->diag, KEY_READ, NULL, "", path, diag_reason(o->diag, error));
		return NULL;
	}
	return bytes;
}

static const char *
password(struct opening *o, const char *what)
{
	if (!o->asked)
		o->password = o->source->ask != NULL ? o->source->ask(o->source->user, what) : NULL;
	o->asked = true;
	return o->password;
}

/* OpenSSL's shape of a function that asks for a password. */
static int
ask_pem(char *room, int size, int writing, void *user)
{
	struct opening *o = user;
	const char *text = password(o, o->source->key);
	size_t n = text == NULL ? 0 : strlen(text);

	(void)writing;
	if (text == NULL || n > (size_t)size)
		return -1;
	memcpy(room, text, n);
	return (int)n;
}

/* Takes a certificate, once: signatures cannot carry one twice, and files often have the same ones above. */
static void
keep_certificate(struct key *k, X509 *x)
{
	for (int i = 0; i < sk_X509_num(k->others); i++)
		if (X509_cmp(sk_X509_value(k->others, i), x) == 0) {
			X509_free(x);
			return;
		}
	if (sk_X509_push(k->others, x) == 0)
		X509_free(x);
}

/* A key in a form that only reading keys one by one knows, such as a locked PKCS#8. */
static void
read_secret(struct opening *o, const unsigned char *bytes, size_t n)
{
	BIO *bio = BIO_new_mem_buf(bytes, (int)n);

	if (o->k->secret == NULL && bio != NULL)
		o->k->secret = PEM_read_bio_PrivateKey(bio, NULL, ask_pem, o);
	BIO_free(bio);
}

/* All keys and certificates of a PEM text. */
static int
read_pem(struct opening *o, const char *path, const unsigned char *bytes, size_t n)
{
	BIO *bio = BIO_new_mem_buf(bytes, (int)n);
	STACK_OF(X509_INFO) *all = PEM_X509_INFO_read_bio(bio, NULL, ask_pem, o);
	unsigned long code = ERR_peek_last_error();

	BIO_free(bio);
	if (all == NULL && (o->asked || ERR_GET_REASON(code) == PEM_R_BAD_PASSWORD_READ))
		return DIAG(o->diag, KEY_PASSWORD, NULL, "", path);
	if (all == NULL)
		return DIAG(o->diag, KEY_KIND, NULL, "", path, key_reason(o->mem));
	for (int i = 0; i < sk_X509_INFO_num(all); i++) {
		X509_INFO *info = sk_X509_INFO_value(all, i);
		if (info->x509 != NULL)
			keep_certificate(o->k, info->x509);
		info->x509 = NULL;
		if (info->x_pkey != NULL && info->x_pkey->dec_pkey != NULL && o->k->secret == NULL) {
			EVP_PKEY_up_ref(info->x_pkey->dec_pkey);
			o->k->secret = info->x_pkey->dec_pkey;
		}
	}
	sk_X509_INFO_pop_free(all, X509_INFO_free);
	read_secret(o, bytes, n);
	ERR_clear_error();
	return o->asked && o->k->secret == NULL ? DIAG(o->diag, KEY_PASSWORD, NULL, "", path) : 0;
}

/* Files of other programs are often packed by ciphers of the legacy provider. */
static int
read_pkcs12(struct opening *o, const char *path, PKCS12 *p)
{
	STACK_OF(X509) *others = NULL;
	X509 *own = NULL;
	const char *word = NULL;
	int ok;

	if (o->k->legacy == NULL)
		o->k->legacy = OSSL_PROVIDER_try_load(NULL, "legacy", 1);
	if (PKCS12_mac_present(p) && !PKCS12_verify_mac(p, NULL, 0) && !PKCS12_verify_mac(p, "", 0)) {
		word = password(o, path);
		if (word == NULL || !PKCS12_verify_mac(p, word, -1)) {
			ERR_clear_error();
			return DIAG(o->diag, KEY_PASSWORD, NULL, "", path);
		}
	}
	ok = PKCS12_parse(p, word, &o->k->secret, &own, &others);
	if (!ok)
		return DIAG(o->diag, KEY_KIND, NULL, "", path, key_reason(o->mem));
	if (own != NULL)
		keep_certificate(o->k, own);
	for (int i = 0; i < sk_X509_num(others); i++)
		keep_certificate(o->k, sk_X509_value(others, i));
	sk_X509_free(others);
	return 0;
}

static int
read_bytes(struct opening *o, const char *path, const unsigned char *bytes, size_t n)
{
	enum { SEQUENCE = 0x30 };
	const unsigned char *p = bytes;
	PKCS12 *packed;
	X509 *x;
	int status;

	if (n == 0 || bytes[0] != SEQUENCE)
		return read_pem(o, path, bytes, n);
	packed = d2i_PKCS12(NULL, &p, (long)n);
	if (packed != NULL) {
		status = read_pkcs12(o, path, packed);
		PKCS12_free(packed);
		return status;
	}
	p = bytes;
	x = d2i_X509(NULL, &p, (long)n);
	if (x == NULL)
		return DIAG(o->diag, KEY_KIND, NULL, "", path, key_reason(o->mem));
	ERR_clear_error();
	keep_certificate(o->k, x);
	return 0;
}

/* Whatever keys and certificates a file has, added to those there are. */
static int
read_any(struct opening *o, const char *path)
{
	size_t n;
	unsigned char *bytes = read_file(o, path, &n);
	int status = bytes == NULL ? -1 : read_bytes(o, path, bytes, n);

	if (bytes != NULL)
		OPENSSL_cleanse(bytes, n);
	return status;
}

/* The PKCS#11 engine with its module; NULL after KEY_TOKEN. */
static ENGINE *
open_engine(struct opening *o)
{
	ENGINE *e;

	ENGINE_load_dynamic();
	e = ENGINE_by_id("pkcs11");
	if (e == NULL || (o->source->module != NULL
	    && !ENGINE_ctrl_cmd_string(e, "MODULE_PATH", o->source->module, 0)) || !ENGINE_init(e)) {
		DIAG(o->diag, KEY_TOKEN, NULL, "", o->source->key, key_reason(o->mem));
		ENGINE_free(e);
		return NULL;
	}
	o->k->token = e;
	return e;
}

/* Whether the token refused the PIN, which OpenSSL only says in words; *why: the last of them. */
static bool
is_wrong_pin(const char **why)
{
	unsigned long code;
	bool wrong = false;

	*why = "?";
	while ((code = ERR_get_error()) != 0) {
		const char *text = ERR_reason_error_string(code);
		if (text == NULL)
			continue;
		wrong |= strstr(text, "PIN") != NULL || strstr(text, "Login") != NULL;
		*why = text;
	}
	return wrong;
}

static int
read_token(struct opening *o)
{
	struct { const char *id; X509 *found; } wanted = { o->source->certificate, NULL };
	const char *uri = o->source->key, *pin, *why;
	ENGINE *e = open_engine(o);

	if (e == NULL)
		return -1;
	pin = password(o, uri);
	if (pin != NULL && !ENGINE_ctrl_cmd_string(e, "PIN", pin, 0))
		return DIAG(o->diag, KEY_TOKEN, NULL, "", uri, key_reason(o->mem));
	ENGINE_ctrl_cmd_string(e, "QUIET", NULL, 1);
	o->k->secret = ENGINE_load_private_key(e, uri, NULL, NULL);
	if (o->k->secret == NULL)
		return is_wrong_pin(&why) ? DIAG(o->diag, KEY_PASSWORD, NULL, "", uri)
		    : DIAG(o->diag, KEY_TOKEN, NULL, "", uri, why);
	if (wanted.id == NULL)
		wanted.id = uri;
	if (strncmp(wanted.id, "pkcs11:", 7) == 0 && ENGINE_ctrl_cmd(e, "LOAD_CERT_CTRL", 0, &wanted, NULL, 1)
	    && wanted.found != NULL)
		keep_certificate(o->k, wanted.found);
	ERR_clear_error();
	return 0;
}

/* Takes the certificate that belongs to the key out of those there are. */
static int
choose_certificate(struct opening *o)
{
	struct key *k = o->k;

	for (int i = 0; i < sk_X509_num(k->others) && k->certificate == NULL; i++)
		if (X509_check_private_key(sk_X509_value(k->others, i), k->secret))
			k->certificate = sk_X509_delete(k->others, i);
	ERR_clear_error();
	if (k->certificate != NULL)
		return 0;
	return sk_X509_num(k->others) == 0 ? DIAG(o->diag, KEY_CERTIFICATE, NULL, "", o->source->key)
	    : DIAG(o->diag, KEY_PAIR, NULL, "", o->source->key);
}

int
key_open(struct key *k, const struct key_source *s, struct arena *mem, struct diag *d)
{
	struct opening o = { .k = k, .source = s, .mem = mem, .diag = d };
	bool token = strncmp(s->key, "pkcs11:", 7) == 0;
	int status;

	*k = (struct key){ .others = sk_X509_new_null() };
	if (k->others == NULL)
		return DIAG(d, NO_MEMORY, NULL, "");
	status = token ? read_token(&o) : read_any(&o, s->key);
	if (status == 0 && k->secret == NULL)
		status = DIAG(d, KEY_NONE, NULL, "", s->key);
	if (status == 0 && s->certificate != NULL && strncmp(s->certificate, "pkcs11:", 7) != 0)
		status = read_any(&o, s->certificate);
	for (size_t i = 0; status == 0 && s->others != NULL && s->others[i] != NULL; i++)
		status = read_any(&o, s->others[i]);
	return status == 0 ? choose_certificate(&o) : -1;
}

void
key_close(struct key *k)
{
	EVP_PKEY_free(k->secret);
	X509_free(k->certificate);
	sk_X509_pop_free(k->others, X509_free);
	if (k->token != NULL) {
		ENGINE_finish(k->token);
		ENGINE_free(k->token);
	}
	if (k->legacy != NULL)
		OSSL_PROVIDER_unload(k->legacy);
	*k = (struct key){ 0 };
}

/* A time of a certificate for people: 2026-11-25. */
static const char *
day(struct arena *mem, const ASN1_TIME *t)
{
	struct tm parts;

	if (!ASN1_TIME_to_tm(t, &parts))
		return "?";
	return arena_printf(mem, "%04d-%02d-%02d", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

bool
key_is_for_signing(X509 *x)
{
	enum { SIGNS = KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION, OTHERS = XKU_SSL_SERVER | XKU_OCSP_SIGN
	    | XKU_TIMESTAMP };
	uint32_t flags = X509_get_extension_flags(x), extended;

	if ((flags & EXFLAG_KUSAGE) != 0 && (X509_get_key_usage(x) & SIGNS) == 0)
		return false;
	extended = (flags & EXFLAG_XKUSAGE) != 0 ? X509_get_extended_key_usage(x) : 0;
	return extended == 0 || (extended & ~(uint32_t)OTHERS) != 0;
}

bool
key_is_strong(const EVP_PKEY *key)
{
	int kind = key == NULL ? EVP_PKEY_NONE : EVP_PKEY_get_base_id(key);

	if (kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS)
		return EVP_PKEY_get_bits(key) >= LEAST_RSA;
	return kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448
	    || (kind == EVP_PKEY_EC && EVP_PKEY_get_bits(key) >= LEAST_EC);
}

int
key_check(const struct key *k, int64_t when, struct arena *mem, struct diag *d)
{
	X509 *x = k->certificate;
	time_t now = (time_t)when;
	const char *name = key_name(k, mem);
	int bits = EVP_PKEY_get_bits(k->secret);
	int kind = EVP_PKEY_get_base_id(k->secret);

	if (X509_cmp_time(X509_get0_notAfter(x), &now) < 0)
		return DIAG(d, KEY_EXPIRED, NULL, "", name, day(mem, X509_get0_notAfter(x)));
	if (X509_cmp_time(X509_get0_notBefore(x), &now) > 0)
		return DIAG(d, KEY_EARLY, NULL, "", name, day(mem, X509_get0_notBefore(x)));
	if (!key_is_for_signing(x))
		return DIAG(d, KEY_USAGE, NULL, "", name);
	if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
		return DIAG(d, KEY_WEAK, NULL, "", name, "?");
	if (!key_is_strong(k->secret))
		return DIAG(d, KEY_WEAK, NULL, "", name, arena_printf(mem, "%d bit", bits));
	return 0;
}

const char *
key_entry(const X509_NAME *name, int nid, struct arena *mem)
{
	int at = X509_NAME_get_index_by_NID(name, nid, -1), n;
	unsigned char *utf8 = NULL;
	const char *copy = "";

	if (at < 0)
		return "";
	n = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
	if (n > 0)
		copy = arena_copy(mem, (const char *)utf8, (size_t)n);
	OPENSSL_free(utf8);
	return copy;
}

const char *
key_name(const struct key *k, struct arena *mem)
{
	return key_entry(X509_get_subject_name(k->certificate), NID_commonName, mem);
}

const char *
key_reason(struct arena *mem)
{
	unsigned long code = ERR_peek_last_error();
	const char *text = code == 0 ? NULL : ERR_reason_error_string(code);
	const char *copy = arena_printf(mem, "%s", text != NULL ? text : "?");

	ERR_clear_error();
	return copy;
}

const char *
key_serial(const X509 *x, struct arena *mem)
{
	BIGNUM *n = ASN1_INTEGER_to_BN(X509_get0_serialNumber(x), NULL);
	char *hex = n == NULL ? NULL : BN_bn2hex(n);
	const char *copy = arena_printf(mem, "%s", hex != NULL ? hex : "");

	OPENSSL_free(hex);
	BN_free(n);
	return copy;
}
