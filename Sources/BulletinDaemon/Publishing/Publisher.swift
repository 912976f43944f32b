internal import BulletinCore
internal import Interop

/// A file of the site, rendered.
struct SiteFile: Sendable {
    /// In the site, `/`-separated, of ASCII letters, digits, hyphens and dots.
    let path: String
    let bytes: [UInt8]
    /// SHA-256. Made where the bytes are, which is often beside other work.
    let digest: [UInt8]

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        digest = SHA256Digest.digest(of: bytes)
    }
}

/// Puts rendered files where the world sees them, each whole or not at all, and each for good.
///
/// New bytes go to a temporary file in the same folder, to the disk, and then, by a rename, to their name; then the
/// folder goes to the disk. Files whose bytes are published already are not touched.
struct Publisher: Sendable {
    /// From so many files on, one wait for the whole file system is cheaper than one for each file.
    private static let manyFiles = 12

    let site: SiteFolder
    let obstacles = Obstacles()

    var root: Folder { site.folder }

    /// - Parameter state: see `SiteFolder`.
    /// - Throws: `PublishingError` when the folder cannot be made or written.
    init(site: String, state: String? = nil) throws { self.site = try SiteFolder(path: site, state: state) }

    static let temporaryPrefix = ".tmp-"

    /// Whether a name is one that a file has before it is complete.
    static func isTemporary(_ name: Substring) -> Bool {
        name.hasPrefix(temporaryPrefix) && TemporaryName.isOne(name.utf8.dropFirst(temporaryPrefix.utf8.count))
    }

    /// Publishes what differs from `known`, but for what something else stands in the way of (`Obstacles`).
    ///
    /// - Parameters:
    ///   - known: what was published last under a path.
    ///   - inOrder: whether one file leads to those before it.
    /// - Returns: the files that changed, with their new times, and those that should have.
    func publish(
        _ files: [SiteFile], at now: Timestamp, known: [String: PublishedFile], inOrder: Bool = true
    ) throws -> [PublishedFile] {
        try reveal(prepare(files, at: now, known: known), inOrder: inOrder)
    }

    /// Files that are on the disk and that nobody sees yet.
    struct PreparedFiles: Sendable {
        fileprivate var records: [PublishedFile] = []
        fileprivate var files: [(temporary: [UInt8], path: [UInt8])] = []
        /// Those that the renames change.
        var folders: Set<String> = []
        /// Those that something else is in the way of.
        fileprivate var obstructed: [PublishedFile] = []
        /// Whether one wait for the file system is for all of them.
        var isMany = false

        /// Does without files that cannot be published now.
        fileprivate mutating func leave(_ isLeft: [Bool]) {
            guard isLeft.contains(true) else { return }
            for (index, isLeft) in isLeft.enumerated() where isLeft {
                obstructed.append(.obstructed(records[index].path, at: records[index].modified))
            }
            records = zip(records, isLeft).filter { !$0.1 }.map(\.0)
            files = zip(files, isLeft).filter { !$0.1 }.map(\.0)
        }
    }

    /// - Returns: whether something that stands in the place of a file is in the way of the work.
    func isObstructed(_ work: () throws(PublishingError) -> Void) throws(PublishingError) -> Bool {
        do throws(PublishingError) {
            try work()
            return false
        } catch {
            guard obstacles.note(error) else { throw error }
            return true
        }
    }

    /// Brings to the disk what differs from `known`: to be revealed, or discarded.
    func prepare(
        _ files: [SiteFile], at now: Timestamp, known: [String: PublishedFile]
    ) throws -> PreparedFiles {
        let changed = files.compactMap { file -> (file: SiteFile, record: PublishedFile)? in
            let last = known[file.path]
            if last?.digest == file.digest { return nil }
            let modified = last.map { max(now, $0.modified.advanced(by: 1)) } ?? now
            return (
                file, PublishedFile(path: file.path, digest: file.digest, size: file.bytes.count, modified: modified)
            )
        }
        var prepared = PreparedFiles(records: changed.map(\.record))
        prepared.isMany = changed.count >= Self.manyFiles
        guard !changed.isEmpty else { return prepared }
        do {
            for (file, _) in changed {
                let folder = Self.parent(of: file.path)
                let name = Self.temporaryPrefix + TemporaryName.random()
                let temporary = folder.isEmpty ? name : "\(folder)/\(name)"
                prepared.files.append((Array(temporary.utf8), Array(file.path.utf8)))
            }
            let places = try prepareFolders(of: changed.map(\.file.path), &prepared)
            let (root, heir) = site.present
            let write: @Sendable (Int) throws(SystemError) -> WrittenFile = { [prepared] index throws(SystemError) in
                let (file, record) = changed[index]
                let written = try root.write(
                    prepared.files[index].temporary, file.bytes, modified: record.modified.seconds)
                if let heir { written.give(to: heir) }
                return written
            }
            if prepared.isMany {
                let isLeft = try Parallel.map(changed.count) { index throws(PublishingError) in
                    if places[index] == .obstructed { return true }
                    return try isObstructed { () throws(PublishingError) in
                        if case .own(let folder) = places[index] { _ = try makeFolder(folder) }
                        try Self.naming(changed[index].file.path) { () throws(SystemError) in
                            try write(index).close()
                        }
                    }
                }
                try Self.naming(prepared.records[0].path) { () throws(SystemError) in try root.syncFileSystem() }
                prepared.leave(isLeft)
            } else {
                var written: [(file: WrittenFile, path: String)] = []
                let isLeft = try changed.indices.map { index throws(PublishingError) in
                    if places[index] == .obstructed { return true }
                    return try isObstructed { () throws(PublishingError) in
                        let path = changed[index].file.path
                        try Self.naming(path) { () throws(SystemError) in written.append((try write(index), path)) }
                    }
                }
                for (file, _) in written { file.startWriting() }
                for (file, path) in written {
                    try Self.naming(path) { () throws(SystemError) in
                        try file.sync()
                        try file.close()
                    }
                }
                prepared.leave(isLeft)
            }
        } catch {
            discard(prepared)
            throw error
        }
        return prepared
    }

    /// Shows files to the world.
    /// - Parameter inOrder: one after the other in the order in which they were given; few always are.
    /// - Returns: the files that changed, with their new times, and those that should have.
    func reveal(_ prepared: PreparedFiles, inOrder: Bool = true) throws -> [PublishedFile] {
        var revealed = prepared
        do {
            if prepared.isMany, !inOrder {
                revealed.leave(try Parallel.map(prepared.files.count) { try !isRevealed(prepared, $0) })
            } else {
                // The formats of a feed change within the blink of an eye, and what they were before is given back after
                // it.
                let old = prepared.isMany ? [] : prepared.files.compactMap { root.hold($0.path) }
                defer { withExtendedLifetime(old) {} }
                revealed.leave(try prepared.files.indices.map { try !isRevealed(prepared, $0) })
            }
            if prepared.isMany {
                try Self.naming(prepared.records[0].path) { () throws(SystemError) in try root.syncFileSystem() }
            } else {
                // The site itself last: what leads to a page is never for good before the page.
                for folder in prepared.folders.sorted(by: >) {
                    try Self.naming(folder) { () throws(SystemError) in try self.folder(folder).sync() }
                }
            }
        } catch {
            discard(prepared)
            throw error
        }
        return revealed.records + revealed.obstructed
    }

    private func isRevealed(_ prepared: PreparedFiles, _ index: Int) throws(PublishingError) -> Bool {
        let (temporary, path) = prepared.files[index]
        let isObstructed = try isObstructed { () throws(PublishingError) in
            try Self.naming(prepared.records[index].path) { () throws(SystemError) in
                try root.rename(temporary, to: path)
            }
        }
        if isObstructed { discard([prepared.files[index]]) }
        return !isObstructed
    }

    /// Says of which file it is what goes wrong.
    static func naming<Value>(
        _ path: String, _ work: () throws(SystemError) -> Value
    ) throws(PublishingError) -> Value {
        do throws(SystemError) {
            return try work()
        } catch {
            throw failure(error, path: path)
        }
    }

    private static func failure(_ error: SystemError, path: String) -> PublishingError {
        if error.isPermission { return .denied(path: path, reason: "\(error)") }
        if error.isOfOtherKind { return .obstructed(path: path, reason: "\(error)") }
        return .failed(path: path, reason: "\(error)", isOfStorage: error.isOfStorage)
    }

    /// Removes pages and the folders that they leave empty. What is not of the site and has their places stays.
    func remove(_ paths: [String]) throws {
        var parents = Set<String>()
        for path in paths {
            _ = try isObstructed { () throws(PublishingError) in
                try Self.naming(path) { () throws(SystemError) in
                    try root.remove(Array(path.utf8))
                    let folder = Self.parent(of: path)
                    guard !folder.isEmpty else { return }
                    do throws(SystemError) {
                        try root.removeFolder(Array(folder.utf8))
                    } catch {
                        guard error.isNotEmpty else { throw error }
                    }
                    parents.insert(Self.parent(of: folder))
                }
            }
        }
        for parent in parents {
            try Self.naming(parent) { () throws(SystemError) in
                do throws(SystemError) {
                    try folder(parent).sync()
                } catch {
                    guard error.isMissing else { throw error }
                }
            }
        }
    }

    /// Removes files that are not to be seen after all. One that stays is swept at the next start.
    func discard(_ prepared: PreparedFiles) { discard(prepared.files[...]) }

    private func discard(_ files: ArraySlice<(temporary: [UInt8], path: [UInt8])>) {
        for (temporary, _) in files {
            do throws(SystemError) {
                try root.remove(temporary)
            } catch {
                continue
            }
        }
    }

    /// Removes temporary files that a crash left in a folder of the site, and others that are not to stay.
    func sweep(_ path: String, keeping isKept: (String) -> Bool = { _ in true }) throws(SystemError) {
        let folder: Folder
        do throws(SystemError) {
            folder = try self.folder(path)
        } catch {
            // What stands in the place of a folder is told by name when something is to be published there.
            if error.isMissing || error.isOfOtherKind { return }
            throw error
        }
        for name in try folder.names() {
            let text = String(decoding: name, as: UTF8.self)
            guard Self.isTemporary(text[...]) || !isKept(text) else { continue }
            do throws(SystemError) {
                try folder.remove(name)
            } catch {
                // A folder is none of ours.
                guard error.isOfOtherKind else { throw error }
            }
        }
    }
}
