/* Evidence to be searched: certificates, lists, answers of several sources. Nobody vouches for any of it (OpenSSL). */
#ifndef EVIDENCE_POOL_H
#define EVIDENCE_POOL_H
#include "evidence.h"
#include <stdbool.h>

struct ocsp_basic_response_st;
struct stack_st_X509;
struct stack_st_X509_CRL;

struct evidence_pool {			/* zero but for `mem` is an empty one */
	struct arena	*mem;
	struct stack_st_X509 *certificates;	/* NULL: none, as with the lists */
	struct stack_st_X509_CRL *lists;
	struct ocsp_basic_response_st **answers;
	size_t		 nanswers, cap;
	int		 ngiven;	/* of the lists: so many at the start were given by who asks */
};

/* Adds what can be read of the evidence, first what was `given` by who asks. The pool is for evidence_pool_free(). */
void	 evidence_pool_add(struct evidence_pool *, const struct evidence *, bool given);

/* Adds certificates and lists that a signature carries, either of them NULL; they stay the caller's. */
void	 evidence_pool_carry(struct evidence_pool *, struct stack_st_X509 *, struct stack_st_X509_CRL *);

void	 evidence_pool_free(struct evidence_pool *);

#endif
