/* A trace being written, and its tables of tasks and files: each stands there once and is known by its number. */
#ifndef TRACE_PLACE_H
#define TRACE_PLACE_H
#include "figure.h"
#include "locate.h"
#include "thethuc.h"

struct arena;
struct buffer;

struct trace_file {			/* that numbers come from */
	const struct source *source;	/* its text */
	int		 number;	/* from 0: the report, plans, results, those of the period before */
	struct position	*spots;		/* counted places in it, every so many bytes; NULL: none yet */
	size_t		 nspots;
	struct position	 last;		/* told last */
};

struct trace_known {			/* what sets are of */
	const void	*of;
	bool		 before;	/* of the period compared with */
	int		 by;		/* enum trace_by or enum tally_by */
	size_t		 index;		/* among those */
	size_t		 number;	/* among all */
};

struct tracer {				/* a trace being written */
	struct arena	*mem;
	struct buffer	*b;		/* what is not with the sink yet */
	tt_sink		*sink;
	void		*user;		/* the sink's own */
	bool		 failed;	/* the sink takes no more */
	const struct figures *figures;	/* of the report */
	struct trace_file *files;	/* by the address of their source */
	size_t		 nfiles;
	struct trace_known *known;	/* by address */
	size_t		 nknown, known_cap;
	int		*set_numbers;	/* by number, role and pick; 0: not used yet */
	struct figure_set *sets;	/* those used */
	size_t		 nsets, sets_cap;
};

/* Numbers the files. */
void	 trace_files(struct tracer *);

/* Numbers of a period's files of plans and of results: the first, the number of them after the last. */
void	 trace_span(const struct tracer *, bool before, bool results, size_t *first, size_t *end);

/* The number of the file that a place is in, which is one of the report's. */
int	 trace_file_of(struct tracer *, const struct where *);

/* Number of a task, from 0 through both periods. */
size_t	 trace_task(const struct tracer *, const struct tally_task *, bool before);

/* Write the tables. */
void	 trace_put_tasks(struct tracer *);
void	 trace_put_files(struct tracer *);

/* Gives the sink what there is, when it is enough to be worth it, or the rest; sets `failed` when it takes no more. */
void	 trace_flush(struct tracer *, bool rest);

#endif
