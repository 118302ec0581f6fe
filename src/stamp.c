#include "stamp.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"

#include <string.h>

static const char *const roles[STAMP__KINDS] = {
	[STAMP_SECRECY] = "stamp-secrecy", [STAMP_URGENCY] = "stamp-urgency", [STAMP_DRAFT] = "stamp-draft",
	[STAMP_CIRCULATION] = "stamp-circulation", [STAMP_RECALL] = "stamp-recall"
};

const struct stamp_mark *
stamp_mark(const struct profile *p, const struct plan *plan, enum stamp_kind kind)
{
	const struct stamp *s = &p->stamps[kind];
	const char *key = plan->stamps[kind].key;

	for (size_t i = 0; key != NULL && i < s->nmarks; i++)
		if (strcmp(s->marks[i].key, key) == 0)
			return &s->marks[i];
	return NULL;
}

/* "mat, toi-mat, tuyet-mat". */
static const char *
known_marks(struct arena *mem, const struct stamp *s)
{
	return s->nmarks == 0 ? "-"
	    : bind_join(mem, bind_words(mem, s->marks, s->nmarks, sizeof *s->marks, offsetof(struct stamp_mark, key)));
}

/* The block that the words go into: a frame as wide as the mark asks for, or `parent` itself. */
static struct block *
add_frame(struct composer *c, struct block *parent, enum stamp_kind kind, const struct stamp_mark *mark)
{
	const struct stamp *s = &c->profile->stamps[kind];
	struct frame *frame;
	struct block *b;

	if (s->frame.height.value == 0)
		return parent;
	frame = arena_new(c->mem, sizeof *frame);
	*frame = s->frame;
	if (mark != NULL)
		frame->width = mark->width;
	b = block_add(c->mem, parent, BLOCK_FRAME, roles[kind]);
	b->style = s->style;
	b->frame = frame;
	b->at = c->plan->stamps[kind].at;
	return b;
}

void
stamp_compose(struct composer *c, struct block *parent, enum stamp_kind kind)
{
	const struct plan_stamp *given = &c->plan->stamps[kind];
	const struct stamp *s = &c->profile->stamps[kind];
	const struct stamp_mark *mark = stamp_mark(c->profile, c->plan, kind);
	struct block *para;

	if (given->at == NULL)
		return;
	if (s->style == NULL || (mark == NULL && given->words.n == 0)) {
		DIAG(c->diag, STAMP_UNKNOWN, given->at, "", c->profile->name, given->key != NULL ? given->key : "",
		    known_marks(c->mem, s));
		return;
	}
	para = inline_para(c, add_frame(c, parent, kind, mark), roles[kind], s->style, given->at, 0);
	if (mark != NULL)
		inline_template(c, para, mark->text, given->at);
	else
		inline_text(c, para, &given->words, 0);
}
