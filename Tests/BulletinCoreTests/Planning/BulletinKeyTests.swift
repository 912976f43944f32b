import TestSupport
import Testing

@testable import BulletinCore

@Suite struct BulletinKeyTests {
    @Test(arguments: [("weekly.txt", "weekly"), ("2026/Weekly News.md", "2026-weekly-news"), ("--a__b--.txt", "a-b")])
    func makesFoldersOfASCII(path: String, slug: String) {
        #expect(BulletinKey(path: SourcePath(path)).slug { _ in false } == slug)
    }

    /// What ASCII cannot say is told apart by a digest.
    @Test func otherScriptsHaveADigest() {
        let slugs = ["周报-12.txt", "月报-12.txt", "\u{0}.txt"].map {
            BulletinKey(path: SourcePath($0)).slug { _ in false }
        }
        #expect(Set(slugs).count == 3)
        #expect(slugs[0].hasPrefix("12-") && slugs[1].hasPrefix("12-"))
        for slug in slugs {
            #expect(slug.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "/") && $0 > 0x20 })
            #expect(slug.utf8.count >= 3)
        }
    }

    @Test func oneNameTypedOnTwoSystemsIsOneKey() {
        #expect(BulletinKey(path: SourcePath("\u{E9}.txt")) == BulletinKey(path: SourcePath("e\u{301}.txt")))
    }

    @Test func aTakenFolderIsNumbered() {
        let taken: Set = ["a", "a-2"]
        #expect(BulletinKey("a").slug { taken.contains($0) } == "a-3")
    }

    @Test func longNamesAreCutAndStayApart() {
        let one = BulletinKey(String(repeating: "字", count: 300) + "1")
        let other = BulletinKey(String(repeating: "字", count: 300) + "2")
        #expect(one.text.utf8.count <= 240)
        #expect(one != other)
        #expect(one.slug { _ in false }.utf8.count <= 100)
    }

    @Test func identifiersAreASCIIAndDistinct() throws {
        let authority = TagAuthority(name: "example.org", date: try #require(CivilDate(year: 2026, month: 3, day: 1)))
        var taken: Set<EntryID> = []
        for _ in 0..<3 {
            let (id, anchor, _) = authority.mint(key: BulletinKey("周 报/a?b#c"), title: "同一个标题") { taken.contains($0) }
            #expect(id.uri.hasPrefix("tag:example.org,2026-03-01:%E5%91%A8%20%E6%8A%A5/a%3Fb%23c/"))
            #expect(id.uri.utf8.allSatisfy { (0x21...0x7E).contains($0) })
            #expect(anchor.hasPrefix("s-"))
            #expect(taken.insert(id).inserted)
        }
    }
}
