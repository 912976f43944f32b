internal import BulletinCore
internal import Interop
internal import Synchronization

/// One representation of a file of the site, ready to be sent.
struct Asset: Sendable {
    let bytes: [UInt8]
    private let compressed: Compressed?
    /// Strong entity tag without quotes: of the bytes, so it never lies (RFC 9110 §8.8.3).
    let tag: String
    let modified: Timestamp
    let type: MediaType

    /// - Parameters:
    ///   - path: in the site; its name tells the type.
    ///   - digest: SHA-256 of `bytes`.
    init(path: String, bytes: [UInt8], digest: [UInt8], modified: Timestamp) {
        self.bytes = bytes
        self.modified = modified
        type = MediaType(path: path)
        tag = String(SHA256Digest.hexadecimal(digest).prefix(32))
        compressed = type.isCompressible && bytes.count > 256 ? Compressed() : nil
    }

    /// The same, compressed; `nil` when that saves nothing. It is made when it is asked for first: many versions of a
    /// feed are replaced before anybody reads them.
    var gzip: [UInt8]? { compressed?.bytes(of: bytes) }

    private final class Compressed: Sendable {
        private enum State {
            case unasked
            case made([UInt8]?)
        }

        private let state = Mutex(State.unasked)

        func bytes(of content: [UInt8]) -> [UInt8]? {
            state.withLock { state in
                if case .made(let bytes) = state { return bytes }
                let gzip = Gzip.compress(content)
                let bytes = gzip.count < content.count ? gzip : nil
                state = .made(bytes)
                return bytes
            }
        }
    }
}

/// The published site as the web server sees it: whole files, never a mixture of two versions.
///
/// Feeds, index and style sheet are kept in memory, compressed when they are first asked for. Pages are read when they are
/// asked for, through one descriptor each, and the latest are kept within a budget of bytes.
final class SiteStore: Sendable {
    private struct State {
        var kept: [String: Asset] = [:]
        var cache: [String: Asset] = [:]
        /// Oldest first.
        var order: [String] = []
        var size = 0
        /// Counts publications: what was read before one is not cached after it.
        var generation = 0
    }

    /// Files that are always in memory.
    static let keptPaths: Set<String> = Set(
        ["style.css", gonePath]
            + Series.allCases.flatMap { series in
                let identity = FeedIdentity(series)
                return [identity.pagePath()] + OutputFormat.allCases.map { identity.path(as: $0) }
            })

    /// What answers for a bulletin's page that was taken out.
    static let gonePath = "gone.html"

    /// What the paths of files beside bulletins begin with.
    static let filesFolder = "files/"

    private let site: SiteFolder
    private let record: @Sendable (String) throws -> PublishedFile?
    private let isWithdrawn: @Sendable (String) throws -> Bool
    private let redirect: @Sendable (String) throws -> FormerPlace?
    private let budget: Int
    private let maximumFileSize = 64_000_000
    private let state = Mutex(State())

    /// - Parameters:
    ///   - budget: bytes of pages kept in memory.
    ///   - record: of a file beside bulletins, as it was published; others are not served.
    ///   - isWithdrawn: whether a bulletin with this folder was published once and taken out.
    ///   - redirect: where what stood at a path of another site, with its query, is now.
    init(
        site: SiteFolder, budget: Int = 32_000_000,
        record: @escaping @Sendable (String) throws -> PublishedFile? = { _ in nil },
        isWithdrawn: @escaping @Sendable (String) throws -> Bool = { _ in false },
        redirect: @escaping @Sendable (String) throws -> FormerPlace? = { _ in nil }
    ) {
        self.site = site
        self.record = record
        self.isWithdrawn = isWithdrawn
        self.redirect = redirect
        self.budget = budget
    }

    /// Takes what is on the disk: after a restart, the last publication.
    func load() throws(SystemError) {
        for path in Self.keptPaths {
            if let asset = try read(path) { state.withLock { $0.kept[path] = asset } }
        }
    }

    /// Whether the feeds that most people subscribe to are here.
    var holdsSite: Bool {
        state.withLock { state in
            OutputFormat.allCases.allSatisfy { state.kept[FeedIdentity(.stories).path(as: $0)] != nil }
        }
    }

    /// Takes new versions of kept files, and drops other changed ones from memory.
    func replace(_ files: [(file: SiteFile, record: PublishedFile)], changed: [String]) {
        let assets = files.map { file, record in
            (
                file.path,
                Asset(path: file.path, bytes: file.bytes, digest: file.digest, modified: record.modified)
            )
        }
        state.withLock { state in
            state.generation += 1
            for (path, asset) in assets { state.kept[path] = asset }
            for path in changed {
                guard let old = state.cache.removeValue(forKey: path) else { continue }
                state.size -= Self.weight(old)
                state.order.removeAll { $0 == path }
            }
        }
    }

    /// - Parameter path: in the site, without a leading `/`; parts that are empty or begin with `.` are never found.
    /// - Returns: `nil` when there is no such file.
    func asset(_ path: String) throws(SystemError) -> Asset? {
        guard Self.isPublic(path) else { return nil }
        let (found, generation) = state.withLock { ($0.kept[path] ?? $0.cache[path], $0.generation) }
        if let found { return found }
        guard !Self.keptPaths.contains(path), let asset = try read(path) else { return nil }
        state.withLock { state in
            guard state.generation == generation, state.cache[path] == nil, Self.weight(asset) < budget / 8 else {
                return
            }
            state.cache[path] = asset
            state.order.append(path)
            state.size += Self.weight(asset)
            while state.size > budget, let oldest = state.order.first {
                state.order.removeFirst()
                if let old = state.cache.removeValue(forKey: oldest) { state.size -= Self.weight(old) }
            }
        }
        return asset
    }

    /// What stands for a bulletin's page that was taken out, and for the files that went with it; `nil` for all other
    /// paths.
    func gone(_ path: String) throws -> Asset? {
        guard let slug = SiteRendering.slug(at: path),
            path.hasPrefix("files/") || path == SiteRendering.pagePath(slug: slug), try isWithdrawn(slug)
        else { return nil }
        return try gonePage
    }

    /// What stands for all that was taken out; `nil` before the first publication.
    var gonePage: Asset? { get throws(SystemError) { try asset(Self.gonePath) } }

    /// Where what stood at a path of a site before this one is now.
    /// - Parameter path: with its query; begins with `/`.
    func former(_ path: String) throws -> FormerPlace? { try redirect(path) }

    /// A file beside bulletins, opened, to be read while it is sent: it may be large.
    /// - Returns: `nil` when no file was published under the path.
    func file(_ path: String) throws -> ServedFile? {
        guard path.hasPrefix(Self.filesFolder), Self.isPublic(path), let record = try record(path) else { return nil }
        return try ServedFile(path: path, in: site.folder, record: record)
    }

    private func read(_ path: String) throws(SystemError) -> Asset? {
        do throws(SystemError) {
            let file = try site.folder.open(Array(path.utf8))
            let status = try file.status()
            guard status.kind == .file, status.size <= maximumFileSize else { return nil }
            let bytes = try file.read(limit: maximumFileSize)
            let modified = Timestamp(seconds: status.modified / 1_000_000_000)
            return Asset(path: path, bytes: bytes, digest: SHA256Digest.digest(of: bytes), modified: modified)
        } catch {
            if error.isMissing || error.isForbiddenPath || error.isTooLong { return nil }
            throw error
        }
    }

    /// With what it will take compressed, about.
    private static func weight(_ asset: Asset) -> Int { asset.bytes.count * 3 / 2 + 200 }

    private static func isPublic(_ path: String) -> Bool {
        !path.isEmpty
            && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty && part.utf8.first != UInt8(ascii: ".") && !part.utf8.contains(0)
            }
    }
}

/// The type of a file of the site, by its name: all names are ours.
struct MediaType: Sendable {
    let value: String
    let isCompressible: Bool

    init(path: String) {
        let ending = path.utf8.lastIndex(of: UInt8(ascii: ".")).map { path[path.utf8.index(after: $0)...] } ?? ""
        (value, isCompressible) =
            switch ending {
            // What the XML says of its charset holds (RFC 7303 §3); JSON is UTF-8 (RFC 8259 §8.1).
            case "rss": (OutputFormat.rss.mediaType, true)
            case "atom": (OutputFormat.atom.mediaType, true)
            case "json": (OutputFormat.json.mediaType, true)
            case "opml": ("text/x-opml; charset=utf-8", true)
            case "xml": ("application/xml", true)
            case "html": ("text/html; charset=utf-8", true)
            case "css": ("text/css; charset=utf-8", true)
            case "txt": ("text/plain; charset=utf-8", true)
            case "svg": ("image/svg+xml", true)
            case "png": ("image/png", false)
            case "jpg", "jpeg": ("image/jpeg", false)
            default: ("application/octet-stream", false)
            }
    }
}
