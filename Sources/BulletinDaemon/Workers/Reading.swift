internal import BulletinCore
internal import Interop

/// A file that was given to the workers, and what came back.
struct Reading: Sendable {
    enum Outcome: Sendable {
        case bulletin(Bulletin)
        /// The reason, one line.
        case rejected(String)
        /// The worker that read it is no more. `said` is what it wrote to standard error, for the log.
        case stopped(StopCause, said: String)
        /// There was no worker to read it: not the fault of the file.
        case notStarted(String)
    }

    /// Tells a reading from all others.
    let ticket: UInt64
    let path: SourcePath
    let status: FileStatus
    /// SHA-256 of the bytes.
    let digest: [UInt8]
    let outcome: Outcome
}
