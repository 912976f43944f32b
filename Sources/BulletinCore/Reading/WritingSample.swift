/// A piece of text, counted: its letters beyond ASCII, its words, and what no writing has.
struct WritingSample: Sendable {
    /// Letters and marks beyond ASCII, in small letters.
    private(set) var letters: [UInt32: Int] = [:]
    private(set) var letterCount = 0
    private(set) var asciiLetterCount = 0
    /// In small letters.
    private(set) var words: [[UInt8]: Int] = [:]
    private(set) var wordCount = 0
    /// Characters that stand where no writing has them: a capital behind a small letter, a sign within a word.
    private(set) var oddPlaces = 0
    /// Controls, private and unassigned characters.
    private(set) var unreadable = 0
    /// Characters of Chinese, Japanese, Korean or Thai beside letters of ASCII.
    private(set) var joins = 0
    /// Symbols beyond ASCII that are no punctuation: box drawing, fractions.
    private(set) var symbols = 0

    private var before: UInt32 = 0
    private var word: [UInt8] = []
    private var last = Kind.blank
    private var isLastSmall = false
    private var isLastASCII = true

    private enum Kind: Equatable { case blank, latin, alphabetic, ideographic, sign }

    init(_ text: Bytes) {
        var place = text.startIndex
        while place < text.endIndex {
            let (value, length) = text.scalar(at: place)
            place += length
            if !Self.isInOrder(value, behind: before) { oddPlaces += 1 }
            if value < 0x80 { ascii(UInt8(value)) } else { beyondASCII(value) }
            before = value
        }
        endWord()
    }

    /// Thai vowels and tones stand over the consonant before them, or under it; a vowel that is written first has one
    /// behind it.
    private static func isInOrder(_ value: UInt32, behind before: UInt32) -> Bool {
        func isConsonant(_ value: UInt32) -> Bool { (0x0E01...0x0E2E).contains(value) }
        func isMark(_ value: UInt32) -> Bool {
            value == 0x0E31 || (0x0E34...0x0E3A).contains(value) || (0x0E47...0x0E4E).contains(value)
        }
        if isMark(value), !isConsonant(before), !isMark(before) { return false }
        return !(0x0E40...0x0E44).contains(before) || isConsonant(value)
    }

    private mutating func ascii(_ byte: UInt8) {
        guard Text.isASCIILetter(UInt32(byte)) else {
            if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { unreadable += 1 }
            endWord()
            last = .blank
            return
        }
        let isCapital = byte < 0x60
        if isCapital, last == .latin, isLastSmall, !isLastASCII { oddPlaces += 1 }
        if last == .alphabetic || last == .sign { oddPlaces += 1 }
        if last == .ideographic { joins += 1 }
        last = .latin
        isLastSmall = !isCapital
        isLastASCII = true
        word.append(byte | 0x20)
        asciiLetterCount += 1
    }

    private mutating func beyondASCII(_ value: UInt32) {
        guard let scalar = Unicode.Scalar(value) else { return }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .privateUse, .unassigned, .surrogate:
            unreadable += 1
            endWord()
            last = .blank
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .nonspacingMark,
            .spacingMark:
            letter(value, scalar, isCapital: properties.generalCategory == .uppercaseLetter)
        case .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .dashPunctuation:
            endWord()
            last = .blank
        default:
            let isApostrophe = value == 0x2019 || value == 0xB7 || value == 0x2018 || value == 0x2026
            let isCJK = value >= 0x2E80
            if !isApostrophe, !isCJK, !Text.isPunctuation(value) { symbols += 1 }
            let isInWord = last == .latin || last == .alphabetic
            endWord()
            last = isInWord && !isApostrophe && !isCJK && !Self.closes.contains(value) ? .sign : .blank
        }
    }

    /// Signs that a letter may follow without a blank: closing quotes, references, units.
    private static let closes: Set<UInt32> = [0xA7, 0xB0, 0xBB, 0x201D, 0x203A, 0x2122, 0xAE, 0xA9, 0x20AC]

    private mutating func letter(_ value: UInt32, _ scalar: Unicode.Scalar, isCapital: Bool) {
        let kind: Kind
        switch value {
        case 0x80..<0x250, 0x300..<0x370, 0x1E00..<0x1F00: kind = .latin
        case 0x370..<0x0E00, 0x1F00..<0x2000: kind = .alphabetic
        default: kind = .ideographic
        }
        if last == .sign { oddPlaces += 1 }
        if kind == .ideographic && last == .latin { joins += 1 }
        if kind == .latin && last == .alphabetic || kind == .alphabetic && last == .latin { oddPlaces += 1 }
        if isCapital, isLastSmall, last == kind, !word.isEmpty { oddPlaces += 1 }
        let small: String = isCapital ? properties(scalar) : String(Character(scalar))
        if kind == .ideographic { endWord() } else { word += small.utf8 }
        let folded = small.unicodeScalars.first?.value ?? value
        letters[folded, default: 0] += 1
        letterCount += 1
        last = kind
        isLastSmall = !isCapital
        isLastASCII = false
    }

    private func properties(_ scalar: Unicode.Scalar) -> String {
        // The dotted I of Turkish becomes two scalars; it stays itself.
        scalar == "\u{130}" ? "\u{130}" : scalar.properties.lowercaseMapping
    }

    private mutating func endWord() {
        guard !word.isEmpty else { return }
        wordCount += 1
        words[word, default: 0] += 1
        word.removeAll(keepingCapacity: true)
    }

    /// How much the text looks like `writing`: 1 is ordinary; `nil` when it cannot be, or says too little.
    func likeness(to writing: Writing) -> Double? {
        guard unreadable == 0, oddPlaces * 50 <= letterCount, symbols * 8 <= letterCount + wordCount else { return nil }
        let likeness = writing.words.isEmpty ? frequency(writing) : max(wordUse(writing), frequency(writing))
        guard likeness > 0 else { return nil }
        return likeness
    }

    /// How well a text that may be too short for a likeness suits `writing`: 0 when it does not; compares with others
    /// only.
    func suitability(to writing: Writing) -> Double {
        guard letterCount > 0, unreadable == 0, oddPlaces == 0, symbols * 4 <= max(wordCount, letterCount),
            fits(writing)
        else { return 0 }
        guard !writing.frequent.isEmpty else {
            guard letterCount * 2 <= asciiLetterCount else { return 0 }
            let hits = words.reduce(0) { $0 + (writing.words.contains($1.key) ? $1.value : 0) }
            return 0.5 + Double(hits) / Double(wordCount)
        }
        guard letterCount >= (writing.letters.isEmpty ? 2 : 4), joins < letterCount else { return 0 }
        let hits = letters.reduce(0) { $0 + (writing.frequent.contains($1.key) ? $1.value : 0) }
        let share = Double(hits) / Double(letterCount) / writing.usualShare
        return share >= 0.4 ? min(share, 1) : 0
    }

    private func wordUse(_ writing: Writing) -> Double {
        guard wordCount >= 4, fits(writing) else { return 0 }
        var hits = 0
        var kinds = 0
        for (word, count) in words where writing.words.contains(word) {
            hits += count
            kinds += 1
        }
        guard hits >= 2, kinds >= 2, hits * 12 >= wordCount else { return 0 }
        return Double(hits) / Double(max(wordCount, 1)) / Writing.usualWords
    }

    private func frequency(_ writing: Writing) -> Double {
        guard !writing.frequent.isEmpty, letterCount >= (writing.letters.isEmpty ? 4 : 8), fits(writing) else {
            return 0
        }
        var hits = 0
        var kinds = 0
        for (letter, count) in letters where writing.frequent.contains(letter) {
            hits += count
            kinds += 1
        }
        let likeness = Double(hits) / Double(letterCount) / writing.usualShare
        return kinds >= 2 && likeness >= (writing.letters.isEmpty ? 0.4 : 0.65) ? likeness : 0
    }

    /// Whether nearly all letters beyond ASCII belong to the writing.
    func fits(_ writing: Writing) -> Bool {
        var foreign = 0
        for (letter, count) in letters {
            let belongs =
                switch writing.language {
                case "zh": Text.isHan(letter)
                case "ja": Text.isHan(letter) || (0x3040...0x30FF).contains(letter) || letter == 0x3005
                case "ko": Text.isHan(letter) || (0xAC00...0xD7A3).contains(letter)
                default: writing.letters.contains(letter)
                }
            if !belongs { foreign += count }
        }
        return foreign * (writing.letters.isEmpty ? 20 : 50) <= letterCount
    }
}
