/* Signals that end a program: held back while it has something to finish, or to remove. */
#ifndef ENDING_H
#define ENDING_H
#include <signal.h>
#include <stdbool.h>

/* SIGINT, SIGTERM, SIGHUP and SIGQUIT. */
void	 ending_set(sigset_t *);

/* Holds them back; sigprocmask(SIG_SETMASK, was) lets them through as before. */
void	 ending_hold(sigset_t *was);

/* Whether one waits. */
bool	 ending_waits(void);

#endif
