#include "proof.h"
#include "buffer.h"

#include <string.h>

enum unit { UNIT_NONE, UNIT_PT, UNIT_MM, UNIT_FACTOR };

struct kind {				/* how a measurement is told */
	enum unit	 unit;
	const char	*names[2];	/* by enum tt_language */
};

#define X(name, unit, en, vi) [PROOF_##name] = { unit, { en, vi } },
static const struct kind kinds[PROOF__KINDS] = {
#include "proof.def"
};
#undef X

#define W(name, en, vi) WORD_##name,
enum word {
#include "proof.def"
	WORD__COUNT
};
#undef W

#define W(name, en, vi) [WORD_##name] = { en, vi },
static const char *const words[WORD__COUNT][2] = {	/* by enum tt_language */
#include "proof.def"
};
#undef W

static const char *const unit_names[] = { "", "pt", "mm", "" };

/* Millimetres to the hundredth, which say all a ruler can. */
static void
put_value(struct buffer *b, enum unit unit, len v)
{
	buffer_length(b, unit == UNIT_MM ? unit_in_mm(v, 10) : v);
}

static void
put_range(struct buffer *b, const struct proof_check *c)
{
	enum unit unit = kinds[c->what].unit;

	put_value(b, unit, c->least);
	if (c->most < 0)
		buffer_text(b, "+");
	else if (c->most != c->least) {
		buffer_text(b, "-");
		put_value(b, unit, c->most);
	}
}

static void
put_check(struct buffer *b, const struct proof_check *c, enum tt_language lang)
{
	const struct kind *k = &kinds[c->what];

	buffer_printf(b, "      %s %s", c->holds ? "ok  " : "FAIL", k->names[lang]);
	if (k->unit != UNIT_NONE) {
		buffer_byte(b, ' ');
		put_value(b, k->unit, c->measured);
		buffer_printf(b, "%s%s (", k->unit == UNIT_FACTOR ? "" : " ", unit_names[k->unit]);
		put_range(b, c);
		buffer_text(b, ")");
	}
	if (c->article[0] != '\0')
		buffer_printf(b, " [%s]", c->article);
	buffer_byte(b, '\n');
}

static void
put_place(struct buffer *b, const struct proof_row *row)
{
	const len place[] = { row->x, row->y, row->w, row->h };

	for (size_t i = 0; i < sizeof place / sizeof *place; i++) {
		if (i > 0)
			buffer_text(b, i == 2 ? "  " : " ");
		put_value(b, UNIT_MM, place[i]);
	}
}

void
proof_print(struct buffer *b, const struct proof *p, enum tt_language lang)
{
	size_t checks = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct proof_row *row = &p->rows[i];
		buffer_printf(b, "%s %d  %s  ", words[WORD_PAGE][lang], row->page, row->role);
		put_place(b, row);
		buffer_text(b, " mm  ");
		if (row->size > 0) {
			buffer_length(b, row->size);
			buffer_text(b, " pt  ");
		}
		buffer_printf(b, "%s\n", row->text);
		for (size_t k = 0; k < row->nchecks; k++)
			put_check(b, &row->checks[k], lang);
		checks += row->nchecks;
	}
	buffer_printf(b, "%s: %zu %s, %zu %s\n", p->profile->name, checks, words[WORD_CHECKS][lang], p->failed,
	    words[WORD_FAILED][lang]);
}

static void
put_number(struct buffer *b, const char *name, enum unit unit, len v)
{
	buffer_printf(b, ",\"%s\":", name);
	put_value(b, unit, v);
}

static void
put_text(struct buffer *b, const char *name, const char *text)
{
	buffer_printf(b, ",\"%s\":", name);
	buffer_json(b, text, strlen(text));
}

static void
json_check(struct buffer *b, const struct proof_check *c)
{
	const struct kind *k = &kinds[c->what];

	buffer_text(b, "{\"what\":");
	buffer_json(b, k->names[TT_ENGLISH], strlen(k->names[TT_ENGLISH]));
	if (k->unit != UNIT_NONE) {
		put_text(b, "unit", unit_names[k->unit]);
		put_number(b, "measured", k->unit, c->measured);
		put_number(b, "least", k->unit, c->least);
		if (c->most >= 0)
			put_number(b, "most", k->unit, c->most);
	}
	put_text(b, "article", c->article);
	buffer_printf(b, ",\"holds\":%s}", c->holds ? "true" : "false");
}

void
proof_print_json(struct buffer *b, const struct proof *p)
{
	buffer_text(b, "{\"profile\":");
	buffer_json(b, p->profile->name, strlen(p->profile->name));
	buffer_printf(b, ",\"failed\":%zu,\"components\":[", p->failed);
	for (size_t i = 0; i < p->n; i++) {
		const struct proof_row *row = &p->rows[i];
		buffer_printf(b, "%s\n{\"page\":%d", i > 0 ? "," : "", row->page);
		put_text(b, "component", row->role);
		put_text(b, "style", row->style);
		put_number(b, "x_mm", UNIT_MM, row->x);
		put_number(b, "y_mm", UNIT_MM, row->y);
		put_number(b, "width_mm", UNIT_MM, row->w);
		put_number(b, "height_mm", UNIT_MM, row->h);
		put_number(b, "size_pt", UNIT_PT, row->size);
		put_text(b, "text", row->text);
		buffer_text(b, ",\"checks\":[");
		for (size_t k = 0; k < row->nchecks; k++) {
			buffer_text(b, k > 0 ? ",\n  " : "\n  ");
			json_check(b, &row->checks[k]);
		}
		buffer_text(b, "]}");
	}
	buffer_text(b, "]}\n");
}
