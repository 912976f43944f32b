import TestSupport
import Testing

@testable import BulletinCore

@Suite struct DecodedTextTests {
    private static let scalars: [UInt32] = [
        0x61, 0x20, 0x09, 0xE9, 0x4E2D, 0x5468, 0xFF0C, 0xFF1A, 0x201C, 0x2014, 0xE000, 0x1F600, 0x61, 0x4E2D, 0x6587,
        0x0A,
        0x00, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xA0, 0x0D, 0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xFFFE, 0xFDD0, 0xFDF0, 0x1FFFE,
    ]

    /// What is taken from a text scalar by scalar.
    private func cleaned(_ scalars: [UInt32]) -> (text: [UInt32], dropped: Int, line: Int?) {
        var (text, dropped, line): ([UInt32], Int, Int?) = ([], 0, nil)
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case 0x0A where place > 0 && scalars[place - 1] == 0x0D: break
            case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: text.append(0x0A)
            case 0xFEFF: line = line ?? 1 + text.count { $0 == 0x0A }
            case 0x00...0x08, 0x0B...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE:
                line = line ?? 1 + text.count { $0 == 0x0A }
                dropped += 1
            default: text.append(scalar)
            }
        }
        return (text, dropped, line)
    }

    @Test(arguments: 0..<20) func leavesOutWhatXMLForbids(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var told = 0
        for _ in 0..<200 {
            let rare = Int.random(in: 1...12, using: &random)
            let scalars = (0..<Int.random(in: 0...40, using: &random)).map { place in
                Self.scalars[
                    place % rare == 0
                        ? Int.random(in: 0..<Self.scalars.count, using: &random)
                        : Int.random(in: 0..<16, using: &random)]
            }
            let expected = cleaned(scalars)
            guard expected.dropped <= 5 else { continue }
            let bytes = Array(Text.string(scalars).utf8)
            let text = try DecodedText(cleaning: bytes, [], name: "a.txt")
            #expect(text.bytes[...].scalars() == expected.text)
            let finding = text.findings.first { $0.rule == "ForbiddenCharacters" }
            #expect((finding != nil) == (expected.dropped > 0))
            if let finding {
                told += 1
                #expect(finding.line == expected.line)
            }
        }
        #expect(told > 20)
    }
}
