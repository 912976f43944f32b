import BulletinCore
import HTTPTypes
import Hummingbird
import Interop
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct FileResponseTests {
    static let now = Timestamp(seconds: 1_800_000_000)
    static let bytes = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A] + (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }

    let folder: TemporaryFolder
    let responder: SiteResponder
    let publisher: Publisher
    /// Files as the catalogue knows them.
    let records = RecordsBox()

    final class RecordsBox: Sendable {
        let records = Mutex<[String: PublishedFile]>([:])
    }

    init() throws {
        folder = try TemporaryFolder()
        publisher = try Publisher(site: folder("site"))
        let published = try publisher.publish(
            [SiteFile(path: "files/w/a.png", bytes: Self.bytes), SiteFile(path: "files/w/b.html", bytes: [0x3C])],
            at: Self.now, known: [:])
        try folder.write("not published", to: "site/files/w/c.png")
        try folder.write("half", to: "site/files/w/.tmp-1")
        for record in published { records.records.withLock { $0[record.path] = record } }
        let box = records
        let store = SiteStore(site: publisher.site) { path in box.records.withLock { $0[path] } }
        responder = SiteResponder(
            store: store, addresses: FormerAddresses(url: "http://localhost/", former: []),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    func respond(_ method: HTTPRequest.Method = .get, _ path: String = "/files/w/a.png", _ fields: HTTPFields = [:])
        async throws -> Response
    {
        let head = HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path, headerFields: fields)
        let source = ApplicationRequestContextSource(
            channel: EmbeddedChannel(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await responder.respond(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer())),
            context: BasicRequestContext(source: source))
    }

    private final class Collector: ResponseBodyWriter {
        let bytes: Box
        final class Box: Sendable { let bytes = Mutex<[UInt8]>([]) }

        init(_ bytes: Box) { self.bytes = bytes }

        func write(_ buffer: ByteBuffer) async throws {
            bytes.bytes.withLock { $0 += Array(buffer.readableBytesView) }
        }

        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    private func body(_ response: Response) async throws -> [UInt8] {
        let box = Collector.Box()
        try await response.body.write(Collector(box))
        return box.bytes.withLock { $0 }
    }

    @Test func isSentWhole() async throws {
        let response = try await respond()
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "image/png")
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(response.headers[.contentDisposition] == "inline")
        #expect(response.headers[.acceptRanges] == "bytes")
        #expect(response.headers[.lastModified] == Self.now.httpDate)
        let tag = SHA256Digest.hex(of: Self.bytes).prefix(32)
        #expect(response.headers[.eTag] == "\"\(tag)\"")
        #expect(response.body.contentLength == Self.bytes.count)
        let isSame = try await body(response) == Self.bytes
        #expect(isSame)
        let fresh = try await respond(.get, "/files/w/a.png", [.ifNoneMatch: "\"\(tag)\"", .range: "bytes=0-1"])
        #expect(fresh.status == .notModified)
    }

    @Test func headTellsTheSame() async throws {
        let response = try await respond(.head, "/files/w/a.png", [.range: "bytes=0-1"])
        #expect(response.status == .ok)
        #expect(response.headers[.contentLength] == "\(Self.bytes.count)")
        #expect(try await body(response).isEmpty)
    }

    @Test(arguments: [
        "/files/w/c.png", "/files/w/.tmp-1", "/files/w/", "/files/w", "/files/", "/files/../files/w/a.png",
        "/files/w/../w/a.png", "/files//w/a.png", "/files/w/a.png/", "/files/w/a.PNG",
    ]) func nothingElseIsReached(path: String) async throws {
        #expect(try await respond(.get, path).status == .notFound)
    }

    @Test func whatIsNoMediaIsNeverShown() async throws {
        let response = try await respond(.get, "/files/w/b.html")
        #expect(response.headers[.contentType] == "application/octet-stream")
        #expect(response.headers[.contentDisposition] == "attachment")
    }

    @Test(arguments: [
        ("bytes=0-4", 0..<5), ("bytes=2-", 2..<100), ("bytes=-3", 97..<100), ("bytes=-1000", 0..<100),
        ("bytes=99-500", 99..<100), ("BYTES= 1 - 1 ", 1..<2), ("bytes=0-99999999999999999999999", 0..<100),
    ]) func aPartIsAskedFor(field: String, part: Range<Int>) {
        #expect(ByteRange([field], size: 100) == .part(part))
    }

    @Test(arguments: [
        "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,4-5", "items=0-1", "bytes=--1", "0-1",
        "bytes=1-2-3", "bytes=+1-2", "bytes=0x1-2", "bytes=１-2", String(repeating: "9", count: 200),
    ]) func othersAreAnsweredWhole(field: String) {
        #expect(ByteRange([field], size: 100) == .whole)
    }

    @Test(arguments: ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999999-"])
    func aRangeBehindTheEndIsTold(field: String) { #expect(ByteRange([field], size: 100) == .unsatisfiable) }

    @Test func severalFieldsAndEmptyFiles() {
        #expect(ByteRange(["bytes=0-1", "bytes=0-1"], size: 100) == .whole)
        #expect(ByteRange([], size: 100) == .whole)
        #expect(ByteRange(["bytes=-1"], size: 0) == .unsatisfiable)
    }

    @Test func partsAreSent() async throws {
        let response = try await respond(.get, "/files/w/a.png", [.range: "bytes=100000-250000"])
        #expect(response.status == .partialContent)
        #expect(response.headers[.contentRange] == "bytes 100000-250000/\(Self.bytes.count)")
        let isSame = try await body(response) == Array(Self.bytes[100_000...250_000])
        #expect(isSame)
        let behind = try await respond(.get, "/files/w/a.png", [.range: "bytes=\(Self.bytes.count)-"])
        #expect(behind.status == .rangeNotSatisfiable)
        #expect(behind.headers[.contentRange] == "bytes */\(Self.bytes.count)")
    }

    @Test func partsAreOfThePresentFileOnly() async throws {
        let tag = try #require(try await respond().headers[.eTag])
        for (condition, status) in [
            (tag, 206), (Self.now.httpDate, 206), ("\"other\"", 200), ("W/" + tag, 200),
            (Self.now.advanced(by: -1).httpDate, 200), ("", 200),
        ] {
            let response = try await respond(.get, "/files/w/a.png", [.ifRange: condition, .range: "bytes=0-9"])
            #expect(response.status.code == status, "\(condition)")
        }
    }

    /// Between the rename and the record of a new version, nothing is said that might be of the other one.
    @Test func aVersionThatIsNotRecordedYetHasNoTag() async throws {
        let record = records.records.withLock { $0["files/w/a.png"] }
        _ = try publisher.publish(
            [SiteFile(path: "files/w/a.png", bytes: Self.bytes + [1])], at: Self.now.advanced(by: 5),
            known: record.map { ["files/w/a.png": $0] } ?? [:])
        let response = try await respond(.get, "/files/w/a.png", [.range: "bytes=0-1", .ifNoneMatch: "*"])
        #expect(response.status == .ok)
        #expect(response.headers[.eTag] == nil)
        #expect(response.headers[.acceptRanges] == nil)
        #expect(response.body.contentLength == Self.bytes.count + 1)
    }
}
