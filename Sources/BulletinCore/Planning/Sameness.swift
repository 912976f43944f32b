extension Section {
    /// Whether title, text and links are those of `other`: what decides that an entry was updated.
    func isSameForReaders(as other: Section) -> Bool {
        title == other.title && linksLabel == other.linksLabel && links == other.links
            && Sameness.isShown(html, as: other.html)
    }
}

/// What readers cannot tell apart.
public enum Sameness {
    /// Whether browsers show both alike, however the text is broken into lines in the source: they take a run of white
    /// space for one blank, everywhere but in preformatted text. Nor do they tell `b` from `strong`, and `i` from `em`,
    /// which another format of the same text has.
    public static func isShown(_ html: String, as other: String) -> Bool {
        if html == other { return true }
        let (one, two) = (Array(html.utf8), Array(other.utf8))
        guard !one[...].contains(text: "<pre"), !two[...].contains(text: "<pre") else { return false }
        var place = 0
        var index = 0
        while index < one.count, place < two.count {
            if isSpace(one[index]), isSpace(two[place]) {
                while index < one.count, isSpace(one[index]) { index += 1 }
                while place < two.count, isSpace(two[place]) { place += 1 }
            } else if one[index] == two[place] {
                index += 1
                place += 1
                guard one[index - 1] == UInt8(ascii: "<") else { continue }
                let (tag, otherTag) = (tag(one[index...]), tag(two[place...]))
                guard tag != otherTag else { continue }
                guard let name = emphasis[tag], name == emphasis[otherTag] else { return false }
                index += tag.count
                place += otherTag.count
            } else {
                return false
            }
        }
        return index == one.count && place == two.count
    }

    /// The name of a tag, with the slash of one that closes.
    private static func tag(_ html: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        html.prefix { ![0x20, 0x3E].contains($0) }
    }

    private static let emphasis: [ArraySlice<UInt8>: String] = Dictionary(
        uniqueKeysWithValues: [
            ("b", "strong"), ("strong", "strong"), ("i", "em"), ("em", "em"), ("/b", "/strong"), ("/strong", "/strong"),
            ("/i", "/em"), ("/em", "/em"),
        ].map { (Array($0.utf8)[...], $1) })

    /// What HTML takes for white space (ASCII whitespace, Infra Standard §4.6); a no-break or an ideographic space is shown.
    private static func isSpace(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x20: true
        default: false
        }
    }
}
