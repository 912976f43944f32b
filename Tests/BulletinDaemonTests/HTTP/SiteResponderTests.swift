import BulletinCore
import HTTPTypes
import Hummingbird
import Interop
import Logging
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct SiteResponderTests {
    static let now = Timestamp(seconds: 1_800_000_000)
    static let page = String(repeating: "<p>A page that is long enough to be worth compressing.</p>", count: 20)

    let folder: TemporaryFolder
    let responder: SiteResponder
    let store: SiteStore
    let publisher: Publisher

    init() throws {
        folder = try TemporaryFolder()
        publisher = try Publisher(site: folder("site"))
        let files = [
            SiteFile(path: "index.html", bytes: Array(Self.page.utf8)),
            SiteFile(path: "feed.rss", bytes: Array("<rss/>".utf8)),
            SiteFile(path: "bulletins/w/index.html", bytes: Array("<p>w</p>".utf8)),
            SiteFile(path: "gone.html", bytes: Array("<p>gone</p>".utf8)),
            SiteFile(path: "topics/t/archive/issues-3.atom", bytes: Array("<feed/>".utf8)),
            SiteFile(path: "topics/t/index.html", bytes: Array("<p>t</p>".utf8)),
            SiteFile(path: "feeds.opml", bytes: Array("<opml/>".utf8)),
        ]
        _ = try publisher.publish(files, at: Self.now, known: [:])
        try folder.write("secret", to: "outside.txt")
        try folder.write("half", to: "site/.tmp-1")
        store = SiteStore(
            site: publisher.site, isWithdrawn: { $0 == "old" },
            redirect: {
                let places: [String: FormerPlace] = [
                    "/?p=1": .at("bulletins/w/"), "/2026/03/market/": .at("bulletins/w/"), "/index.html": .at("x"),
                    "/?p=9": .withdrawn, "/2026/03/gone/": .withdrawn,
                ]
                return places[$0]
            })
        try store.load()
        responder = SiteResponder(
            store: store, addresses: FormerAddresses(url: "http://localhost/", former: []),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    func respond(
        _ method: HTTPRequest.Method = .get, _ path: String, _ fields: HTTPFields = [:],
        from other: SiteResponder? = nil, host: String = "localhost"
    ) async throws -> Response {
        let head = HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: fields)
        let source = ApplicationRequestContextSource(
            channel: EmbeddedChannel(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await (other ?? responder).respond(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer())),
            context: BasicRequestContext(source: source))
    }

    @Test(arguments: [
        ("/", 200), ("/index.html", 200), ("/feed.rss", 200), ("/bulletins/w/", 200), ("/bulletins/w/index.html", 200),
        ("/bulletins/w", 301), ("/nothing", 404), ("/bulletins/", 404), ("/.tmp-1", 404), ("/../outside.txt", 404),
        ("/%2e%2e/outside.txt", 404), ("/bulletins/../../outside.txt", 404), ("//index.html", 404), ("/%00", 404),
        ("/bulletins/old/", 410), ("/bulletins/old/index.html", 410), ("/bulletins/old/x", 404), ("/topics/t/", 200),
        ("/bulletins/old", 301), ("/bulletins/never", 404),
        ("/files/old/map.png", 410), ("/files/old", 404), ("/files/old/a/b", 404), ("/files/w/map.png", 404),
        ("/bulletins%2Fw%2F", 200), ("/%zz", 404), ("/?a=b", 200), ("/?p=1", 301), ("/?p=2", 200),
        ("/?p=9", 410), ("/2026/03/gone/", 410), ("/2026/03/gone/?utm_source=x", 410),
        ("/" + String(repeating: "n", count: 256), 404),
        ("/bulletins/" + String(repeating: "n", count: 300) + "/", 404),
        ("/" + String(repeating: "n/", count: 3000), 404), ("/files/" + String(repeating: "n", count: 256), 404),
    ]) func answers(path: String, status: Int) async throws {
        #expect(try await respond(path).status.code == status)
    }

    /// What another site had under a former address of this one was never below the present one.
    @Test(arguments: [
        ("/?p=1", 301, "http://second.example/news/bulletins/w/"),
        ("/2026/03/market/", 301, "http://second.example/news/bulletins/w/"), ("/2026/03/gone/", 410, nil),
        ("/", 301, "http://second.example/news/"), ("/index.html", 301, "http://second.example/news/index.html"),
        ("/feed.rss?x", 301, "http://second.example/news/feed.rss?x"),
        ("/nothing", 301, "http://second.example/news/nothing"),
    ]) func formerHostsKnowWhatWasThereBefore(path: String, status: Int, location: String?) async throws {
        let responder = SiteResponder(
            store: store,
            addresses: FormerAddresses(url: "http://second.example/news/", former: ["http://first.example/"]),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let response = try await respond(.get, path, from: responder, host: "first.example")
        #expect(response.status.code == status)
        #expect(response.headers[.location] == location)
        // A server there may have moved it.
        guard path.hasPrefix("/2026/") else { return }
        let moved = try await respond(.get, "/news" + path, from: responder, host: "second.example")
        #expect(moved.status.code == status)
        #expect(moved.headers[.location] == location)
    }

    /// `https://second.example/news`, as people write it.
    @Test(arguments: ["/news", "/news/", "/news/bulletins/w", "/bulletins/w"])
    func aFolderIsAskedForWithoutItsSlash(path: String) async throws {
        let responder = SiteResponder(
            store: store, addresses: FormerAddresses(url: "http://second.example/news/", former: []),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let response = try await respond(.get, path, from: responder, host: "second.example")
        #expect(response.status.code == (path.hasSuffix("/") ? 200 : 301))
        let place = path.hasSuffix("/") ? nil : path.hasSuffix("/w") ? "w/" : "news/"
        #expect(response.headers[.location] == place)
    }

    /// What stands behind an address says how it was passed on; what is here now goes before what was there.
    @Test(arguments: [
        ("/2026/03/market/?utm_source=x", "bulletins/w/"), ("/2026/03/market/?", "bulletins/w/"),
        ("/2026/03/market/", "bulletins/w/"), ("/?p=1", "bulletins/w/"), ("/?p=2", nil), ("/index.html?x", nil),
    ]) func formerAddressesLeadOn(path: String, place: String?) async throws {
        let response = try await respond(path)
        #expect(response.headers[.location] == place.map { "http://localhost/" + $0 })
        #expect(response.status.code == (place == nil ? 200 : 301))
        // What moved may move back.
        #expect(response.headers[.cacheControl] == "public, max-age=60, must-revalidate")
    }

    @Test func whatIsGoneIsSaidForPeople() async throws {
        let response = try await respond("/bulletins/old/")
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.headers[.eTag] == nil)
    }

    @Test(arguments: [
        ("/feed.rss", "application/rss+xml", "<feed.rss>; rel=\"self\", <./>; rel=\"alternate\"; type=\"text/html\""),
        (
            "/topics/t/archive/issues-3.atom", "application/atom+xml",
            "<issues-3.atom>; rel=\"self\", <../../../topics/t/archive/issues-3.html>; rel=\"alternate\"; "
                + "type=\"text/html\", <../../../topics/t/issues.atom>; rel=\"current\""
        ),
        ("/feeds.opml", "text/x-opml; charset=utf-8", nil),
    ]) func documentsSayWhatTheyAreAndWhatBelongsToThem(path: String, type: String, link: String?) async throws {
        let response = try await respond(path)
        #expect(response.headers[.contentType] == type)
        #expect(response.headers[.link] == link)
        #expect(response.headers[.cacheControl]?.contains("3600") == path.contains("archive"))
    }

    /// Browsers show a feed in its style only when it is plain XML to them; readers get its own type.
    @Test(arguments: [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/xml; charset=utf-8"), ("*/*", "application/rss+xml"),
        ("application/rss+xml, application/xml", "application/rss+xml"),
    ]) func browsersSeeXML(accept: String, type: String) async throws {
        let response = try await respond(.get, "/feed.rss", [.accept: accept])
        #expect(response.headers[.contentType] == type)
        #expect(response.headers[.vary] == "Accept-Encoding, Accept")
    }

    @Test(arguments: [
        ("/", ["feed.rss", "feed.atom", "feed.json", "issues.rss", "issues.atom", "issues.json"]),
        (
            "/topics/t/",
            ["topics/t/feed.rss", "topics/t/feed.atom", "topics/t/feed.json", "feed.rss", "feed.atom", "feed.json"]
                + ["issues.rss", "issues.atom", "issues.json"]
        ),
        ("/bulletins/w/", ["feed.rss", "feed.atom", "feed.json", "issues.rss", "issues.atom", "issues.json"]),
    ]) func pagesLeadToFeeds(path: String, feeds: [String]) async throws {
        let field = try #require(try await respond(path).headers[.link])
        let root = path == "/" ? "" : "../../"
        #expect(field.split(separator: ", ").map { $0.prefix { $0 != ">" } } == feeds.map { "<\(root)\($0)"[...] })
    }

    private func respond(_ path: String) async throws -> Response { try await respond(.get, path) }

    @Test func aFolderWithoutItsSlashLeadsToIt() async throws {
        #expect(try await respond("/bulletins/w").headers[.location] == "w/")
    }

    @Test func onlyReadingIsAllowed() async throws {
        for method in [HTTPRequest.Method.post, .put, .delete, .options] {
            let response = try await respond(method, "/feed.rss")
            #expect(response.status == .methodNotAllowed)
            #expect(response.headers[.allow] == "GET, HEAD")
            #expect((response.body.contentLength ?? 0) > 0)
        }
    }

    @Test func tellsTypeTagAndTime() async throws {
        let headers = try await respond("/feed.rss").headers
        #expect(headers[.contentType] == "application/rss+xml")
        #expect(headers[.lastModified] == Self.now.httpDate)
        #expect(headers[.cacheControl] == "public, max-age=60, must-revalidate")
        #expect(headers[.eTag]?.hasPrefix("\"") == true)
    }

    @Test func equalBytesHaveEqualTagsAndOthersOthers() async throws {
        let first = try await respond("/feed.rss").headers[.eTag]
        replace("feed.rss", with: "<rss></rss>")
        let second = try await respond("/feed.rss").headers[.eTag]
        replace("feed.rss", with: "<rss/>")
        let third = try await respond("/feed.rss").headers[.eTag]
        #expect(first != second)
        #expect(first == third)
    }

    private func replace(_ path: String, with text: String) {
        let file = SiteFile(path: path, bytes: Array(text.utf8))
        let digest = SHA256Digest.digest(of: file.bytes)
        let record = PublishedFile(path: path, digest: digest, size: file.bytes.count, modified: Self.now)
        store.replace([(file, record)], changed: [])
    }

    @Test func aChangedPageIsReadAgain() async throws {
        let path = "/bulletins/w/"
        let before = try await respond(path).headers[.eTag]
        let changed = try publisher.publish(
            [SiteFile(path: "bulletins/w/index.html", bytes: Array("<p>x</p>".utf8))], at: Self.now.advanced(by: 5),
            known: [:])
        store.replace([], changed: changed.map(\.path))
        #expect(try await respond(path).headers[.eTag] != before)
    }

    struct Condition: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var ifNoneMatch: String?
        var ifModifiedSince: String?
        var isFresh: Bool
    }

    static let conditions = [
        Condition(testDescription: "the very tag", ifNoneMatch: "\"t\"", isFresh: true),
        Condition(testDescription: "a weak tag compares weakly", ifNoneMatch: "W/\"t\"", isFresh: true),
        Condition(testDescription: "one of a list", ifNoneMatch: "\"a\", W/\"b\",\"t\"", isFresh: true),
        Condition(testDescription: "any", ifNoneMatch: "*", isFresh: true),
        Condition(testDescription: "another tag", ifNoneMatch: "\"u\"", isFresh: false),
        Condition(testDescription: "a tag without quotes", ifNoneMatch: "t", isFresh: false),
        Condition(testDescription: "an unclosed tag", ifNoneMatch: "\"t", isFresh: false),
        Condition(
            testDescription: "tags decide over dates", ifNoneMatch: "\"u\"", ifModifiedSince: now.httpDate,
            isFresh: false),
        Condition(testDescription: "the very date", ifModifiedSince: now.httpDate, isFresh: true),
        Condition(
            testDescription: "a later date of another clock", ifModifiedSince: now.advanced(by: 9).httpDate,
            isFresh: false),
        Condition(testDescription: "no date", ifModifiedSince: "yesterday", isFresh: false),
        Condition(testDescription: "nothing", isFresh: false),
    ]

    @Test(arguments: conditions) func decides(_ c: Condition) {
        let request = ConditionalRequest(
            ifNoneMatch: c.ifNoneMatch.map { [$0] } ?? [], ifModifiedSince: c.ifModifiedSince)
        #expect(request.isFresh(tag: "\"t\"", modified: Self.now) == c.isFresh)
    }

    /// RFC 9110 §13.2.2: what a request is conditional on is looked at first.
    @Test(
        arguments: [
            ("\"t\"", nil, true), ("\"a\", \"t\"", nil, true), ("*", nil, true), ("\"a\"", nil, false),
            // A weak tag never matches here (§13.1.1).
            ("W/\"t\"", nil, false), (nil, now.httpDate, true), (nil, now.advanced(by: 9).httpDate, true),
            (nil, now.advanced(by: -9).httpDate, false), (nil, "yesterday", true),
            // Tags decide over dates.
            ("\"t\"", now.advanced(by: -9).httpDate, true),
        ] as [(String?, String?, Bool)])
    func refusesWhatIsNotAsTheRequestWantsIt(ifMatch: String?, ifUnmodifiedSince: String?, holds: Bool) async throws {
        let tag = try #require(try await respond("/").headers[.eTag])
        var fields: HTTPFields = [:]
        fields[.ifMatch] = ifMatch?.replacing("\"t\"", with: tag)
        fields[.ifUnmodifiedSince] = ifUnmodifiedSince
        #expect(try await respond(.get, "/", fields).status == (holds ? .ok : .preconditionFailed))
    }

    @Test func aFreshCopyIsNotSentAgain() async throws {
        let tag = try #require(try await respond("/").headers[.eTag])
        let response = try await respond(.get, "/", [.ifNoneMatch: tag])
        #expect(response.status == .notModified)
        #expect(response.body.contentLength == 0)
        #expect(response.headers[.eTag] == tag)
    }

    @Test(arguments: [
        ("gzip", true), ("br, gzip;q=0.5", true), ("*", true), ("gzip;q=0", false), ("*;q=0", false),
        ("identity", false),
        ("gzip; q=0, *", false), ("", false), ("gzip;q=0.1, identity;q=0.9", false), ("gzip, identity", true),
        ("gzip;q=0.5, identity;q=0.1", true), ("identity;q=0.5, *;q=0.1", false), ("gzip;q=0.5, *;q=0", true),
    ]) func compressesForThoseWhoAccept(field: String, isCompressed: Bool) async throws {
        let plain = try await respond("/")
        let response = try await respond(.get, "/", [.acceptEncoding: field])
        #expect((response.headers[.contentEncoding] == "gzip") == isCompressed)
        #expect((response.headers[.eTag] != plain.headers[.eTag]) == isCompressed)
        #expect(response.headers[.vary] == "Accept-Encoding")
        #expect((response.body.contentLength ?? 0 < Self.page.utf8.count) == isCompressed)
    }

    @Test func anUncompressedTagIsNoCompressedCopy() async throws {
        let tag = try #require(try await respond("/").headers[.eTag])
        #expect(try await respond(.get, "/", [.ifNoneMatch: tag, .acceptEncoding: "gzip"]).status == .ok)
    }
}
