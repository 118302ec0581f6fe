/* The program at work: what its verbs share. */
#ifndef PROGRAM_H
#define PROGRAM_H
#include "alongside.h"
#include "distribute.h"
#include "input.h"
#include "options.h"
#include "output.h"
#include "report.h"
#include "start.h"

struct program {
	struct options	 options;
	struct report	 report;
	char		 data_dir[PATH_ROOM];
	struct output	 output;
	struct alongside alongside;
	struct distribution sets;
	struct input	 data;		/* of a copy, or a print set */
	int		 files;		/* where the paths of files used are told; -1: nowhere */
};

#endif
