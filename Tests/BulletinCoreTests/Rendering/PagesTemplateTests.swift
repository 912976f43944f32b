import BulletinCore
import Testing

/// Templates that administrators put in the place of the built-in ones.
@Suite struct PagesTemplateTests {
    @Test func replacesATemplateByName() throws {
        let renderer = try PageRenderer(overrides: ["foot": "<footer>{{words.topics}}: {{channelTitle}}</footer>"])
        let page = String(decoding: renderer.twin(of: SamplePages.feed), as: UTF8.self)
        #expect(page.contains("<footer>主题: 澜州水务快讯</footer>"))
        #expect(!page.contains("colophon"))
    }

    /// What the manual of the template language says of texts holds of those of a page.
    @Test func textsCanBeChangedAndHaveNoParts() throws {
        let renderer = try PageRenderer(overrides: [
            "foot":
                "<p>{{uppercased(channelLanguage)}}|{{channelTitle.length}}|{{#root}}{{channelTitle.x}}{{.}}{{/root}}|"
                + "{{^absent}}none{{/absent}}{{#language}}{{title}}{{/language}}"
        ])
        let bytes = renderer.bulletin(SamplePages.single, of: SamplePages.englishChannel)
        let page = String(decoding: bytes, as: UTF8.self)
        #expect(page.contains("<p>EN-GB||../../|none\(SamplePages.single.title)</body>"))
    }

    /// Links are kept by feed, title and folder: what is other in one of them is rendered anew.
    @Test func linksToFeedsAreThoseOfThePage() throws {
        let renderer = try PageRenderer(overrides: [
            "feedlink": "<link title=\"{{title}}\" href=\"{{root}}{{file}}\">\n"
        ])
        var channel = SamplePages.englishChannel
        for title in ["One", "Two \"&\"", "One"] {
            channel.title = title
            let page = String(decoding: renderer.bulletin(SamplePages.single, of: channel), as: UTF8.self)
            let escaped = title == "One" ? "One" : "Two &quot;&amp;&quot;"
            #expect(page.contains("<link title=\"\(escaped)\" href=\"../../feed.rss\">\n"))
            #expect(page.contains(".json\">\n</head>"))
            var feed = SamplePages.feed
            feed.channel = channel
            let index = String(decoding: renderer.twin(of: feed), as: UTF8.self)
            #expect(index.contains("<link title=\"\(escaped)\" href=\"feed.rss\">\n"))
        }
    }

    /// Labels are kept by names, addresses and folder, and in the language of the page.
    @Test func labelsAreThoseOfTheStory() throws {
        let overrides = [
            "topics": "<i class=\"{{root}}\">{{words.topics}}{{#topics}}|{{name}} {{address}}{{/topics}}</i>"
        ]
        let renderer = try PageRenderer(overrides: overrides)
        func shown(_ topics: [String], _ slugs: [String: String], _ channel: Channel) -> [Substring] {
            var bulletin = SamplePages.single
            bulletin.entries[0].topics = topics
            var feed = SamplePages.englishFeed
            (feed.channel, feed.entries) = (channel, bulletin.entries)
            let pages = [
                renderer.bulletin(bulletin, of: channel, topicSlugs: slugs), renderer.twin(of: feed, topicSlugs: slugs),
            ]
            return pages.flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n") }
                .filter { $0.hasPrefix("<i") }
        }
        let english = SamplePages.englishChannel
        var chinese = english
        chinese.language = "zh"
        for _ in 1...2 {
            #expect(
                shown(["Water", "<b>"], ["Water": "w"], english) == [
                    "<i class=\"../../\">Topics|Water ../../topics/w/|&lt;b&gt; </i>",
                    "<i class=\"\">Topics|Water topics/w/|&lt;b&gt; </i>",
                ])
            #expect(
                shown(["Water"], [:], chinese) == ["<i class=\"../../\">主题|Water </i>", "<i class=\"\">主题|Water </i>"])
            #expect(shown([], ["Water": "w"], english).isEmpty)
        }
    }

    /// Templates may still take in the list of labels themselves.
    @Test func labelsCanBeTakenIn() throws {
        let renderer = try PageRenderer(overrides: [
            "story": "{{>topics}}", "topics": "{{#hasTopics}}{{title}}{{/hasTopics}}",
        ])
        var bulletin = SamplePages.single
        bulletin.entries[0].topics = ["Water"]
        let page = String(decoding: renderer.bulletin(bulletin, of: SamplePages.englishChannel), as: UTF8.self)
        #expect(page.contains("\n\(bulletin.entries[0].title)"))
    }

    /// Stories are kept by all that is shown of them.
    @Test func storiesOnAFeedsPageAreAsTheyAreNow() throws {
        let renderer = try PageRenderer()
        func page(_ change: (inout Feed) -> Void, _ slugs: [String: String] = SamplePages.topicSlugs) throws -> [UInt8]
        {
            var feed = SamplePages.feed
            change(&feed)
            let page = renderer.twin(of: feed, topicSlugs: slugs)
            #expect(page == (try PageRenderer().twin(of: feed, topicSlugs: slugs)))
            return page
        }
        let first = try page { _ in }
        let others = [
            try page { $0.entries[0].title += "!" }, try page { $0.entries[0].text = "Another text." },
            try page { $0.entries[0].text = "Caf\u{E9}" }, try page { $0.entries[0].text = "Cafe\u{301}" },
            try page { $0.entries[0].summary = "Another summary." }, try page { $0.entries[0].topics = ["新"] },
            try page { $0.entries[0].bulletinSlug = "other" }, try page { $0.entries[0].language = "fr" },
            try page { $0.channel.language = "en" }, try page { $0.identity.series = .issues },
            try page({ $0.archive = 3 }), try page({ _ in }, [:]),
            try page { $0.identity.topic = Topic(name: "水", slug: "water") },
            try page { $0.entries[0].published = $0.entries[0].published.advanced(by: 1) },
        ]
        #expect(Set(others + [first]).count == others.count + 1)
        #expect(try page { _ in } == first)
    }

    /// Stories are kept for pages in all folders.
    @Test(
        arguments: [
            (nil, nil, ""), (nil, 3, "../"), (Topic(name: "水", slug: "water"), nil, "../../"),
        ] as [(Topic?, Int?, String)]) func storiesAreLedToFromEveryFolder(
            _ topic: Topic?, _ archive: Int?, _ root: String
        )
        throws
    {
        let renderer = try PageRenderer(overrides: [
            "group": "<hr class=\"{{root}}|{{date.people}}\">{{{stories}}}",
            "headline": "<a class=\"{{title}}\" href=\"{{address}}\">",
        ])
        var feed = SamplePages.englishFeed
        _ = renderer.twin(of: feed)
        (feed.identity.topic, feed.archive) = (topic, archive)
        let page = String(decoding: renderer.twin(of: feed), as: UTF8.self)
        let entry = try #require(feed.entries.first)
        #expect(page.contains("<hr class=\"\(root)|"))
        #expect(page.contains("href=\"\(root)\(Channel.path(ofBulletin: entry.bulletinSlug, anchor: entry.anchor))\""))
    }

    @Test func overridesEscapeTextToo() throws {
        var feed = SamplePages.englishFeed
        feed.channel.title = "a\"\u{301}<\u{301}b"
        let page = try PageRenderer(overrides: ["index": "<p title=\"{{channelTitle}}\">"]).twin(of: feed)
        #expect(String(decoding: page, as: UTF8.self).contains("<p title=\"a&quot;\u{301}&lt;\u{301}b\">"))
    }

    @Test func everyTemplateCanBeReplaced() throws {
        for name in PageRenderer.templateNames {
            #expect(throws: Never.self) { try PageRenderer(overrides: [name: ""]) }
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var name = "story"
        var text: String
        var expected: TemplateError
    }

    static let broken = [
        Case(
            testDescription: "a section that is not closed", text: "a\n{{#title}}\nb",
            expected: .malformed(
                name: "story", line: 3, reason: "a section is not closed by the end of the template")),
        Case(
            testDescription: "a section closed by another name", text: "{{#title}}b{{/titel}}",
            expected: .malformed(
                name: "story", line: 1, reason: "this tag closes a section that is not the open one")),
        Case(
            testDescription: "a tag that is not closed", text: "a\n{{title} b",
            expected: .malformed(
                name: "story", line: 2,
                reason: "a tag is not closed by '}}', or its name has a character that names cannot have")),
        Case(
            testDescription: "other delimiters", text: "\n\n{{=<% %>=}}",
            expected: .malformed(
                name: "story", line: 3, reason: "tags that begin with '{{=' cannot be used here")),
        Case(
            testDescription: "escaping switched off", text: "{{% CONTENT_TYPE:TEXT}}",
            expected: .malformed(
                name: "story", line: 1, reason: "tags that begin with '{{%' cannot be used here")),
        Case(
            testDescription: "a part that does not exist", text: "a\n\n{{> header }}",
            expected: .missingPart(name: "story", line: 3, part: "header")),
        Case(
            testDescription: "a part chosen by data", text: "{{>*title}}",
            expected: .missingPart(name: "story", line: 1, part: "*title")),
        Case(
            testDescription: "a part that takes in itself", text: "{{>story}}",
            expected: .endless(name: "story", part: "story")),
        Case(
            testDescription: "parts that take in each other", name: "head", text: "{{>bulletin}}",
            expected: .endless(name: "head", part: "bulletin")),
        Case(
            testDescription: "a name that no page uses", name: "storry", text: "",
            expected: .unknown(name: "storry")),
    ]

    @Test(arguments: broken) func refuses(_ c: Case) {
        #expect(throws: c.expected) { try PageRenderer(overrides: [c.name: c.text]) }
    }

    @Test func saysWhatToDo() {
        #expect(
            TemplateError.malformed(name: "story", line: 3, reason: "a tag is not closed").description
                == "story.mustache:3: a tag is not closed; mend the template, or remove it to have the built-in one")
        #expect(
            TemplateError.unknown(name: "storry").description
                == "storry.mustache: no page uses this template; "
                + "known are index, bulletin, gone, story, group, headline, topics, head, feedlink, foot")
        #expect(
            TemplateError.missingPart(name: "story", line: 2, part: "header").description
                == "story.mustache:2: there is no template 'header' to take in; "
                + "known are index, bulletin, gone, story, group, headline, topics, head, feedlink, foot")
        #expect(
            TemplateError.endless(name: "story", part: "topics").description
                == "story.mustache: takes in itself by way of 'topics'; remove one of the two tags")
    }
}
