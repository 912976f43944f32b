internal import Interop

/// A feed that is not well-formed as feed readers take it: text before the document and after it, bytes of another
/// charset than it declares, characters that XML forbids, names of HTML's characters, `&` by itself. Whoever moves from
/// other software has no better one.
struct MendedXML {
    /// UTF-8 with an element of a feed for its root; lines are where they were.
    private(set) var bytes: [UInt8]
    /// Whether more was done than every reader does without a word.
    private(set) var isDoubtful: Bool

    /// - Returns: `nil` when there is no feed in the bytes, or no end to it.
    init?(_ document: [UInt8]) {
        let label = Self.declaredCharset(document)
        let text: DecodedText
        do throws(BulletinError) {
            text = try TextDecoding.decode(document, name: SourcePath("feed.xml"), declared: label)
        } catch {
            return nil
        }
        isDoubtful = !text.findings.isEmpty
        guard let (start, name) = Self.root(of: text.bytes), let end = Self.end(of: name, in: text.bytes, from: start)
        else { return nil }
        let head = text.bytes[..<start]
        if !Self.isProlog(head) || !text.bytes[end...].allSatisfy({ $0 <= 0x20 }) { isDoubtful = true }
        bytes = Array(repeating: UInt8(ascii: "\n"), count: head.count { $0 == UInt8(ascii: "\n") })
        append(text.bytes[start..<end])
    }

    /// The name in `<?xml … encoding="NAME"?>`, wherever that begins.
    private static func declaredCharset(_ document: [UInt8]) -> String? {
        let head = document.prefix(2000)
        guard let mark = head.firstRange(of: "<?xml "),
            let key = head[mark.upperBound...].prefix(200).firstRange(of: "encoding")
        else { return nil }
        let value = head[key.upperBound...].drop { $0 <= 0x20 || $0 == UInt8(ascii: "=") }
        guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        return value.dropFirst().prefix { $0 != quote }.string
    }

    /// Where the element begins that is a feed, and its name as written.
    private static func root(of text: [UInt8]) -> (start: Int, name: Bytes)? {
        var rest = text[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            let name = text[(start + 1)...].prefix(64).prefix {
                $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
            }
            let local = name.split(separator: UInt8(ascii: ":"), maxSplits: 1).last ?? name
            if ["rss", "feed", "RDF"].contains(where: { local.elementsEqual($0.utf8) }) { return (start, name) }
            rest = text[(start + 1)...]
        }
        return nil
    }

    /// Behind the last end tag of the root.
    private static func end(of name: Bytes, in text: [UInt8], from start: Int) -> Int? {
        let tag = "</\(name.string)"
        var end: Int?
        var rest = text[start...]
        while let range = rest.firstRange(of: tag) {
            if let close = text[range.upperBound...].firstIndex(of: UInt8(ascii: ">")) { end = close + 1 }
            rest = text[range.upperBound...]
        }
        return end
    }

    /// Whether nothing stands before the root but blanks, and what may stand there.
    private static func isProlog(_ head: Bytes) -> Bool {
        var rest = head.drop { $0 <= 0x20 }
        while !rest.isEmpty {
            let end = rest.hasPrefix("<!--") ? "-->" : rest.hasPrefix("<?") ? "?>" : rest.hasPrefix("<!") ? ">" : nil
            guard let close = end.flatMap({ rest.firstRange(of: $0) }) else { return false }
            rest = rest[close.upperBound...].drop { $0 <= 0x20 }
        }
        return true
    }

    /// Sections of literal text go in as they stand, and so does all but references.
    private mutating func append(_ text: Bytes) {
        var rest = text
        while let place = rest.firstIndex(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }) {
            bytes += rest[..<place]
            rest = rest[place...]
            if rest.hasPrefix("<![CDATA[") || rest.hasPrefix("<!--") {
                let end = rest.firstRange(of: rest.hasPrefix("<!--") ? "-->" : "]]>")?.upperBound ?? rest.endIndex
                bytes += rest[..<end]
                rest = rest[end...]
            } else if rest.first == UInt8(ascii: "<") {
                bytes.append(UInt8(ascii: "<"))
                rest = rest.dropFirst()
            } else {
                rest = appendReference(rest)
            }
        }
        bytes += rest
    }

    private static let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"]

    /// - Parameter rest: begins with `&`.
    /// - Returns: what stands behind it.
    private mutating func appendReference(_ rest: Bytes) -> Bytes {
        let name = rest.dropFirst().prefix(32).prefix { byte in
            IRI.isDigit(byte) || Text.isASCIILetter(UInt32(byte)) || byte == UInt8(ascii: "#")
        }
        guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == UInt8(ascii: ";") else {
            isDoubtful = true
            bytes += "&amp;".utf8
            return rest.dropFirst()
        }
        let reference = rest[rest.startIndex...name.endIndex]
        if Self.known.contains(where: { reference.elementsEqual($0.utf8) }) {
            bytes += reference
        } else {
            // A number may be of no character of XML's; a name is one of HTML's, or just words.
            if name.first != UInt8(ascii: "#") { isDoubtful = true }
            bytes += Self.character(reference)
        }
        return rest[(name.endIndex + 1)...]
    }

    private static func character(_ reference: Bytes) -> [UInt8] {
        var words: [UInt8] = []
        do throws(HTMLError) {
            for case .text(let text) in try HTMLDocument.events(of: Array("x\(reference.string)".utf8), maxDepth: 16) {
                words += text.dropFirst()
            }
        } catch {
            words = []
        }
        return Array(HTMLText.escaped(XMLCharacters.cleaned(String(decoding: words, as: UTF8.self))).utf8)
    }
}
