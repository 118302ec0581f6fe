/* A process that waits for the disk, so that nobody else has to. */
#ifndef SETTLE_H
#define SETTLE_H

/*
 * A crew_work; `user` is an int, a folder. To every frame it makes what was written on the folder's file
 * system last and answers with a frame: 0, or an errno value.
 */
int	 settle_work(int line, void *user);

#endif
