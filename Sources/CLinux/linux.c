#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

// Part by part, so that no link on the way is followed and no other file system entered. What openat2 does better: a
// folder that is mounted from the same file system is not told from others.
static int open_by_parts(int folder, const char *path, int flags) {
    struct stat top, here;
    if (fstat(folder, &top)) return -1;
    if (*path == '/') {
        errno = EXDEV;
        return -1;
    }
    int at = folder;
    for (;;) {
        char part[NAME_MAX + 1];
        size_t length = strcspn(path, "/");
        const char *rest = path + length + strspn(path + length, "/");
        int next = -1;
        if (length == 0) {
            errno = ENOENT;
        } else if (length > NAME_MAX) {
            errno = ENAMETOOLONG;
        } else {
            memcpy(part, path, length);
            part[length] = 0;
            if (!strcmp(part, "..")) {
                errno = EXDEV;
            } else {
                next = openat(at, part, (*rest ? O_PATH | O_DIRECTORY : flags) | O_NOFOLLOW | O_CLOEXEC);
            }
        }
        int error = errno;
        if (at != folder) close(at);
        if (next >= 0 && !fstat(next, &here) && S_ISDIR(here.st_mode) && here.st_dev != top.st_dev) {
            close(next);
            next = -1;
            error = EXDEV;
        }
        errno = error;
        if (next < 0 || !*rest) return next;
        at = next;
        path = rest;
    }
}

int bulletind_open_beneath(int folder, const char *path, int flags) {
    struct open_how how;
    memset(&how, 0, sizeof how);
    how.flags = (uint64_t)flags | O_NOFOLLOW | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
    for (int attempt = 0; attempt < 8; attempt++) {
        int descriptor = (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
        // EAGAIN: a rename elsewhere made the kernel unsure of "beneath" (openat2(2)).
        if (descriptor >= 0 || (errno != EAGAIN && errno != EINTR)) {
            if (descriptor < 0 && (errno == ENOSYS || errno == EPERM)) break;
            return descriptor;
        }
    }
    return open_by_parts(folder, path, flags);
}

int bulletind_hold(int folder, const char *path) {
    return openat(folder, path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
}

int bulletind_create(int folder, const char *path, unsigned mode) {
    int descriptor = openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, (mode_t)mode);
    // To look costs less than to change what is right already, which goes through the journal.
    struct stat status;
    int is_right = descriptor >= 0 && fstat(descriptor, &status) == 0 && (status.st_mode & 07777) == mode;
    if (descriptor >= 0 && !is_right && fchmod(descriptor, (mode_t)mode) != 0) {
        int error = errno;
        close(descriptor);
        unlinkat(folder, path, 0);
        errno = error;
        return -1;
    }
    return descriptor;
}

int bulletind_open_lock(const char *path) { return open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640); }

int bulletind_accept(int descriptor) { return accept4(descriptor, NULL, NULL, SOCK_CLOEXEC); }
int bulletind_file_system_type(int descriptor, uint32_t *type) {
    struct statfs information;
    if (fstatfs(descriptor, &information)) return -1;
    *type = (uint32_t)information.f_type;
    return 0;
}

int bulletind_sync_file_system(int descriptor) { return syncfs(descriptor); }

int bulletind_start_writing(int descriptor) { return sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE); }

void bulletind_ignore_signals(void) {
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

void bulletind_ignore_hangups(void) { signal(SIGHUP, SIG_IGN); }

int bulletind_spawn(const char *program, char *const arguments[], char *const environment[], int channel, int errors,
                    int *child) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) return error;
    if ((error = posix_spawnattr_init(&attributes))) {
        posix_spawn_file_actions_destroy(&actions);
        return error;
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    (void)((error = posix_spawn_file_actions_adddup2(&actions, channel, 0)) ||
           (error = posix_spawn_file_actions_adddup2(&actions, channel, 1)) ||
           (error = posix_spawn_file_actions_adddup2(&actions, errors, 2)) ||
           (error = posix_spawn_file_actions_addclosefrom_np(&actions, 3)) ||
           (error = posix_spawnattr_setsigmask(&attributes, &none)) ||
           (error = posix_spawnattr_setsigdefault(&attributes, &all)) ||
           (error = posix_spawnattr_setpgroup(&attributes, 0)) ||
           (error = posix_spawnattr_setflags(
                &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP)) ||
           (error = posix_spawn(child, program, &actions, &attributes, arguments, environment)));
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

int bulletind_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

void bulletind_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

void bulletind_thread_name(char *name) { prctl(PR_GET_NAME, name, 0, 0, 0); }

int bulletind_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

int bulletind_close_from(int first) {
    closefrom(first);
    return 0;
}

int bulletind_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC | O_NONBLOCK); }

uint64_t bulletind_raise_descriptors(void) {
    struct rlimit present;
    if (getrlimit(RLIMIT_NOFILE, &present)) return 0;
    struct rlimit raised = {present.rlim_max, present.rlim_max};
    return setrlimit(RLIMIT_NOFILE, &raised) ? present.rlim_cur : raised.rlim_cur;
}

int bulletind_limit(int resource, uint64_t limit) {
    struct rlimit present;
    if (getrlimit(resource, &present)) return -1;
    // A hard limit that is lower already cannot be raised, and need not be.
    if (present.rlim_max == RLIM_INFINITY || present.rlim_max > limit) present.rlim_max = limit;
    present.rlim_cur = present.rlim_max;
    return setrlimit(resource, &present);
}

// landlock(7). The numbers are those of every architecture; the C library wraps none of the calls.
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_restrict_self 446
#endif

int bulletind_deny_files(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
    if (version < 0) return errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM ? 1 : -1;
    // Each version of the interface knows more rights; to name one that it does not know is an error.
    struct { uint64_t files, network, scopes; } handled = {(1u << 13) - 1, 0, 0};
    if (version >= 2) handled.files |= 1u << 13;
    if (version >= 3) handled.files |= 1u << 14;
    if (version >= 5) handled.files |= 1u << 15;
    if (version >= 4) handled.network = 3;
    if (version >= 6) handled.scopes = 3;
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, size, 0);
    if (rules < 0) return -1;
    long result = syscall(SYS_landlock_restrict_self, rules, 0);
    int error = errno;
    close(rules);
    errno = error;
    return result ? -1 : 0;
}
