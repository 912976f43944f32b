// Calls that glibc hides behind _GNU_SOURCE, that are variadic, or that it does not wrap.
#ifndef BULLETIND_CLINUX_H
#define BULLETIND_CLINUX_H

#include <iconv.h>
#include <stddef.h>
#include <stdint.h>

/// openat2(2) below `folder`: no symbolic link, no magic link, no other mount, nothing above the folder.
/// Falls back to openat with O_NOFOLLOW where the kernel has no openat2 (before 5.6) or a filter denies it.
/// Returns the descriptor, or -1 with errno.
int bulletind_open_beneath(int folder, const char *path, int flags);

/// openat(2) for a new file of mode `mode`, whatever the umask: O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_CLOEXEC.
/// Returns the descriptor, or -1 with errno.
int bulletind_create(int folder, const char *path, unsigned mode);

/// open(2) for reading and writing, created with mode 0640 when missing. Returns the descriptor, or -1 with errno.
int bulletind_open_lock(const char *path);

/// syncfs(2).
int bulletind_sync_file_system(int descriptor);

/// Ignores SIGPIPE and SIGXFSZ: a reader that went away or a size limit is an error of one call, not of the process.
void bulletind_ignore_signals(void);

#endif
