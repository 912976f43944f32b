internal import BulletinCore
internal import Synchronization

/// What stands in the site where a file or folder of it goes, and is not of it. The files that need the place wait, and
/// all others go out.
final class Obstacles: Sendable {
    /// More are not told of one by one.
    private static let limit = 1_000

    /// What each brings about, by its path in the site.
    private let found = Mutex<[String: PublishingError]>([:])

    /// - Returns: whether only what needs this place is held up by an error.
    func note(_ error: PublishingError) -> Bool {
        guard let path = error.obstacle else { return false }
        found.withLock { if $0.count < Self.limit { $0[path] = error } }
        return true
    }

    /// Forgets all: what is in the way still is found when it is tried again.
    func forget() { found.withLock { $0 = [:] } }

    /// In the order of paths.
    var all: [(path: String, error: PublishingError)] {
        found.withLock(\.self).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension PublishingError {
    /// What holds up the files that need its place, and no others; `nil` when it holds up the site.
    fileprivate var obstacle: String? {
        switch self {
        case .obstructed(let path, _): path
        // The root itself is closed to all of them.
        case .denied(let path, _): path.utf8.contains(UInt8(ascii: "/")) ? path : nil
        case .unwritable, .occupied, .confined, .failed, .invalid: nil
        }
    }
}

extension PublishedFile {
    /// What the catalogue has of a file whose place is taken: no file is like it, so it is published as soon as it can be.
    static func obstructed(_ path: String, at now: Timestamp) -> PublishedFile {
        PublishedFile(path: path, digest: [], size: -1, modified: now)
    }

    var isObstructed: Bool { size < 0 }
}
