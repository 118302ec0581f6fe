#include "picture_scan.h"
#include "arena.h"

#include <string.h>
#include <turbojpeg.h>

enum { SCALE = 8 };			/* decoded to an eighth: all data are read, little is computed */

/* libjpeg goes on after most faults; what it says of them tells how bad they are. */
static enum picture_fault
judge(const char *said)
{
	if (strstr(said, "extraneous") != NULL)
		return PICTURE_OK;
	if (strstr(said, "nsufficient memory") != NULL || strstr(said, "allocation") != NULL)
		return PICTURE_MEMORY;
	return strstr(said, "remature end") != NULL ? PICTURE_CUT : PICTURE_DAMAGED;
}

/* The arena is asked while nothing else is held: it may not come back. */
enum picture_fault
picture_scan(struct arena *mem, const struct picture *p)
{
	int w = (p->width + SCALE - 1) / SCALE, h = (p->height + SCALE - 1) / SCALE;
	int format = p->components == 1 ? TJPF_GRAY : TJPF_RGB;
	unsigned char *small = arena_room(mem, (size_t)w * (size_t)h, (size_t)p->components);
	void *decoder = tjInitDecompress();
	enum picture_fault fault = PICTURE_OK;

	if (decoder == NULL)
		return PICTURE_MEMORY;
	if (tjDecompress2(decoder, p->data, p->len, small, w, 0, h, format, TJFLAG_FASTDCT | TJFLAG_LIMITSCANS) != 0)
		fault = judge(tjGetErrorStr2(decoder));
	tjDestroy(decoder);
	return fault;
}
