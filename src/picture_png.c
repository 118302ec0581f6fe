#include "picture_png.h"
#include "arena.h"
#include "inflate.h"
#include "shortage.h"

#include <png.h>
#include <stdint.h>
#include <string.h>

/* Bytes; length, type and checksum frame a chunk. */
enum { SIGNATURE = 8, FRAME = 12, HEADER = 13, PROFILE_MAX = 1 << 20 };

struct chunk {				/* of a PNG */
	const unsigned char *start;	/* of its frame */
	const unsigned char *data;
	size_t	 len;			/* bytes of data */
};

struct chunks {				/* walking through them */
	const unsigned char *at, *end;
	struct chunk now;
};

static size_t
number(const unsigned char *p)
{
	return (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
}

static bool
is(const struct chunk *c, const char *type)
{
	return memcmp(c->start + 4, type, 4) == 0;
}

bool
picture_is_png(const unsigned char *data, size_t n)
{
	return n >= SIGNATURE && memcmp(data, "\x89PNG\r\n\x1A\n", SIGNATURE) == 0;
}

static bool
next_chunk(struct chunks *c)
{
	size_t left = (size_t)(c->end - c->at), n;

	if (left < FRAME)
		return false;
	n = number(c->at);
	if (n > left - FRAME)
		return false;
	c->now = (struct chunk){ c->at, c->at + 8, n };
	c->at += n + FRAME;
	return true;
}

/* The checksum of a chunk's type and data (PNG, annex D); libpng looks at those that it is given. */
static bool
is_whole(const struct chunk *c)
{
	uint32_t crc = UINT32_MAX;

	for (size_t i = 0; i < c->len + 4; i++) {
		crc ^= c->start[4 + i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? UINT32_C(0xEDB88320) : 0);
	}
	return number(c->data + c->len) == (crc ^ UINT32_MAX);
}

/* Pixels a metre; a density without unit says only that pixels are not square. */
static void
read_density(struct picture *p, const struct chunk *c)
{
	size_t x, y;

	if (c->len != 9 || c->data[8] != 1)
		return;
	x = number(c->data);
	y = number(c->data + 4);
	if (x == 0 || y == 0 || x > INT32_MAX || y > INT32_MAX)
		return;
	p->per_metre_x = (int)x;
	p->per_metre_y = (int)y;
}

/* The colour profile: name, compression method, zlib data. One that does not fit is left out. */
static void
read_profile(struct arena *mem, struct picture *p, const struct chunk *c, bool gray)
{
	const unsigned char *zero = memchr(c->data, 0, c->len < 80 ? c->len : 80);
	const char *icc;
	size_t n = 0, head = zero == NULL ? 0 : (size_t)(zero - c->data) + 2;

	if (zero == NULL || c->len <= head || zero[1] != 0)
		return;
	if (inflate_bytes(mem, c->data + head, c->len - head, PROFILE_MAX, &icc, &n) != INFLATE_DONE)
		return;
	if (picture_icc((const unsigned char *)icc, n) != (gray ? 1 : 3))
		return;
	p->icc = (const unsigned char *)icc;
	p->icc_len = n;
}

/* What decides on the pixels; text, times and unknown chunks are not even looked at. */
static bool
is_needed(const struct picture *p, const struct chunk *c)
{
	static const char *const always[] = { "IHDR", "PLTE", "tRNS", "IDAT", "IEND" };
	static const char *const colours[] = { "sRGB", "gAMA" };

	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (is(c, always[i]))
			return true;
	for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
		if (p->icc == NULL && is(c, colours[i]))
			return true;
	return false;
}

/* Reads what stands beside the pixels (of profiles the first), and checks that the file goes on to its end. */
static enum picture_fault
read_frame(struct arena *mem, struct picture *p, const unsigned char *data, size_t n)
{
	struct chunks c = { .at = data + SIGNATURE, .end = data + n };
	size_t w, h;
	bool gray, profile = false;

	if (!next_chunk(&c))
		return PICTURE_CUT;
	if (!is(&c.now, "IHDR") || c.now.len != HEADER || !is_whole(&c.now))
		return PICTURE_DAMAGED;
	w = number(c.now.data);
	h = number(c.now.data + 4);
	gray = (c.now.data[9] & 2) == 0;
	if (w == 0 || h == 0)
		return PICTURE_DAMAGED;
	if (w > PICTURE_SIDE_MAX || h > PICTURE_SIDE_MAX || w * h > PICTURE_PIXELS_MAX)
		return PICTURE_LARGE;
	p->width = (int)w;
	p->height = (int)h;
	while (next_chunk(&c)) {
		if (is(&c.now, "IEND"))
			return PICTURE_OK;
		if (is(&c.now, "pHYs") && is_whole(&c.now))
			read_density(p, &c.now);
		else if (is(&c.now, "iCCP") && !profile) {
			profile = true;
			if (is_whole(&c.now))
				read_profile(mem, p, &c.now, gray);
		}
	}
	return PICTURE_CUT;
}

/* The file with nothing but what is needed. */
static size_t
strip(const struct picture *p, const unsigned char *data, size_t n, unsigned char *out)
{
	struct chunks c = { .at = data + SIGNATURE, .end = data + n };
	unsigned char *to = out;

	memcpy(to, data, SIGNATURE);
	to += SIGNATURE;
	while (next_chunk(&c)) {
		if (!is_needed(p, &c.now))
			continue;
		memcpy(to, c.now.start, c.now.len + FRAME);
		to += c.now.len + FRAME;
		if (is(&c.now, "IEND"))
			break;
	}
	return (size_t)(to - out);
}

/* Takes the opacity out of the samples; without effect it is left out. */
static void
part_alpha(struct picture *p, unsigned char *samples, unsigned char *alpha)
{
	size_t pixels = (size_t)p->width * (size_t)p->height, colours = (size_t)p->components;
	const unsigned char *from = samples;
	unsigned char *to = samples;
	bool opaque = true;

	for (size_t i = 0; i < pixels; i++) {
		for (size_t k = 0; k < colours; k++)
			*to++ = *from++;
		alpha[i] = *from++;
		opaque &= alpha[i] == 255;
	}
	p->alpha = opaque ? NULL : alpha;
}

/*
 * libpng's simplified interface: no jumps, and its errors come as text. It is freed before memory is
 * asked for, so that a jump leaves nothing behind.
 */
enum picture_fault
picture_png(struct arena *mem, struct picture *p, const unsigned char *data, size_t n)
{
	png_image png = { .version = PNG_IMAGE_VERSION };
	enum picture_fault fault;
	unsigned char *small, *samples, *alpha;
	size_t pixels;
	bool with_alpha;

	*p = (struct picture){ 0 };
	fault = read_frame(mem, p, data, n);
	if (fault != PICTURE_OK)
		return fault;
	small = arena_room(mem, n, 1);
	n = strip(p, data, n, small);
	pixels = (size_t)p->width * (size_t)p->height;
	samples = arena_room(mem, pixels, 4);
	alpha = arena_room(mem, pixels, 1);
	shortage_watch();
	if (!png_image_begin_read_from_memory(&png, small, n))
		return shortage_seen() ? PICTURE_MEMORY : PICTURE_DAMAGED;
	png.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
	png.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
	with_alpha = (png.format & PNG_FORMAT_FLAG_ALPHA) != 0;
	p->components = (png.format & PNG_FORMAT_FLAG_COLOR) != 0 ? 3 : 1;
	if (!png_image_finish_read(&png, NULL, samples, 0, NULL)
	    || (png.warning_or_error != 0 && strncmp(png.message, "IDAT", 4) == 0))
		fault = PICTURE_DAMAGED;
	png_image_free(&png);
	if (shortage_seen())
		return PICTURE_MEMORY;
	if (fault != PICTURE_OK)
		return fault;
	p->data = samples;
	p->len = pixels * (size_t)p->components;
	if (with_alpha)
		part_alpha(p, samples, alpha);
	return PICTURE_OK;
}
