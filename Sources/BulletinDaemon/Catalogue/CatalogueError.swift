internal import GRDB
internal import Interop

/// Why a catalogue cannot be used. One line each: what, where, why; what to do.
public enum CatalogueError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The state folder was used before, and its database is gone or empty.
    case missing(path: String)
    /// Nothing is left of it but what was published.
    case lost(path: String, site: String)
    /// There is a database without the marker file that belongs to it, or with that of another.
    case foreign(path: String, marker: String)
    /// Another program's database, or no database at all.
    case notCatalogue(path: String, reason: String)
    /// Written by a newer bulletind.
    case newer(path: String)
    /// Another process uses the state folder.
    case inUse(path: String)
    /// Another program has it, and does not let it go.
    case busy(path: String)
    /// There is none in the state folder.
    case absent(path: String)
    /// Written by an older bulletind, and only a service may change it.
    case older(path: String)
    /// What stands in the file contradicts itself.
    case damaged(path: String, reason: String)
    /// It cannot be opened for reading.
    case unreadable(path: String, reason: String)
    /// The state folder cannot be made or written.
    case unwritable(path: String, reason: String)
    /// There is no room in it, or its disk fails.
    case full(path: String, reason: String)
    /// It is not where it was when the service started.
    case moved(path: String)

    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): the catalogue is missing or empty; restore it from a backup with bulletind restore FILE, "
                + "or take the ids back from the site with bulletind adopt SITE"
        case .lost(let path, let site):
            "\(path): the catalogue is gone, and \(site) holds what was published from it; restore it from a backup with "
                + "bulletind restore FILE, or take the ids back with bulletind adopt \(site); to begin anew, so that "
                + "readers get every story again, empty that folder"
        case .foreign(let path, let marker):
            "\(path): the catalogue does not belong to \(marker); restore both from the same backup, "
                + "or repeat the bulletind adopt that was cut off"
        case .notCatalogue(let path, let reason):
            "\(path): not a catalogue of bulletind (\(reason)); restore it from a backup, or name another state folder"
        case .newer(let path):
            "\(path): the catalogue was written by a newer bulletind; install that version"
        case .inUse(let path):
            "\(path): another bulletind uses this state folder; stop it, or name another state folder"
        case .busy(let path):
            "\(path): another program holds the catalogue; wait until it has done, or end it"
        case .absent(let path):
            "\(path): there is no catalogue; name the service's state folder with --state or --config"
        case .older(let path):
            "\(path): the catalogue was written by an older bulletind; start the service, which brings it up to date"
        case .damaged(let path, let reason):
            "\(path): the catalogue is damaged (\(reason)); stop the service, move the state folder away, restore the "
                + "catalogue with bulletind restore FILE, and take over what came after the backup, or all without one, "
                + "with bulletind adopt FEED"
        case .unreadable(let path, let reason):
            "\(path): the catalogue cannot be read (\(reason)); run the command as root, or as the service's user"
        case .unwritable(let path, let reason):
            "\(path): cannot be written (\(reason)); correct owner, mode or space of the state folder"
        case .full(let path, let reason):
            "\(path): cannot be written (\(reason)); make room on its disk, or mend it"
        case .moved(let path):
            "\(path): was moved, removed or replaced while the service runs, and nothing is taken; stop the service, put "
                + "the state folder back or restore the catalogue with bulletind restore FILE, and start it again"
        }
    }
}

extension CatalogueError {
    /// - Parameters:
    ///   - path: of the database.
    ///   - isMarked: whether a catalogue has been there.
    init(_ error: DatabaseError, path: String, isMarked: Bool = false) {
        let reason = error.words
        switch error.resultCode.primaryResultCode {
        case .SQLITE_NOTADB where isMarked: self = .damaged(path: path, reason: reason)
        case .SQLITE_CORRUPT: self = .damaged(path: path, reason: reason)
        case .SQLITE_FULL, .SQLITE_IOERR: self = .full(path: path, reason: reason)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            self = .unwritable(path: path, reason: reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        default: self = .notCatalogue(path: path, reason: reason)
        }
    }

    /// - Parameter path: of what could not be made or written.
    init(_ error: SystemError, path: String) {
        self = error.isFull ? .full(path: path, reason: "\(error)") : .unwritable(path: path, reason: "\(error)")
    }

    /// The same where nothing was to be written.
    var ofReading: CatalogueError {
        switch self {
        case .unwritable(let path, let reason), .full(let path, let reason): .unreadable(path: path, reason: reason)
        default: self
        }
    }

    /// Whether it is about what the catalogue is, not about who may read it, and when.
    var isRefusal: Bool {
        switch self {
        case .missing, .lost, .foreign, .notCatalogue, .newer, .damaged: true
        case .inUse, .busy, .absent, .older, .unreadable, .unwritable, .full, .moved: false
        }
    }

    /// An error of the database in words; any other as it is.
    /// - Parameter state: the folder of the catalogue.
    static func inWords(_ error: any Error, state: String) -> any Error {
        (error as? DatabaseError).map { CatalogueError($0, path: "\(state)/\(Catalogue.fileName)") } ?? error
    }
}

extension DatabaseError {
    /// What went wrong, as SQLite says it. Of a copy it may say that nothing did: its last call went well.
    var words: String {
        let own = message == "not an error" ? nil : message
        return own ?? DatabaseError(resultCode: resultCode).message ?? "\(resultCode)"
    }
}
