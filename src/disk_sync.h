/* A process that waits for the disk, so that nobody else has to. */
#ifndef DISK_SYNC_H
#define DISK_SYNC_H

/*
 * A child_main; `user` is an int, a folder. To every frame it makes what was written on the folder's file
 * system last and answers with a frame: 0, or an errno value.
 */
int	 disk_sync_run(int line, void *user);

#endif
