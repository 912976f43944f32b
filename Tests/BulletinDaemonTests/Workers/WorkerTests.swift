import BulletinCore
import Foundation
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// Workers that fail in every way cost a reading each, and nothing else.
@Suite(.inTurn) struct WorkerTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    static let status = FileStatus(kind: .file, device: 1, inode: 1, size: 1, modified: 1, changed: 1)

    /// A program in the place of the worker: greets, reads one request, and does something else than to answer.
    private func program(_ deed: String) throws -> String {
        try folder.write(
            """
            #!/usr/bin/env -S PATH=/usr/bin:/bin python3
            import os, signal, struct, sys, time
            def say(bytes): os.write(1, struct.pack("<q", len(bytes)) + bytes)
            def hear():
                size = struct.unpack("<q", os.read(0, 8))[0]
                bytes = b""
                while len(bytes) < size: bytes += os.read(0, size - len(bytes))
                return bytes
            say(b"\\x01")
            request = hear()
            \(deed)
            """, to: "program")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder("program"))
        return folder("program")
    }

    private func read(_ text: String, as name: String = "a.txt", by worker: Worker) -> Reading.Outcome {
        worker.read(
            WireRequest(source: Source(path: SourcePath(name), bytes: Array(text.utf8)), options: ReadingOptions()),
            whenLate: {})
    }

    @Test(arguments: [
        ("time.sleep(60)", "over 1 s"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "crash, signal 11"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "out of memory"),
        ("os.kill(os.getpid(), signal.SIGSYS)", "a forbidden call"),
        ("sys.exit(3)", "it ended with code 3"),
        ("os.close(0); os.close(1); time.sleep(60)", "it gave no answer"),
        ("say(b'garbage')", "a broken answer: a flag that is neither set nor unset"),
        ("os.write(1, struct.pack('<q', 1 << 60))", "a broken answer: an answer of more than 261000000 bytes"),
        ("os.write(1, struct.pack('<q', -1))", "a broken answer: an answer of more than 261000000 bytes"),
        ("os.write(1, struct.pack('<q', 100) + b'abc'); sys.exit(0)", "it ended with code 0"),
        ("os.write(1, struct.pack('<q', 100) + b'abc'); time.sleep(60)", "over 1 s"),
        (
            "try:\n    while True: os.write(2, b'x' * 65536)\nexcept BlockingIOError: sys.exit(7)",
            "it ended with code 7"
        ),
        ("say(b'\\x00' + struct.pack('<q', 2) + b'\\xff\\xff')", "a broken answer: a text that is not UTF-8"),
    ]) func aBrokenWorkerIsToldFromAnother(deed: String, cause: String) throws {
        let worker = Worker(Worker.Settings(program: try program(deed), memory: 1_000_000_000, time: 1_000))
        for _ in 1...2 {
            var outcome = read("a", by: worker)
            // While another test starts a process, that one may hold the program's file open for writing.
            while case .notStarted(let reason) = outcome, reason.contains("busy") { outcome = read("a", by: worker) }
            guard case .stopped(let seen, _) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect("\(seen)" == cause)
        }
    }

    @Test func whoCannotBeStartedIsNotTheFilesFault() {
        let worker = Worker(Worker.Settings(program: folder("nothing"), memory: 1_000_000_000, time: 1_000))
        guard case .notStarted(let reason) = read("a", by: worker) else {
            Issue.record("it answered")
            return
        }
        #expect(reason == "posix_spawn: No such file or directory")
        #expect(throws: WorkerRefusal.self) {
            try WorkerPool(Worker.Settings(program: "/bin/true", memory: 1_000_000_000, time: 1_000), count: 1)
        }
    }

    /// The same code in a confined process gives the same bulletin, for every fixture.
    @Test func aWorkerReadsAsTheServiceWould() throws {
        let worker = Worker(Worker.Settings(program: World.program, memory: 1_000_000_000, time: 20_000))
        let files = try ["bulletins", "mail"].flatMap { folder in
            try FileManager.default.contentsOfDirectory(
                at: Fixtures.folder.appending(path: folder), includingPropertiesForKeys: nil)
        }
        for file in files where file.pathExtension != "json" {
            let name = file.lastPathComponent
            let source = Source(path: SourcePath(name), bytes: Array(try Data(contentsOf: file)))
            let answer = worker.read(WireRequest(source: source, options: ReadingOptions()), whenLate: {})
            switch (answer, Result { try BulletinReader.read(source) }) {
            case (.bulletin(let one), .success(let other)): #expect(one == other)
            case (.rejected(let reason), .failure(let error)): #expect(reason == "\(error)")
            case (let other, _): Issue.record("\(name): \(other)")
            }
        }
        // Every charset, in a process that can open no table any more.
        let charsets = Fixtures.folder.appending(path: "charsets")
        for name in try FileManager.default.contentsOfDirectory(atPath: charsets.path) {
            let source = Source(
                path: SourcePath(name), bytes: Array(try Data(contentsOf: charsets.appending(path: name))))
            let answer = worker.read(WireRequest(source: source, options: ReadingOptions()), whenLate: {})
            guard case .bulletin(let bulletin) = answer else {
                Issue.record("\(name): \(answer)")
                continue
            }
            #expect(bulletin == (try BulletinReader.read(source)))
        }
        for (charset, bytes) in [
            ("GB18030", [0xC4, 0xE3, 0xBA, 0xC3] as [UInt8]), ("UTF-16LE", [0xFF, 0xFE, 0x60, 0x4F, 0x7D, 0x59]),
        ] {
            let source = Source(path: SourcePath("a.txt"), bytes: bytes)
            let answer = worker.read(WireRequest(source: source, options: ReadingOptions()), whenLate: {})
            guard case .bulletin(let bulletin) = answer else {
                Issue.record("\(charset): \(answer)")
                continue
            }
            #expect(bulletin.title == "你好")
        }
    }

    /// Memory that a file would need and may not have costs the worker, and is told as such.
    @Test func aFileThatNeedsTooMuchMemoryStopsItsWorker() throws {
        let worker = Worker(Worker.Settings(program: World.program, memory: 20_000_000, time: 60_000))
        let text = String(repeating: "<b>x</b>", count: 300_000)
        guard case .stopped(let cause, _) = read(text, as: "a.html", by: worker) else {
            Issue.record("it answered")
            return
        }
        #expect(cause == .outOfMemory)
        guard case .bulletin = read("Good news\n\nAll is well today, as it was before.\n", by: worker) else {
            Issue.record("no answer")
            return
        }
    }

    /// While more is due, what was given stays with the workers, and what was given before is taken.
    @Test func theNextFilesAreReadWhileTheLastAreTaken() async throws {
        let world = try World()
        for name in ["a", "b", "c", "d"] {
            try world.folder.drop("# \(name)\n\nText of \(name).\n", as: "inbox/\(name).md")
        }
        let inbox = try InboxFolder(path: world.configuration.inbox)
        let settled = try ["a.md", "b.md", "c.md", "d.md"].map { name in
            (path: SourcePath(name), status: try #require(try inbox.root.status(of: Array(name.utf8))))
        }
        let pipeline = try world.pipeline()
        var tickets: [SourcePath: UInt64] = [:]
        var taken: [[String]] = []
        for (portion, isMoreDue) in [(settled[..<2], true), (settled[2...], true), ([], false)] {
            let step = try await pipeline.take(
                Array(portion), gone: [], missing: [], from: inbox, at: world.now, awaits: { tickets[$0] == $1 },
                waitsForAll: true, isMoreDue: isMoreDue)
            for case .inWork(let path, _, let ticket) in step.deferrals { tickets[path] = ticket }
            taken.append(step.files.map { "\($0.path)" }.sorted())
        }
        #expect(taken == [[], ["a.md", "b.md"], ["c.md", "d.md"]])
    }

    /// One that hangs, three times, is refused; the other is out long before, and other bytes begin anew.
    @Test func aPoisonousFileIsRefusedAfterThreeAttempts() async throws {
        let program = try program(
            """
            while True:
                if b"poison" in request: time.sleep(60)
                say(b"\\x00" + struct.pack("<q", 5) + b"a: ok")
                request = hear()
            """)
        let world = try World()
        let workers = try WorkerPool(Worker.Settings(program: program, memory: 1_000_000_000, time: 1_500), count: 1)
        try world.folder.drop("poison", as: "inbox/a.txt")
        try world.folder.drop("good", as: "inbox/b.txt")
        let inbox = try InboxFolder(path: world.configuration.inbox)
        let settled = try ["a.txt", "b.txt"].map { name in
            (path: SourcePath(name), status: try #require(try inbox.root.status(of: Array(name.utf8))))
        }
        let pipeline = try world.pipeline(workers: workers)
        var tickets: [SourcePath: UInt64] = [:]
        let first = try await pipeline.take(settled, gone: [], missing: [], from: inbox, at: world.now)
        #expect(first.files.map(\.path) == [SourcePath("b.txt")])
        for case .inWork(let path, _, let ticket) in first.deferrals { tickets[path] = ticket }
        #expect(tickets.keys.elementsEqual([SourcePath("a.txt")]))
        workers.wait(upTo: .max)
        let second = try await pipeline.take(
            [], gone: [], missing: [], from: inbox, at: world.now, awaits: { tickets[$0] == $1 })
        guard case .postponed(_, _, pause: 2_000) = second.deferrals.first else {
            Issue.record("\(second.deferrals)")
            return
        }
        #expect(try world.catalogue.attempts()[SourcePath("a.txt")]?.count == 1)
        // As after a restart: what was counted stays counted.
        for _ in 2...3 {
            let taken = try await pipeline.take(
                [settled[0]], gone: [], missing: [], from: inbox, at: world.now, waitsForAll: true)
            for (path, reason) in taken.batch.rejected {
                #expect(path == SourcePath("a.txt"))
                #expect(
                    reason
                        == "a.txt: the reader stopped 3 times (over 1500 ms); split or simplify the file, and save it again, or raise worker-time"
                )
            }
        }
        #expect(try world.catalogue.rejections().map(\.path) == [SourcePath("a.txt"), SourcePath("b.txt")])
        #expect(try world.catalogue.attempts().isEmpty)
    }

    @Test func attemptsAreOfTheSameBytes() throws {
        let world = try World()
        let path = SourcePath("a.txt")
        #expect(try world.catalogue.countAttempt(at: path, digest: [1]) == 1)
        #expect(try world.catalogue.countAttempt(at: path, digest: [1]) == 2)
        #expect(try world.catalogue.countAttempt(at: path, digest: [2]) == 1)
        try world.catalogue.refresh(look: "another")
        #expect(try world.catalogue.attempts().isEmpty)
        _ = try world.catalogue.countAttempt(at: path, digest: [1])
        try world.catalogue.forgetAttempts(at: [path])
        #expect(try world.catalogue.attempts().isEmpty)
    }
}
