import BulletinCore
import Testing

/// Pictures that a page holds itself are published as files; where they cannot be, the words for them are.
@Suite struct HeldPictureTests {
    /// A PNG of 120 bytes, as far as its head tells.
    private static let png = "data:image/png;base64,iVBORw0KGgoAAAAN" + String(repeating: "AAAA", count: 36)
    private static let pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="

    private static func page(_ picture: String, head: String = "") -> String {
        "<html><head><title>Works</title>\(head)</head><body><h1>Works</h1><p>The works begin on the mole today.</p>"
            + "<p>\(picture)</p><p>They end in June.</p></body></html>"
    }

    @Test func aPictureIsAFile() throws {
        let picture = "<img alt=\"The mole\" src=\"\(Self.png)\">"
        for (text, name) in [
            (Self.page(picture), "a.html"),
            (Self.page(picture, head: "<base href=\"https://x.example/a/\">"), "a.html"),
            ("# Works\n\nThe works begin.\n\n![The mole](\(Self.png))\n", "a.md"),
            (
                "Subject: Works\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n\(Self.page(picture))\n",
                "a.eml"
            ),
        ] {
            let bulletin = try read(text, as: name)
            let file = try #require(bulletin.attachments.first, "\(name)")
            #expect(bulletin.attachments.count == 1 && file.mediaType == "image/png" && file.bytes.count == 120)
            #expect(file.title == "The mole")
            #expect(
                bulletin.sections[0].html.contains("src=\"local:\(file.reference)\""), "\(bulletin.sections[0].html)")
            #expect(!bulletin.findings.contains { $0.rule == "AddressDropped" })
        }
        #expect(try read(Self.page(picture + picture), as: "a.html").attachments.count == 1)
    }

    /// What holds a place until a script runs is none.
    @Test func placeholdersAreNone() throws {
        let late = try read(
            Self.page("<img data-src=\"https://x.example/a.png\" src=\"\(Self.png)\" alt=\"The mole\">"), as: "a.html")
        #expect(late.attachments.isEmpty && late.sections[0].html.contains("https://x.example/a.png"))
        #expect(try read(Self.page("<img src=\"\(Self.pixel)\" alt=\"\">"), as: "a.html").attachments.isEmpty)
    }

    @Test(arguments: ["data:image/png;base64,AAAA", "file:///home/a.png", "data:image/bmp;base64,Qk0="])
    func theWordsAreLeft(address: String) throws {
        let bulletin = try read(Self.page("<img src=\"\(address)\" alt=\"Depths: 4 m at the mole\">"), as: "a.html")
        #expect(bulletin.sections[0].text.contains("Depths: 4 m at the mole"))
        #expect(bulletin.findings.contains { $0.rule == "AddressDropped" })
        let wordless = try read(Self.page("<img src=\"\(address)\" alt=\"C:\\a.png\">"), as: "a.html")
        #expect(!wordless.sections[0].text.contains("a.png"))
    }

    @Test func wordsOfIconsAreNone() throws {
        let bulletin = try read(
            Self.page("<img src=\"data:image/svg+xml,%3Csvg%3E\" alt=\"Share\"> Text."), as: "a.html")
        #expect(!bulletin.sections[0].text.contains("Share"))
    }
}
