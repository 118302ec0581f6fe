#include "sign_print.h"
#include "arena.h"
#include "buffer.h"
#include "moment.h"
#include "sign_review.h"

static const char *const verdicts[] = {
	[CMS_SOUND] = "sound", [CMS_ALTERED] = "altered", [CMS_FORGED] = "forged", [CMS_UNREADABLE] = "unreadable",
};
static const char *const chains[] = {
	[CHAIN_UNASKED] = "unasked", [CHAIN_TRUSTED] = "trusted", [CHAIN_UNKNOWN] = "unknown",
	[CHAIN_EXPIRED] = "expired", [CHAIN_EARLY] = "early", [CHAIN_REVOKED] = "revoked", [CHAIN_STALE] = "stale",
	[CHAIN_BROKEN] = "broken", [CHAIN_USAGE] = "usage",
};

/* What happened to the file after a signature. */
static const char *
changes_of(const struct signature *s)
{
	static const char *const kinds[] = {
		[PDF_CHANGE_SIGNING] = "signing", [PDF_CHANGE_NOTES] = "annotations", [PDF_CHANGE_CONTENT] = "content",
	};

	if (!s->ranged || s->whole)
		return "none";
	if (s->changes.revisions == 0 || s->changes.broken)
		return "unknown";
	return kinds[s->changes.kind];
}

static void
put_text(struct buffer *b, const char *name, const char *text)
{
	buffer_byte(b, ',');
	buffer_member(b, name, text);
}

static void
put_time(struct buffer *b, const char *name, int64_t when)
{
	char text[MOMENT_ROOM];

	moment_write(when, text);
	put_text(b, name, text);
}

static void
put_chain(struct buffer *b, const struct chain_facts *c)
{
	put_text(b, "chain", chains[c->state]);
	if (c->why != NULL)
		put_text(b, "chain_reason", c->why);
	if (c->state == CHAIN_UNASKED)
		return;
	buffer_printf(b, ",\"revocation_checked\":%s", c->checked ? "true" : "false");
	if (c->revoked != 0)
		put_time(b, "revoked_at", c->revoked);
	if (c->above != NULL)
		put_text(b, "chain_above", c->above);
}

static void
put_signature(struct buffer *b, const struct signature *s)
{
	const struct cms_facts *f = &s->facts;

	buffer_printf(b, "{\"good\":%s", sign_is_good(s) ? "true" : "false");
	put_text(b, "field", s->field->name);
	put_text(b, "kind", s->stamp ? "time-stamp" : "signature");
	put_text(b, "verdict", verdicts[f->verdict]);
	if (s->ranged)
		buffer_printf(b, ",\"covers\":%zu,\"whole\":%s,\"revision\":%zu", s->range.covered,
		    s->whole ? "true" : "false", s->revision);
	put_text(b, "changed_since", changes_of(s));
	if (s->forbidden != NULL)
		put_text(b, "forbidden_field", s->forbidden);
	buffer_printf(b, ",\"shared\":%s,\"weak\":%s", s->shared ? "true" : "false", f->weak ? "true" : "false");
	put_chain(b, &f->chain);
	put_text(b, "signer", f->name);
	put_text(b, "organization", f->organ);
	put_text(b, "issuer", f->issuer);
	put_text(b, "serial", f->serial);
	put_text(b, "algorithm", f->algorithm);
	buffer_printf(b, ",\"cades\":%s", f->cades ? "true" : "false");
	if (f->until != 0) {
		put_time(b, "valid_from", f->from);
		put_time(b, "valid_until", f->until);
	}
	if (s->timed)
		put_time(b, "time", s->time);
	if (f->stamped) {
		put_time(b, "stamp_time", f->stamp_time);
		buffer_printf(b, ",\"stamp_sound\":%s,\"stamp_trusted\":%s", f->stamp_sound ? "true" : "false",
		    f->stamp_trusted ? "true" : "false");
		put_text(b, "stamp_chain", chains[f->stamp_chain.state]);
	}
	if (*s->reason != '\0')
		put_text(b, "reason", s->reason);
	if (*s->location != '\0')
		put_text(b, "location", s->location);
	buffer_byte(b, '}');
}

void
sign_print_json(struct buffer *b, const struct review *r, const char *file)
{
	buffer_byte(b, '{');
	buffer_member(b, "file", file);
	buffer_printf(b, ",\"revisions\":%zu,\"empty_fields\":%zu,\"signatures\":[", r->revisions, r->empty);
	for (size_t i = 0; i < r->n; i++) {
		if (i > 0)
			buffer_byte(b, ',');
		put_signature(b, &r->items[i]);
	}
	buffer_printf(b, "]%s}\n", r->damaged_store ? ",\"store_damaged\":true" : "");
}

/* A line of a person's view, indented; the arguments end with NULL. */
static void
say(struct buffer *b, const struct report *r, enum text_id id, const char *const *args)
{
	char *text = report_fill(r, id, args);

	if (text != NULL)
		buffer_printf(b, "    %s\n", text);
	report_free(text);
}

#define SAY(b, r, id, ...) say((b), (r), (id), (const char *const[]){ __VA_ARGS__, NULL })

static enum text_id
stamp_words(const struct cms_facts *f)
{
	if (!f->stamp_sound)
		return TEXT_VERIFY_STAMP_BAD;
	if (f->stamp_trusted)
		return TEXT_VERIFY_STAMP_TRUSTED;
	return f->stamp_chain.state == CHAIN_EXPIRED ? TEXT_VERIFY_STAMP_EXPIRED
	    : f->stamp_chain.state == CHAIN_REVOKED ? TEXT_VERIFY_STAMP_REVOKED : TEXT_VERIFY_STAMP;
}

static void
say_times(struct buffer *b, const struct signature *s, const struct report *r)
{
	char time[MOMENT_ROOM];

	if (s->timed) {
		moment_write(s->time, time);
		SAY(b, r, TEXT_VERIFY_TIME, time);
	}
	if (s->facts.stamped) {
		moment_write(s->facts.stamp_time, time);
		SAY(b, r, stamp_words(&s->facts), time);
	}
}

/* Whose certificate it is and whether it was good; then what became of it. */
static void
say_chain(struct buffer *b, const struct cms_facts *f, const struct report *r)
{
	static const enum text_id words[] = {
		[CHAIN_UNASKED] = TEXT_VERIFY_UNASKED, [CHAIN_TRUSTED] = TEXT_VERIFY_TRUSTED,
		[CHAIN_UNKNOWN] = TEXT_VERIFY_UNKNOWN, [CHAIN_EXPIRED] = TEXT_VERIFY_EXPIRED,
		[CHAIN_EARLY] = TEXT_VERIFY_EARLY, [CHAIN_REVOKED] = TEXT_VERIFY_REVOKED,
		[CHAIN_STALE] = TEXT_VERIFY_STALE, [CHAIN_BROKEN] = TEXT_VERIFY_BROKEN,
		[CHAIN_USAGE] = TEXT_VERIFY_USAGE,
	};
	const struct chain_facts *c = &f->chain;
	const char *above = c->above != NULL ? c->above : "";
	char time[MOMENT_ROOM];

	moment_write(c->revoked, time);
	if (c->state == CHAIN_REVOKED)
		SAY(b, r, c->above == NULL ? TEXT_VERIFY_REVOKED : TEXT_VERIFY_REVOKED_ABOVE, f->issuer, time, above);
	else
		SAY(b, r, words[c->state], f->issuer, c->why != NULL ? c->why : "");
	if (c->state != CHAIN_TRUSTED)
		return;
	if (c->revoked != 0)
		SAY(b, r, c->above == NULL ? TEXT_VERIFY_LATER_REVOKED : TEXT_VERIFY_LATER_ABOVE, time, above);
	else
		SAY(b, r, c->checked ? TEXT_VERIFY_CHECKED : TEXT_VERIFY_UNCHECKED, "");
}

static void
say_cover(struct buffer *b, const struct signature *s, const struct report *r, struct arena *mem)
{
	static const enum text_id words[] = {
		[PDF_CHANGE_SIGNING] = TEXT_VERIFY_SIGNED_ON, [PDF_CHANGE_NOTES] = TEXT_VERIFY_NOTED,
		[PDF_CHANGE_CONTENT] = TEXT_VERIFY_CHANGED,
	};
	const char *revision = arena_printf(mem, "%zu", s->revision),
	    *later = arena_printf(mem, "%zu", s->changes.revisions);

	if (!s->ranged)
		SAY(b, r, TEXT_VERIFY_RANGE, "");
	else if (s->whole)
		SAY(b, r, TEXT_VERIFY_WHOLE, "");
	else if (s->changes.revisions == 0 || s->changes.broken)
		SAY(b, r, TEXT_VERIFY_APPENDED, revision);
	else
		SAY(b, r, words[s->changes.kind], revision, later);
	if (s->shared)
		SAY(b, r, TEXT_VERIFY_SHARED, "");
	if (s->forbidden != NULL)
		SAY(b, r, TEXT_VERIFY_FORBIDDEN, s->forbidden);
}

void
sign_print(struct buffer *b, const struct review *r, const char *file, const struct report *report)
{
	static const enum text_id words[] = {
		[CMS_SOUND] = TEXT_VERIFY_SOUND, [CMS_ALTERED] = TEXT_VERIFY_ALTERED, [CMS_FORGED] = TEXT_VERIFY_FORGED,
		[CMS_UNREADABLE] = TEXT_VERIFY_UNREADABLE,
	};
	char *name = report_fill(report, TEXT_VERIFY_FILE, (const char *const[]){ file, NULL });

	buffer_printf(b, "%s\n", name != NULL ? name : "");
	report_free(name);
	if (r->n == 0)
		SAY(b, report, TEXT_VERIFY_NONE, "");
	if (r->damaged_store)
		SAY(b, report, TEXT_VERIFY_STORE, "");
	for (size_t i = 0; i < r->n; i++) {
		const struct signature *s = &r->items[i];
		char *head = report_fill(report, sign_is_good(s) ? TEXT_VERIFY_GOOD : TEXT_VERIFY_BAD,
		    (const char *const[]){ s->field->name, s->facts.name, s->facts.organ, NULL });
		buffer_printf(b, "  %s\n", head != NULL ? head : "");
		report_free(head);
		SAY(b, report, words[s->facts.verdict], "");
		if (s->facts.weak)
			SAY(b, report, TEXT_VERIFY_WEAK, s->facts.algorithm);
		say_cover(b, s, report, b->mem);
		say_times(b, s, report);
		if (s->facts.verdict != CMS_UNREADABLE)
			say_chain(b, &s->facts, report);
	}
}
