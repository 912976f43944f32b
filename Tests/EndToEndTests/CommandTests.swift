import Foundation
import TestSupport
import Testing

/// Exit codes are those of sysexits.h; every refusal is a line that says what to do.
@Suite struct CommandTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("inbox")
        try folder.write("title: News\ninbox: inbox\nsite: site\nstate: state\n", to: "settings.yaml")
    }

    private func run(_ arguments: String...) throws -> (code: Int32, output: String, errors: String) {
        try Service.run(arguments, in: folder)
    }

    @Test func aBuildTakesAllAndTellsWhatItRefused() throws {
        try folder.write("Good news\n\nAll is well today, and it will be tomorrow.\n", to: "inbox/good.txt")
        try folder.write("", to: "inbox/empty.txt")
        let result = try run("build", "--config", "settings.yaml")
        #expect(result.code == 65)
        #expect(
            result.errors.contains("bulletind: empty.txt: the file is empty; write something into it, or remove it\n"))
        #expect(try folder.text("site/feed.rss").contains("Good news"))
        #expect(folder.contains("inbox/empty.txt.rejected.txt"))
        try folder.remove("inbox/empty.txt")
        let before = try folder.files(below: "site")
        #expect(try run("build", "--config", "settings.yaml").code == 0)
        #expect(try folder.files(below: "site") == before)
        #expect(!folder.contains("inbox/empty.txt.rejected.txt"))
    }

    @Test func settingsAreCheckedWhole() throws {
        try folder.write("title: News\nsite: state/x\nlisten: nowhere\n", to: "bad.yaml")
        let result = try run("check", "--config", "bad.yaml")
        #expect(result.code == 78)
        #expect(result.errors.split(separator: "\n").count == 2)
        let good = try run("check", "--config", "settings.yaml", "--listen", "127.0.0.1:9")
        #expect(good.code == 0)
        #expect(good.output.contains("\nlisten: 127.0.0.1:9\n"))
    }

    /// What a start would refuse, too.
    @Test func settingsAreCheckedAsAStartDoes() throws {
        let noTemplates = try run("check", "--config", "settings.yaml")
        #expect(noTemplates.code == 0)
        try folder.write("title: News\ntemplates: pages\n", to: "templates.yaml")
        let missing = try run("check", "--config", "templates.yaml")
        #expect(missing.code == 78)
        #expect(missing.errors.contains("templates: pages: cannot be read"))
        try folder.makeFolder("pages")
        try folder.write("{{#open}}", to: "pages/index.mustache")
        try folder.write("{{> nothing}}", to: "pages/foot.mustache")
        let malformed = try run("check", "--config", "templates.yaml")
        #expect(malformed.code == 78)
        #expect(malformed.errors.contains("pages/index.mustache:1: a section is not closed"))
        #expect(malformed.errors.contains("pages/foot.mustache:1: there is no template 'nothing'"))
        // Though something else is wrong.
        try folder.write("title: News\ntemplates: pages\nfeed-entries: 0\n", to: "templates.yaml")
        let both = try run("check", "--config", "templates.yaml")
        #expect(both.errors.hasPrefix("bulletind: templates.yaml:3: feed-entries: 0: "))
        #expect(both.errors.hasSuffix(malformed.errors))
        #expect(!folder.contains("state"))
        try folder.write("a file\n", to: "file")
        for (setting, path) in [("state", "file"), ("site", "file/site"), ("site", "file")] {
            let noFolder = try run("check", "--config", "settings.yaml", "--\(setting)", path)
            #expect(noFolder.code == 78)
            #expect(noFolder.errors.hasPrefix("bulletind: \(setting): \(path): cannot be used ("))
        }
        #expect(try run("check", "--config", "settings.yaml", "--site", "some/where").code == 0)
        try folder.write("Good news\n\nAll is well today, and it will be tomorrow.\n", to: "inbox/good.txt")
        #expect(try run("build", "--config", "settings.yaml").code == 0)
        let moved = try run("check", "--config", "settings.yaml", "--url", "https://other.example/")
        #expect(moved.code == 78)
        #expect(moved.errors.contains("url: 1 published entry would move"))
        #expect(try run("check", "--config", "settings.yaml").code == 0)
    }

    /// How a path is written says nothing of the site.
    @Test func theSameFoldersAreNoOtherSettings() throws {
        try folder.write("Good news\n\nAll is well today, and it will be tomorrow.\n", to: "inbox/good.txt")
        #expect(try run("build", "--config", "settings.yaml").code == 0)
        let result = try run("verify", "--config", "settings.yaml", "--inbox", "./inbox", "--site", folder("site"))
        #expect(result.code == 0)
        #expect(result.errors.isEmpty)
    }

    /// A web server is to read all of it.
    @Test func theSiteIsOpenWhateverTheUmask() throws {
        try folder.write("Good news\n\nAll is well today, and it will be tomorrow.\n", to: "inbox/good.txt")
        let arguments = ["build", "--config", "settings.yaml", "--site", "new/site"]
        #expect(try Service.run(arguments, in: folder, umask: "077").code == 0)
        for name in ["new", "new/site", "new/site/bulletins"] {
            let mode = try FileManager.default.attributesOfItem(atPath: folder(name))[.posixPermissions] as? Int
            #expect(mode == 0o755, "\(name)")
        }
    }

    @Test func brokenSettingsTouchNothing() throws {
        #expect(try run("build", "--config", "settings.yaml", "--url", "nowhere").code == 78)
        #expect(!folder.contains("state"))
        #expect(!folder.contains("site"))
    }

    @Test(arguments: [
        (["build", "--colour", "red"], "Unknown option '--colour'"),
        (["parse"], "Missing expected argument '<files> ...'"),
        (["parse", "--explian", "a"], "Unknown option '--explian'"),
        (["parse", "--charset", "klingon", "a"], "'klingon' is no charset that is known; write a name like GB18030"),
        (["publish"], "Unexpected argument 'publish'"),
        (["parse", "--format", "xml", "a"], "The value 'xml' is invalid for '--format <format>'"),
    ]) func wrongUsageIsOneLine(arguments: [String], reason: String) throws {
        let result = try Service.run(arguments, in: folder)
        #expect(result.code == 64)
        #expect(result.errors.hasPrefix("bulletind: \(reason)"))
        #expect(result.errors.hasSuffix("; see bulletind --help\n"))
        #expect(result.errors.split(separator: "\n").count == 1)
        #expect(result.output.isEmpty)
    }

    private static let digest = "水务周报\n第12期\n①甲地开工\n正文一，很好。\n②乙地竣工\n正文二，很好。\n"

    @Test func parseTellsStoriesFactsAndConfidence() throws {
        try folder.write(Self.digest, to: "w.txt")
        let result = try run("parse", "w.txt")
        #expect(result.code == 0)
        #expect(
            result.output
                == """
                w.txt: 水务周报
                  digest, 2 stories, confidence high
                  issue: 第12期
                  language: zh-Hans
                  issue: 第12期, line 2
                  1. 甲地开工 (line 3)
                  2. 乙地竣工 (line 5)
                  info: line 3: 2 stories: circled run 1…2 unbroken, 2 of 2 with text [Segmentation]

                """)
        let json = try run("parse", "--format", "json", "w.txt")
        for part in [
            "\"confidence\":\"high\"", "\"intro_html\":\"\"",
            "{\"kind\":\"issue\",\"label\":null,\"line\":2,\"value\":\"第12期\"}",
        ] {
            #expect(json.output.contains(part))
        }
        #expect(!json.output.contains("\"lines\""))
    }

    @Test func parseTellsWhatIsWaitedFor() throws {
        try folder.write(
            "---\ndate: 2031-03-01\n---\n# News\n\nEmbargoed until 5 May 2031\n\nAll is well.\n", to: "w.md")
        let text = try run("parse", "w.md").output
        #expect(text.contains("  date: 2031-03-01 (front-matter)\n  not before: 2031-05-05 (text)\n"))
        let json = try run("parse", "--format", "json", "w.md").output
        #expect(json.contains("\"date\":\"2031-03-01\"") && json.contains("\"not_before\":\"2031-05-05\""))
        try folder.write(Self.digest, to: "w.txt")
        #expect(try run("parse", "--format", "json", "w.txt").output.contains("\"not_before\":null"))
    }

    @Test func parseExplains() throws {
        try folder.write(Self.digest, to: "w.txt")
        let result = try run("parse", "--explain", "w.txt")
        #expect(result.code == 0)
        #expect(
            result.output.hasPrefix(
                """
                    1 title               水务周报
                    2 header              第12期
                                          · issue 第12期
                    3 headline         1  ①甲地开工
                                          · circled 1
                                          ! 2 stories: circled run 1…2 unbroken, 2 of 2 with text [Segmentation]
                    4 body             1  正文一，很好。

                """))
        #expect(result.output.contains("\n  confidence high:\n    2 stories: circled run"))
        #expect(!result.output.contains("\u{1B}"))
        let json = try run("parse", "--explain", "--format", "json", "w.txt")
        #expect(json.output.contains("{\"evidence\":\"circled 1\",\"line\":3,\"remarks\":["))
        #expect(json.output.split(separator: "\n").count == 1)
    }

    @Test func parseTakesFoldersInOrder() throws {
        for name in ["in", "in/_drafts", "in/sub"] { try folder.makeFolder(name) }
        for index in 100..<160 { try folder.write("Story \(index)\n\nAll is well today.\n", to: "in/\(index).txt") }
        try folder.write("x", to: "in/_drafts/a.txt")
        try folder.write("x", to: "in/a.txt.rejected.txt")
        try folder.write("", to: "in/sub/empty.txt")
        try FileManager.default.createSymbolicLink(
            atPath: folder("in/loop"), withDestinationPath: folder("in"))
        let result = try run("parse", "in")
        #expect(result.code == 65)
        #expect(
            result.errors == "bulletind: in/sub/empty.txt: the file is empty; write something into it, or remove it\n")
        let heads = result.output.split(separator: "\n").filter { $0.hasPrefix("in/") }
        #expect(heads == (100..<160).map { "in/\($0).txt: Story \($0)" })
        #expect(try run("parse", "nowhere").code == 66)
    }

    /// The one that CHANGELOG.md tells of last.
    @Test func saysItsVersion() throws {
        let result = try run("--version")
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let changes = try String(contentsOf: root.appending(path: "CHANGELOG.md"), encoding: .utf8)
        let version = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(result.code == 0 && !version.isEmpty)
        #expect(changes.split(separator: "\n").first { $0.hasPrefix("## ") }?.hasPrefix("## \(version) ") == true)
    }

    @Test func helpIsNoError() throws {
        let result = try run("--help")
        #expect(result.code == 0)
        #expect(result.output.contains("validate"))
    }

    @Test func aMissingInboxIsNoInput() throws {
        let result = try run("build", "--config", "settings.yaml", "--inbox", "nowhere")
        #expect(result.code == 66)
        #expect(
            result.errors == "bulletind: nowhere: the inbox cannot be read (open: No such file or directory); "
                + "make the folder, or name another with --inbox\n")
    }

    @Test func anUnwritableSiteCannotBeMade() throws {
        try folder.write("a file", to: "site")
        let result = try run("build", "--config", "settings.yaml")
        #expect(result.code == 73)
        #expect(result.errors.hasPrefix("bulletind: site: the site cannot be written ("))
    }

    @Test func aLostCatalogueIsRefused() throws {
        try folder.write("Good news\n\nAll is well today, and it will be tomorrow.\n", to: "inbox/good.txt")
        #expect(try run("build", "--config", "settings.yaml").code == 0)
        for file in try folder.files(below: "state").keys where file.hasPrefix("catalogue") {
            try folder.remove("state/" + file)
        }
        for command in ["build", "check"] {
            let result = try run(command, "--config", "settings.yaml")
            #expect(result.code == 78)
            #expect(result.errors.contains("the catalogue is missing or empty; restore it from a backup"))
        }
    }

    /// A check tells of it as a start does, and changes nothing.
    @Test(arguments: [0, 100, 9_000]) func aDamagedCatalogueIsRefused(length: Int) throws {
        try folder.write("Good news\n\nAll is well today, and it will be tomorrow.\n", to: "inbox/good.txt")
        #expect(try run("build", "--config", "settings.yaml").code == 0)
        #expect(try run("check", "--config", "settings.yaml").code == 0)
        let file = try #require(FileHandle(forWritingAtPath: folder("state/catalogue.sqlite")))
        try file.truncate(atOffset: UInt64(length))
        try file.close()
        for command in ["check", "build"] {
            let result = try run(command, "--config", "settings.yaml")
            #expect(result.code == 78)
            #expect(result.errors.contains("state/catalogue.sqlite: "))
            #expect(result.errors.contains("bulletind restore") || result.errors.contains("from a backup"))
        }
    }

    @Test func onlyACatalogueIsMovedAndBackedUp() throws {
        let move = try run("migrate", "--config", "settings.yaml")
        #expect(move.code == 66)
        #expect(move.errors.contains("state/catalogue.sqlite: there is no catalogue"))
        #expect(!folder.contains("state"))
        try folder.makeFolder("state")
        try folder.write(String(repeating: "nonsense ", count: 1000), to: "state/catalogue.sqlite")
        try folder.write("name\n", to: "state/instance")
        let backup = try run("backup", "b.db", "--config", "settings.yaml")
        #expect(backup.code == 78)
        #expect(backup.errors.contains("the catalogue is damaged ("))
        #expect(!folder.contains("b.db"))
    }

    /// The state folder is gone with all that is in it, and the site says that there was one.
    @Test func aLostStateFolderIsRefused() throws {
        try folder.write("Good news\n\nAll is well today, and it will be tomorrow.\n", to: "inbox/good.txt")
        #expect(try run("build", "--config", "settings.yaml").code == 0)
        let before = try folder.files(below: "site")
        try folder.remove("state")
        for command in ["build", "run", "check"] {
            let result = try run(command, "--config", "settings.yaml")
            #expect(result.code == 78)
            #expect(
                result.errors == "bulletind: state/catalogue.sqlite: the catalogue is gone, and site holds what was "
                    + "published from it; restore it from a backup with bulletind restore FILE, or take the ids back "
                    + "with bulletind adopt site; to begin anew, so that readers get every story again, empty that "
                    + "folder\n")
        }
        #expect(try folder.files(below: "site") == before)
        #expect(try run("adopt", "site", "--config", "settings.yaml").code == 0)
        #expect(try run("build", "--config", "settings.yaml").code == 0)
        #expect(try folder.text("site/feed.json") == String(decoding: try #require(before["feed.json"]), as: UTF8.self))
        // Or anew.
        try folder.remove("state")
        try folder.remove("site")
        #expect(try run("build", "--config", "settings.yaml").code == 0)
        // Feeds of others are none of ours.
        try folder.remove("state")
        try folder.remove("site")
        try folder.makeFolder("site")
        try folder.write(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><entry><id>urn:x:1</id><title>A</title></entry></feed>",
            to: "site/feed.atom")
        #expect(try run("build", "--config", "settings.yaml").code == 73)
        // Who takes them over has this site in their place.
        #expect(try run("adopt", "site", "--config", "settings.yaml").code == 0)
        #expect(try run("build", "--config", "settings.yaml").code == 0)
    }

    /// Files of others are left alone from the first publication on.
    @Test func pagesOfSomebodyElseAreNotReplaced() throws {
        try folder.write("Good news\n\nAll is well today, and it will be tomorrow.\n", to: "inbox/good.txt")
        try folder.makeFolder("site/bulletins/old")
        let theirs = [
            "index.html": "my home page", "style.css": "p {}", "robots.txt": "", "bulletins/old/index.html": "x",
        ]
        for (path, text) in theirs { try folder.write(text, to: "site/" + path) }
        let line =
            "bulletind: site: holds index.html and style.css, which bulletind did not make and would replace; move them "
            + "away, or name another folder with --site\n"
        for (command, code) in [("check", 78), ("build", 73), ("build", 73), ("check", 78)] as [(String, Int32)] {
            let result = try run(command, "--config", "settings.yaml")
            #expect(result.code == code)
            #expect(result.errors == line)
        }
        #expect(try folder.files(below: "site") == theirs.mapValues { Array($0.utf8) })
        for name in ["index.html", "style.css"] { try folder.remove("site/" + name) }
        #expect(try run("check", "--config", "settings.yaml").code == 0)
        #expect(try run("build", "--config", "settings.yaml").code == 0)
        #expect(try folder.text("site/bulletins/old/index.html") == "x")
        // From then on the names are the site's.
        try folder.write("other", to: "site/index.html")
        #expect(try run("check", "--config", "settings.yaml").code == 0)
        #expect(try run("verify", "--repair", "--config", "settings.yaml").code == 0)
        #expect(try folder.text("site/index.html").contains("Good news"))
    }

    /// A site without entries is no reason to ask for its catalogue, and may be gone on with.
    @Test func anEmptySiteIsGoneOnWith() throws {
        #expect(try run("build", "--config", "settings.yaml").code == 0)
        let before = try folder.files(below: "site")
        try folder.remove("state")
        #expect(try run("check", "--config", "settings.yaml").code == 0)
        #expect(try run("build", "--config", "settings.yaml").code == 0)
        #expect(try folder.files(below: "site").keys == before.keys)
    }

    @Test func aLostCatalogueIsTakenBackFromTheSite() throws {
        try folder.write("Good news\n\nAll is well today, and it will be tomorrow.\n", to: "inbox/good.txt")
        #expect(try run("build", "--config", "settings.yaml", "--url", "https://old.example/").code == 0)
        let before = try folder.text("site/feed.json")
        try folder.remove("state/catalogue.sqlite")
        let result = try run("adopt", "site", "--config", "settings.yaml")
        #expect(result.code == 0)
        // The settings have another address.
        let words = "the pages of these feeds are at https://old.example/, and url is http://127.0.0.1:8080/, so all"
        #expect(result.errors.hasPrefix("bulletind: " + words) && result.errors.hasSuffix("'bulletind migrate'\n"))
        #expect(
            result.output.hasPrefix(
                "1 stories and 1 issues adopted, 0 known already\nnew ids go on in tag:old.example,"))
        #expect(try run("build", "--config", "settings.yaml", "--url", "https://old.example/").code == 0)
        #expect(try folder.text("site/feed.json") == before)
        // What cannot be used is told, and what is known is left.
        try folder.write("hello", to: "note.txt")
        let again = try run("adopt", "site/feed.rss", "note.txt", "--config", "settings.yaml")
        #expect(again.code == 65)
        #expect(again.output == "0 stories and 0 issues adopted, 1 known already\n")
        #expect(again.errors == "bulletind: note.txt:1: not well-formed (Start tag expected, '<' not found)\n")
        let nothing = try run("adopt", "note.txt", "--config", "settings.yaml", "--state", "other")
        #expect(nothing.code == 65)
        #expect(
            nothing.errors.hasSuffix(
                "bulletind: no entry that can be adopted; name RSS, Atom or JSON feeds, "
                    + "or the folder of the site that was published\n"))
        #expect(!folder.contains("other"))
    }

    @Test func aSecondInstanceAndATakenPortAreTold() throws {
        let service = try Service()
        try service.start()
        let state = service.folder("state")
        let second = try run("build", "--config", "settings.yaml", "--state", state)
        #expect(second.code == 75)
        #expect(
            second.errors
                == "bulletind: \(state): another bulletind uses this state folder; stop it, or name another state folder\n"
        )
        try folder.write(
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": \"1\"}]}", to: "old.json")
        let adoption = try run("adopt", "old.json", "--config", "settings.yaml", "--state", state)
        #expect(adoption.code == 75)
        #expect(adoption.errors == second.errors)
        let port = try service.port
        let third = try run("run", "--config", "settings.yaml", "--listen", "127.0.0.1:\(port)")
        #expect(third.code == 69)
        #expect(
            third.errors.contains(
                "bulletind: 127.0.0.1:\(port): cannot listen (the port is in use); stop the other program"))
        let fourth = try run("run", "--config", "settings.yaml", "--listen", "host.invalid:80")
        #expect(fourth.code == 69)
        #expect(
            fourth.errors.contains(
                "bulletind: host.invalid:80: cannot listen (no host of this name is known); set listen to an address of "
            ))
        #expect(try service.stop() == 0)
    }
}
