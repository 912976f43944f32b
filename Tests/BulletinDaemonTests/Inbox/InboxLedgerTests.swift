import BulletinCore
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct InboxLedgerTests {
    static let path = SourcePath("a.txt")

    static func status(_ version: Int64) -> FileStatus {
        FileStatus(kind: .file, device: 1, inode: 2, size: version, modified: version, changed: version)
    }

    static func ledger(taken version: Int64? = nil) -> InboxLedger {
        InboxLedger(settle: 2000, grace: 10_000, taken: version.map { [(path, status($0))] } ?? [])
    }

    @Test func aRenamedFileIsTakenAtOnce() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), as: .complete, at: 5)
        #expect(ledger.due(at: 5).map(\.path) == [Self.path])
    }

    /// Once, and whatever becomes of it.
    @Test func whatIsPutLastIsTakenAfterTheOthers() {
        var ledger = Self.ledger()
        let paths = ["a.txt", "b.txt", "c.txt"].map { SourcePath($0) }
        for path in paths { ledger.saw(path, Self.status(1), as: .complete, at: 5) }
        ledger.putLast(paths[0], Self.status(1), at: 6)
        ledger.began(paths[1], Self.status(1), ticket: 1)
        ledger.putLast(paths[1], Self.status(1), at: 6)
        #expect(ledger.due(at: 6).map(\.path) == [paths[2], paths[0], paths[1]])
        #expect(ledger.late == [paths[0], paths[1]])
        ledger.saw(paths[0], Self.status(2), as: .complete, at: 7)
        ledger.putLast(paths[0], Self.status(1), at: 7)
        #expect(ledger.due(at: 7).first { $0.path == paths[0] }?.status == Self.status(2))
        ledger.took(paths[0], Self.status(2))
        ledger.lost(paths[1], as: .witnessed, at: 8)
        #expect(ledger.late.isEmpty)
    }

    @Test func aWrittenFileIsTakenWhenItIsQuiet() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), as: .closed, at: 0)
        ledger.saw(Self.path, Self.status(1), as: .closed, at: 1500)
        #expect(ledger.due(at: 3000).isEmpty)
        #expect(ledger.nextDeadline(held: []) == 3500)
        #expect(ledger.due(at: 3500).map(\.path) == [Self.path])
    }

    @Test func aScanDoesNotProlongTheQuiet() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), as: .found, at: 0)
        ledger.saw(Self.path, Self.status(1), as: .found, at: 1500)
        #expect(ledger.due(at: 2000).count == 1)
    }

    @Test func aTakenFileIsNothingNew() {
        var ledger = Self.ledger(taken: 1)
        ledger.saw(Self.path, Self.status(1), as: .complete, at: 0)
        #expect(ledger.due(at: 9000).isEmpty)
        #expect(ledger.nextDeadline(held: []) == nil)
    }

    /// What is missing may be what is in work, under another name: nothing can be done about it before that is read.
    @Test func whatIsMissingIsNotDueWhileANewFileIsInWork() {
        var ledger = Self.ledger(taken: 1)
        ledger.lost(Self.path, as: .unseen, at: 0)
        #expect(ledger.nextDeadline(held: []) == 10_000)
        ledger.began(SourcePath("b.txt"), Self.status(2), ticket: 1)
        #expect(ledger.nextDeadline(held: []) == nil)
    }

    @Test func aFileThatChangesWhileItIsReadWaitsAgain() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), as: .complete, at: 0)
        ledger.deferred(Self.path, Self.status(2), at: 10)
        #expect(ledger.due(at: 10).isEmpty)
        #expect(ledger.due(at: 2010).map(\.status) == [Self.status(2)])
    }

    @Test func aLostFileIsOverdueAfterTheGraceTime() {
        var ledger = Self.ledger(taken: 1)
        ledger.lost(Self.path, as: .witnessed, at: 0)
        #expect(ledger.overdue(at: 9_999).isEmpty)
        #expect(ledger.nextDeadline(held: []) == 10_000)
        #expect(ledger.nextDeadline(held: [Self.path]) == nil)
        #expect(ledger.overdue(at: 10_000).map(\.path) == [Self.path])
    }

    /// Mended, and sent under another name over a slow line, after the old one was deleted.
    @Test func aLostFileIsNotGoneWhileAnotherComes() {
        var ledger = Self.ledger(taken: 1)
        let other = SourcePath("other.txt")
        ledger.lost(Self.path, as: .witnessed, at: 0)
        ledger.saw(other, Self.status(1), as: .written, at: 5_000)
        #expect(ledger.overdue(at: 12_000).isEmpty)
        #expect(ledger.overdue(at: 60_000).map(\.path) == [Self.path])
        ledger.saw(other, Self.status(2), as: .closed, at: 14_000)
        ledger.began(other, Self.status(2), ticket: 1)
        ledger.took(other, Self.status(2))
        #expect(ledger.overdue(at: 14_000).map(\.path) == [Self.path])
        // What is known already is none that comes.
        ledger.saw(other, Self.status(3), as: .written, at: 15_000)
        #expect(ledger.overdue(at: 15_000).map(\.path) == [Self.path])
    }

    @Test func aFileThatComesBackIsNotLost() {
        var ledger = Self.ledger(taken: 1)
        ledger.lost(Self.path, as: .witnessed, at: 0)
        ledger.saw(Self.path, Self.status(2), as: .complete, at: 100)
        #expect(ledger.overdue(at: 20_000).isEmpty)
        #expect(ledger.due(at: 100).count == 1)
    }

    @Test func aFileThatWasNeverTakenCannotBeLost() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), as: .closed, at: 0)
        ledger.lost(Self.path, as: .witnessed, at: 1)
        #expect(ledger.missing.isEmpty)
        #expect(ledger.due(at: 9000).isEmpty)
    }

    @Test func aScanFindsWhatIsLost() {
        var ledger = Self.ledger(taken: 1)
        ledger.scanned([], devices: [1], isOther: false, at: 0)
        #expect(ledger.missing == [Self.path])
        #expect(!ledger.isInhabited)
    }

    @Test func aFileInWorkIsNotDue() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), as: .complete, at: 0)
        ledger.began(Self.path, Self.status(1), ticket: 7)
        ledger.saw(Self.path, Self.status(1), as: .complete, at: 1)
        #expect(ledger.due(at: 9000).isEmpty)
        #expect(ledger.awaits(Self.path, ticket: 7))
        #expect(ledger.isInhabited)
        ledger.took(Self.path, Self.status(1))
        #expect(!ledger.awaits(Self.path, ticket: 7))
    }

    @Test func aLaterVersionGoesBeforeTheOneInWork() {
        var ledger = Self.ledger()
        ledger.began(Self.path, Self.status(1), ticket: 7)
        ledger.saw(Self.path, Self.status(2), as: .complete, at: 0)
        #expect(ledger.due(at: 0).map(\.status) == [Self.status(2)])
        ledger.began(Self.path, Self.status(2), ticket: 8)
        #expect(!ledger.awaits(Self.path, ticket: 7))
        #expect(ledger.awaits(Self.path, ticket: 8))
    }

    @Test func aFileThatGoesWhileInWorkIsNotAwaited() {
        var ledger = Self.ledger(taken: 1)
        ledger.began(Self.path, Self.status(2), ticket: 7)
        ledger.lost(Self.path, as: .witnessed, at: 0)
        #expect(!ledger.awaits(Self.path, ticket: 7))
        #expect(ledger.overdue(at: 10_000).map(\.path) == [Self.path])
        var other = Self.ledger()
        other.began(Self.path, Self.status(1), ticket: 7)
        other.scanned([], devices: [1], isOther: false, at: 0)
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
        var loss = InboxLedger.Loss.witnessed
        var isInhabited = true
        var percent = 50
        var guarded: InboxLedger.Guarded
    }

    @Test(arguments: [
        GuardCase(testDescription: "one of many", gone: 1, accepted: 100, guarded: .none),
        GuardCase(
            testDescription: "three of three, seen to go", gone: 3, accepted: 3, isInhabited: false, guarded: .none),
        GuardCase(
            testDescription: "the only one, not seen to go", gone: 1, accepted: 1, loss: .unseen, isInhabited: false,
            guarded: .all),
        GuardCase(testDescription: "half of eight", gone: 4, accepted: 8, guarded: .none),
        GuardCase(testDescription: "five of eight", gone: 5, accepted: 8, guarded: .all),
        GuardCase(testDescription: "one, with a guard of nothing", gone: 1, accepted: 8, percent: 0, guarded: .all),
        GuardCase(
            testDescription: "all, with the guard off", gone: 8, accepted: 8, isInhabited: false, percent: 100,
            guarded: .none),
        GuardCase(testDescription: "none", gone: 0, accepted: 8, isInhabited: false, guarded: .none),
        GuardCase(
            testDescription: "one that another inbox lacks", gone: 1, accepted: 100, loss: .displaced,
            guarded: .displaced),
        GuardCase(
            testDescription: "that one, with the guard off", gone: 1, accepted: 100, loss: .displaced, percent: 100,
            guarded: .none),
    ]) func guardsAgainstMassLoss(_ c: GuardCase) {
        let overdue = (0..<c.gone).map { (path: SourcePath("\($0)"), loss: c.loss) }
        #expect(
            InboxLedger.guarded(
                overdue, accepted: c.accepted, guardPercent: c.percent, isInhabited: c.isInhabited) == c.guarded)
    }

    @Test func whatIsOpenWaitsLonger() {
        var ledger = Self.ledger()
        ledger.saw(Self.path, Self.status(1), as: .written, at: 0)
        #expect(ledger.due(at: 9_999).isEmpty)
        #expect(ledger.due(at: 10_000).count == 1)
        ledger.saw(Self.path, Self.status(1), as: .closed, at: 100)
        #expect(ledger.due(at: 2_100).count == 1)
    }

    /// A mapped file that was taken while it was open shows its last bytes by being closed alone.
    @Test func aTakenFileThatIsClosedIsReadAgain() {
        var ledger = Self.ledger(taken: 1)
        ledger.saw(Self.path, Self.status(1), as: .closed, at: 0)
        #expect(ledger.due(at: 2_000).count == 1)
        ledger.took(Self.path, Self.status(1))
        #expect(ledger.due(at: 9_000).isEmpty)
    }

    @Test func anEmptyFileMayWaitAMinute() {
        var ledger = Self.ledger()
        let empty = Self.status(0)
        ledger.saw(Self.path, empty, as: .complete, at: 0)
        #expect(ledger.due(at: 59_999).isEmpty)
        #expect(ledger.due(at: 60_000).count == 1)
        ledger.saw(Self.path, Self.status(1), as: .closed, at: 30_000)
        #expect(ledger.due(at: 32_000).count == 1)
        var once = InboxLedger(settle: 0, grace: 0, taken: [])
        once.saw(Self.path, empty, as: .found, at: 0)
        #expect(once.due(at: 0).count == 1)
    }

    @Test func aFileThatGrowsForEverIsToldOnce() {
        var ledger = Self.ledger()
        for minute in 0...9 {
            ledger.saw(Self.path, Self.status(Int64(minute) + 1), as: .written, at: Int64(minute) * 60_000)
            #expect(ledger.restless(at: Int64(minute) * 60_000).isEmpty)
        }
        ledger.saw(Self.path, Self.status(99), as: .written, at: 600_000)
        #expect(ledger.restless(at: 600_000) == [Self.path])
        ledger.saw(Self.path, Self.status(100), as: .written, at: 660_000)
        #expect(ledger.restless(at: 660_000).isEmpty)
    }

    @Test func whatAnotherInboxLacksIsDisplaced() {
        var ledger = Self.ledger(taken: 1)
        ledger.scanned([], devices: [1], isOther: true, at: 0)
        #expect(ledger.overdue(at: 10_000).map(\.loss) == [.displaced])
        // A notice about it says nothing any more.
        ledger.lost(Self.path, as: .witnessed, at: 1)
        #expect(ledger.overdue(at: 10_000).map(\.loss) == [.displaced])
        ledger.replaceLosses()
        #expect(ledger.overdue(at: 10_000).map(\.loss) == [.unseen])
    }

    /// A service that starts while the inbox's disk is not mounted finds another device there.
    @Test func whatWasTakenFromAnotherDeviceIsDisplaced() {
        var ledger = Self.ledger(taken: 1)
        ledger.scanned([], devices: [7], isOther: false, at: 0)
        #expect(ledger.overdue(at: 10_000).map(\.loss) == [.displaced])
    }

    @Test func aLinkFromElsewhereIsNoNewContent() {
        let ledger = Self.ledger(taken: 1)
        var linked = Self.status(1)
        linked.changed += 5
        #expect(ledger.knows(Self.path, linked))
        linked.modified += 5
        #expect(!ledger.knows(Self.path, linked))
        #expect(!ledger.knows(SourcePath("other"), Self.status(1)))
    }

    @Test func aTakenFileIsReadAgain() {
        var ledger = Self.ledger(taken: 1)
        ledger.reread(Self.path, at: 5)
        #expect(ledger.due(at: 5).map(\.status) == [Self.status(1)])
        // A look at its folder does not call it off.
        ledger.saw(Self.path, Self.status(1), as: .found, at: 6)
        #expect(ledger.due(at: 6).count == 1)
        ledger.took(Self.path, Self.status(1))
        #expect(ledger.due(at: 9_999).isEmpty)
        ledger.lost(Self.path, as: .witnessed, at: 10_000)
        ledger.reread(Self.path, at: 10_000)
        #expect(ledger.due(at: 10_000).isEmpty)
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
