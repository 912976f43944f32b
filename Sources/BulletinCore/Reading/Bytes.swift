internal import Interop

/// A piece of validated UTF-8 of the source. Text is handled as bytes and becomes `String` only at the boundary.
typealias Bytes = ArraySlice<UInt8>

extension ArraySlice where Element == UInt8 {
    var string: String { String(decoding: self, as: UTF8.self) }

    func hasPrefix(_ text: String) -> Bool { ByteSearch.stands(text, at: 0, in: self) }

    func hasSuffix(_ text: String) -> Bool { ByteSearch.stands(text, at: count - text.utf8.count, in: self) }

    /// - Parameter text: in small letters, which stand for capitals, too.
    func hasPrefix(inAnyCase text: String) -> Bool {
        let wanted = text.utf8.span
        let bytes = span
        guard bytes.count >= wanted.count else { return false }
        for index in 0..<wanted.count where Text.lowered(bytes[index]) != wanted[index] { return false }
        return true
    }

    // These two stand before those of all collections, which look at one byte at a time.

    func firstIndex(of byte: UInt8) -> Int? { ByteSearch.firstIndex(of: byte, in: self) }

    func contains(_ byte: UInt8) -> Bool { firstIndex(of: byte) != nil }

    /// Where `text` stands first; `nil` when it is empty.
    func firstRange(of text: String) -> Range<Int>? { ByteSearch.firstRange(of: text, in: self) }

    func contains(text: String) -> Bool { firstRange(of: text) != nil }

    /// The first `：` within so many bytes; else the first `:` within as many as `narrow` says, which are no more.
    /// - Parameter isParted: a blank, which is within them, too, and counted in, has to follow `:`.
    func firstColon(within wide: Int, narrow: Int, isParted: Bool = true) -> Range<Int>? {
        let bytes = span
        let (wide, narrow) = (Swift.min(wide, bytes.count), Swift.min(narrow, bytes.count))
        var other: Range<Int>?
        for place in 0..<wide {
            switch bytes[place] {
            case 0xEF where place + 2 < wide && bytes[place + 1] == 0xBC && bytes[place + 2] == 0x9A:
                return (startIndex + place)..<(startIndex + place + 3)
            case 0x3A where other == nil && place < narrow:
                guard isParted else {
                    other = (startIndex + place)..<(startIndex + place + 1)
                    continue
                }
                guard place + 1 < narrow, bytes[place + 1] == 0x20 else { continue }
                other = (startIndex + place)..<(startIndex + place + 2)
            default: break
            }
        }
        return other
    }

    /// The scalar that begins at `place`, and how many bytes it takes. `place` must be a scalar's first byte.
    @inline(__always) func scalar(at place: Int) -> (value: UInt32, length: Int) {
        let lead = self[place]
        if lead < 0xC0 { return (UInt32(lead), 1) }
        if lead & 0xF0 == 0xE0, place + 2 < endIndex {
            return (
                UInt32(lead & 0x0F) << 12 | UInt32(self[place + 1] & 0x3F) << 6 | UInt32(self[place + 2] & 0x3F), 3
            )
        }
        return longScalar(at: place, UInt32(lead))
    }

    private func longScalar(at place: Int, _ lead: UInt32) -> (value: UInt32, length: Int) {
        func tail(_ distance: Int) -> UInt32 {
            place + distance < endIndex ? UInt32(self[place + distance]) & 0x3F : 0
        }
        switch lead {
        case ..<0xE0: return ((lead & 0x1F) << 6 | tail(1), Swift.min(2, endIndex - place))
        case 0xE0..<0xF0: return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), Swift.min(3, endIndex - place))
        default:
            return (
                (lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), Swift.min(4, endIndex - place)
            )
        }
    }

    var firstScalar: UInt32? { isEmpty ? nil : scalar(at: startIndex).value }

    var lastScalar: UInt32? {
        guard var place = indices.last else { return nil }
        while place > startIndex, self[place] & 0xC0 == 0x80 { place -= 1 }
        return scalar(at: place).value
    }

    /// All scalars; `limit` bounds the work on hostile lines.
    func scalars(limit: Int = .max) -> [UInt32] {
        [UInt32](capacity: Swift.min(count, limit)) { found in
            var place = startIndex
            while place < endIndex, found.count < limit {
                let (value, length) = scalar(at: place)
                found.append(value)
                place += length
            }
        }
    }

    var scalarCount: Int { ByteSearch.scalarCount(of: self) }

    /// Without blanks at both ends: ASCII blanks, no-break and ideographic spaces, zero-width space, BOM.
    var trimmed: Bytes { trimmedStart.trimmedEnd }

    var trimmedStart: Bytes {
        var place = startIndex
        while place < endIndex {
            let (value, length) = scalar(at: place)
            guard Text.isBlank(value) else { break }
            place += length
        }
        return self[place...]
    }

    var trimmedEnd: Bytes {
        var end = endIndex
        while end > startIndex {
            var place = end - 1
            while place > startIndex, self[place] & 0xC0 == 0x80 { place -= 1 }
            guard Text.isBlank(self[..<end].scalar(at: place).value) else { break }
            end = place
        }
        return self[..<end]
    }

    /// Never the buffer itself, which `Array(_:)` shares when the slice is all of it: a buffer that is shared gives its
    /// room to its successor, however little that needs.
    var copied: [UInt8] {
        var copy: [UInt8] = []
        copy.reserveCapacity(count)
        copy += self
        return copy
    }

    /// With ASCII letters in lower case, all else as it is.
    var lowered: [UInt8] {
        var lower = copied
        var bytes = lower.mutableSpan
        for index in bytes.indices { bytes[index] = Text.lowered(bytes[index]) }
        return lower
    }

    /// Without the first scalar.
    var droppingScalar: Bytes { isEmpty ? self : self[(startIndex + scalar(at: startIndex).length)...] }
}

extension Sequence where Element == UInt8 {
    /// With ASCII letters in lower case, all else as it is.
    var lowered: [UInt8] { map(Text.lowered) }
}

/// Classes of Unicode scalars that the reading of bulletins goes by.
enum Text {
    static func string(_ scalars: some Sequence<UInt32>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.underestimatedCount * 3)
        for scalar in scalars { append(scalar, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// As UTF-8; nothing for what is no scalar.
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        func tail(_ shift: UInt32) { bytes.append(UInt8(truncatingIfNeeded: scalar >> shift & 0x3F | 0x80)) }
        switch scalar {
        case ..<0x80: bytes.append(UInt8(truncatingIfNeeded: scalar))
        case ..<0x800:
            bytes.append(UInt8(truncatingIfNeeded: scalar >> 6 | 0xC0))
            tail(0)
        case 0xD800..<0xE000, 0x110000...: break
        case ..<0x10000:
            bytes.append(UInt8(truncatingIfNeeded: scalar >> 12 | 0xE0))
            tail(6)
            tail(0)
        default:
            bytes.append(UInt8(truncatingIfNeeded: scalar >> 18 | 0xF0))
            tail(12)
            tail(6)
            tail(0)
        }
    }

    /// A character of XML 1.0 §2.2 that is no control.
    static func isLegal(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x20..<0x7F, 0xA0..<0xD800, 0xE000..<0xFDD0, 0xFDF0..<0xFFFE: scalar != 0xFEFF
        case 0x10000...0x10FFFF: scalar & 0xFFFE != 0xFFFE
        default: false
        }
    }

    static func isBlank(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20, 0x09...0x0D, 0xA0, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    static func isHan(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// A capital of ASCII as a small letter, everything else as it is.
    static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    static func isASCIILetter(_ scalar: UInt32) -> Bool {
        (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
    }

    /// Full-width forms of ASCII as ASCII, everything else as it is.
    static func narrowed(_ scalar: UInt32) -> UInt32 {
        (0xFF01...0xFF5E).contains(scalar) ? scalar - 0xFEE0 : scalar == 0x3000 ? 0x20 : scalar
    }

    /// 0…9 of an ASCII or full-width digit.
    static func digit(_ scalar: UInt32) -> Int? {
        let narrow = narrowed(scalar)
        return (0x30...0x39).contains(narrow) ? Int(narrow - 0x30) : nil
    }

    static func isPunctuation(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E, 0xA1...0xBF, 0x2010...0x205E, 0x3001...0x3003,
            0x3008...0x3020, 0x3030, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65:
            true
        default: false
        }
    }

    /// Cells that a scalar takes in a fixed-width view.
    static func width(_ scalar: UInt32) -> Int {
        switch scalar {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFF:
            2
        default: 1
        }
    }

    /// The scalar that the key begins with, if the text is no longer than a headline; `nil` for an empty key.
    static func keyStart(_ bytes: Bytes) -> UInt32? {
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let (value, length) = bytes.scalar(at: place)
            if !isBlank(value), !isPunctuation(value) {
                let narrow = narrowed(value)
                guard narrow < 0x80 else { return value }
                return (0x41...0x5A).contains(narrow) ? narrow + 0x20 : narrow
            }
            place += length
        }
        return nil
    }

    /// The same for two headlines that differ in width, case, blanks or punctuation only. Empty when nothing is left.
    /// Looks at the first 120 scalars: a headline is never longer.
    static func key(_ bytes: Bytes) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(min(bytes.count, 360))
        var seen = 0
        var place = bytes.startIndex
        while place < bytes.endIndex, seen < 120 {
            // Most Chinese characters, which are never left out.
            if (0xE4...0xE9).contains(bytes[place]), place + 3 <= bytes.endIndex {
                key.append(bytes[place])
                key.append(bytes[place + 1])
                key.append(bytes[place + 2])
                seen += 1
                place += 3
                continue
            }
            let (value, length) = bytes.scalar(at: place)
            seen += 1
            let narrow = narrowed(value)
            if !isBlank(value), !isPunctuation(value) {
                if narrow < 0x80 {
                    key.append(UInt8((0x41...0x5A).contains(narrow) ? narrow + 0x20 : narrow))
                } else {
                    key += bytes[place..<(place + length)]
                }
            }
            place += length
        }
        return key
    }
}
