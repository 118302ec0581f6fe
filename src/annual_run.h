/* Words of a report in runs, each number in a run of its own that knows its figure. */
#ifndef ANNUAL_RUN_H
#define ANNUAL_RUN_H
#include "figure.h"
#include "locate.h"

struct diag;

struct annual_work {			/* a report being made */
	struct arena		*mem;
	struct diag		*diag;
	const struct profile	*p;	/* its words */
	const struct annual	*annual;	/* what the report is given */
	const struct tally	*now;	/* its period, counted */
	const struct tally	*before;	/* NULL: no year to compare with */
	struct figures		*figures;	/* what was printed so far */
	const struct annexes	*appendices;	/* the report's own */
	bool			 telling;	/* inside a part told by people */
	const char		*text;		/* of the run whose names are replaced */
	struct inside		 inside;	/* the last place in it that was told */
	const struct where	*instead;	/* place of nodes that are the profile's; NULL: their own */
};

struct annual_runs {			/* growing */
	struct run	*items;
	size_t		 n, cap;
};

struct annual_word {			/* what a name in a template stands for */
	const char	*name;		/* without its braces */
	const char	*text;		/* NULL: the runs */
	int		 figure;	/* of the text; 0: none */
	const struct annual_runs *runs;	/* NULL: none */
};

/*
 * Adds a run as it is; or one that looks like another and stands where that stands, with these words and the figure
 * they are (0: none). Only a figure leads to where the other leads. No words: no run.
 */
void	 annual_add(struct annual_work *, struct annual_runs *, const struct run *);
void	 annual_say(struct annual_work *, struct annual_runs *, const struct run *like, const char *words, int figure);

/* Adds a template with its names replaced by n words; a space before an empty value goes too, other names stay. */
void	 annual_fill(struct annual_work *, struct annual_runs *, const struct run *like, const char *text,
	    const struct annual_word *, size_t n);

/* A new figure of the report; its number. */
int	 annual_figure(struct annual_work *, const char *name, const char *text, struct figure_part);

/* The figure of words that a file has at a place, when there are numbers in them; else 0. */
int	 annual_quote(struct annual_work *, const char *name, const char *words, struct figure_part);

struct annual_pair {			/* one number against another */
	const char	*name;		/* of the figures */
	struct decimal	 now, before;	/* decimal_align() can give them the same fraction */
	struct figure_part from_now, from_before;	/* what they are computed from */
	bool		 is_share;	/* in per cent: they differ by points */
	bool		 is_money;	/* with its unit */
};

/* Adds "tăng 3 (12,5%)", "bằng năm trước". */
void	 annual_change(struct annual_work *, struct annual_runs *, const struct run *like, const struct annual_pair *);

/* The run that those of a computed text are like. */
struct run annual_run(const struct where *);

/* Runs as a text. */
struct text annual_runs_text(const struct annual_runs *, const struct where *);

#endif
