internal import Glibc

/// A call to the kernel that failed.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `open`, `fsync`.
    public let call: String
    /// `errno`, as the kernel left it.
    public let code: Int32

    init(_ call: StaticString, code: Int32 = Glibc.errno) {
        self.call = "\(call)"
        self.code = code
    }

    /// What a look for something that is not there gives.
    public static let missing = SystemError("stat", code: ENOENT)

    /// What the use of something else as a folder gives.
    public static let noFolder = SystemError("open", code: ENOTDIR)

    /// `open: Permission denied`.
    public var description: String {
        guard let text = unsafe strerror(code) else { return "\(call): error \(code)" }
        return unsafe "\(call): \(String(cString: text))"
    }

    /// Nothing is there, or a part of the path is no folder.
    public var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    /// A symbolic link, another mount or a way out of the folder stands in the path.
    public var isForbiddenPath: Bool { code == ELOOP || code == EXDEV }
    /// Something of another kind is there: a folder for a file, a file for a folder, a link, another mount.
    public var isOfOtherKind: Bool { [ENOTDIR, EISDIR, EEXIST, ENOTEMPTY].contains(code) || isForbiddenPath }
    /// Another file system is mounted in the path.
    public var isOtherMount: Bool { code == EXDEV }
    /// A name or path is longer than the kernel takes.
    public var isTooLong: Bool { code == ENAMETOOLONG }
    /// It says something of the file, its path or who may read it: to try again helps when somebody changes that.
    public var isOfPath: Bool {
        isMissing || isPermission || isTooLong || isOfOtherKind || [ENXIO, ENODEV, EOPNOTSUPP].contains(code)
    }
    /// From `Inotify`: fs.inotify.max_user_watches is reached.
    public var isOutOfWatches: Bool { code == ENOSPC }
    /// From `Inotify`: fs.inotify.max_user_instances is reached, or the limit of open files.
    public var isOutOfInstances: Bool { code == EMFILE || code == ENFILE }
    public var isPermission: Bool { code == EACCES || code == EPERM }
    public var isReadOnly: Bool { code == EROFS }
    /// The disk is full, may not be written, or fails: nothing is wrong with the file, and it may pass.
    public var isOfStorage: Bool { [ENOSPC, EDQUOT, EROFS, EIO, EFBIG].contains(code) }
    /// The disk does not give what is on it, or that is damaged: no right to read it would help.
    public var isOfDisk: Bool { [EIO, EUCLEAN, EREMOTEIO, EBADMSG, ENODATA].contains(code) }
    /// There is no room left, for anybody or for this user.
    public var isFull: Bool { code == ENOSPC || code == EDQUOT }
    public var isNotEmpty: Bool { code == ENOTEMPTY || code == EEXIST }

    /// Runs a call again while a signal interrupts it.
    static func check<Result: SignedInteger>(
        _ call: StaticString, _ body: () -> Result
    ) throws(SystemError) -> Result {
        while true {
            let result = body()
            if result >= 0 { return result }
            let code = Glibc.errno
            if code != EINTR { throw SystemError(call, code: code) }
        }
    }
}
