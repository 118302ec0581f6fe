/* A password or PIN: from a descriptor, the environment or a person, never from the arguments. */
#ifndef PIN_H
#define PIN_H
#include "report.h"

enum { PIN_ROOM = 256 };

struct pin {				/* where it comes from */
	int		 fd;		/* a line of this descriptor; -1: not from one */
	const char	*variable;	/* of the environment; NULL: not from one */
	bool		 prompt;	/* a person may be asked */
	const struct report *report;	/* the words to ask in */
	char		 room[PIN_ROOM];
};

/*
 * A key_asker; `user` is a struct pin. The text is in its room until pin_wipe(), in the environment no more. Whatever
 * ends the program while a person is asked, the terminal shows again what is typed.
 */
const char	*pin_ask(void *user, const char *what);

void		 pin_wipe(struct pin *);

#endif
