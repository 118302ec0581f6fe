#define _GNU_SOURCE	/* secure_getenv */
#include "thethuc.h"
#include "arena.h"
#include "document.h"
#include "font.h"
#include "installed.h"
#include "pdf.h"
#include "profile.h"
#include "shape.h"
#include "shelf.h"
#include "wrap_cache.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

static const char *
copy_text(struct arena *mem, const char *text)
{
	return text == NULL ? NULL : arena_copy(mem, text, strlen(text));
}

/* A NULL-terminated list of texts, or NULL. */
static const char *const *
copy_list(struct arena *mem, const char *const *list)
{
	const char **copy;
	size_t n = 0;

	if (list == NULL)
		return NULL;
	while (list[n] != NULL)
		n++;
	copy = arena_array(mem, n + 1, sizeof *copy);
	for (size_t i = 0; i < n; i++)
		copy[i] = copy_text(mem, list[i]);
	return copy;
}

/* Where layouts and fonts are when the caller does not say it. */
static const char *
data_folder(void)
{
	const char *given = secure_getenv("THETHUC_DATA");

	return given != NULL && *given != '\0' ? given : INSTALLED_DATA;
}

/* Strings are copied; a number that is none of its list counts as the default. */
static void
copy_options(tt_context *c, const struct tt_options *o)
{
	c->options = *o;
	if (o->language != TT_VIETNAMESE)
		c->options.language = TT_ENGLISH;
	if ((unsigned)o->fit > TT_FIT_LOOSE)
		c->options.fit = TT_FIT_PLAN;
	if ((unsigned)o->medium > TT_MEDIUM_ELECTRONIC)
		c->options.medium = TT_MEDIUM_PLAN;
	c->options.data_dir = copy_text(&c->mem, o->data_dir != NULL ? o->data_dir : data_folder());
	c->options.profile = copy_text(&c->mem, o->profile);
	c->options.pdf_standard = copy_text(&c->mem, o->pdf_standard);
	c->options.appendix = copy_text(&c->mem, o->appendix);
	c->options.font_dirs = copy_list(&c->mem, o->font_dirs);
	c->options.image_dirs = copy_list(&c->mem, o->image_dirs);
	c->options.lint = copy_list(&c->mem, o->lint);
}

/* The frame that calls setjmp owns nothing: all that may leak hangs on the context. */
static int
open_context(tt_context *c, const struct tt_options *options)
{
	static const struct tt_options none = { 0 };
	jmp_buf escape;

	c->mem.no_memory = &escape;
	if (setjmp(escape))
		return -1;
	copy_options(c, options != NULL ? options : &none);
	c->shelf = shelf_new(&c->mem);
	c->profiles = profile_cache_new(&c->mem, arena_printf(&c->mem, "%s/layouts", c->options.data_dir));
	return 0;
}

tt_context *
tt_context_new(const struct tt_options *options)
{
	tt_context *c = calloc(1, sizeof *c);

	if (c == NULL)
		return NULL;
	c->shaper = shaper_new();
	c->paragraphs = wrap_cache_new();
	c->writer = pdf_writer_new();
	if (c->shaper == NULL || c->paragraphs == NULL || c->writer == NULL || open_context(c, options) != 0) {
		tt_context_free(c);
		return NULL;
	}
	return c;
}

void
tt_context_free(tt_context *c)
{
	if (c == NULL)
		return;
	c->freed = true;
	if (c->documents > 0)		/* the last of them frees it */
		return;
	document_drop(c->idle);
	if (c->fonts != NULL)
		fonts_close(c->fonts);
	if (c->shaper != NULL)
		shaper_free(c->shaper);
	wrap_cache_free(c->paragraphs);
	if (c->writer != NULL)
		pdf_writer_free(c->writer);
	arena_free(&c->mem);
	free(c);
}

void
document_trim(tt_context *c, size_t without_lines)
{
	bool gone;

	if (c->documents > without_lines)
		return;
	gone = shaper_trim(c->shaper);
	wrap_cache_trim(c->paragraphs, gone);
	pdf_writer_trim(c->writer, gone);
}
