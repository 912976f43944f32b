internal import Interop
internal import Synchronization

/// The folder that the site is published into, held open. When its path leads to another one, because somebody removed,
/// moved or replaced it, that is the site from then on.
final class SiteFolder: Sendable {
    let path: String
    private let state: String?
    private let held: Mutex<Present>

    /// With whom all that is made in it is to belong to, if not to who makes it: what the superuser mends, the service goes
    /// on with.
    typealias Present = (folder: Folder, heir: FileOwner?)

    /// - Parameter state: the folder whose owner a site gets that the superuser makes.
    /// - Throws: `PublishingError` when the folder cannot be made or written.
    init(path: String, state: String? = nil) throws {
        self.path = path
        self.state = state
        held = Mutex(try Self.open(path, state: state))
    }

    var present: Present { held.withLock(\.self) }

    var folder: Folder { present.folder }

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
        let other = try Self.open(path, state: state, isOther: true)
        try prepare(other.folder)
        held.withLock { $0 = other }
        return true
    }

    /// - Parameter isOther: whether it stands for one that was open.
    private static func open(_ path: String, state: String?, isOther: Bool = false) throws -> Present {
        do throws(SystemError) {
            // The umask of a hardened service would hide the site from a web server.
            let isNew = try Folder.create(path: path, mode: 0o755, isCut: false)
            let folder = try Folder(path: path)
            if isNew, let state, let heir = try Folder(path: state).heir() {
                folder.give(Array(".".utf8), to: heir)
            }
            let probe = Array((Publisher.temporaryPrefix + TemporaryName.random()).utf8)
            try folder.create(probe, [], modified: nil, isDurable: false)
            try folder.remove(probe)
            return (folder, try folder.heir())
        } catch {
            // A service manager that lets the service write into some folders means those that were there at its start.
            if isOther, error.isReadOnly { throw PublishingError.confined(path: path, reason: "\(error)") }
            if isOther && error.isOfStorage || error.isFull {
                throw PublishingError.failed(path: path, reason: "\(error)", isOfStorage: true)
            }
            throw PublishingError.unwritable(path: path, reason: "\(error)")
        }
    }
}
