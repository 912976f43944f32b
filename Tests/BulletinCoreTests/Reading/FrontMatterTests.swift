import BulletinCore
import Testing

@Suite struct FrontMatterTests {
    /// Other tools write names and paths under the same keys.
    @Test(arguments: [
        ("source: https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("canonical_url: HTTP://Example.org/", "http://example.org/"),
        ("source: The Agency", nil), ("via: /a/b.html", nil), ("source: mailto:a@example.org", nil),
        ("via: 'javascript:x'", nil), ("source: [https://example.org/]", nil),
    ]) func saysWhereItWasFirst(line: String, via: String?) throws {
        #expect(try read("---\ntitle: A\n\(line)\n---\n\nText.\n", as: "a.md").via == via)
    }

    @Test func readsTOML() throws {
        let bulletin = try read(
            """
            +++
            # A comment = "x"
            title = 'Coastal "Notes"'
            date = 2031-05-30 07:00:00
            draft = false
            weight = 1_000
            authors = [
              "Ada", # first
              'Bob',
            ]
            summary = \"""
            One \\
              line.\"""
            "odd.key".x = { a = [1, 2], b = "c" }
            language = "en"
            [taxonomies]
            tags = ["sea", "\\u0061"]
            [extra]
            title = "not this"
            +++

            Text.

            """, as: "a.md")
        #expect(bulletin.title == "Coastal \"Notes\"")
        #expect(bulletin.date?.day == CivilDate(year: 2031, month: 5, day: 30))
        #expect(bulletin.date?.line == 4)
        #expect(bulletin.authors == ["Ada", "Bob"])
        #expect(bulletin.summary == "One line.")
        #expect(bulletin.tags == ["sea", "a"])
        #expect(bulletin.sections[0].line == 22)
    }

    @Test func readsTextsOfTOML() throws {
        let bulletin = try read(
            #"""
            +++
            title = "a\tb\"c\\d\U0001F600"
            authors = ['''
            It's "one"''', """two""""", ]
            tags = [[], ["no"], {}, { x = "no", y = [1] }, "yes"]
            +++

            Text.

            """#, as: "a.md")
        #expect(bulletin.title == #"a b"c\d😀"#)
        #expect(bulletin.authors == [#"It's "one""#, #"two"""#])
        #expect(bulletin.tags == ["yes"])
    }

    @Test func readsJSON() throws {
        let bulletin = try read(
            """
            {
              "title": "A \\u4e2d \\ud83d\\ude00",
              "date": "2031-05-30T07:00:00Z",
              "authors": [{"name": "Ada", "url": "x"}, "Bob"],
              "tags": ["a", "b"],
              "nested": {"deep": [1, -2.5e3, true, null, {}, []]},
              "draft": true
            }
            Text.

            """, as: "a.md")
        #expect(bulletin.title == "A 中 😀")
        #expect(bulletin.date?.line == 3)
        #expect(bulletin.authors == ["Ada", "Bob"])
        #expect(bulletin.tags == ["a", "b"])
        #expect(bulletin.isDraft)
        #expect(bulletin.sections[0].text == "Text.")
        #expect(bulletin.sections[0].line == 9)
    }

    @Test(arguments: [
        ("---\ntitle: a\n", "1: the front matter is not closed by a line ---"),
        ("+++\ntitle = 'a'\n\nText\n", "1: the front matter is not closed by a line +++"),
        ("{\"title\": \"a\"\n\nText\n", "1: the front matter is not closed by a line }"),
        ("\n\n---\ntitle: a\nx: 'b\n---\nx", "5: the front matter is no valid YAML: found unexpected end of stream"),
        ("---\ntitle:\n  a: b\n---\nx", "2: title must be one value, not a map"),
        ("---\ndate: [2031]\n---\nx", "2: date must be one value, not a list"),
        ("---\nupdated: 2031-13-01\n---\nx", "2: '2031-13-01' is no date like 2026-03-14 or 2026-03-14T09:26:53+08:00"),
        ("---\ntags: {a: b}\n---\nx", "2: tags must be a list"),
        ("---\nid: a b\n---\nx", "2: an id has no blanks and at most 200 bytes"),
        ("---\nlang: 中文\n---\nx", "2: '中文' is no language tag like zh-Hans or en"),
        ("---\ntitle: a\nb: *c\n---\nx", "3: aliases (*) are not read; put the value in quotation marks"),
        ("---\ntitle: a\n<<: b\n---\nx", "3: merge keys (<<) are not read"),
        (
            "+++\ntitle = a\n+++\nx",
            "2: the front matter is no valid TOML: a value must be a text in \"quotation marks\", a number, a date, a list, true or false"
        ),
        ("+++\ntitle = 'a'\ntitle = 'b'\n+++\nx", "3: the front matter is no valid TOML: title is given twice"),
        ("+++\ntitle = 'a\n+++\nx", "2: the front matter is no valid TOML: a text does not end on its line"),
        ("+++\ntags = ['a' 'b']\n+++\nx", "2: the front matter is no valid TOML: a comma is missing"),
        ("+++\na = 1\nnonsense\n+++\nx", "3: the front matter is no valid TOML: a line must be 'key = value'"),
        ("+++\ntitle = 'a' b\n+++\nx", "2: the front matter is no valid TOML: something stands behind the value"),
        ("+++\ndate = 2031-02-30\n+++\nx", "2: '2031-02-30' is no date like 2026-03-14 or 2026-03-14T09:26:53+08:00"),
        ("{\"title\": \"a\",\n\"title\": \"b\"}\nx", "2: the front matter is no valid JSON: title is given twice"),
        (
            "{\"title\": \"a\",\n\"b\": [1,]}\nx",
            "2: the front matter is no valid JSON: a value must be a text in \"quotation marks\", a number, true, false or null"
        ),
        ("{\"title\": \"a\\x\"}\nx", "1: the front matter is no valid JSON: \\x means nothing"),
        ("{\"title\": \"\\ud800\"}\nx", "1: the front matter is no valid JSON: \\u names no character"),
    ])
    func refuses(text: String, reason: String) {
        #expect(
            performing: { try read(text, as: "a.md") },
            throws: { "\($0)" == "a.md:\(reason); correct the line and drop the file in again" })
    }

    @Test func refusesTooMuch() {
        let keys = (0..<600).map { "k\($0):\n" }.joined()
        #expect(
            performing: { try read("---\ntitle: a\n\(keys)---\nx", as: "a.md") },
            throws: {
                "\($0)" == "a.md:502: front matter has more than 500 keys; correct the line and drop the file in again"
            })
        let long = "---\ntitle: \(String(repeating: "a", count: 70_000))\n---\nx"
        #expect(
            performing: { try read(long, as: "a.md") },
            throws: {
                "\($0)"
                    == "a.md: more than 64000 bytes of front matter; shorten the front matter, or raise max-front-matter"
            })
        for opening in ["{\"title\": ", "+++\ntitle = ", "---\ntitle: "] {
            let nested = opening + String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
            #expect(throws: BulletinError.self) {
                try read(nested + (opening.first == "{" ? "}" : "") + "\n\(opening.prefix(3))\nx", as: "a.md")
            }
        }
    }

    /// What begins like front matter and is none is text.
    @Test(arguments: [
        "---\n\nText.\n", "---\nNote: this is prose.\n\nMore prose.\n",
        "---\nNote: prose\n\nAnd more prose.\n\n---\n\nx\n",
        "Note: this is prose.\nIt goes on here.\n", "Note: prose\nWarning: more prose\n\nx\n", "{x} is a set.\n",
        "{\"a\": 1} is an object.\n", "+++ \nText\n", "{{< shortcode >}}\n\nText\n", "---\n---\n\nText\n",
    ])
    func isText(text: String) throws {
        let bulletin = try read(text, as: "a.md")
        let words = text.split { !$0.isLetter }
        let found = bulletin.title + " " + bulletin.sections.map(\.text).joined()
        #expect(words.allSatisfy { found.contains($0) }, "\(found)")
    }

    @Test func unquotedColonsAreTakenWhole() throws {
        let bulletin = try read(
            "---\ntitle: It's A: b: c\ntags: [x, y]\nlink: https://a.example/: x\n---\nText.\n", as: "a.md")
        #expect(bulletin.title == "It's A: b: c")
        #expect(bulletin.tags == ["x", "y"])
        #expect(bulletin.findings.map(\.rule) == ["UnquotedColon", "UnquotedColon"])
        #expect(bulletin.findings.map(\.line) == [2, 4])
    }

    @Test func headerLinesMayComeInAnyOrderAndGoOn() throws {
        let bulletin = try read(
            "Date: 2031-05-16\nTitle: Weekly one\nTags: a, b\nAuthor: Ada\nSummary: It goes\n    on here.\nSlug: x\n\nText.\n",
            as: "a.md")
        #expect(bulletin.title == "Weekly one")
        #expect(bulletin.tags == ["a", "b"])
        #expect(bulletin.authors == ["Ada"])
        #expect(bulletin.summary == "It goes on here.")
        #expect(bulletin.sections[0].line == 9)
    }

    @Test func aBadHeaderLineIsAFinding() throws {
        let bulletin = try read("Title: Weekly one\nDate: 2031-02-30\n\nText.\n", as: "a.md")
        #expect(bulletin.date == nil)
        #expect(bulletin.findings.map(\.rule) == ["HeaderIgnored"])
        #expect(bulletin.findings[0].line == 2)
    }

    @Test(
        arguments: [
            ("2031-05-16 08:30:00 +0800", 28_800), ("2031-05-16 08:30:00 UTC", 0), ("2031-05-16T08:30:00Z", 0),
            ("Fri, 16 May 2031", nil), ("2031/05/16", nil), ("2031年5月16日", nil), ("May 16, 2031", nil),
        ] as [(String, Int?)])
    func readsDates(date: String, offset: Int?) throws {
        let bulletin = try read("---\ndate: \(date)\n---\nText.\n", as: "a.md")
        #expect(bulletin.date?.day == CivilDate(year: 2031, month: 5, day: 16))
        #expect(bulletin.date?.offset == offset)
    }

    @Test func otherKeysOfDatesAndDrafts() throws {
        #expect(try read("---\npublished: false\n---\nx", as: "a.md").isDraft)
        #expect(try read("---\npublished: 2031-05-16\n---\nx", as: "a.md").date?.day.day == 16)
        #expect(try read("---\nnumber: 12\n---\nx", as: "a.md").issue == "12")
        #expect(try read("---\ntitle: 一周要闻 第13期\n---\nx", as: "a.md").issue == "第13期")
        #expect(try read("---\ntitle: 一周要闻 第13期\nissue: 14\n---\nx", as: "a.md").issue == "14")
        #expect(try read("---\ncharset: gbk\nlang: zh_CN\n---\nx", as: "a.md").language == "zh-CN")
    }

    @Test(arguments: [
        ("publishDate: 2031-05-05 3:30 PM", StatedTimeTests.Time("15:30")),
        ("date: 2026-11-01\npublishDate: 2031-05-05", StatedTimeTests.Time("-")),
        ("publishDate: 2031-05-05\ndate: 2026-11-01", StatedTimeTests.Time("-")),
        ("date: 2031-05-05T10:00:00.5+08:00", StatedTimeTests.Time("10:0", 8)),
        ("date: 2026-11-01\npublished: 2031-05-05 10:00 GMT+8", StatedTimeTests.Time("10:0", 8)),
        ("date: 2031-05-05\npubDate: 2026-11-01", StatedTimeTests.Time("-")),
    ])
    func theLaterDayOfFrontMatterCounts(lines: String, time: StatedTimeTests.Time) throws {
        #expect(
            StatedTimeTests.Time(
                try read("---\ntitle: Channel closed\n\(lines)\n---\nIt is closed.\n", as: "a.md").date) == time)
    }

    @Test(
        arguments: ["publishDate", "pubDate", "published_at", "publishedAt", "date"],
        ["soon", "2031-05-05 10:00 CST", "2031-05-05 25:00"])
    func aDayOfPublicationThatIsNoneIsAnError(key: String, value: String) {
        #expect(throws: BulletinError.self) {
            try read("---\ntitle: Channel closed\n\(key): \(value)\n---\nIt is closed.\n", as: "a.md")
        }
    }
}
