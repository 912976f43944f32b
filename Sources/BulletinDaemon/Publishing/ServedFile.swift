internal import BulletinCore
internal import Interop

/// A published file beside bulletins, opened: whatever is published meanwhile, this version is sent to its end.
final class ServedFile: Sendable {
    /// Strong entity tag without quotes, of the bytes; `nil` while the file and its record are of two versions.
    let tag: String?
    let modified: Timestamp
    let size: Int
    /// By its name, which was made after its content.
    let format: MediaFormat?
    private let file: OpenFile

    /// - Returns: `nil` when no plain file is there.
    init?(path: String, in root: Folder, record: PublishedFile) throws(SystemError) {
        let file: OpenFile
        do throws(SystemError) {
            file = try root.open(Array(path.utf8))
        } catch {
            if error.isMissing || error.isForbiddenPath { return nil }
            throw error
        }
        let status = try file.status()
        guard status.kind == .file else { return nil }
        let seconds = status.modified / 1_000_000_000
        let isRecorded = Int(status.size) == record.size && seconds == record.modified.seconds
        tag = isRecorded ? String(SHA256Digest.hexadecimal(record.digest).prefix(32)) : nil
        modified = Timestamp(seconds: seconds)
        size = Int(status.size)
        format = MediaFormat.published(as: SourcePath(path).fileExtension)
        self.file = file
    }

    /// - Returns: at most `count` bytes; none behind the end.
    func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] { try file.read(at: offset, count: count) }
}
