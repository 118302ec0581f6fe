/* The marks on a document as the plan says them: stamps, notices, draft, address line. */
#ifndef PLAN_MARK_H
#define PLAN_MARK_H

struct plan;

/* Makes a plan that of a draft, unless it is one already. */
void	 plan_mark_draft(struct plan *);

#endif
