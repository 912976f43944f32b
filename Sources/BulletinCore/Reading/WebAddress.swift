/// Web addresses: found in plain text, and judged by their parsed form.
public enum WebAddress {
    /// Where the first `http://` or `https://` address of a text stands, and its accepted form.
    static func find(in text: Bytes) -> (range: Range<Int>, url: String)? {
        var place = text.startIndex
        while let colon = text[place...].firstRange(of: "://") {
            place = colon.upperBound
            let start: Int
            if text[..<colon.lowerBound].suffix(5).elementsEqual("https".utf8) {
                start = colon.lowerBound - 5
            } else if text[..<colon.lowerBound].suffix(4).elementsEqual("http".utf8) {
                start = colon.lowerBound - 4
            } else {
                continue
            }
            guard let reach = AddressReach.end(in: text, from: start, host: colon.upperBound) else { continue }
            var end = colon.upperBound
            var open = 0
            while end < reach {
                let byte = text[end]
                guard byte > 0x20, byte != 0x7F, byte != 0x3C, byte != 0x3E, byte != 0x22, byte != 0x60 else { break }
                if byte == 0x28 { open += 1 }
                if byte == 0x29 {
                    if open == 0 { break }
                    open -= 1
                }
                end += 1
            }
            // Passed over as a whole: what it may hold is no address of its own.
            guard end - start <= maxLength else {
                place = end
                continue
            }
            while end > colon.upperBound,
                [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x5D, 0x2A].contains(text[end - 1])
            { end -= 1 }
            if let url = accepted(text[start..<end].string) { return (start..<end, url) }
        }
        return nil
    }

    /// An accepted address of a page: `http` or `https`.
    public static func page(_ text: String) -> String? {
        accepted(text).flatMap { $0.hasPrefix("http://") || $0.hasPrefix("https://") ? $0 : nil }
    }

    /// The one judgement about addresses: absolute, `http` or `https` with a host and no password, or `mailto` with an
    /// address. Blanks and controls that browsers would ignore inside a scheme make it refused, not mended.
    /// - Returns: the address as it may be published: the host in small letters and in ASCII, everything beyond ASCII in
    ///   path and query percent-encoded.
    static func accepted(_ text: String) -> String? {
        let bytes = Array(text.utf8)[...].trimmed
        guard bytes.count <= maxLength, let colon = bytes.firstIndex(of: 0x3A) else { return nil }
        let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
        let rest = bytes[(colon + 1)...]
        guard isClean(rest) else { return nil }
        switch scheme {
        case "http", "https":
            guard rest.hasPrefix("//") else { return nil }
            let authority = rest.dropFirst(2).prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
            guard let shown = shown(authority) else { return nil }
            return scheme + "://" + shown + encoded(rest[authority.endIndex...])
        case "mailto":
            guard rest.contains(0x40), !rest.contains(0x20), !rest.contains(0x3C) else { return nil }
            return "mailto:" + encoded(rest)
        default: return nil
        }
    }

    /// A relative reference (RFC 3986 §4.2) that stays on the site wherever it is resolved: no scheme, no host, nothing
    /// that a browser reads as the beginning of a host.
    /// - Returns: `local:` and the reference, percent-encoded; `nil` when it is none, or empty.
    static func local(_ text: String) -> String? {
        let bytes = Array(text.utf8)[...].trimmed
        guard !bytes.isEmpty, bytes.count <= maxLength, isClean(bytes) else { return nil }
        let path = bytes.prefix { $0 != 0x3F && $0 != 0x23 }
        guard !path.prefix(while: { $0 != 0x2F }).contains(0x3A) else { return nil }
        // `//host`, and what becomes it when the dots go: `/.//host`.
        guard !path.prefix(while: { $0 == 0x2F || $0 == 0x2E }).contains(text: "//") else { return nil }
        return LocalAddress.prefix + encoded(bytes)
    }

    /// An address that our own sanitizer wrote, `local:` included.
    static func written(_ text: String) -> String? {
        guard text.hasPrefix(LocalAddress.prefix) else { return accepted(text) }
        return local(String(text.dropFirst(LocalAddress.prefix.count)))
    }

    private static let maxLength = 4096

    private static func isClean(_ bytes: Bytes) -> Bool {
        !bytes.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0x5C }
    }

    /// A host, perhaps with a port; no user name, since that disguises where an address leads.
    private static func shown(_ authority: Bytes) -> String? {
        guard authority.count <= 900 else { return nil }
        let hostEnd = authority.first == 0x5B ? authority.firstIndex(of: 0x5D).map { $0 + 1 } : nil
        let colon = hostEnd ?? authority.firstIndex(of: 0x3A) ?? authority.endIndex
        guard let host = lettered(authority[..<colon]).flatMap(HostName.ascii) else { return nil }
        let port = authority[colon...]
        if port.isEmpty || port.elementsEqual([0x3A]) { return host }
        guard port.first == 0x3A, let number = Int(port.dropFirst().string), (1...65_535).contains(number),
            port.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return "\(host):\(number)"
    }

    /// A host whose letters beyond ASCII are percent-encoded, as CommonMark writes addresses, with these letters; `nil`
    /// when anything else is encoded in it, which could disguise where it ends.
    private static func lettered(_ host: Bytes) -> Bytes? {
        guard host.contains(0x25) else { return host }
        let letters = PercentEncoding.decoded(host)[...]
        let beyond = letters.lazy.filter { $0 >= 0x80 }.count
        guard letters.count - beyond + 3 * beyond == host.count, !letters.contains(0x25), UTF8.isValid(letters) else {
            return nil
        }
        return letters
    }

    /// A percent sign that begins no escape is written as one.
    private static func encoded(_ bytes: Bytes) -> String {
        var encoded: [UInt8] = []
        for (place, byte) in zip(bytes.indices, bytes) {
            switch byte {
            case 0x80..., 0x20, 0x22, 0x3C, 0x3E, 0x60, 0x7B, 0x7C, 0x7D, 0x5E:
                PercentEncoding.append(byte, to: &encoded)
            case 0x25
            where !bytes[(place + 1)...].prefix(2).allSatisfy(IRI.isHexadecimal) || place + 2 >= bytes.endIndex:
                encoded += "%25".utf8
            default: encoded.append(byte)
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
