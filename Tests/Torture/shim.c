/* Counts the calls with which a process changes files, and makes one of them fail, or the last thing that it does.
 *
 * Loaded with LD_PRELOAD. Only the process that loaded it counts: its children start without it. Calls on pipes, sockets
 * and the standard streams are not counted. All is told by the environment:
 *
 *   TORTURE_LOG      a file to which each counted call is added: NUMBER CLASS PATH
 *   TORTURE_CLASS    which calls count, comma-separated: write sync syncfs rename link unlink truncate create mkdir
 *   TORTURE_AT       at which of them it happens, from 1
 *   TORTURE_DO       what happens: kill | cut | short | the number of an error
 *   TORTURE_CUT      mount points whose file systems lose what is not on the disk, colon-separated
 *   TORTURE_BREAK    defects, comma-separated: folder-sync (folders are never synced), wal-sync (nor is the write-ahead
 *                    log), in-place (temporary files are not renamed, but copied over the last version)
 *   TORTURE_CLOCK    seconds by which the wall clock is ahead
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { FOLDER_SYNC = 1, WAL_SYNC = 2, IN_PLACE = 4 };
enum { FILES = 4096 };

static pid_t self;
static int log_file = -1;
static long at, clock_offset;
static char classes[200], deed[20], cut_points[3 * PATH_MAX];
static int defects;
static atomic_long counter;
/* Per descriptor: whether a sync of it failed, and whether it was written since. */
static atomic_char failed[FILES], rewritten[FILES];

static const char *take(const char *name, char *into, size_t size) {
    const char *value = getenv(name);
    snprintf(into, size, "%s", value ? value : "");
    unsetenv(name);
    return into;
}

__attribute__((constructor)) static void begin(void) {
    char text[PATH_MAX];
    self = getpid();
    unsetenv("LD_PRELOAD");
    take("TORTURE_CLASS", classes, sizeof classes);
    take("TORTURE_DO", deed, sizeof deed);
    take("TORTURE_CUT", cut_points, sizeof cut_points);
    at = atol(take("TORTURE_AT", text, sizeof text));
    clock_offset = atol(take("TORTURE_CLOCK", text, sizeof text));
    take("TORTURE_BREAK", text, sizeof text);
    if (strstr(text, "folder-sync")) defects |= FOLDER_SYNC;
    if (strstr(text, "wal-sync")) defects |= WAL_SYNC;
    if (strstr(text, "in-place")) defects |= IN_PLACE;
    if (*take("TORTURE_LOG", text, sizeof text))
        log_file = (int)syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static const char *path_of(int file, char *into) {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, into, PATH_MAX - 1);
    into[length > 0 ? length : 0] = 0;
    return into;
}

static void say(long number, const char *what, const char *path) {
    char line[PATH_MAX + 60];
    int length = snprintf(line, sizeof line, "%ld %s %s\n", number, what, path);
    if (log_file >= 0) syscall(SYS_write, log_file, line, (size_t)length);
}

/* What a power cut does: nothing that is not on the disk will be. 0x8004587d: EXT4_IOC_SHUTDOWN and XFS_IOC_GOINGDOWN;
 * 2: without writing the log. */
static void cut(void) {
    char *rest, *point = strtok_r(cut_points, ":", &rest);
    for (; point; point = strtok_r(NULL, ":", &rest)) {
        unsigned flags = 2;
        int folder = (int)syscall(SYS_openat, AT_FDCWD, point, O_RDONLY | O_DIRECTORY, 0);
        if (folder < 0 || syscall(SYS_ioctl, folder, 0x8004587d, &flags)) say(0, "NOCUT", point);
    }
}

/* Counts a call. Returns 0 when it is to go its way, -1 when it fails, with errno set, 1 when it is to do half. */
static int meet(const char *class, const char *path) {
    if (getpid() != self) return 0;
    size_t length = strlen(class);
    const char *found = classes;
    while ((found = strstr(found, class))) {
        if ((found == classes || found[-1] == ',') && (found[length] == ',' || !found[length])) break;
        found++;
    }
    if (!found) return 0;
    long number = ++counter;
    say(number, class, path);
    if (number != at) return 0;
    if (!strcmp(deed, "cut")) cut();
    if (!strcmp(deed, "cut") || !strcmp(deed, "kill")) {
        kill(self, SIGKILL);
        for (;;) pause();
    }
    if (!strcmp(deed, "short")) return 1;
    errno = atoi(deed);
    return -1;
}

static int is_plain(int file) {
    struct stat status;
    return file > 2 && !fstat(file, &status) && S_ISREG(status.st_mode);
}

static int is_folder(int file) {
    struct stat status;
    return !fstat(file, &status) && S_ISDIR(status.st_mode);
}

static int ends_with(const char *text, const char *ending) {
    size_t length = strlen(text), tail = strlen(ending);
    return length >= tail && !strcmp(text + length - tail, ending);
}

/* --- writing --- */

static int meet_write(int file, size_t *count) {
    char path[PATH_MAX];
    if (!is_plain(file)) return 0;
    if (file < FILES) rewritten[file] = 1;
    int verdict = meet("write", path_of(file, path));
    if (verdict > 0 && *count > 1) *count /= 2;
    return verdict < 0 ? -1 : 0;
}

ssize_t write(int file, const void *bytes, size_t count) {
    REAL(write);
    return meet_write(file, &count) ? -1 : real(file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    REAL(pwrite);
    return meet_write(file, &count) ? -1 : real(file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    REAL(pwrite64);
    return meet_write(file, &count) ? -1 : real(file, bytes, count, offset);
}

static int meet_truncate(int file) {
    char path[PATH_MAX];
    if (file >= 0 && file < FILES) rewritten[file] = 1;
    return meet("truncate", path_of(file, path)) < 0;
}

int ftruncate(int file, off_t size) {
    REAL(ftruncate);
    return meet_truncate(file) ? -1 : real(file, size);
}

int ftruncate64(int file, off64_t size) {
    REAL(ftruncate64);
    return meet_truncate(file) ? -1 : real(file, size);
}

/* --- syncing --- */

static int sync_one(int file, int (*real)(int)) {
    char path[PATH_MAX];
    path_of(file, path);
    if ((defects & FOLDER_SYNC) && is_folder(file)) return 0;
    if ((defects & WAL_SYNC) && ends_with(path, "-wal")) return 0;
    int known = file >= 0 && file < FILES;
    if (known && failed[file]) say(0, rewritten[file] ? "REWRITTEN" : "RESYNC", path);
    if (known) failed[file] = 0;
    int verdict = meet("sync", path);
    int result = verdict < 0 ? -1 : real(file);
    if (result && known) {
        failed[file] = 1;
        rewritten[file] = 0;
    }
    return result;
}

int fsync(int file) {
    REAL(fsync);
    return sync_one(file, real);
}

int fdatasync(int file) {
    REAL(fdatasync);
    return sync_one(file, real);
}

int syncfs(int file) {
    REAL(syncfs);
    char path[PATH_MAX];
    if (defects & FOLDER_SYNC) return 0;
    return meet("syncfs", path_of(file, path)) < 0 ? -1 : real(file);
}

int close(int file) {
    REAL(close);
    if (file >= 0 && file < FILES) failed[file] = 0;
    return real(file);
}

/* --- names --- */

static const char *place(int folder, const char *path, char *into) {
    if (*path == '/' || folder == AT_FDCWD) return path;
    path_of(folder, into);
    size_t length = strlen(into);
    snprintf(into + length, PATH_MAX - length, "/%s", path);
    return into;
}

/* The defect of a feed that is written in place: at any moment, readers and crashes find it half written. */
static int copy_over(int from_folder, const char *from, int to_folder, const char *to) {
    static char bytes[1 << 24];
    int source = (int)syscall(SYS_openat, from_folder, from, O_RDONLY | O_CLOEXEC, 0);
    ssize_t size = source < 0 ? -1 : read(source, bytes, sizeof bytes);
    if (size < 0) return -1;
    syscall(SYS_close, source);
    int target = openat(to_folder, to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (target < 0) return -1;
    for (ssize_t done = 0, part = size / 2 + 1; done < size; done += part) {
        if (part > size - done) part = size - done;
        if (write(target, bytes + done, (size_t)part) < 0) return -1;
    }
    if (fsync(target) || close(target)) return -1;
    return unlinkat(from_folder, from, 0);
}

static int move(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    char path[PATH_MAX];
    if ((defects & IN_PLACE) && strstr(from, ".tmp-")) return copy_over(from_folder, from, to_folder, to);
    if (meet("rename", place(to_folder, to, path)) < 0) return -1;
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int rename(const char *from, const char *to) { return move(AT_FDCWD, from, AT_FDCWD, to, 0); }

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    return move(from_folder, from, to_folder, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    return move(from_folder, from, to_folder, to, flags);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    char path[PATH_MAX];
    if (meet("link", place(to_folder, to, path)) < 0) return -1;
    return (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int folder, const char *path, int flags) {
    char whole[PATH_MAX];
    if (meet("unlink", place(folder, path, whole)) < 0) return -1;
    return (int)syscall(SYS_unlinkat, folder, path, flags);
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *path, mode_t mode) {
    char whole[PATH_MAX];
    if (meet("mkdir", place(folder, path, whole)) < 0) return -1;
    return (int)syscall(SYS_mkdirat, folder, path, mode);
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

static int make(int folder, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    if ((flags & O_CREAT) && meet("create", place(folder, path, whole)) < 0) return -1;
    return (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define MODE(flags)                                                                                                    \
    mode_t mode = 0;                                                                                                   \
    if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) {                                                       \
        va_list list;                                                                                                  \
        va_start(list, flags);                                                                                         \
        mode = va_arg(list, mode_t);                                                                                   \
        va_end(list);                                                                                                  \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    return make(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    return make(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int openat(int folder, const char *path, int flags, ...) {
    MODE(flags)
    return make(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
    MODE(flags)
    return make(folder, path, flags | O_LARGEFILE, mode);
}

/* --- time --- */

time_t time(time_t *into) {
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    time_t seconds = now.tv_sec + clock_offset;
    if (into) *into = seconds;
    return seconds;
}
