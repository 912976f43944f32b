import BulletinCore
import Interop
import Testing

@testable import BulletinDaemon

@Suite struct InboxLedgerTests {
    static let path = SourcePath("a.txt")

    static func status(_ version: Int64) -> FileStatus {
        FileStatus(kind: .file, device: 1, inode: 2, size: version, modified: version, changed: version)
    }

    static func ledger(taken version: Int64? = nil) -> InboxLedger {
        InboxLedger(settle: 2000, grace: 10_000, taken: version.map { [(path, status($0))] } ?? [])
    }

    @Test func aRenamedFileIsTakenAtOnce() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), isComplete: true, wasTouched: false, at: 5)
        #expect(ledger.due(at: 5).map(\.path) == [Self.path])
    }

    @Test func aWrittenFileIsTakenWhenItIsQuiet() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), isComplete: false, wasTouched: true, at: 0)
        ledger.saw(Self.path, Self.status(1), isComplete: false, wasTouched: true, at: 1500)
        #expect(ledger.due(at: 3000).isEmpty)
        #expect(ledger.nextDeadline(held: []) == 3500)
        #expect(ledger.due(at: 3500).map(\.path) == [Self.path])
    }

    @Test func aScanDoesNotProlongTheQuiet() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), isComplete: false, wasTouched: false, at: 0)
        ledger.saw(Self.path, Self.status(1), isComplete: false, wasTouched: false, at: 1500)
        #expect(ledger.due(at: 2000).count == 1)
    }

    @Test func aTakenFileIsNothingNew() {
        var ledger = Self.ledger(taken: 1)
        ledger.saw(Self.path, Self.status(1), isComplete: true, wasTouched: true, at: 0)
        #expect(ledger.due(at: 9000).isEmpty)
        #expect(ledger.nextDeadline(held: []) == nil)
    }

    @Test func aFileThatChangesWhileItIsReadWaitsAgain() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), isComplete: true, wasTouched: false, at: 0)
        ledger.deferred(Self.path, Self.status(2), at: 10)
        #expect(ledger.due(at: 10).isEmpty)
        #expect(ledger.due(at: 2010).map(\.status) == [Self.status(2)])
    }

    @Test func aLostFileIsOverdueAfterTheGraceTime() {
        var ledger = Self.ledger(taken: 1)
        ledger.lost(Self.path, isWitnessed: true, at: 0)
        #expect(ledger.overdue(at: 9_999).isEmpty)
        #expect(ledger.nextDeadline(held: []) == 10_000)
        #expect(ledger.nextDeadline(held: [Self.path]) == nil)
        #expect(ledger.overdue(at: 10_000).map(\.path) == [Self.path])
    }

    @Test func aFileThatComesBackIsNotLost() {
        var ledger = Self.ledger(taken: 1)
        ledger.lost(Self.path, isWitnessed: true, at: 0)
        ledger.saw(Self.path, Self.status(2), isComplete: true, wasTouched: false, at: 100)
        #expect(ledger.overdue(at: 20_000).isEmpty)
        #expect(ledger.due(at: 100).count == 1)
    }

    @Test func aFileThatWasNeverTakenCannotBeLost() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), isComplete: false, wasTouched: true, at: 0)
        ledger.lost(Self.path, isWitnessed: true, at: 1)
        #expect(ledger.missing.isEmpty)
        #expect(ledger.due(at: 9000).isEmpty)
    }

    @Test func aScanFindsWhatIsLost() {
        var ledger = Self.ledger(taken: 1)
        ledger.scanned([], isWitnessed: false, at: 0)
        #expect(ledger.missing == [Self.path])
        #expect(!ledger.isInhabited)
    }

    @Test func aFileInWorkIsNotDue() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), isComplete: true, wasTouched: false, at: 0)
        ledger.began(Self.path, Self.status(1), ticket: 7)
        ledger.saw(Self.path, Self.status(1), isComplete: true, wasTouched: true, at: 1)
        #expect(ledger.due(at: 9000).isEmpty)
        #expect(ledger.awaits(Self.path, ticket: 7))
        #expect(ledger.isInhabited)
        ledger.took(Self.path, Self.status(1))
        #expect(!ledger.awaits(Self.path, ticket: 7))
    }

    @Test func aLaterVersionGoesBeforeTheOneInWork() {
        var ledger = Self.ledger()
        ledger.began(Self.path, Self.status(1), ticket: 7)
        ledger.saw(Self.path, Self.status(2), isComplete: true, wasTouched: false, at: 0)
        #expect(ledger.due(at: 0).map(\.status) == [Self.status(2)])
        ledger.began(Self.path, Self.status(2), ticket: 8)
        #expect(!ledger.awaits(Self.path, ticket: 7))
        #expect(ledger.awaits(Self.path, ticket: 8))
    }

    @Test func aFileThatGoesWhileInWorkIsNotAwaited() {
        var ledger = Self.ledger(taken: 1)
        ledger.began(Self.path, Self.status(2), ticket: 7)
        ledger.lost(Self.path, isWitnessed: true, at: 0)
        #expect(!ledger.awaits(Self.path, ticket: 7))
        #expect(ledger.overdue(at: 10_000).map(\.path) == [Self.path])
        var other = Self.ledger()
        other.began(Self.path, Self.status(1), ticket: 7)
        other.scanned([], isWitnessed: false, at: 0)
        #expect(!other.awaits(Self.path, ticket: 7))
    }

    @Test func whatFailedWaitsAndWhatIsLostBeginsAgain() {
        var ledger = Self.ledger()
        ledger.began(Self.path, Self.status(1), ticket: 7)
        ledger.postponed(Self.path, Self.status(1), pause: 500, at: 0)
        #expect(ledger.due(at: 499).isEmpty)
        #expect(ledger.due(at: 500).count == 1)
        ledger.began(Self.path, Self.status(1), ticket: 8)
        ledger.restart(at: 600)
        #expect(!ledger.awaits(Self.path, ticket: 8))
        #expect(ledger.due(at: 600).count == 1)
    }

    struct GuardCase: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var gone: Int
        var accepted: Int
        var isWitnessed = true
        var isInhabited = true
        var percent = 50
        var isMassLoss: Bool
    }

    @Test(arguments: [
        GuardCase(testDescription: "one of many", gone: 1, accepted: 100, isMassLoss: false),
        GuardCase(
            testDescription: "three of three, seen to go", gone: 3, accepted: 3, isInhabited: false, isMassLoss: false),
        GuardCase(
            testDescription: "the only one, not seen to go", gone: 1, accepted: 1, isWitnessed: false,
            isInhabited: false,
            isMassLoss: true),
        GuardCase(testDescription: "half of eight", gone: 4, accepted: 8, isMassLoss: false),
        GuardCase(testDescription: "five of eight", gone: 5, accepted: 8, isMassLoss: true),
        GuardCase(
            testDescription: "all, with the guard off", gone: 8, accepted: 8, isInhabited: false, percent: 100,
            isMassLoss: false),
        GuardCase(testDescription: "none", gone: 0, accepted: 8, isInhabited: false, isMassLoss: false),
    ]) func guardsAgainstMassLoss(_ c: GuardCase) {
        let overdue = (0..<c.gone).map { (path: SourcePath("\($0)"), isWitnessed: c.isWitnessed) }
        #expect(
            InboxLedger.isMassLoss(
                overdue, accepted: c.accepted, guardPercent: c.percent, isInhabited: c.isInhabited) == c.isMassLoss)
    }

    @Test(arguments: [
        ([10, 10, 10], 2), ([100], 1), ([5, 100, 5], 1), ([], 0), ([1, 1, 1, 1, 1], 4), ([Int64.max, 1], 1),
        ([1, Int64.max, 1], 1),
    ]) func aBatchFitsIntoMemory(sizes: [Int64], count: Int) {
        let files = sizes.map { size in
            (
                path: SourcePath("a"),
                status: FileStatus(kind: .file, device: 1, inode: 1, size: size, modified: 1, changed: 1)
            )
        }
        #expect(InboxLedger.portion(of: files, count: 4, bytes: 25).count == count)
    }
}
