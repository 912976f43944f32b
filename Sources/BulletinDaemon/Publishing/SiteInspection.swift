internal import BulletinCore
internal import Interop

/// How a file of the site is not what the catalogue says it is.
public struct SiteDifference: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case missing
        /// Other bytes.
        case other
        /// Ours, and not to be there.
        case surplus
    }

    public var kind: Kind
    /// In the site.
    public var path: String
}

/// What is rendered together: a step of an inspection.
enum SiteUnit: Hashable, Sendable {
    /// The page of a bulletin, and the files that it shows.
    case bulletin(Int64)
    /// A document of a feed, with the page beside it.
    case document(DocumentKey)
    case sheets
    case list
    case sitemapPart(Int64)
    case sitemapIndex
    /// A file that is there.
    case present(String)
}

/// Compares the site, byte by byte, with what the catalogue says it is; one page or document at a time, whatever their
/// number. It reads only, so a service may publish meanwhile: what is pending, or changes while it is looked at, is no
/// difference.
struct SiteInspection: Sendable {
    let rendering: SiteRendering
    /// `nil` when there is none: then every file is missing.
    let root: Folder?
    /// Whether a service may have files under way.
    let isServiceRunning: Bool
    /// Whether what is pending is compared, too: nobody is about to publish it.
    var looksAtPending = false

    var catalogue: Catalogue { rendering.catalogue }

    /// - Parameter found: takes each difference with the unit that it is in.
    func run(_ found: (SiteUnit, SiteDifference) throws -> Void) throws {
        func look(at unit: SiteUnit) throws {
            for difference in try differences(in: unit) { try found(unit, difference) }
        }
        for unit in [SiteUnit.sheets, .list, .sitemapIndex] { try look(at: unit) }
        for (part, _) in try catalogue.sitemapParts() { try look(at: .sitemapPart(part)) }
        for key in try catalogue.documents() { try look(at: .document(key)) }
        var last: Int64 = 0
        while true {
            let bulletins = try catalogue.bulletins(after: last, limit: Pipeline.pageBatch)
            guard let end = bulletins.last else { break }
            for id in bulletins { try look(at: .bulletin(id)) }
            last = end
        }
        try walk { try look(at: .present($0)) }
    }

    /// - Returns: none when the unit is still to be published, and will be.
    func differences(in unit: SiteUnit) throws -> [SiteDifference] {
        var found: [SiteDifference] = []
        // What changes between the look into the catalogue and that into the site is as it should be the next time.
        for _ in 0..<3 {
            found = try look(at: unit)
            if try found.isEmpty || !looksAtPending && isPending(unit) { return [] }
        }
        return found
    }

    private func look(at unit: SiteUnit) throws -> [SiteDifference] {
        switch unit {
        case .bulletin(let id):
            guard let page = try catalogue.page(id, of: rendering.channel) else { return [] }
            let digests = page.files.isEmpty ? [:] : try catalogue.attachedDigests(of: id)
            return try compare([try rendering.file(of: page)])
                + Set(page.files.map(\.path)).sorted().compactMap { path in
                    try digests[path].flatMap { try compare(path, $0) }
                }
        case .document(let key):
            guard let feed = try catalogue.document(key, of: rendering.channel) else { return [] }
            return try compare(try rendering.files(of: feed) + [try rendering.twin(of: feed, key)])
        case .sheets: return try compare(rendering.sheets)
        case .list: return try compare([try rendering.list()])
        case .sitemapPart(let part): return try compare([try rendering.sitemapPart(part)?.file].compactMap { $0 })
        case .sitemapIndex: return try compare([try rendering.sitemapIndex()].compactMap { $0 })
        case .present(let path):
            let isSurplus = try standing(of: path) == .surplus && isThere(path)
            return isSurplus ? [SiteDifference(kind: .surplus, path: path)] : []
        }
    }

    private func isPending(_ unit: SiteUnit) throws -> Bool {
        switch unit {
        case .bulletin(let id): try catalogue.isPending(bulletin: id)
        case .document(let key): try catalogue.isDue(key)
        case .sheets, .list: try catalogue.isPending(bulletin: 0)
        case .sitemapPart, .sitemapIndex: try !catalogue.dueSitemapParts().isEmpty
        case .present(let path): try catalogue.isPending(file: path)
        }
    }

    // MARK: bytes

    private func compare(_ files: [SiteFile]) throws -> [SiteDifference] {
        try files.compactMap { try compare($0.path, $0.digest) }
    }

    private func compare(_ path: String, _ digest: [UInt8]) throws -> SiteDifference? {
        guard let root else { return SiteDifference(kind: .missing, path: path) }
        do throws(SystemError) {
            guard let (status, mode) = try root.statusAndMode(of: Array(path.utf8)) else { throw SystemError.missing }
            guard status.kind == .file, try root.isPublic(mode),
                SHA256Digest.digest(of: try root.open(Array(path.utf8)).read(limit: Int(status.size))) == digest
            else { return SiteDifference(kind: .other, path: path) }
            return nil
        } catch {
            if error.isMissing { return SiteDifference(kind: .missing, path: path) }
            if error.isForbiddenPath || error.isPermission { return SiteDifference(kind: .other, path: path) }
            throw error
        }
    }

    private func isThere(_ path: String) throws -> Bool { try root?.status(of: Array(path.utf8)) != nil }

    // MARK: what is there

    enum Standing: Hashable {
        case expected, surplus
        /// Not of bulletind: never touched.
        case foreign
    }

    /// What a path of the site is, whether or not a file is there. Ours is what the records or the catalogue know, and what
    /// says so itself in a place of ours: it was published before the catalogue was lost.
    func standing(of path: String) throws -> Standing {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last, !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
            return .foreign
        }
        if Publisher.isTemporary(name) { return isServiceRunning ? .foreign : .surplus }
        if parts.count == 3, parts[0] == "bulletins" || parts[0] == "files" {
            guard let id = try catalogue.bulletin(slug: String(parts[1])) else {
                let page = SiteRendering.pagePath(slug: String(parts[1]))
                return try (parts[0] == "files" || path == page) && isSigned(page) ? .surplus : recorded(path)
            }
            if parts[0] == "bulletins" {
                guard name == "index.html" else { return .foreign }
                return try catalogue.isVisible(bulletin: id) ? .expected : .surplus
            }
            let page = try catalogue.page(id, of: rendering.channel)
            return page?.files.contains { $0.path == path } == true ? .expected : .surplus
        }
        if let (identity, archive, ending) = FeedIdentity.document(at: path) {
            if try catalogue.hasDocument(identity, archive: archive ?? 0) { return .expected }
            // A JSON feed does not say what made it; those beside it do.
            let signed = path.dropLast(ending.utf8.count) + (ending == "html" ? ending : OutputFormat.rss.rawValue)
            return try isSigned(String(signed)) ? .surplus : recorded(path)
        }
        let isExpected: Bool
        switch path {
        case OPML.path: isExpected = true
        case Sitemap.path: isExpected = try catalogue.sitemapFront() != nil
        case _ where rendering.sheets.contains { $0.path == path }: isExpected = true
        default: isExpected = try catalogue.sitemapParts().contains { Sitemap.path(part: $0.part) == path }
        }
        return isExpected ? .expected : try recorded(path)
    }

    private func recorded(_ path: String) throws -> Standing { try catalogue.file(path) == nil ? .foreign : .surplus }

    private func isSigned(_ path: String) throws -> Bool { try root.map { try Self.isSigned(path, in: $0) } ?? false }

    private static let signatures = ["name=\"generator\" content=\"bulletind\"", ">bulletind</generator>"]

    /// Whether a page or feed says that bulletind made it.
    static func isSigned(_ path: String, in root: Folder) throws(SystemError) -> Bool {
        do throws(SystemError) {
            let head = String(decoding: try root.open(Array(path.utf8)).read(limit: 16_384), as: UTF8.self)
            return signatures.contains { head.contains($0) }
        } catch {
            if error.isMissing || error.isForbiddenPath || error.isPermission { return false }
            throw error
        }
    }

    /// Calls `visit` for every plain file of the site whose name may be one of ours.
    func walk(_ visit: (String) throws -> Void) throws {
        guard let root else { return }
        var folders = [""]
        while let path = folders.popLast() {
            let folder: Folder
            do throws(SystemError) {
                folder = path.isEmpty ? root : try root.folder(at: Array(path.utf8))
            } catch {
                // It went meanwhile, it is another disk, or what should be in it is told as different.
                if error.isMissing || error.isForbiddenPath || error.isPermission { continue }
                throw error
            }
            for name in try folder.names() where name.allSatisfy({ (0x21...0x7E).contains($0) }) {
                let child = (path.isEmpty ? "" : path + "/") + String(decoding: name, as: UTF8.self)
                switch try folder.status(of: name)?.kind {
                case .file: try visit(child)
                case .folder: folders.append(child)
                case .link, .other, nil: continue
                }
            }
        }
    }
}

extension Pipeline {
    /// Marks files of the site to be published again, and removes those that are surplus. Others are left alone.
    /// - Returns: how many were ours.
    func mend(_ paths: [String]) throws -> Int {
        let inspection = SiteInspection(rendering: rendering, root: publisher.root, isServiceRunning: false)
        var lost: [String] = []
        var surplus: [String] = []
        for path in paths {
            switch try inspection.standing(of: path) {
            case .expected: lost.append(path)
            case .surplus: surplus.append(path)
            case .foreign: continue
            }
        }
        if !surplus.isEmpty {
            try publisher.remove(surplus)
            store.replace([], changed: surplus)
            try catalogue.removed(surplus)
        }
        try catalogue.lost(lost)
        return lost.count + surplus.count
    }
}
