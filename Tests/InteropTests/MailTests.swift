import Foundation
import Interop
import Testing

/// What GMime is asked for.
@Suite struct MailTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func mediaTypesAndTheirParameters() {
        let type = MailValues.mediaType(bytes(#"Text/Plain; charset="gb2312"; Format=flowed; DelSp=yes"#))
        #expect(type.name == "text/plain")
        #expect(type["charset"] == bytes("gb2312"))
        #expect(type["format"] == bytes("flowed"))
        #expect(type["delsp"] == bytes("yes"))
        #expect(type["boundary"] == nil)
        for broken in ["", ";", "text", "text; charset=x", "\0"] {
            #expect(MailValues.mediaType(bytes(broken)).name == "application/octet-stream")
        }
    }

    @Test(arguments: [
        #"attachment; filename="=?utf-8?Q?=E5=9C=B0=E5=9B=BE.pdf?=""#,
        "attachment; filename*=utf-8''%E5%9C%B0%E5%9B%BE.pdf",
        "attachment; filename*0*=utf-8''%E5%9C; filename*1*=%B0%E5%9B%BE; filename*2=.pdf",
        "attachment; filename=\"地图.pdf\"",
    ]) func fileNamesInEveryForm(value: String) {
        let disposition = MailValues.disposition(bytes(value))
        #expect(disposition.name == "attachment")
        #expect(disposition["filename"] == bytes("地图.pdf"))
    }

    @Test(arguments: [
        (#""Zhang, San" <z@example.org>"#, "Zhang, San", "z@example.org"),
        ("z@example.org (Zhang San)", "Zhang San", "z@example.org"),
        ("=?utf-8?Q?=E5=BC=A0=E4=B8=89?= <z@example.org>, b@example.org", "张三", "z@example.org"),
        ("z@example.org", "", "z@example.org"),
        ("Editors: a@example.org, b@example.org;", "Editors", ""),
    ]) func mailboxes(value: String, name: String, address: String) {
        #expect(MailValues.mailbox(bytes(value)) == Mailbox(name: bytes(name), address: bytes(address)))
    }

    @Test(arguments: ["", "plain words", "<", "\0"]) func noMailbox(value: String) {
        #expect(MailValues.mailbox(bytes(value)) == nil)
    }

    @Test func dates() {
        let march = MailDate(year: 2026, month: 3, day: 14, secondOfDay: 34_013, offset: 28_800)
        #expect(MailValues.date(bytes("Sat, 14 Mar 2026 09:26:53 +0800")) == march)
        #expect(MailValues.date(bytes("14 Mar 26 09:26 EST"))?.offset == -18_000)
        for broken in ["", "garbage", "31 Feb 2026 10:00 +0000", "\0"] {
            #expect(MailValues.date(bytes(broken)) == nil)
        }
    }

    @Test func transferEncodings() {
        #expect(MailEncoding("BASE64").decode(bytes("5L2g\r\n5aW9")[...]) == bytes("你好"))
        #expect(MailEncoding("Quoted-Printable").decode(bytes("a=\r\nb=E4=BD=A0 =zz")[...]) == bytes("ab你 =zz"))
        let uuencoded = "begin 644 a.txt\n#8V%T\n`\nend\n"
        #expect(MailEncoding("x-uuencode").decode(bytes(uuencoded)[...]) == bytes("cat"))
        #expect(MailEncoding("8bit").decode(bytes("a=20")[...]) == bytes("a=20"))
        for encoding in MailEncoding.allCases { #expect(encoding.decode([]) == []) }
    }
}
