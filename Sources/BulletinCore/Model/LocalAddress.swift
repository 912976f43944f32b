private import Foundation
private import Interop

/// Addresses in a bulletin's HTML that only its place on the site completes.
///
/// A relative reference (RFC 3986 §4.2) of the source is kept as `local:` with the reference behind it, in attributes
/// that hold addresses (`href`, `src`) and nowhere else. No other way leads to this scheme: the sanitizer refuses it
/// in a source. Rendering puts the address on the site in its place.
public enum LocalAddress {
    public static let prefix = "local:"

    /// The reference behind `local:`; `nil` for any other address.
    public static func reference(in address: String) -> String? {
        let bytes = Array(address.utf8)
        guard isLocal(bytes[...]) else { return nil }
        return bytes[prefix.utf8.count...].string
    }

    static func isLocal(_ address: Bytes) -> Bool {
        let head = address.prefix(prefix.utf8.count)
        return head.count == prefix.utf8.count
            && zip(head, prefix.utf8).allSatisfy { byte, wanted in
                byte == wanted || ((0x41...0x5A).contains(byte) && byte | 0x20 == wanted)
            }
    }

    /// What readers call the file or page that an address leads to, `录音 1.mp3`: the last part of its path,
    /// percent-encoding undone; the address without `local:` when it has none.
    static func name(of address: String) -> String {
        let address = reference(in: address) ?? address
        let path = address.prefix { $0 != "?" && $0 != "#" }
        let encoded = path.split(separator: "/").last.map(String.init) ?? address
        let name = PercentEncoding.decoded(Array(encoded.utf8)[...])
        return UTF8.isValid(name[...]) ? name[...].string : encoded
    }

    /// Which file a reference means, seen from its bulletin: percent-encoding undone, dot segments taken out, in NFC
    /// when it is UTF-8. Only leading `..` stay: `img/a.png`, `../b.png`. What stands behind `?` or `#` is no part of
    /// it.
    /// - Returns: `nil` when it cannot name a file beside the bulletin: empty, from the root of the site, a folder, or
    ///   with bytes that no name has.
    public static func key(of reference: String) -> [UInt8]? {
        let path = Array(reference.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        guard !path.isEmpty, path.count <= 4096, path[0] != UInt8(ascii: "/") else { return nil }
        var parts: [[UInt8]] = []
        var isFolder = false
        for raw in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            let part = PercentEncoding.decoded(raw)
            guard !part.contains(0), !part.contains(UInt8(ascii: "/")) else { return nil }
            isFolder = isDots(part) || part.isEmpty
            step(part, &parts)
        }
        guard !isFolder, !parts.isEmpty else { return nil }
        return composed(Array(parts.joined(separator: [UInt8(ascii: "/")])))
    }

    /// Where in the inbox the file with this key lies.
    /// - Parameters:
    ///   - folders: of the bulletin.
    /// - Returns: comparable with `composed(_:)` of a path; `nil` when it would lie beyond the inbox.
    public static func place(of key: [UInt8], from folders: [[UInt8]]) -> [UInt8]? {
        var parts = folders.map(composed)
        for part in key.split(separator: UInt8(ascii: "/")) {
            guard part.elementsEqual("..".utf8) else {
                parts.append(Array(part))
                continue
            }
            guard parts.popLast() != nil else { return nil }
        }
        return Array(parts.joined(separator: [UInt8(ascii: "/")]))
    }

    /// A name in NFC, so that what was typed on two systems is one; bytes that are no UTF-8 stay as they are.
    public static func composed(_ name: [UInt8]) -> [UInt8] {
        guard name.contains(where: { $0 >= 0x80 }), UTF8.isValid(name[...]) else { return name }
        return Array(composed(name[...].string).utf8)
    }

    /// The same of text; what is ASCII is in NFC already.
    public static func composed(_ name: String) -> String {
        name.utf8.contains { $0 >= 0x80 } ? name.precomposedStringWithCanonicalMapping : name
    }

    static func isDots(_ part: [UInt8]) -> Bool { part == Array(".".utf8) || part == Array("..".utf8) }

    /// Goes one segment on (RFC 3986 §5.2.4), and above the start where there is nothing to go back to.
    private static func step(_ part: [UInt8], _ parts: inout [[UInt8]]) {
        if part.isEmpty || part == Array(".".utf8) { return }
        if part == Array("..".utf8), let last = parts.last, last != part {
            parts.removeLast()
        } else {
            parts.append(part)
        }
    }
}

/// An `href` or `src` in HTML whose address is local.
public struct LocalReference: Hashable, Sendable {
    /// What stands behind `local:`, character references undone.
    public var text: String
    /// Whether it is the picture of an `img`.
    public var isImage: Bool
    /// Of the attribute: `href` or `src`.
    var name: String
    /// The tag from `<` to `>`, both included; in bytes from the start of the HTML.
    var tag: Range<Int>
    /// From the blank before the attribute's name to the end of its value.
    var attribute: Range<Int>
    /// The value of the tag's `alt` as it stands there; empty when there is none.
    var alt: Range<Int>
}

extension LocalAddress {
    /// All local addresses of a sanitized fragment, in its order, found in one pass that knows tags from text.
    public static func references(in html: String) -> [LocalReference] {
        references(in: Array(html.utf8))
    }

    static func references(in html: [UInt8]) -> [LocalReference] {
        guard mayHold(html) else { return [] }
        var found: [LocalReference] = []
        var place = 0
        while let start = html[place...].firstIndex(of: UInt8(ascii: "<")) {
            var scan = TagScan(html: html, place: start + 1)
            let element = scan.name()
            guard !element.isEmpty else {
                place = start + 1
                continue
            }
            var addresses: [(name: String, attribute: Range<Int>, text: String)] = []
            var alt = start..<start
            while let (attribute, name, value) = scan.attribute() {
                switch name {
                case "href", "src":
                    let address = unescaped(html[value])
                    if isLocal(address[...]) {
                        addresses.append((name, attribute, address[prefix.utf8.count...].string))
                    }
                case "alt": alt = value
                default: break
                }
            }
            place = scan.place
            for (name, attribute, text) in addresses {
                found.append(
                    LocalReference(
                        text: text, isImage: element == "img", name: name, tag: start..<place, attribute: attribute,
                        alt: alt))
            }
        }
        return found
    }

    /// Most HTML has no local address, and is not looked through further.
    private static func mayHold(_ html: [UInt8]) -> Bool {
        var place = 0
        while let colon = ByteSearch.firstIndex(of: UInt8(ascii: ":"), in: html, from: place) {
            if isLocal(html[max(0, colon - 5)...colon]) { return true }
            place = colon + 1
        }
        return false
    }

    /// Undoes the character references that the sanitizer writes in attributes.
    static func unescaped(_ value: Bytes) -> [UInt8] {
        guard value.contains(UInt8(ascii: "&")) else { return Array(value) }
        var text: [UInt8] = []
        var rest = value
        while let byte = rest.first {
            let known = byte == UInt8(ascii: "&") ? characters.first { rest.hasPrefix($0.name) } : nil
            text.append(known?.byte ?? byte)
            rest = rest.dropFirst(known?.name.utf8.count ?? 1)
        }
        return text
    }

    private static let characters = HTMLText.references + [("&#39;", UInt8(ascii: "'"))]
}

/// Reads one tag of sanitized HTML, behind its `<`.
private struct TagScan {
    let html: [UInt8]
    var place: Int

    /// In ASCII lower case; empty when no start tag begins here.
    mutating func name() -> String {
        let start = place
        while place < html.count, Self.isNameByte(html[place]) { place += 1 }
        return html[start..<place].string.lowercased()
    }

    /// - Returns: `nil` at the end of the tag, which is passed then.
    mutating func attribute() -> (whole: Range<Int>, name: String, value: Range<Int>)? {
        let start = place
        while place < html.count, html[place] <= 0x20 || html[place] == UInt8(ascii: "/") { place += 1 }
        guard place < html.count else { return nil }
        if html[place] == UInt8(ascii: ">") {
            place += 1
            return nil
        }
        let nameStart = place
        while place < html.count, html[place] > 0x20, ![0x3D, 0x3E, 0x2F].contains(html[place]) { place += 1 }
        let name = html[nameStart..<place].string.lowercased()
        skipBlanks()
        guard place < html.count, html[place] == UInt8(ascii: "=") else {
            if place == nameStart { place += 1 }
            return (start..<place, name, place..<place)
        }
        place += 1
        skipBlanks()
        let quote = place < html.count ? html[place] : 0
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let valueStart = place
            while place < html.count, html[place] > 0x20, html[place] != UInt8(ascii: ">") { place += 1 }
            return (start..<place, name, valueStart..<place)
        }
        place += 1
        let value = place..<(html[place...].firstIndex(of: quote) ?? html.count)
        place = min(value.upperBound + 1, html.count)
        return (start..<place, name, value)
    }

    private mutating func skipBlanks() {
        while place < html.count, html[place] <= 0x20 { place += 1 }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
