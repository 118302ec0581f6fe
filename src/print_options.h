/* The command line of printing, read. */
#ifndef PRINT_OPTIONS_H
#define PRINT_OPTIONS_H
#include "arguments.h"

struct print_options {
	bool		 help;
	bool		 list;		/* say which printers there are */
	const char	*printer;	/* its URI */
	const char	*certificate;	/* SHA-256 of the one that the printer may have; NULL: one the system trusts */
	int		 copies;
	const char	*set;		/* print list of a set; NULL: none */
	bool		 one_sided;
	const char	*media;
	const char	*title;		/* of the job; NULL: the file's name */
	int		 wait;		/* seconds for a job to end */
	int		 connect;	/* seconds for the printer to answer */
	bool		 no_wait;	/* the end of the job is not waited for */
	bool		 json;		/* what happens as JSON, a line each */
	struct argument_list files;
};

/* The options there are; a name of NULL ends them. */
extern const struct argument print_option_rows[];

/* Reads the command line, whose first argument is the verb. Returns 0, or the exit status after a message. */
int	 print_options_read(struct print_options *, struct report *, int argc, char **argv);

void	 print_options_free(struct print_options *);

#endif
