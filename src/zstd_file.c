#include "zstd_file.h"

#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

struct zstd_file {
	ZSTD_DStream	*z;
	bool		 between;	/* a frame has ended and no other has begun */
};

/* Magic numbers of frames, and of those to skip: 0x184D2A50 to 5F, little-endian. */
bool
zstd_file_starts(const unsigned char *p, size_t n)
{
	return n >= 4 && ((p[0] == 0x28 && p[1] == 0xB5 && p[2] == 0x2F && p[3] == 0xFD)
	    || (p[0] >> 4 == 5 && p[1] == 0x2A && p[2] == 0x4D && p[3] == 0x18));
}

struct zstd_file *
zstd_file_new(void)
{
	struct zstd_file *f = calloc(1, sizeof *f);

	if (f == NULL)
		return NULL;
	f->z = ZSTD_createDStream();
	if (f->z != NULL)
		return f;
	free(f);
	return NULL;
}

static enum unpack_result
reason(const struct zstd_file *f, size_t status)
{
	ZSTD_ErrorCode code = ZSTD_getErrorCode(status);

	if (code == ZSTD_error_memory_allocation)
		return UNPACK_NO_MEMORY;
	if (code == ZSTD_error_frameParameter_windowTooLarge)
		return UNPACK_LARGE;
	return code == ZSTD_error_prefix_unknown && f->between ? UNPACK_OTHER : UNPACK_DAMAGED;
}

enum unpack_result
zstd_file_step(struct zstd_file *f, struct unpack *u)
{
	ZSTD_inBuffer in = { u->in, u->nin, 0 };
	ZSTD_outBuffer out = { u->out, u->nout, 0 };
	size_t status = ZSTD_decompressStream(f->z, &out, &in);

	u->in += in.pos;
	u->nin -= in.pos;
	u->out += out.pos;
	u->nout -= out.pos;
	if (ZSTD_isError(status))
		return reason(f, status);
	if (in.pos > 0 || out.pos > 0)
		f->between = status == 0;
	return status == 0 ? UNPACK_WHOLE : UNPACK_GOING;
}

void
zstd_file_free(struct zstd_file *f)
{
	if (f == NULL)
		return;
	ZSTD_freeDStream(f->z);
	free(f);
}

const char *
zstd_file_version(void)
{
	return ZSTD_versionString();
}
