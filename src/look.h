/* How charts, reports on plans and contents look and what they say; parts of a layout profile. */
#ifndef LOOK_H
#define LOOK_H
#include "chart.h"
#include "drawing.h"
#include "measure.h"
#include "plan.h"

struct style;

struct chart_fill {			/* of an area */
	uint32_t	 fill;		/* 0xRRGGBB */
	enum hatch	 hatch;
};

struct chart_stroke {			/* of a line through values */
	uint32_t	 colour;	/* 0xRRGGBB */
	len		 dash, gap;	/* 0: unbroken */
};

enum chart_phrase {			/* what a chart says in words, as templates */
	PHRASE_MOST, PHRASE_LEAST, PHRASE_ALL_SAME, PHRASE_TOTAL, PHRASE_SERIES, PHRASE_RISE, PHRASE_FALL, PHRASE_LEVEL,
	PHRASE_SHARE, PHRASE_REACHED, PHRASE_NOTHING, PHRASE_ONLY, PHRASE_OTHERS, PHRASE_VALUES,
	PHRASE_MISSING, PHRASE_SPAN, PHRASE_REST, PHRASE_SAME, PHRASE_SUMS, PHRASE__KINDS
};

struct chart_look {			/* how charts are drawn */
	const struct style *caption;	/* of the line below */
	const struct style *label;	/* names below an axis, centred */
	const struct style *value;	/* figures at marks and bars, centred */
	const struct style *name;	/* names beside an axis, to the right */
	const struct style *small, *tiny;	/* the same where there are many, and where there are most */
	const struct style *fine;	/* names and figures at an upright axis where there are many */
	const struct style *key, *tiny_key;	/* names that numbers stand for, to the left */
	const struct style *note;	/* what the reader has to know, below all */
	const struct style *amount;	/* figures beside bars and slices, to the left */
	const struct style *legend;	/* names of the series, and the unit */
	struct chart_fill *fills;	/* in turn */
	size_t		 nfills;
	struct chart_stroke *strokes;	/* likewise */
	size_t		 nstrokes;
	uint32_t	 line_colour, grid_colour;	/* 0xRRGGBB */
	struct measure	 outline, axis, grid, curve;	/* thickness: around areas, of axes, behind marks, of lines */
	struct measure	 hatch_gap, hatch_line;	/* from one line of hatching to the next, their thickness */
	struct measure	 mark, sample;	/* size of a value's mark, of a legend's sample */
	struct measure	 height;	/* of upright axes */
	struct measure	 bar, row_gap;	/* thickness of level bars, room between their rows */
	struct measure	 highest;	/* of all rows, before they are set smaller */
	struct measure	 radius;	/* of pies and rings */
	struct measure	 hair, pad, part;	/* gaps: the least, of figures and samples, between parts */
	struct measure	 brief;		/* widest name below an axis of which some may be left out */
	struct measure	 reach;		/* from a circle to its labels */
	struct measure	 narrowest, widest;	/* of upright bars: room for one, thickness of one */
	const char	*number;	/* "Biểu đồ {n}. " */
	const char	*division;	/* " (phần {n}/{of})" */
	const char	*unit;		/* "Đơn vị tính: {unit}" */
	const char	*note_values;	/* where figures had no room */
	const char	*note_small;	/* where those of small parts had none */
	const char	**unsummed;	/* units of values that sum up to nothing; NULL-terminated */
	const char	*trifle;	/* a share that is not nothing, but rounded would be */
	const char	*missing;	/* in place of a figure that is not known */
	const char	*kinds[CHART__KINDS];	/* "Biểu đồ cột" */
	const char	*phrases[PHRASE__KINDS];	/* templates: {name}, {value}, {other} */
};

#define W(name, key) REPORT_##name,
enum report_word {			/* of reports on plans */
#include "report_word.def"
	REPORT__WORDS
};
#undef W

enum report_table {			/* tables that are made */
	REPORT_TABLE_TASKS, REPORT_TABLE_MONEY, REPORT_TABLE_AGENCIES, REPORT_TABLE_FIELDS, REPORT_TABLE_TIMES,
	REPORT_TABLE_PLANS, REPORT_TABLE_QUANTITIES, REPORT_TABLE_COMPARISON, REPORT_TABLE_MONTHS, REPORT_TABLE_STATES,
	REPORT_TABLE_LINKS, REPORT__TABLES
};

enum { CONTENTS_DEPTHS = 3 };		/* of headings that are listed */

struct contents_look {			/* the contents of a long report */
	int		 from;		/* least pages of a document that gets them */
	const char	*words, *tables, *charts;	/* titles: contents, lists of tables and of charts */
	const char	*label;		/* before its page numbers where a viewer lists pages */
	const struct style *title, *entries[CONTENTS_DEPTHS];	/* by depth */
	struct measure	 dots;		/* least length of the dots before a page number */
};

struct report_head {			/* of a table that is made */
	const char	*caption;
	const char	**columns;	/* their heads; NULL-terminated */
	int		*shares;	/* of them, in percent; or NULL */
	size_t		 nshares;
};

struct report_capitals {		/* how titles in capitals become sentences; lists end with NULL */
	const char	**kept;		/* abbreviations that look like words, in capitals */
	const char	**names;	/* as sentences have them */
	const char	**unsure;	/* words before which a name is expected: such titles stay */
	const char	**plain;	/* words of several syllables that have such a word in them */
};

struct report_look {			/* reports on plans */
	struct nodes	 outline;	/* of the body, when the report gives none */
	struct nodes	 compared;	/* where there is a year before */
	struct nodes	 money;		/* where money is known */
	struct nodes	 money_over;	/* where more is spent than allocated */
	struct nodes	 money_spent;	/* where none is said to be allocated */
	struct nodes	 money_allocated;	/* where none is said to be spent */
	struct annexes	 appendices;	/* likewise */
	const char	*words[REPORT__WORDS];	/* templates */
	struct report_head tables[REPORT__TABLES];	/* by enum report_table */
	struct report_capitals capitals;
	int		 listed;	/* most tasks whose results are told one by one; more are told by group */
	int		 tabled;	/* most tasks in a table of all; of more the table is by plan */
};

#endif
