import BulletinCore
import Testing

@Suite struct LocalAddressTests {
    @Test(arguments: [
        ("a.png", "a.png"), ("./a.png", "a.png"), ("img/a%20b.png", "img/a b.png"), ("img//a.png", "img/a.png"),
        ("img/../a.png", "a.png"), ("../a.png", "../a.png"), ("../../x/../a.png", "../../a.png"),
        ("%2e%2e/a.png", "../a.png"), ("a.png?v=1#x", "a.png"), ("50%.png", "50%.png"), ("%zz.png", "%zz.png"),
        ("%E5%9B%BE.png", "图.png"), ("e%CC%81.png", "é.png"), ("a:b.png", "a:b.png"), ("a%3Fb.png", "a?b.png"),
    ]) func namesAFileBesideTheBulletin(reference: String, key: String) {
        #expect(LocalAddress.key(of: reference).map { String(decoding: $0, as: UTF8.self) } == key)
    }

    @Test(arguments: [
        "", "#top", "?q", "/news/a.png", "//example.org/a.png", "img/", "..", ".", "img/..", "a%00.png", "a%2Fb.png",
        String(repeating: "a", count: 5000),
    ]) func namesNoFile(reference: String) { #expect(LocalAddress.key(of: reference) == nil) }

    @Test func keepsBytesThatAreNoText() { #expect(LocalAddress.key(of: "%E9.png") == [0xE9, 0x2E, 0x70, 0x6E, 0x67]) }

    @Test(arguments: [
        ("a.png", ["w"], "w/a.png"), ("../a.png", ["w", "v"], "w/a.png"), ("../a.png", ["w"], "a.png"),
        ("../a.png", [], nil), ("../../a.png", ["w"], nil), ("x/a.png", ["e\u{301}"], "é/x/a.png"),
    ]) func liesInTheInboxOnly(key: String, folders: [String], place: String?) {
        let found = LocalAddress.place(of: Array(key.utf8), from: folders.map { Array($0.utf8) })
        #expect(found == place.map { Array($0.utf8) })
    }

    @Test(arguments: [
        ("<p><a href=\"local:a.pdf\">x</a> <img alt=\"y\" src=\"local:b.png\"/></p>", ["a.pdf", "b.png"]),
        ("<a href=\"local:a?x=1&amp;y=2\">x</a>", ["a?x=1&y=2"]),
        ("<p>local:a and src=\"local:b\" &lt;img src=\"local:c\"&gt;</p>", []),
        ("<img alt=\"src='local:a'\" src=\"https://example.org/local:b\"/>", []),
        ("<img title=\"local:a\" src='local:b' />", ["b"]),
        ("<IMG SRC=LOCAL:b>", ["b"]),
        ("<img src=\"local:b", ["b"]), ("<img src=", []), ("<", []), ("</a href=\"local:x\">", []),
        ("<img src=\"local:\"/>", [""]),
    ]) func areFoundInAddressesOnly(html: String, references: [String]) {
        #expect(LocalAddress.references(in: html).map(\.text) == references)
    }

    @Test func picturesAreToldFromLinks() {
        let found = LocalAddress.references(in: "<a href=\"local:a\"><img src=\"local:b\"/></a>")
        #expect(found.map(\.isImage) == [false, true])
    }

    /// Any bytes in any order, and never a trap; time is linear, or this would not end.
    @Test(arguments: 0..<50) func anyTextIsSearched(seed: UInt64) {
        var random = SeededRandomText(seed: seed)
        _ = LocalAddress.references(in: random.text(5000))
        _ = LocalAddress.key(of: random.text(200))
    }

    @Test func manyOpenTagsAreSearchedOnce() {
        let html = String(repeating: "<img src=\"local:a\" alt=", count: 100_000)
        #expect(LocalAddress.references(in: html).count >= 1)
    }
}
