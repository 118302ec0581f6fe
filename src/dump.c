#include "dump.h"
#include "box.h"
#include "buffer.h"
#include "font.h"
#include "page.h"
#include "plan.h"
#include "shape.h"
#include "table_box.h"

#include <string.h>

static void
quoted(struct buffer *b, const char *text)
{
	buffer_json(b, text, strlen(text));
}

void
dump_looks(struct buffer *b, unsigned looks)
{
	static const char letters[] = "biu^";	/* by enum span_look */

	for (int i = 0; letters[i] != '\0'; i++)
		if (looks & 1u << i)
			buffer_byte(b, letters[i]);
}

/* Blocks: text with looks in brackets, as in [b "Tổng kinh phí:"]. */
static void
dump_spans(struct buffer *b, const struct block *block)
{
	for (size_t i = 0; i < block->nspans; i++) {
		const struct span *s = &block->spans[i];
		buffer_byte(b, ' ');
		if (s->kind == SPAN_BREAK)
			buffer_text(b, "break");
		else if (s->kind == SPAN_BLANK || s->kind == SPAN_FILL) {
			buffer_text(b, s->kind == SPAN_BLANK ? "blank " : s->to_edge ? "fill from " : "fill ");
			buffer_length(b, s->blank);
		} else {
			dump_looks(b, s->look);
			buffer_json(b, s->text, s->len);
			if (s->lang != NULL)
				buffer_printf(b, ":%s", s->lang);
			if (s->note > 0)
				buffer_printf(b, "#%d", s->note);
			if (s->tag > 0)
				buffer_printf(b, "<%d>", s->tag);
		}
	}
}

static void dump_block(struct buffer *, const struct block *, int depth);

static void
dump_table(struct buffer *b, const struct table *t, int depth)
{
	static const char *const keeps[] = { "", " keep-group", " keep-next" };	/* by enum table_keep */

	for (size_t x = 0; x < t->ncolumns; x++) {
		const struct table_track *track = &t->columns[x];
		buffer_indent(b, depth);
		buffer_text(b, track->number ? "column number " : "column ");
		if (track->share > 0)
			buffer_printf(b, "%d%%", track->share);
		else
			buffer_length(b, track->width);
		buffer_text(b, track->carried ? " carried\n" : "\n");
	}
	for (size_t r = 0; r < t->nrows; r++) {
		buffer_indent(b, depth);
		buffer_printf(b, "%s%s\n", r < t->nheader ? "head" : "row", keeps[t->rows[r].keep]);
		for (size_t i = t->rows[r].first; i < t->rows[r].first + t->rows[r].n; i++) {
			const struct table_item *cell = &t->cells[i];
			buffer_indent(b, depth + 1);
			buffer_printf(b, "cell %d", cell->column);
			if (cell->columns > 1 || cell->rows > 1)
				buffer_printf(b, " %dx%d", cell->columns, cell->rows);
			buffer_text(b, cell->number ? " number" : "");
			buffer_text(b, cell->middle ? " middle\n" : "\n");
			if (cell->para != NULL)
				dump_block(b, cell->para, depth + 2);
		}
	}
}

static void
dump_inset(struct buffer *b, const struct inset *m, int depth)
{
	buffer_indent(b, depth);
	buffer_printf(b, "%s %s tag=%d", m->picture != NULL ? "picture" : "field", m->role, m->tag);
	if (m->field != NULL)
		buffer_printf(b, " %s", m->field);
	if (m->width > 0) {
		buffer_byte(b, ' ');
		buffer_lengths(b, (len[]){ m->width, m->height }, 2);
	}
	buffer_byte(b, '\n');
}

static void
dump_block(struct buffer *b, const struct block *block, int depth)
{
	static const char *const kinds[BLOCK__KINDS] = { "para", "stack", "grid", "rule", "frame", "beside",
		"gap", "table", "room", "chart" };

	buffer_indent(b, depth);
	buffer_text(b, kinds[block->kind]);
	if (block->role != NULL)
		buffer_printf(b, " %s", block->role);
	if (block->style != NULL)
		buffer_printf(b, " style=%s", block->style->name);
	if (block->tag > 0)
		buffer_printf(b, " tag=%d", block->tag);
	if (block->keep_next)
		buffer_text(b, " keep-next");
	if (block->at_bottom)
		buffer_text(b, " at-bottom");
	if (block->with_above)
		buffer_text(b, " with-above");
	if (block->kind == BLOCK_GAP || block->kind == BLOCK_RULE || block->kind == BLOCK_ROOM) {
		buffer_byte(b, ' ');
		buffer_length(b, block->gap);
	}
	dump_spans(b, block);
	buffer_byte(b, '\n');
	for (size_t i = 0; i < block->ninsets; i++)
		dump_inset(b, &block->insets[i], depth + 1);
	for (const struct block *c = block->child; c != NULL; c = c->next)
		dump_block(b, c, depth + 1);
	if (block->table != NULL)
		dump_table(b, block->table, depth + 1);
}

static void
dump_section(struct buffer *b, const struct section *s)
{
	buffer_text(b, "section ");
	buffer_lengths(b, (len[]){ s->sheet.width.value, s->sheet.height.value }, 2);
	if (s->restarts)
		buffer_text(b, " restarts");
	if (s->label != NULL) {
		buffer_byte(b, ' ');
		quoted(b, s->label);
	}
	buffer_byte(b, '\n');
}

static void
dump_fixed(struct buffer *b, const struct fixed *f)
{
	static const char *const pages[] = {
		[PLACE_FIRST] = "first", [PLACE_FOLLOWING] = "following", [PLACE_EVERY] = "every"
	};
	static const char *const edges[] = {
		[PLACE_TOP] = "top", [PLACE_ABOVE] = "above", [PLACE_FOOT] = "foot"
	};

	buffer_printf(b, "fixed %s %s ", pages[f->place->pages], edges[f->place->edge]);
	buffer_lengths(b, (len[]){ f->place->away.value, f->place->share.value }, 2);
	buffer_byte(b, '\n');
	dump_block(b, f->root, 1);
}

static void
dump_cell_tag(struct buffer *b, const struct tag_cell *cell)
{
	static const char *const scopes[] = { "", " column", " row" };	/* by enum tag_scope */

	buffer_text(b, scopes[cell->scope]);
	if (cell->columns > 1 || cell->rows > 1)
		buffer_printf(b, " %dx%d", cell->columns, cell->rows);
	for (const int *h = cell->headers; h != NULL && *h != 0; h++)
		buffer_printf(b, " <%d>", *h);
	if (cell->row_header != 0)
		buffer_printf(b, " <%d>", cell->row_header);
}

static void
dump_tag(struct buffer *b, const struct tag *t)
{
	buffer_printf(b, "%s in %d", t->role, t->parent);
	if (t->list != NULL)
		buffer_printf(b, " %s", t->list);
	if (t->cell != NULL)
		dump_cell_tag(b, t->cell);
	if (t->lang != NULL)
		buffer_printf(b, " lang=%s", t->lang);
	if (t->alt != NULL) {
		buffer_text(b, " alt ");
		quoted(b, t->alt);
	}
	if (t->contents != NULL) {
		buffer_byte(b, ' ');
		quoted(b, t->contents);
	}
	if (t->outline != NULL) {
		buffer_printf(b, " outline %d ", t->depth);
		quoted(b, t->outline);
	}
	buffer_byte(b, '\n');
}

void
dump_blocks(struct buffer *b, const struct blocks *blocks)
{
	for (size_t i = 0; i < blocks->nsections; i++) {
		if (blocks->nsections > 1)
			dump_section(b, &blocks->sections[i]);
		dump_block(b, blocks->sections[i].root, 0);
		for (const struct fixed *f = blocks->sections[i].fixed; f != NULL; f = f->next)
			dump_fixed(b, f);
	}
	if (blocks->watermark != NULL)
		dump_block(b, blocks->watermark, 0);
	for (size_t i = 0; i < blocks->nnotes; i++) {
		buffer_printf(b, "note %zu\n", i + 1);
		dump_block(b, blocks->notes[i].para, 1);
	}
	for (size_t i = 1; i < blocks->tags.n; i++) {
		buffer_printf(b, "tag %zu ", i);
		dump_tag(b, &blocks->tags.items[i]);
	}
}

/* The words of a line with their spaces. */
static void
line_text(struct buffer *b, const struct line *line)
{
	const struct piece *last = NULL;

	for (size_t i = 0; i < line->n; i++) {
		const struct piece *p = &line->pieces[i];
		if (p->shape == NULL) {
			buffer_text(b, p->space ? " " : "");
			buffer_text(b, p->dotted ? "...." : "____");
			continue;
		}
		if (last == NULL || last->shape->font != p->shape->font || last->size != p->size) {
			buffer_printf(b, "{%s ", p->shape->font->postscript);
			buffer_length(b, p->size);
			buffer_text(b, "}");
		}
		last = p;
		if (p->space)
			buffer_byte(b, ' ');
		buffer_add(b, p->shape->text, p->shape->len);
	}
}

static void dump_box(struct buffer *, const struct box *, int depth);

/* Edges of the columns, then row by row the height and the cells. */
static void
dump_table_box(struct buffer *b, const struct table_box *t, int depth)
{
	buffer_indent(b, depth);
	buffer_text(b, "edges");
	for (size_t x = 0; x <= t->table->ncolumns; x++) {
		buffer_byte(b, ' ');
		buffer_length(b, t->edges[x]);
	}
	if (t->smaller > 0) {
		buffer_text(b, " smaller ");
		buffer_length(b, t->smaller);
	}
	buffer_byte(b, '\n');
	for (size_t r = 0; r < t->table->nrows; r++) {
		const struct table_band *band = &t->table->rows[r];
		buffer_indent(b, depth);
		buffer_text(b, "row ");
		buffer_length(b, t->heights[r]);
		buffer_byte(b, '\n');
		for (size_t i = band->first; i < band->first + band->n; i++)
			if (t->cells[i] != NULL)
				dump_box(b, t->cells[i], depth + 1);
	}
}

static void
dump_box(struct buffer *b, const struct box *box, int depth)
{
	static const char *const kinds[BOX__KINDS] = { "para", "grid", "rule", "frame", "beside", "table", "drawing",
		"gap", "room", "inset" };

	buffer_indent(b, depth);
	buffer_printf(b, "%s", kinds[box->kind]);
	if (box->block->role != NULL)
		buffer_printf(b, " %s", box->block->role);
	buffer_text(b, " at ");
	buffer_lengths(b, (len[]){ box->x, box->y }, 2);
	buffer_text(b, " size ");
	buffer_lengths(b, (len[]){ box->width, box->height }, 2);
	buffer_byte(b, '\n');
	for (size_t i = 0; box->lines != NULL && i < box->lines->n; i++) {
		buffer_indent(b, depth + 1);
		buffer_length(b, box->lines->lines[i].x);
		buffer_text(b, " w=");
		buffer_length(b, box->lines->lines[i].width);
		buffer_printf(b, " %d ", box->lines->lines[i].stretch);
		line_text(b, &box->lines->lines[i]);
		buffer_byte(b, '\n');
	}
	for (const struct box *c = box->child; c != NULL; c = c->next)
		dump_box(b, c, depth + 1);
	if (box->table != NULL)
		dump_table_box(b, box->table, depth + 1);
}

void
dump_boxes(struct buffer *b, const struct boxes *boxes)
{
	for (size_t i = 0; i < boxes->blocks->nsections; i++) {
		if (i > 0)
			buffer_printf(b, "section %zu\n", i + 1);
		for (const struct box *box = boxes->sections[i]; box != NULL; box = box->next)
			dump_box(b, box, 0);
	}
	for (size_t i = 0; i < boxes->nnotes; i++) {
		buffer_printf(b, "note %zu\n", i + 1);
		dump_box(b, boxes->notes[i], 1);
	}
}

static void
dump_item(struct buffer *b, const struct item *it)
{
	static const char *const kinds[ITEM__MAX] = { "line", "rule", "frame", "drawing", "mark", "link", "picture",
		"field" };

	buffer_printf(b, "  %s ", kinds[it->kind]);
	buffer_lengths(b, (len[]){ it->x, it->y }, 2);
	buffer_text(b, " w=");
	buffer_length(b, it->w);
	if (it->kind == ITEM_RULE || it->kind == ITEM_FRAME || it->kind == ITEM_PICTURE || it->kind == ITEM_FIELD) {
		buffer_text(b, " h=");
		buffer_length(b, it->h);
	}
	if (it->kind == ITEM_FRAME) {
		buffer_text(b, " line=");
		buffer_length(b, it->stroke);
	}
	if (it->colour != 0)
		buffer_printf(b, " #%06X", (unsigned)it->colour);
	if (it->turn.right != 0 || it->turn.down != 0) {
		buffer_text(b, " turn=");
		buffer_length(b, it->turn.right);
		buffer_byte(b, ',');
		buffer_length(b, it->turn.down);
	}
	buffer_printf(b, " %s tag=%d", it->role != NULL ? it->role : "-", it->tag);
	if (it->note > 0)
		buffer_printf(b, " note=%d", it->note);
	if (it->field != NULL)
		buffer_printf(b, " %s", it->field);
	if (it->target > 0)
		buffer_printf(b, " to=%d", it->target);
	if (it->line != NULL) {
		buffer_text(b, " at ");
		buffer_length(b, it->line->x);
		buffer_byte(b, ' ');
		line_text(b, it->line);
	}
	buffer_byte(b, '\n');
}

void
dump_pages(struct buffer *b, const struct pages *pages)
{
	for (size_t i = 0; i < pages->npages; i++) {
		const struct page *page = &pages->pages[i];
		buffer_printf(b, "page %d ", page->number);
		buffer_lengths(b, (len[]){ page->w, page->h }, 2);
		if (page->folio != page->number || page->label != NULL)
			buffer_printf(b, " %s%d", page->label != NULL ? page->label : "", page->folio);
		buffer_byte(b, '\n');
		for (size_t k = 0; k < page->n; k++)
			dump_item(b, &page->items[k]);
	}
}
