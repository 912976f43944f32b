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
    /// space for one blank, everywhere but in preformatted text.
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
            } else {
                guard one[index] == two[place] else { return false }
                index += 1
                place += 1
            }
        }
        return index == one.count && place == two.count
    }

    /// What HTML takes for white space (ASCII whitespace, Infra Standard §4.6); a no-break or an ideographic space is shown.
    private static func isSpace(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x20: true
        default: false
        }
    }
}
