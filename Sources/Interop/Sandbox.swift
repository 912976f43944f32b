internal import CLinux
internal import CSeccomp
internal import Glibc

/// Takes from this process, for good, all that reading bytes from an open descriptor does not need.
///
/// What a library loads when it is first used (tables of charsets, its own settings) has to be loaded before: no file
/// can be opened afterwards.
public enum Sandbox {
    /// Why the process could not be confined. It must not go on, then.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// `seccomp: Invalid argument`.
        public let description: String
    }

    /// What the process may use up in its life.
    public struct Limits: Hashable, Sendable {
        /// Bytes of its own that it may write to: heap, stacks, private maps. Shared libraries do not count.
        public var memory: Int
        /// Seconds of all its threads.
        public var processorTime: Int

        public init(memory: Int, processorTime: Int) {
            self.memory = memory
            self.processorTime = processorTime
        }
    }

    /// Confines the process: no descriptor but the three standard ones, limits, no new rights, no files and no network
    /// (Landlock, where the kernel has it), and a filter of system calls on every thread.
    ///
    /// A call that no reader has use for and every intruder has (`Calls.fatal`) kills the process; any other call
    /// that is not on the list fails with EPERM, for a runtime may try something harmless and do without.
    public static func enter(_ limits: Limits) throws(Failure) {
        bulletind_close_from(3)
        try check("prctl", bulletind_no_new_privileges())
        if bulletind_deny_files() < 0 { throw Failure(description: "\(SystemError("landlock"))") }
        try limit(limits)
        try filter()
    }

    /// The process is among the first to go when the machine has no memory left (proc(5), oom_score_adj), is killed
    /// when the thread that started it ends, gives way to its parent where both want a processor (nice(2)), and is not
    /// ended by signals that are meant for its parent.
    public static func attachToParent() {
        let file = unsafe open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
        if file >= 0 {
            _ = unsafe write(file, "500", 3)
            close(file)
        }
        _ = bulletind_die_with_parent()
        // What it reads is of no use before its parent has taken what it read before.
        _ = nice(5)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { _ = signal(number, SIG_IGN) }
    }

    private static func limit(_ limits: Limits) throws(Failure) {
        let rows = [
            (bulletind_limit_memory, limits.memory), (bulletind_limit_processor_time, limits.processorTime),
            (bulletind_limit_core, 0), (bulletind_limit_file_size, 0), (bulletind_limit_descriptors, 3),
            (bulletind_limit_processes, 0), (bulletind_limit_locked_memory, 0), (bulletind_limit_queues, 0),
        ]
        for (resource, most) in rows {
            try check("setrlimit", bulletind_limit(Int32(resource), UInt64(max(0, most))))
        }
    }

    private static func filter() throws(Failure) {
        guard let filter = unsafe seccomp_init(bulletind_seccomp_refuse()) else {
            throw Failure(description: "seccomp: no memory")
        }
        defer { unsafe seccomp_release(filter) }
        try check(unsafe seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1))
        for (names, action) in [
            (Calls.allowed, bulletind_seccomp_allow()), (Calls.fatal, bulletind_seccomp_kill()),
        ] {
            for name in names {
                let call = unsafe seccomp_syscall_resolve_name(name)
                // An architecture may lack a call, and an old library may not know one: both leave it refused.
                guard call >= 0 else { continue }
                try check(unsafe bulletind_seccomp_add(filter, action, call))
            }
        }
        for name in Calls.allowedWithoutExecution {
            let call = unsafe seccomp_syscall_resolve_name(name)
            try check(
                unsafe bulletind_seccomp_add_masked(
                    filter, bulletind_seccomp_allow(), call, 2, UInt64(PROT_EXEC), 0))
        }
        let own = unsafe seccomp_syscall_resolve_name("tgkill")
        try check(
            unsafe bulletind_seccomp_add_masked(
                filter, bulletind_seccomp_allow(), own, 0, UInt64(UInt32.max), UInt64(getpid())))
        try check(unsafe seccomp_load(filter))
    }

    private static func check(_ call: StaticString, _ result: Int32) throws(Failure) {
        if result < 0 { throw Failure(description: "\(SystemError(call))") }
    }

    /// - Parameter result: of libseccomp, which returns error numbers.
    private static func check(_ result: Int32) throws(Failure) {
        if result < 0 { throw Failure(description: "\(SystemError("seccomp", code: -result))") }
    }
}

/// The system calls that a confined process may make.
private enum Calls {
    /// Bytes through open descriptors, memory, clocks, locks among its own threads, and its own end.
    static let allowed = [
        "read", "write", "close", "fstat", "lseek",
        "brk", "munmap", "mremap", "madvise", "membarrier", "rseq",
        "futex", "sched_yield", "set_robust_list",
        "clock_gettime", "gettimeofday", "time", "getrandom",
        "getpid", "gettid", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall",
        "exit", "exit_group",
    ]

    /// Memory, as long as nobody may run what is in it. The third argument says what it is for.
    static let allowedWithoutExecution = ["mmap", "mprotect"]

    /// The way out: to other programs, processes and machines.
    static let fatal = [
        "execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev", "kill", "tkill",
        "pidfd_open", "pidfd_getfd", "pidfd_send_signal",
        "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "recvmsg",
        "bpf", "io_uring_setup", "io_uring_enter", "userfaultfd", "perf_event_open", "keyctl", "add_key",
        "unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "open_by_handle_at", "memfd_create",
    ]
}
