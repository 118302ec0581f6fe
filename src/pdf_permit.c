#include "pdf_permit.h"
#include "pdf_sig.h"

#include <string.h>

enum { NOTHING = 1, FILLING = 2 };	/* levels of DocMDP (table 254) */

/* Whether a list of names has the field, or a field above it. */
static bool
has_name(struct pdf_in *in, const struct pdf_value *list, const char *field)
{
	for (size_t i = 0; list != NULL && list->kind == PDF_ARRAY && i < list->n; i++) {
		const char *name = pdf_sig_text(in->mem, pdf_resolve(in, &list->items[i]));
		size_t n = strlen(name);
		if (n > 0 && strncmp(field, name, n) == 0 && (field[n] == '\0' || field[n] == '.'))
			return true;
	}
	return false;
}

/* An action that is not known locks everything. */
static bool
locks(struct pdf_in *in, const struct pdf_value *parameters, const char *field)
{
	const struct pdf_value *action = pdf_get(in, parameters, "Action");
	bool named = has_name(in, pdf_get(in, parameters, "Fields"), field);

	return pdf_is_name(action, "Include") ? named : pdf_is_name(action, "Exclude") ? !named : true;
}

bool
pdf_permits(struct pdf_in *in, const struct pdf_value *signature, const char *field)
{
	const struct pdf_value *list = pdf_get(in, signature, "Reference");

	for (size_t i = 0; list != NULL && list->kind == PDF_ARRAY && i < list->n; i++) {
		const struct pdf_value *one = pdf_resolve(in, &list->items[i]);
		const struct pdf_value *method = pdf_get(in, one, "TransformMethod");
		const struct pdf_value *parameters = pdf_get(in, one, "TransformParams");
		if ((pdf_is_name(method, "DocMDP") || pdf_is_name(method, "FieldMDP"))
		    && pdf_get_integer(in, parameters, "P", FILLING) == NOTHING)
			return false;
		if (pdf_is_name(method, "FieldMDP") && locks(in, parameters, field))
			return false;
	}
	return true;
}
