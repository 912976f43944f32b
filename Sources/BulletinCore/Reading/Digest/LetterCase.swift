/// Capitals and small letters of Latin, Greek and Cyrillic script.
enum LetterCase {
    case capital, small

    /// `nil` for what is no letter of these scripts.
    init?(_ scalar: UInt32) {
        switch scalar {
        case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE, 0x178, 0x386, 0x388...0x38F, 0x391...0x3A9, 0x400...0x42F:
            self = .capital
        case 0x61...0x7A, 0xDF...0xF6, 0xF8...0xFF, 0x17F, 0x3AC...0x3CE, 0x430...0x45F: self = .small
        // Pairs, the capital at the even or at the odd place.
        case 0x100...0x138, 0x14A...0x177, 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F:
            self = scalar & 1 == 0 ? .capital : .small
        case 0x139...0x148, 0x179...0x17E: self = scalar & 1 == 1 ? .capital : .small
        default: return nil
        }
    }

    /// How many capitals and how many signs that are not blanks a text has; `nil` when a letter is small, or of a script
    /// without capitals.
    static func capitals(in text: Bytes) -> (letters: Int, signs: Int)? {
        var found = (letters: 0, signs: 0)
        var place = text.startIndex
        while place < text.endIndex {
            let (scalar, length) = text.scalar(at: place)
            place += length
            if Text.isBlank(scalar) { continue }
            found.signs += 1
            switch LetterCase(scalar) {
            case .capital?: found.letters += 1
            case .small?: return nil
            case nil: if (0x530...0x1FFF).contains(scalar) || (0x2E80...0x1EFFF).contains(scalar) { return nil }
            }
        }
        return found
    }
}
