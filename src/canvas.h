/* What charts are drawn on: shapes and labels from the top left corner of a box. */
#ifndef CANVAS_H
#define CANVAS_H
#include "box.h"
#include "chart.h"
#include "drawing.h"
#include "flow_para.h"
#include "scale.h"

enum canvas_fit {			/* how a chart is drawn, each lower than those before */
	CANVAS_FULL,
	CANVAS_CLOSE,			/* a lower axis, rows closer together */
	CANVAS_SMALL,			/* smaller letters */
	CANVAS_TINY,			/* the smallest letters that can be read */
	CANVAS_BARE			/* without figures where these take the most room */
};

struct canvas {
	struct flow		*flow;	/* its arena, fonts and profile */
	const struct block	*block;	/* the chart's */
	const struct chart	*chart;
	const struct chart_look	*look;	/* of the profile */
	struct drawing		*drawing;	/* shapes in place */
	struct box		*first, *last;	/* labels in place */
	len			 width;		/* of the column */
	enum canvas_fit		 fit;
	len			 lower;		/* by how much it has to be lower than it would be, where that can be */
	int			 figure;	/* of a report that labels are, from 1; 0: none */
	const char		*notes;		/* what its reader has to know, "" nothing: set below it at the end */
};

/* The labels made next are the figures of a list at a category; of NULL: none, until it is called again. */
void		 canvas_trace(struct canvas *, const int *figures, size_t category);

/* A label broken to a width, not yet in place. */
struct box	*canvas_label(struct canvas *, const struct style *, const char *text, len width);

/* Puts a label's top left corner at (x, y). Labels are read in the order in which they are placed. */
void		 canvas_place(struct canvas *, struct box *, len x, len y);

/* The same, what was drawn under its text so far covered with white. */
void		 canvas_place_clear(struct canvas *, struct box *, len x, len y);

/* Covers what was drawn where a label is to come. */
void		 canvas_clear(struct canvas *, len x, len y, len w, len h);

/* The figures of a part of a bar inside of it; where they find no room there the note says so. */
void		 canvas_inside(struct canvas *, const struct style *, const char *text, len x, len y, len w, len h);

/* Adds a sentence to the notes unless it is there already. */
void		 canvas_note(struct canvas *, const char *);

/* A label on one line whose middle is at x, or whose right end is there; its top at y. */
void		 canvas_center(struct canvas *, const struct style *, const char *text, len x, len y);
void		 canvas_right(struct canvas *, const struct style *, const char *text, len x, len y);

/* Width of a label on one line, of its widest word, and height of a line. */
len		 canvas_natural(struct canvas *, const struct style *, const char *text);
len		 canvas_least(struct canvas *, const struct style *, const char *text);
len		 canvas_line_height(struct canvas *, const struct style *);

/*
 * A value of the chart as documents write it, all with as many figures after the comma; one of an axis
 * with no more than the step needs; a part of a thousand as percent: "12,5%", "100%".
 */
const char	*canvas_figures(struct canvas *, int64_t value);
const char	*canvas_tick(struct canvas *, const struct scale *, int64_t value);
const char	*canvas_percent(struct canvas *, int64_t thousandths);

/* The figures of a value, for one that is not known the word that stands in its place. */
const char	*canvas_value(struct canvas *, int64_t value);

/* A value's share of the whole; one that is not nothing is not said to be 0%. */
const char	*canvas_share(struct canvas *, int64_t value, int64_t thousandths);

/* What the areas of a series are filled with, and the line around them. */
struct ink	 canvas_fill(const struct canvas *, size_t series);

/* The line of a series, and the mark of its values about (x, y). */
struct ink	 canvas_stroke(const struct canvas *, size_t series);
void		 canvas_mark(struct canvas *, size_t series, len x, len y);

/* Lines of the axes and of the marks' grid. */
struct ink	 canvas_axis(const struct canvas *);
struct ink	 canvas_grid(const struct canvas *);

/* Names of the series with samples of their filling or of their `lines`, centred below y; returns the bottom. */
len		 canvas_legend(struct canvas *, len y, bool lines);

#endif
