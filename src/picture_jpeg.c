#include "picture_jpeg.h"
#include "arena.h"
#include "picture_scan.h"
#include "unit.h"

#include <string.h>

enum marker {				/* ITU-T T.81, table B.1 */
	SOF0 = 0xC0, SOF2 = 0xC2, DHT = 0xC4, JPG = 0xC8, DAC = 0xCC, SOF15 = 0xCF,
	RST0 = 0xD0, RST7 = 0xD7, SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, DQT = 0xDB, DNL = 0xDC,
	APP0 = 0xE0, APP2 = 0xE2, APP14 = 0xEE, TEM = 0x01
};

enum { COMPONENTS = 3, SCANS_MAX = 100, PARTS = 255 };

static const size_t work_max = 1000000000;	/* pixels, each counted in every scan */

struct part {				/* of a colour profile */
	const unsigned char *data;
	size_t	 len;
};

struct jpeg {				/* a file being read */
	const unsigned char *at, *end;
	struct picture	*p;
	bool		 jfif;
	int		 adobe;		/* colour transform of its Adobe marker; -1: it has none */
	unsigned char	 ids[COMPONENTS];	/* of the components, once the frame was read */
	unsigned	 seen;		/* bits: components that have a scan */
	int		 scans;
	bool		 tables, quantities;	/* has Huffman and quantization tables */
	struct part	 parts[PARTS];	/* of the colour profile, by number less 1 */
	size_t		 nparts;	/* of them, as each says; 0: no profile */
};

bool
picture_is_jpeg(const unsigned char *data, size_t n)
{
	return n >= 3 && data[0] == 0xFF && data[1] == SOI && data[2] == 0xFF;
}

static int
pair(const unsigned char *p)
{
	return p[0] << 8 | p[1];
}

static bool
begins(const unsigned char *p, size_t n, const char *word, size_t size)
{
	return n >= size && memcmp(p, word, size) == 0;
}

/* JFIF: pixels an inch or a centimetre. */
static void
read_jfif(struct jpeg *j, const unsigned char *p, size_t n)
{
	int unit, x, y;

	if (n < 12 || memcmp(p, "JFIF", 5) != 0)
		return;
	j->jfif = true;
	unit = p[7];
	x = pair(p + 8);
	y = pair(p + 10);
	if (x == 0 || y == 0 || (unit != 1 && unit != 2))
		return;
	j->p->per_metre_x = unit == 2 ? x * 100 : (int)unit_per_metre(x);
	j->p->per_metre_y = unit == 2 ? y * 100 : (int)unit_per_metre(y);
}

/* A part of the colour profile: its number and how many there are (ICC.1, B.4). */
static void
read_part(struct jpeg *j, const unsigned char *p, size_t n)
{
	if (n < 14 || memcmp(p, "ICC_PROFILE", 12) != 0 || p[12] == 0 || p[12] > p[13])
		return;
	j->nparts = p[13];
	j->parts[p[12] - 1] = (struct part){ p + 14, n - 14 };
}

static enum picture_fault
read_frame(struct jpeg *j, const unsigned char *p, size_t n)
{
	struct picture *pic = j->p;

	if (pic->components != 0 || n < 6)
		return PICTURE_DAMAGED;
	pic->height = pair(p + 1);
	pic->width = pair(p + 3);
	pic->components = p[5];
	if (p[0] != 8)
		return PICTURE_FORM;
	if (pic->components == 4)
		return PICTURE_CMYK;
	if (pic->components != 1 && pic->components != COMPONENTS)
		return PICTURE_FORM;
	if (n != 6 + 3 * (size_t)pic->components || pic->width == 0)
		return PICTURE_DAMAGED;
	if (pic->height == 0)		/* told only after the first scan */
		return PICTURE_FORM;
	if (pic->width > PICTURE_SIDE_MAX || pic->height > PICTURE_SIDE_MAX
	    || (size_t)pic->width * (size_t)pic->height > PICTURE_PIXELS_MAX)
		return PICTURE_LARGE;
	for (int i = 0; i < pic->components; i++)
		j->ids[i] = p[6 + 3 * i];
	return PICTURE_OK;
}

/* A scan's header, and its data to the next marker. */
static enum picture_fault
read_scan(struct jpeg *j, const unsigned char *p, size_t n)
{
	if (n < 1 || p[0] < 1 || p[0] > COMPONENTS || n != 4 + 2 * (size_t)p[0] || j->p->components == 0
	    || !j->tables || !j->quantities || ++j->scans > SCANS_MAX)
		return PICTURE_DAMAGED;
	for (int k = 0; k < p[0]; k++) {
		int i = 0;
		while (i < j->p->components && j->ids[i] != p[1 + 2 * k])
			i++;
		if (i == j->p->components)
			return PICTURE_DAMAGED;
		j->seen |= 1u << i;
	}
	for (; j->end - j->at >= 2; j->at++)
		if (j->at[0] == 0xFF && j->at[1] != 0 && j->at[1] != 0xFF
		    && (j->at[1] < RST0 || j->at[1] > RST7))
			return PICTURE_OK;
	return PICTURE_CUT;
}

static enum picture_fault
read_segment(struct jpeg *j, int marker, const unsigned char *p, size_t n)
{
	if (marker == SOS)
		return read_scan(j, p, n);
	if (marker >= SOF0 && marker <= SOF2)
		return read_frame(j, p, n);
	if (marker == DNL || marker == DAC || marker == JPG
	    || (marker > SOF2 && marker <= SOF15 && marker != DHT))
		return PICTURE_FORM;
	if (marker == APP0)
		read_jfif(j, p, n);
	else if (marker == APP2)
		read_part(j, p, n);
	else if (marker == APP14 && begins(p, n, "Adobe", 5) && n >= 12)
		j->adobe = p[11];
	j->tables |= marker == DHT;
	j->quantities |= marker == DQT;
	return PICTURE_OK;
}

/* All segments to the end of the image. */
static enum picture_fault
read_segments(struct jpeg *j)
{
	enum picture_fault fault = PICTURE_OK;

	while (fault == PICTURE_OK) {
		const unsigned char *segment;
		int marker;
		while (j->end - j->at >= 2 && j->at[0] == 0xFF && j->at[1] == 0xFF)
			j->at++;
		if (j->end - j->at < 2)
			return PICTURE_CUT;
		if (j->at[0] != 0xFF)
			return PICTURE_DAMAGED;
		marker = j->at[1];
		j->at += 2;
		if (marker == EOI)
			return PICTURE_OK;
		if (marker == SOI || marker == 0 || (marker >= RST0 && marker <= RST7) || marker == TEM)
			return PICTURE_DAMAGED;
		if (j->end - j->at < 2 || j->end - j->at < pair(j->at))
			return PICTURE_CUT;
		if (pair(j->at) < 2)
			return PICTURE_DAMAGED;
		segment = j->at;
		j->at += pair(segment);
		fault = read_segment(j, marker, segment + 2, (size_t)pair(segment) - 2);
	}
	return fault;
}

/* Joins the colour profile; one with a part missing, or for other colours, is left out. */
static void
join_profile(struct arena *mem, struct jpeg *j)
{
	size_t n = 0, at = 0;
	unsigned char *icc;

	for (size_t i = 0; i < j->nparts; i++) {
		if (j->parts[i].data == NULL)
			return;
		n += j->parts[i].len;
	}
	if (n == 0)
		return;
	icc = arena_room(mem, n, 1);
	for (size_t i = 0; i < j->nparts; at += j->parts[i++].len)
		memcpy(icc + at, j->parts[i].data, j->parts[i].len);
	if (picture_icc(icc, n) != j->p->components)
		return;
	j->p->icc = icc;
	j->p->icc_len = n;
}

/* Whether the components are RGB as they stand: by Adobe's marker, or by their names without any marker. */
static bool
is_plain(const struct jpeg *j)
{
	if (j->p->components != COMPONENTS || j->adobe > 0)
		return false;
	return j->adobe == 0 || (!j->jfif && memcmp(j->ids, "RGB", COMPONENTS) == 0);
}

enum picture_fault
picture_jpeg(struct arena *mem, struct picture *p, const unsigned char *data, size_t n)
{
	struct jpeg *j = arena_new(mem, sizeof *j);
	enum picture_fault fault;

	*p = (struct picture){ .jpeg = true };
	*j = (struct jpeg){ .at = data + 2, .end = data + n, .p = p, .adobe = -1 };
	fault = read_segments(j);
	if (fault != PICTURE_OK)
		return fault;
	if (p->components == 0 || j->seen != (1u << p->components) - 1)
		return PICTURE_DAMAGED;
	if ((size_t)p->width * (size_t)p->height * (size_t)j->scans > work_max)
		return PICTURE_LARGE;
	join_profile(mem, j);
	p->plain_rgb = is_plain(j);
	p->data = data;
	p->len = (size_t)(j->at - data);
	return picture_scan(mem, p);
}
