import TestSupport
import Testing

@testable import BulletinCore

@Suite struct FirstColonTests {
    /// What plain searches within as many bytes find.
    @Test(arguments: 0..<10) func findsWhatPlainSearchesFind(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var found = 0
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in
                ["a", "名", "：", ":", ": ", " ", "，", "ab"].randomElement(using: &random) ?? ""
            }.joined()
            let bytes = Array(("：" + text).utf8)[3...]
            let parted = bytes.prefix(14).firstRange(of: "：") ?? bytes.prefix(8).firstRange(of: ": ")
            #expect(bytes.firstColon(within: 14, narrow: 8) == parted)
            let bare = bytes.prefix(9).firstRange(of: "：") ?? bytes.prefix(9).firstRange(of: ":")
            #expect(bytes.firstColon(within: 9, narrow: 9, isParted: false) == bare)
            if parted != nil { found += 1 }
        }
        #expect((50..<290).contains(found))
    }
}
