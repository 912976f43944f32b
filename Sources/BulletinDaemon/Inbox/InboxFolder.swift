internal import BulletinCore
internal import Interop

/// The inbox as it stands on the disk: walked and read through descriptors, with names as bytes, following nothing.
struct InboxFolder: Sendable {
    /// Folders within each other.
    static let maximumDepth = 16

    let root: Folder
    /// A replaced or unmounted folder shows itself by another.
    let identity: FileIdentity

    /// - Throws: when there is no such folder, or it may not be read.
    init(path: String) throws(SystemError) { try self.init(root: Folder(path: path)) }

    init(root: Folder) throws(SystemError) {
        self.root = root
        identity = try root.status().identity
    }

    /// A file or folder met on a walk.
    enum Visit {
        case folder(path: [UInt8], Folder)
        case file(SourcePath, FileStatus)
        /// A note of ours.
        case receipt([UInt8])
        /// A folder that cannot be entered, or lies too deep; the reason for people, with what to do.
        case blocked(SourcePath, reason: String)
        /// What cannot be looked at, so that it is not even known whether it is a file or a folder; likewise.
        case unseen(SourcePath, reason: String)
    }

    /// Calls `visit` for the folder at `start` and all below it, a folder before what it holds, so that a watch set on
    /// it misses nothing, and its files before other folders.
    /// - Parameter start: empty for the inbox itself.
    func walk(from start: [UInt8] = [], _ visit: (Visit) -> Void) throws(SystemError) {
        var rest: [Pending] = []
        let depth = start.split(separator: UInt8(ascii: "/")).count
        look(into: start.isEmpty ? root : try root.folder(at: start), at: start, depth: depth, &rest, visit)
        while let next = rest.popLast() {
            do throws(SystemError) {
                let folder = try next.parent.folder(at: next.name)
                look(into: folder, at: next.path, depth: next.depth, &rest, visit)
            } catch {
                // It may be gone by now.
                if !error.isMissing { visit(.blocked(SourcePath(bytes: next.path), reason: Self.reason(error))) }
            }
        }
    }

    /// A folder that is still to be looked into. It is opened when its turn comes, so that as many are open as lie within
    /// each other, not as many as there are.
    private struct Pending {
        var path: [UInt8]
        var parent: Folder
        var name: [UInt8]
        var depth: Int
    }

    private func look(
        into folder: Folder, at path: [UInt8], depth: Int, _ rest: inout [Pending], _ visit: (Visit) -> Void
    ) {
        visit(.folder(path: path, folder))
        do throws(SystemError) {
            for name in try folder.names() {
                let child = path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
                if IgnoredNames.isReceipt(name) { visit(.receipt(child)) }
                if IgnoredNames.contains(name) { continue }
                let status: FileStatus
                do throws(SystemError) {
                    // A file may be gone by now.
                    guard let present = try folder.status(of: name) else { continue }
                    status = present
                } catch {
                    // It keeps none of the others back.
                    visit(.unseen(SourcePath(bytes: child), reason: Self.reason(error)))
                    continue
                }
                if status.kind != .folder {
                    visit(.file(SourcePath(bytes: child), status))
                } else if depth < Self.maximumDepth {
                    rest.append(Pending(path: child, parent: folder, name: name, depth: depth + 1))
                } else {
                    let reason = "more than \(Self.maximumDepth) folders deep; move it further up"
                    visit(.blocked(SourcePath(bytes: child), reason: reason))
                }
            }
        } catch {
            visit(.blocked(SourcePath(bytes: path), reason: Self.reason(error)))
        }
    }

    /// Why a file or folder is not read, with what to do.
    static func reason(_ error: SystemError) -> String {
        if error.isOtherMount { return "another file system is mounted here; put the files themselves into the inbox" }
        if error.isForbiddenPath { return "lies behind a link; put the file itself here" }
        if error.isTooLong { return "its path is too long; use shorter names" }
        if error.isOfDisk { return "cannot be read (\(error)); the disk may fail, look into the log of the system" }
        return "cannot be read (\(error)); let the group of bulletind read it"
    }

    enum Reading {
        case bytes([UInt8], FileStatus)
        /// Not what it was when it was seen.
        case changed(FileStatus)
        case missing
        /// Not opened, or not read: the reason, with what to do.
        case refused(String, FileStatus)
        /// Not read this time, which says nothing about the file.
        case failed(SystemError)
    }

    /// Reads a file that was seen as `expected`.
    /// - Parameter own: what is never read, whatever it is called here.
    func read(_ path: SourcePath, expected: FileStatus, limit: Int, own: Set<FileIdentity> = []) -> Reading {
        switch expected.kind {
        case .link: return .refused("\(path): a symbolic link; put the file itself here", expected)
        case .folder, .other: return .refused("\(path): not a file; put a plain file here", expected)
        case .file: break
        }
        if own.contains(expected.identity) {
            return .refused("\(path): a link to a file of bulletind's own; remove it", expected)
        }
        guard expected.size <= limit else {
            return .refused(
                "\(BulletinError.tooLarge(name: "\(path)", size: Int(expected.size), limit: limit))", expected)
        }
        do throws(SystemError) {
            let file = try root.open(path.bytes)
            let before = try file.status()
            guard before == expected else { return .changed(before) }
            let bytes = try file.read(size: Int(before.size))
            let after = try file.status()
            guard after == before, bytes.count == Int(after.size) else { return .changed(after) }
            return .bytes(bytes, after)
        } catch {
            if error.isMissing { return .missing }
            if !error.isOfPath { return .failed(error) }
            return .refused("\(path): \(Self.reason(error))", expected)
        }
    }
}
