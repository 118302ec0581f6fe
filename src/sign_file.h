/* One PDF signed: its field found, its revision written, the signature put into it and looked at. */
#ifndef SIGN_FILE_H
#define SIGN_FILE_H
#include "evidence.h"
#include "key.h"
#include "sign_look.h"
#include "sign_options.h"

struct buffer;
struct diag;
struct pdf_writer;
struct source;

struct sign_work {			/* what is alike for all files */
	const struct sign_options *options;
	struct key	 key;		/* without --embed and --digest-only */
	struct evidence	 evidence;	/* to be added after the signature */
	struct sign_looks *looks;
	struct pdf_writer *writer;
};

struct sign_result {
	const char	*field;		/* its name */
	unsigned char	 digest[32];	/* SHA-256 of what is signed */
	size_t		 signature;	/* bytes of it; 0: only room for it is left */
};

/* The new file, whole, in `out`. -1 after an error, with which `out` is worth nothing. */
int	 sign_file(struct sign_work *, struct arena *, struct diag *, const struct source *, struct buffer *out,
	    struct sign_result *);

/*
 * Puts a signature that a service made (DER, or PEM or base64 of it) into the room a file was prepared with. The
 * same.
 */
int	 sign_file_embed(struct arena *, struct diag *, const struct source *, const struct source *signature,
	    struct buffer *out, struct sign_result *);

/*
 * Whether `done` is what signing made of this file before: all of it, and after it a good signature in the field.
 * `done` may be the file itself, then it is signed by the key. False, without a message, when it is not.
 */
bool	 sign_file_is_done(struct sign_work *, struct arena *, const struct source *, const struct source *done);

#endif
