internal import GRDB
internal import Interop

/// A disk that is full, may not be written or fails, or a catalogue that another program holds. No file is to blame,
/// nothing is lost, and what was to be done is done when all is well again.
struct StorageFault: Hashable, Sendable, CustomStringConvertible {
    /// One line: what, where, why; what to do.
    let description: String

    /// - Returns: `nil` for errors of any other kind.
    init?(_ error: any Error) {
        switch error {
        case let error as SystemError where error.isOfStorage: description = "\(error)\(Self.advice)"
        case PublishingError.failed(let path, let reason, isOfStorage: true):
            description = "\(path): cannot be published (\(reason))\(Self.advice)"
        case let error as DatabaseError where Self.codes.contains(error.resultCode.primaryResultCode):
            description = "catalogue: cannot be written (\(error.words))\(Self.advice)"
        case let error as DatabaseError where Self.locks.contains(error.resultCode.primaryResultCode):
            description = "catalogue: another program holds it; end that, or wait: it goes on by itself then"
        default: return nil
        }
    }

    /// Whether there is no room left, or SQLite did not get any.
    static func isFull(_ error: any Error) -> Bool {
        switch error {
        case let error as SystemError: error.isFull
        case PublishingError.failed(_, _, isOfStorage: true), CatalogueError.full: true
        case let error as DatabaseError:
            [.SQLITE_FULL, .SQLITE_IOERR].contains(error.resultCode.primaryResultCode)
        default: false
        }
    }

    private static let codes: [ResultCode] = [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN]
    private static let locks: [ResultCode] = [.SQLITE_BUSY, .SQLITE_LOCKED]
    private static let advice = "; make room or mend the disk, it goes on by itself then"
}
