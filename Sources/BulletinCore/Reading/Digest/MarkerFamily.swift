/// A way to number or mark stories. One family is one row of `all`; a line belongs to the first row that reads it.
struct MarkerFamily: Sendable {
    enum Shape: Sendable {
        /// One character for marker and number: `①`. The ranges count on from one, in order.
        case enclosed([ClosedRange<UInt32>])
        /// `open` numeral `close`: `（一）`, `1.`, `第一，`. Each is a set of characters; no `open` means that none stands there.
        case numbered(open: String, Numerals, close: String)
        /// The same character before every story: `■`. It takes no number.
        case glyph(UInt32)
        /// `【headline】text`.
        case bracketed(open: UInt32, close: UInt32)
        /// A digit on a key, `1️⃣`, and `🔟`.
        case keycap
    }

    enum Numerals: Sendable {
        case arabic, chinese, roman
        /// 壹, 貳, 參: as papers of Taiwan count, and cheques.
        case formal
    }

    /// For findings.
    let name: String
    let shape: Shape
    /// Too common in plain prose to cut by without a contents list that agrees.
    var isWeak = false

    static let all: [MarkerFamily] = [
        MarkerFamily(name: "circled", shape: .enclosed([0x2460...0x2473, 0x3251...0x325F, 0x32B1...0x32BF])),
        MarkerFamily(name: "negative circled", shape: .enclosed([0x2776...0x277F, 0x24EB...0x24F4])),
        MarkerFamily(name: "double circled", shape: .enclosed([0x24F5...0x24FE])),
        MarkerFamily(name: "parenthesized", shape: .enclosed([0x2474...0x2487])),
        MarkerFamily(name: "full-stop", shape: .enclosed([0x2488...0x249B])),
        MarkerFamily(name: "parenthesized ideograph", shape: .enclosed([0x3220...0x3229])),
        MarkerFamily(name: "circled ideograph", shape: .enclosed([0x3280...0x3289])),
        MarkerFamily(name: "roman numeral", shape: .enclosed([0x2160...0x216B])),
        MarkerFamily(name: "small roman numeral", shape: .enclosed([0x2170...0x217B])),
        MarkerFamily(name: "ideograph-and-comma", shape: .numbered(open: "", .chinese, close: "、.．,，")),
        MarkerFamily(name: "formal ideograph-and-comma", shape: .numbered(open: "", .formal, close: "、.．")),
        MarkerFamily(name: "ideograph in brackets", shape: .numbered(open: "（(〔[", .chinese, close: "）)〕]")),
        MarkerFamily(name: "ordinal ideograph", shape: .numbered(open: "第", .chinese, close: "，,、：:")),
        MarkerFamily(name: "number-and-comma", shape: .numbered(open: "", .arabic, close: "、")),
        MarkerFamily(name: "number-and-dot", shape: .numbered(open: "", .arabic, close: ".．")),
        MarkerFamily(name: "number in brackets", shape: .numbered(open: "（([［【", .arabic, close: "）)]］】")),
        MarkerFamily(name: "number-and-bracket", shape: .numbered(open: "", .arabic, close: "）)")),
        MarkerFamily(name: "number-and-hyphen", shape: .numbered(open: "", .arabic, close: "-–/")),
        MarkerFamily(name: "roman letters", shape: .numbered(open: "", .roman, close: "、.．")),
        MarkerFamily(name: "keycap", shape: .keycap),
        MarkerFamily(name: "brackets", shape: .bracketed(open: 0x3010, close: 0x3011)),
        MarkerFamily(name: "white brackets", shape: .bracketed(open: 0x3016, close: 0x3017)),
        MarkerFamily(name: "■", shape: .glyph(0x25A0)),
        MarkerFamily(name: "□", shape: .glyph(0x25A1)),
        MarkerFamily(name: "●", shape: .glyph(0x25CF)),
        MarkerFamily(name: "○", shape: .glyph(0x25CB)),
        MarkerFamily(name: "◎", shape: .glyph(0x25CE)),
        MarkerFamily(name: "◆", shape: .glyph(0x25C6)),
        MarkerFamily(name: "◇", shape: .glyph(0x25C7)),
        MarkerFamily(name: "▲", shape: .glyph(0x25B2)),
        MarkerFamily(name: "△", shape: .glyph(0x25B3)),
        MarkerFamily(name: "▼", shape: .glyph(0x25BC)),
        MarkerFamily(name: "▶", shape: .glyph(0x25B6)),
        MarkerFamily(name: "►", shape: .glyph(0x25BA)),
        MarkerFamily(name: "★", shape: .glyph(0x2605)),
        MarkerFamily(name: "☆", shape: .glyph(0x2606)),
        MarkerFamily(name: "※", shape: .glyph(0x203B)),
        MarkerFamily(name: "◈", shape: .glyph(0x25C8)),
        MarkerFamily(name: "◉", shape: .glyph(0x25C9)),
        MarkerFamily(name: "▷", shape: .glyph(0x25B7)),
        MarkerFamily(name: "♦", shape: .glyph(0x2666)),
        MarkerFamily(name: "❖", shape: .glyph(0x2756)),
        MarkerFamily(name: "➤", shape: .glyph(0x27A4)),
        MarkerFamily(name: "✦", shape: .glyph(0x2726)),
        MarkerFamily(name: "✪", shape: .glyph(0x272A)),
        MarkerFamily(name: "☞", shape: .glyph(0x261E)),
        MarkerFamily(name: "█", shape: .glyph(0x2588)),
        MarkerFamily(name: "▌", shape: .glyph(0x258C)),
        MarkerFamily(name: "▍", shape: .glyph(0x258D)),
        MarkerFamily(name: "▎", shape: .glyph(0x258E)),
        MarkerFamily(name: "📌", shape: .glyph(0x1F4CC)),
        MarkerFamily(name: "🔷", shape: .glyph(0x1F537)),
        MarkerFamily(name: "🔶", shape: .glyph(0x1F536)),
        MarkerFamily(name: "🔹", shape: .glyph(0x1F539)),
        MarkerFamily(name: "🔸", shape: .glyph(0x1F538)),
        MarkerFamily(name: "📍", shape: .glyph(0x1F4CD), isWeak: true),
        MarkerFamily(name: "📢", shape: .glyph(0x1F4E2), isWeak: true),
        MarkerFamily(name: "📣", shape: .glyph(0x1F4E3), isWeak: true),
        MarkerFamily(name: "📰", shape: .glyph(0x1F4F0), isWeak: true),
        MarkerFamily(name: "🔔", shape: .glyph(0x1F514), isWeak: true),
        MarkerFamily(name: "🔴", shape: .glyph(0x1F534), isWeak: true),
        MarkerFamily(name: "🔵", shape: .glyph(0x1F535), isWeak: true),
        MarkerFamily(name: "🚩", shape: .glyph(0x1F6A9), isWeak: true),
        MarkerFamily(name: "👉", shape: .glyph(0x1F449), isWeak: true),
        MarkerFamily(name: "▸", shape: .glyph(0x25B8), isWeak: true),
        MarkerFamily(name: "➢", shape: .glyph(0x27A2), isWeak: true),
        MarkerFamily(name: "▪", shape: .glyph(0x25AA), isWeak: true),
        MarkerFamily(name: "•", shape: .glyph(0x2022), isWeak: true),
        MarkerFamily(name: "·", shape: .glyph(0x00B7), isWeak: true),
        MarkerFamily(name: "‧", shape: .glyph(0x2027), isWeak: true),
        MarkerFamily(name: "・", shape: .glyph(0x30FB), isWeak: true),
        MarkerFamily(name: "-", shape: .glyph(0x2D), isWeak: true),
        MarkerFamily(name: "*", shape: .glyph(0x2A), isWeak: true),
        MarkerFamily(name: "»", shape: .glyph(0xBB), isWeak: true),
        MarkerFamily(name: ">>", shape: .glyph(0x3E), isWeak: true),
        MarkerFamily(name: "?", shape: .glyph(0x3F), isWeak: true),
    ]

    var isNumbered: Bool {
        switch shape {
        case .enclosed, .numbered, .keycap: true
        case .glyph, .bracketed: false
        }
    }
}

/// A marker at the start of a line.
struct Marker: Sendable {
    /// Index into `MarkerFamily.all`.
    let family: Int
    /// From 1; `nil` in families that do not count.
    let ordinal: Int?
    /// As written, without blanks after it.
    let text: Bytes
    /// The line after the marker, trimmed. For `【headline】text` what stands in the brackets.
    let rest: Bytes
    /// What stands after the closing bracket of `【headline】`; empty in other families.
    let after: Bytes

    var shape: MarkerFamily { MarkerFamily.all[family] }

    /// - Parameter line: trimmed.
    static func read(_ line: Bytes) -> Marker? {
        guard let first = line.firstScalar else { return nil }
        for family in candidates[first] ?? [] {
            if let marker = read(line, first: first, family: family) { return marker }
        }
        return nil
    }

    /// `09:41 【headline】text`, as agencies send their news: the time is told with the text.
    static func read(behindTime line: Bytes) -> Marker? {
        guard line.count > 16, let hour = line.first, (0x30...0x39).contains(hour), line.prefix(3).contains(0x3A) else {
            return nil
        }
        let time = line.prefix { (0x30...0x3A).contains($0) }
        let parts = time.split(separator: 0x3A, omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0].count <= 2, parts.dropFirst().allSatisfy({ $0.count == 2 }),
            let marker = read(line.dropFirst(time.count).trimmedStart), case .bracketed = marker.shape.shape,
            // A plan of a day has few words, `09:00 【开幕】市长致辞`.
            marker.after.scalarCount >= 20, Headline.endsLikeText(marker.after)
        else { return nil }
        return Marker(
            family: marker.family, ordinal: nil, text: marker.text, rest: marker.rest,
            after: (time + [0x20] + marker.after)[...])
    }

    /// Numbers of four figures are years, unless stories are counted up to them.
    /// - Parameters:
    ///   - line: trimmed.
    ///   - family: of the stories.
    ///   - ordinal: the number that comes next.
    static func read(_ line: Bytes, countingIn family: Int, to ordinal: Int) -> Marker? {
        guard ordinal > 999, case .numbered(let open, .arabic, let close) = MarkerFamily.all[family].shape else {
            return nil
        }
        let marker = numbered(line, family: family, open: open, numerals: .arabic, close: close, maxDigits: 4)
        return marker?.ordinal == ordinal ? marker : nil
    }

    private static func read(_ line: Bytes, first: UInt32, family: Int) -> Marker? {
        switch MarkerFamily.all[family].shape {
        case .enclosed(let ranges):
            var before = 0
            for range in ranges {
                if range.contains(first) {
                    return make(
                        family, ordinal: before + Int(first - range.lowerBound) + 1, line, rest: line.droppingScalar)
                }
                before += range.count
            }
            return nil
        case .glyph:
            let rest = line.droppingScalar
            // `?`, for a number that a conversion destroyed, may keep its comma.
            if first == 0x3F, let next = rest.firstScalar, next == 0x3001 || next == 0xFF0E {
                return make(family, ordinal: nil, line, rest: rest.droppingScalar)
            }
            // One `>` is before what somebody else wrote.
            if first == 0x3E {
                guard rest.first == 0x3E, rest.dropFirst().first == 0x20 else { return nil }
                return make(family, ordinal: nil, line, rest: rest.dropFirst())
            }
            // `?` and `*` and `-` are markers only before a blank; `--` and `**` never are.
            if MarkerFamily.all[family].isWeak, first < 0x80, rest.first != 0x20 { return nil }
            if rest.firstScalar == first { return nil }
            // `◎柳树镇◎`
            let length = line.count - rest.count
            let isClosed = rest.count > 2 * length && rest.lastScalar == first
            let marker = make(family, ordinal: nil, line, rest: rest)
            return isClosed
                ? Marker(
                    family: family, ordinal: nil, text: marker.text, rest: rest.dropLast(length).trimmed,
                    after: marker.after) : marker
        case .keycap: return keycap(line, first: first, family: family)
        case .bracketed(_, let close):
            guard let end = place(of: close, in: line.prefix(400)) else { return nil }
            let inside = line[(line.startIndex + 3)..<end].trimmed
            guard !inside.isEmpty else { return nil }
            return Marker(
                family: family, ordinal: nil, text: bracketPair, rest: inside,
                after: line[(end + 3)...].trimmed)
        case .numbered(let open, let numerals, let close):
            return numbered(line, family: family, open: open, numerals: numerals, close: close)
        }
    }

    /// Digits, each with U+20E3 behind it, perhaps after the selector of emoji.
    private static func keycap(_ line: Bytes, first: UInt32, family: Int) -> Marker? {
        if first == 0x1F51F { return make(family, ordinal: 10, line, rest: line.droppingScalar) }
        var rest = line
        var ordinal = 0
        while let digit = rest.first, (0x30...0x39).contains(digit), ordinal < 100 {
            var next = rest.dropFirst()
            if next.firstScalar == 0xFE0F { next = next.droppingScalar }
            guard next.firstScalar == 0x20E3 else { break }
            ordinal = ordinal * 10 + Int(digit) - 0x30
            rest = next.droppingScalar
        }
        return ordinal > 0 ? make(family, ordinal: ordinal, line, rest: rest) : nil
    }

    /// What stands for the marker of a headline in brackets.
    private static let bracketPair = Array("【】".utf8)[...]

    private static func numbered(
        _ line: Bytes, family: Int, open: String, numerals: MarkerFamily.Numerals, close: String,
        maxDigits: Int = 3
    ) -> Marker? {
        var rest = line
        if !open.isEmpty {
            guard let first = rest.firstScalar, contains(open, first) else { return nil }
            rest = rest.droppingScalar
        }
        guard let (ordinal, length) = Numeral.read(rest, numerals, maxDigits: maxDigits), ordinal > 0 else {
            return nil
        }
        rest = rest.dropFirst(length)
        // `一 、`, as machines read print.
        if rest.first == 0x20, rest.trimmedStart.firstScalar == 0x3001 { rest = rest.trimmedStart }
        // `第一条，`, as news is read out.
        if open == "第", let unit = rest.firstScalar, [0x6761, 0x689D, 0x5219, 0x5247].contains(unit) {
            rest = rest.droppingScalar
        }
        guard let end = rest.firstScalar, contains(close, end) else { return nil }
        rest = rest.droppingScalar
        // `2-3 days`
        if end == 0x2D || end == 0x2013 || end == 0x2F, rest.first != 0x20 { return nil }
        // `1.2万`, `3.5%` and `20.4` are numbers; `3.12345热线办理情况`, `1.2031年工作要点` begin with one.
        if numerals == .arabic, end == 0x2E || end == 0xFF0E, let next = rest.firstScalar, Text.digit(next) != nil {
            guard open.isEmpty, let (_, length) = Numeral.arabic(rest, maxDigits: 5), length >= 4,
                let behind = rest.dropFirst(length).firstScalar, Text.isHan(behind), !units.contains(behind)
            else { return nil }
        }
        return make(family, ordinal: ordinal, line, rest: rest)
    }

    /// 万亿元千百米公吨度倍
    private static let units: Set<UInt32> = [
        0x4E07, 0x842C, 0x4EBF, 0x5104, 0x5143, 0x5343, 0x767E, 0x7C73, 0x516C, 0x5428, 0x5EA6, 0x500D,
    ]

    private static func make(_ family: Int, ordinal: Int?, _ line: Bytes, rest: Bytes) -> Marker {
        Marker(
            family: family, ordinal: ordinal, text: line[line.startIndex..<rest.startIndex], rest: rest.trimmed,
            after: rest.suffix(0))
    }

    private static func contains(_ set: String, _ scalar: UInt32) -> Bool {
        set.unicodeScalars.contains { $0.value == scalar }
    }

    private static func place(of scalar: UInt32, in bytes: Bytes) -> Int? {
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let (value, length) = bytes.scalar(at: place)
            if value == scalar { return place }
            place += length
        }
        return nil
    }

    /// By first scalar, the rows that may read a line, in the order of the table.
    private static let candidates: [UInt32: [Int]] = {
        var rows: [UInt32: [Int]] = [:]
        for (index, family) in MarkerFamily.all.enumerated() {
            let starts: [UInt32] =
                switch family.shape {
                case .enclosed(let ranges): ranges.flatMap(Array.init)
                case .glyph(let glyph): [glyph]
                case .bracketed(let open, _): [open]
                case .keycap: Array(0x30...0x39) + [0x1F51F]
                case .numbered(let open, let numerals, _):
                    open.isEmpty ? Numeral.starts(numerals) : open.unicodeScalars.map(\.value)
                }
            for start in starts { rows[start, default: []].append(index) }
        }
        return rows
    }()
}
