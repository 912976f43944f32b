/// Judges addresses of e-mail, alone and with a name beside them.
public enum EmailAddress {
    static let laws: [Law] = [
        Law(
            "EmailFormat", .warning, [.rss], "RSS Best Practices Profile, \"E-mail addresses\"",
            "a contact is written name@example.org (My Name)"),
        Law("InvalidAddrSpec", .error, .xml, "RFC 4287 §3.2.3; RFC 2822 §3.4.1", "an e-mail address is an addr-spec"),
        Law(
            "InvalidContact", .error, [.rss], "RSS 2.0, \"author\", \"managingEditor\", \"webMaster\"",
            "a contact has an e-mail address"),
        Law(
            "MissingRealName", .warning, [.rss], "RSS Best Practices Profile, \"E-mail addresses\"",
            "a contact has a name"),
    ]

    /// addr-spec (RFC 2822 §3.4.1) in ASCII: `name@example.org`.
    static func fault(in value: String) -> Fault? {
        isAddress(value[...])
            ? nil : .error("InvalidAddrSpec", "\(value.quoted) is no e-mail address", "write it like name@example.org")
    }

    /// RSS 2.0: `me@example.org (My Name)`, the name advised.
    static func contactFaults(in value: String) -> [Fault] {
        let faults = plainContactFaults(in: value)
        guard value.lowercased().hasPrefix("mailto:"), faults.contains(where: { $0.severity == .error }) else {
            return faults
        }
        let inner = decoded(value.utf8.dropFirst(7).prefix { $0 != UInt8(ascii: "?") })
        if plainContactFaults(in: inner).contains(where: { $0.severity == .error }) { return faults }
        return [.warning("EmailFormat", "\(value.quoted) is not written as RSS has it", advice)]
    }

    private static let advice = "write it like name@example.org (My Name)"

    /// The same without an address of the form `mailto:`.
    private static func plainContactFaults(in value: String) -> [Fault] {
        let markup = PlainText.faults(in: value)
        if value.contains("("), !markup.isEmpty { return markup }
        var address = value[...]
        var hasName = false
        if let open = address.firstIndex(of: "("), address.hasSuffix(")") {
            hasName = !address[address.index(after: open)...].dropLast().isEmpty
            address = address[..<open]
            while address.last == " " { address = address.dropLast() }
        }
        if isAddress(address) {
            return hasName ? [] : [.warning("MissingRealName", "\(value.quoted) gives no name", advice)]
        }
        if let open = address.lastIndex(of: "<"), address.hasSuffix(">"),
            isAddress(address[address.index(after: open)...].dropLast())
        {
            return [.warning("EmailFormat", "\(value.quoted) is not written as RSS has it", advice)]
        }
        return [.error("InvalidContact", "\(value.quoted) gives no e-mail address", advice)]
    }

    /// With `%XX` as the bytes that it stands for (RFC 6068 §2).
    private static func decoded(_ bytes: Substring.UTF8View) -> String {
        var text: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            let digits = String(Substring(rest.prefix(2)))
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                text.append(value)
                rest = rest.dropFirst(2)
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether an address stands anywhere in the text.
    static func isContained(in text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return false }
        return text.split { $0 == " " || $0 == "<" || $0 == ">" || $0 == "(" || $0 == ")" }.contains(where: isAddress)
    }

    /// One address without a name: addr-spec (RFC 2822 §3.4.1) in ASCII, with a dot in its host.
    public static func isAddress(_ text: Substring) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return false }
        let isLocal = parts[0].allSatisfy { IRI.isLetter($0) || IRI.isDigit($0) || signs.contains($0) }
        let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return isLocal && labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && label.allSatisfy { IRI.isLetter($0) || IRI.isDigit($0) || $0 == 0x2D }
            }
    }

    private static let signs = Set("!#$%&'*+-/=?^_`{|}~.".utf8)
}

/// Judges text that readers show as it is.
enum PlainText {
    static let laws: [Law] = [
        Law("ContainsEmail", .warning, [.atom, .rss], "RFC 4287 §3.2.1", "the name of a person is no e-mail address"),
        Law("ContainsHTML", .warning, .all, "RFC 4287 §3.2.1, §4.2.2.3; JSON Feed 1.1", "plain text holds no markup"),
        Law("NotBlank", .warning, [.atom, .rss], "RFC 4287 §3.2.1", "the name of a person is not blank"),
    ]

    static func faults(in value: String) -> [Fault] {
        guard HTMLScan.looksLikeMarkup(value) else { return [] }
        return [
            .warning("ContainsHTML", "\(value.quoted) looks like HTML, and is shown as it stands", "write plain text")
        ]
    }

    static func faults(inName value: String) -> [Fault] {
        if value.isBlank { return [.warning("NotBlank", "must not be blank")] }
        if EmailAddress.isContained(in: value) {
            return [.warning("ContainsEmail", "\(value.quoted) holds an e-mail address", "put it into 'email'")]
        }
        return faults(in: value)
    }
}
