#include "pdf_fault.h"
#include "arena.h"

int
pdf_fault_tell(const struct pdf_in *in, struct diag *d, const struct source *pdf, enum diag_code large,
    const char *limit)
{
	static const enum diag_code codes[PDF_FAULT__MAX] = {
		[PDF_FINE] = DIAG_PDF_DAMAGED, [PDF_FAULT_KIND] = DIAG_PDF_KIND,
		[PDF_FAULT_DAMAGED] = DIAG_PDF_DAMAGED, [PDF_FAULT_ENCRYPTED] = DIAG_PDF_ENCRYPTED,
		[PDF_FAULT_FILTER] = DIAG_PDF_FILTER,
	};
	bool is_large = in->fault == PDF_FAULT_LARGE;
	const char *what = is_large ? limit : arena_printf(in->mem, "%zu", in->where);

	return diag_add_at(d, is_large ? large : codes[in->fault], pdf, 0, 0, (const char *const[]){ "", what, NULL });
}
