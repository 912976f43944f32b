internal import BulletinCore
internal import Interop

/// Looks whether the files of the site are as they were published: all that the site has one of every time, the many
/// others some at a time, so that it costs little however many there are.
struct SiteCheck {
    /// Of the many, how many are looked at each time.
    static let portion = 8192

    /// Every time.
    private static let steady =
        SiteStore.keptPaths + [PageRenderer.feedStylesheetPath, OPML.path, Sitemap.path]
    /// Feeds of topics are looked at every time, too, while there are no more.
    private static let topicPortion = 2048

    /// The last path of the many that was looked at.
    private var last = ""
    private var lastOfTopics = "topics/"
    /// Files that are right though their times are not, as they were then: bytes are read once.
    private var readFiles: [String: FileStatus] = [:]
    /// Files that the site has one of, as they were when they were right.
    private var known: [String: (record: PublishedFile, status: FileStatus)] = [:]

    /// - Returns: paths of files that are missing or not as they were published.
    mutating func lost(from root: Folder, _ catalogue: Catalogue) throws -> [String] {
        var lost: [String] = []
        var open: [Substring: Bool] = [:]
        for path in Self.steady {
            guard let record = try catalogue.file(path) else { continue }
            let status = try Self.status(of: path, in: root, &open)
            if let known = known[path], known.record == record, known.status == status { continue }
            // Who replaces a file may set its size and time, but not the moment at which the system saw it.
            if let status, try isRight(path, status, record, from: root, reads: known[path] != nil) {
                known[path] = (record, status)
            } else {
                lost.append(path)
            }
        }
        let topics = try catalogue.files(after: lastOfTopics, before: "topics0", limit: Self.topicPortion)
        lastOfTopics = topics.count < Self.topicPortion ? "topics/" : topics.last?.path ?? "topics/"
        let others = try catalogue.files(after: last, before: nil, limit: Self.portion)
        last = others.count < Self.portion ? "" : others.last?.path ?? ""
        let seen = Set(topics.map(\.path) + Self.steady)
        for record in topics + others.filter({ !seen.contains($0.path) }) {
            let status = try Self.status(of: record.path, in: root, &open)
            if let status, try isRight(record.path, status, record, from: root, reads: false) { continue }
            lost.append(record.path)
        }
        return lost
    }

    /// - Parameter open: what is known of the folders above, by their paths.
    /// - Returns: `nil` when there is nothing that everybody may read.
    private static func status(
        of path: String, in root: Folder, _ open: inout [Substring: Bool]
    ) throws(SystemError) -> FileStatus? {
        do throws(SystemError) {
            guard let (status, mode) = try root.statusAndMode(of: Array(path.utf8)), try root.isPublic(mode) else {
                return nil
            }
            return try isOpen(path[...], in: root, &open) ? status : nil
        } catch {
            if error.isPermission || error.isOfOtherKind { return nil }
            throw error
        }
    }

    /// Whether everybody may enter the folders above a file. The site's own is its administrator's.
    private static func isOpen(
        _ path: Substring, in root: Folder, _ open: inout [Substring: Bool]
    ) throws(SystemError) -> Bool {
        guard let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return true }
        let folder = path[..<end]
        if let known = open[folder] { return known }
        var isPublic = false
        if try isOpen(folder, in: root, &open), let (_, mode) = try root.statusAndMode(of: Array(folder.utf8)) {
            isPublic = mode & 0o555 == 0o555
            if !isPublic { isPublic = try !root.keepsModes() }
        }
        open[folder] = isPublic
        return isPublic
    }

    /// - Parameter reads: whether the bytes are compared even when size and time are right.
    private mutating func isRight(
        _ path: String, _ status: FileStatus, _ record: PublishedFile, from root: Folder, reads: Bool
    ) throws -> Bool {
        guard status.kind == .file, status.size == Int64(record.size) else { return false }
        let isTimeRight = status.modified == record.modified.seconds * 1_000_000_000
        if isTimeRight, !reads { return true }
        if readFiles[path] == status { return true }
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try root.open(Array(path.utf8)).read(limit: record.size)
        } catch {
            if error.isMissing || error.isOfOtherKind || error.isPermission { return false }
            throw error
        }
        guard SHA256Digest.digest(of: bytes) == record.digest else { return false }
        // Some file systems keep coarser times: such a file is not to be written again and again.
        if !isTimeRight { readFiles[path] = status }
        return true
    }
}
