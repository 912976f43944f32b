internal import Hummingbird
internal import HummingbirdCore
internal import Interop
internal import Logging
internal import NIOCore

/// The web server over the published site.
enum WebServer {
    /// More wait until others are gone.
    private static let maximumConnections = 4096
    /// Descriptors that connections leave to the inbox, the catalogue and the workers.
    private static let reserve = 256

    /// - Parameter onReady: called with the port once connections are accepted.
    static func application(
        store: SiteStore, addresses: FormerAddresses, listen: ListenAddress, logger: Logger,
        onReady: @escaping @Sendable (Int) -> Void
    ) -> some ApplicationProtocol {
        let connections = max(16, min(maximumConnections, ProcessCalls.raiseDescriptorLimit() - reserve))
        // Requests have no body here and few fields; who sends nothing for half a minute is let go.
        let limits = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionTerms.Placing()], idleTimeout: .seconds(30),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 8 * 1024, maxHeaderListSize: 16 * 1024, maxHeaderFieldCount: 100))
        return Application(
            responder: SiteResponder(store: store, addresses: addresses, logger: logger),
            server: .http1(configuration: limits),
            configuration: ApplicationConfiguration(
                address: .hostname(listen.host, port: listen.port), serverName: nil, backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(connections)),
            onServerRunning: { channel in onReady(channel.localAddress?.port ?? listen.port) },
            logger: logger)
    }
}
