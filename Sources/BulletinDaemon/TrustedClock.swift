internal import BulletinCore
internal import Interop
internal import Logging
internal import Synchronization

/// What the time is, when the machine's clock may be wrong. Pure: both clocks are arguments.
///
/// Dates of entries are for ever, and what waits comes out by the clock, so a jump is not believed at once: time goes on
/// by the clock that nobody sets, until the other has stayed where it went for ten minutes. A start has one clock only;
/// what the catalogue remembers stands against it.
struct ClockJudgement: Sendable {
    /// Milliseconds that the clocks may part without a doubt.
    private static let tolerance: Int64 = 60_000
    /// How long a jump must last, in milliseconds.
    private static let patience: Int64 = 600_000
    /// A start whose clock is back by no more than this goes on from what is remembered, as after a jump.
    private static let shortWayBack: Int64 = 36 * 3_600_000

    private var base: Int64
    private var steadyBase: Int64
    /// The start's clock was earlier than the catalogue itself.
    private var isAssumed = false
    private var doubt: (since: Int64, offset: Int64)?
    private var last: Int64

    /// - Parameters:
    ///   - wall: milliseconds since 1970, as the machine has it.
    ///   - steady: milliseconds of a clock that only goes on.
    ///   - created: when the catalogue was; nothing is earlier.
    ///   - latest: the latest moment that the catalogue remembers; 0 for none.
    init(wall: Int64, steady: Int64, created: Timestamp, latest: Timestamp) {
        let known = latest.seconds * 1000
        let back = known - wall
        isAssumed = wall < created.seconds * 1000
        base = isAssumed ? max(known, created.seconds * 1000) : (1...Self.shortWayBack).contains(back) ? known : wall
        (steadyBase, last) = (steady, base)
    }

    /// - Returns: milliseconds since 1970, and by how many the machine's clock is off when that is not believed.
    mutating func judge(wall: Int64, steady: Int64) -> (now: Int64, offset: Int64?) {
        let expected = base + (steady - steadyBase)
        let offset = wall - expected
        if abs(offset) <= Self.tolerance || (isAssumed && offset > 0) {
            (base, steadyBase, isAssumed, doubt) = (wall, steady, false, nil)
            last = max(last, wall)
            return (last, nil)
        }
        if let doubt, abs(doubt.offset - offset) <= Self.tolerance {
            // A start that began with a wrong clock waits until that is right.
            if steady - doubt.since >= Self.patience, !isAssumed {
                (base, steadyBase, last) = (wall, steady, wall)
                self.doubt = nil
                return (wall, nil)
            }
        } else {
            doubt = (steady, offset)
        }
        last = max(last, expected)
        return (last, offset)
    }
}

/// The one clock of the service.
final class TrustedClock: Sendable {
    private let judgement: Mutex<ClockJudgement>
    private let complaints: Complaints

    init(created: Timestamp, latest: Timestamp, logger: Logger) {
        judgement = Mutex(
            ClockJudgement(
                wall: ProcessCalls.wallClock * 1000, steady: ProcessCalls.bootMilliseconds, created: created,
                latest: latest))
        complaints = Complaints(logger: logger)
    }

    var now: Timestamp {
        let (now, offset) = judgement.withLock {
            $0.judge(wall: ProcessCalls.wallClock * 1000, steady: ProcessCalls.bootMilliseconds)
        }
        if let offset {
            let hours = offset.magnitude / 3_600_000
            let distance = hours > 0 ? "\(hours) h" : "\(offset.magnitude / 60_000) min"
            complaints.tell(
                "the machine's clock jumped and is not followed yet; see to the time of the machine",
                ["off": "\(offset < 0 ? "back" : "ahead") \(distance)"], at: .warning)
        }
        return Timestamp(seconds: now / 1000)
    }
}
