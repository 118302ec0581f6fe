/* Public functions for naming many documents. */
#include "arena.h"
#include "buffer.h"
#include "copy.h"
#include "diag.h"
#include "digest.h"
#include "document.h"
#include "inline.h"
#include "label.h"
#include "plan.h"
#include "profile.h"
#include "symbol.h"

#include <string.h>

enum { HASH_SHOWN = 16 };		/* hexadecimal digits of an id's hash in a name */

struct name_call {			/* what tt_document_name_by was given, and gives */
	tt_document	*document;
	const struct plan *plan;	/* what the names are of */
	const char	*pattern, *id;
	const char	*path;
};

typedef const char *name_field(struct name_call *, const struct plan *);

/* The layout profile, asked for the names it knows; messages about it come with the layout. */
static const struct profile *
quiet_profile(struct name_call *c)
{
	tt_document *d = c->document;
	struct diag *quiet = diag_new(&d->scratch, d->context->options.language);

	return profile_for(&d->scratch, quiet, d->context->profiles, c->plan, d->settings.profile);
}

static const char *
plain(struct name_call *c, const struct text *text)
{
	const struct profile *p = text->n == 0 ? NULL : quiet_profile(c);

	return p == NULL ? "" : inline_plain(&c->document->scratch, p, c->plan, text);
}

static const char *
field_number(struct name_call *c, const struct plan *p)
{
	(void)c;
	return p->number;
}

static const char *
field_symbol(struct name_call *c, const struct plan *p)
{
	tt_document *d = c->document;
	const struct profile *profile = p->symbol != NULL ? NULL : quiet_profile(c);
	const struct plan *complete = profile == NULL ? p
	    : symbol_complete(&d->scratch, diag_new(&d->scratch, d->context->options.language), p, profile);

	return complete == NULL ? NULL : complete->symbol;
}

static const char *
date_part(struct name_call *c, int value, int digits)
{
	return value <= 0 ? "" : arena_printf(&c->document->scratch, "%0*d", digits, value);
}

static const char *
field_year(struct name_call *c, const struct plan *p)
{
	return date_part(c, p->date.year, 4);
}

static const char *
field_month(struct name_call *c, const struct plan *p)
{
	return date_part(c, p->date.month, 2);
}

static const char *
field_day(struct name_call *c, const struct plan *p)
{
	return date_part(c, p->date.day, 2);
}

static const char *
field_type(struct name_call *c, const struct plan *p)
{
	(void)c;
	return p->type;
}

static const char *
field_kind(struct name_call *c, const struct plan *p)
{
	(void)c;
	return p->kind;
}

static const char *
field_issuer(struct name_call *c, const struct plan *p)
{
	return p->nissuers == 0 ? NULL : plain(c, &p->issuers[0].name);
}

static const char *
field_issuer_short(struct name_call *c, const struct plan *p)
{
	struct buffer b = { .mem = &c->document->scratch };

	for (size_t i = 0; i < p->nissuers; i++) {
		const char *name = p->issuers[i].abbreviation;
		if (name != NULL && b.len > 0)
			buffer_byte(&b, '-');
		if (name != NULL)
			buffer_text(&b, name);
	}
	return b.data;
}

static const char *
field_superior(struct name_call *c, const struct plan *p)
{
	return p->nissuers == 0 ? NULL : plain(c, &p->issuers[0].superior);
}

static const char *
field_signer(struct name_call *c, const struct plan *p)
{
	return p->nsigners == 0 ? NULL : plain(c, &p->signers[0].name);
}

static const char *
field_subject(struct name_call *c, const struct plan *p)
{
	return plain(c, &p->subject);
}

static const char *
field_place(struct name_call *c, const struct plan *p)
{
	(void)c;
	return p->place;
}

static const char *
field_name(struct name_call *c, const struct plan *p)
{
	(void)p;
	return c->document->name;
}

static const char *
field_id(struct name_call *c, const struct plan *p)
{
	(void)p;
	return c->id;
}

static const char *
field_hash(struct name_call *c, const struct plan *p)
{
	char hex[DIGEST_HEX];

	(void)p;
	digest_sha256(c->id, strlen(c->id), hex);
	return arena_copy(&c->document->scratch, hex, HASH_SHOWN);
}

static const struct {
	const char	*name;
	name_field	*value;
} fields[] = {
	{ "name", field_name }, { "number", field_number }, { "symbol", field_symbol }, { "year", field_year },
	{ "month", field_month }, { "day", field_day }, { "type", field_type }, { "kind", field_kind },
	{ "issuer", field_issuer }, { "issuer.abbr", field_issuer_short }, { "superior", field_superior },
	{ "signer", field_signer }, { "subject", field_subject }, { "place", field_place }, { "id", field_id },
	{ "hash", field_hash },
};

static const char *
value_of(void *user, const char *name)
{
	struct name_call *c = user;

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strcmp(name, fields[i].name) == 0) {
			const char *text = fields[i].value(c, c->plan);
			return text != NULL ? text : "";
		}
	return NULL;
}

static int
name_stage(tt_document *d, const struct output *out)
{
	struct name_call *c = out->user;
	const char *unknown = NULL;

	arena_reset(&d->scratch);
	c->plan = d->copy != NULL ? &d->copy->plan : d->plan;
	if (c->plan == NULL)
		return -1;
	c->path = label_path(&d->mem, c->pattern, value_of, c, &unknown);
	return c->path != NULL ? 0 : DIAG(d->diag, NAME_FIELD, NULL, "", unknown);
}

const char *
tt_document_name_by(tt_document *d, const char *pattern, const char *id)
{
	struct name_call c = { .document = d, .pattern = pattern != NULL ? pattern : "{name}",
	    .id = id != NULL ? id : "" };

	return document_run(d, name_stage, &(struct output){ .user = &c }) == 0 ? c.path : NULL;
}

int
tt_document_is_report(const tt_document *d)
{
	return d->plan != NULL && d->plan->annual != NULL && d->figures == NULL;
}

const char *
tt_document_profile(const tt_document *d)
{
	const struct profile *p = d->profile != NULL ? d->profile : d->copy_profile;

	return p == NULL ? NULL : p->name;
}
