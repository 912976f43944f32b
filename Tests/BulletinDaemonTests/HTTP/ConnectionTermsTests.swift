import NIOCore
import NIOEmbedded
import NIOHTTP1
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct ConnectionTermsTests {
    private static func channel() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false)
        try channel.pipeline.syncOperations.addHandler(ConnectionTerms.Placing())
        return channel
    }

    @Test(arguments: [
        ("GET / HTTP/1.0\r\n\r\n", isLast: true),
        ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", isLast: true),
        ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", isLast: false),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: TE, Close\r\n\r\n", isLast: true),
    ])
    func requestsAreTheLastInAnyWords(_ request: String, isLast: Bool) throws {
        let channel = try Self.channel()
        try channel.writeInbound(ByteBuffer(string: request))
        guard case .head(let head)? = try channel.readInbound(as: HTTPServerRequestPart.self) else {
            Issue.record("no request")
            return
        }
        #expect((head.headers["Connection"] == ["close"]) == isLast)

        // It says so itself, of the answer to the last one only.
        try channel.writeOutbound(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok)))
        let answer = try #require(try channel.readOutbound(as: ByteBuffer.self))
        #expect(String(buffer: answer).contains("onnection: close\r\n") == isLast)
    }

    @Test func answersToRequestsBeforeTheLastKeepTheConnection() throws {
        let channel = try Self.channel()
        try channel.writeInbound(
            ByteBuffer(
                string: "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        for isLast in [false, true] {
            try channel.writeOutbound(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok)))
            let answer = try #require(try channel.readOutbound(as: ByteBuffer.self))
            #expect(String(buffer: answer).contains("onnection: close\r\n") == isLast)
        }
    }

    @Test func clientsThatWaitAreToldToGoOn() throws {
        let channel = try Self.channel()
        try channel.writeInbound(
            ByteBuffer(string: "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 3\r\n\r\n"))
        let said = try channel.readOutbound(as: ByteBuffer.self).map(String.init(buffer:))
        #expect(said == "HTTP/1.1 100 Continue\r\n\r\n")
    }
}
