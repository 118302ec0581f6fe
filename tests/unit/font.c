#include "setting.h"
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

static const char *const serif[] = { "Times New Roman", "Liberation Serif", "Noto Serif Khmer",
	"No Such Font", "Noto Serif Lao", NULL };

static void
test_faces(struct fonts *fonts, struct diag *d)
{
	static const char *const names[] = { "LiberationSerif", "LiberationSerif-Bold",
		"LiberationSerif-Italic", "LiberationSerif-BoldItalic" };
	static const char *const khmer[] = { "NotoSerifKhmer-Regular", "NotoSerifKhmer-Bold",
		"NotoSerifKhmer-Regular", "NotoSerifKhmer-Bold" };

	for (int i = 0; i < FONT__FACES; i++) {
		const struct fontset *set = fonts_set(fonts, d, serif, (enum font_face)i);
		if (!CHECK(set != NULL && set->n == 3))
			continue;
		CHECK_TEXT(set->fonts[0]->postscript, names[i]);
		CHECK_TEXT(set->fonts[1]->postscript, khmer[i]);
		CHECK_INT(set->fonts[0]->face, i);
		CHECK(set->fonts[0]->index < 8 && set->fonts[0]->index != set->fonts[1]->index);
		CHECK(fonts_set(fonts, d, serif, (enum font_face)i) == set);
	}
	CHECK_INT(fonts_count(fonts), 8);
	CHECK_INT(diag_count(d), 0);
}

/* Liberation Serif is made to the measures of Times New Roman. */
static void
test_measures(struct fonts *fonts, struct diag *d)
{
	const struct font *f = fonts_set(fonts, d, serif, FONT_REGULAR)->fonts[0];
	const struct font *italic = fonts_set(fonts, d, serif, FONT_ITALIC)->fonts[0];

	CHECK_TEXT(f->family, "Liberation Serif");
	CHECK_INT(f->upem, 2048);
	CHECK_INT(f->ascent, 1825);
	CHECK_INT(f->descent, 443);
	CHECK_INT(f->line_gap, 87);
	CHECK_INT(f->advances[f->space], 512);
	CHECK_INT(f->advances[font_glyph(f, 'm')], 1593);
	CHECK_INT(f->advances[font_glyph(f, 0x1EC7)], f->advances[font_glyph(f, 'e')]);

	CHECK(f->cap_height > 1300 && f->cap_height < 1400);
	CHECK_INT(f->italic_angle, 0);
	CHECK(italic->italic_angle < -10 * 65536);
	CHECK(f->bbox[0] < 0 && f->bbox[3] > f->ascent);
	CHECK(f->underline_at > 0 && f->underline_thick > 0);
	CHECK_INT(font_glyph(f, 0x207D), 0);
	CHECK_INT(font_scale(f, 2048, PT(13)), PT(13));
	CHECK_INT(font_scale(f, 512, PT(13)), 3250);
	CHECK_INT(font_scale(f, -1, PT(13)), -6);
	CHECK(font_subset_face(f) == f->hb_face);
	CHECK(font_subset_face(f) != NULL && font_subset_face(f) == font_subset_face(f));
}

static void
copy_file(const char *from, const char *to, size_t limit)
{
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	char block[4096];
	size_t n;

	if (!CHECK(in != NULL && out != NULL))
		return;
	while (limit > 0 && (n = fread(block, 1, sizeof block, in)) > 0) {
		n = n > limit ? limit : n;
		fwrite(block, 1, n, out);
		limit -= n;
	}
	fclose(in);
	fclose(out);
}

/* Spoils `n` bytes in the middle of a file. */
static void
spoil_file(const char *path, long at, int n)
{
	FILE *f = fopen(path, "r+b");

	if (!CHECK(f != NULL))
		return;
	fseek(f, at, SEEK_SET);
	while (n-- > 0)
		fputc(0xFF, f);
	fclose(f);
}

/* A folder of the user comes first; damaged files in it are named, and others stand in. */
static void
test_user_folder(struct arena *mem)
{
	char dir[] = "/tmp/thethuc-font-XXXXXX", path[64];
	const char *const dirs[] = { dir, NULL }, *const families[] = { "liberation SERIF", NULL };
	struct diag *d = diag_new(mem, TT_ENGLISH);
	const struct fontset *set;
	struct fonts *fonts;

	if (!CHECK(mkdtemp(dir) != NULL))
		return;
	snprintf(path, sizeof path, "%s/x.ttf", dir);
	copy_file("fonts/LiberationSerif-Regular.ttf", path, 1 << 24);
	fonts = fonts_new(mem, d, "fonts", dirs);
	set = fonts_set(fonts, d, families, FONT_REGULAR);
	CHECK(set != NULL && strcmp(set->fonts[0]->path, path) == 0);
	fonts_close(fonts);
	CHECK_INT(diag_count(d), 0);

	copy_file("fonts/LiberationSerif-Regular.ttf", path, 200000);
	for (long at = 0; at < 4000; at += 40) {
		spoil_file(path, at, 40);
		fonts = fonts_new(mem, d, "fonts", dirs);
		set = fonts_set(fonts, d, families, FONT_REGULAR);
		CHECK(set != NULL && set->n == 1);
		fonts_close(fonts);
		copy_file("fonts/LiberationSerif-Regular.ttf", path, 200000);
	}
	unlink(path);
	rmdir(dir);
	fonts = fonts_new(mem, d, "fonts", dirs);
	CHECK(fonts == NULL);
	CHECK_TEXT(diag_message(d, diag_count(d) - 1)->id, "font-folder");
}

/* Renames a table in the file's directory, which makes it a font without it. */
static void
hide_table(const char *path, const char *tag)
{
	char head[512];
	FILE *f = fopen(path, "r+b");
	size_t at = 12;

	if (!CHECK(f != NULL && fread(head, 1, sizeof head, f) == sizeof head))
		return;
	while (at + 16 < sizeof head && memcmp(head + at, tag, 4) != 0)
		at += 16;
	fseek(f, (long)at, SEEK_SET);
	fputs("zzzz", f);
	fclose(f);
}

/* Trouble is told for every document, and only when the font is asked for. */
static void
test_trouble(struct arena *mem)
{
	char dir[] = "/tmp/thethuc-font-XXXXXX", path[64];
	const char *const lao[] = { "Noto Serif Lao", NULL }, *const none[] = { "Nothing", NULL };

	if (!CHECK(mkdtemp(dir) != NULL))
		return;
	snprintf(path, sizeof path, "%s/x.ttf", dir);
	copy_file("fonts/NotoSerifLao-Bold.ttf", path, 1 << 24);
	for (int round = 0; round < 2; round++) {
		struct diag *d = diag_new(mem, TT_ENGLISH);
		struct fonts *fonts = fonts_new(mem, d, dir, NULL);
		CHECK(fonts_set(fonts, d, none, FONT_REGULAR) == NULL);
		CHECK(diag_count(d) == 1 && strcmp(diag_message(d, 0)->id, "font-none") == 0);
		CHECK_INT(fonts_set(fonts, d, lao, FONT_ITALIC) != NULL, round == 0);
		CHECK_INT(diag_count(d), 1 + round);
		if (round == 1)
			CHECK_TEXT(diag_message(d, 1)->id, "font-damaged");
		d = diag_new(mem, TT_ENGLISH);
		fonts_set(fonts, d, lao, FONT_ITALIC);
		CHECK_INT(diag_count(d), round);
		fonts_close(fonts);
		hide_table(path, "glyf");
	}
	unlink(path);
	rmdir(dir);
}

int
main(void)
{
	struct arena mem = { 0 };
	struct diag *d = diag_new(&mem, TT_ENGLISH);
	struct fonts *fonts = fonts_new(&mem, d, "fonts", NULL);

	if (!CHECK(fonts != NULL))
		return test_end("font");
	test_faces(fonts, d);
	test_measures(fonts, d);
	fonts_close(fonts);
	test_user_folder(&mem);
	test_trouble(&mem);
	arena_free(&mem);
	return test_end("font");
}
