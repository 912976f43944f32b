import Foundation
import Interop
import TestSupport
import Testing

@Suite struct ControlSocketTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static var soon: Int64 { ProcessCalls.monotonicMicroseconds + 60_000_000 }
    private static var now: Int64 { ProcessCalls.monotonicMicroseconds }

    @Test func isTheOwnersAloneAndReplacesWhatWasLeft() throws {
        try folder.write("left behind", to: "control")
        let listener = try SocketListener(in: Folder(path: folder.path), name: "control")
        let attributes = try FileManager.default.attributesOfItem(atPath: folder("control"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(attributes[.type] as? FileAttributeType == .typeSocket)
        try listener.stop()
        #expect(!folder.contains("control"))
        #expect(listener.next() == nil)
    }

    @Test func aLineGoesEachWay() throws {
        // An address alone would not hold such a path.
        let name = String(repeating: "long", count: 40)
        try folder.makeFolder(name)
        let place = try Folder(path: folder(name))
        let listener = try SocketListener(in: place, name: "control")
        let client = try ByteStream.connection(in: place, name: "control")
        let server = try #require(listener.next())
        try client.send(Array("question\nand more".utf8))
        #expect(try server.receiveLine(limit: 100, until: Self.soon) == Array("question".utf8))
        try server.send(Array("answer\n".utf8))
        #expect(try client.receiveLine(limit: 100, until: Self.soon) == Array("answer".utf8))
        try listener.stop()
    }

    @Test func longLinesAndSilenceAreNotWaitedFor() throws {
        let place = try Folder(path: folder.path)
        let listener = try SocketListener(in: place, name: "control")
        let client = try ByteStream.connection(in: place, name: "control")
        let server = try #require(listener.next())
        #expect(throws: ByteStream.Failure.timedOut) { try server.receiveLine(limit: 100, until: Self.now) }
        try client.send([UInt8](repeating: 65, count: 10_000))
        #expect(try server.receiveLine(limit: 9_000, until: Self.soon) == nil)
        try listener.stop()
    }

    @Test func nobodyThereIsTold() throws {
        let place = try Folder(path: folder.path)
        let missing = #expect(throws: SystemError.self) { _ = try ByteStream.connection(in: place, name: "control") }
        #expect(missing?.isNotListening == true)
        do { _ = try SocketListener(in: place, name: "control") }
        let dead = #expect(throws: SystemError.self) { _ = try ByteStream.connection(in: place, name: "control") }
        #expect(dead?.isNotListening == true)
    }
}
