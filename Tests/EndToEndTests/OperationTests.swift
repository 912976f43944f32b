import Foundation
import Interop
import TestSupport
import Testing

/// What an administrator does beside the running service, and without it.
@Suite struct OperationTests {
    private static func story(_ number: Int) -> String { "# Story \(number)\n\nText of the story, number \(number).\n" }

    /// Who reads the log may stall: the files go out nevertheless.
    @Test func aLogThatNobodyReadsStopsNothing() throws {
        let folder = try TemporaryFolder()
        try Folder.create(path: folder("inbox"), mode: 0o755)
        for number in 1...100 { try folder.drop(Self.story(number), as: "inbox/a-file-with-a-long-name-\(number).md") }
        let log = Pipe()
        let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ
        #expect(fcntl(log.fileHandleForWriting.fileDescriptor, setPipeSize, 4_096) == 4_096)
        let process = Process()
        process.executableURL = URL(filePath: Service.program)
        process.arguments = [
            "build", "--inbox", folder("inbox"), "--site", folder("site"), "--state", folder("state"),
        ]
        process.standardError = log
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try folder.files(below: "site/bulletins").count == 100)
    }

    private struct Report: Decodable {
        struct List: Decodable {
            struct Item: Decodable {
                var path: String
                var reason: String?
                var time: String?
                var age: Int?
            }
            var count: Int
            var items: [Item]
        }
        struct Pause: Decodable { var reason: String }

        var isRunning: Bool
        var isComplete: Bool
        var bulletins: Int
        var waiting: List
        var rejected: List
        var embargoed: List
        var drafts: List
        var duplicates: List
        var held: List
        var blocked: List
        var obstructed: List
        var paused: Pause?
    }

    private func run(_ service: Service, _ arguments: String...) throws -> (
        code: Int32, output: String, errors: String
    ) {
        try Service.run(arguments + ["--config", service.folder("settings.yaml")], in: service.folder)
    }

    private func status(_ service: Service) throws -> (code: Int32, report: Report) {
        let result = try run(service, "status", "--format", "json")
        return (result.code, try JSONDecoder().decode(Report.self, from: Data(result.output.utf8)))
    }

    @Test func statusTellsAllOfARunningAndOfAStoppedService() throws {
        let service = try Service()
        #expect(try run(service, "status").code == 66)
        try service.start()
        #expect(try status(service).code == 0)
        let folder = service.folder
        try folder.drop(Self.story(1), as: "inbox/1.md")
        try folder.drop(Self.story(1), as: "inbox/copy.md")
        try folder.drop("---\ndraft: true\n---\n" + Self.story(2), as: "inbox/draft.md")
        try folder.drop("---\ndate: 2101-02-03\n---\n" + Self.story(3), as: "inbox/later.md")
        try folder.drop(" \n", as: "inbox/empty.txt")
        try FolderWatch(folder("inbox")).wait(for: "the receipt") { folder.contains("inbox/empty.txt.rejected.txt") }
        try service.wait(for: "the story", in: "feed.rss") { $0.contains("Story 1") }
        func check(isRunning: Bool) throws {
            let (code, report) = try status(service)
            #expect(code == 1)
            #expect(report.isRunning == isRunning)
            #expect(report.isComplete == isRunning)
            #expect(report.bulletins == 2)
            #expect(report.rejected.items.map(\.path) == ["empty.txt"])
            #expect(report.rejected.items[0].reason?.contains("the file is empty") == true)
            #expect((report.rejected.items[0].age ?? -1) >= 0)
            #expect(report.embargoed.items.map(\.path) == ["later.md"])
            #expect(report.embargoed.items.map(\.time) == ["2101-02-03T00:00:00Z"])
            #expect(report.drafts.items.map(\.path) == ["draft.md"])
            #expect(report.duplicates.items.map(\.path) == ["copy.md"])
            #expect(report.duplicates.items.map(\.reason) == ["the same content as 1.md"])
        }
        try check(isRunning: true)
        let text = try run(service, "status").output
        #expect(text.hasPrefix("The service runs.\n2 bulletins, 2 stories\n"))
        #expect(text.contains("\nrejected: 1\n  empty.txt: for "))
        #expect(text.contains("\nduplicates: 1\n  copy.md: the same content as 1.md, for "))
        #expect(text.contains("\n  later.md: 1 story, Story 3, comes out at 2101-02-03T00:00:00Z, in "))
        #expect(try service.stop() == 0)
        try check(isRunning: false)
        try folder.remove("inbox/empty.txt")
        #expect(try run(service, "build").code == 0)
        #expect(try status(service).code == 3)
    }

    /// What is not of the site and has a place of it keeps back what needs that place, and is named until it is moved away;
    /// a restart does not change that.
    @Test func anObstacleInTheSiteIsNamedAndTheRestGoesOut() throws {
        let service = try Service(settings: "scan-interval: 1 s")
        let folder = service.folder
        try service.start()
        try folder.remove("site/feed.atom")
        try folder.makeFolder("site/feed.atom/theirs")
        try folder.write("theirs", to: "site/bulletins")
        try folder.drop(Self.story(1), as: "inbox/1.md")
        func check() throws {
            try service.wait(for: "the story", in: "feed.rss") { $0.contains("Story 1") }
            try service.wait(for: "the list", in: "sitemap.xml") { _ in true }
            try FolderWatch(folder.path).wait(for: "the obstacles") {
                try status(service).report.obstructed.items.map(\.path) == ["bulletins", "feed.atom"]
            }
            let (code, report) = try status(service)
            #expect(code == 1)
            #expect(report.paused == nil)
            #expect(report.obstructed.items.allSatisfy { $0.reason?.contains("move it out of the site") == true })
            #expect(try run(service, "status").output.contains("\nin the way, in the site: 2\n  bulletins: cannot be"))
            let feed = try HTTPConversation.get("/feed.atom", port: service.port)
            #expect(String(decoding: feed.body, as: UTF8.self).contains("Story 1"))
        }
        try check()
        #expect(try service.stop() == 0)
        #expect(try run(service, "build").code == 73)
        try service.start()
        try check()
        try folder.remove("site/feed.atom")
        try folder.remove("site/bulletins")
        try service.wait(for: "the page", in: "bulletins/1/index.html") { $0.contains("Story 1") }
        try service.wait(for: "the feed", in: "feed.atom") { $0.contains("Story 1") }
        try FolderWatch(folder.path).wait(for: "the end of it") { try status(service).code == 0 }
        #expect(try run(service, "verify").code == 0)
        #expect(try service.stop() == 0)
    }

    /// An inbox that is gone, and a folder in it that is not entered, are told by and without a service.
    @Test func statusTellsWhatCannotBeRead() throws {
        let service = try Service()
        let folder = service.folder
        try service.start()
        try folder.drop(Self.story(1), as: "inbox/1.md")
        try service.wait(for: "the story", in: "sitemap.xml") { _ in true }
        #expect(try status(service).code == 0)
        func check() throws {
            try FileManager.default.moveItem(atPath: folder("inbox"), toPath: folder("aside"))
            let (code, report) = try status(service)
            #expect(code == 1)
            #expect(report.blocked.items.map(\.path) == [folder("inbox")])
            #expect(
                report.blocked.items.map(\.reason) == [
                    "open: No such file or directory; bring it back: nothing is withdrawn"
                ])
            let text = try run(service, "status")
            #expect(text.code == 1)
            #expect(text.output.contains("\nnot read: 1\n  \(folder("inbox")): open: No such file or directory"))
            try FileManager.default.moveItem(atPath: folder("aside"), toPath: folder("inbox"))
            var deep = "inbox"
            for number in 0...17 { deep += "/\(number)" }
            try folder.makeFolder(deep)
            try FolderWatch(folder("inbox")).wait(for: "the folder") { try status(service).code == 1 }
            let blocked = try status(service).report.blocked.items
            #expect(blocked.map(\.path) == [(0...16).map { "\($0)" }.joined(separator: "/")])
            #expect(blocked.first?.reason == "more than 16 folders deep; move it further up")
            try folder.remove("inbox/0")
            if try service.isRunning {
                try FolderWatch(folder("inbox")).wait(for: "its end") { try status(service).code == 0 }
            }
        }
        try check()
        #expect(try service.stop() == 0)
        try check()
        #expect(try status(service).code == 3)
    }

    /// Who says nothing, too much, or nonsense gets nothing, and keeps nobody else up for long.
    @Test func hostileClientsAreBounded() throws {
        ProcessCalls.ignoreSignals()
        let service = try Service()
        try service.start()
        let state = try Folder(path: service.folder("state"))
        let silent = try ByteStream.connection(in: state, name: "control")
        #expect(try status(service).report.isRunning)
        for nonsense in ["\n", "{}\n", "{\"command\":\"format-disk\"}\n", "\u{0}\u{1}\n", "[[[[[[[[\n"] {
            let client = try ByteStream.connection(in: state, name: "control")
            try client.send(Array(nonsense.utf8))
            let answer = try client.receiveLine(
                limit: 1000, until: ProcessCalls.monotonicMicroseconds + 60_000_000)
            #expect(answer == Array("{\"error\":\"no request that this bulletind knows\"}".utf8))
        }
        let long = try ByteStream.connection(in: state, name: "control")
        // The service hangs up in the midst.
        _ = try? long.send([UInt8](repeating: 65, count: 10_000_000))
        try service.folder.drop(Self.story(1), as: "inbox/1.md")
        try service.wait(for: "the story", in: "feed.rss") { $0.contains("Story 1") }
        _ = silent
        #expect(try service.stop() == 0)
    }

    /// Held once, held until it is back or confirmed: through a restart, and though some of it comes back.
    @Test func retractionsAreConfirmed() throws {
        let service = try Service(settings: "scan-interval: 1 s")
        let folder = service.folder
        for number in 1...6 { try folder.drop(Self.story(number), as: "inbox/\(number).md") }
        try service.start()
        try service.wait(for: "the stories", in: "feed.json") { text in
            (1...6).allSatisfy { text.contains("Story \($0)") }
        }
        let before = try service.feed.items
        #expect(try run(service, "confirm-retractions").output == "nothing was held that is still gone\n")
        // All at once, as with a share that is not there.
        try folder.makeFolder("elsewhere")
        #expect(try service.stop() == 0)
        for number in 1...6 {
            try FileManager.default.moveItem(
                atPath: folder("inbox/\(number).md"), toPath: folder("elsewhere/\(number).md"))
        }
        try service.start()
        try FolderWatch(folder.path).wait(for: "the guard") {
            try service.log.contains("none is retracted; bring them back, or run bulletind confirm-retractions")
        }
        #expect(try status(service).report.held.count == 6)
        // Most of them come back while nobody looks: what is left is less than the guard's share.
        #expect(try service.stop() == 0)
        for number in 1...5 {
            try FileManager.default.moveItem(
                atPath: folder("elsewhere/\(number).md"), toPath: folder("inbox/\(number).md"))
        }
        let (code, left) = try status(service)
        #expect(code == 1)
        #expect(left.held.count == 6)
        try service.start()
        try FolderWatch(folder.path).wait(for: "the return") { try status(service).report.held.count == 1 }
        #expect(try status(service).report.held.items.map(\.path) == ["6.md"])
        #expect(try service.feed.items == before)
        let said = try run(service, "confirm-retractions")
        #expect(said.code == 0)
        #expect(said.output == "1 file let go\n")
        try service.wait(for: "the retraction", in: "feed.json") { !$0.contains("Story 6") }
        #expect(try service.feed.items == before.filter { $0.title != "Story 6" })
        #expect(try status(service).code == 0)
        #expect(try service.stop() == 0)
    }

    @Test func retractionsAreConfirmedWithoutAService() throws {
        let service = try Service()
        let folder = service.folder
        for number in 1...6 { try folder.drop(Self.story(number), as: "inbox/\(number).md") }
        #expect(try run(service, "build").code == 0)
        for number in 1...6 { try folder.remove("inbox/\(number).md") }
        #expect(try run(service, "build").code == 0)
        #expect(try service.feed.items.count == 6)
        try folder.drop(Self.story(6), as: "inbox/6.md")
        #expect(try run(service, "confirm-retractions").output == "5 files let go\n")
        #expect(try service.feed.items.map(\.title) == ["Story 6"])
        #expect(try run(service, "verify").code == 0)
    }

    /// A restored catalogue is older than the inbox: what was withdrawn since comes back by no command.
    @Test func whatWasWithdrawnAfterTheBackupStaysSo() throws {
        let service = try Service()
        let folder = service.folder
        for number in 1...8 { try folder.drop(Self.story(number), as: "inbox/\(number).md") }
        #expect(try run(service, "build").code == 0)
        for number in 1...6 { try folder.remove("inbox/\(number).md") }
        #expect(try run(service, "build").code == 0)
        #expect(try run(service, "backup", folder("b.db")).code == 0)
        #expect(try run(service, "confirm-retractions").output == "6 files let go\n")
        try folder.remove("inbox/8.md")
        #expect(try run(service, "build").code == 0)
        #expect(try service.feed.items.map(\.title) == ["Story 7"])
        let before = try folder.files(below: "site")
        try folder.remove("state")
        #expect(try run(service, "restore", folder("b.db")).code == 0)
        let told = try run(service, "verify", "--repair")
        #expect(told.code == 1)
        #expect(told.errors.contains("nothing is repaired: the inbox was not read since"))
        #expect(try folder.files(below: "site") == before)
        #expect(try run(service, "confirm-retractions").output == "6 files let go\n")
        #expect(try folder.files(below: "site") == before)
        #expect(try run(service, "build").code == 0)
        #expect(try service.feed.items.map(\.title) == ["Story 7"])
        #expect(try run(service, "verify", "--repair").code == 0)
        // What is adopted is nothing to compare the site with until a file is read.
        try folder.remove("state")
        #expect(try run(service, "adopt", folder("site")).code == 0)
        let adopted = try folder.files(below: "site")
        #expect(try run(service, "verify", "--repair").code == 1)
        #expect(try folder.files(below: "site") == adopted)
    }

    /// FAULTS: what somebody deletes or spoils in the site is back with the next scan.
    @Test func theSiteIsPutBack() throws {
        let service = try Service(settings: "scan-interval: 1 s")
        try service.start()
        let folder = service.folder
        try folder.drop(Self.story(1), as: "inbox/1.md")
        try service.wait(for: "the story", in: "sitemap.xml") { _ in true }
        try service.wait(for: "the story") { $0.contains("Story 1") }
        let before = try folder.files(below: "site")
        try folder.remove("site/feed.atom")
        try folder.write("<html>", to: "site/bulletins/1/index.html")
        try folder.write("{}", to: "site/feed.json")
        try FolderWatch(folder("site")).wait(for: "all to be back") { try folder.files(below: "site") == before }
        #expect(try service.log.contains("site lacked published files, they are put back"))
        #expect(try service.stop() == 0)
    }

    @Test func verifyTellsAndMends() throws {
        let service = try Service(settings: "scan-interval: 1 h")
        try service.start()
        let folder = service.folder
        try folder.drop(Self.story(1), as: "inbox/1.md")
        try service.wait(for: "the story") { $0.contains("Story 1") }
        try service.wait(for: "the last file", in: "sitemap.xml") { _ in true }
        let first = try run(service, "verify")
        #expect(first.code == 0)
        #expect(first.output + first.errors == "")
        let before = try folder.files(below: "site")
        func spoil() throws {
            try folder.remove("site/feed.atom")
            try folder.write("<html>", to: "site/bulletins/1/index.html")
            try folder.makeFolder("site/files/1")
            try folder.write("old", to: "site/files/1/old.png")
            try folder.write("theirs", to: "site/robots.txt")
        }
        let lines = ["missing feed.atom", "other bulletins/1/index.html", "surplus files/1/old.png"]
        func check() throws {
            try spoil()
            let told = try run(service, "verify")
            #expect(told.code == 1)
            #expect(told.output.split(separator: "\n").sorted() == lines.sorted().map { $0[...] })
            let mended = try run(service, "verify", "--repair")
            #expect(mended.code == 0)
            #expect(mended.output == told.output)
            #expect(try run(service, "verify").code == 0)
            try folder.remove("site/robots.txt")
            #expect(try folder.files(below: "site") == before)
        }
        try check()
        #expect(try service.stop() == 0)
        try check()
    }

    /// A repair mends what an obstacle held up, once that is gone.
    @Test func verifyTellsOfAnObstacle() throws {
        let service = try Service()
        let folder = service.folder
        try folder.drop(Self.story(1), as: "inbox/1.md")
        #expect(try run(service, "build").code == 0)
        // A folder of somebody's stands where a feed belongs.
        try folder.remove("site/issues.rss")
        try folder.makeFolder("site/issues.rss/x")
        #expect(try run(service, "verify", "--repair").code == 1)
        try folder.remove("site/issues.rss/x")
        try folder.remove("site/issues.rss")
        let told = try run(service, "verify")
        #expect(told.code == 1 && told.output == "missing issues.rss\n")
        #expect(try run(service, "verify", "--repair").code == 0)
        #expect(folder.contains("site/issues.rss"))
        let last = try run(service, "verify")
        #expect(last.code == 0 && last.output + last.errors == "")
    }

    @Test func backupAndRestore() throws {
        let service = try Service()
        try service.start()
        let folder = service.folder
        try folder.drop(Self.story(1), as: "inbox/1.md")
        try service.wait(for: "the story", in: "feed.json") { $0.contains("Story 1") }
        let before = try service.feed.items
        #expect(try run(service, "backup", folder("b.db")).code == 0)
        #expect(try run(service, "backup", folder("b.db")).code == 0)
        let refused = try run(service, "backup", folder("settings.yaml"))
        #expect(refused.code == 73)
        #expect(refused.errors.hasSuffix("; name another file, or replace it with --force\n"))
        for place in ["inbox", "site", "state"] {
            #expect(try run(service, "backup", folder("\(place)/b.db")).code == 73, "\(place)")
        }
        #expect(try run(service, "restore", folder("b.db")).code == 75)
        #expect(try service.stop() == 0)
        #expect(try run(service, "restore", folder("b.db")).code == 73)
        try folder.remove("state")
        let restored = try run(service, "restore", folder("b.db"))
        #expect(restored.code == 0)
        #expect(restored.output.hasPrefix("restored; the last bulletin in it was accepted at 20"))
        try folder.drop(Self.story(1) + "\nOne more line.\n", as: "inbox/1.md")
        try service.start()
        try service.wait(for: "the correction", in: "feed.json") { $0.contains("One more line") }
        #expect(try service.feed.items.map(\.id) == before.map(\.id))
        #expect(try service.feed.items.map(\.published) == before.map(\.published))
        #expect(try service.stop() == 0)
    }
}
