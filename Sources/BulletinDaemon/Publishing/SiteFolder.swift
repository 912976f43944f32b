internal import Interop
internal import Synchronization

/// The folder that the site is published into, held open. When its path leads to another one, because somebody removed,
/// moved or replaced it, that is the site from then on.
final class SiteFolder: Sendable {
    let path: String
    private let held: Mutex<Folder>

    /// - Throws: `PublishingError` when the folder cannot be made or written.
    init(path: String) throws {
        self.path = path
        held = Mutex(try Self.open(path))
    }

    var folder: Folder { held.withLock(\.self) }

    /// Looks where the path leads to, and goes there; makes the folder when there is none.
    ///
    /// - Parameter prepare: is given the other folder before anything is published or served from it.
    /// - Returns: whether it is another one.
    /// - Throws: `PublishingError`, and what `prepare` throws; then the folder is the one that it was.
    func follow(preparing prepare: (Folder) throws -> Void) throws -> Bool {
        do throws(SystemError) {
            if try FileIdentity(path: path) == folder.status().identity { return false }
        } catch {
            // What cannot be looked at is not known to be another one.
            guard error.isMissing else { return false }
        }
        let other = try Self.open(path, isOther: true)
        try prepare(other)
        held.withLock { $0 = other }
        return true
    }

    /// - Parameter isOther: whether it stands for one that was open.
    private static func open(_ path: String, isOther: Bool = false) throws -> Folder {
        do throws(SystemError) {
            try Folder.create(path: path, mode: 0o755)
            let folder = try Folder(path: path)
            let probe = Array((Publisher.temporaryPrefix + TemporaryName.random()).utf8)
            try folder.create(probe, [], modified: nil, isDurable: false)
            try folder.remove(probe)
            return folder
        } catch {
            // A service manager that lets the service write into some folders means those that were there at its start.
            if isOther, error.isReadOnly { throw PublishingError.confined(path: path, reason: "\(error)") }
            if isOther, error.isOfStorage {
                throw PublishingError.failed(path: path, reason: "\(error)", isOfStorage: true)
            }
            throw PublishingError.unwritable(path: path, reason: "\(error)")
        }
    }
}
