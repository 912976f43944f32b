/// Judges permanent identifiers: any full IRI, and closer the schemes that were made for it.
enum Identifier {
    static let laws: [Law] = [
        Law("InvalidTAG", .error, .xml, "RFC 4151 §2.1", "a tag URI is tag:AUTHORITY,DATE:SPECIFIC"),
        Law("InvalidURN", .error, .xml, "RFC 8141 §2", "a URN is urn:NAMESPACE:NAME"),
        Law("InvalidUUID", .error, .xml, "RFC 9562 §4", "a UUID has 32 hexadecimal digits as 8-4-4-4-12"),
        Law("NonCanonicalURI", .warning, .xml, "RFC 4287 §4.2.6.1", "an identifier is written in the one normal way"),
    ]

    static func faults(in value: String) -> [Fault] {
        guard let scheme = IRI.scheme(of: value) else {
            let faults = IRI.faults(in: value, isFull: true)
            return faults
        }
        switch scheme.lowercased() {
        case "tag": return isTag(value) ? [] : [tagFault(value)]
        case "urn": return urnFault(in: value).map { [$0] } ?? []
        default:
            let faults = IRI.faults(in: value, isFull: true)
            return faults.isEmpty ? canonicalFault(in: value, scheme: scheme).map { [$0] } ?? [] : faults
        }
    }

    private static func tagFault(_ value: String) -> Fault {
        .error(
            "InvalidTAG", "\(value.quoted) is no tag URI by RFC 4151",
            "write tag:AUTHORITY,DATE:SPECIFIC, like tag:example.org,2026-03:news")
    }

    /// RFC 4151 §2.1: `tag:` authority `,` date `:` specific, with or without a fragment.
    private static func isTag(_ value: String) -> Bool {
        let rest = value.utf8.dropFirst(4)
        guard let comma = rest.firstIndex(of: UInt8(ascii: ",")) else { return false }
        let authority = rest[..<comma]
        let afterComma = rest[rest.index(after: comma)...]
        guard let colon = afterComma.firstIndex(of: UInt8(ascii: ":")), isAuthority(authority) else { return false }
        guard isDate(String(Substring(afterComma[..<colon]))) else { return false }
        return isSpecific(afterComma[afterComma.index(after: colon)...])
    }

    /// A DNS name, or an address of e-mail.
    private static func isAuthority(_ authority: Substring.UTF8View) -> Bool {
        let parts = authority.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard let host = parts.last, parts.count <= 2 else { return false }
        if parts.count == 2 {
            let isLocal = parts[0].allSatisfy {
                IRI.isLetter($0) || IRI.isDigit($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
            }
            guard !parts[0].isEmpty, isLocal else { return false }
        }
        return TagAuthority.isHostName(host)
    }

    /// A year, a month or a day.
    private static func isDate(_ date: String) -> Bool {
        var reader = DigitReader(date)
        guard reader.number(4) != nil else { return false }
        if reader.isAtEnd { return true }
        guard reader.take("-"), let month = reader.number(2), (1...12).contains(month) else { return false }
        if reader.isAtEnd { return true }
        reader = DigitReader(date)
        return reader.date() && reader.isAtEnd
    }

    /// pchar, `/` and `?` (RFC 3986 §3.3), then perhaps `#` and more of them.
    private static func isSpecific(_ specific: Substring.UTF8View) -> Bool {
        let parts = specific.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            var percent = 0
            for byte in part {
                if percent > 0 {
                    guard IRI.isHexadecimal(byte) else { return false }
                    percent -= 1
                } else if byte == UInt8(ascii: "%") {
                    percent = 2
                } else if !IRI.isLetter(byte), !IRI.isDigit(byte), !isSign(byte) {
                    return false
                }
            }
            return percent == 0
        }
    }

    /// One of `-._~!$&'()*+,;=:@/?`.
    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x24, 0x26...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5F, 0x7E: true
        default: false
        }
    }

    /// RFC 8141 §2, and RFC 4122 §3 for `urn:uuid:`.
    private static func urnFault(in value: String) -> Fault? {
        let parts = value.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        let fault = Fault.error("InvalidURN", "\(value.quoted) is no URN by RFC 8141", "write urn:NAMESPACE:NAME")
        guard parts.count == 3, !parts[2].isEmpty else { return fault }
        let namespace = parts[1].utf8
        let isNamespace = namespace.allSatisfy { IRI.isLetter($0) || IRI.isDigit($0) || $0 == 0x2D }
        guard isNamespace, (2...32).contains(namespace.count), namespace.first != 0x2D else { return fault }
        if parts[1].lowercased() == "uuid", !isUUID(parts[2]) {
            return .error("InvalidUUID", "\(value.quoted) is no UUID", "write 32 hexadecimal digits as 8-4-4-4-12")
        }
        return IRI.faults(in: value).first { $0.severity == .error }
    }

    static func isUUID(_ text: Substring) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(IRI.isHexadecimal) }
    }

    /// RFC 4287 §4.2.6.1: identifiers are compared character by character, so they should be written one way.
    private static func canonicalFault(in value: String, scheme: String) -> Fault? {
        func fault(_ reason: String, _ advice: String) -> Fault {
            .warning("NonCanonicalURI", "\(value.quoted): \(reason)", advice)
        }
        guard scheme == scheme.lowercased() else {
            return fault("scheme in upper case", "write \(scheme.lowercased())")
        }
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = value.utf8.dropFirst(scheme.utf8.count + 3)
        let authority = rest.prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
        let host = String(Substring(authority))
        if host != host.lowercased() { return fault("host in upper case", "write \(host.lowercased())") }
        if authority.count == rest.count { return fault("empty path", "end the address with '/'") }
        let port = scheme == "http" ? ":80" : ":443"
        if host.hasSuffix(port) || host.hasSuffix(":") || host.hasPrefix("@") || host.hasPrefix(":@") {
            return fault("more authority than needed", "leave out what is the default")
        }
        return nil
    }
}
