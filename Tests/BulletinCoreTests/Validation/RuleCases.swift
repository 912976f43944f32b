extension RuleCase {
    static let all = atomCases + opmlCases + rssCases + jsonCases + extensionCases + foreignCases + rdfCases

    private static let atomCases: [RuleCase] = [
        .atom(
            "SourcesAreNamed", "all there",
            entry:
                "<content>x</content><source><id>tag:example.org,2026:s</id><title>S</title><updated>2026-03-14T09:26:53Z</updated></source>"
        ),
        .atom(
            "SourcesAreNamed", "no date",
            entry: "<content>x</content>▶<source><id>tag:example.org,2026:s</id><title>S</title></source>",
            "MissingSourceElement"),
        .atom(
            "AlternateLinksDiffer", "two languages",
            entry: "<link hreflang='de' href='https://example.org/de'/><content>x</content>"),
        .atom(
            "AlternateLinksDiffer", "twice the same",
            entry: "▶<link href='https://example.org/2'/><content>x</content>",
            "DuplicateAtomLink"),
        .atom(
            "AttributesAreSound", "all known",
            entry: "<category term='a' scheme='tag:example.org,2026:c' label='A'/><content>x</content>"),
        .atom(
            "AttributesAreSound", "one missing", entry: "▶<category label='A'/><content>x</content>", "MissingAttribute"
        ),
        .atom(
            "AttributesAreSound", "one unknown", entry: "▶<category term='a' terms='b'/><content>x</content>",
            "UnexpectedAttribute"),
        .atom(
            "AttributesAreSound", "no language", entry: "▶<content xml:lang='klingon'>x</content>", "InvalidLanguage"),
        .atom("ContentIsSound", "Base64", entry: "<content type='image/png'>iVBO Rw0K</content><summary>s</summary>"),
        .atom(
            "ContentIsSound", "no Base64", entry: "▶<content type='image/png'>iV!</content><summary>s</summary>",
            "NotBase64"),
        .atom("ContentIsSound", "no media type", entry: "▶<content type='words'>x</content>", "InvalidMIMEType"),
        .atom(
            "ContentIsSound", "undeclared HTML", entry: "▶<content>&lt;b&gt;x&lt;/b&gt;</content>",
            "ContainsUndeclaredHTML"),
        .atom("ContentIsSound", "not escaped", entry: "<content type='html'>▶<b>x</b></content>", "UndefinedElement"),
        .atom("ElementsAreComplete", "an author with a name", head: "<contributor><name>B</name></contributor>"),
        .atom(
            "ElementsAreComplete", "an author without",
            head: "▶<contributor><uri>https://example.org/</uri></contributor>", "MissingElement"),
        .atom(
            "ElementsAreKnown", "an extension", entry: "<x:y xmlns:x='http://www.w3.org/2000/svg'/><content>x</content>"
        ),
        .atom("ElementsAreKnown", "not Atom", entry: "▶<body/><content>x</content>", "UndefinedElement"),
        .atom(
            "ElementsAreKnown", "no namespace", entry: "▶<y xmlns=''/><content>x</content>", "UndeterminableVocabulary"),
        .atom(
            "ElementsStandOnce", "two categories", entry: "<category term='a'/><category term='b'/><content>x</content>"
        ),
        .atom(
            "ElementsStandOnce", "two summaries", entry: "<summary>a</summary>▶<summary>b</summary>", "DuplicateElement"
        ),
        .atom(
            "EntriesHaveAuthors", "the entry's own", entry: "<author><name>A</name></author><content>x</content>",
            author: ""),
        RuleCase(
            rule: "EntriesHaveAuthors", testDescription: "EntriesHaveAuthors: none",
            feed: """
                <feed xmlns="http://www.w3.org/2005/Atom"><id>tag:example.org,2026:f</id><title>T</title>
                <updated>2026-03-14T09:26:53Z</updated><link rel="self" href="https://example.org/f"/>
                ▶<entry><id>tag:example.org,2026:1</id><title>E</title><updated>2026-03-14T09:26:53Z</updated>
                <content>x</content></entry></feed>
                """,
            codes: ["MissingElement"]),
        .atom("EntriesHaveContent", "summary and link", entry: "<summary>s</summary>"),
        .atom(
            "EntriesHaveContent", "elsewhere without summary", entry: "<content src='x.png' type='image/png'/>",
            "MissingSummary"),
        .atom("EntryIDsAreUnique", "one entry"),
        .atom(
            "EntryIDsAreUnique", "two versions",
            entry: """
                <content>x</content></entry>▶<entry>
                <id>tag:example.org,2026:1</id><title>E</title><updated>2026-03-15T09:26:53Z</updated><content>y</content>
                """,
            "DuplicateEntries"),
        .atom("FeedsNameThemselves", "its address"),
        .atom("FeedsNameThemselves", "another type", type: "text/html", "SelfNotAtom"),
        .atom("HistoryIsSound", "a complete feed", head: "<fh:complete/>"),
        .atom(
            "HistoryIsSound", "pages of a complete feed",
            head: "<fh:complete/>▶<link rel='next' href='https://example.org/p2'/>",
            "FeedRelInCompleteFeed"),
        .atom(
            "HTMLIsSafe", "plain markup",
            entry: "<content type='html'>&lt;p style='color: red'&gt;x&lt;/p&gt;</content>"),
        .atom(
            "HTMLIsSafe", "a script", entry: "▶<content type='html'>&lt;script&gt;x&lt;/script&gt;</content>",
            "SecurityRisk"),
        .atom(
            "HTMLIsSafe", "a handler", entry: "▶<content type='html'>&lt;p onclick='x'&gt;x&lt;/p&gt;</content>",
            "SecurityRiskAttr"),
        .atom(
            "HTMLIsSafe", "a script in XHTML",
            entry: "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>▶<script/></div></content>",
            "SecurityRisk"),
        .atom(
            "HTMLIsSound", "optional end tags",
            entry: "<content type='html'>&lt;ul&gt;&lt;li&gt;a&lt;li&gt;b&lt;/ul&gt;&lt;br&gt;</content>"),
        .atom("HTMLIsSound", "not closed", entry: "▶<content type='html'>&lt;b&gt;x</content>", "NotHtml"),
        .atom("MetadataStandsFirst", "in order"),
        .atom(
            "MetadataStandsFirst", "behind an entry",
            entry:
                "<content>x</content></entry>▶<rights>r</rights><entry><id>tag:example.org,2026:2</id><title>E</title><updated>2026-03-14T09:26:53Z</updated><content>x</content>",
            "MisplacedMetadata"),
        .atom(
            "PrefixesAreUsual", "none",
            entry: "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>x</div></content>"),
        .atom(
            "PrefixesAreUsual", "one",
            entry: "<content type='xhtml'>▶<h:div xmlns:h='http://www.w3.org/1999/xhtml'>x</h:div></content>",
            "AvoidNamespacePrefix"),
        .atom(
            "TextConstructsAreSound", "XHTML",
            entry: "<summary type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><b>x</b></div></summary>"),
        .atom(
            "TextConstructsAreSound", "no such type", entry: "▶<summary type='text/plain'>x</summary>",
            "InvalidTextType"),
        .atom("TextConstructsAreSound", "no div", entry: "▶<summary type='xhtml'>x</summary>", "MissingXhtmlDiv"),
        .atom("TextConstructsAreSound", "blank", entry: "▶<summary/>", "NotBlank"),
        .atom(
            "ValuesAreSound", "a date with a fraction",
            entry: "<published>2026-02-28T23:59:60.25+08:00</published><content>x</content>"),
        .atom(
            "ValuesAreSound", "no such day", entry: "▶<published>2026-02-29T00:00:00Z</published><content>x</content>",
            "InvalidRFC3339Date"),
        .atom(
            "ValuesAreSound", "space around",
            entry: "▶<published> 2026-02-28T00:00:00Z</published><content>x</content>", "UnexpectedWhitespace"),
        .atom(
            "ValuesAreSound", "text between",
            entry:
                "<content>x</content>▶<author>text<name>A</name></author>",
            "UnexpectedText"),
    ]

    private static let opmlCases: [RuleCase] = [
        .opml(
            "OutlinesAreComplete", "a feed", "<outline text='t' type='rss' title='t' xmlUrl='https://example.org/f'/>"),
        .opml("OutlinesAreComplete", "no address", "▶<outline text='t' type='link'/>", "MissingUrlAttr"),
        .opml(
            "OutlinesAreComplete", "nested, no such type",
            "<outline text='a'>▶<outline text='t' type='song'/></outline>", "InvalidOutlineType"),
    ]

    private static let rssCases: [RuleCase] = [
        .rss(
            "ChannelsAreSound", "an image like the channel",
            channel: "<image><url>https://example.org/i</url><title>T</title><link>https://example.org/</link></image>"),
        .rss(
            "ChannelsAreSound", "another title",
            channel:
                "▶<image><url>https://example.org/i</url><title>U</title><link>https://example.org/</link></image>",
            "ImageTitleDoesntMatch"),
        .rss(
            "ChannelsAreSound", "a day twice", channel: "▶<skipDays><day>Monday</day><day>Monday</day></skipDays>",
            "DuplicateValue"),
        .rss(
            "EntryIDsAreUnique", "the same guid",
            item:
                "<title>E</title><guid isPermaLink='false'>1</guid></item><item><title>F</title>▶<guid isPermaLink='false'>1</guid>",
            "DuplicateValue"),
        .rss("FeedsNameThemselves", "its address"),
        .rss("ItemsAreSound", "a permanent address", item: "<title>E</title><guid>https://example.org/1</guid>"),
        .rss("ItemsAreSound", "no address, unsaid", item: "<title>E</title>▶<guid>1</guid>", "InvalidHttpGUID"),
        .rss(
            "ItemsAreSound", "full text first",
            item: "<guid isPermaLink='false'>1</guid>▶<content:encoded>x</content:encoded><description>x</description>",
            "NeedDescriptionBeforeContent"),
        .rss(
            "MediaIsSound", "a rating",
            item: "<title>E</title><guid isPermaLink='false'>1</guid><media:rating scheme='urn:mpaa'>pg</media:rating>"),
        .rss(
            "MediaIsSound", "no rating",
            item:
                "<title>E</title><guid isPermaLink='false'>1</guid>▶<media:rating scheme='urn:mpaa'>good</media:rating>",
            "InvalidMediaRating"),
        .rss(
            "NothingIsSaidTwice", "a creator",
            item: "<title>E</title><guid isPermaLink='false'>1</guid><dc:creator>A</dc:creator>"),
        .rss(
            "NothingIsSaidTwice", "an author and a creator",
            item:
                "<title>E</title><guid isPermaLink='false'>1</guid><author>a@example.org (A)</author>▶<dc:creator>A</dc:creator>",
            "DuplicateItemSemantics"),
        .rss(
            "PlainTextIsPlain", "a sign of its own",
            item: "<title>1 &lt; 2 &amp; 3</title><guid isPermaLink='false'>1</guid>"),
        .rss(
            "PlainTextIsPlain", "guarded",
            item: "<title>a &#x3C;b> &#x26;amp; c</title><guid isPermaLink='false'>1</guid>"),
        .rss(
            "PlainTextIsPlain", "what may be a tag", item: "▶<title>a &lt;b</title><guid isPermaLink='false'>1</guid>",
            "CharacterData"),
        .rss(
            "PodcastCategoriesAreListed", "one of the list",
            channel: "<itunes:category text='Arts'><itunes:category text='Food'/></itunes:category>"),
        .rss(
            "PodcastCategoriesAreListed", "none", channel: "▶<itunes:category text='Stamps'/>", "InvalidItunesCategory"),
        .rss(
            "ValuesAreSound", "a comment in a date",
            item:
                "<title>E</title><guid isPermaLink='false'>1</guid>▶<pubDate>Sat, 14 Mar 2026 (pi) 09:26:53 GMT</pubDate>",
            "ProblematicalRFC822Date"),
        .rss(
            "ValuesAreSound", "the wrong day of the week",
            item: "<title>E</title><guid isPermaLink='false'>1</guid>▶<pubDate>Sun, 14 Mar 2026 09:26:53 GMT</pubDate>",
            "IncorrectDOW"),
        .rss(
            "ValuesAreSound", "a day with a sign",
            item: "<title>E</title><guid isPermaLink='false'>1</guid>▶<pubDate>Sat, +1 Mar 2026 09:26:53 GMT</pubDate>",
            "InvalidRFC2822Date"),
        .rss(
            "ValuesAreSound", "HTML in a title",
            item: "▶<title>&lt;b&gt;x&lt;/b&gt;</title><guid isPermaLink='false'>1</guid>", "ContainsHTML"),
        .rss("VersionsAreKnown", "an older one", version: "0.92"),
        RuleCase(
            rule: "VersionsAreKnown", testDescription: "VersionsAreKnown: none",
            feed: """
                ▶<rss version="3.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>
                <link>https://example.org/</link><description>D</description>
                <atom:link rel="self" href="https://example.org/f"/></channel></rss>
                """,
            codes: ["InvalidRSSVersion"]),
    ]

    private static let jsonCases: [RuleCase] = [
        .json("JSONMembersAreSound", "an extension", head: #""_mine": {"a": 1},"#),
        .json("JSONMembersAreSound", "no content", items: #"▶{"id": "1"}"#, "MissingElement"),
        .json("JSONMembersAreSound", "no id", items: #"▶{"content_text": "x"}"#, "MissingElement"),
        .json("JSONMembersAreSound", "a number for text", head: #""description": ▶1,"#, "InvalidJSONType"),
        .json(
            "JSONMembersAreSound", "no date", items: #"{"id": "1", "content_text": "x", "date_published": ▶"today"}"#,
            "InvalidRFC3339Date"),
        .json(
            "EntryIDsAreUnique", "twice the same",
            items: #"{"id": "1", "content_text": "x"}, ▶{"id": "1", "content_text": "y"}"#, "DuplicateIds"),
        .json(
            "FeedsNameThemselves", "another address", address: #""feed_url": ▶"https://example.org/g","#,
            "SelfDoesntMatchLocation"),
        .json("HTMLIsSafe", "a script", items: #"{"id": "1", "content_html": ▶"<script>x</script>"}"#, "SecurityRisk"),
        RuleCase(
            rule: "VersionsAreKnown", testDescription: "VersionsAreKnown: no version of JSON Feed",
            feed: #"{"version": ▶"2", "title": "T", "feed_url": "https://example.org/f", "items": []}"#,
            codes: ["InvalidJSONFeed"]),
    ]
}
