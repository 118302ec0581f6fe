/* What jansson is for: the fault of a text that is no JSON, and the worth of a real number. */
#ifndef JSON_FAULT_H
#define JSON_FAULT_H
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct source;

enum { JSON_DEPTH_MAX = 512 };		/* arrays and objects inside each other */

/*
 * Records the first fault of a text that json_read() could not take: one error JSON_* with its
 * place. The text proper starts after `skip` bytes.
 */
void	 json_fault(struct arena *, struct diag *, const struct source *, size_t skip);

/*
 * The double nearest to a JSON number with a fraction or an exponent, whatever the locale. false
 * when it is too big.
 */
bool	 json_double(struct arena *, const char *text, size_t n, double *);

#endif
