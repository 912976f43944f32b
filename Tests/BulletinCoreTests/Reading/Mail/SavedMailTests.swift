import BulletinCore
import Testing

/// A mail that a program wrote out as text, page or document bears the addresses of those who wrote it and got it.
@Suite struct SavedMailTests {
    private typealias Make = DocumentRecipe

    static let heads: [[(String, String)]] = [
        [
            ("发件人:", "李四 <li@corp.example>"), ("发送时间:", "2026年3月2日 9:00"), ("收件人:", "王五; zhao@corp.example"),
            ("抄送:", "孙七 <sun@corp.example>"), ("主题:", "Crane works 第13期"),
        ],
        [
            ("From:", "Ann Lee <ann@corp.example>"), ("Sent:", "Monday, March 2, 2026 9:00 AM"),
            ("To:", "Bob Ray; Carol <carol@corp.example>"), ("Subject:", "FW: Crane works 第13期"),
        ],
        [("发件人：", "李四"), ("发送时间：", "2026年3月2日 9:00"), ("收件人：", "王五"), ("主题：", "转发: Crane works 第13期")],
        [
            ("From:", "Ann Lee <ann@corp.example>"), ("Date:", "March 2, 2026"), ("To:", "王五 <w@corp.example>"),
            ("Subject:", "Crane works 第13期"),
        ],
        [("寄件者:", "李四 <li@corp.example>"), ("收件者:", "王五 <w@corp.example>"), ("主旨:", "Crane works 第13期")],
    ]

    private static func isClean(_ bulletin: Bulletin) -> Bool {
        let shown = bulletin.title + bulletin.intro + bulletin.shown + bulletin.authors.joined()
        return !["corp.example", "王五", "Bob Ray", "收件", "抄送", "Sent:", "Subject:", "主题", "主旨"].contains {
            shown.contains($0)
        }
    }

    private static let stories = [
        ("Ferry timetable changes", "From next month the ferry leaves at seven."),
        ("New crane arrives", "The crane was unloaded on Friday."),
    ]

    @Test(arguments: heads.indices) func asText(index: Int) throws {
        let head = Self.heads[index].map { "\($0.0)\t\($0.1)\r\n" }.joined()
        let digest =
            "\r\n"
            + Self.stories.enumerated().map { "\($0.offset + 1). \($0.element.0)\r\n\($0.element.1)\r\n" }.joined(
                separator: "\r\n")
        for text in [head + digest, "\r\n-----Original Message-----\r\n" + head + digest] {
            let bulletin = try read(text)
            #expect(bulletin.title == "Crane works 第13期")
            #expect(bulletin.sections.map(\.title) == Self.stories.map(\.0))
            #expect(Self.isClean(bulletin))
            if index != 4 { #expect(bulletin.date.map { "\($0.day)" } == "2026-03-02") }
        }
        let single = try read(
            head + "\r\nThe works begin on the northern mole, and boats keep clear.\r\n-- \r\nAnn\r\n")
        #expect(single.title == "Crane works 第13期" && Self.isClean(single))
        #expect(single.sections.map(\.text) == ["The works begin on the northern mole, and boats keep clear."])
    }

    @Test(arguments: heads.indices) func asAPage(index: Int) throws {
        func escaped(_ text: String) -> String { text.replacing("<", with: "&lt;").replacing(">", with: "&gt;") }
        let fields = Self.heads[index].map { ($0.0, escaped($0.1)) }
        let body = Self.stories.map { "<h2>\($0.0)</h2><p>\($0.1)</p>" }.joined()
        for head in [
            fields.map {
                "<p class=MsoNormal><b><span>\($0.0)<span style='mso-tab-count:1'>  </span></span></b><span>\($0.1)</span></p>"
            }.joined(),
            "<p>" + fields.map { "<b>\($0.0)</b> \($0.1)" }.joined(separator: "<br>") + "</p>",
            "<table>" + fields.map { "<tr><td><b>\($0.0)</b></td><td>\($0.1)</td></tr>" }.joined() + "</table><hr>",
        ] {
            let bulletin = try read(
                "<html><head><title>x</title></head><body><div class=WordSection1>\(head)<p>&nbsp;</p>\(body)</div></body></html>",
                as: "a.htm")
            #expect(bulletin.title == "Crane works 第13期")
            #expect(bulletin.sections.map(\.title) == Self.stories.map(\.0))
            #expect(Self.isClean(bulletin), "\(head)")
        }
        let document = Make.word(
            fields.map { Make.p("\($0.0) \($0.1)") }.joined()
                + Self.stories.map { Make.style("Heading1", $0.0) + Make.p($0.1) }.joined())
        let bulletin = try read(document: document)
        #expect(bulletin.title == "Crane works 第13期" && Self.isClean(bulletin))
        #expect(bulletin.sections.map(\.title) == Self.stories.map(\.0))
    }

    /// A header in Markdown: plain, with emphasis, apart, as a list and as a table.
    private static func markdownHeads(_ fields: [(String, String)]) -> [String] {
        func written(_ line: (String, String, String) -> String) -> String {
            var text = ""
            for (name, value) in fields { text += line(String(name.dropLast()), String(name.suffix(1)), value) + "\n" }
            return text
        }
        let plain = written { "\($0)\($1) \($2)" }
        let apart = written { "**\($0)\($1)** \($2.replacing("<", with: "\\<"))\n" }
        let row = written { "| \($0)\($1) | \($2) |" }
        let firstRow = row.prefix { $0 != "\n" }
        return [
            plain, written { "**\($0)\($1)** \($2)  " }, written { "**\($0)**\($1) \($2)\\" }, apart,
            written { "- **\($0)\($1)** \($2)" }, "|  |  |\n|---|---|\n" + written { "| **\($0)\($1)** | \($2) |" },
            firstRow + "\n|---|:--|" + row.dropFirst(firstRow.count), "# Crane works 第13期\n\n" + plain,
            "# Crane works 第13期\n\n" + apart,
        ]
    }

    @Test(arguments: heads.indices) func asMarkdown(index: Int) throws {
        var body = ""
        for story in Self.stories { body += "## \(story.0)\n\n\(story.1)\n\n" }
        body += "-- \nAnn Lee\n+49 30 1234\n"
        for head in Self.markdownHeads(Self.heads[index]) {
            for text in [
                head + "\n" + body, head + "\n---\n\n" + body, "---\ntags: [a]\n---\n" + head + "\n" + body,
            ] {
                let bulletin = try read(text, as: "a.md")
                #expect(bulletin.title == "Crane works 第13期", "\(text)")
                #expect(bulletin.sections.map(\.title) == Self.stories.map(\.0), "\(text)")
                #expect(Self.isClean(bulletin) && !bulletin.shown.contains("1234"), "\(text)")
                #expect(!bulletin.intro.contains("Crane works"))
                if index != 4 { #expect(bulletin.date.map { "\($0.day)" } == "2026-03-02") }
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                let line = lines.firstIndex { $0.hasSuffix(Self.stories[1].0) }
                #expect(bulletin.sections.last?.line == line.map { $0 + 1 })
            }
        }
        let digest = "\n1. One\nThe first one.\n\n2. Two\nThe second one.\n"
        let plain = try read(Self.markdownHeads(Self.heads[index])[0] + digest, as: "a.md")
        #expect(plain.title == "Crane works 第13期" && Self.isClean(plain) && plain.sections.count == 2)
    }

    /// Some programs write the subject above the header.
    @Test(arguments: heads.indices) func belowItsSubject(index: Int) throws {
        let head = "Crane works 第13期\n\n" + Self.heads[index].map { "\($0.0) \($0.1)\n" }.joined()
        let bulletin = try read(head + "\nThe works begin on the northern mole.\n")
        #expect(bulletin.title == "Crane works 第13期" && Self.isClean(bulletin))
        #expect(bulletin.sections.map(\.text) == ["The works begin on the northern mole."])
    }

    /// A thread: the headers within go, too.
    @Test func withOthersBelow() throws {
        let head = "发件人: 李四\n发送时间: 2026年3月2日 9:00\n收件人: 王五 <w@corp.example>\n主题: Crane works\n"
        let bulletin = try read("\(head)\nThe works begin.\n\n\(head)\nThe works were planned.\n")
        #expect(bulletin.title == "Crane works" && Self.isClean(bulletin))
        let text = bulletin.sections.map(\.text).joined()
        #expect(text.contains("The works begin.") && text.contains("The works were planned."))
    }

    @Test func whatItForbidsHolds() throws {
        let head = "From: Ann\nSent: 2 March 2026 9:00\nTo: Bob\nSubject: Crane works\n"
        #expect(try read(head + "\ndraft: true\nThe works begin.\n").isDraft)
        #expect(
            try read(head + "\nEMBARGOED UNTIL MONDAY\n\nThe works begin.\n").findings.contains {
                $0.rule == Bulletin.openEmbargoRule
            })
        let held = try read(head + "\nEMBARGOED UNTIL 2 March 2031\n\nThe works begin.\n")
        #expect(held.date.map { "\($0.day)" } == "2031-03-02")
    }

    /// Memos, digests of lists, and other lines with names before a colon.
    @Test(arguments: [
        (
            "MEMORANDUM\n\nTo: All staff\nFrom: The Director\nDate: 5 May 2031\nSubject: Parking\n\nThe lot is closed.\n",
            "The Director"
        ),
        (
            "From: The Director\nTo: All staff\nDate: 5 May 2031\nSubject: Parking\n\nThe lot is closed today.\n",
            "All staff"
        ),
        ("From: London\nTo: Paris\nDate: 5 May 2031\n\nThe train leaves at noon and stops twice.\n", "Paris"),
        ("主题：春灌会议\n时间：周一上午\n地点：三楼会议室\n\n请各单位按时参加会议。\n", "周一上午"),
        (
            "From: Ann <ann@list.example>\nSubject: A\nDate: 5 May 2031\nTo: l@list.example\n\nOne.\n\nFrom: Bob <bob@list.example>\nSubject: B\nDate: 5 May 2031\nTo: l@list.example\n\nTwo.\n\nFrom: Eve <eve@list.example>\nSubject: C\nDate: 5 May 2031\nTo: l@list.example\n\nThree.\n",
            "Eve"
        ),
        ("From: Ann\nSent: 2 March 2026\nSubject: Meeting\n时间：周一上午九点\n地点：三楼会议室\n\nPlease come on time.\n", "周一上午九点"),
    ])
    func othersAreText(text: String, kept: String) throws {
        #expect("\(try read(text))".contains(kept))
        #expect("\(try read(text, as: "a.md"))".contains(kept))
    }

    @Test func markdownKeepsWhatIsNoHead() throws {
        let text =
            "# Letters\n\nFrom: London\n\nTo: Paris\n\nSubject: The train leaves at noon.\n\n> quoted\n\n--\n\nIt stops twice.\n"
        let bulletin = try read(text, as: "a.md")
        for kept in ["London", "Paris", "noon", "quoted", "twice"] { #expect("\(bulletin)".contains(kept)) }
    }
}
