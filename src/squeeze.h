/* Fitting a document to its pages: the least visible change within the rules that does it. */
#ifndef SQUEEZE_H
#define SQUEEZE_H
#include "profile_measure.h"
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct blocks;
struct buffer;
struct diag;
struct pages;
struct plan;
struct value;
struct where;

enum squeeze_aim {
	SQUEEZE_NOTHING,
	SQUEEZE_SPILL,			/* what spilt over goes back; a lonely signature gets company */
	SQUEEZE_PAGES,			/* at most so many pages */
	SQUEEZE_LOOSE			/* looser, so that a signature with little company gets more */
};

struct squeeze_goal {
	enum squeeze_aim aim;
	size_t		 pages;		/* SQUEEZE_PAGES */
};

struct squeeze_trial {			/* a document laid out */
	const struct profile *profile;
	const struct blocks *blocks;
	const struct pages *pages;
	size_t		 warnings;	/* messages that tell of something wrong */
};

/*
 * Lays the document out with `layout` instead of the plan's own; false when that cannot be. The
 * trial and all made in `mem` last until the next call, `layout` has to as well.
 */
typedef bool squeeze_lay(void *user, const struct value *layout, struct squeeze_trial *);

struct squeeze_job {
	struct arena	*mem;		/* for what is returned */
	struct diag	*diag;
	const struct plan *plan;
	const struct profile *profile;	/* the plan's, as it is */
	struct squeeze_goal goal;
	squeeze_lay	*lay;
	void		*user;
};

struct squeeze_change {
	const char	*path;		/* "page.top_mm"; "tier" */
	const char	*from, *to;	/* with their unit */
	const char	*range;		/* what is permitted */
	const char	*article;
	const struct where *at;		/* its place in the layout that was made */
};

struct squeeze_state {			/* how a document fills its pages */
	size_t		 pages;
	size_t		 company;	/* lines of text above the signature on its page; without one on the last */
	bool		 at_end;	/* the signature begins on the last page */
};

struct squeeze {			/* what fitting came to */
	const struct value *values;	/* what changed, as a layout; NULL: nothing */
	const struct value *layout;	/* the plan's own with that over it */
	struct squeeze_change *changes;
	size_t		 nchanges;
	struct squeeze_state before, after;
	int		 cost;		/* the sum over all changes of steps times the profile's cost of a step */
	size_t		 trials;	/* layouts made */
};

/* What a plan asks for: "fit": true, false, "loose" or a number of pages. */
struct squeeze_goal squeeze_wanted(const struct plan *);

/*
 * Looks for the change with the least cost among those the profile names, each only as far as the
 * rules permit and never a value that the plan's own layout has. Text only gets shorter on the way
 * to fewer pages, so that each search stops at the first step that is enough. After some hundred
 * layouts the least so far has to do. Messages: FIT_CHANGED and FIT_DONE (notes), FIT_NEEDLESS
 * (note), FIT_NONE (warning, nothing changed).
 */
struct squeeze	*squeeze(const struct squeeze_job *);

/*
 * The changed values as a JSON object {"layout": ..., "_fit": ...} that can stand in the plan; the
 * layout is empty when nothing changed.
 */
void	 squeeze_print(struct buffer *, const struct squeeze *);

#endif
