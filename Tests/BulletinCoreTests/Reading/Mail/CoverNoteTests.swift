import BulletinCore
import Testing

/// Notes to who publishes, and files that are no bulletin: what is attached is published, or said to be none; what a note
/// says is for nobody else.
@Suite struct CoverNoteTests {
    private struct File {
        var name: String
        var type = "application/octet-stream"
        var base64 = "eA=="

        static func text(_ name: String, _ text: String) -> File {
            File(name: name, type: "text/plain; charset=utf-8", base64: encoded(text))
        }

        static func page(_ name: String, _ html: String) -> File {
            File(name: name, type: "text/html; charset=utf-8", base64: encoded(html))
        }

        static let pdf = File(name: "第13期.pdf", type: "application/pdf", base64: encoded("%PDF-1.4\n"))
        static let png = File(name: "pier.png", type: "image/png", base64: "iVBORw0KGgoAAAAN")
        static let doc = File(name: "13.doc", type: "application/msword", base64: "0M8R4A==")

        private static func encoded(_ text: String) -> String {
            let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
            let bytes = Array(text.utf8)
            var result = ""
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let three = bytes[start...].prefix(3)
                let value = (0..<3).reduce(0) { $0 << 8 | ($1 < three.count ? Int(bytes[start + $1]) : 0) }
                for place in 0..<4 {
                    result += place <= three.count ? String(digits[value >> (18 - 6 * place) & 63]) : "="
                }
            }
            return result
        }
    }

    private static func read(_ text: String, _ files: [File], subject: String = "请发布") throws -> Bulletin {
        let parts = files.map { file in
            "--M\nContent-Type: \(file.type)\nContent-Disposition: attachment; filename=\"\(file.name)\"\n"
                + "Content-Transfer-Encoding: base64\n\n\(file.base64)\n"
        }
        return try BulletinCoreTests.read(
            "From: Ann <a@corp.example>\nSubject: \(subject)\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=M\n\n--M\nContent-Type: text/plain; charset=utf-8\n\n\(text)\n"
                + parts.joined() + "--M--\n", as: "a.eml")
    }

    private static func reason(_ text: String, _ files: [File]) -> String? {
        #expect(throws: BulletinError.self) { try read(text, files) }.map { "\($0)" }
    }

    static let notes = [
        "附件是本周要闻，请发布。谢谢！\n\n李四\n手机 13800001111", "各位老师：\n请查收附件。", "您好！第13期要闻见附件，请尽快在网站上发布。如有问题请与我联系。\n\n王五\n2026年3月5日",
        "请发布。", "麻烦您帮忙挂网，谢谢！附件已附上。", "附檔為本週要聞，請刊登。謝謝！", "Please publish the attached.\n\nJohn Doe\n+49 30 1234",
        "Hi Ann,\n\nplease find attached this week's news for publication. Thanks!\n\nBest,\nBob",
        "Dear all, see the enclosed file. Kind regards, Bob",
    ]

    @Test(arguments: notes) func ofWhatIsNotReadIsRefused(note: String) {
        for (files, named) in [
            ([File.doc], "cannot be read (13.doc)"), ([File(name: "13.zip")], "cannot be read (13.zip)"),
            ([File(name: "13.wps"), .png, File(name: "a.vcf", type: "text/vcard")], "cannot be read (13.wps)"),
            ([File.text("a.txt", "一"), .text("b.md", "二")], "several texts (a.txt, b.md)"),
        ] {
            #expect(Self.reason(note, files)?.contains(named) == true)
        }
    }

    /// A PDF is what readers are led to; the note is not.
    @Test(arguments: notes) func ofAPDFIsLeftOut(note: String) throws {
        for (subject, title) in [("请发布", "第13期"), ("港航要闻", "港航要闻")] {
            let bulletin = try Self.read(note, [.pdf, .doc], subject: subject)
            #expect(bulletin.sections.map(\.title) == [title])
            #expect(bulletin.sections.map(\.text) == [""])
            #expect(bulletin.attachments.map(\.mediaType) == ["application/pdf"])
            let isTitle = note == subject + "。"
            #expect(bulletin.findings.contains { $0.rule == "CoverNote" } != isTitle)
            #expect(bulletin.findings.contains { $0.rule == "AttachmentsLeftOut" })
        }
    }

    /// What says something to readers is a bulletin, whatever is attached.
    @Test(arguments: [
        "各单位：定于3月5日上午九时在三楼会议室召开防汛会商会，请各单位派一名负责同志参加，并填写附件中的回执。",
        "因管道检修，城东片区将于周六停水一天，停水范围见附件。", "请各部门填写附件中的报名表。\n时间：3月5日\n地点：三楼会议室",
        "The ferry will leave an hour later from Monday on. See the attached timetable.",
        "附件一至三为今年的考试大纲，考试定于六月举行，考生凭准考证入场。",
        "本周六义诊，请带医保卡。",
    ]) func noticesStay(text: String) throws {
        for files in [[File.doc], [.pdf], [File(name: "13.xls"), .png]] {
            let bulletin = try Self.read(text, files, subject: "通知")
            #expect(bulletin.sections[0].text.contains(String(text.suffix(6))))
        }
    }

    // MARK: Exchange's texts

    private static let notice = "因管道检修，城东片区将于周六停水一天。"

    @Test(arguments: [
        ("", "<html><body><br></body></html>"), ("Sent from my iPhone\n", "<div>发自我的 iPhone</div>"),
        (
            "_______________________________________________\nHarbour mailing list\nhttps://lists.example/harbour\n",
            "<p>_______________________________________________<br>Harbour mailing list</p>"
        ), ("-- \nAnn Lee\n+49 30 1234\n", "<div>-- <br>Ann Lee<br>+49 30 1234</div>"),
    ]) func framesAreNoText(plain: String, html: String) throws {
        for file in [File.text("ATT00001.txt", plain), .page("ATT00001.htm", html)] {
            let bulletin = try Self.read(Self.notice, [.pdf, file], subject: "停水")
            #expect(bulletin.sections.map(\.text) == [Self.notice])
            #expect(!bulletin.findings.contains { $0.rule == "AttachmentsLeftOut" })
            let attached = try Self.read(Self.notes[0], [.text("要闻.txt", "海港开放\n今天开放。"), file])
            #expect(attached.sections.map(\.text).joined().contains("今天开放。"))
        }
    }

    /// What a mail says below a file in it is its text.
    @Test func whatExchangePartsIsOneText() throws {
        for file in [File.text("ATT00001.txt", "请居民提前储水。\n"), .page("ATT00002.htm", "<p>请居民提前储水。</p>")] {
            let bulletin = try Self.read(Self.notice, [.pdf, file], subject: "停水")
            #expect(bulletin.sections[0].text.contains(Self.notice))
            #expect(bulletin.sections[0].text.contains("请居民提前储水。"))
        }
        // Under another type it is none.
        let other = try Self.read(Self.notice, [File(name: "ATT00001.txt", base64: "eA==")], subject: "停水")
        #expect(other.sections.map(\.text) == [Self.notice])
        let alone = try Self.read("", [.text("ATT00001.txt", "请居民提前储水。\n")], subject: "停水")
        #expect(alone.sections.map(\.text) == ["请居民提前储水。"])
    }

    /// An attached text that is empty leaves the mail what it says; a note to it is refused.
    @Test func anEmptyTextLeavesTheMail() throws {
        let bulletin = try Self.read(Self.notice, [.text("notes.txt", " \n")], subject: "停水")
        #expect(bulletin.sections.map(\.text) == [Self.notice])
        #expect(
            Self.reason("附件请发布。", [.text("notes.txt", " \n")])?.contains("a.eml/notes.txt: the file is empty") == true)
    }
}
