import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// A clock that jumps harms nothing, and one that was set right is followed.
@Suite(.inTurn) struct ClockJudgementTests {
    private static let created = Timestamp(seconds: 1_790_000_000)
    private static let start: Int64 = 1_800_000_000_000
    private static let day: Int64 = 86_400_000

    private static func judgement(
        wall: Int64 = start, latest: Int64 = start
    ) -> ClockJudgement {
        ClockJudgement(wall: wall, steady: 0, created: created, latest: Timestamp(seconds: latest / 1000))
    }

    @Test func goesWithTheMachine() {
        var judgement = Self.judgement()
        #expect(judgement.judge(wall: Self.start + 5_000, steady: 5_000) == (Self.start + 5_000, nil))
        // Small corrections are followed, but time does not go back.
        #expect(judgement.judge(wall: Self.start + 4_000, steady: 6_000) == (Self.start + 5_000, nil))
        #expect(judgement.judge(wall: Self.start + 40_000, steady: 7_000) == (Self.start + 40_000, nil))
    }

    @Test(arguments: [-day, 400 * day, -Self.start]) func aJumpIsNotFollowedUntilItLasts(jump: Int64) {
        var judgement = Self.judgement()
        #expect(judgement.judge(wall: Self.start + 1_000 + jump, steady: 1_000) == (Self.start + 1_000, jump))
        #expect(judgement.judge(wall: Self.start + 500_000 + jump, steady: 500_000) == (Self.start + 500_000, jump))
        let later = judgement.judge(wall: Self.start + 601_000 + jump, steady: 601_000)
        #expect(later == (Self.start + 601_000 + jump, nil))
    }

    @Test func aJumpThatIsTakenBackLeavesNothing() {
        var judgement = Self.judgement()
        _ = judgement.judge(wall: Self.start + 400 * Self.day, steady: 1_000)
        #expect(judgement.judge(wall: Self.start + 2_000, steady: 2_000) == (Self.start + 2_000, nil))
        // Another one waits as long again.
        _ = judgement.judge(wall: Self.start + 400 * Self.day, steady: 550_000)
        #expect(judgement.judge(wall: Self.start + 400 * Self.day + 60_000, steady: 610_000).offset != nil)
    }

    @Test func aStartBeforeTheCatalogueGoesOnFromWhatItRemembers() {
        var judgement = Self.judgement(wall: 0)
        #expect(judgement.judge(wall: 10_000, steady: 10_000).now == Self.start + 10_000)
        #expect(judgement.judge(wall: 5_000_000, steady: 5_000_000).now == Self.start + 5_000_000)
        // The right time is believed as soon as it comes.
        let right = Self.start + 30 * Self.day
        #expect(judgement.judge(wall: right, steady: 5_001_000) == (right, nil))
    }

    @Test func aStartThatIsADayBackDoesNotGoBack() {
        var judgement = Self.judgement(wall: Self.start - Self.day)
        #expect(judgement.judge(wall: Self.start - Self.day, steady: 0).now == Self.start)
        #expect(
            judgement.judge(wall: Self.start - Self.day + 600_000, steady: 600_000).now == Self.start - Self.day
                + 600_000)
    }

    @Test func aStartThatWasFarAheadBeforeIsFollowed() {
        var judgement = Self.judgement(latest: Self.start + 800 * Self.day)
        #expect(judgement.judge(wall: Self.start, steady: 0) == (Self.start, nil))
    }
}

private func == (one: (now: Int64, offset: Int64?), other: (Int64, Int64?)) -> Bool {
    one.now == other.0 && one.offset == other.1
}
