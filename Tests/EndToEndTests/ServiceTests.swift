import Foundation
import TestSupport
import Testing

/// The founding example's truth, as far as the tests need it.
private struct Truth: Decodable {
    struct Section: Decodable {
        struct Link: Decodable { var title: String }

        var headline: String
        var body: [String]
        var links: [Link]
    }

    var sections: [Section]
}

private enum Founding {
    static let folder = Fixtures.folder.appending(path: "bulletins")

    static func text() throws -> String {
        try String(contentsOf: folder.appending(path: "weekly-digest.txt"), encoding: .utf8)
    }

    static func truth() throws -> Truth {
        try JSONDecoder().decode(Truth.self, from: Data(contentsOf: folder.appending(path: "weekly-digest.truth.json")))
    }
}

@Suite struct ServiceTests {
    /// A picture beside a bulletin: the very bytes on the wire, and their length and type in the feed.
    @Test func aPictureBesideABulletin() throws {
        let service = try Service(settings: "url: http://news.example.org/")
        try service.start()
        let folder = service.folder
        let picture =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        try folder.drop(picture, as: "inbox/note.1.png")
        try folder.drop("Good news\n\nAll is well today, and it will be tomorrow.\n", as: "inbox/note.txt")
        try service.wait(for: "the picture", in: "feed.rss") { $0.contains("<enclosure ") }
        try service.waitUntilServed("feed.rss")
        let feed = String(decoding: try HTTPConversation.get("/feed.rss", port: service.port).body, as: UTF8.self)
        #expect(
            feed.contains(
                "<enclosure url=\"http://news.example.org/files/note/note-1.png\" length=\"200008\" type=\"image/png\"/>"
            ))
        let answer = try HTTPConversation.get("/files/note/note-1.png", port: service.port)
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "image/png")
        #expect(answer.fields["content-length"] == "200008")
        let isSame = answer.body == picture
        #expect(isSame)
        let part = try HTTPConversation.get(
            "/files/note/note-1.png", port: service.port, fields: ["Range": "bytes=-8"])
        #expect(part.status == 206)
        #expect(part.body == Array(picture.suffix(8)))
        let head = try HTTPConversation.answer(
            to: "HEAD /files/note/note-1.png HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", port: service.port)
        #expect(head.fields["content-length"] == "200008")
        #expect(head.body.isEmpty)

        // Withdrawn: neither the feed nor the server knows it.
        try folder.remove("inbox/note.1.png")
        try service.wait(for: "the picture's end", in: "feed.rss") { !$0.contains("<enclosure ") }
        try FolderWatch(folder("site")).wait(for: "the file's end") { !folder.contains("site/files/note/note-1.png") }
        #expect(try HTTPConversation.get("/files/note/note-1.png", port: service.port).status == 404)
        #expect(try service.stop() == 0)
    }

    @Test func aDayOfTheService() throws {
        let service = try Service()
        try service.start()
        let folder = service.folder

        // Dropped: ten stories, exactly as the truth has them, in the same order everywhere.
        try folder.drop(try Founding.text(), as: "inbox/weekly-digest.txt")
        let truth = try Founding.truth()
        try service.wait(for: "the stories") { $0.contains(truth.sections[9].headline) }
        let first = try service.feed.items
        #expect(first.map(\.title) == truth.sections.map(\.headline))
        for (item, section) in zip(first, truth.sections) {
            for paragraph in section.body { #expect(item.content.contains(paragraph)) }
            for link in section.links { #expect(item.content.contains("<li>\(link.title)</li>")) }
        }

        // Served: the very bytes, and next to nothing the second time.
        let answer = try HTTPConversation.get("/feed.rss", port: service.port)
        #expect(answer.status == 200)
        let isSame = answer.body == (try folder.read("site/feed.rss"))
        #expect(isSame)
        let tag = try #require(answer.fields["etag"])
        let again = try HTTPConversation.get("/feed.rss", port: service.port, fields: ["If-None-Match": tag])
        #expect(again.status == 304)
        #expect(again.body.count == 0)
        let head = try HTTPConversation.answer(
            to: "HEAD /feed.rss HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", port: service.port)
        for hosts in ["Host: a\r\nHost: b\r\n", ""] {
            let ambiguous = try HTTPConversation.answer(
                to: "GET /feed.rss HTTP/1.1\r\n\(hosts)Connection: close\r\n\r\n", port: service.port)
            #expect(ambiguous.status == 400)
        }
        #expect(head.fields["content-length"] == "\(answer.body.count)")
        #expect(head.body.count == 0)
        // Who says by an old version that this is all is not kept waiting for the end of the connection.
        let old = try HTTPConversation.answer(to: "GET /feed.rss HTTP/1.0\r\n\r\n", port: service.port)
        #expect(old.fields["connection"] == "close")

        // Edited in place: corrected, not reposted.
        let fixed = try Founding.text().replacing("包括9个力争年内出台的项目", with: "包括10个力争年内出台的项目")
        try folder.write(fixed, to: "inbox/weekly-digest.txt")
        try service.wait(for: "the correction", in: "feed.json") { $0.contains("包括10个力争年内出台的项目") }
        let second = try service.feed.items
        #expect(second.map(\.id) == first.map(\.id))
        #expect(second.map(\.published) == first.map(\.published))
        #expect(zip(second, first).map { $0.modified != $1.modified }.filter(\.self).count == 1)

        // A bad file stops nothing, and is told beside it.
        try folder.drop([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], as: "inbox/program.txt")
        try folder.drop("Good news\n\nAll is well today, and it will be tomorrow.\n", as: "inbox/good.txt")
        try service.wait(for: "the good file") { $0.contains("Good news") }
        try FolderWatch(folder("inbox")).wait(for: "the receipt") { folder.contains("inbox/program.txt.rejected.txt") }
        #expect(try folder.text("inbox/program.txt.rejected.txt").hasPrefix("bulletind: “program.txt”未能发布。"))
        try folder.remove("inbox/program.txt")
        try FolderWatch(folder("inbox")).wait(for: "the receipt's end") {
            !folder.contains("inbox/program.txt.rejected.txt")
        }

        // Removed: retracted.
        try folder.remove("inbox/weekly-digest.txt")
        try service.wait(for: "the retraction") { !$0.contains(truth.sections[0].headline) }
        let left = try service.feed.items
        #expect(left.map(\.title) == ["Good news"])
        #expect(try HTTPConversation.get("/bulletins/weekly-digest/", port: service.port).status == 410)

        // Told to end: ends.
        #expect(try service.stop() == 0)
        try service.notify.wait(for: "STOPPING=1")
        #expect(try folder.text("inbox/good.txt").hasPrefix("Good news"))
    }

    @Test func settingsAreTakenWhenTheyAreRight() throws {
        let service = try Service()
        try service.start()
        try service.configure(title: "Renamed")
        try service.send(SIGHUP)
        let said = try service.notify.wait(for: "READY=1")
        #expect(said.contains { $0.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") })
        try service.wait(for: "the new title") { $0.contains("Renamed") }
        try service.configure(title: "Broken", settings: "feed-entries: many")
        try service.send(SIGHUP)
        let problem = "\(service.folder("settings.yaml")):9: feed-entries: many: not a number from 1 to 1000"
        try service.notify.wait(for: "STATUS=The settings were not taken: " + problem)
        #expect(try service.log.contains("feed-entries: many: not a number from 1 to 1000"))
        #expect(try service.feed.title == "Renamed")
        // The service that runs is asked though the file is wrong, and says it also when that is mended and not yet read.
        let status = ["status", "--config", service.folder("settings.yaml")]
        let broken = try Service.run(status, in: service.folder)
        #expect(broken.code == 1)
        #expect(broken.errors == "bulletind: \(problem)\n")
        #expect(broken.output.contains("SETTINGS NOT TAKEN for ") && broken.output.contains("  \(problem)\n"))
        try service.configure(title: "Mended")
        let mended = try Service.run(status + ["--format", "json"], in: service.folder)
        #expect(mended.code == 1)
        #expect(mended.errors.isEmpty)
        #expect(mended.output.contains("\"refusedSettings\":{\"age\":"))
        try service.send(SIGHUP)
        try service.notify.wait(for: "STATUS=")
        let well = try Service.run(status, in: service.folder)
        #expect(well.code == 0)
        #expect(!well.output.contains("SETTINGS"))
        #expect(try service.stop() == 0)
    }

    /// Promises 3, 5 and 9.
    @Test func aKilledServicePublishesTheSameBytesAgain() throws {
        let service = try Service()
        try service.start()
        try service.folder.drop(try Founding.text(), as: "inbox/weekly-digest.txt")
        let last = try Founding.truth().sections[9].headline
        try service.wait(for: "the stories") { $0.contains(last) }
        // The last file of a publication.
        try service.wait(for: "the sitemap", in: "sitemap.xml") { _ in true }
        let before = try service.folder.files(below: "site")
        #expect(try service.stop(with: SIGKILL) == -SIGKILL)
        try service.folder.remove("site/feed.atom")
        try service.start()
        let after = try service.folder.files(below: "site")
        #expect(after.keys.sorted() == before.keys.sorted())
        #expect(before.filter { after[$0.key] != $0.value }.keys.sorted() == [])
        #expect(try service.stop() == 0)
    }

    @Test func theWatchdogIsFedByRounds() throws {
        let service = try Service()
        try service.start(environment: ["WATCHDOG_USEC": "200000"])
        try service.notify.wait(for: "WATCHDOG=1")
        try service.notify.wait(for: "WATCHDOG=1")
        #expect(try service.stop() == 0)
    }

    /// Promise 8: an inbox that vanishes takes nothing with it.
    @Test func aLostInboxRetractsNothing() throws {
        let service = try Service(settings: "scan-interval: 1 s")
        try service.start()
        try service.folder.drop(try Founding.text(), as: "inbox/weekly-digest.txt")
        let truth = try Founding.truth()
        try service.wait(for: "the stories") { $0.contains(truth.sections[9].headline) }
        let before = try service.folder.read("site/feed.rss")
        try FileManager.default.moveItem(atPath: service.folder("inbox"), toPath: service.folder("elsewhere"))
        try FolderWatch(service.folder.path).wait(for: "the complaint") {
            try service.log.contains("inbox cannot be read")
        }
        // Another folder in its place, as an unmounted disk leaves one.
        try service.folder.makeFolder("inbox")
        try FolderWatch(service.folder.path).wait(for: "the guard") { try service.log.contains("none is retracted") }
        #expect(try service.folder.read("site/feed.rss") == before)
        #expect(try service.stop() == 0)
    }

    /// Moving many files at once is no loss, and renames nothing in the feeds.
    @Test func aRenamedFolderRetractsNothing() throws {
        let service = try Service()
        try service.folder.makeFolder("inbox/old")
        for number in 1...6 {
            try service.folder.drop(
                "# Story \(number)\n\nText of the story, number \(number).\n", as: "inbox/old/\(number).md")
        }
        try service.start()
        try service.wait(for: "the stories", in: "feed.json") { text in
            (1...6).allSatisfy { text.contains("Story \($0)") }
        }
        let before = try service.feed.items
        try FileManager.default.moveItem(atPath: service.folder("inbox/old"), toPath: service.folder("inbox/new"))
        try service.wait(for: "the new topic", in: "feed.json") { !$0.contains("\"old\"") && $0.contains("\"new\"") }
        try service.folder.drop("# Last\n\nThe last story of all, behind the others.\n", as: "inbox/last.md")
        try service.wait(for: "the last story", in: "feed.json") { $0.contains("Last") }
        let after = try service.feed.items.filter { $0.title != "Last" }
        #expect(after == before)
        #expect(try !service.log.contains("gone at once"))
        #expect(try service.stop() == 0)
    }

    /// Files are read in processes that can do nothing else; one that dies is replaced, and ends with the service.
    @Test func workersAreConfined() throws {
        let service = try Service(settings: "workers: 1")
        try service.start()
        let first = try service.workers
        #expect(first.count == 1)
        let status = try String(contentsOfFile: "/proc/\(first[0])/status", encoding: .utf8)
        #expect(status.contains("\nSeccomp:\t2\n"))
        #expect(status.contains("\nNoNewPrivs:\t1\n"))
        #expect(status.contains("\nThreads:\t1\n"))
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(first[0])/fd")
        #expect(descriptors.sorted() == ["0", "1", "2"])
        kill(first[0], SIGKILL)
        try service.folder.drop("Good news\n\nAll is well today, and it will be tomorrow.\n", as: "inbox/good.txt")
        try service.wait(for: "the story") { $0.contains("Good news") }
        let second = try service.workers
        #expect(second.count == 1)
        #expect(second != first)
        #expect(try service.stop() == 0)
        #expect(try service.workers.isEmpty)
    }
}
