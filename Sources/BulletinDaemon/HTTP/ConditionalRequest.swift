internal import BulletinCore
internal import HTTPTypes

/// The conditions of a request (RFC 9110 §13.1) and what it accepts.
struct ConditionalRequest: Sendable {
    /// The field's values, `nil` joined away: empty when the field is absent.
    let ifNoneMatch: [String]
    let ifModifiedSince: String?
    let ifMatch: [String]
    let ifUnmodifiedSince: String?

    init(
        ifNoneMatch: [String] = [], ifModifiedSince: String? = nil, ifMatch: [String] = [],
        ifUnmodifiedSince: String? = nil
    ) {
        self.ifNoneMatch = ifNoneMatch
        self.ifModifiedSince = ifModifiedSince
        self.ifMatch = ifMatch
        self.ifUnmodifiedSince = ifUnmodifiedSince
    }

    init(_ fields: HTTPFields) {
        self.init(
            ifNoneMatch: fields[values: .ifNoneMatch], ifModifiedSince: fields[.ifModifiedSince],
            ifMatch: fields[values: .ifMatch], ifUnmodifiedSince: fields[.ifUnmodifiedSince])
    }

    /// Whether the request is to be refused, since what is there is not what it wants (§13.1.1, §13.1.4).
    func fails(tag: String, modified: Timestamp) -> Bool {
        if !ifMatch.isEmpty {
            return !ifMatch.contains { Self.tags($0, areStrong: true).contains { $0 == "*" || $0 == tag } }
        }
        guard let date = ifUnmodifiedSince.flatMap(FeedDate.timestamp) else { return false }
        return modified > date
    }

    /// Whether the client's copy is the present one. Tags decide when there are any; dates only without them (§13.2.2).
    func isFresh(tag: String, modified: Timestamp) -> Bool {
        if !ifNoneMatch.isEmpty {
            return ifNoneMatch.contains { Self.tags($0).contains { $0 == "*" || $0 == tag } }
        }
        // Clients send back the date that they were given; comparing dates of other clocks is not worth a wrong 304.
        return ifModifiedSince == modified.httpDate
    }

    /// The tags of a list, weak ones without their `W/`: a copy is compared weakly (§13.1.2).
    /// - Parameter areStrong: whether weak ones are left out.
    private static func tags(_ list: String, areStrong: Bool = false) -> [Substring] {
        var tags: [Substring] = []
        var rest = Substring(list)
        while let start = rest.utf8.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "*") }) {
            if rest.utf8[start] == UInt8(ascii: "*") {
                tags.append("*")
                rest = rest[rest.utf8.index(after: start)...]
                continue
            }
            let inner = rest.utf8.index(after: start)
            guard let end = rest[inner...].utf8.firstIndex(of: UInt8(ascii: "\"")) else { break }
            if !areStrong || !list[..<start].hasSuffix("W/") { tags.append(rest[start...end]) }
            rest = rest[rest.utf8.index(after: end)...]
        }
        return tags
    }

    /// Whether gzip is acceptable (§12.5.3), named or covered by `*`, and wanted no less than what is not compressed.
    static func accepts(gzipIn fields: [String]) -> Bool {
        var named: Double?
        var anything = 0.0
        var plain: Double?
        for item in fields.flatMap({ $0.split(separator: ",") }) {
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let coding = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if coding == "gzip" || coding == "x-gzip" { named = weight }
            if coding == "*" { anything = weight }
            if coding == "identity" { plain = weight }
        }
        let gzip = named ?? anything
        return gzip > 0 && gzip >= plain ?? 0
    }
}
