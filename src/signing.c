#include "signing.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "image.h"
#include "profile_measure.h"
#include "template.h"

enum { INSETS = 4 };			/* in one room */

static struct block *
add_room(struct composer *c, struct block *parent, const char *role, len least)
{
	struct block *room = block_add(c->mem, parent, BLOCK_ROOM, role);

	room->gap = least;
	room->insets = arena_array(c->mem, INSETS, sizeof *room->insets);
	return room;
}

static int
figure_tag(struct composer *c, const char *alt)
{
	int tag = inline_tag(c, c->within, "Figure");

	c->blocks->tags.items[tag].alt = alt;
	return tag;
}

static int
form_tag(struct composer *c, const char *words)
{
	int tag = inline_tag(c, c->within, "Form");

	c->blocks->tags.items[tag].contents = words;
	return tag;
}

static void
size_by_density(struct inset *m, int64_t per_metre_x, int64_t per_metre_y)
{
	m->width = unit_of_pixels(m->picture->width, per_metre_x);
	m->height = unit_of_pixels(m->picture->height, per_metre_y);
}

/* The size the plan gives, or by the resolution it gives, or by that of the file; else open. */
static void
size_inset(struct inset *m, const struct plan_image *image)
{
	const struct picture *p = m->picture;

	m->given = image->width > 0 || image->height > 0 || image->dpi > 0;
	m->width = image->width;
	m->height = image->height;
	if (image->dpi > 0 && m->width == 0 && m->height == 0)
		size_by_density(m, unit_per_metre(image->dpi), unit_per_metre(image->dpi));
	else if (!m->given && p->per_metre_x > 0)
		size_by_density(m, p->per_metre_x, p->per_metre_y);
	if (m->width == 0)
		m->width = len_cap((int64_t)m->height * p->width / p->height);
	if (m->height == 0)
		m->height = len_cap((int64_t)m->width * p->height / p->width);
}

/* A picture in a room; NULL when it cannot be read, which was said. */
static struct inset *
add_picture(struct composer *c, struct block *room, enum inset_kind kind, const char *role,
    const struct plan_image *image)
{
	const struct picture *p = NULL;
	struct inset *m;

	if (c->images == NULL)
		DIAG(c->diag, IMAGE_NOWHERE, image->at, "", image->path);
	else
		p = images_open(c->images, image->path, image->at);
	if (p == NULL)
		return NULL;
	room->at = room->at != NULL ? room->at : image->at;
	m = &room->insets[room->ninsets++];
	*m = (struct inset){ .kind = kind, .role = role, .picture = p, .at = image->at };
	size_inset(m, image);
	return m;
}

static void
add_field(struct composer *c, struct block *room, enum inset_kind kind, const char *role, const char *field,
    const char *words)
{
	room->insets[room->ninsets++] = (struct inset){ .kind = kind, .role = role, .field = field,
		.tag = words == NULL ? 0 : form_tag(c, words) };
}

/* A seal has its real size: as given, or by a file whose resolution can be true, or as usual. */
static void
size_seal(struct composer *c, struct inset *m)
{
	const struct measure *usual = &c->profile->seal_width;
	bool fits = m->width >= usual->least && (usual->most < 0 || m->width <= usual->most);

	if (m->given && !fits)
		DIAG(c->diag, SEAL_RANGE, m->at, usual->article, buffer_mm(c->mem, m->width),
		    profile_measure_range(c->mem, usual, UNIT_MM));
	if (m->given || fits)
		return;
	m->width = usual->value;
	m->height = len_cap((int64_t)usual->value * m->picture->height / m->picture->width);
	DIAG(c->diag, SEAL_SIZE, m->at, usual->article, buffer_mm(c->mem, usual->value));
}

/* Whose seal stands at a signer's name: of the organ named there, else of the issuer. */
static const char *
organ_of(struct composer *c, size_t i)
{
	const struct plan *p = c->plan;

	if (p->signers[i].organ != NULL)
		return p->signers[i].organ;
	return inline_plain(c->mem, c->profile, p, &p->issuers[i < p->nissuers ? i : 0].name);
}

/* "signer", "signer-2" ... */
static const char *
numbered(struct composer *c, const char *name, size_t i)
{
	return i == 0 ? name : arena_printf(c->mem, "%s-%zu", name, i + 1);
}

static void
add_pictures(struct composer *c, struct block *room, size_t i)
{
	const struct profile *p = c->profile;
	const struct signer *s = &c->plan->signers[i];
	const char *name = inline_plain(c->mem, p, c->plan, &s->name);
	struct inset *m;

	m = s->image == NULL ? NULL : add_picture(c, room, INSET_SIGNATURE, "signature", s->image);
	if (m != NULL)
		m->tag = figure_tag(c, s->image->alt != NULL ? s->image->alt
		    : template_fill(c->mem, p->sign_alt, "name", name));
	m = s->seal == NULL ? NULL : add_picture(c, room, INSET_SEAL, "seal", s->seal);
	if (m == NULL)
		return;
	size_seal(c, m);
	m->tag = figure_tag(c, s->seal->alt != NULL ? s->seal->alt
	    : template_fill(c->mem, p->seal_alt, "name", organ_of(c, i)));
}

/* Each signer has a field, and each organ that issues the document. */
static void
add_fields(struct composer *c, struct block *room, size_t i)
{
	const struct plan *p = c->plan;
	const struct profile *pr = c->profile;
	bool organ = i == 0 || p->nissuers > 1 || p->signers[i].organ != NULL;

	if ((c->fields & FIELDS_SIGNER) != 0)
		add_field(c, room, INSET_SIGNATURE, "signer-field", numbered(c, "signer", i),
		    template_fill(c->mem, pr->sign_field, "name", inline_plain(c->mem, pr, p, &p->signers[i].name)));
	if ((c->fields & FIELDS_ORGAN) != 0 && organ)
		add_field(c, room, INSET_SEAL, "organ-field", numbered(c, "organ", i),
		    template_fill(c->mem, pr->seal_field, "name", organ_of(c, i)));
}

void
signing_room(struct composer *c, struct block *parent, size_t i, len least)
{
	const struct signer *s = &c->plan->signers[i];
	struct block *room;

	if (s->image == NULL && s->seal == NULL && (c->fields & (FIELDS_SIGNER | FIELDS_ORGAN)) == 0) {
		block_add(c->mem, parent, BLOCK_GAP, "signature")->gap = least;
		return;
	}
	room = add_room(c, parent, "signature", least);
	add_pictures(c, room, i);
	add_fields(c, room, i);
}

struct block *
signing_copy(struct composer *c, struct block *parent)
{
	struct block *room = add_room(c, parent, "copy-field", 0);

	add_field(c, room, INSET_COPY, "copy-field", "copy", NULL);
	return room;
}

void
signing_copy_tag(struct composer *c, struct block *room)
{
	room->insets[0].tag = form_tag(c, template_fill(c->mem, c->profile->copy_field, "name", organ_of(c, 0)));
}

void
signing_figure(struct composer *c, struct block *parent, const struct plan_image *image)
{
	const struct profile *p = c->profile;
	struct block *room = add_room(c, parent, "figure", 0), *caption;
	struct inset *m = add_picture(c, room, INSET_FIGURE, "figure", image);

	if (m == NULL)
		return;
	if (m->width == 0)
		size_by_density(m, unit_per_metre(p->figure_dpi), unit_per_metre(p->figure_dpi));
	m->tag = figure_tag(c, image->alt);
	if (image->caption.n == 0)
		return;
	room->keep_next = true;
	caption = inline_para(c, parent, "caption", p->caption, image->caption.at, inline_tag(c, c->within, "Caption"));
	inline_text(c, caption, &image->caption, 0);
}
