// Calls that glibc hides behind _GNU_SOURCE, that are variadic, or that it does not wrap.
#ifndef BULLETIND_CLINUX_H
#define BULLETIND_CLINUX_H

#include <iconv.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>

/// openat2(2) below `folder`: no symbolic link, no magic link, no other mount, nothing above the folder.
/// Goes part by part with O_NOFOLLOW where the kernel has no openat2 (before 5.6) or a filter denies it.
/// Returns the descriptor, or -1 with errno.
int bulletind_open_beneath(int folder, const char *path, int flags);

/// openat(2) that needs no permission and opens nothing: O_PATH, O_NOFOLLOW, O_CLOEXEC.
/// Returns the descriptor, or -1 with errno.
int bulletind_hold(int folder, const char *path);

/// openat(2) for a new file of mode `mode`, whatever the umask: O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_CLOEXEC.
/// Returns the descriptor, or -1 with errno.
int bulletind_create(int folder, const char *path, unsigned mode);

/// open(2) for reading and writing, created with mode 0640 when missing. Returns the descriptor, or -1 with errno.
int bulletind_open_lock(const char *path);

/// accept4(2) of any peer, SOCK_CLOEXEC. Returns the descriptor, or -1 with errno.
int bulletind_accept(int descriptor);
/// The member f_type of fstatfs(2). Returns -1 with errno.
int bulletind_file_system_type(int descriptor, uint32_t *type);

/// syncfs(2).
int bulletind_sync_file_system(int descriptor);

/// sync_file_range(2) of the whole file, to begin writing without waiting.
int bulletind_start_writing(int descriptor);

/// Ignores SIGPIPE and SIGXFSZ: a reader that went away or a size limit is an error of one call, not of the process.
void bulletind_ignore_signals(void);
void bulletind_ignore_hangups(void);

/// Starts `program` in a process group of its own, with `channel` as its descriptors 0 and 1, `errors` as 2 and no
/// other, all signals as the system sets them, and the given arguments and environment. Returns 0, or an error number.
int bulletind_spawn(const char *program, char *const arguments[], char *const environment[], int channel, int errors,
                    int *child);

/// The kernel kills this process when the thread that started it ends. Returns -1 with errno when it cannot be.
int bulletind_die_with_parent(void);

/// prctl(2), PR_SET_NAME: the calling thread, in at most 15 bytes.
void bulletind_name_thread(const char *name);

/// prctl(2), PR_GET_NAME.
/// \param name has room for 16 bytes.
void bulletind_thread_name(char *name);

/// prctl(2), PR_SET_NO_NEW_PRIVS: of no return.
int bulletind_no_new_privileges(void);

/// Closes all descriptors from `first` on.
int bulletind_close_from(int first);

/// pipe2(2) of which neither end blocks or is inherited. Returns -1 with errno.
int bulletind_pipe(int ends[2]);

/// The names of the C library are macros here and members there.
enum {
    bulletind_limit_memory = RLIMIT_DATA,
    bulletind_limit_processor_time = RLIMIT_CPU,
    bulletind_limit_core = RLIMIT_CORE,
    bulletind_limit_file_size = RLIMIT_FSIZE,
    bulletind_limit_descriptors = RLIMIT_NOFILE,
    bulletind_limit_processes = RLIMIT_NPROC,
    bulletind_limit_locked_memory = RLIMIT_MEMLOCK,
    bulletind_limit_queues = RLIMIT_MSGQUEUE,
};

/// Sets soft and hard limit of a resource (`bulletind_limit_…`). Returns -1 with errno.
int bulletind_limit(int resource, uint64_t limit);
// As many descriptors as the hard limit allows; how many those are, 0 when that cannot be told.
uint64_t bulletind_raise_descriptors(void);

/// Takes from this process all rights to files, to TCP ports, and to signal or connect to what is outside it that this
/// kernel's Landlock knows of. Returns 0, 1 where there is no Landlock, or -1 with errno.
int bulletind_deny_files(void);

#endif
