/* The folder that outputs go to: written under other names beside it, they get their names when whole. */
#ifndef DELIVERY_H
#define DELIVERY_H
#include "report.h"
#include <stdbool.h>
#include <stdint.h>

struct delivery {
	const char	*dir;
	int		 root;		/* the folder */
	int		 waiting;	/* a folder in it where files are written */
	char		 waiting_name[64];
	char		*last;		/* folder in it used last, malloc, with a slash behind it; NULL: none */
	int		 last_fd;
};

/*
 * Makes the folder when it is not there (its own folder has to be), and removes what an earlier run left
 * waiting. `part` tells apart those that share the folder. Returns 0, or the exit status after a message.
 */
int	 delivery_open(struct delivery *, const char *dir, const char *part, const struct report *);

/* Removes what an earlier run left waiting, when nobody else can be at it. */
void	 delivery_clean(struct delivery *);

/* Opens a new waiting file for writing; -1 with errno. */
int	 delivery_begin(int waiting, uint64_t number);

/*
 * Gives a waiting file its path below the folder, making folders on the way; none of these may be a link.
 * Returns 0, or an errno value.
 */
int	 delivery_put(struct delivery *, uint64_t number, const char *path);

/* Removes a waiting file, or one that was put. */
void	 delivery_drop(struct delivery *, uint64_t number);
void	 delivery_remove(struct delivery *, const char *path);

/* Size of a plain file that was put, -1 when there is none. */
int64_t	 delivery_size(int root, const char *path);

/* Whether a file, `at` a folder or AT_FDCWD, has this SHA-256. With `links` a link may lead to it. */
bool	 delivery_is(int at, const char *path, bool links, const char *digest);

void	 delivery_close(struct delivery *);

#endif
