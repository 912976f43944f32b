internal import BulletinCore
internal import Interop

/// One child process that reads files, and the next one when that is worn out or broken. Belongs to one thread.
final class Worker {
    /// What a child is started with and allowed.
    struct Settings: Hashable, Sendable {
        /// The path of an executable file that speaks as `WorkerProcess` does.
        var program: String
        /// Bytes that a worker may take for itself.
        var memory: Int
        /// Milliseconds that it may take for one file.
        var time: Int

        /// Seconds of processor time in the whole life of a worker that honest files cannot use up.
        var processorTime: Int { (time / 1000 + 1) * Worker.filesInALife }
    }

    /// Files that one child reads at most: what a library leaks or remembers goes with it.
    static let filesInALife = 10_000
    /// Milliseconds until a new child must be ready.
    private static let timeToStart = 30_000
    /// Milliseconds after which a file is no longer waited for before others are published.
    static let patience = 1_000

    private let settings: Settings
    private var child: ChildProcess?
    private var files = 0

    init(_ settings: Settings) { self.settings = settings }

    /// Has a child ready for the next file.
    /// - Throws: why there is none: the system refused, or the child did, for it could not confine itself.
    func start() throws(WorkerRefusal) {
        guard child == nil else { return }
        let started: ChildProcess
        do throws(SystemError) {
            started = try ChildProcess(
                program: settings.program,
                arguments: [
                    "worker", "--memory", "\(settings.memory)", "--processor-time", "\(settings.processorTime)",
                ],
                environment: ["SWIFT_BACKTRACE=enable=no", "LC_ALL=C.UTF-8"])
        } catch {
            throw WorkerRefusal(reason: "\(error)")
        }
        let deadline = ProcessCalls.monotonicMicroseconds + Int64(Self.timeToStart) * 1000
        do {
            var greeting = WireReader(try message(of: started, limit: 10_000, until: deadline))
            if try !greeting.flag() { throw WorkerRefusal(reason: try greeting.text()) }
        } catch let refusal as WorkerRefusal {
            throw refusal
        } catch {
            let said = started.complaints(limit: 1000)
            throw WorkerRefusal(reason: "it ended before it was ready" + (said.isEmpty ? "" : ": \(said)"))
        }
        child = started
        files = 0
    }

    /// Lets the child end by itself.
    func stop() { child = nil }

    /// Whether the child has read as many files as it may.
    var isWornOut: Bool { files >= Self.filesInALife }

    /// Has a file read. A child that fails in any way is gone afterwards.
    /// - Parameter whenLate: called when it takes longer than others should have to wait.
    func read(_ request: WireRequest, whenLate: @escaping () -> Void) -> Reading.Outcome {
        // One that ended while it had nothing to do, or speaks unasked, is not the fault of this file.
        if child?.stream.isQuiet == false { child = nil }
        do throws(WorkerRefusal) {
            try start()
        } catch {
            return .notStarted(error.reason)
        }
        guard let child else { return .notStarted("no child") }
        let now = ProcessCalls.monotonicMicroseconds
        let deadline = now + Int64(settings.time) * 1000
        child.stream.whenLate = (now + Int64(Self.patience) * 1000, whenLate)
        defer { child.stream.whenLate = nil }
        let cause: StopCause
        do {
            try child.stream.send(request.message, until: deadline)
            let limits = request.options.limits
            let answer = try message(of: child, limit: WireReply.limit(limits), until: deadline)
            files += 1
            switch try WireReply(answer, limits: limits) {
            case .bulletin(let bulletin): return .bulletin(bulletin)
            case .rejected(let reason): return .rejected(reason)
            }
        } catch ByteStream.Failure.timedOut {
            cause = .tooLong(milliseconds: settings.time)
        } catch let error as WireError {
            cause = .brokenAnswer(error.reason)
        } catch {
            cause = stopCause(of: child)
        }
        let said = child.complaints(limit: 1000)
        self.child = nil
        return .stopped(cause, said: said)
    }

    private func message(of child: ChildProcess, limit: Int, until deadline: Int64) throws -> [UInt8] {
        var head = WireReader(try child.stream.receive(WireWriter.headSize, until: deadline))
        let size = try head.number()
        guard (0...limit).contains(size) else { throw WireError("an answer of more than \(limit) bytes") }
        return try child.stream.receive(size, until: deadline)
    }

    /// Of a child whose end of the stream is closed.
    private func stopCause(of child: ChildProcess) -> StopCause {
        guard let (ending, memory) = child.end(within: 200) else { return .closedItsAnswer }
        switch ending {
        case .killed: return .closedItsAnswer
        case .exited(let code): return .exited(code: code)
        case .signalled(let signal):
            // Who cannot get memory ends by a trap; what was asked for in one piece was never used.
            let isShort = memory > settings.memory / 4 * 3 || child.complaints(limit: 1000).contains("allocat")
            return ProcessCalls.isKill(signal) || isShort ? .outOfMemory : .signalled(signal)
        }
    }
}

/// Why no worker could be had. Not the fault of a file.
struct WorkerRefusal: Error, Hashable, Sendable {
    let reason: String
}

/// How reading a file ended a worker.
enum StopCause: Hashable, Sendable, CustomStringConvertible {
    case tooLong(milliseconds: Int)
    case outOfMemory
    case signalled(Int32)
    case exited(code: Int32)
    case closedItsAnswer
    /// The reason, a clause.
    case brokenAnswer(String)

    /// The setting that names the limit, where it was one.
    var setting: String? {
        switch self {
        case .tooLong: "worker-time"
        case .outOfMemory: "worker-memory"
        case .signalled, .exited, .closedItsAnswer, .brokenAnswer: nil
        }
    }

    /// A clause for the receipt.
    var description: String {
        switch self {
        case .tooLong(let milliseconds): "over \(Setting.showDuration(milliseconds))"
        case .outOfMemory: "out of memory"
        case .signalled(let signal):
            ProcessCalls.isForbiddenCall(signal) ? "a forbidden call" : "crash, signal \(signal)"
        case .exited(let code): "it ended with code \(code)"
        case .closedItsAnswer: "it gave no answer"
        case .brokenAnswer(let reason): "a broken answer: \(reason)"
        }
    }
}
