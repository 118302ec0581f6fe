#include "fingerprint.h"
#include "digest.h"
#include "input.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const names[] = {
	[FINGERPRINT_PROGRAM] = "program", [FINGERPRINT_LAYOUTS] = "layouts", [FINGERPRINT_FONTS] = "fonts",
	[FINGERPRINT_SETTINGS] = "settings",
};

/* A text with its end, so that two are never like two others. */
static void
add_text(struct digest *d, const char *text)
{
	digest_add(d, text != NULL ? text : "", text != NULL ? strlen(text) + 1 : 0);
	digest_add(d, text != NULL ? "+" : "-", 1);
}

static void
add_number(struct digest *d, long long value)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", value);
	add_text(d, text);
}

/* Name and content of a file; its content alone when it has no name. */
static int
add_file(struct digest *d, const char *path, const char *name, const struct report *r)
{
	struct input in;
	int status = input_read(&in, path, INPUT_PDF_MIB, r);

	if (status == 0) {
		add_text(d, name);
		digest_add(d, in.text, in.len);
	}
	input_free(&in);
	return status;
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
is_visible(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

/* All files of a folder; none when there is no such folder, which others tell of. */
static int
add_folder(struct digest *d, const char *dir, const char *below, const struct report *r)
{
	struct dirent **entries;
	size_t room = strlen(dir) + strlen(below) + 258;
	char *path = malloc(room);
	struct stat st;
	int n, status = 0;

	if (path == NULL)
		return REPORT(r, NULL, NO_MEMORY, "");
	snprintf(path, room, "%s%s", dir, below);
	n = scandir(path, &entries, is_visible, by_bytes);
	if (n < 0 && errno == ENOMEM)
		status = REPORT(r, NULL, NO_MEMORY, "");
	for (int i = 0; i < n; i++) {
		snprintf(path, room, "%s%s/%s", dir, below, entries[i]->d_name);
		if (status == 0 && stat(path, &st) == 0 && S_ISREG(st.st_mode))
			status = add_file(d, path, entries[i]->d_name, r);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	free(path);
	return status;
}

static bool
is_path(const char *profile)
{
	size_t n = strlen(profile);

	return strchr(profile, '/') != NULL || (n > 5 && strcmp(profile + n - 5, ".json") == 0);
}

static int
add_program(struct digest *d, const struct options *o, const char *data_dir, const struct report *r)
{
	(void)o;
	(void)data_dir;
	add_text(d, tt_version());
	add_text(d, tt_libraries());
	return add_file(d, "/proc/self/exe", NULL, r);
}

static int
add_layouts(struct digest *d, const struct options *o, const char *data_dir, const struct report *r)
{
	int status = add_folder(d, data_dir, "/layouts", r);

	if (status == 0 && o->profile != NULL && is_path(o->profile))
		status = add_file(d, o->profile, o->profile, r);
	return status;
}

static int
add_fonts(struct digest *d, const struct options *o, const char *data_dir, const struct report *r)
{
	int status = add_folder(d, data_dir, "/fonts", r);

	for (size_t i = 0; i < o->nfont_dirs && status == 0; i++)
		status = add_folder(d, o->font_dirs[i], "", r);
	return status;
}

static int
add_settings(struct digest *d, const struct options *o, const char *data_dir, const struct report *r)
{
	(void)data_dir;
	add_text(d, o->batch.name);
	add_text(d, o->standard);
	add_text(d, o->profile);
	add_number(d, o->batch.zones);
	add_number(d, o->strict << 5 | o->draft << 4 | o->allow_secret << 3 | o->attach << 2 | o->fields << 1);
	add_number(d, o->fit);
	add_number(d, o->fit_pages);
	add_number(d, o->medium);
	for (size_t i = 0; i < o->nlint; i++)
		add_text(d, o->lint[i]);
	for (size_t i = 0; i < o->nimage_dirs; i++)
		add_text(d, o->image_dirs[i]);
	if (o->map != NULL)
		return add_file(d, o->map, NULL, r);
	return 0;
}

int
fingerprint_read(struct fingerprint *b, const struct options *o, const char *data_dir, const struct report *r)
{
	static int (*const parts[])(struct digest *, const struct options *, const char *, const struct report *) = {
		[FINGERPRINT_PROGRAM] = add_program, [FINGERPRINT_LAYOUTS] = add_layouts,
		[FINGERPRINT_FONTS] = add_fonts, [FINGERPRINT_SETTINGS] = add_settings,
	};
	char hex[DIGEST_HEX];
	struct digest d;
	int status = 0;

	for (size_t i = 0; i < FINGERPRINT__PARTS && status == 0; i++) {
		digest_start(&d);
		status = parts[i](&d, o, data_dir, r);
		digest_end(&d, hex);
		memcpy(b->digests[i], hex, FINGERPRINT_HEX - 1);
		b->digests[i][FINGERPRINT_HEX - 1] = '\0';
	}
	return status;
}

const char *
fingerprint_name(enum fingerprint_part part)
{
	return names[part];
}
