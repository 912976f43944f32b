internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

/// A catalogue in one file, and back. Media files are in it, too; the inbox is not.
///
/// A backup bears an id of its own, so that it is not taken for a catalogue that somebody uses: in its place it would
/// lack the records of what is published.
enum Backup {
    /// `PRAGMA application_id` of every backup: "bllb".
    private static let applicationID: Int64 = 0x626C_6C62

    /// Copies the catalogue of a state folder as it is at one moment, while a service writes in it or not.
    ///
    /// - Parameters:
    ///   - site: the folder that is published; `nil` when there is none.
    ///   - inbox: the folder of bulletins; `nil` when there is none.
    ///   - replaces: whether `path` may be a file that is no backup.
    /// - Throws: `CatalogueError`, `BackupError`. Then `path` is what it was.
    static func make(of state: String, site: String? = nil, inbox: String? = nil, at path: String, replaces: Bool)
        throws
    {
        let source = "\(state)/\(Catalogue.fileName)"
        let target = try Target(path)
        let folder = try Catalogue.folder(state)
        if target.lies(in: state) { throw BackupError.inState(path: path) }
        if let site, target.lies(in: site) { throw BackupError.inSite(path: path) }
        if let inbox, target.lies(in: inbox) { throw BackupError.inInbox(path: path) }
        if let kind = try target.kind {
            if kind == .folder || kind == .other { throw BackupError.noFile(path: path) }
            if try !replaces && applicationID(of: path) != applicationID { throw BackupError.wouldReplace(path: path) }
        }
        let isMarked = try Catalogue.marker(in: folder) != nil
        let queue: DatabaseQueue
        do {
            queue = try open(source)
            // Another program's database would be a backup that nothing can be restored from.
            try queue.read { try Catalogue.identify($0, path: source) }
        } catch let error as DatabaseError {
            throw CatalogueError(error, path: source, isMarked: isMarked).ofReading
        }
        do {
            try target.write { copy in
                try queue.backup(to: copy)
                try copy.writeWithoutTransaction { db in
                    // One file: no log beside it.
                    try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA application_id = \(applicationID)")
                    if let damage = try db.damage() { throw CatalogueError.damaged(path: source, reason: damage) }
                }
            }
        } catch let error as DatabaseError {
            guard [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode.primaryResultCode) else {
                // What SQLite says of the copy may be of its last call that went well.
                throw BackupError.unwritable(path: path, reason: error.words)
            }
            throw CatalogueError(error, path: source, isMarked: true)
        }
    }

    /// Makes a backup the catalogue of a state folder that has none.
    /// - Returns: when a version was last accepted in it.
    /// - Throws: `CatalogueError`, `BackupError`; a state folder without a catalogue stays without one.
    static func restore(_ path: String, to state: String) throws -> Timestamp? {
        let target = "\(state)/\(Catalogue.fileName)"
        let name = try name(of: path)
        let folder: Folder
        let lock: FileLock
        do throws(SystemError) {
            try Folder.create(path: state, mode: 0o750)
            folder = try Folder(path: state)
            lock = try FileLock(path: "\(state)/\(Catalogue.lockName)")
            try folder.giveToOwner(Array(Catalogue.lockName.utf8))
        } catch {
            if error.isHeld { throw CatalogueError.inUse(path: state) }
            throw CatalogueError(error, path: state)
        }
        return try withExtendedLifetime(lock) {
            if try (folder.status(of: Array(Catalogue.fileName.utf8))?.size ?? 0) > 0 {
                throw BackupError.hasCatalogue(path: target)
            }
            let marker = try Catalogue.marker(in: folder)
            if let marker, marker != name { throw BackupError.ofAnother(path: path, state: state) }
            // What a lost catalogue left would be taken for the log of this one.
            for ending in ["-wal", "-shm", "-journal"] {
                try folder.remove(Array((Catalogue.fileName + ending).utf8))
            }
            var latest: Timestamp?
            do {
                let queue = try open(path)
                try Target(target).write { copy in
                    try queue.backup(to: copy)
                    latest = try copy.writeWithoutTransaction { try adapt($0, path: path) }
                } beforeRename: {
                    // A crash behind it leaves what a restoration may be begun on again.
                    if marker == nil { try Catalogue.mark(folder, name) }
                }
            } catch let error as DatabaseError {
                throw CatalogueError(error, path: path, isMarked: true)
            }
            return latest
        }
    }

    /// Makes the copy of a backup a catalogue. What it remembers of the site is out of date: all is published again. The
    /// inbox may be on another disk or machine by now: a file that is not there is no file of a disk that is away.
    private static func adapt(_ db: Database, path: String) throws -> Timestamp? {
        try db.execute(
            sql: """
                PRAGMA journal_mode = DELETE;
                PRAGMA application_id = \(Migrations.applicationID);
                DELETE FROM file;
                UPDATE source SET device = \(FileStatus.unknownDevice);
                UPDATE instance SET look = '';
                """)
        if let damage = try db.damage() { throw BackupError.damaged(path: path, reason: damage) }
        return try Int64.fetchOne(db, sql: "SELECT MAX(accepted) FROM revision").map(Timestamp.init(seconds:))
    }

    /// The random name of the catalogue that a backup, or the catalogue in a copy of a state folder, is of.
    private static func name(of path: String) throws -> String {
        let id: Int64?
        do throws(SystemError) {
            let bytes = try OpenFile(path: path).read(limit: 100)
            id = header(bytes)
        } catch {
            throw BackupError.unreadable(path: path, reason: "\(error)")
        }
        guard id == applicationID || id == Migrations.applicationID else { throw BackupError.noBackup(path: path) }
        do {
            return try open(path).read { db in
                if try Migrations.migrator.hasBeenSuperseded(db) { throw CatalogueError.newer(path: path) }
                guard let name = try String.fetchOne(db, sql: "SELECT uuid FROM instance") else {
                    throw BackupError.noBackup(path: path)
                }
                return name
            }
        } catch let error as DatabaseError {
            throw BackupError.damaged(path: path, reason: error.words)
        }
    }

    private static func applicationID(of path: String) throws -> Int64? {
        do throws(SystemError) {
            return header(try OpenFile(path: path).read(limit: 100))
        } catch {
            throw BackupError.unreadable(path: path, reason: "\(error)")
        }
    }

    /// The application id in the first 100 bytes of a database (sqlite.org/fileformat.html §1.3); `nil` for no database.
    private static func header(_ bytes: [UInt8]) -> Int64? {
        guard bytes.count >= 100, bytes.starts(with: "SQLite format 3\0".utf8) else { return nil }
        return bytes[68..<72].reduce(0) { $0 << 8 | Int64($1) }
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// A file that comes into being whole: written under another name, synced, renamed.
    private struct Target {
        let path: String
        let folder: Folder
        let folderPath: String
        let name: [UInt8]

        init(_ path: String) throws {
            self.path = path
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            name = Array((parts.last ?? "").utf8)
            let above = parts.dropLast().joined(separator: "/")
            folderPath = parts.count == 1 ? "." : above.isEmpty ? "/" : above
            guard !name.isEmpty else { throw BackupError.unwritable(path: path, reason: "it is no file's name") }
            do throws(SystemError) {
                folder = try Folder(path: folderPath)
            } catch {
                throw BackupError.unwritable(path: path, reason: "\(error)")
            }
        }

        /// `nil` when nothing is there.
        var kind: FileStatus.Kind? {
            get throws {
                do throws(SystemError) {
                    return try folder.status(of: name)?.kind
                } catch {
                    throw BackupError.impossible(path: path, reason: "\(error)")
                }
            }
        }

        /// Whether it is in a folder, however deep.
        func lies(in other: String) -> Bool {
            do throws(SystemError) {
                let identity = try FileIdentity(path: other)
                var (path, present) = (folderPath, try FileIdentity(path: folderPath))
                while present != identity {
                    path += "/.."
                    let above = try FileIdentity(path: path)
                    if above == present { return false }
                    present = above
                }
                return true
            } catch {
                // What cannot be looked at is not known to be there.
                return false
            }
        }

        /// - Parameters:
        ///   - fill: writes the database.
        ///   - finish: what is to be on the disk before the file has its name.
        func write(_ fill: (DatabaseQueue) throws -> Void, beforeRename finish: () throws -> Void = {}) throws {
            let temporary = ".bulletind-\(TemporaryName.random())"
            let bytes = Array(temporary.utf8)
            do {
                // What is in it may not be published yet.
                try folder.create(bytes, [], modified: nil, isDurable: false, mode: 0o600)
                do {
                    let queue = try DatabaseQueue(path: "\(folderPath)/\(temporary)")
                    try fill(queue)
                    try queue.close()
                }
                try folder.giveToOwner(bytes)
                try folder.open(bytes).sync()
                try finish()
                try folder.rename(bytes, to: name)
                try folder.sync()
            } catch {
                discard(temporary)
                if let error = error as? SystemError {
                    throw BackupError.unwritable(path: path, reason: "\(error)")
                }
                throw error
            }
        }

        private func discard(_ temporary: String) {
            for ending in ["", "-journal", "-wal", "-shm"] {
                do throws(SystemError) {
                    try folder.remove(Array((temporary + ending).utf8))
                } catch {
                    continue
                }
            }
        }
    }
}

/// Why a catalogue was not backed up or restored. One line: what, where, why; what to do.
public enum BackupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file is there, and is no backup.
    case wouldReplace(path: String)
    /// The file would lie beside the catalogue.
    case inState(path: String)
    /// The file would be published.
    case inSite(path: String)
    /// The file would be taken for a bulletin.
    case inInbox(path: String)
    /// What is there is a folder, a device or the like.
    case noFile(path: String)
    /// There can be no such file.
    case impossible(path: String, reason: String)
    case unwritable(path: String, reason: String)
    case unreadable(path: String, reason: String)
    case noBackup(path: String)
    case damaged(path: String, reason: String)
    /// The state folder has a catalogue.
    case hasCatalogue(path: String)
    /// The state folder belonged to another catalogue.
    case ofAnother(path: String, state: String)

    public var description: String {
        switch self {
        case .wouldReplace(let path):
            "\(path): is there and is no backup of bulletind; name another file, or replace it with --force"
        case .inState(let path):
            "\(path): lies in the state folder, and would be lost with it; name a file elsewhere"
        case .inSite(let path):
            "\(path): lies in the site folder, and everybody could read it there; name a file elsewhere"
        case .inInbox(let path):
            "\(path): lies in the inbox, and would be taken for a bulletin; name a file elsewhere"
        case .noFile(let path):
            "\(path): is there and is no plain file; name another file"
        case .impossible(let path, let reason):
            "\(path): cannot be a file (\(reason)); name a file with a shorter name"
        case .unwritable(let path, let reason):
            "\(path): cannot be written (\(reason)); correct owner, mode or space of its folder"
        case .unreadable(let path, let reason):
            "\(path): cannot be read (\(reason)); name a backup that your user may read"
        case .noBackup(let path):
            "\(path): no backup of bulletind; name a file that bulletind backup made"
        case .damaged(let path, let reason):
            "\(path): the backup is damaged (\(reason)); take another one, or bulletind adopt FEED without any"
        case .hasCatalogue(let path):
            "\(path): there is a catalogue already; move the state folder away, or name a new one with --state"
        case .ofAnother(let path, let state):
            "\(path): the backup is of another catalogue than \(state) had; move that folder away, or name a new one "
                + "with --state"
        }
    }
}
