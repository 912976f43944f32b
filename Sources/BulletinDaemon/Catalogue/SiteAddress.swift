internal import BulletinCore
private import Foundation
internal import GRDB

/// Where the site is, and where it was: entries and their readers know its address, so another one is taken on purpose
/// only. So are ids, and what they begin with is settled with the first of them.
extension Catalogue {
    /// Takes the address of the settings when nothing is published under another, and their authority while no id has
    /// been given.
    ///
    /// - Parameters:
    ///   - authority: of the settings; empty when they leave it open.
    ///   - now: the day of identifiers of another authority.
    /// - Returns: the catalogue with the authority that it has now.
    /// - Throws: `MoveRefusal` when entries would get other addresses or other ids.
    @discardableResult func hold(url: String, authority: String, at now: Timestamp) throws -> Catalogue {
        if let refusal = try refusals(url: url, authority: authority).first { throw refusal }
        if try database.read({ try Self.url($0) }) != url { try move(to: url) }
        let present = try database.write { db in
            if try !authority.isEmpty && Self.authority(db).name != authority {
                try db.run("UPDATE instance SET authority = \(authority), authority_date = \(now.date.description)")
            }
            return try Self.authority(db)
        }
        return with(present)
    }

    /// Why it does not take the address and the authority of settings.
    func refusals(url: String, authority: String) throws -> [MoveRefusal] {
        try database.read { db in
            var refusals: [MoveRefusal] = []
            let present = try Self.authority(db).name
            if !authority.isEmpty, authority != present {
                let count = try Self.identified(db)
                if count > 0 { refusals.append(.authority(count: count, present: present, wanted: authority)) }
            }
            let count = try Self.published(db)
            if count > 0, let known = try Self.url(db), known != url {
                refusals.append(.address(count: count, present: known, wanted: url))
            }
            return refusals
        }
    }

    /// Takes another address, and remembers the former one.
    /// - Returns: the former one, and how many entries have been published; `nil` when it is the same.
    @discardableResult func move(to url: String) throws -> (former: String, count: Int)? {
        try database.write { db in
            let (known, count) = (try Self.url(db), try Self.published(db))
            try db.run("UPDATE instance SET url = \(url)")
            try db.run("DELETE FROM former_url WHERE url = \(url)")
            guard let known, known != url else { return nil }
            if count > 0 { try db.run("INSERT OR IGNORE INTO former_url (url) VALUES (\(known))") }
            return (known, count)
        }
    }

    /// Addresses under which the site was published before.
    func formerAddresses() throws -> [String] {
        try database.read { db in
            try String.fetchAll(db.cachedStatement(sql: "SELECT url FROM former_url ORDER BY url"))
        }
    }

    private static func url(_ db: Database) throws -> String? {
        try String.fetchOne(db.cachedStatement(sql: "SELECT url FROM instance")).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// How many entries have ids of the catalogue's authority: seen by readers or not, and those that wait for their
    /// files after an adoption.
    private static func identified(_ db: Database) throws -> Int {
        let statement = try db.cachedStatement(
            sql: """
                SELECT (SELECT COUNT(*) FROM entry) + (SELECT COUNT(*) FROM adopted WHERE authority IS NOT NULL
                    AND entry IS NULL AND bulletin IS NULL)
                """)
        return try Int.fetchOne(statement) ?? 0
    }

    private static func published(_ db: Database) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT COUNT(*) FROM member WHERE feed = ?"),
            arguments: [DocumentKey.siteFeed(.stories)]) ?? 0
    }
}

/// Why settings are not taken: what is published would have other addresses or ids. One line: what, why; what to do.
public enum MoveRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case address(count: Int, present: String, wanted: String)
    case authority(count: Int, present: String, wanted: String)

    public var description: String {
        switch self {
        case .address(let count, let present, let wanted):
            "url: \(count) published \(count == 1 ? "entry" : "entries") would move from \(present) to \(wanted); set it "
                + "back, or stop the service and run 'bulletind migrate' to move them: their ids stay"
        case .authority(let count, let present, let wanted):
            "authority: the ids of \(count) \(count == 1 ? "entry" : "entries") are of \(present) for good, "
                + "and \(wanted) would make others; set it back, or leave it out"
        }
    }
}

/// Answers for the addresses that the site had before.
struct FormerAddresses: Sendable {
    private struct Address: Sendable {
        /// With the port when it is an odd one.
        var host: String
        /// Begins and ends with `/`.
        var folder: String

        init?(_ url: String) {
            guard let parts = URLComponents(string: url), let host = parts.host?.lowercased() else { return nil }
            self.host = Self.plain(parts.port.map { "\(host):\($0)" } ?? host)
            folder = parts.path.hasSuffix("/") ? parts.path : parts.path + "/"
        }

        /// A host as most requests have it: in small letters, without a usual port and the dot behind a whole name.
        static func plain(_ host: String) -> String {
            var host = host.lowercased()
            for port in [":80", ":443"] where host.hasSuffix(port) { host.removeLast(port.utf8.count) }
            let name = host.prefix { $0 != ":" }
            return name.hasSuffix(".") && name.utf8.count > 1 ? String(name.dropLast() + host[name.endIndex...]) : host
        }

        /// Servers in front of this one may pass such a host on, so it says nothing of what was asked for.
        var isLocal: Bool {
            let name = host.hasPrefix("[") ? host : String(host.prefix { $0 != ":" })
            return name == "localhost" || name.hasPrefix("[")
                || name.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) }
        }
    }

    /// Of the site now, ending in `/`.
    let url: String
    private let own: Address?
    private let former: [Address]

    init(url: String, former: [String]) {
        self.url = url
        own = Address(url)
        self.former = former.compactMap(Address.init)
    }

    /// The path below the root of the site, when a server in front passes the whole on.
    /// - Parameter path: begins with `/`.
    func local(_ path: String) -> String {
        guard let own, own.folder != "/", path.hasPrefix(own.folder) else { return path }
        return String(path.dropFirst(own.folder.count - 1))
    }

    /// Whether a path is that of the folder of the site, without its slash.
    func isOwnFolder(_ path: String) -> Bool { own.map { path + "/" == $0.folder } ?? false }

    /// Where a request for a former address is sent.
    /// - Parameters:
    ///   - host: as the request has it.
    ///   - path: with its query; begins with `/`.
    /// - Returns: absolute; `nil` for a request of the present address.
    func target(host: String?, path: String) -> String? {
        let host = host.map(Address.plain)
        // How much of the request an address says: its host, then its folder.
        var best = (isHost: false, length: 0)
        var rest: Substring?
        for address in former {
            let isFolder = path + "/" == address.folder
            let isBelow = isFolder || path.hasPrefix(address.folder)
            let isOtherHost = host == address.host && !address.isLocal && address.host != own?.host
            // Whatever the host: a server in front may not pass it on. What is below the present folder is there.
            let isOtherFolder = isBelow && address.folder.count > ownLength(of: path)
            guard isOtherHost || isOtherFolder else { continue }
            let length = isBelow ? address.folder.count : 0
            guard rest == nil || (isOtherHost ? 1 : 0, length) > (best.isHost ? 1 : 0, best.length) else { continue }
            best = (isOtherHost, length)
            rest = isFolder ? "" : path.dropFirst(isBelow ? address.folder.count : 1)
        }
        return rest.map { url + $0 }
    }

    /// Of the folder of the present site when a path is below it; else that of any site's root.
    private func ownLength(of path: String) -> Int {
        own.map { path.hasPrefix($0.folder) ? $0.folder.count : 1 } ?? 1
    }
}
