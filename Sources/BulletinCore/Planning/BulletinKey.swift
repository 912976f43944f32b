private import Foundation
internal import Interop

/// What a bulletin is known by for ever: its front-matter `id`, else its inbox path at first acceptance without
/// extension, in NFC so that one name typed on two systems is one key.
public struct BulletinKey: Hashable, Sendable {
    /// Not empty, at most `maximumLength` bytes.
    public let text: String

    /// Longer names are cut and closed with a digest, so that keys and the identifiers made of them stay short.
    private static let maximumLength = 240

    /// - Parameter text: a stored key, a front-matter `id`, or a path for people (`SourcePath.description`).
    public init(_ text: String) {
        let composed = LocalAddress.composed(text)
        if composed.utf8.count <= Self.maximumLength {
            self.text = composed
        } else {
            let digest = SHA256Digest.hex(of: Array(composed.utf8)).prefix(16)
            self.text = String(decoding: composed.utf8.prefix(200), as: UTF8.self) + "~" + digest
        }
    }

    /// The key that a file gives a bulletin without `id`.
    public init(path: SourcePath) { self.init(SourcePath(bytes: path.withoutExtension).description) }

    /// A folder name for the bulletin's page, of `a…z`, `0…9` and hyphens, distinct where case does not count.
    ///
    /// What ASCII cannot say is replaced by a digest of the whole key: the address is made of the identity, and no
    /// name on disk can steer it.
    /// - Parameter isTaken: whether another bulletin has this slug.
    public func slug(isTaken: (String) throws -> Bool) rethrows -> String {
        var letters: [UInt8] = []
        var isWhole = true
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): letters.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): letters.append(byte | 0x20)
            default:
                if byte >= 0x80 { isWhole = false }
                if letters.last != UInt8(ascii: "-"), !letters.isEmpty { letters.append(UInt8(ascii: "-")) }
            }
        }
        let limit = 80
        if letters.count > limit {
            isWhole = false
            letters.removeLast(letters.count - limit)
        }
        while letters.last == UInt8(ascii: "-") { letters.removeLast() }
        var slug = String(decoding: letters, as: UTF8.self)
        if !isWhole || slug.isEmpty {
            slug += (slug.isEmpty ? "" : "-") + SHA256Digest.hex(of: Array(text.utf8)).prefix(10)
        }
        guard try isTaken(slug) else { return slug }
        var number = 2
        while try isTaken("\(slug)-\(number)") { number += 1 }
        return "\(slug)-\(number)"
    }
}

/// The fixed part of all entry identifiers of one catalogue: `tag:AUTHORITY,DATE:` (RFC 4151 §2.1).
public struct TagAuthority: Hashable, Sendable {
    /// A host name that its owner held on `date`; ASCII lower case.
    public let name: String
    /// The day on which the catalogue was given the name.
    public let date: CivilDate
    /// What all identifiers begin with.
    private let prefix: String

    public init(name: String, date: CivilDate) {
        self.name = name
        self.date = date
        prefix = "tag:\(name),\(date):"
    }

    /// - Parameter text: `NAME,YYYY-MM-DD`, as in identifiers.
    public init?(text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isHostName(parts[0].utf8) else { return nil }
        let day = parts[1].split(separator: "-").compactMap { Int($0) }
        guard day.count == 3, let date = CivilDate(year: day[0], month: day[1], day: day[2]),
            date.description == parts[1]
        else { return nil }
        self.init(name: String(parts[0]), date: date)
    }

    /// `NAME,YYYY-MM-DD`.
    public var text: String { "\(name),\(date)" }

    /// DNSname (RFC 4151 §2.1): labels of letters, digits and inner hyphens.
    public static func isHostName(_ name: Substring.UTF8View) -> Bool {
        name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                && label.allSatisfy { IRI.isLetter($0) || IRI.isDigit($0) || $0 == UInt8(ascii: "-") }
        }
    }

    /// The identifier of the feed of all stories.
    public var feedID: String { prefix + "feed" }

    /// Of the entry that stands for a whole bulletin. No story's identifier ends like it.
    public func issueID(of key: BulletinKey) -> EntryID { EntryID(uri: stem(of: key) + Self.issueTail) }

    /// Mints the identifier of an issue whose file held others before.
    /// - Parameters:
    ///   - last: that of the one before.
    ///   - isTaken: whether another entry has the identifier, or had it.
    public func nextIssueID(
        of key: BulletinKey, after last: EntryID, isTaken: (EntryID) throws -> Bool
    ) rethrows -> EntryID {
        let tail = last.uri.utf8.lastIndex(of: UInt8(ascii: "/")).map { last.uri[last.uri.utf8.index(after: $0)...] }
        var number = (tail.flatMap(Self.issueNumber(ofTail:)) ?? 1) + 1
        while true {
            let id = EntryID(uri: "\(issueID(of: key).uri)-\(number)")
            if try !isTaken(id) { return id }
            number += 1
        }
    }

    /// Of `issue`, 1; of `issue-2`, 2; `nil` where the last part of an identifier is of no issue.
    static func issueNumber(ofTail tail: Substring) -> Int? {
        guard tail.hasPrefix(issueTail) else { return nil }
        let rest = tail.dropFirst(issueTail.count)
        if rest.isEmpty { return 1 }
        guard rest.first == "-", (2...8).contains(rest.utf8.count), rest.utf8.dropFirst().allSatisfy(IRI.isDigit) else {
            return nil
        }
        return Int(rest.dropFirst())
    }

    private static let issueTail = "issue"

    /// What names a story on its page, made of the last part of the identifier that was minted with it.
    static func anchor(ofTail tail: String) -> String { "s-\(tail)" }

    static func anchor(of id: EntryID) -> String {
        let slash = id.uri.utf8.lastIndex(of: UInt8(ascii: "/"))
        return anchor(ofTail: slash.map { String(id.uri[id.uri.utf8.index(after: $0)...]) } ?? id.uri)
    }

    private func stem(of key: BulletinKey) -> String {
        prefix + PercentEncoding.encoded(path: key.text.utf8) + "/"
    }

    /// Mints the identifier of a story from what it is at first sight.
    ///
    /// - Parameters:
    ///   - start: the first number to be tried, of those that tell stories of one headline apart.
    ///   - isTaken: whether another entry has the identifier.
    /// - Returns: the identifier, the anchor on the page that belongs to it, and its number.
    public func mint(
        key: BulletinKey, title: String, from start: Int = 1, isTaken: (EntryID) throws -> Bool
    ) rethrows -> (id: EntryID, anchor: String, number: Int) {
        let seed = Array(key.text.utf8) + [0] + Array(title.utf8)
        let digest = SHA256Digest.hexadecimal(Array(SHA256Digest.digest(of: seed).prefix(6)))
        let stem = stem(of: key)
        var number = start
        while true {
            let tail = number == 1 ? digest : "\(digest)-\(number)"
            let id = EntryID(uri: stem + tail)
            if try !isTaken(id) { return (id, Self.anchor(ofTail: tail), number) }
            number += 1
        }
    }
}
