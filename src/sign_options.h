/* The command line of signing and verifying, read. */
#ifndef SIGN_OPTIONS_H
#define SIGN_OPTIONS_H
#include "arguments.h"
#include <stdint.h>

enum sign_verb { SIGN_VERB_SIGN, SIGN_VERB_VERIFY, SIGN_VERB__MAX };

struct sign_options {
	enum sign_verb	 verb;
	bool		 help;
	const char	*field;		/* name of the field; NULL: the first that is empty */
	const char	*key;		/* file or "pkcs11:" URI */
	const char	*certificate;	/* NULL: it is with the key */
	struct argument_list others;	/* certificates above it */
	const char	*module;	/* PKCS#11 library */
	int		 pin_fd;	/* -1: not given */
	const char	*pin_variable;
	const char	*image;		/* picture that the field shows */
	const char	*text;		/* line that it shows, {time} in it */
	const char	*profile;	/* whose style that line has */
	const char	*name, *reason, *location;	/* recorded with the signature */
	const char	*time;		/* when it is signed; NULL: now */
	int64_t		 when;		/* the same, or of verifying: seconds since 1970 */
	const char	*stamp_url;	/* time-stamp service */
	int		 stamp_seconds;	/* to wait for it */
	struct argument_list evidence;	/* files that prove the signature later */
	bool		 digest_only;	/* prepare, and print what a service is to sign */
	const char	*embed;		/* signature of a service, to be put in */
	const char	*output, *directory;
	bool		 in_place;
	bool		 resume;	/* files that are done already are passed over */
	struct argument_list trust;	/* files and folders of trusted certificates and lists */
	bool		 json;
	struct argument_list files;
};

/* The options there are; a name of NULL ends them. */
extern const struct argument sign_option_rows[];

/* Reads the command line, whose first argument is the verb. Returns 0, or the exit status after a message. */
int	 sign_options_read(struct sign_options *, struct report *, int argc, char **argv);

void	 sign_options_free(struct sign_options *);

#endif
