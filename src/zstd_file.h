/* Archives of zstd (RFC 8878), unpacked as a stream; libzstd is used here alone. */
#ifndef ZSTD_FILE_H
#define ZSTD_FILE_H
#include "unpack.h"
#include <stdbool.h>

struct zstd_file;

/* Whether bytes are the start of one, be it of a frame to skip. */
bool	 zstd_file_starts(const unsigned char *, size_t n);

/* NULL: no memory. */
struct zstd_file *zstd_file_new(void);

/* Unpacks a step; frames that follow each other are one stream. Windows over 128 MiB are refused. */
enum unpack_result zstd_file_step(struct zstd_file *, struct unpack *);

void	 zstd_file_free(struct zstd_file *);

/* Version of libzstd. */
const char *zstd_file_version(void);

#endif
