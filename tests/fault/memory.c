/*
 * Preloaded into a program: makes every allocation fail that is asked for from a place in the code not seen
 * before (that is, from another stack of callers). Twice: it alone, and with all that follow. The failing
 * goes on in a child, in a copy of the current folder ($FAULT_LOG/N); the program itself goes on as if
 * nothing had been. $FAULT_LOG/log tells how each child ended:
 *   end N once|on STATUS FRAME...        STATUS as of waitpid(), frames as file+offset
 *   kept N BYTES FRAME...                what the child had not given back at its end
 * N is 0 for the program itself. $FAULT_EVERY: only every so-manieth place. $FAULT_ONCE: without those in
 * which all that follow fail. A program that calls fault_rest() is left alone while its argument is not 0.
 *
 * A program of many processes cannot go on beside itself: with $FAULT_PLACE it fails itself, at the place of
 * this name, once in each of its processes, and without $FAULT_ONCE at all that follow. "?": nowhere, and the
 * log names the places:
 *   place NAME FRAME...
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unwind.h>

enum { FRAMES = 40, SHOWN = 24, PLACES = 1 << 16, SECONDS_MOST = 20 };

struct stack {
	uint64_t hash;
	uint64_t name;			/* the same in another run: of addresses within their pages */
	unsigned n;
	void	*frames[FRAMES];	/* each address once */
};

struct block {				/* stands before what is given out */
	struct block	*next, *before;
	void		*base;		/* what the system gave */
	size_t		 size;
	void		*frames[SHOWN];
	uint64_t	 mark;
};

extern void *__libc_malloc(size_t), *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static const uint64_t mark = UINT64_C(0x5EED0FA110C8ED51);
static struct block live = { .next = &live, .before = &live };
static uint64_t seen[PLACES];
static const char *folder;
static const char *wanted;		/* name of the only place; NULL: all */
static int number, every, nseen, log_file = -1, child, both;
static enum { RESTING, WATCHING, FAILING_ON } state;

static _Unwind_Reason_Code
add_frame(struct _Unwind_Context *c, void *user)
{
	struct stack *s = user;
	void *at = (void *)_Unwind_GetIP(c);

	for (unsigned i = 0; i < s->n; i++)
		if (s->frames[i] == at)
			return _URC_NO_REASON;
	if (s->n == FRAMES)
		return _URC_END_OF_STACK;
	s->frames[s->n++] = at;
	s->hash = (s->hash ^ (uintptr_t)at) * UINT64_C(0x9E3779B97F4A7C15);
	s->hash ^= s->hash >> 29;
	s->name = (s->name ^ ((uintptr_t)at & 0xFFF)) * UINT64_C(0x9E3779B97F4A7C15);
	s->name ^= s->name >> 29;
	return _URC_NO_REASON;
}

static int
is_new(uint64_t hash)
{
	size_t i = hash % PLACES;

	while (seen[i] != 0 && seen[i] != hash)
		i = (i + 1) % PLACES;
	if (seen[i] == hash || nseen >= PLACES / 2)
		return 0;
	seen[i] = hash;
	return nseen++ % every == 0;
}

static void
print_frames(char *line, size_t room, size_t at, void *const *frames)
{
	for (int i = 0; i < SHOWN && frames[i] != NULL && at < room; i++) {
		Dl_info info;
		if (dladdr(frames[i], &info) != 0 && info.dli_fname != NULL)
			at += (size_t)snprintf(line + at, room - at, " %s+0x%lx", info.dli_fname,
			    (unsigned long)((char *)frames[i] - (char *)info.dli_fbase) - 1);
	}
	if (at >= room)
		at = room - 1;
	line[at++] = '\n';
	if (write(log_file, line, at) < 0)
		_exit(126);
}

static void
copy_file(int from, const char *to, const char *name)
{
	char path[4096], bytes[65536];
	int in = openat(from, name, O_RDONLY), out;
	ssize_t n;

	snprintf(path, sizeof path, "%s/%s", to, name);
	out = open(path, O_WRONLY | O_CREAT, 0666);
	while ((n = read(in, bytes, sizeof bytes)) > 0)
		if (write(out, bytes, (size_t)n) != n)
			_exit(126);
	close(in);
	close(out);
}

/* The files of a folder and of those in it. No function here may ask for memory: it is being refused. */
static void
copy_folder(int from, const char *to)
{
	struct { uint64_t ino; int64_t off; uint16_t len; uint8_t type; char name[]; } *e;
	char entries[16384] __attribute__((aligned(8))), path[4096];
	ssize_t n;

	while ((n = getdents64(from, entries, sizeof entries)) > 0)
		for (ssize_t at = 0; at < n; at += e->len) {
			e = (void *)(entries + at);
			if (strcmp(e->name, ".") == 0 || strcmp(e->name, "..") == 0)
				continue;
			if (e->type == DT_DIR) {
				int inner = openat(from, e->name, O_RDONLY | O_DIRECTORY);
				snprintf(path, sizeof path, "%s/%s", to, e->name);
				mkdir(path, 0777);
				copy_folder(inner, path);
				close(inner);
			} else if (e->type == DT_REG) {
				copy_file(from, to, e->name);
			}
		}
}

/*
 * Open files are opened once more, so that reading on moves no place of the program's own; those of the
 * folder in its copy.
 */
static void
move_files(const char *old, const char *new)
{
	char link[64], path[4096], moved[8192];
	size_t n = strlen(old);
	struct stat st;

	for (int fd = 3; fd < 64; fd++) {
		ssize_t len;
		int other;
		snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
		len = readlink(link, path, sizeof path - 1);
		if (len <= 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
			continue;
		path[len] = '\0';
		if (len > (ssize_t)n && memcmp(path, old, n) == 0 && path[n] == '/')
			snprintf(moved, sizeof moved, "%s%s", new, path + n);
		else
			snprintf(moved, sizeof moved, "%s", link);
		other = open(moved, fcntl(fd, F_GETFL) & O_ACCMODE);
		if (other < 0)
			continue;
		lseek(other, lseek(fd, 0, SEEK_CUR), SEEK_SET);
		dup2(other, fd);
		close(other);
	}
}

static void
enter_copy(void)
{
	char old[4096], new[4096], path[4200];
	int here = open(".", O_RDONLY | O_DIRECTORY), fd;

	if (getcwd(old, sizeof old) == NULL)
		_exit(126);
	snprintf(new, sizeof new, "%s/%d", folder, number);
	mkdir(new, 0777);
	copy_folder(here, new);
	close(here);
	move_files(old, new);
	for (int i = 1; i <= 2; i++) {
		snprintf(path, sizeof path, "%s/%d.%s", folder, number, i == 1 ? "out" : "err");
		fd = open(path, O_WRONLY | O_CREAT, 0666);
		dup2(fd, i);
		close(fd);
	}
	if (chdir(new) != 0)
		_exit(126);
	alarm(SECONDS_MOST);
}

void	 fault_rest(int);

void
fault_rest(int rest)
{
	if (state != FAILING_ON && child == 0 && log_file >= 0)
		state = rest ? RESTING : WATCHING;
}

/* Whether this is a child, in which the allocation is to fail. */
static int
try(const struct stack *s, int on)
{
	char line[8192];
	int status = 0;
	pid_t pid;

	number++;
	pid = fork();
	if (pid == 0) {
		enter_copy();
		child = number;
		state = on ? FAILING_ON : RESTING;
		return 1;
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		_exit(126);
	print_frames(line, sizeof line,
	    (size_t)snprintf(line, sizeof line, "end %d %s %d", number, on ? "on" : "once", status), s->frames);
	return 0;
}

/* The same in the program itself. */
static int
fail_here(const struct stack *s)
{
	char line[8192], name[24];

	snprintf(name, sizeof name, "%016llx", (unsigned long long)s->name);
	if (strcmp(wanted, "?") == 0)
		print_frames(line, sizeof line, (size_t)snprintf(line, sizeof line, "place %s", name), s->frames);
	if (strcmp(wanted, name) != 0)
		return 0;
	if (both)
		state = FAILING_ON;
	return 1;
}

/* Whether an allocation is to fail. */
static int
refused(struct stack *s)
{
	int fail = 0;

	*s = (struct stack){ 0 };
	if (state == FAILING_ON)
		return 1;
	_Unwind_Backtrace(add_frame, s);
	if (state != WATCHING || !is_new(s->hash))
		return 0;
	state = RESTING;
	fail = wanted != NULL ? fail_here(s) : try(s, 0) || (both && try(s, 1));
	if (!fail || (wanted != NULL && state == RESTING))
		state = WATCHING;
	return fail;
}

static void *
give(size_t align, size_t size, int zero)
{
	size_t before = (sizeof(struct block) + align - 1) / align * align;
	struct stack s;
	struct block *b;
	char *base;

	if (refused(&s) || size > SIZE_MAX / 2) {
		errno = ENOMEM;
		return NULL;
	}
	base = align <= 16 ? __libc_malloc(before + size) : __libc_memalign(align, before + size);
	if (base == NULL)
		return NULL;
	b = (struct block *)(base + before) - 1;
	*b = (struct block){ .next = live.next, .before = &live, .base = base, .size = size, .mark = mark };
	memcpy(b->frames, s.frames, sizeof b->frames);
	live.next->before = b;
	live.next = b;
	return zero ? memset(b + 1, 0, size) : (void *)(b + 1);
}

static struct block *
block_of(void *p)
{
	struct block *b = (struct block *)p - 1;

	return b->mark == mark ? b : NULL;
}

void *
malloc(size_t size)
{
	return give(16, size, 0);
}

void *
calloc(size_t n, size_t size)
{
	return size != 0 && n > SIZE_MAX / size ? NULL : give(16, n * size, 1);
}

void
free(void *p)
{
	struct block *b = p == NULL ? NULL : block_of(p);

	if (b == NULL) {
		__libc_free(p);
		return;
	}
	b->next->before = b->before;
	b->before->next = b->next;
	b->mark = 0;
	memset(p, 0xDB, b->size);
	__libc_free(b->base);
}

void *
realloc(void *p, size_t size)
{
	struct block *b = p == NULL ? NULL : block_of(p);
	void *more = give(16, size, 0);

	if (more == NULL || p == NULL)
		return more;
	memcpy(more, p, b == NULL || b->size > size ? size : b->size);
	free(p);
	return more;
}

void *
memalign(size_t align, size_t size)
{
	return give(align < 16 ? 16 : align, size, 0);
}

void *
aligned_alloc(size_t align, size_t size)
{
	return memalign(align, size);
}

int
posix_memalign(void **p, size_t align, size_t size)
{
	void *q = memalign(align, size);

	if (q == NULL)
		return ENOMEM;
	*p = q;
	return 0;
}

size_t
malloc_usable_size(void *p)
{
	struct block *b = p == NULL ? NULL : block_of(p);

	return b == NULL ? 0 : b->size;
}

static void __attribute__((constructor))
begin(void)
{
	char path[4096];

	folder = getenv("FAULT_LOG");
	every = getenv("FAULT_EVERY") != NULL ? atoi(getenv("FAULT_EVERY")) : 1;
	both = getenv("FAULT_ONCE") == NULL;
	wanted = getenv("FAULT_PLACE");
	if (folder == NULL)
		return;
	snprintf(path, sizeof path, "%s/log", folder);
	log_file = fcntl(open(path, O_WRONLY | O_CREAT | O_APPEND, 0666), F_DUPFD_CLOEXEC, 100);
	state = WATCHING;
}

static void __attribute__((destructor))
end(void)
{
	char line[8192];

	if (log_file < 0)
		return;
	state = RESTING;
	for (struct block *b = live.next; b != &live; b = b->next)
		print_frames(line, sizeof line, (size_t)snprintf(line, sizeof line, "kept %d %zu", child, b->size),
		    b->frames);
}
