#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

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
    return openat(folder, path, flags | O_NOFOLLOW | O_CLOEXEC);
}

int bulletind_create(int folder, const char *path, unsigned mode) {
    int descriptor = openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, (mode_t)mode);
    if (descriptor >= 0 && fchmod(descriptor, (mode_t)mode) != 0) {
        int error = errno;
        close(descriptor);
        unlinkat(folder, path, 0);
        errno = error;
        return -1;
    }
    return descriptor;
}

int bulletind_open_lock(const char *path) { return open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640); }

int bulletind_sync_file_system(int descriptor) { return syncfs(descriptor); }

void bulletind_ignore_signals(void) {
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}
