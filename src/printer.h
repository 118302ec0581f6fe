/* A printer reached by the Internet Printing Protocol (RFC 8011; libcups' client, no scheduler needed). */
#ifndef PRINTER_H
#define PRINTER_H
#include "printer_trust.h"
#include <time.h>

struct _http_s;

enum { PRINTER_TEXT = 512 };

struct printer {
	struct _http_s	*http;		/* NULL: not connected */
	const char	*uri;
	char		 resource[PRINTER_TEXT];	/* path of the URI */
	int		 seconds;	/* that an answer may take */
	timer_t		 timer;		/* runs while libcups is at work */
	bool		 watched;	/* it is there */
	volatile bool	 late;		/* it took too long */
	volatile int	 ticks;		/* of the timer until then */
	int		 cancel;	/* libcups is not to go on connecting */
	bool		 asks;		/* it wants to know who prints */
	bool		 secure;	/* reached by ipps:// */
	bool		 strange;	/* its certificate is not trusted, or not the one it had or should have */
	const char	*fault;		/* why it is not trusted; NULL: it is another than that */
	char		 certificate[PRINTER_DIGEST];	/* the one it shows; with `secure` */
	char		 ignored[PRINTER_TEXT];	/* what it does not do of the last job, with commas; "": it does all */
	char		 error[PRINTER_TEXT];	/* what went wrong last, as the printer or the system says it */
};

struct printer_facts {
	char		 name[PRINTER_TEXT];	/* make and model */
	bool		 accepts;	/* jobs at all */
	bool		 pdf;		/* prints PDF as it is */
	bool		 duplex;
	bool		 a4;
	int		 copies;	/* most of one job */
	bool		 stopped;
	char		 reasons[PRINTER_TEXT];	/* keywords with commas, "none" */
};

enum printer_job_state {		/* of a job, as RFC 8011, 5.3.7 has them */
	JOB_PENDING = 3, JOB_HELD, JOB_PRINTING, JOB_STOPPED, JOB_CANCELED, JOB_ABORTED, JOB_COMPLETED
};

struct printer_progress {
	enum printer_job_state state;
	char		 reasons[PRINTER_TEXT];	/* of the job */
	char		 printer_reasons[PRINTER_TEXT];
	int		 sheets;	/* that came out, -1: the printer does not say */
};

struct printer_job {
	const char	*file;		/* PDF */
	const char	*name;		/* as the printer shows it */
	const char	*user;
	const char	*media;		/* "iso_a4_210x297mm" */
	const char	*sides;		/* "two-sided-long-edge" */
	int		 copies;
};

/*
 * Connects to ipp:// or ipps://, waiting at most that long. With ipps:// the printer's certificate has to be the one
 * with the digest `accepted`, or when that is NULL one that the system trusts for the host; the same is asked
 * before and after every request, for libcups connects again by itself. -1 with the error.
 */
int	 printer_open(struct printer *, const char *uri, const char *accepted, int seconds);
void	 printer_close(struct printer *);

/* What the printer can do and how it is. -1 with the error. */
int	 printer_ask(struct printer *, struct printer_facts *);

/* Sends a job, not scaled and collated; its number, or -1 with the error. */
int	 printer_send(struct printer *, const struct printer_job *);

/* How a job is. -1 with the error. */
int	 printer_look(struct printer *, int job, struct printer_progress *);

/* Takes a job back. -1 with the error. */
int	 printer_cancel(struct printer *, int job);

/* Calls `each` for every printer found in that time, with its URI and what it is called; -1: none can be looked for. */
int	 printer_find(int seconds, void (*each)(void *user, const char *uri, const char *name), void *user);

#endif
