/* The command line, read. */
#ifndef OPTIONS_H
#define OPTIONS_H
#include "batch_options.h"
#include "options_table.h"
#include "report.h"
#include <stdbool.h>
#include <stddef.h>

enum options_schema {			/* what a schema is asked of */
	OPTIONS_SCHEMA_PLAN, OPTIONS_SCHEMA_COPY, OPTIONS_SCHEMA_SET, OPTIONS_SCHEMA_REPORT, OPTIONS_SCHEMA_RESULTS,
	OPTIONS_SCHEMA_MAP, OPTIONS_SCHEMA_LAYOUT
};

struct options {
	enum verb	 verb;
	bool		 help;		/* print help for the verb */
	bool		 version;
	bool		 strict;	/* warnings count as errors */
	bool		 stats;		/* print pages and time */
	bool		 dump;		/* print `stage` instead of a PDF */
	enum tt_stage	 stage;
	bool		 json;		/* a proof or list of rules for machines */
	bool		 list_rules;	/* print the rules of a review instead of reviewing */
	const char	**lint;		/* levels of rules, "RULE=LEVEL"; NULL-terminated, malloc */
	size_t		 nlint;
	bool		 draft;		/* every plan is a draft */
	bool		 allow_secret;	/* plans marked secret are not refused */
	enum options_schema schema;
	int		 shell;		/* of completion: enum completion_shell */
	bool		 attach;	/* the plan travels in the PDF */
	const char	*set;		/* print set: a file, or "recipients"; NULL: none */
	const char	*directory;	/* where it goes */
	enum tt_fit	 fit;
	int		 fit_pages;
	const char	*fit_values;	/* where what fitting changed is written; NULL: nowhere */
	const char	*map;		/* that makes plans of exported records; NULL: they are plans */
	const char	*output;	/* NULL: not given */
	const char	*format;	/* pages are written as pictures: "png" or "svg"; NULL: a PDF is */
	const char	*dpi, *page;	/* of the pictures, as given; NULL: not */
	const char	*proof;		/* where the proof goes besides the PDF; NULL: nowhere */
	const char	*zones;		/* where the zones go besides the PDF; NULL: nowhere */
	const char	*trace;		/* where the sources of a report's numbers go; NULL: nowhere */
	const char	*form;		/* of copy; NULL: the data say it */
	const char	*data;		/* of the copy; NULL: not given */
	const char	*appendix;	/* the only part to lay out; NULL: the document */
	enum tt_medium	 medium;	/* what it is issued as; TT_MEDIUM_PLAN: as the plan says */
	int		 below;		/* where the original's last page ends: 1/10 mm; 0: not said */
	const char	*standard;	/* list of PDF standards; NULL: the usual ones */
	const char	*profile;	/* NULL: the plan's */
	bool		 fields;	/* empty fields for signatures */
	const char	**image_dirs;	/* NULL-terminated, malloc */
	size_t		 nimage_dirs;
	const char	**font_dirs;	/* NULL-terminated, malloc */
	size_t		 nfont_dirs;
	struct batch_options batch;
	const char	**files;	/* malloc */
	size_t		 nfiles;
	bool		 standard_input;	/* one of them is it */
};

/*
 * Reads the command line; language and form of messages go into the report. Returns 0, or the exit
 * status after a message.
 */
int	 options_read(struct options *, struct report *, int argc, char **argv);

void	 options_free(struct options *);

/* Name of a verb, "thethuc" for none. */
const char	*options_verb(enum verb);

#endif
