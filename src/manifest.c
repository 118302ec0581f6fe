#include "manifest.h"
#include "json_member.h"
#include "output_name.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ID_ROOM = 5000, STEP = 256 * 1024 };

/* Keeps whose PDF is at the path that a line says. False: no memory. */
static bool
remember_owner(struct manifest *l, const char *id, const char *line, size_t n)
{
	char path[MANIFEST_PATH];
	struct json_member m;

	if (!json_member_find(line, n, "sha256", &m) || !json_member_find(line, n, "output", &m)
	    || !json_member_text(&m, path, sizeof path))
		return true;
	return hash_table_add(&l->owners, output_name_key(path), hash_table_key(id));
}

/* Keeps where a line begins. False: no memory. */
static bool
remember(struct manifest *l, const char *line, size_t n, uint64_t at)
{
	static const char mark[] = "\xEF\xBB\xBF";
	char id[ID_ROOM];
	struct json_member m;

	/* Editors of other systems leave marks of their own. */
	if (at == 0 && n >= sizeof mark - 1 && memcmp(line, mark, sizeof mark - 1) == 0) {
		at = sizeof mark - 1;
		line += at;
		n -= at;
	}
	n -= n > 0 && line[n - 1] == '\r';
	if (n == 0)
		return true;
	if (line[0] != '{' || line[n - 1] != '}' || !json_member_find(line, n, "id", &m)
	    || !json_member_text(&m, id, sizeof id)) {
		l->damaged++;
		return true;
	}
	return hash_table_add(&l->places, hash_table_key(id), at) && remember_owner(l, id, line, n);
}

/* Looks through the whole lines in `w`, which begin at `at`; the number of bytes they have. */
static size_t
take_lines(struct manifest *l, const struct wire *w, uint64_t at, bool *fine)
{
	size_t done = 0;
	const char *eol;

	while (*fine && done < w->len && (eol = memchr(w->data + done, '\n', w->len - done)) != NULL) {
		size_t n = (size_t)(eol - (w->data + done));
		*fine = remember(l, w->data + done, n, at + done);
		done += n + 1;
	}
	return done;
}

/* Reads all whole lines; 0, or an errno value. */
static int
read_all(struct manifest *l)
{
	struct wire w = { 0 };
	char *piece = malloc(STEP);
	bool fine = piece != NULL;
	ssize_t n = 0;
	int error = 0;

	while (fine && (n = pread(l->fd, piece, STEP, (off_t)(l->end + w.len))) != 0) {
		size_t done;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			error = errno;
			break;
		}
		wire_add(&w, piece, (size_t)n);
		fine = !w.failed;
		if (!fine)
			break;
		done = take_lines(l, &w, l->end, &fine);
		memmove(w.data, w.data + done, w.len - done);
		w.len -= done;
		l->end += done;
	}
	free(piece);
	wire_free(&w);
	return fine ? error : ENOMEM;
}

static bool
lock(int fd)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	return fcntl(fd, F_SETLK, &all) == 0 || (errno != EACCES && errno != EAGAIN);
}

/* What is not known any more may be lost: that is told. */
static void
tell_damaged(const struct manifest *l, const struct report *r)
{
	struct reported m = { .text = NULL };
	char number[24];

	if (l->damaged == 0)
		return;
	snprintf(number, sizeof number, "%lu", l->damaged);
	report_make(r, &m, l->name, TEXT_BATCH_DAMAGED, (const char *const[]){ number, NULL });
	m.message.level = TT_WARNING;
	report_message(r, &m.message);
	report_drop(&m);
}

int
manifest_open(struct manifest *l, int folder, const char *dir, const char *name, const struct report *r)
{
	size_t room = strlen(dir) + strlen(name) + 2;
	struct stat st;
	int error;

	*l = (struct manifest){ .name = malloc(room) };
	if (l->name == NULL)
		return REPORT(r, NULL, NO_MEMORY, "");
	snprintf(l->name, room, "%s/%s", dir, name);
	l->fd = openat(folder, name, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (l->fd >= 0 && fstat(l->fd, &st) == 0 && !S_ISREG(st.st_mode))
		error = EINVAL;
	else if (l->fd < 0)
		error = errno;
	else if (!lock(l->fd))
		return REPORT(r, l->name, BATCH_LOCKED, "");
	else
		error = read_all(l);
	if (error == 0 && ftruncate(l->fd, (off_t)l->end) != 0)
		error = errno;
	if (error == ENOMEM)
		return REPORT(r, NULL, NO_MEMORY, "");
	if (error == 0)
		tell_damaged(l, r);
	return error == 0 ? 0 : REPORT(r, l->name, FILE_WRITE_DIRECT, report_reason(r, error));
}

/* False: no memory. */
static bool
add_owner(struct hash_table *owners, uint64_t path, uint64_t id)
{
	const uint64_t *known;

	while ((known = hash_table_find(owners, path)) != NULL && *known != id)
		path++;
	return known != NULL || hash_table_add(owners, path, id);
}

int
manifest_read_owners(int folder, const char *name, struct hash_table *owners)
{
	struct manifest l = { .fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) };
	struct stat st;
	int error = 0;

	if (l.fd < 0)
		return errno == ENOENT || errno == ELOOP ? 0 : errno;
	if (fstat(l.fd, &st) == 0 && S_ISREG(st.st_mode))
		error = read_all(&l);
	for (size_t i = 0; i < l.owners.cap && error == 0; i++)
		if (l.owners.entries[i].key != 0
		    && !add_owner(owners, l.owners.entries[i].key, l.owners.entries[i].value))
			error = ENOMEM;
	manifest_close(&l);
	return error;
}

const char *
manifest_find(struct manifest *l, const char *id, size_t *n)
{
	uint64_t *at = hash_table_find(&l->places, hash_table_key(id));
	char piece[4096];
	const char *eol = NULL;

	wire_clear(&l->line);
	while (at != NULL && eol == NULL && !l->line.failed) {
		ssize_t got = pread(l->fd, piece, sizeof piece, (off_t)(*at + l->line.len));
		if (got <= 0)
			return NULL;
		wire_add(&l->line, piece, (size_t)got);
		eol = memchr(piece, '\n', (size_t)got);
		if (eol != NULL)
			*n = l->line.len - (size_t)got + (size_t)(eol - piece);
	}
	return at == NULL || l->line.failed ? NULL : l->line.data;
}

const uint64_t *
manifest_owner(const struct manifest *l, const char *path)
{
	return hash_table_find(&l->owners, output_name_key(path));
}

bool
manifest_owns(const struct manifest *l, const char *id, const char *path)
{
	const uint64_t *owner = manifest_owner(l, path);

	return owner == NULL || *owner == hash_table_key(id);
}

bool
manifest_read(const char *line, size_t n, struct manifest_entry *e)
{
	struct { const char *name; char *to; size_t room; } texts[] = {
		{ "output", e->output, sizeof e->output }, { "name", e->name, sizeof e->name },
		{ "old", e->old, sizeof e->old },
		{ "sha256", e->digest, sizeof e->digest }, { "input", e->input, sizeof e->input },
	};
	struct json_members all;
	struct json_member m;
	char status[16] = "";

	memset(e, 0, sizeof *e);
	json_members_open(&all, line, n);
	while (json_members_next(&all, &m)) {
		if (json_member_is(&m, "status"))
			json_member_text(&m, status, sizeof status);
		else if (json_member_is(&m, "bytes"))
			e->bytes = json_member_number(&m, 0);
		else if (json_member_is(&m, "report"))
			e->report = true;
		else if (json_member_is(&m, "sources")) {
			e->sources = m.value;
			e->sources_len = m.len;
		}
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
			if (json_member_is(&m, texts[i].name) && !json_member_text(&m, texts[i].to, texts[i].room))
				*texts[i].to = '\0';
		for (size_t i = 0; i < FINGERPRINT__PARTS; i++)
			if (json_member_is(&m, fingerprint_name((enum fingerprint_part)i)))
				json_member_text(&m, e->fingerprint.digests[i], FINGERPRINT_HEX);
	}
	e->done = strcmp(status, "done") == 0;
	return *status != '\0';
}

void
manifest_add(struct manifest *l, const char *id, const char *line, size_t n)
{
	uint64_t at = l->end + l->waiting.len;

	wire_add(&l->waiting, line, n);
	if (!hash_table_add(&l->places, hash_table_key(id), at) || !remember_owner(l, id, line, n))
		l->waiting.failed = true;
}

int
manifest_write(struct manifest *l)
{
	size_t done = 0;

	if (l->waiting.failed)
		return ENOMEM;
	while (done < l->waiting.len) {
		ssize_t n = write(l->fd, l->waiting.data + done, l->waiting.len - done);
		if (n < 0 && errno != EINTR) {
			int error = errno;
			/* Half a line is no line. */
			return ftruncate(l->fd, (off_t)l->end) != 0 ? errno : error;
		}
		done += n > 0 ? (size_t)n : 0;
	}
	l->end += done;
	wire_clear(&l->waiting);
	return 0;
}

void
manifest_close(struct manifest *l)
{
	if (l->fd >= 0)
		close(l->fd);
	free(l->name);
	hash_table_free(&l->places);
	hash_table_free(&l->owners);
	wire_free(&l->waiting);
	wire_free(&l->line);
}
