internal import NIOCore
internal import NIOHTTP1

/// What a client says by the version of its request, in terms that the server behind understands: that a request is the
/// last one, that it waits before it sends the body, and that it names no host although it has to.
final class ConnectionTerms: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Of requests without an answer, in their order: whether each is the last one.
    private var areLast = CircularBuffer<Bool>()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        // Before version 1.1 a connection ends unless both sides say otherwise (RFC 9112 §9.3), and that is not said here;
        // options are the same in upper and lower case (RFC 9110 §7.6.1).
        let isLast = head.version != .http1_1 || !head.isKeepAlive
        areLast.append(isLast)
        if isLast { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        // A request that names no host is as wrong as one that names two (RFC 9112 §3.2), and the version is not told further.
        if head.version == .http1_1, !head.headers.contains(name: "Host") {
            head.headers.add(contentsOf: [("Host", ""), ("Host", "")])
        }
        // The answer comes when the request is whole, and until it is told to go on the client waits (RFC 9110 §10.1.1).
        if head.version == .http1_1,
            head.headers[canonicalForm: "Expect"].contains(where: { $0.lowercased() == "100-continue" })
        {
            let goOn = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        if areLast.popFirst() == true { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }

    /// Puts them where the version of a request is still known.
    final class Placing: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = NIOAny

        func handlerAdded(context: ChannelHandlerContext) {
            let pipeline = context.pipeline.syncOperations
            do {
                let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
                try pipeline.addHandler(ConnectionTerms(), position: .after(decoder))
            } catch {
                context.fireErrorCaught(error)
            }
        }
    }
}
