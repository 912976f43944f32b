internal import CLinux
internal import Glibc

/// An opened folder. Everything in it is reached through its descriptor, so nobody can exchange a path under way.
///
/// Names and paths are the bytes of the file system, relative to the folder. Closed when the last owner lets go.
public final class Folder: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// The folder at `path`; symbolic links on the way are followed, as an administrator expects.
    public convenience init(path: String) throws(SystemError) {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        self.init(descriptor: try SystemError.check("open") { unsafe Glibc.open(path, flags) })
    }

    deinit { close(descriptor) }

    /// Makes the folder at `path` and those above it that are missing.
    /// - Parameter isCut: whether the umask takes from `mode`.
    /// - Returns: whether there was none.
    @discardableResult public static func create(
        path: String, mode: UInt32, isCut: Bool = true
    ) throws(SystemError) -> Bool {
        if unsafe mkdir(path, mode) != 0 {
            let code = errno
            if code == EEXIST { return false }
            guard code == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else {
                throw SystemError("mkdir", code: code)
            }
            try create(path: String(path[..<slash]), mode: mode, isCut: isCut)
            if unsafe mkdir(path, mode) != 0 {
                if errno == EEXIST { return false }
                throw SystemError("mkdir")
            }
        }
        if !isCut { _ = unsafe chmod(path, mode) }
        return true
    }

    /// Sees whether a folder is at `path`, or `create` might make one there, as far as that does not depend on who does it.
    public static func checkCreation(path: String) throws(SystemError) {
        var place = path
        while true {
            var status = stat()
            if unsafe stat(place, &status) == 0 {
                guard FileStatus(status).kind == .folder else { throw SystemError("mkdir", code: ENOTDIR) }
                // Of a link that leads nowhere, none is made.
                return
            }
            let error = SystemError("stat")
            if error.isPermission { return }
            guard error.code == ENOENT else { throw error }
            if unsafe lstat(place, &status) == 0 { throw SystemError("mkdir", code: EEXIST) }
            guard let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")), slash > place.startIndex else { return }
            place = String(place[..<slash])
        }
    }

    /// The way to what `path` leads to, from the root and without links, `.` and `..`. What is not there yet is taken for
    /// what it says.
    public static func resolved(_ path: String) -> [String] {
        func real(_ path: String) -> String? {
            guard let resolved = unsafe realpath(path, nil) else { return nil }
            defer { unsafe free(resolved) }
            return unsafe String(cString: resolved)
        }
        func parts(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }
        var way = path.hasPrefix("/") ? [] : real(".").map(parts) ?? []
        for part in parts(path) where part != "." {
            if part == ".." {
                _ = way.popLast()
            } else {
                way = real("/" + (way + [part]).joined(separator: "/")).map(parts) ?? way + [part]
            }
        }
        return way
    }

    public func status() throws(SystemError) -> FileStatus { try FileStatus(ofDescriptor: descriptor) }

    /// The type of the file system that it lies on, as statfs(2) numbers it.
    public func fileSystemType() throws(SystemError) -> UInt32 {
        var type: UInt32 = 0
        _ = try SystemError.check("fstatfs") { unsafe bulletind_file_system_type(descriptor, &type) }
        return type
    }

    /// The status of what `path` names itself, be it a link.
    /// - Returns: `nil` when nothing is there.
    public func status(of path: [UInt8]) throws(SystemError) -> FileStatus? { try statusAndMode(of: path)?.status }

    /// The same with the permissions: `0o644`.
    public func statusAndMode(of path: [UInt8]) throws(SystemError) -> (status: FileStatus, mode: UInt32)? {
        var status = stat()
        let result = unsafe path.withCPath { unsafe fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
        if result == 0 { return (FileStatus(status), status.st_mode & 0o7777) }
        let error = SystemError("stat")
        if error.isMissing { return nil }
        throw error
    }

    /// The names in the folder, in no order, without `.` and `..`.
    public func names() throws(SystemError) -> [[UInt8]] {
        // A descriptor of its own: reading moves the position that duplicates share.
        let copy = try SystemError.check("openat") {
            unsafe bulletind_open_beneath(descriptor, ".", O_RDONLY | O_DIRECTORY)
        }
        guard let stream = unsafe fdopendir(copy) else {
            let error = SystemError("fdopendir")
            close(copy)
            throw error
        }
        defer { unsafe closedir(stream) }
        let start = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
        var names: [[UInt8]] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let bytes = unsafe UnsafeRawPointer(entry).advanced(by: start)
            let length = unsafe strlen(bytes.assumingMemoryBound(to: CChar.self))
            let name = unsafe Array(UnsafeRawBufferPointer(start: bytes, count: length))
            if name != [UInt8(ascii: ".")], name != [UInt8(ascii: "."), UInt8(ascii: ".")] { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw SystemError("readdir") }
        return names
    }

    /// A folder below this one. Neither links nor other mounts are followed.
    public func folder(at path: [UInt8]) throws(SystemError) -> Folder {
        Folder(descriptor: try openBeneath(path, O_RDONLY | O_DIRECTORY))
    }

    /// A file below this one, for reading. Neither links nor other mounts are followed; a FIFO does not block.
    public func open(_ path: [UInt8]) throws(SystemError) -> OpenFile {
        OpenFile(descriptor: try openBeneath(path, O_RDONLY | O_NONBLOCK | O_NOCTTY))
    }

    private func openBeneath(_ path: [UInt8], _ flags: Int32) throws(SystemError) -> Int32 {
        try SystemError.check("open") {
            unsafe path.withCPath { unsafe bulletind_open_beneath(descriptor, $0, flags) }
        }
    }

    /// Makes a folder of mode 0755 unless there is one.
    /// - Returns: whether it was made.
    public func makeFolder(_ path: [UInt8]) throws(SystemError) -> Bool {
        let result = unsafe path.withCPath { unsafe mkdirat(descriptor, $0, 0o755) }
        if result == 0 {
            // The umask of a hardened service would hide the site from a web server. To look costs less than to change.
            var status = stat()
            let isKnown = unsafe path.withCPath { unsafe fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) == 0 }
            if !isKnown || status.st_mode & 0o7777 != 0o755 {
                _ = unsafe path.withCPath { unsafe fchmodat(descriptor, $0, 0o755, 0) }
            }
            return true
        }
        if errno == EEXIST { return false }
        throw SystemError("mkdir")
    }

    /// Gives a file or folder other permissions; links are followed.
    public func setMode(_ path: [UInt8], _ mode: UInt32) throws(SystemError) {
        _ = try SystemError.check("chmod") { unsafe path.withCPath { unsafe fchmodat(descriptor, $0, mode, 0) } }
    }

    /// Writes a new file; there must be none of that name. Nothing is left behind when it fails.
    /// - Parameters:
    ///   - mode: whatever the umask is.
    ///   - modified: seconds since 1970 for the file's time; `nil` leaves the kernel's.
    ///   - isDurable: whether the content is on the disk when this returns.
    public func create(
        _ path: [UInt8], _ bytes: [UInt8], modified: Int64?, isDurable: Bool, mode: UInt32 = 0o644
    ) throws(SystemError) {
        let file = try write(path, bytes, modified: modified, mode: mode)
        do throws(SystemError) {
            if isDurable { try file.sync() }
            try file.close()
        } catch {
            _ = unsafe path.withCPath { unsafe unlinkat(descriptor, $0, 0) }
            throw error
        }
    }

    /// The same, and gives the file back, to be brought to the disk with others.
    public func write(
        _ path: [UInt8], _ bytes: [UInt8], modified: Int64?, mode: UInt32 = 0o644
    ) throws(SystemError) -> WrittenFile {
        let file = WrittenFile(
            descriptor: try SystemError.check("create") {
                unsafe path.withCPath { unsafe bulletind_create(descriptor, $0, mode) }
            })
        do throws(SystemError) {
            try Self.write(bytes, to: file.descriptor)
            if let modified {
                let times = [timespec(tv_sec: 0, tv_nsec: 1_073_741_822), timespec(tv_sec: Int(modified), tv_nsec: 0)]
                _ = try SystemError.check("futimens") {
                    unsafe futimens(file.descriptor, times)  // 1073741822: UTIME_OMIT
                }
            }
        } catch {
            _ = unsafe path.withCPath { unsafe unlinkat(descriptor, $0, 0) }
            throw error
        }
        return file
    }

    private static func write(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
        var offset = 0
        while offset < bytes.count {
            offset += try SystemError.check("write") {
                unsafe bytes.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress! + offset, $0.count - offset) }
            }
        }
    }

    /// Gives a file in the folder to whom the folder belongs, when it is the superuser who made it.
    public func giveToOwner(_ path: [UInt8]) throws(SystemError) {
        if let heir = try heir() { give(path, to: heir) }
    }

    /// Whom the folder belongs to, for the superuser to give what it makes; `nil` for all others, and when it is the
    /// superuser's.
    public func heir() throws(SystemError) -> FileOwner? {
        guard geteuid() == 0 else { return nil }
        var status = stat()
        _ = try SystemError.check("fstat") { unsafe fstat(descriptor, &status) }
        return status.st_uid == 0 && status.st_gid == getegid()
            ? nil : FileOwner(user: status.st_uid, group: status.st_gid)
    }

    /// Gives a file or folder to somebody, where the file system and the container let the superuser do that; links are
    /// not followed.
    public func give(_ path: [UInt8], to owner: FileOwner) {
        _ = unsafe path.withCPath { unsafe fchownat(descriptor, $0, owner.user, owner.group, AT_SYMLINK_NOFOLLOW) }
    }

    public func rename(_ path: [UInt8], to other: [UInt8]) throws(SystemError) {
        _ = try SystemError.check("rename") {
            unsafe path.withCPath { from in
                unsafe other.withCPath { unsafe renameat(descriptor, from, descriptor, $0) }
            }
        }
    }

    /// Keeps a file from being given back to the disk when another one is renamed over it or it is removed; the kernel
    /// does that before it returns, which takes as long as all the rest.
    /// - Returns: `nil` where there is none.
    public func hold(_ path: [UInt8]) -> HeldFile? {
        let held = unsafe path.withCPath { unsafe bulletind_hold(descriptor, $0) }
        return held < 0 ? nil : HeldFile(descriptor: held)
    }

    /// Removes a file. Nothing is said when there is none.
    public func remove(_ path: [UInt8]) throws(SystemError) {
        if unsafe path.withCPath({ unsafe unlinkat(descriptor, $0, 0) }) != 0, errno != ENOENT {
            throw SystemError("unlink")
        }
    }

    /// Removes an empty folder. Nothing is said when there is none.
    public func removeFolder(_ path: [UInt8]) throws(SystemError) {
        if unsafe path.withCPath({ unsafe unlinkat(descriptor, $0, AT_REMOVEDIR) }) != 0, errno != ENOENT {
            throw SystemError("rmdir")
        }
    }

    /// Makes what was renamed, created or removed in the folder itself survive a power cut.
    public func sync() throws(SystemError) { _ = try SystemError.check("fsync") { fsync(descriptor) } }

    /// Brings everything of the folder's file system to the disk: one wait for many files.
    public func syncFileSystem() throws(SystemError) {
        _ = try SystemError.check("syncfs") { bulletind_sync_file_system(descriptor) }
    }

    /// A path that names this very folder, whatever was renamed meanwhile.
    var pathByDescriptor: String { "/proc/self/fd/\(descriptor)" }
}

extension [UInt8] {
    /// The bytes as a C string. A name from the file system holds no NUL; others end at it.
    func withCPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        unsafe (self + [0]).withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { unsafe body($0.baseAddress!) }
        }
    }
}
