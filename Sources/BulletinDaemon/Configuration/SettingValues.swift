internal import BulletinCore
private import Foundation
internal import Yams

/// The kinds of values that settings have.
extension Setting {
    static func path(_ text: String) throws(Complaint) -> String {
        guard !text.isEmpty else { throw Complaint("empty; write the path of a folder") }
        return text
    }

    static func anything(_ text: String) throws(Complaint) -> String { text }

    static func title(_ text: String) throws(Complaint) -> String {
        guard !text.utf8.allSatisfy({ $0 <= 0x20 }) else { throw Complaint("empty; write the name of the channel") }
        return text
    }

    static func listenAddress(_ text: String) throws(Complaint) -> ListenAddress {
        guard let address = ListenAddress(text) else {
            throw Complaint("not an address with a port; write 127.0.0.1:8080")
        }
        return address
    }

    static func zone(_ text: String) throws(Complaint) -> Zone {
        guard let zone = Zone(identifier: text) else {
            let isShort =
                text.utf8.count <= 5 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            throw Complaint(
                (isShort && !text.isEmpty ? "not one zone, as abbreviations go" : "no such time zone")
                    + "; write a name of the IANA list, Asia/Shanghai")
        }
        return zone
    }

    static func charset(_ text: String) throws(Complaint) -> String {
        guard text.isEmpty || ReadingOptions.isCharset(text) else {
            throw Complaint("no charset that is known; write a name like GB18030, Big5 or windows-1252")
        }
        return text
    }

    static func yesOrNo(_ text: String) throws(Complaint) -> Bool {
        switch text {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw Complaint("neither true nor false")
        }
    }

    static func receiptPlace(_ text: String) throws(Complaint) -> ReceiptPlace {
        do throws(Complaint) {
            return try yesOrNo(text) ? .beside : .nowhere
        } catch {
            guard text.contains("/") else {
                throw Complaint("not a place; write true, false, or the path of a folder, /srv/notes or ./notes")
            }
            return .folder(text)
        }
    }

    static func logLevel(_ text: String) throws(Complaint) -> Configuration.LogLevel {
        guard let level = Configuration.LogLevel(rawValue: text) else {
            throw Complaint("no such level; write debug, info, notice, warning or error")
        }
        return level
    }

    /// Absolute `http` or `https`, without query and fragment, made to end in `/`.
    static func address(_ text: String) throws(Complaint) -> String {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme), let host = parts.encodedHost,
            !host.isEmpty, parts.query == nil, parts.fragment == nil, parts.user == nil
        else { throw Complaint("not the address of a site; write https://www.example.org/news/") }
        if let port = parts.port, !(1...65_535).contains(port) { throw Complaint("a port is a number from 1 to 65535") }
        guard isHost(host) else { throw Complaint("'\(host)' is no name of a host; write www.example.org") }
        // Browsers take such parts out, and readers compare addresses.
        let folders = parts.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard !folders.dropLast().contains(""), !folders.contains(where: { $0 == "." || $0 == ".." }) else {
            throw Complaint("folders that are empty, '.' or '..'; write the address without them")
        }
        return text.hasSuffix("/") ? text : text + "/"
    }

    /// A name of letters, digits and hyphens between dots (RFC 1123 §2.1), an IPv4 address, or an IPv6 address in brackets.
    /// Names within a house have underscores, too.
    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("[") { return host.hasSuffix("]") }
        return host.utf8.count <= 253 && TagAuthority.isHostName(host.replacing("_", with: "u")[...].utf8)
    }

    /// The host of an address as RFC 4151 §2.1 wants an authority; an IP literal has none, so `localhost` stands in.
    static func authority(ofAddress address: String) -> String {
        let host = URLComponents(string: address)?.host?.lowercased() ?? ""
        return isAuthorityName(host) ? host : "localhost"
    }

    static func authorityName(_ text: String) throws(Complaint) -> String {
        guard text.isEmpty || isAuthorityName(text) else {
            throw Complaint("not a host name; write a name that you hold, in small letters: news.example.org")
        }
        return text
    }

    /// In small letters, so that one host is one authority.
    private static func isAuthorityName(_ text: String) -> Bool {
        text.utf8.count <= 253 && TagAuthority.isHostName(text[...].utf8)
            && !text.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    static func languageTag(_ text: String) throws(Complaint) -> String {
        let primary = text.utf8.prefix { $0 != UInt8(ascii: "-") }
        guard LanguageTag.isTag(text), primary.count >= 2 else {
            throw Complaint("not a language tag; write zh-Hans, zh-Hant or en")
        }
        return text
    }

    static func podcastCategory(_ text: String) throws(Complaint) -> String {
        guard Channel.knows(podcastCategory: text) else {
            throw Complaint("not in Apple's list of podcast categories; write News, or Society & Culture")
        }
        return text
    }

    /// A name, or a list of names or of groups with `name`, `email` and `uri`.
    static func people(_ node: Node) throws(Complaint) -> [Person] {
        if node.scalar != nil {
            let name = try text(node)
            return name.isEmpty ? [] : [Person(name: name)]
        }
        guard let sequence = node.sequence else { return [try person(node)] }
        var people: [Person] = []
        for item in sequence { people.append(try person(item)) }
        return people
    }

    /// A complaint about one of several has its line.
    private static func person(_ node: Node) throws(Complaint) -> Person {
        do throws(Complaint) {
            return try wholePerson(node)
        } catch {
            var complaint = error
            complaint.line = error.line ?? node.mark?.line
            throw complaint
        }
    }

    private static func wholePerson(_ node: Node) throws(Complaint) -> Person {
        guard let mapping = node.mapping else { return Person(name: try text(node)) }
        var person = Person(name: "")
        for (key, value) in mapping {
            do throws(Complaint) {
                try read(try Self.text(key), try Self.text(value), &person)
            } catch {
                var complaint = error
                complaint.line = key.mark?.line
                throw complaint
            }
        }
        guard !person.name.isEmpty else { throw Complaint("an author without a name") }
        return person
    }

    private static func read(_ key: String, _ text: String, _ person: inout Person) throws(Complaint) {
        switch key {
        case "name": person.name = text
        case "email":
            guard EmailAddress.isAddress(text[...]) else { throw Complaint("'\(text)' is not a mail address") }
            person.email = text
        case "uri":
            guard let uri = WebAddress.page(text) else {
                throw Complaint("uri: '\(text)' is not a web address; write https://www.example.org/people/name")
            }
            person.uri = uri
        default: throw Complaint("unknown key '\(key)'; an author has name, email and uri")
        }
    }

    /// A kind of value: what makes one from a line of text.
    typealias Parser<Value> = @Sendable (String) throws(Complaint) -> Value

    static func number(_ range: ClosedRange<Int>) -> Parser<Int> {
        { text throws(Complaint) in
            guard let number = Int(text), range.contains(number) else {
                throw Complaint("not a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
    }

    /// `50 %`, `50`.
    static func percent(_ text: String) throws(Complaint) -> Int {
        guard let number = quantity(text, ["": 1, "%": 1]), (0...100).contains(number) else {
            throw Complaint("not a share from 0 % to 100 %")
        }
        return number
    }

    /// Bytes: `500 kB`, `10 MB`, `1 MiB`, `65536`.
    static func size(_ range: ClosedRange<Int>) -> Parser<Int> {
        { text throws(Complaint) in
            let units = [
                "": 1, "B": 1, "kB": 1000, "KB": 1000, "MB": 1_000_000, "KiB": 1024, "MiB": 1_048_576,
                "GB": 1_000_000_000,
            ]
            guard let bytes = quantity(text, units), range.contains(bytes) else {
                let (least, most) = (showSize(range.lowerBound), showSize(range.upperBound))
                throw Complaint("not a size from \(least) to \(most); write 500 kB or 10 MB")
            }
            return bytes
        }
    }

    /// Milliseconds: `500 ms`, `2 s`, `10 min`, `1 h`.
    static func duration(_ range: ClosedRange<Int>) -> Parser<Int> {
        { text throws(Complaint) in
            let units = ["ms": 1, "s": 1000, "": 1000, "min": 60_000, "h": 3_600_000, "d": 86_400_000]
            guard let milliseconds = quantity(text, units), range.contains(milliseconds) else {
                let (least, most) = (showDuration(range.lowerBound), showDuration(range.upperBound))
                throw Complaint("not a time from \(least) to \(most); write 2 s or 5 min")
            }
            return milliseconds
        }
    }

    /// Feeds tell it in whole minutes.
    static func updateInterval(_ text: String) throws(Complaint) -> Int {
        let longest = 2_592_000_000
        let milliseconds = try duration(0...longest)(text)
        guard milliseconds == 0 || milliseconds >= 60_000 else {
            throw Complaint(
                "not a time from 1 min to \(showDuration(longest)); write 30 min, or 0 s to say nothing of it")
        }
        return milliseconds
    }

    /// Digits, blanks, a unit. `nil` for anything else, and when the product overflows.
    private static func quantity(_ text: String, _ units: [String: Int]) -> Int? {
        let digits = text.prefix { ("0"..."9").contains($0) }
        let unit = String(text[digits.endIndex...].drop { $0 == " " })
        guard let number = Int(digits), let factor = units[unit] else { return nil }
        let (product, overflows) = number.multipliedReportingOverflow(by: factor)
        return overflows ? nil : product
    }

    static func showSize(_ bytes: Int) -> String {
        if bytes >= 1_000_000_000, bytes % 1_000_000_000 == 0 { return "\(bytes / 1_000_000_000) GB" }
        if bytes >= 1_000_000, bytes % 1_000_000 == 0 { return "\(bytes / 1_000_000) MB" }
        if bytes >= 1000, bytes % 1000 == 0 { return "\(bytes / 1000) kB" }
        return "\(bytes) B"
    }

    static func showDuration(_ milliseconds: Int) -> String {
        for (unit, factor) in [("h", 3_600_000), ("min", 60_000), ("s", 1000)]
        where milliseconds >= factor && milliseconds % factor == 0 {
            return "\(milliseconds / factor) \(unit)"
        }
        return "\(milliseconds) ms"
    }
}
