#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
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
