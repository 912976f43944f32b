private import Foundation
internal import Interop

/// What is left of HTML when markup is no matter: the words, and the addresses that it leads to.
struct ReadableText {
    /// Blocks parted by line feeds, white space as one space.
    private(set) var text = ""
    /// Absolute, in order, each once.
    private(set) var addresses: [String] = []

    private static let maximumDepth = 250
    private static let silent: Set<String> = ["script", "style", "template", "title"]
    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img",
        "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
        "strong",
        "sub", "sup", "time", "tt", "u", "var", "wbr",
    ]

    /// - Parameters:
    ///   - hasWords: whether the words that stand for a picture that is the site's own are text.
    ///   - isOwn: whether an address is the site's own: such a one may be another tomorrow.
    /// - Returns: `nil` for HTML that nobody could read either: elements without end within each other.
    init?(html: String, hasWords: Bool = false, isOwn: (String) -> Bool) {
        let events: [HTMLEvent]
        do throws(HTMLError) {
            events = try HTMLDocument.events(of: Array(html.utf8), maxDepth: Self.maximumDepth)
        } catch {
            return nil
        }
        var bytes: [UInt8] = []
        var seen = Set<String>()
        var silence = 0
        for event in events {
            switch event {
            case .open(let name, let attributes, _):
                if Self.silent.contains(name) { silence += 1 }
                guard silence == 0 else { continue }
                if !Self.inline.contains(name) { bytes.append(UInt8(ascii: "\n")) }
                var isOwnPicture = false
                for attribute in attributes where attribute.name == "href" || attribute.name == "src" {
                    if isOwn(attribute.value) {
                        isOwnPicture = true
                    } else if IRI.isHTTP(attribute.value), seen.insert(attribute.value).inserted {
                        addresses.append(attribute.value)
                    }
                }
                guard name == "img", hasWords || !isOwnPicture else { continue }
                if let words = attributes.first(where: { $0.name == "alt" }) { bytes += words.value.utf8 }
            case .close(let name):
                if Self.silent.contains(name) { silence -= 1 }
                if silence == 0, !Self.inline.contains(name) { bytes.append(UInt8(ascii: "\n")) }
            case .text(let words): if silence == 0 { bytes += words }
            }
        }
        text = Self.squeezed(String(decoding: bytes, as: UTF8.self))
    }

    /// Each run of white space as one space, or as one line feed when there is one in it; none at the ends.
    static func squeezed(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        var gap: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if Text.isBlank(scalar.value) {
                if scalar == "\n" || gap == nil { gap = scalar == "\n" ? "\n" : " " }
                continue
            }
            if let gap, !output.isEmpty { output.append(gap) }
            gap = nil
            output.append(scalar)
        }
        return String(output)
    }

    /// The same for texts that programs set differently: case, width, white space, and the forms of quotation marks,
    /// dashes and ellipses do not count.
    static func key(_ text: String) -> String {
        var key = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            switch scalar.value {
            case _ where Text.isBlank(scalar.value): continue
            case 0xAD, 0x200B...0x200F, 0x2060, 0xFE00...0xFE0F, 0xFEFF: continue
            case 0x2018...0x201B, 0x2032, 0x60, 0xB4: key.append("'")
            case 0x201C...0x201F, 0x2033, 0xAB, 0xBB: key.append("\"")
            case 0x2D, 0x2010...0x2015, 0x2212: if key.last != "-" { key.append("-") }
            case 0x2026: for _ in 0..<3 { key.append(".") }
            default: key.append(scalar)
            }
        }
        return String(key)
    }

    /// The same for headlines: a stop at the end does not count either.
    static func headline(_ title: String) -> String {
        let key = key(title)
        let stops = key.unicodeScalars.reversed().prefix { ".。!?,;:、".unicodeScalars.contains($0) }.count
        return stops == key.unicodeScalars.count ? key : String(key.unicodeScalars.dropLast(stops))
    }

    /// Texts that are too short are nobody's own.
    static func digest(_ text: String) -> [UInt8]? {
        let key = key(text)
        guard key.utf8.count >= 24 else { return nil }
        return Array(SHA256Digest.digest(of: Array(key.utf8)).prefix(16))
    }
}
