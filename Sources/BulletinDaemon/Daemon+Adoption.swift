internal import BulletinCore
internal import Interop

extension Daemon {
    /// A file that is no feed, or is not all of use: `line` is 1-based, `nil` when it is about the whole.
    public struct AdoptionRemark: Hashable, Sendable, CustomStringConvertible {
        public var file: String
        public var line: Int?
        public var reason: String

        public var description: String { "\(file):\(line.map { "\($0):" } ?? "") \(reason)" }
    }

    /// Larger files are no feeds; bytes.
    private static let feedSizeLimit = 100_000_000

    /// Takes ids, dates and addresses from feeds, into the catalogue of the settings, for bulletins to claim them. The
    /// service must not run.
    ///
    /// - Parameters:
    ///   - names: of files; a folder stands for all feeds below it.
    ///   - remark: told of what cannot be used. When nothing can, the state folder is left as it is.
    /// - Throws: `CatalogueError`, `AdoptionError`.
    public static func adopt(
        _ names: [String], _ configuration: Configuration, remark: (AdoptionRemark) -> Void
    ) throws -> Adoption {
        try adopt(names, configuration, at: clock(), remark: remark)
    }

    /// - Parameter site: the folder of the site that the files are of, when it is not named itself.
    static func adopt(
        _ names: [String], of site: String? = nil, _ configuration: Configuration, at now: Timestamp,
        remark: (AdoptionRemark) -> Void
    ) throws -> Adoption {
        var files: [(name: String, isNamed: Bool)] = []
        var former = site.map(formerAddresses) ?? []
        for name in names {
            former += formerAddresses(of: name)
            let below = FilesBelow.files(below: name) { remark(AdoptionRemark(file: name, reason: $0)) }
            files += below.map { $0.filter(mayBeFeed).map { ($0, false) } } ?? [(name, true)]
        }
        var sites: Set<String> = []
        let isNamed = Dictionary(files, uniquingKeysWith: { $0 || $1 })
        func read(_ name: String) -> AdoptedFeed? {
            do throws(AdoptionProblem) {
                let feed = try AdoptedFeed(reading: try bytes(of: name))
                sites.formUnion(feed.entries.compactMap(\.site))
                for problem in feed.problems {
                    remark(AdoptionRemark(file: name, line: problem.line, reason: problem.reason))
                }
                if feed.furtherProblems > 0 {
                    remark(AdoptionRemark(file: name, reason: "\(feed.furtherProblems) more of this kind"))
                }
                return feed
            } catch {
                if isNamed[name] == true || !error.isOtherKind {
                    remark(AdoptionRemark(file: name, line: error.line, reason: error.reason))
                }
                return nil
            }
        }
        var seen: Set<String> = []
        let order = files.map(\.name).filter { seen.insert($0).inserted }
        // Nothing is begun before there is something to take.
        var early: [String: AdoptedFeed?] = [:]
        for name in order {
            let feed = read(name)
            early[name] = .some(feed)
            if feed?.entries.isEmpty == false { break }
        }
        guard early.values.contains(where: { $0?.entries.isEmpty == false }) else { throw AdoptionError.nothing }
        let authority = authorityName(of: configuration)
        let catalogue = try Catalogue.open(
            state: configuration.state, authorityName: authority, at: now, adopts: true)
        former.removeAll { $0 == configuration.url }
        var adoption = try catalogue.adopt(order, former: former, at: now) { name in
            if let feed = early.removeValue(forKey: name) { feed } else { read(name) }
        }
        // A catalogue that has published keeps to its own address.
        let isNew = try catalogue.refusals(url: "", authority: "").isEmpty
        if isNew, !sites.isEmpty, !sites.contains(configuration.url) { adoption.formerSite = sites.sorted().first }
        try catalogue.close()
        return adoption
    }

    /// Addresses that the site in a folder had before its own; none for what is no such folder.
    private static func formerAddresses(of name: String) -> [String] {
        do throws(SystemError) {
            return try FormerAddressFile.addresses(in: try Folder(path: name))
        } catch {
            return []
        }
    }

    /// Whether a folder holds feeds with entries that this program published.
    static func holdsOwnEntries(site: String) -> Bool {
        OutputFormat.allCases.contains { format in
            do throws(AdoptionProblem) {
                let bytes = try bytes(of: "\(site)/\(FeedIdentity(.stories).path(as: format))")
                return try AdoptedFeed(reading: bytes).isOurs
            } catch {
                return false
            }
        }
    }

    private static func bytes(of name: String) throws(AdoptionProblem) -> [UInt8] {
        if name.hasPrefix("http://") || name.hasPrefix("https://") {
            throw AdoptionProblem("an address, and nothing is fetched; save the feed, and name the file")
        }
        let bytes: [UInt8]
        do throws(SystemError) {
            let file = try OpenFile(path: name)
            let isFile = try file.status().kind == .file
            bytes = isFile ? try file.read(limit: feedSizeLimit) : []
        } catch {
            throw AdoptionProblem("cannot be read (\(error)); name a file that exists and may be read")
        }
        guard bytes.count <= feedSizeLimit else {
            throw AdoptionProblem("larger than \(feedSizeLimit) bytes; split the feed")
        }
        guard !bytes.isEmpty else { throw AdoptionProblem("empty, or not a file; name a feed, or a folder of feeds") }
        return bytes
    }

    /// By its name, among the files of a site.
    private static func mayBeFeed(_ name: String) -> Bool {
        ["rss", "atom", "json", "xml", "rdf"].contains(SourcePath(name).fileExtension)
    }
}

/// Why nothing was adopted.
public enum AdoptionError: Error, Hashable, Sendable, CustomStringConvertible {
    case nothing

    public var description: String {
        "no entry that can be adopted; name RSS, Atom or JSON feeds, or the folder of the site that was published"
    }
}
