internal import Interop

/// Finds start tags with more attributes than any author writes, before libxml2 sees them: it compares each attribute
/// of a tag with all before it, so that a file of one tag would take minutes.
enum AttributeCount {
    static let limit = 1000

    /// Counts roughly, and rather too many: every name that begins outside of a quoted value, wherever the parser may
    /// see an attribute in it.
    /// - Returns: the 1-based line of the first tag over the limit; `nil` when there is none.
    static func lineOverLimit(in html: [UInt8]) -> Int? {
        var place = 0
        while let open = ByteSearch.firstIndex(of: UInt8(ascii: "<"), in: html, from: place), open + 1 < html.count {
            guard isName(html[open + 1]) else {
                place = open + 1
                continue
            }
            let (end, names) = tag(in: html, from: open + 1)
            if names > limit + 1 { return 1 + html[..<open].lazy.filter { $0 == UInt8(ascii: "\n") }.count }
            place = isRaw(html[(open + 1)..<end]) ? endTag(in: html, from: end) : end
        }
        return nil
    }

    /// Programs and style sheets are no markup, though `a<b` looks like a tag.
    private static func isRaw(_ tag: ArraySlice<UInt8>) -> Bool {
        guard let first = tag.first, first | 0x20 == UInt8(ascii: "s") else { return false }
        let name = tag.prefix(while: isName).map { $0 | 0x20 }
        return name.elementsEqual("script".utf8) || name.elementsEqual("style".utf8)
    }

    private static func endTag(in html: [UInt8], from start: Int) -> Int {
        html[start...].firstRange(of: "</")?.lowerBound ?? html.count
    }

    /// - Returns: where the tag ends, and how many names begin in it, its own among them.
    private static func tag(in html: [UInt8], from start: Int) -> (end: Int, names: Int) {
        var place = start
        var names = 0
        var wasName = false
        while place < html.count, html[place] != UInt8(ascii: ">") {
            let byte = html[place]
            if byte == UInt8(ascii: "=") {
                place = value(in: html, from: place + 1)
                wasName = false
                continue
            }
            let isName = isName(byte)
            if isName, !wasName { names += 1 }
            wasName = isName
            place += 1
        }
        return (place, names)
    }

    /// A quotation mark opens a value only behind `=`; elsewhere it hides nothing.
    /// - Returns: the place behind the value if it is quoted, else where it begins.
    private static func value(in html: [UInt8], from start: Int) -> Int {
        var place = start
        while place < html.count, html[place] <= 0x20 { place += 1 }
        guard place < html.count, html[place] == UInt8(ascii: "\"") || html[place] == UInt8(ascii: "'") else {
            return place
        }
        guard let end = html[(place + 1)...].firstIndex(of: html[place]) else { return html.count }
        return end + 1
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...:
            true
        default: false
        }
    }
}
