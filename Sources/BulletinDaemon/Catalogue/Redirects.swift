internal import BulletinCore
private import Foundation
internal import GRDB

/// Where what stood at an address before this site is now.
enum FormerPlace: Hashable, Sendable {
    /// Below the root.
    case at(String)
    /// It was here, too, and was taken out.
    case withdrawn
}

extension Catalogue {
    /// Where what stood at a path and query of another site is now. A path alone leads to what stood there with a query,
    /// too, when that is one story. The case of escapes says nothing (RFC 3986 §6.2.2.1): sites write all of theirs in
    /// one. Nor does a slash at the end, where the site did not have both: servers add it, or take it away.
    func redirect(of path: String) throws -> FormerPlace? {
        let paths = [path, Self.withoutTracking(path)].compactMap { $0 }
        for path in paths + paths.compactMap(Self.withOtherEnd) {
            for path in PercentEncoding.cases(of: path) {
                if let place = try place(ofFormer: path) { return place }
            }
        }
        return nil
    }

    /// With a slash more or less at the end of the path; `nil` for the root.
    private static func withOtherEnd(_ address: String) -> String? {
        let end = address.firstIndex(of: "?") ?? address.endIndex
        let path = address[..<end]
        if path.isEmpty { return nil }
        guard path.hasSuffix("/") else { return "\(path)/\(address[end...])" }
        return path.utf8.count > 1 ? "\(path.dropLast())\(address[end...])" : nil
    }

    private func place(ofFormer path: String) throws -> FormerPlace? {
        try database.read { db in
            let exact = try db.cachedStatement(sql: Self.places(where: "redirect.path = ?1"))
            if let row = try Row.fetchOne(exact, arguments: [path]) { return Self.place(row) }
            guard !path.utf8.contains(UInt8(ascii: "?")) else { return nil }
            // `@` is the sign behind `?`.
            let queried = try db.cachedStatement(
                sql: Self.places(where: "redirect.path >= ?1 || '?' AND redirect.path < ?1 || '@'") + " LIMIT 2")
            let found = try Row.fetchAll(queried, arguments: [path])
            // Of several, one that is left is meant.
            let isOne = found.count == 1 || found.count == 2 && !(found[0][3] as Bool) && found[1][3] as Bool
            return isOne ? Self.place(found[0]) : nil
        }
    }

    /// Each place once, those that are gone last: a story leads to its place, a bulletin to its page. What has not come out
    /// is nowhere.
    private static func places(where condition: String) -> String {
        """
        SELECT bulletin.slug, bulletin.kind, entry.anchor, entry.retracted IS NOT NULL AS isGone
        FROM redirect JOIN entry ON entry.id = redirect.entry AND entry.released = 1
        JOIN bulletin ON bulletin.id = entry.bulletin WHERE \(condition)
        UNION
        SELECT bulletin.slug, bulletin.kind, '', NOT EXISTS (
            SELECT * FROM entry WHERE entry.bulletin = bulletin.id AND released = 1 AND retracted IS NULL)
        FROM redirect JOIN bulletin ON bulletin.id = redirect.bulletin
        WHERE \(condition) AND EXISTS (SELECT * FROM entry WHERE entry.bulletin = bulletin.id AND released = 1)
        ORDER BY isGone
        """
    }

    private static func place(_ row: Row) -> FormerPlace {
        if row[3] as Bool { return .withdrawn }
        let isSingle = row[1] as String == Bulletin.Kind.single.rawValue
        return .at(Channel.path(ofBulletin: row[0], anchor: isSingle ? "" : row[2]))
    }

    /// What requests for an address have behind the host: path and query.
    /// - Returns: `nil` for the root, which is the front page whoever had it before, and for what is no address.
    static func redirectPath(of address: String) -> String? {
        guard address.lowercased().hasPrefix("http"), let parts = URLComponents(string: address), parts.host != nil
        else { return nil }
        let path = parts.percentEncodedPath + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
        return path.utf8.count > 1 ? path : nil
    }

    // MARK: Words about the way

    /// An address without what is put behind it to say how it was passed on.
    /// - Returns: `nil` when there is no such word, or nothing else.
    static func withoutTracking(_ address: String) -> String? {
        guard let mark = address.firstIndex(of: "?") else { return nil }
        let parameters = address[mark...].dropFirst().split(separator: "&", omittingEmptySubsequences: false)
        let kept = parameters.filter { !isTracking($0) }
        guard kept.count < parameters.count, !kept.isEmpty else { return nil }
        return address[..<mark] + "?" + kept.joined(separator: "&")
    }

    private static func isTracking(_ parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return name.isEmpty || trackingWords.contains(name) || trackingPrefixes.contains { name.hasPrefix($0) }
    }

    private static let trackingPrefixes = ["utm_", "pk_", "mtm_", "hsa_", "spm"]
    private static let trackingWords: Set<String> = [
        "fbclid", "gclid", "dclid", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid", "_hsenc", "_hsmi",
        "from", "isappinstalled", "scene", "clicktime", "share_source", "share_token", "ref", "ref_src", "source",
    ]
}

extension Database {
    /// Has the address that another program gave an entry lead to it, where the catalogue knows the entry already: from our
    /// own feeds, perhaps, which say nothing of that.
    func noteFormerAddress(of entry: AdoptedEntry) throws {
        guard entry.origin == nil, let link = entry.link, !AdoptedEntry.isOwnPage(link) else { return }
        let uri = entry.id.uri
        if let waiting = try adoptedEntries(where: "uri = ?", [uri]).first?.entry {
            guard waiting.link.map(AdoptedEntry.isOwnPage) ?? true else { return }
            try run("UPDATE adopted SET link = \(link) WHERE uri = \(uri)")
            return
        }
        guard let path = Catalogue.redirectPath(of: link) else { return }
        try run("INSERT OR IGNORE INTO redirect (path, entry) SELECT \(path), id FROM entry WHERE uri = \(uri)")
        try run(
            "INSERT OR IGNORE INTO redirect (path, bulletin) SELECT \(path), id FROM bulletin WHERE issue_uri = \(uri)")
    }
}
