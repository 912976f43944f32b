import Testing

@testable import BulletinCore

/// Hostile and broken mails: refused with a plain message, or read.
@Suite struct MailBadInputTests {
    private static let head = "From: a@example.org\nSubject: One\nMIME-Version: 1.0\n"

    private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    static let refused: [(mail: String, reason: String)] = [
        (
            head + (0..<10_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined(),
            "a.eml: more than 20 parts of a mail within each other; save what it says in a file and drop that in"
        ),
        (
            head + repeated("Content-Type: message/rfc822\n\n", 10_000),
            "a.eml: more than 20 parts of a mail within each other; save what it says in a file and drop that in"
        ),
        (
            head + "Content-Type: multipart/mixed; boundary=b\n\n" + repeated("--b\n\n", 100_000),
            "a.eml: more than 2000 parts; take out pictures or attachments, or split the file into several, or raise max-parts"
        ),
        (
            repeated("X-A: b\n", 100_000) + "\ntext\n",
            "a.eml: more than 1000 header fields in a mail; save what it says in a file and drop that in"
        ),
        (
            head + "X: " + repeated("y", 300_000) + "\n\ntext\n",
            "a.eml: more than 256000 bytes of header in a mail; save what it says in a file and drop that in"
        ),
        (
            head + "\n-----BEGIN PGP MESSAGE-----\n\nabc\n",
            "a.eml: the mail is encrypted; save what it says in a file and drop that in"
        ),
        (
            head + "Content-Type: application/pkcs7-mime\n\nabc\n",
            "a.eml: the mail is encrypted; save what it says in a file and drop that in"
        ),
        (
            head + "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nabc\n--b--\n",
            "a.eml: the mail is encrypted; save what it says in a file and drop that in"
        ),
        (
            "no header\n\ntext\n",
            "a.eml:1: a mail begins with its header (From:, Subject:, …), and this line is no field of one; correct the line and drop the file in again"
        ),
        (
            head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n--b--\n",
            "a.eml: nothing to publish; put text under the headline, or remove the file"
        ),
    ]

    @Test(arguments: refused.indices) func isRefused(index: Int) {
        let (mail, reason) = Self.refused[index]
        let error = #expect(throws: BulletinError.self) { try read(mail, as: "a.eml") }
        #expect(error.map { "\($0)" } == reason)
    }

    @Test(arguments: [
        head + "Content-Type: multipart/mixed\n\nSome text.\n",
        head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSome text.\n",
        head + "Content-Type: multipart/mixed; boundary=b\n\n--bb\n--b\n\nSome text.\n--b--\nepilogue",
        head + "Content-Type: text\n\nSome text.\n",
        head + "X: \0\n\nSome text.\n",
        (head + "\nSome text.\n").replacing("\n", with: "\r"),
        "From a Mon Mar  2 08:00:00 2026\n" + head + "\nSome text.\n",
        head + "From: " + repeated("a: b(", 20_000) + "\n\nSome text.\n",
        head + "X: " + repeated("=?utf-8?q?a?= ", 10_000) + "\n\nSome text.\n",
        head + "Content-Type: text/plain" + repeated("; a=b", 20_000) + "\n\nSome text.\n",
    ]) func isRead(mail: String) throws {
        let bulletin = try read(mail, as: "a.eml")
        #expect(bulletin.title == "One")
        #expect(bulletin.sections.map(\.text) == ["Some text."])
    }

    /// The line is that of the file, not that of the part.
    @Test func mixedCharsetsInABodyHaveTheirLine() {
        let text = "园区服务大厅的开放时间延长到晚上八点。\n"
        let bytes = Array((Self.head + "Content-Type: text/plain\n\n" + text).utf8) + [0xBA, 0xF3, 0xC7, 0xDA, 0x0A]
        let error = #expect(throws: BulletinError.self) {
            try BulletinReader.read(Source(path: SourcePath("a.eml"), bytes: bytes))
        }
        #expect(error.map { "\($0)".hasPrefix("a.eml:7: ") } == true)
    }

    @Test func outlooksMessagesAreNamed() {
        let name = Array("__properties_version1.0".utf8).flatMap { [$0, 0] as [UInt8] }
        let source = Source(path: SourcePath("a.msg"), bytes: [0xD0, 0xCF, 0x11, 0xE0] + name)
        let error = #expect(throws: BulletinError.self) { try BulletinReader.read(source) }
        #expect(
            error.map { "\($0)".contains("an Outlook message (.msg) is not a format that is read; save it as .eml") }
                == true)
    }
}
