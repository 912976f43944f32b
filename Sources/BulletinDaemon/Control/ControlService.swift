internal import BulletinCore
internal import Foundation
internal import Interop
internal import Logging
internal import ServiceLifecycle

/// Answers commands on the socket `control` in the state folder, one after the other, on a thread of its own: whoever
/// is slow or says too much keeps up others who ask, for seconds, and never the service.
struct ControlService: Service {
    static let socketName = "control"
    /// Seconds for a request to come, and for the answer to go.
    private static let patience: Int64 = 5

    let listener: SocketListener
    let desk: ControlDesk
    let catalogue: Catalogue
    let clock: @Sendable () -> Timestamp
    let logger: Logger

    init(
        state: String, desk: ControlDesk, catalogue: Catalogue, clock: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) throws {
        do throws(SystemError) {
            listener = try SocketListener(in: try Folder(path: state), name: Self.socketName)
        } catch {
            throw CatalogueError.unwritable(path: state + "/" + Self.socketName, reason: "\(error)")
        }
        self.desk = desk
        self.catalogue = catalogue
        self.clock = clock
        self.logger = logger
    }

    func run() async throws {
        NamedThread.start("control") {
            while let stream = listener.next() { converse(on: stream) }
        }
        do {
            try await gracefulShutdown()
        } catch {
            logger.debug("control socket cancelled")
        }
        do throws(SystemError) {
            try listener.stop()
        } catch {
            logger.debug("control socket stays", metadata: ["error": "\(error)"])
        }
    }

    private static var deadline: Int64 { ProcessCalls.monotonicMicroseconds + patience * 1_000_000 }

    private func converse(on stream: ByteStream) {
        do {
            guard let line = try stream.receiveLine(limit: ControlRequest.limit, until: Self.deadline) else {
                try stream.send(
                    try ControlLine.encode(ControlReply(error: "the request is too long")), until: Self.deadline)
                return
            }
            let reply: ControlReply
            do {
                reply = self.reply(to: try ControlLine.decode(ControlRequest.self, from: line))
            } catch {
                reply = ControlReply(error: "no request that this bulletind knows")
            }
            try stream.send(try ControlLine.encode(reply), until: Self.deadline)
        } catch {
            logger.debug("control request failed", metadata: ["error": "\(error)"])
        }
    }

    private func reply(to request: ControlRequest) -> ControlReply {
        switch request.command {
        case .status:
            // What only the service knows is left out while it is busy. It waits for workers no longer than this.
            let live = desk.ask(request, within: 8)?.status
            do {
                var report = try catalogue.report(at: clock())
                report.isRunning = true
                if let live { report.add(live) }
                return ControlReply(status: report)
            } catch {
                return ControlReply(error: "the catalogue cannot be read (\(error))")
            }
        case .confirmRetractions, .mend:
            return desk.ask(request, within: 60)
                ?? ControlReply(error: "the service is busy; nothing was done, ask again later")
        }
    }
}
