import Foundation
import TestSupport
import Testing

/// Promise 9: a disk that is full or may not be written stops publication, loses nothing, and is no reason to restart.
@Suite(.enabled(if: SmallDisk.isPossible, "only the superuser may mount small disks"), .serialized)
struct DiskTests {
    private static let count = 40

    private func dropAll(_ service: Service) throws {
        for number in 1...Self.count {
            try service.folder.drop(
                "# Story \(number)\n\nText of the story, number \(number).\n", as: "inbox/\(number).md")
        }
    }

    private func status(_ service: Service) throws -> String {
        try Service.run(["status", "--config", service.folder("settings.yaml")], in: service.folder).output
    }

    /// A pause is told once, seen in the status, and over when its reason is.
    private func check(_ service: Service, reason: String, heal: () throws -> Void) throws {
        try dropAll(service)
        try FolderWatch(service.folder.path).wait(for: "the pause") { try service.log.contains("publication paused") }
        let status = try status(service)
        #expect(status.contains("\nPAUSED for "))
        #expect(status.contains(reason))
        try heal()
        try service.wait(for: "all stories", in: "feed.json") { text in
            (1...Self.count).allSatisfy { text.contains("Story \($0)\"") }
        }
        try FolderWatch(service.folder.path).wait(for: "the end of the pause") {
            try service.log.contains("publication goes on")
        }
        let log = try service.log
        #expect(log.split(separator: "publication paused").count == 2)
        #expect(!log.contains("could not be"))
        let verified = try Service.run(["verify", "--config", service.folder("settings.yaml")], in: service.folder)
        #expect(verified.output == "")
        #expect(verified.code == 0)
        #expect(try service.stop() == 0)
    }

    /// An author who gets no notes cannot know why; the administrator can.
    @Test func anInboxThatMayOnlyBeRead() throws {
        let service = try Service()
        let disk = try SmallDisk(service.folder("inbox"), kilobytes: 600)
        try service.folder.write("# Ferry\n\nIt left at one.\n", to: "inbox/ferry.md")
        for name in ["a.zip", "b.zip"] { try service.folder.write("PK\u{3}\u{4}", to: "inbox/" + name) }
        try disk.remount(readOnly: true)
        try service.start()
        try service.wait(for: "the ferry") { $0.contains("Ferry") }
        #expect(try service.log.split(separator: "notes about files cannot be written").count == 2)
        #expect(try service.log.contains("create: Read-only file system"))
        #expect(try service.stop() == 0)
    }

    @Test func aFullSite() throws {
        let service = try Service()
        let disk = try SmallDisk(service.folder("site"), kilobytes: 600)
        try service.start()
        try disk.fill()
        try check(service, reason: "No space left on device") { try disk.empty() }
    }

    /// A service that has paused is not about to publish what waits: it is told, and mended when that can be.
    @Test func verifyLooksBehindAPause() throws {
        let service = try Service(settings: "scan-interval: 1 h")
        let disk = try SmallDisk(service.folder("site"), kilobytes: 600)
        try service.start()
        try disk.fill()
        try dropAll(service)
        try FolderWatch(service.folder.path).wait(for: "the pause") { try service.log.contains("publication paused") }
        let verify = ["verify", "--config", service.folder("settings.yaml")]
        let told = try Service.run(verify, in: service.folder)
        #expect(told.code == 1)
        #expect(told.output.contains("issues.atom\n"))
        #expect(told.errors.contains("there is work still to be published, and the service has paused ("))
        #expect(try Service.run(verify + ["--repair"], in: service.folder).code > 1)
        try disk.empty()
        #expect(try Service.run(verify + ["--repair"], in: service.folder).code == 0)
        #expect(try service.folder.text("site/issues.atom").contains("Story 2"))
        let last = try Service.run(verify, in: service.folder)
        #expect(last.code == 0 && last.output + last.errors == "")
        #expect(try service.stop() == 0)
    }

    @Test func aSiteThatMayNotBeWritten() throws {
        let service = try Service()
        let disk = try SmallDisk(service.folder("site"), kilobytes: 4000)
        try service.start()
        try disk.remount(readOnly: true)
        try check(service, reason: "Read-only file system") { try disk.remount(readOnly: false) }
    }

    @Test func aFullState() throws {
        let service = try Service()
        try service.folder.makeFolder("state")
        let disk = try SmallDisk(service.folder("state"), kilobytes: 12_000)
        try service.start()
        try disk.fill()
        try check(service, reason: "database or disk is full") { try disk.empty() }
    }

    /// The last publication is served, and the service does not end, whenever the disk is full.
    @Test func aStartOnAFullSite() throws {
        let service = try Service()
        let disk = try SmallDisk(service.folder("site"), kilobytes: 600)
        try service.start()
        let before = try service.folder.read("site/feed.rss")
        #expect(try service.stop() == 0)
        try disk.fill()
        try service.start()
        #expect(try HTTPConversation.get("/feed.rss", port: service.port).body == before)
        try check(service, reason: "No space left on device") { try disk.empty() }
    }

    /// A catalogue needs room to be opened: the service says so, and waits for it.
    @Test func aStartOnAFullState() throws {
        let service = try Service()
        try service.folder.makeFolder("state")
        let disk = try SmallDisk(service.folder("state"), kilobytes: 12_000)
        try service.start()
        #expect(try service.stop() == 0)
        try disk.fill()
        try service.launch()
        try service.notify.wait(for: "EXTEND_TIMEOUT_USEC=60000000")
        #expect(try service.log.contains("start waits for room"))
        #expect(try service.log.contains("; make room on its disk, or mend it"))
        try disk.empty()
        try service.notify.wait(for: "READY=1")
        #expect(try service.stop() == 0)
    }

    /// Commands can wait, the site is served.
    @Test func aStartWithoutRoomForTheSocket() throws {
        let service = try Service()
        try service.folder.makeFolder("state")
        let disk = try SmallDisk(service.folder("state"), kilobytes: 12_000, files: 40)
        try service.start()
        let before = try service.folder.read("site/feed.rss")
        #expect(try service.stop() == 0)
        try disk.fillWithFiles()
        try service.start()
        #expect(try HTTPConversation.get("/feed.rss", port: service.port).body == before)
        #expect(try service.log.contains("commands do not reach the service"))
        try disk.emptyOfFiles()
        try FolderWatch(service.folder.path).wait(for: "the socket") {
            try service.log.contains("commands reach the service again")
        }
        #expect(try status(service).hasPrefix("The service runs"))
        #expect(try service.stop() == 0)
    }

    @Test func aBackupOnAFullDisk() throws {
        let service = try Service()
        try service.folder.makeFolder("disk")
        let disk = try SmallDisk(service.folder("disk"), kilobytes: 100)
        try service.start()
        let path = service.folder("disk/b.db")
        let result = try Service.run(["backup", path, "--config", service.folder("settings.yaml")], in: service.folder)
        #expect(result.code == 73)
        #expect(
            result.errors
                == "bulletind: \(path): cannot be written (database or disk is full); correct owner, mode or space of its folder\n"
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])
        #expect(try service.stop() == 0)
    }

    /// Notes beside files are no reason to stop, and are told of once.
    @Test func aFullInbox() throws {
        let service = try Service()
        let disk = try SmallDisk(service.folder("inbox"), kilobytes: 400)
        for number in 1...9 { try service.folder.write(" \n", to: "inbox/\(number).txt") }
        try service.folder.write("# Good news\n\nAll is well today, and it will be tomorrow.\n", to: "inbox/good.md")
        try disk.fill()
        try service.start()
        try service.wait(for: "the story", in: "feed.rss") { $0.contains("Good news") }
        #expect(try service.log.split(separator: "note about a file could not be kept").count == 2)
        try disk.empty()
        #expect(try service.stop() == 0)
    }

    /// What runs once says it in a line, and goes on with the next call.
    @Test func aBuildOnFullDisks() throws {
        for name in ["site", "state"] {
            let folder = try TemporaryFolder()
            for name in ["inbox", "site", "state"] { try folder.makeFolder(name) }
            try folder.write("title: News\ninbox: inbox\nsite: site\nstate: state\n", to: "settings.yaml")
            let disk = try SmallDisk(folder(name), kilobytes: 4000)
            func build() throws -> (code: Int32, errors: String) {
                let result = try Service.run(["build", "--config", "settings.yaml"], in: folder)
                return (result.code, result.errors)
            }
            #expect(try build().code == 0)
            try folder.write("# Good news\n\nAll is well today, and it will be tomorrow.\n", to: "inbox/good.md")
            try disk.fill()
            let (code, errors) = try build()
            #expect(code == 73)
            #expect(
                errors.split(separator: "\n").filter {
                    $0.hasPrefix("bulletind: \(name)") || $0.contains("published (")
                }.count == 1)
            try disk.empty()
            if name == "site" {
                // A repair does what a publication left undone.
                let verify = ["verify", "--config", "settings.yaml"]
                let told = try Service.run(verify, in: folder)
                #expect(told.code == 1 && told.errors.contains("still to be published"))
                #expect(try Service.run(verify + ["--repair"], in: folder).code == 0)
                let last = try Service.run(verify, in: folder)
                #expect(last.code == 0 && last.output + last.errors == "")
            } else {
                #expect(try build().code == 0)
            }
            #expect(try folder.text("site/feed.rss").contains("Good news"))
        }
    }
}
