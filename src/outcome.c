#include "outcome.h"

int
outcome_print(const struct report *r, bool strict, const tt_document *d, int result)
{
	bool warned = false;
	int status = (int)tt_document_fault(d);

	for (size_t i = 0; i < tt_message_count(d); i++) {
		const struct tt_message *m = tt_message_at(d, i);
		report_message(r, m);
		warned |= m->level == TT_WARNING;
	}
	if (result != 0 && tt_message_count(d) == 0 && status == TT_FAULT_ENVIRONMENT)
		return REPORT(r, NULL, NO_MEMORY, "");
	if (result != 0 && status == 0)
		return REPORT(r, NULL, SILENT, "");
	if (status == 0 && warned && strict)
		return REPORT(r, NULL, STRICT, "");
	return status;
}

bool
outcome_clean(const tt_document *d, bool strict)
{
	for (size_t i = 0; i < tt_message_count(d); i++) {
		enum tt_level level = tt_message_at(d, i)->level;
		if (level == TT_ERROR || (level == TT_WARNING && strict))
			return false;
	}
	return true;
}
