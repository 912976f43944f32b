/// Judges IRIs (RFC 3987) and URIs (RFC 3986) by their characters and their parts.
enum IRI {
    static let laws: [Law] = [
        Law(
            "InvalidFullLink", .error, .all, "RFC 3986 §4.3; RSS 2.0; JSON Feed 1.1",
            "where an address has to be full, it has a scheme"),
        Law("InvalidLink", .error, .all, "RFC 9110 §4.2", "an address of http or https names a host"),
        Law(
            "InvalidURLAttribute", .error, [.rss], "RSS 2.0, \"enclosure\"",
            "the address of an enclosure is one of http or https"),
        Law(
            "InvalidUriChar", .error, .all, "RFC 3986 §2; RFC 3987 §2.2",
            "an address has the characters that it may have, and others as %XX"),
        Law(
            "SchemeNotIANARegistered", .warning, .all, "RFC 7595; RSS 2.0, \"Comments\"",
            "schemes of addresses are registered with IANA"),
        Law("UriNotIri", .error, .xml, "RFC 3986 §2; RSS 2.0", "an address in RSS is made of ASCII"),
    ]

    static func faults(in value: String, isFull: Bool = false, isASCII: Bool = false) -> [Fault] {
        if let fault = characterFault(in: value) { return [fault] }
        if isASCII, !value.utf8.allSatisfy({ $0 < 0x80 }) {
            return [
                .error("UriNotIri", "\(value.quoted) is an IRI and no URI", "write other characters as %XX of UTF-8")
            ]
        }
        guard let scheme = scheme(of: value) else {
            guard isFull else { return [] }
            return [
                .error("InvalidFullLink", "\(value.quoted) is no full address", "begin with a scheme, like https://")
            ]
        }
        let rest = value.utf8.dropFirst(scheme.utf8.count + 1)
        if ["http", "https"].contains(scheme.lowercased()) {
            guard rest.starts(with: "//".utf8), hasHost(rest.dropFirst(2)) else {
                return [.error("InvalidLink", "\(value.quoted) names no host", "write \(scheme)://HOST/PATH")]
            }
        }
        guard isRegistered(scheme) else {
            return [.warning("SchemeNotIANARegistered", "the scheme '\(scheme)' is not registered with IANA")]
        }
        return []
    }

    /// `http` or `https`, with a host (RSS 2.0, enclosure).
    static func enclosureFaults(in value: String) -> [Fault] {
        let scheme = scheme(of: value)?.lowercased()
        guard scheme == "http" || scheme == "https" else {
            return [
                .error("InvalidURLAttribute", "\(value.quoted) is no http address", "begin with http:// or https://")
            ]
        }
        return faults(in: value.trimmed, isFull: true, isASCII: true)
    }

    /// The scheme without its colon; `nil` for a relative reference.
    static func scheme(of value: String) -> String? {
        guard let colon = value.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = value.utf8[..<colon]
        guard let first = scheme.first, isLetter(first),
            scheme.allSatisfy({ isLetter($0) || isDigit($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E })
        else { return nil }
        return String(value[..<colon])
    }

    /// Characters that stand neither for themselves nor for anything else (RFC 3986 §2, RFC 3987 §2.2).
    private static func characterFault(in value: String) -> Fault? {
        var percent = 0  // hexadecimal digits that have to follow
        for byte in value.utf8 {
            if percent > 0 {
                guard isHexadecimal(byte) else {
                    return .error(
                        "InvalidUriChar", "\(value.quoted): '%' without two hexadecimal digits", "write %25 for '%'")
                }
                percent -= 1
                continue
            }
            switch byte {
            case UInt8(ascii: "%"): percent = 2
            case 0...0x20, 0x7F, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D:
                let sign = String(UnicodeScalar(byte))
                return .error(
                    "InvalidUriChar", "\(value.quoted): \(sign.quoted) may not stand in an address", "write it as %XX")
            default: break
            }
        }
        guard percent == 0 else {
            return .error("InvalidUriChar", "\(value.quoted): '%' without two hexadecimal digits", "write %25 for '%'")
        }
        return nil
    }

    /// `user@host:port`, up to the path; the port must be a number.
    private static func hasHost(_ rest: Substring.UTF8View) -> Bool {
        var authority = rest.prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[authority.index(after: at)...] }
        if authority.first == UInt8(ascii: "[") {
            guard let close = authority.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let port = authority[authority.index(after: close)...]
            return port.isEmpty || (port.first == 0x3A && port.dropFirst().allSatisfy(isDigit))
        }
        let host = authority.prefix { $0 != UInt8(ascii: ":") }
        let port = authority.dropFirst(host.count + 1)
        return !host.isEmpty && port.allSatisfy(isDigit)
    }

    /// Whether it is a full `http` or `https` address.
    static func isHTTP(_ value: String) -> Bool {
        let scheme = scheme(of: value)?.lowercased()
        return (scheme == "http" || scheme == "https") && !faults(in: value).contains { $0.severity == .error }
    }

    static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    /// IANA's registry "Uniform Resource Identifier (URI) Schemes", as far as feeds meet it.
    private static func isRegistered(_ scheme: String) -> Bool { schemes.contains(scheme.lowercased()) }

    private static let schemes: Set<String> = [
        "aaa", "about", "acap", "acct", "acr", "afp", "apt", "attachment", "bitcoin", "blob", "bzr", "callto", "cap",
        "chrome", "cid", "coap", "coaps", "crid", "cvs", "data", "dav", "dict", "dns", "ed2k", "facetime",
        "fax", "feed", "file", "filesystem", "fish", "ftp", "geo", "gg", "git", "gizmoproject", "go", "gopher",
        "h323", "hdl", "http", "https", "iax", "icap", "icon", "im", "imap", "info", "ipfs", "ipp", "ipps", "irc",
        "irc6", "ircs", "iris", "itms", "jabber", "jar", "jms", "ldap", "ldaps", "lastfm", "magnet", "mailserver",
        "mailto", "maps", "market", "matrix", "message", "mid", "mms", "modem", "msnim", "mtqp", "mumble", "mupdate",
        "news", "nfs", "ni", "nih", "nntp", "opaquelocktoken", "oid", "pkcs11", "pop", "pres", "prospero", "proxy",
        "reload", "res", "rmi", "rsync", "rtmp", "rtsp", "rtsps", "rtspu", "secondlife", "service", "session", "sftp",
        "sgn", "shttp", "sieve", "sip", "sips", "skype", "sms", "smb", "snmp", "soap.beep", "soap.beeps", "spotify",
        "ssh", "steam", "stun", "stuns", "svn", "tag", "teamspeak", "tel", "telnet", "tftp", "thismessage", "tip",
        "tv", "turn", "turns", "udp", "unreal", "urn", "ut2004", "vemmi", "ventrilo", "view-source", "wais",
        "webcal", "ws", "wss", "wtai", "wyciwyg", "xcon", "xfire", "xmpp", "xri", "ymsgr", "z39.50r", "z39.50s",
    ]
}
