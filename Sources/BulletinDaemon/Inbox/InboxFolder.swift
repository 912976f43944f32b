internal import BulletinCore
internal import Interop

/// The inbox as it stands on the disk: walked and read through descriptors, with names as bytes, following nothing.
struct InboxFolder: Sendable {
    /// Folders within each other.
    static let maximumDepth = 16

    let root: Folder
    /// Device and inode: a replaced or unmounted folder shows itself by another.
    let identity: FileStatus

    /// - Throws: when there is no such folder, or it may not be read.
    init(path: String) throws(SystemError) { try self.init(root: Folder(path: path)) }

    init(root: Folder) throws(SystemError) {
        self.root = root
        identity = try root.status()
    }

    func isSameFolder(as other: InboxFolder) -> Bool {
        identity.device == other.identity.device && identity.inode == other.identity.inode
    }

    /// A file or folder met on a walk.
    enum Visit {
        case folder(path: [UInt8], Folder)
        case file(SourcePath, FileStatus)
        /// A note of ours.
        case receipt([UInt8])
        /// A folder that cannot be entered, or lies too deep; the reason for people.
        case blocked(SourcePath, reason: String)
    }

    /// Calls `visit` for the folder at `start` and all below it, a folder before what it holds, so that a watch set on
    /// it misses nothing.
    /// - Parameter start: empty for the inbox itself.
    func walk(from start: [UInt8] = [], _ visit: (Visit) -> Void) throws(SystemError) {
        let first = start.isEmpty ? root : try root.folder(at: start)
        let depth = start.isEmpty ? 0 : start.split(separator: UInt8(ascii: "/")).count
        var open: [(path: [UInt8], folder: Folder, depth: Int)] = [(start, first, depth)]
        while let (path, folder, depth) = open.popLast() {
            visit(.folder(path: path, folder))
            let names: [[UInt8]]
            do throws(SystemError) {
                names = try folder.names()
            } catch {
                visit(.blocked(SourcePath(bytes: path), reason: "\(error)"))
                continue
            }
            for name in names {
                let child = path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
                if IgnoredNames.isReceipt(name) { visit(.receipt(child)) }
                if IgnoredNames.contains(name) { continue }
                do throws(SystemError) {
                    // A file may be gone by now.
                    guard let status = try folder.status(of: name) else { continue }
                    guard status.kind == .folder else {
                        visit(.file(SourcePath(bytes: child), status))
                        continue
                    }
                    guard depth < Self.maximumDepth else {
                        visit(.blocked(SourcePath(bytes: child), reason: "more than \(Self.maximumDepth) folders deep"))
                        continue
                    }
                    open.append((child, try folder.folder(at: name), depth + 1))
                } catch {
                    if !error.isMissing { visit(.blocked(SourcePath(bytes: child), reason: "\(error)")) }
                }
            }
        }
    }

    enum Reading {
        case bytes([UInt8], FileStatus)
        /// Not what it was when it was seen.
        case changed(FileStatus)
        case missing
        /// Not opened, or not read: the reason, with what to do.
        case refused(String, FileStatus)
    }

    /// Reads a file that was seen as `expected`.
    func read(_ path: SourcePath, expected: FileStatus, limit: Int) -> Reading {
        switch expected.kind {
        case .link: return .refused("\(path): a symbolic link; put the file itself here", expected)
        case .folder, .other: return .refused("\(path): not a file; put a plain file here", expected)
        case .file: break
        }
        guard expected.size <= limit else {
            return .refused(
                "\(BulletinError.tooLarge(name: "\(path)", size: Int(expected.size), limit: limit))", expected)
        }
        do throws(SystemError) {
            let file = try root.open(path.bytes)
            let before = try file.status()
            guard before == expected else { return .changed(before) }
            let bytes = try file.read(limit: limit)
            let after = try file.status()
            guard after == before, bytes.count == Int(after.size) else { return .changed(after) }
            return .bytes(bytes, after)
        } catch {
            if error.isMissing { return .missing }
            if error.isForbiddenPath {
                return .refused("\(path): lies behind a link; put the file itself here", expected)
            }
            return .refused("\(path): cannot be read (\(error)); let the group of bulletind read it", expected)
        }
    }
}
