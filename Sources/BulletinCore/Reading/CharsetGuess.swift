internal import Interop

/// Tells which legacy charset bytes are in, by which reading looks like a language.
///
/// Every charset that is known is tried on a sample of the lines that matter. The best reading wins when no other
/// reading that differs comes near; uchardet decides between two near ones, and speaks for languages that `Writing`
/// does not know. A text that says too little for that gets the charset that suits its few letters best, as a guess on
/// weak evidence. In doubt there is no guess.
enum CharsetGuess {
    struct Ranking {
        /// The one that wins and, behind it, others in which the sample reads the same; empty when none is plausible,
        /// or two are.
        var charsets: [Charset] = []
        /// Whether the text told a language.
        var isSure = true
    }

    /// - Parameter declared: what the file names itself: it wins when its reading is plausible, and when none is.
    static func ranking(of bytes: [UInt8], declared: Charset? = nil) -> Ranking {
        let sample = sample(of: bytes)
        guard !sample.isEmpty else { return Ranking() }
        let readings = Charset.allCases.compactMap { charset in
            guessable.contains(charset) || charset == declared ? Reading(sample, in: charset) : nil
        }
        let stated = readings.first { $0.charset == declared }
        if let stated, stated.likeness > 0 { return Ranking(charsets: [stated.charset]) }
        let opinion = CharsetDetector.charset(of: Array(bytes.prefix(262_144)))
        if let found = best(readings, opinion) { return Ranking(charsets: found) }
        if let stated, stated.counts.unreadable == 0 { return Ranking(charsets: [stated.charset]) }
        return Ranking(charsets: unknownLanguage(readings, opinion) ?? suitable(readings, sample), isSure: false)
    }

    /// UTF-16 without a mark and without the zero bytes that ASCII has in it: Chinese, Japanese or Korean alone.
    static func utf16(_ bytes: [UInt8]) -> Charset? {
        guard bytes.count >= 8, bytes.count % 2 == 0 else { return nil }
        let sample = Array(bytes.prefix(sampleSize))
        let readings = [Charset.utf16LittleEndian, .utf16BigEndian].compactMap { Reading(sample, in: $0) }
        return readings.filter { $0.likeness >= 0.5 }.max { $0.likeness < $1.likeness }?.charset
    }

    /// Whether text that was decoded by another sign than its words reads like writing at all.
    static func isReadable(_ text: [UInt8]) -> Bool {
        let counts = WritingSample(text.prefix(sampleSize * 4))
        return counts.unreadable == 0 && counts.oddPlaces * 20 <= counts.letterCount + counts.wordCount
    }

    private struct Reading {
        let charset: Charset
        let text: [UInt8]
        let counts: WritingSample
        /// Of the likest writing; 0 when there is none.
        var likeness = 0.0
        /// To the most suitable writing, as far as a few letters show; 0 when there is none.
        var suitability = 0.0
        /// Whether the sample ends within a character.
        let isTorn: Bool

        /// `nil` when the charset cannot read the sample, but for a character that it cut off.
        init?(_ sample: [UInt8], in charset: Charset) {
            let text: [UInt8]
            var end = sample.count
            do throws(Charset.Fault) {
                do throws(Charset.Fault) {
                    text = try charset.decoded(sample)
                } catch {
                    guard case .cutOff(let offset) = error else { return nil }
                    end = offset
                    text = try charset.decoded(Array(sample[..<offset]))
                }
            } catch {
                return nil
            }
            self.charset = charset
            isTorn = end < sample.count
            self.text = text
            counts = WritingSample(text[...])
            for writing in Writing.all where writing.charsets.contains(charset) {
                likeness = max(likeness, counts.likeness(to: writing) ?? 0)
                suitability = max(suitability, counts.suitability(to: writing))
            }
        }
    }

    /// ISO-2022-JP gives itself away; UTF-16 has no lines that a sample could be made of.
    private static let guessable = Writing.all.reduce(into: Set<Charset>()) { $0.formUnion($1.charsets) }
        .subtracting([.iso2022JP, .utf16LittleEndian, .utf16BigEndian])

    private static func best(_ readings: [Reading], _ opinion: Charset?) -> [Charset]? {
        let likely = readings.filter { $0.likeness > 0 }.sorted { $0.likeness > $1.likeness }
        guard var winner = likely.first else { return nil }
        if let rival = likely.first(where: { $0.text != winner.text }), rival.likeness * 1.5 > winner.likeness {
            guard let chosen = likely.first(where: { $0.charset == opinion }), chosen.likeness * 1.5 > winner.likeness
            else { return nil }
            winner = chosen
        }
        return alike(winner, likely)
    }

    /// uchardet knows more languages than `Writing`; on a long text without anything odd it is believed.
    private static func unknownLanguage(_ readings: [Reading], _ opinion: Charset?) -> [Charset]? {
        guard let reading = readings.first(where: { $0.charset == opinion }), reading.counts.letterCount >= 100,
            reading.counts.unreadable == 0, reading.counts.oddPlaces == 0,
            reading.counts.symbols * 20 <= reading.counts.letterCount,
            Writing.all.contains(where: { !$0.letters.isEmpty && $0.charsets.contains(reading.charset) })
        else { return nil }
        return [reading.charset]
    }

    /// The charset that the few letters of a short text suit best; of those that come near each other, Chinese goes
    /// before Western, and these before none. A headline of common Chinese characters is Chinese, unless Japanese or
    /// Korean suits it, whichever alphabet its bytes could be letters of.
    private static func suitable(_ readings: [Reading], _ sample: [UInt8]) -> [Charset] {
        let suited = readings.filter { !$0.isTorn && $0.suitability > 0 }.sorted { $0.suitability > $1.suitability }
        let isWide = suited.contains { [.gb18030, .big5, .eucKR, .eucJP, .shiftJIS].contains($0.charset) }
        if !isWide, isCommonHan(sample),
            let chinese = readings.first(where: { $0.charset == .gb18030 && !$0.isTorn && $0.counts.unreadable == 0 })
        {
            return [chinese.charset]
        }
        guard let first = suited.first else { return [] }
        let near = suited.filter { $0.suitability * 1.2 > first.suitability }
        if near.allSatisfy({ $0.text == first.text }) {
            return alike(near.first { $0.charset == .windows1252 } ?? first, near)
        }
        for charset in [Charset.gb18030, .windows1252] {
            if let chosen = near.first(where: { $0.charset == charset }) { return alike(chosen, near) }
        }
        return []
    }

    /// Bytes beyond ASCII come in pairs only, three at least, and each pair is one of the 3755 characters of GB 2312's
    /// first level or one of its marks.
    private static func isCommonHan(_ sample: [UInt8]) -> Bool {
        var pairs = 0
        var place = 0
        while place < sample.count {
            guard sample[place] >= 0x80 else {
                place += 1
                continue
            }
            guard place + 1 < sample.count, sample[place + 1] >= 0xA1, sample[place + 1] != 0xFF,
                (0xB0...0xD7).contains(sample[place]) || sample[place] == 0xA1 || sample[place] == 0xA3
            else { return false }
            if sample[place] >= 0xB0 { pairs += 1 }
            place += 2
        }
        return pairs >= 3
    }

    private static func alike(_ winner: Reading, _ readings: [Reading]) -> [Charset] {
        [winner.charset] + readings.filter { $0.text == winner.text && $0.charset != winner.charset }.map(\.charset)
    }

    /// At most 16 kB of whole lines, without tags: some that are all ASCII, then those that are not.
    private static func sample(of bytes: [UInt8]) -> [UInt8] {
        var sample: [UInt8] = []
        var plain: [UInt8] = []
        var start = bytes.startIndex
        while start < bytes.endIndex, sample.count < sampleSize {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            let line = bytes[start..<end]
            if line.contains(where: { $0 >= 0x80 }) {
                appendWithoutTags(line, to: &sample)
            } else if plain.count < sampleSize / 4 {
                appendWithoutTags(line.prefix(1000), to: &plain)
            }
            start = end + 1
        }
        return sample.isEmpty ? [] : plain + [0x0A] + sample
    }

    private static let sampleSize = 16_384

    /// No charset that is guessed uses `<` or `>` within a character.
    private static func appendWithoutTags(_ line: Bytes, to sample: inout [UInt8]) {
        if sample.last.map({ $0 != 0x0A }) == true { sample.append(0x0A) }
        let limit = sample.count + sampleSize
        var isInTag = false
        for place in line.indices {
            let byte = line[place]
            if isInTag {
                isInTag = byte != 0x3E
            } else if byte == 0x3C, place + 1 < line.endIndex,
                Text.isASCIILetter(UInt32(line[place + 1])) || line[place + 1] == 0x2F || line[place + 1] == 0x21
            {
                isInTag = true
                sample.append(0x20)
            } else {
                sample.append(byte)
                if sample.count >= limit { return }
            }
        }
    }
}
