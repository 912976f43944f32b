import BulletinCore
import Foundation
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct ConfigurationTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var yaml: String
        /// Without the path in front.
        var problems: [String]
    }

    static let cases = [
        Case(testDescription: "an empty file is all defaults", yaml: "", problems: []),
        Case(testDescription: "a file of comments is all defaults", yaml: "# nothing\n", problems: []),
        Case(
            testDescription: "an unknown key has a suggestion", yaml: "titel: News\n",
            problems: ["1: titel: unknown setting; did you mean title?"]),
        Case(
            testDescription: "a strange key has none", yaml: "colour: red\n",
            problems: ["1: colour: unknown setting; remove it"]),
        Case(
            testDescription: "all problems are told at once", yaml: "url: nowhere\nfeed-entries: 0\nlisten: 8080\n",
            problems: [
                "1: url: nowhere: not the address of a site; write https://www.example.org/news/",
                "2: feed-entries: 0: not a number from 1 to 1000",
                "3: listen: 8080: not an address with a port; write 127.0.0.1:8080",
            ]),
        Case(
            testDescription: "sizes and times have units", yaml: "max-file-size: 10 stones\nsettle: soon\n",
            problems: [
                "1: max-file-size: 10 stones: not a size from 1 kB to 100 MB; write 500 kB or 10 MB",
                "2: settle: soon: not a time from 0 ms to 10 min; write 2 s or 5 min",
            ]),
        Case(
            testDescription: "a charset must be known", yaml: "charset: klingon\n",
            problems: [
                "1: charset: klingon: no charset that is known; write a name like GB18030, Big5 or windows-1252"
            ]),
        Case(
            testDescription: "a time zone must exist", yaml: "time-zone: Mars/Olympus\n",
            problems: ["1: time-zone: Mars/Olympus: no such time zone; write a name of the IANA list, Asia/Shanghai"]),
        Case(
            testDescription: "an abbreviation is no time zone", yaml: "time-zone: CST\n",
            problems: [
                "1: time-zone: CST: not one zone, as abbreviations go; write a name of the IANA list, Asia/Shanghai"
            ]
        ),
        Case(
            testDescription: "notes have a place", yaml: "receipts: notes\n",
            problems: [
                "1: receipts: notes: not a place; write true, false, or the path of a folder, /srv/notes or ./notes"
            ]),
        Case(
            testDescription: "the address of an author is one of the web",
            yaml: "authors:\n  - {name: A, uri: 'mailto:a@example.org'}\n",
            problems: [
                "2: authors: uri: 'mailto:a@example.org' is not a web address; write https://www.example.org/people/name"
            ]),
        Case(
            testDescription: "a list where a value belongs", yaml: "title: [a, b]\n",
            problems: ["1: title: a list or a group; write one value"]),
        Case(
            testDescription: "a name of blanks is none", yaml: "title: \"  \"\n",
            problems: ["1: title:   : empty; write the name of the channel"]),
        Case(
            testDescription: "a line break in a name", yaml: "title: \"a\\nb\"\n",
            problems: ["1: title: a\nb: line breaks or control characters; write one line"]),
        Case(
            testDescription: "a list instead of settings", yaml: "- a\n",
            problems: ["1: not a list of settings; write lines of 'key: value'"]),
        Case(
            testDescription: "an author needs a name", yaml: "authors:\n  - email: a@example.org\n",
            problems: ["2: authors: an author without a name"]),
        Case(
            testDescription: "a mistake in an author has the line of it",
            yaml: "title: A\nauthors:\n  - B\n  - name: C\n    email: d\n",
            problems: ["5: authors: 'd' is not a mail address"]),
        Case(
            testDescription: "readers are asked in minutes", yaml: "update-interval: 30 s\n",
            problems: [
                "1: update-interval: 30 s: not a time from 1 min to 720 h; write 30 min, or 0 s to say nothing of it"
            ]),
        Case(
            testDescription: "an authority is a host name", yaml: "authority: Example.org\n",
            problems: [
                "1: authority: Example.org: not a host name; write a name that you hold, in small letters: news.example.org"
            ]),
    ]

    @Test(arguments: cases) func tellsProblems(_ c: Case) throws {
        let folder = try TemporaryFolder()
        try folder.write(c.yaml, to: "c.yaml")
        let path = folder("c.yaml")
        var problems: [String] = []
        do throws(ConfigurationError) {
            _ = try Configuration.load(path: path, overrides: [])
        } catch {
            problems = error.problems
        }
        #expect(problems == c.problems.map { "\(path):\($0)" })
    }

    @Test func readsEverySetting() throws {
        let folder = try TemporaryFolder()
        let yaml = """
            inbox: /srv/in
            site: /srv/out
            state: /var/lib/b
            url: https://news.example.org/weekly
            listen: "[::1]:9000"
            title: 每周要闻
            subtitle: 本周大事
            language: zh-Hans
            authors: [{name: 编辑部, email: news@example.org}, 张三]
            rights: © 编辑部
            time-zone: Asia/Shanghai
            charset: GBK
            authority: example.org
            templates: /etc/bulletind/templates
            feed-entries: 20
            feed-size: 200 kB
            update-interval: 1 d
            withdrawn-entries: yes
            correction-notes: yes
            podcast-category: Society & Culture
            podcast-explicit: yes
            max-file-size: 1 MiB
            max-attachment-size: 3 MB
            max-stories: 500
            max-depth: 100
            max-front-matter: 8 kB
            max-parts: 50
            max-inflated-size: 20 MB
            max-inflation: 90
            workers: 3
            worker-memory: 512 MB
            worker-time: 1 min
            settle: 500 ms
            scan-interval: 5 min
            retraction-grace: 1 h
            retraction-guard: 30 %
            receipts: /srv/notes
            published-receipts: yes
            log-level: debug

            """
        try folder.write(yaml, to: "c.yaml")
        let configuration = try Configuration.load(path: folder("c.yaml"), overrides: [("listen", "127.0.0.1:0")])
        #expect(
            configuration.listing == [
                "inbox: /srv/in", "site: /srv/out", "state: /var/lib/b", "url: https://news.example.org/weekly/",
                "listen: 127.0.0.1:0", "title: 每周要闻", "subtitle: 本周大事", "language: zh-Hans",
                "authors: 编辑部, 张三", "rights: © 编辑部", "time-zone: Asia/Shanghai", "charset: GBK",
                "authority: example.org",
                "templates: /etc/bulletind/templates", "feed-entries: 20", "feed-size: 200 kB",
                "update-interval: 24 h", "withdrawn-entries: true", "correction-notes: true",
                "podcast-category: Society & Culture", "podcast-explicit: true",
                "max-file-size: 1048576 B", "max-attachment-size: 3 MB", "max-stories: 500", "max-depth: 100",
                "max-front-matter: 8 kB", "max-parts: 50", "max-inflated-size: 20 MB", "max-inflation: 90",
                "workers: 3", "worker-memory: 512 MB", "worker-time: 1 min", "settle: 500 ms", "scan-interval: 5 min",
                "retraction-grace: 1 h",
                "retraction-guard: 30 %", "receipts: /srv/notes", "published-receipts: true", "log-level: debug",
            ])
        #expect(configuration.authors[0].email == "news@example.org")
        #expect(configuration.readingOptions.charset == "GBK")
    }

    /// What is not in the settings may not be published.
    @Test func onlyUTF8IsRead() throws {
        let folder = try TemporaryFolder()
        // The title in GBK.
        try folder.drop(Array("url: https://x.example/\ntitle: ".utf8) + [0xCB, 0xAE, 0xCE, 0xF1, 0x0A], as: "c.yaml")
        #expect(
            throws: ConfigurationError(problems: ["\(folder("c.yaml")):2: not UTF-8; save the file as UTF-8"])
        ) {
            try Configuration.load(path: folder("c.yaml"), overrides: [])
        }
        try folder.drop([0xEF, 0xBB, 0xBF] + Array("title: 水务\n".utf8), as: "c.yaml")
        #expect(try Configuration.load(path: folder("c.yaml"), overrides: []).title == "水务")
    }

    @Test func templatesAreUTF8() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("pages")
        try folder.drop(Array("<p>\n".utf8) + [0xCB, 0xAE, 0xCE, 0xF1, 0x0A], as: "pages/foot.mustache")
        var configuration = Configuration()
        configuration.templates = folder("pages")
        let problem = "\(folder("pages"))/foot.mustache:2: not UTF-8; save the file as UTF-8"
        #expect(throws: ConfigurationError(problems: [problem])) { try Daemon.templates(configuration) }
    }

    @Test(arguments: [
        ("https://x.example/people/hale.html", "https://x.example/people/hale.html"),
        ("https://x.example/?id=3#me", "https://x.example/?id=3#me"), ("https://X.example/a", "https://x.example/a"),
        ("https://x.example/人", "https://x.example/%E4%BA%BA"),
    ]) func theAddressOfAnAuthorIsTakenAsItIs(uri: String, taken: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("authors: [{name: A, uri: '\(uri)'}]\n", to: "c.yaml")
        #expect(try Configuration.load(path: folder("c.yaml"), overrides: []).authors.map(\.uri) == [taken])
    }

    /// What would make every feed invalid is refused before a feed is rendered.
    @Test(arguments: [
        "language: en-toolongasubtag", "authors: [{name: A, email: a b@example.org}]",
        "authors: [{name: A, email: a@b@example.org}]", "authors: [{name: A, email: 'é@'}]",
        "authors: [{name: A, uri: 'mailto:a'}]", "url: https://例子.example/", "language: 'e'",
        "url: http://x.example:99999/", "url: http://x.example:0/", "url: http://x.example/../y/",
        "url: http://x.example/a/%2e%2E/", "url: http://x.example/./", "url: http://x..y/", "url: http://-x.example/",
        "url: http://x.example//y/", "url: http://x.example./",
    ]) func refusesWhatNoFeedMayHold(yaml: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(yaml + "\n", to: "c.yaml")
        #expect(throws: ConfigurationError.self) { try Configuration.load(path: folder("c.yaml"), overrides: []) }
    }

    @Test(arguments: [
        "http://x.example:8080/", "http://127.0.0.1:8080/", "http://[::1]:8080/a/", "https://NEWS.example.org/",
        "http://localhost/", "http://x.example/a.b/..c/~d/", "http://xn--fsqu00a.example/", "http://my_site/",
    ]) func takesAddressesOfSites(address: String) throws {
        #expect(try Setting.address(address) == address)
    }

    @Test func aReloadKeepsThePlaces() {
        var running = Configuration()
        running.inbox = "/srv/in"
        var renewed = Configuration()
        renewed.title = "Renamed"
        renewed.listen = ListenAddress(host: "127.0.0.1", port: 1)
        #expect(renewed.keepFixed(of: running) == ["inbox", "listen"])
        #expect(renewed.inbox == "/srv/in")
        #expect(renewed.listen == running.listen)
        #expect(renewed.title == "Renamed")
    }

    @Test func refusesFoldersWithinEachOther() {
        #expect(throws: ConfigurationError(problems: ["site: a/b: lies in inbox (a); use three separate folders"])) {
            try Configuration.load(path: nil, overrides: [("inbox", "a"), ("site", "a/b"), ("state", "c")])
        }
    }

    /// In whatever way the paths are written: what is published must not be read as a bulletin.
    @Test(arguments: ["./a/../in/b", "b", "link/b", "in/./b/", "in"]) func refusesFoldersUnderOtherNames(path: String)
        throws
    {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in")
        try WatchedInbox.check("symlink", unsafe symlink(folder("in"), folder("link")))
        let inbox = path == "b" ? folder("") : folder("in")
        #expect(throws: ConfigurationError.self) {
            try Configuration.load(
                path: nil, overrides: [("inbox", inbox), ("site", folder(path)), ("state", folder("t"))])
        }
        _ = try Configuration.load(
            path: nil, overrides: [("inbox", folder("in")), ("site", folder("inner")), ("state", folder("in/../t"))])
    }

    /// A relative path and an absolute one.
    @Test func pathsBeginWhereTheProgramWasStarted() {
        let here = FileManager.default.currentDirectoryPath
        #expect(
            throws: ConfigurationError(problems: [
                "site: in/site: lies in inbox (\(here)/in); use three separate folders"
            ])
        ) {
            try Configuration.load(
                path: nil, overrides: [("inbox", here + "/in"), ("site", "in/site"), ("state", "/t")])
        }
    }

    @Test(arguments: ["site", "state"]) func refusesNotesThatWouldBePublished(key: String) throws {
        let problem = "receipts: ./\(key)/notes: lies in \(key) (\(key)); name a folder elsewhere"
        #expect(throws: ConfigurationError(problems: [problem])) {
            try Configuration.load(path: nil, overrides: [("receipts", "./\(key)/notes")])
        }
        _ = try Configuration.load(path: nil, overrides: [("receipts", "./\(key)-notes")])
    }

    @Test func namesAMissingFile() {
        #expect(
            throws: ConfigurationError(problems: [
                "/nowhere.yaml: cannot be read (open: No such file or directory); name another file with --config"
            ])
        ) {
            try Configuration.load(path: "/nowhere.yaml", overrides: [])
        }
    }

    /// Other looks have every page rendered again.
    @Test func onlyWhatMayBeSeenIsALook() {
        let look = Daemon.look(of: Configuration(), templates: [:])
        var other = Configuration()
        other.listen = ListenAddress(host: "127.0.0.1", port: 9)
        other.logLevel = .error
        (other.inbox, other.site, other.state) = ("/srv/in", "./site", "/var/lib/b")
        #expect(Daemon.look(of: other, templates: [:]) == look)
        other.title = "Another"
        #expect(Daemon.look(of: other, templates: [:]) != look)
        #expect(Daemon.look(of: Configuration(), templates: ["foot": ""]) != look)
    }

    @Test func brokenYAMLHasALine() throws {
        let folder = try TemporaryFolder()
        try folder.write("title: a\nsubtitle: [\n", to: "c.yaml")
        do throws(ConfigurationError) {
            _ = try Configuration.load(path: folder("c.yaml"), overrides: [])
            Issue.record("broken YAML was taken")
        } catch {
            #expect(error.problems.count == 1)
            #expect(error.description.hasPrefix("\(folder("c.yaml")):3: not YAML: "))
        }
    }

    @Test(arguments: [
        ("https://news.example.org/x/", "news.example.org"), ("http://127.0.0.1:8080/", "127.0.0.1"),
        ("http://[::1]:8080/", "localhost"), ("https://NEWS.example.org/", "news.example.org"),
    ]) func takesTheAuthorityFromTheAddress(address: String, authority: String) {
        #expect(Setting.authority(ofAddress: address) == authority)
    }
}
