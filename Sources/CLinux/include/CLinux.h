// Calls that glibc hides behind _GNU_SOURCE, that are variadic, or that it does not wrap.
#ifndef BULLETIND_CLINUX_H
#define BULLETIND_CLINUX_H

#include <stddef.h>
#include <stdint.h>

/// openat2(2) below `folder`: no symbolic link, no magic link, no other mount, nothing above the folder.
/// Falls back to openat with O_NOFOLLOW where the kernel has no openat2 (before 5.6) or a filter denies it.
/// Returns the descriptor, or -1 with errno.
int bulletind_open_beneath(int folder, const char *path, int flags);

#endif
