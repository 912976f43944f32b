private import Foundation

/// The host of a web address as it may be shown: in ASCII, so that no look-alike letter disguises it.
enum HostName {
    /// - Parameter text: a host name or an address of IPv6 in brackets, as written.
    /// - Returns: in small letters, labels beyond ASCII in Punycode (RFC 3492); `nil` when it is no host.
    static func ascii(_ text: Bytes) -> String? {
        guard let first = text.first, text.count <= 300 else { return nil }
        if first == UInt8(ascii: "[") { return address(text) }
        if isPlain(text) { return text.string }
        var name = text
        var spelled: [UInt8] = []
        if text.contains(where: { $0 >= 0x80 }) {
            spelled = Array(text.string.precomposedStringWithCompatibilityMapping.lowercased().utf8)
            name = spelled[...]
        }
        var labels: [[UInt8]] = []
        for label in parts(of: name) {
            guard let label = asciiLabel(label) else { return nil }
            labels.append(label)
        }
        // A full stop behind the name is the root of all names.
        if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
        guard !labels.isEmpty, labels.allSatisfy({ !$0.isEmpty && $0.count <= 63 }) else { return nil }
        let host = labels.joined(separator: [UInt8(ascii: ".")]).reduce(into: [UInt8]()) { $0.append($1) }
        return host.count <= 253 ? host[...].string : nil
    }

    /// The usual case: small letters and digits, no label empty or too long.
    private static func isPlain(_ text: Bytes) -> Bool {
        var length = 0
        for byte in text {
            switch byte {
            case 0x30...0x39, 0x61...0x7A, 0x2D, 0x5F: length += 1
            case 0x2E where length > 0: length = 0
            default: return false
            }
            if length > 63 { return false }
        }
        return length > 0 && text.count <= 253
    }

    private static func address(_ text: Bytes) -> String? {
        guard text.count >= 4, text.last == UInt8(ascii: "]") else { return nil }
        let inner = text.dropFirst().dropLast()
        let isHex = inner.allSatisfy { byte in
            switch byte {
            case 0x30...0x3A, 0x41...0x46, 0x61...0x66, 0x2E: true
            default: false
            }
        }
        return isHex && inner.contains(UInt8(ascii: ":")) ? text.string.lowercased() : nil
    }

    /// Labels are parted by full stops, ideographic ones as well (RFC 3490 §3.1).
    private static func parts(of name: Bytes) -> [[UInt8]] {
        var labels: [[UInt8]] = [[]]
        var place = name.startIndex
        while place < name.endIndex {
            let (value, length) = name.scalar(at: place)
            if value == 0x2E || value == 0x3002 {
                labels.append([])
            } else {
                labels[labels.count - 1] += name[place..<(place + length)]
            }
            place += length
        }
        return labels
    }

    private static func asciiLabel(_ label: [UInt8]) -> [UInt8]? {
        var isASCII = true
        for scalar in label[...].scalars() {
            switch scalar {
            case 0x30...0x39, 0x61...0x7A, 0x41...0x5A, 0x2D, 0x5F: break
            case 0x80...:
                isASCII = false
                guard let known = Unicode.Scalar(scalar), isLetter(known) else { return nil }
            default: return nil
            }
        }
        let small = label.lowered
        return isASCII ? small : Array("xn--".utf8) + punycode(small[...].scalars())
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber,
            .otherSymbol:
            true
        default: false
        }
    }

    /// RFC 3492 §6.3. A label has at most 300 scalars, so that no number overflows.
    private static func punycode(_ scalars: [UInt32]) -> [UInt8] {
        var output = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
        let basic = output.count
        if basic > 0 { output.append(UInt8(ascii: "-")) }
        var (number, delta, bias, done) = (UInt32(0x80), 0, 72, basic)
        while done < scalars.count {
            guard let next = scalars.lazy.filter({ $0 >= number }).min() else { break }
            delta += Int(next - number) * (done + 1)
            number = next
            for scalar in scalars {
                if scalar < number { delta += 1 }
                guard scalar == number else { continue }
                appendDigits(of: delta, bias: bias, to: &output)
                bias = adapted(delta, count: done + 1, isFirst: done == basic)
                delta = 0
                done += 1
            }
            delta += 1
            number += 1
        }
        return output
    }

    private static func appendDigits(of delta: Int, bias: Int, to output: inout [UInt8]) {
        var rest = delta
        var step = 36
        while true {
            let threshold = step <= bias ? 1 : step >= bias + 26 ? 26 : step - bias
            if rest < threshold { break }
            output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
            rest = (rest - threshold) / (36 - threshold)
            step += 36
        }
        output.append(digit(rest))
    }

    private static func digit(_ value: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: value < 26 ? value + 0x61 : value + 22)
    }

    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var step = 0
        while delta > 455 {
            delta /= 35
            step += 36
        }
        return step + 36 * delta / (delta + 38)
    }
}
