/// Forms of one mark, of which programs put one in the place of another while somebody writes or saves: quotation marks,
/// dashes, dots, blanks, and what only says where a line may break. What such a program leaves alone stays told apart:
/// letters, figures, single marks from double ones, a hyphen in a word from a dash.
enum Typography {
    private static let (single, double, dash, hyphen, dots): ([UInt8], [UInt8], [UInt8], [UInt8], [UInt8]) = (
        Array("'".utf8), Array("\"".utf8), Array("—".utf8), Array("-".utf8), Array("...".utf8)
    )

    /// - Parameter shown: what stands before, as it was written with these forms.
    /// - Returns: how long a mark is that stands here, and the form that stands for all of its forms; `nil` where none does
    ///   that has several.
    static func mark(at place: Int, in text: Bytes, after shown: [UInt8]) -> (length: Int, form: [UInt8])? {
        let rest = text[place...]
        switch text[place] {
        case 0x26: return rest.hasPrefix("&quot;") ? (6, double) : nil
        case 0x2D:
            let run = rest.prefix { $0 == 0x2D }
            switch run.count {
            case 1: return hyphen(1, before: rest.dropFirst(), shown)
            case 2, 3: return (run.count, isDash(shown) ? [] : dash)
            default: return (run.count, Array(run))
            }
        case 0xC2: return rest.dropFirst().first == 0xAD ? (2, []) : nil
        case 0xE2:
            let sign = rest.prefix(3)
            guard sign.count == 3 else { return nil }
            switch (sign[place + 1], sign[place + 2]) {
            case (0x80, 0x98...0x9B), (0x80, 0xB2): return (3, single)
            case (0x80, 0x9C...0x9F), (0x80, 0xB3): return (3, double)
            case (0x80, 0x92...0x95): return (3, isDash(shown) ? [] : dash)
            case (0x80, 0xA6): return (3, dots)
            case (0x80, 0x90...0x91), (0x88, 0x92): return hyphen(3, before: rest.dropFirst(3), shown)
            case (0x80, 0x8B), (0x81, 0xA0): return (3, [])
            default: return nil
            }
        case 0xEF: return rest.dropFirst().starts(with: [0xBB, 0xBF]) ? (3, []) : nil
        default: return nil
        }
    }

    private static func isDash(_ shown: [UInt8]) -> Bool { shown.suffix(3).elementsEqual(dash) }

    /// One between blanks or figures is a dash.
    private static func hyphen(_ length: Int, before rest: Bytes, _ shown: [UInt8]) -> (length: Int, form: [UInt8]) {
        guard let last = shown.last, let next = rest.first else { return (length, hyphen) }
        let isFree = last == 0x20 && blank(at: rest.startIndex, in: rest) != nil
        return (length, isFree || IRI.isDigit(last) && IRI.isDigit(next) ? dash : hyphen)
    }

    /// How long a blank is that stands here: white space of HTML (Infra Standard §4.6), or a no-break space, which
    /// programs put in its place. An ideographic space is shown.
    static func blank(at place: Int, in text: Bytes) -> Int? {
        switch text[place] {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x20: 1
        case 0xC2: text[place...].dropFirst().first == 0xA0 ? 2 : nil
        case 0xE2: text[place...].dropFirst().starts(with: [0x80, 0xAF]) ? 3 : nil
        default: nil
        }
    }

    /// A line of plain text in these forms, a run of blanks as one.
    static func line(_ text: Bytes) -> [UInt8] {
        var line: [UInt8] = []
        var place = text.startIndex
        while place < text.endIndex {
            if let length = blank(at: place, in: text) {
                if line.last != 0x20 { line.append(0x20) }
                place += length
            } else if let (length, form) = mark(at: place, in: text, after: line) {
                line += form
                place += length
            } else {
                line.append(text[place])
                place += 1
            }
        }
        return line
    }
}
