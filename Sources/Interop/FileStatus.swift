internal import Glibc

/// What the kernel says of a file: enough to see that it is the same and unchanged.
public struct FileStatus: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case file, folder, link
        /// A device, FIFO or socket.
        case other
    }

    public var kind: Kind
    public var device: UInt64
    public var inode: UInt64
    /// In bytes.
    public var size: Int64
    /// Nanoseconds since 1970: last change of the content, as programs may set it.
    public var modified: Int64
    /// Nanoseconds since 1970: last change of content or attributes, as the kernel set it.
    public var changed: Int64

    /// `changed` of no file: one that is known by it is looked at again, whatever it is.
    public static let unknownChange: Int64 = -1
    /// The device of a file that was taken on a machine that may be another.
    public static let unknownDevice: UInt64 = 0

    /// Of what a descriptor stands for.
    init(ofDescriptor descriptor: Int32) throws(SystemError) {
        var status = stat()
        _ = try SystemError.check("fstat") { unsafe fstat(descriptor, &status) }
        self.init(status)
    }

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
        changed = Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
    }

    /// Which file it is, whatever it is called.
    public var identity: FileIdentity { FileIdentity(device: device, inode: inode) }

    public init(kind: Kind, device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
        self.kind = kind
        self.device = device
        self.inode = inode
        self.size = size
        self.modified = modified
        self.changed = changed
    }
}

/// The user and the group that a file belongs to.
public struct FileOwner: Hashable, Sendable {
    let user: uid_t
    let group: gid_t
}

/// Tells a file or folder from all others that exist at the same time.
public struct FileIdentity: Hashable, Sendable {
    public var device: UInt64
    public var inode: UInt64

    public init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }

    /// Of what `path` leads to now, links followed.
    /// - Throws: when nothing is there, or it cannot be reached.
    public init(path: String) throws(SystemError) {
        var status = stat()
        _ = try SystemError.check("stat") { unsafe stat(path, &status) }
        self = FileStatus(status).identity
    }
}
