/* Bytes of a structure of ASN.1, in the arena. */
#ifndef CMS_BYTES_H
#define CMS_BYTES_H
#include <stddef.h>

struct cms_bytes {
	const unsigned char *data;
	size_t		 len;
};

#endif
