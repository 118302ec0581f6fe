/* The command line of previews, read. */
#ifndef PREVIEW_OPTIONS_H
#define PREVIEW_OPTIONS_H
#include "arguments.h"

struct preview_options {
	bool		 help;
	const char	*format;	/* "png" or "svg" */
	int		 dpi;		/* of a PNG */
	int		 page;		/* the only one, from 1; 0: all */
	const char	*output;	/* pattern, folder or "-"; NULL: made from the PDF's name */
	struct argument_list files;	/* one */
};

/* The options there are; a name of NULL ends them. */
extern const struct argument preview_option_rows[];

/* Reads the command line, whose first argument is the verb. Returns 0, or the exit status after a message. */
int	 preview_options_read(struct preview_options *, struct report *, int argc, char **argv);

void	 preview_options_free(struct preview_options *);

#endif
