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

    /// Milliseconds until a socket that had no room is tried again.
    private static let pause = 5_000

    private let state: Folder
    /// `nil` when the disk had no room for the socket: commands can wait, the service does not.
    private let listener: SocketListener?
    let desk: ControlDesk
    let catalogue: Catalogue
    let clock: @Sendable () -> Timestamp
    let logger: Logger

    init(
        state: String, desk: ControlDesk, catalogue: Catalogue, clock: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) throws {
        do throws(SystemError) {
            self.state = try Folder(path: state)
            listener = try Self.listener(in: self.state) { error in
                logger.error(
                    "commands do not reach the service, its socket is tried again",
                    metadata: ["path": "\(state)/\(Self.socketName)", "error": "\(error)"])
            }
        } catch {
            throw CatalogueError(error, path: state + "/" + Self.socketName)
        }
        self.desk = desk
        self.catalogue = catalogue
        self.clock = clock
        self.logger = logger
    }

    /// - Parameter tell: takes what there is no room for; then there is no listener.
    private static func listener(
        in state: Folder, telling tell: (SystemError) -> Void = { _ in }
    ) throws(SystemError) -> SocketListener? {
        do throws(SystemError) {
            return try SocketListener(in: state, name: socketName)
        } catch {
            guard error.isFull else { throw error }
            tell(error)
            return nil
        }
    }

    /// Waits for room.
    /// - Returns: `nil` when the service ends.
    private func awaitedListener() async throws -> SocketListener? {
        do {
            while true {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: .milliseconds(Self.pause)) }
                do throws(SystemError) {
                    guard let listener = try Self.listener(in: state) else { continue }
                    logger.notice("commands reach the service again")
                    return listener
                } catch {
                    // A disk that is full may fail, too: it is no reason to end.
                    continue
                }
            }
        } catch is CancellationError {
            return nil
        }
    }

    func run() async throws {
        var present = listener
        if present == nil { present = try await awaitedListener() }
        guard let listener = present else { return }
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
