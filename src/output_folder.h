/* The folder that outputs go to: written under other names beside it, they get their names when whole. */
#ifndef OUTPUT_FOLDER_H
#define OUTPUT_FOLDER_H
#include "report.h"
#include <stdbool.h>
#include <stdint.h>

struct output_folder {
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
int	 output_folder_open(struct output_folder *, const char *dir, const char *part, const struct report *);

/* Removes what an earlier run left waiting, when nobody else can be at it. */
void	 output_folder_clean(struct output_folder *);

/* Opens a new waiting file for writing; -1 with errno. */
int	 output_folder_begin(int waiting, uint64_t number);

/*
 * Gives a waiting file its path below the folder, making folders on the way; none of these may be a link.
 * Returns 0, or an errno value.
 */
int	 output_folder_put(struct output_folder *, uint64_t number, const char *path);

/* Removes a waiting file, or one that was put. */
void	 output_folder_drop(struct output_folder *, uint64_t number);
void	 output_folder_remove(struct output_folder *, const char *path);

/* Size of a plain file that was put, -1 when there is none. */
int64_t	 output_folder_size(int root, const char *path);

/* Whether a file, `at` a folder or AT_FDCWD, has this SHA-256. With `links` a link may lead to it. */
bool	 output_folder_is(int at, const char *path, bool links, const char *digest);

void	 output_folder_close(struct output_folder *);

#endif
