/// Texts of which one is called a version of the other: whether it takes its place.
///
/// A notice of a few words that is put right is another one by most of its letters. Notices that have nothing to do with
/// each other share a tenth of their pairs of words, whatever their language.
public enum VersionText {
    /// Whether at least a quarter of the shorter text stands in the other one. Half of the known one where it has no other
    /// form than the new one, or the new one tells of an error: a notice of a correction is no version.
    /// - Parameter isOfOtherForm: whether one is a digest, and the other is not.
    public static func replaces(_ sections: [Section], _ known: [Section], isOfOtherForm: Bool = false) -> Bool {
        let (text, other) = (words(of: sections), words(of: known))
        let coarseness = UInt64(max(1, max(text.count, other.count) / 4000))
        let (pairs, others) = (pairs(of: text, coarseness), pairs(of: other, coarseness))
        let common = pairs.intersection(others).count
        // A word or two say nothing.
        guard common > 2 else { return false }
        let isWhole = isOfOtherForm || tellsOfError(sections) && !tellsOfError(known)
        return isWhole ? common * 2 >= others.count : common * 4 >= min(pairs.count, others.count)
    }

    // MARK: Words

    /// A number for each: a run of letters and figures, or one character of a script that parts no words.
    private static func words(of sections: [Section]) -> [UInt64] {
        var words: [UInt64] = []
        for section in sections {
            var word: UInt64 = 0
            for scalar in section.text.unicodeScalars {
                if isWhole(scalar) {
                    if word != 0 { words.append(word) }
                    words.append(UInt64(scalar.value))
                    word = 0
                } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                    let isCapital = ("A"..."Z").contains(scalar)
                    // FNV-1a, by scalars.
                    word =
                        ((word == 0 ? 0xCBF2_9CE4_8422_2325 : word) ^ UInt64(scalar.value | (isCapital ? 0x20 : 0)))
                        &* 0x100_0000_01B3
                } else if word != 0 {
                    words.append(word)
                    word = 0
                }
            }
            if word != 0 { words.append(word) }
        }
        return words
    }

    private static func isWhole(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3041...0x30FF, 0xAC00...0xD7A3: true
        default: scalar.properties.isIdeographic
        }
    }

    /// At most some thousands, spread by their hash.
    private static func pairs(of words: [UInt64], _ coarseness: UInt64) -> Set<UInt64> {
        var pairs: Set<UInt64> = []
        for (word, next) in zip(words, words.dropFirst()) {
            let mixed = ((word &* 0x9E37_79B9_7F4A_7C15) ^ (next &+ (word >> 29))) &* 0xBF58_476D_1CE4_E5B9
            if (mixed >> 20) % coarseness == 0 { pairs.insert(mixed) }
        }
        return pairs
    }

    // MARK: Errors

    private static func tellsOfError(_ sections: [Section]) -> Bool {
        sections.contains { section in
            let text = Array(section.text.utf8)[...]
            return errors.contains { text.contains(text: $0) }
        }
    }

    private static let errors: [String] = [
        "有误", "有誤", "之误", "之誤", "应为", "應為", "特此更正", "致歉", "should read", "should have read", "regret", "apologis",
        "apologiz",
        "erroneously", "by mistake", "in error",
    ]
}
