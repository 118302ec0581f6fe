/* Vector shapes: outlines of lines and curves with what they are filled and drawn with. */
#ifndef DRAWING_H
#define DRAWING_H
#include "unit.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum hatch {				/* lines over a filling, told apart also without colours */
	HATCH_NONE, HATCH_RISING, HATCH_FALLING, HATCH_CROSSED, HATCH_LEVEL, HATCH_UPRIGHT, HATCH__KINDS
};

enum step_kind { STEP_MOVE, STEP_LINE, STEP_CURVE };

struct step {				/* a part of an outline; curves are Bézier's with two control points */
	enum step_kind	 kind;
	len		 x[3], y[3];	/* the last is where it ends: [0], of a curve [2] */
};

struct ink {				/* what a shape is filled and drawn with */
	bool		 filled;
	uint32_t	 fill;		/* 0xRRGGBB */
	enum hatch	 hatch;		/* lines of the colour `stroke` over the filling */
	len		 hatch_gap, hatch_line;	/* from one of them to the next (more than 0), their thickness */
	len		 width;		/* of the line around or along it; 0: none */
	uint32_t	 stroke;	/* 0xRRGGBB */
	len		 dash, gap;	/* of that line; 0: unbroken */
};

struct shape_path {			/* one shape, from the drawing's top left corner */
	struct step	*steps;		/* outlines, each from its STEP_MOVE on */
	size_t		 n, cap;
	bool		 closed;	/* each outline goes back to where it began */
	struct ink	 ink;
};

struct drawing {			/* growing */
	struct shape_path *paths;	/* the later ones over the earlier */
	size_t		 n, cap;
};

/* A new shape without an outline. It may move when the next one is added. */
struct shape_path *drawing_add(struct arena *, struct drawing *, struct ink);

/* Begins an outline at (x, y); goes on in a straight line to it, or begins there when nothing is drawn yet. */
void	 path_move(struct arena *, struct shape_path *, len x, len y);
void	 path_line(struct arena *, struct shape_path *, len x, len y);

/* An arc about (x, y) from angle `from` to `to` (radians, clockwise from the right), joined to what is there. */
void	 path_arc(struct arena *, struct shape_path *, len x, len y, len radius, double from, double to);

/* Whole shapes: a straight line, a rectangle from its top left corner. */
void	 drawing_line(struct arena *, struct drawing *, struct ink, len x1, len y1, len x2, len y2);
void	 drawing_rect(struct arena *, struct drawing *, struct ink, len x, len y, len w, len h);

#endif
