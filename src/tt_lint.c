#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "document.h"
#include "lint.h"
#include "plan.h"
#include "profile.h"

static int
lint_stage(tt_document *d, const struct output *out)
{
	tt_context *c = d->context;
	enum rule_level levels[RULE__MAX];

	(void)out;
	for (int i = 0; i < RULE__MAX; i++)
		levels[i] = d->profile != NULL ? d->profile->lint[i] : rule_level((enum rule)i);
	if (lint_levels(&d->mem, d->diag, d->settings.lint, levels) != 0 || d->plan == NULL || d->profile == NULL)
		return -1;
	if (c->words == NULL)
		c->words = lint_words_read(&c->mem, d->diag, arena_printf(&c->mem, "%s/layouts", c->options.data_dir));
	if (c->words == NULL)
		return -1;
	lint_run(&d->mem, d->diag, d->plan, d->profile, c->words, levels);
	return diag_failed(d->diag) ? -1 : 0;
}

int
tt_document_lint(tt_document *d)
{
	return document_run(d, lint_stage, NULL);
}

static void
add_string(struct buffer *b, const char *name, const char *text)
{
	if (text[0] == '\0')
		buffer_printf(b, "\"%s\": null", name);
	else
		buffer_member(b, name, text);
}

static void
print_json(struct buffer *b, const enum rule_level levels[RULE__MAX])
{
	buffer_text(b, "[");
	for (int i = 0; i < RULE__MAX; i++) {
		const struct rule_info *rule = rule_info((enum rule)i);
		buffer_text(b, i == 0 ? "\n  { " : ",\n  { ");
		add_string(b, "id", rule->id);
		buffer_text(b, ", ");
		add_string(b, "level", rule_levels[levels[i]]);
		buffer_text(b, ", ");
		add_string(b, "article", rule->article);
		buffer_text(b, ",\n    ");
		add_string(b, "en", rule->doc[TT_ENGLISH]);
		buffer_text(b, ",\n    ");
		add_string(b, "vi", rule->doc[TT_VIETNAMESE]);
		buffer_text(b, " }");
	}
	buffer_text(b, "\n]\n");
}

static void
print_text(struct buffer *b, const enum rule_level levels[RULE__MAX])
{
	for (int i = 0; i < RULE__MAX; i++) {
		const struct rule_info *rule = rule_info((enum rule)i);
		buffer_printf(b, "%-20s %-8s %s\n    %s\n    %s\n", rule->id, rule_levels[levels[i]],
		    rule->article[0] != '\0' ? rule->article : "-", rule->doc[TT_ENGLISH], rule->doc[TT_VIETNAMESE]);
	}
}

static int
rules_stage(tt_document *d, const struct output *out)
{
	struct buffer b = { .mem = &d->scratch };
	enum rule_level levels[RULE__MAX];

	for (int i = 0; i < RULE__MAX; i++)
		levels[i] = rule_level((enum rule)i);
	if (lint_levels(&d->mem, d->diag, d->settings.lint, levels) != 0)
		return -1;
	(out->json ? print_json : print_text)(&b, levels);
	return document_put(d, out, &b);
}

int
tt_lint_rules(tt_context *c, int json, tt_sink *sink, void *user)
{
	tt_document *d = tt_document_new(c);
	int result;

	if (d == NULL)
		return -1;
	result = document_run(d, rules_stage, &(struct output){ .sink = sink, .user = user, .json = json });
	tt_document_free(d);
	return result;
}
