import BulletinCore
import Testing

/// What one mail among others forbids holds for all: they are published together, and not before its time.
@Suite struct MailEmbargoTests {
    private static func mail(_ subject: String, _ text: String, _ id: Int = 1, type: String = "text/plain") -> String {
        "From: A <a@example.org>\nMessage-ID: <\(id)@x>\nSubject: \(subject)\nDate: Thu, 20 Mar 2031 09:12:00 +0000\n"
            + "MIME-Version: 1.0\nContent-Type: \(type); charset=utf-8\n\n\(text)\n"
    }

    /// As a folder, as a digest, as mails attached to one, and as the digest of a list in plain text.
    private static func readings(_ subject: String, _ text: String) throws -> [Bulletin] {
        let mails = [mail("Ferry", "The ferry leaves."), mail(subject, text, 2)]
        let rule = String(repeating: "-", count: 30)
        let plain = [("Ferry", "The ferry leaves."), (subject, text)].map {
            "Date: Thu, 20 Mar 2031\nFrom: A <a@example.org>\nSubject: \($0.0)\n\n\($0.1)\n\n\(rule)\n\n"
        }
        func parts(_ kind: String) -> String {
            "From: L <l@example.org>\nSubject: Harbour Digest\nDate: Thu, 20 Mar 2031 10:12:00 +0000\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/\(kind); boundary=B\n\n"
                + mails.map { "--B\nContent-Type: message/rfc822\n\n\($0)\n" }.joined() + "--B--\n"
        }
        let page = mail(subject, "<p>\(text.replacing("\n\n", with: "</p><p>"))</p>", 2, type: "text/html")
        return try [
            read(mails.map { "From a@x Thu Mar 20 09:12:00 2031\n\($0)\n" }.joined(), as: "a.mbox"),
            read([mails[0], page].map { "From a@x Thu Mar 20 09:12:00 2031\n\($0)\n" }.joined(), as: "a.mbox"),
            read(parts("digest"), as: "a.eml"), read(parts("mixed"), as: "a.eml"),
            read(
                "Harbour Digest, Vol 1\n\n\(rule)\(rule)----------\n\n" + plain.joined() + "End of Harbour Digest\n"),
        ]
    }

    static let open = ["EMBARGOED UNTIL 9AM MONDAY", "解禁时间：周一上午10时", "请勿于周一前发布"]

    @Test(arguments: open) func aBanWithoutFullDateIsTold(ban: String) throws {
        for bulletin in try Self.readings("\(ban) Budget", "The budget grows.")
            + Self.readings("【\(ban)】Budget", "The budget grows.")
            + Self.readings("Budget", "\(ban)\n\nThe budget grows.")
        {
            #expect(bulletin.sections.count == 2)
            #expect(bulletin.findings.count { $0.rule == Bulletin.openEmbargoRule } == 1, "\(bulletin)")
        }
    }

    @Test(arguments: ["EMBARGOED UNTIL 12 May 2031, 9am", "解禁时间：2031年5月12日上午9时", "请勿于2031年5月12日9:00前发布"])
    func aFullDateHoldsBack(ban: String) throws {
        for bulletin in try Self.readings("\(ban) Budget", "The budget grows.")
            + Self.readings("Budget", "\(ban)\n\nThe budget grows.")
        {
            let date = try #require(bulletin.date)
            #expect("\(date.day)" == "2031-05-12" && date.secondOfDay == 9 * 3600 && date.mayHold && date.isNamed)
        }
    }

    /// A mail may be sent some hours before.
    @Test(arguments: [
        "EMBARGOED UNTIL 20 March 2031, 18:00", "解禁时间：2031年3月20日18:00", "EMBARGOED UNTIL 2031-03-20 18:00",
    ])
    func onTheDayOfSending(ban: String) throws {
        let text = try read(Self.mail("Budget", "\(ban)\n\nThe budget grows."), as: "a.eml")
        for bulletin in try Self.readings("\(ban) Budget", "The budget grows.").dropLast() + [text] {
            #expect(bulletin.date?.secondOfDay == 18 * 3600, "\(bulletin)")
        }
        #expect(
            try read(Self.mail("Budget", "发布时间：2031年3月20日\n\nThe budget grows."), as: "a.eml").date?.secondOfDay
                == 9 * 3600 + 720)
    }

    /// What the subject of a mail forbids that has no text of its own.
    @Test func ofAPicture() throws {
        let mail =
            "From: A <a@example.org>\nSubject: EMBARGOED UNTIL 12 May 2031: Budget\nDate: Thu, 20 Mar 2031 09:12:00 +0000\n"
            + "MIME-Version: 1.0\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAAN\n"
        #expect(try read(mail, as: "a.eml").date.map { "\($0.day)" } == "2031-05-12")
    }

    static let digests = [
        "水利周报（第3期）\n2031年3月1日\n\n①甲地开工建设\n正文一，说得很好。\n②HEAD\nFIRST\n正文二，说得很好。\n③丙地完工\n正文三，说得很好。\n",
        "# 水利周报\n\n## 甲地开工建设\n\n正文一，说得很好。\n\n## HEAD\n\nFIRST\n\n正文二，说得很好。\n",
    ]

    @Test(arguments: digests) func storiesOfOtherDigests(text: String) throws {
        for ban in ["请勿于2031年5月12日前发布", "【解禁时间：2031年5月12日】", "Embargoed until 12 May 2031"] {
            for (head, first) in [("乙地竣工（\(ban)）", "正文。"), ("乙地竣工", ban), ("乙地竣工", "（\(ban)）")]
            where !head.contains("Emb") && !(head.contains("【") && !first.contains("【")) {
                let told = text.replacing("HEAD", with: head).replacing("FIRST", with: first)
                let bulletin = try read(told, as: text.hasPrefix("#") ? "a.md" : "a.txt")
                #expect(bulletin.kind == .digest)
                #expect(bulletin.date.map { "\($0.day)" } == "2031-05-12", "\(told)")
            }
        }
        for ban in ["请勿于周一前发布", "（周一上午10时前请勿对外发布）", "Embargoed until Monday, 9am"] {
            let told = text.replacing("HEAD", with: "乙地竣工").replacing("FIRST", with: ban)
            let bulletin = try read(told, as: text.hasPrefix("#") ? "a.md" : "a.txt")
            #expect(bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule }, "\(told)")
        }
    }

    /// News of what others may not publish, and of what comes out.
    @Test(arguments: [
        "教育部规定成绩2031年5月12日前不得发布", "高考成绩5月12日前不得公布", "New stamps are for release on 12 May 2031", "限售股周一解禁",
        "Arms embargo until 12 May 2031 agreed", "Goods embargoed to the islands until 12 May 2031", "伏季休渔2031年5月12日解禁",
        "请勿于周一前发布成绩", "本片5月12日全国公映", "2031年5月12日见报的消息不实", "请勿在网上发布个人信息",
    ])
    func othersHoldNothing(line: String) throws {
        for text in Self.digests {
            for (head, first) in [(line, "正文。"), ("乙地竣工", line)] {
                let told = text.replacing("HEAD", with: head).replacing("FIRST", with: first)
                let bulletin = try read(told, as: text.hasPrefix("#") ? "a.md" : "a.txt")
                #expect(bulletin.kind == .digest)
                #expect(bulletin.date.map { "\($0.day)" } != "2031-05-12", "\(told)")
                #expect(!bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule }, "\(told)")
            }
        }
    }

    /// Front matter dates the digest, which waits all the same.
    @Test func frontMatterEndsNoEmbargo() throws {
        let bulletin = try read(
            "---\ndate: 2031-03-01\n---\n"
                + Self.digests[1].replacing("HEAD", with: "乙地").replacing(
                    "FIRST", with: "请勿于2031年5月12日前发布"), as: "a.md")
        #expect(bulletin.date.map { "\($0.day)" } == "2031-03-01")
        #expect(bulletin.notBefore.map { "\($0.day)" } == "2031-05-12")
    }
}
