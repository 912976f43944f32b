/// Namespaces of others that live feeds carry: what each of their rows allows, and what it does not.
extension RuleCase {
    private static let geo = "xmlns:geo='http://www.w3.org/2003/01/geo/wgs84_pos#'"
    private static let georss = "xmlns:georss='http://www.georss.org/georss'"
    private static let gml = "xmlns:gml='http://www.opengis.net/gml'"
    private static let search = "xmlns:os='http://a9.com/-/spec/opensearch/1.1/'"
    private static let feedburner = "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'"
    private static let trackback = "xmlns:tb='http://madskills.com/public/xml/rss/module/trackback/'"
    private static let license = "xmlns:cc='http://backend.userland.com/creativeCommonsRssModule'"
    private static let app = "xmlns:app='http://www.w3.org/2007/app'"
    private static let sync = "xmlns:sx='http://feedsync.org/2007/feedsync'"
    private static let xhtml = "xmlns='http://www.w3.org/1999/xhtml'"
    private static let svg = "xmlns='http://www.w3.org/2000/svg'"

    static let foreignCases = places + services + searches + podcasts + media + inline + others

    private static func item(_ rule: String, _ description: String, _ elements: String, _ codes: String...) -> RuleCase
    {
        var c = RuleCase.rss(
            rule, description, item: "<title>E</title><guid isPermaLink='false'>1</guid>\n" + elements)
        c.codes = codes
        return c
    }

    private static let places: [RuleCase] = [
        item("ValuesAreSound", "a place", "<geo:lat \(geo)>48.14</geo:lat><geo:long \(geo)> -11.5 </geo:long>"),
        item("ValuesAreSound", "the pole", "<geo:Point \(geo)><geo:lat>-90</geo:lat><geo:alt>-3</geo:alt></geo:Point>"),
        item("ValuesAreSound", "north of it", "▶<geo:lat \(geo)>90.5</geo:lat>", "InvalidLatitude"),
        item("ValuesAreSound", "a number in C", "▶<geo:long \(geo)>0x1p3</geo:long>", "InvalidLongitude"),
        item(
            "ValuesAreSound", "an old place", "▶<icbm:latitude xmlns:icbm='http://postneo.com/icbm'>N</icbm:latitude>",
            "InvalidLatitude"),
        item("ValuesAreSound", "a box", "<georss:box \(georss)>42.9 -71.0\n43.0 -69.8</georss:box>"),
        item("ValuesAreSound", "a point of one", "▶<georss:point \(georss)>42.9</georss:point>", "InvalidCoord"),
        item("ValuesAreSound", "a comma", "▶<georss:point \(georss)>42.9, -71</georss:point>", "CoordComma"),
        item(
            "ValuesAreSound", "a polygon that is open", "▶<georss:polygon \(georss)>1 1 2 2 3 1 1 0</georss:polygon>",
            "InvalidCoordList"),
        item(
            "ValuesAreSound", "a point of GML",
            "<georss:where \(georss)><gml:Point \(gml)><gml:pos>1 2 3</gml:pos></gml:Point></georss:where>"),
        item(
            "ValuesAreSound", "no point of GML",
            "<georss:where \(georss)><gml:Point \(gml)>▶<gml:pos>here</gml:pos></gml:Point></georss:where>",
            "InvalidCoord"),
        item("ElementsAreKnown", "no such shape", "▶<georss:sphere \(georss)/>", "UndefinedElement"),
    ]

    private static let services: [RuleCase] = [
        item(
            "ValuesAreSound", "a ping", "<tb:ping \(trackback)>https://example.org/tb</tb:ping>"),
        item("ValuesAreSound", "no ping", "▶<tb:ping \(trackback)>1</tb:ping>", "InvalidFullLink"),
        .rss(
            "ExtensionsStandInPlace", "a ping of a channel",
            channel: "▶<tb:ping \(trackback)>https://example.org/tb</tb:ping>", "MisplacedExtension"),
        item(
            "ValuesAreSound", "licenses",
            "<cc:license \(license)>\nhttps://example.org/l\n</cc:license><cc:license \(license)>urn:x-l:2</cc:license>"
        ),
        item("ValuesAreSound", "a license by name", "▶<cc:license \(license)>free</cc:license>", "InvalidFullLink"),
        item(
            "ElementsStandOnce", "two origins",
            "<feedburner:origLink \(feedburner)>https://example.org/1</feedburner:origLink>"
                + "▶<feedburner:origLink \(feedburner)>https://example.org/1</feedburner:origLink>", "DuplicateElement"),
        item(
            "ElementsAreKnown", "what FeedBurner may add", "<feedburner:later \(feedburner)/>"),
        .atom(
            "ValuesAreSound", "a draft",
            entry: "<content>x</content>"
                + "<app:edited \(app)>2026-03-14T09:26:53Z</app:edited>"
                + "<app:control \(app)><app:draft>no</app:draft></app:control>"),
        .atom(
            "ValuesAreSound", "half a draft",
            entry: "<content>x</content><app:control \(app)>▶<app:draft>half</app:draft></app:control>", "InvalidDraft"),
        item(
            "ValuesAreSound", "no number of comments",
            "▶<s:comments xmlns:s='http://purl.org/rss/1.0/modules/slash/'>few</s:comments>",
            "InvalidNonNegativeInteger"),
        item(
            "ValuesAreSound", "no address of comments",
            "▶<w:commentRss xmlns:w='http://wellformedweb.org/CommentAPI/'>none</w:commentRss>", "InvalidFullLink"),
        item(
            "ValuesAreSound", "an event by the clock of its place",
            "<e:startdate xmlns:e='http://purl.org/rss/1.0/modules/event/'>2026-03-14T09:26:53</e:startdate>"),
        .rss(
            "AttributesAreSound", "half an access",
            channel: "▶<a:restriction xmlns:a='http://www.bloglines.com/about/specs/fac-1.0' relationship='some'/>",
            "InvalidAccessRestrictionRel"),
        .atom(
            "ElementsAreComplete", "no history",
            entry: "<content>x</content>▶<sx:sync \(sync) id='1' updates='1'/>", "MissingElement"),
        .atom(
            "AttributesAreSound", "too many changes",
            entry: """
                <content>x</content><sx:sync \(sync) id='1' updates='1'>
                ▶<sx:history sequence='2147483648'/></sx:sync>
                """, "IntegerOverflow"),
        .atom(
            "AttributesAreSound", "no kind of feed",
            head: "<sx:sharing \(sync)>▶<sx:related link='https://example.org/s' type='all'/></sx:sharing>",
            "InvalidSseType"),
    ]

    private static let searches: [RuleCase] = [
        .rss(
            "AttributesAreSound", "a search",
            channel: """
                <os:totalResults \(search)>42</os:totalResults><os:startIndex \(search)>-1</os:startIndex>
                <os:Query \(search) role='request' searchTerms='New%20York History' language='*' startPage='1'/>
                <os:Query \(search) role='my:own' inputEncoding='utf-8'/>
                """),
        .rss(
            "ValuesAreSound", "fewer than none", channel: "▶<os:totalResults \(search)>-1</os:totalResults>",
            "InvalidNonNegativeInteger"),
        .rss(
            "ValuesAreSound", "begins between", channel: "▶<os:startIndex \(search)>1.5</os:startIndex>",
            "InvalidInteger"),
        .rss(
            "AttributesAreSound", "no role", channel: "▶<os:Query \(search) role='ask'/>", "InvalidLocalRole"),
        .rss(
            "AttributesAreSound", "words in quotes",
            channel: "▶<os:Query \(search) role='request' searchTerms='\"a\"'/>", "NotURLEncoded"),
        .rss(
            "AttributesAreSound", "no encoding",
            channel: "▶<os:Query \(search) role='request' outputEncoding='8 bit'/>", "InvalidEncoding"),
    ]

    private static let podcasts: [RuleCase] = [
        item("ValuesAreSound", "a long episode", "<itunes:duration>100:02:33</itunes:duration>"),
        item(
            "ValuesAreSound", "an episode in minutes", "▶<itunes:duration>10 min</itunes:duration>", "InvalidDuration"),
        item("ValuesAreSound", "blocked", "<itunes:block>Yes</itunes:block>"),
        item("ValuesAreSound", "perhaps blocked", "▶<itunes:block>maybe</itunes:block>", "InvalidYesNo"),
        .rss(
            "ExtensionsStandInPlace", "a channel of ten minutes",
            channel: "▶<itunes:duration>600</itunes:duration>", "MisplacedExtension"),
        item(
            "AttributesAreSound", "text in a picture", "▶<itunes:image href='https://example.org/i'>x</itunes:image>",
            "UnexpectedText"),
    ]

    private static let media: [RuleCase] = [
        item(
            "MediaIsSound", "a group",
            "<media:group><media:content url='a'/><media:content><media:player url='b'/></media:content></media:group>"),
        item(
            "MediaIsSound", "a group of one", "▶<media:group><media:content url='a'/></media:group>",
            "MediaGroupWithoutAlternatives"),
        item("MediaIsSound", "nowhere", "▶<media:content type='video/mp4'/>", "MissingAttribute"),
        item(
            "ElementsStandOnce", "two titles", "<media:title>a</media:title>▶<media:title>b</media:title>",
            "DuplicateElement"),
        item(
            "ElementsAreKnown", "no slash", "▶<m:title xmlns:m='http://search.yahoo.com/mrss'>a</m:title>",
            "MediaRssNamespace"),
        item("AttributesAreSound", "a type with a word", "<media:content url='a' type='text/plain; charset=\"a;b\"'/>"),
        item(
            "AttributesAreSound", "a type with half a word", "▶<media:content url='a' type='text/plain; charset'/>",
            "InvalidMIMEAttribute"),
    ]

    private static let inline: [RuleCase] = [
        .atom(
            "TextConstructsAreSound", "a picture that says what it shows",
            entry: """
                <summary type='xhtml'><div \(xhtml)><svg \(svg)><metadata><dc:title
                xmlns:dc='http://purl.org/dc/elements/1.1/'>x</dc:title></metadata></svg></div></summary>
                """),
        .atom(
            "TextConstructsAreSound", "an element of feeds in XHTML",
            entry: "<summary type='xhtml'><div \(xhtml)>▶<app:edited \(app)>x</app:edited></div></summary>",
            "UndefinedElement"),
        .atom(
            "TextConstructsAreSound", "an element of nobody in XHTML",
            entry: "<summary type='xhtml'><div \(xhtml)>▶<p xmlns=''>x</p></div></summary>", "MissingNamespace"),
        .atom(
            "ContentIsSound", "a picture", entry: "<content type='image/svg+xml'>\n<svg \(svg)/>\n</content>"),
        .atom(
            "ContentIsSound", "words beside a picture",
            entry: "▶<content type='image/svg+xml'>x<svg \(svg)/></content>",
            "UnexpectedText"),
        .atom(
            "ElementsAreKnown", "an extension of a link",
            entry: "<content>x</content><link rel='related' href='a'><app:accept \(app)/></link>"),
        item(
            "ElementsAreKnown", "not escaped in RSS",
            "<description>x</description><content:encoded>▶<p>x</p></content:encoded>", "UndefinedElement"),
    ]

    private static let others: [RuleCase] = [
        .rss(
            "AttributesAreSound", "an atom:link to nowhere", channel: "▶<atom:link rel='hub'/>", "MissingHref"),
        item("ValuesAreSound", "another date of Atom", "▶<atom:updated>today</atom:updated>", "InvalidRFC3339Date"),
        item("ElementsAreKnown", "an entry of Atom in RSS", "▶<atom:entry/>", "UndefinedElement"),
        .rss("ItemsAreSound", "an address of FTP", item: "<title>E</title><guid>ftp://example.org/1</guid>"),
        .rss("ItemsAreSound", "a name", item: "<title>E</title>▶<guid>urn:isbn:0451450523</guid>", "InvalidHttpGUID"),
        .rss("ItemsAreSound", "a blank address", item: "<title>E</title>▶<guid/>", "InvalidHttpGUID"),
        .rss(
            "ItemsAreSound", "a blank name", item: "<title>E</title>▶<guid isPermaLink='false'/>", "NotBlank"),
        .rss(
            "AttributesAreSound", "no port",
            channel: "▶<cloud domain='example.org' port='0' path='/' registerProcedure='' protocol='http-post'/>",
            "InvalidIntegerAttribute"),
        .atom(
            "HistoryIsSound", "a complete feed that is current",
            head: "<fh:complete/><link rel='current' href='https://example.org/f'/>"),
        .atom(
            "HistoryIsSound", "a complete feed that is not",
            head: "<fh:complete/>▶<link rel='current' href='https://example.org/g'/>", "CurrentNotSelfInCompleteFeed"),
        .atom(
            "ValuesAreSound", "a complete feed with words", head: "▶<fh:complete>yes</fh:complete>", "UnexpectedText"),
        .json(
            "JSONMembersAreSound", "an author by address", head: #""authors": [{"url": "https://example.org/a"}],"#),
        .json("JSONMembersAreSound", "an author who is nobody", head: #""authors": [▶{}],"#, "MissingElement"),
        RuleCase(
            rule: "VersionsAreKnown", testDescription: "VersionsAreKnown: of OPML",
            feed: """
                ▶<opml version="3.0"><head><expansionState>1, 12</expansionState><windowTop/></head>
                <body><outline text="a"/></body></opml>
                """, codes: ["InvalidOPMLVersion"]),
        RuleCase(
            rule: "ValuesAreSound", testDescription: "ValuesAreSound: of OPML",
            feed: """
                <opml version="2.0"><head>▶<expansionState>all</expansionState>▶<windowTop>high</windowTop>
                ▶<ownerEmail>me</ownerEmail></head><body><outline text="a"/></body></opml>
                """, codes: ["InvalidExpansionState", "InvalidInteger", "InvalidAddrSpec"]),
        RuleCase(
            rule: "VersionsAreKnown", testDescription: "VersionsAreKnown: a document type that is gone",
            feed: """
                <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
                "http://my.netscape.com/publish/formats/rss-0.91.dtd">
                ▶<rss version="0.91" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>
                <link>https://example.org/</link><description>D</description>
                <atom:link rel="self" href="https://example.org/f"/></channel></rss>
                """, codes: ["DeprecatedDTD"]),
    ]

    /// RSS 1.0.
    static let rdfCases: [RuleCase] = [
        rdf("ElementsAreComplete", "all that there is", item: "<dc:date>2026-03-14</dc:date>"),
        rdf(
            "ElementsAreComplete", "a channel without items", items: "", channel: "▶<channel ", "MissingElement"),
        rdf(
            "ValuesAreSound", "a ping by reference", item: "<tb:ping \(trackback) rdf:resource='https://example.org/'/>"
        ),
        rdf("ValuesAreSound", "no date", item: "▶<dc:date>today</dc:date>", "InvalidW3CDTFDate"),
        rdf("ElementsAreKnown", "an element of RSS 2.0", item: "▶<pubDate>today</pubDate>", "UndefinedElement"),
        rdf(
            "AttributesAreSound", "an item about nothing", item: "</item>▶<item><title>F</title><link>urn:x-f:1</link>",
            "MissingAttribute"),
    ]

    private static func rdf(
        _ rule: String, _ description: String,
        items: String = "<items><rdf:Seq><rdf:li rdf:resource='https://example.org/1'/></rdf:Seq></items>",
        channel: String = "<channel ", item: String = "", _ codes: String...
    ) -> RuleCase {
        let feed = """
            <rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
              xmlns:dc="http://purl.org/dc/elements/1.1/">
              \(channel)rdf:about="https://example.org/f"><title>T</title><link>https://example.org/</link>
                <description>D</description>\(items)</channel>
              <item rdf:about="https://example.org/1"><title>E</title><link>
                https://example.org/1</link>\(item)</item>
            </rdf:RDF>
            """
        return RuleCase(rule: rule, testDescription: "\(rule): RSS 1.0, \(description)", feed: feed, codes: codes)
    }
}
