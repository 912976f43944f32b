/// A line, taken apart into the words that texts are held back in.
///
/// What else it says counts by its script. English names first what it forbids: a line is read up to its first word of
/// something else. Chinese names the deed last: what stands behind its last word of something else is read, and most often
/// there must be none.
struct EmbargoLine {
    typealias Said = EmbargoWords.Said

    struct Word {
        /// What parts a line, the finest first.
        enum Kind: Int {
            case known, other, number, mark, dash, colon, blank, comma, sentence, bracket
        }

        var kind: Kind
        var said: Said = []
        var range: Range<Int>
        /// A full date.
        var day: DateReading.Found?
        /// A date without its year, in Chinese.
        var isMention = false
    }

    let scalars: [UInt32]
    /// Whether a full date stands in it.
    let isDated: Bool
    private(set) var words: [Word] = []

    init(_ scalars: [UInt32], full: [DateReading.Found], mentions: [DateReading.Mention]) {
        self.scalars = scalars
        isDated = !full.isEmpty
        var (days, others) = (full[...], mentions[...])
        var place = 0
        while place < scalars.count {
            while let day = days.first, day.range.lowerBound < place { days.removeFirst() }
            while let other = others.first, other.range.lowerBound < place { others.removeFirst() }
            var word: Word
            if let day = days.first, day.range.lowerBound == place {
                word = Word(kind: .known, said: .time, range: day.range, day: day)
            } else if let other = others.first, other.range.lowerBound == place {
                word = Word(kind: .known, said: .time, range: other.range, isMention: true)
            } else {
                word = self.word(at: place)
                // Never over a date.
                if let day = days.first, word.range.upperBound > day.range.lowerBound {
                    word = Word(kind: .other, range: place..<day.range.lowerBound)
                }
            }
            if word.range.isEmpty { word.range = place..<(place + 1) }
            words.append(word)
            place = word.range.upperBound
        }
    }

    private func word(at place: Int) -> Word {
        let scalar = scalars[place]
        if let kind = Self.mark(scalar) { return Word(kind: kind, range: place..<(place + 1)) }
        if let (said, end) = EmbargoWords.word(scalars, at: place) {
            return Word(kind: .known, said: said, range: place..<end)
        }
        if DateReading.isLetter(scalar) { return letters(at: place) }
        if let time = TimeOfDay.read(scalars, at: place, isBroad: isDated) {
            return Word(kind: .known, said: [.time, .hour], range: time.range)
        }
        if let end = hour(at: place) { return Word(kind: .known, said: [.time, .hour], range: place..<end) }
        if let end = Self.figures(scalars, at: place) { return Word(kind: .known, said: .time, range: place..<end) }
        if let (_, end) = DateReading.digits(scalars, at: place), end - place <= 2 {
            return Word(kind: .number, range: place..<end)
        }
        let isMark = Text.isPunctuation(scalar) || scalar < 0x2E80 && Text.digit(scalar) == nil
        return Word(kind: isMark ? .mark : .other, range: place..<(place + 1))
    }

    private static func mark(_ scalar: UInt32) -> Word.Kind? {
        if Text.isBlank(scalar) { return .blank }
        if Text.isBracket(scalar) { return .bracket }
        return switch scalar {
        case 0x3A, 0xFF1A: .colon
        case 0x2D, 0x2013, 0x2014: .dash
        case 0x3002, 0xFF01, 0x21: .sentence
        case 0xFF0C, 0x2C, 0xFF1B, 0x3B: .comma
        default: nil
        }
    }

    /// A weekday, a month, a zone, or what no row knows.
    private func letters(at start: Int) -> Word {
        var end = start
        while end < scalars.count, DateReading.isLetter(scalars[end]) { end += 1 }
        let isTime =
            DateReading.isDayOrMonth(Text.string(scalars[start..<end]).lowercased())
            || end - start >= 3 && TimeZoneName.read(scalars, after: start) != nil
        return Word(kind: isTime ? .known : .other, said: isTime ? .time : [], range: start..<end)
    }

    /// `10时30分`, `十点半`, `12日`: numerals with a sign behind them.
    private func hour(at start: Int) -> Int? {
        var place = start
        while place < scalars.count {
            let first = place
            while place < scalars.count, DateReading.isNumeral(scalars[place]) || Text.digit(scalars[place]) != nil {
                place += 1
            }
            guard place > first, place < scalars.count, Self.hourSigns.contains(scalars[place]) else {
                return first > start ? place : nil
            }
            place += 1
        }
        return place
    }

    /// 时, 時, 点, 點, 分, 日, 号, 號, 月
    private static let hourSigns: Set<UInt32> = [
        0x65F6, 0x6642, 0x70B9, 0x9EDE, 0x5206, 0x65E5, 0x53F7, 0x865F, 0x6708,
    ]

    /// Behind `5/6/2031`, `5.6.31`: a day that nobody can tell.
    static func figures(_ scalars: [UInt32], at start: Int, parts: Int = 3) -> Int? {
        var place = start
        for part in 0..<parts {
            if part > 0 {
                guard place < scalars.count, [0x2F, 0x2E, 0x2D].contains(Text.narrowed(scalars[place])) else {
                    return nil
                }
                place += 1
            }
            guard let (_, end) = DateReading.digits(scalars, at: place) else { return nil }
            place = end
        }
        return place
    }

    // MARK: Parts

    /// A part of the line that may forbid by itself.
    struct Part {
        /// What bounds it: brackets, the marks of sentences, or blanks and commas; `nil` for the whole line.
        var bound: Word.Kind?
        var range: Range<Int>
        /// Before the first bracket, or in it.
        var isFirst = true
    }

    var parts: [Part] {
        var parts = [Part(bound: nil, range: words.indices)]
        var whole = parts[...]
        for bound in [Word.Kind.bracket, .sentence, .blank] {
            let finer = whole.flatMap { part in
                words[part.range].split { $0.kind.rawValue >= bound.rawValue }.enumerated().map { index, words in
                    Part(bound: bound, range: words.indices, isFirst: bound == .bracket && index == 0)
                }
            }
            parts += finer.filter { part in !whole.contains { $0.range == part.range } }
            whole = finer[...]
        }
        return parts
    }

    /// Whether the first word of a part is of letters with blanks between the words.
    func isLatin(_ part: Range<Int>) -> Bool {
        words[part].lazy.filter { $0.kind.rawValue <= Word.Kind.other.rawValue && $0.day == nil }
            .map { self.scalars[$0.range.lowerBound] }.first { !DateReading.isNumeral($0) }
            .map(DateReading.isLetter) ?? false
    }

    /// Where words of letters begin in a part of another script.
    func latinStart(in part: Range<Int>) -> Int? {
        part.first { words[$0].day == nil && DateReading.isLetter(scalars[words[$0].range.lowerBound]) }
    }

    /// The first full date in a part.
    func day(in part: Range<Int>) -> DateReading.Found? { words[part].lazy.compactMap(\.day).first }

    func text(_ part: Range<Int>) -> Bytes {
        guard let first = part.first, let last = part.last else { return [] }
        return Array(Text.string(scalars[words[first].range.lowerBound..<words[last].range.upperBound]).utf8)[...]
    }
}

extension Text {
    /// Round, square and lenticular ones, full-width or not.
    static func isBracket(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x28, 0x29, 0x5B, 0x5D, 0xFF08, 0xFF09, 0xFF3B, 0xFF3D, 0x3008...0x300B, 0x3010, 0x3011, 0x3014, 0x3015:
            true
        default: false
        }
    }
}
