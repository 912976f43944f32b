import TestSupport
import Testing

@testable import BulletinCore

@Suite struct LineRoleTests {
    private static let pieces = [
        "", "", "", "港口恢复夜间作业", "渔港清淤完工（图）", "Pier 3 reopens", "Ferry times (summer)",
        "县水务局昨日发布通知，全县供水管网改造工程本周全部完工，沿线居民用水恢复正常。", "今起恢复。", "来源：县水务局", "2031年5月8日",
        "The harbour office said on Monday that the pier would open again.", "it had been closed since March", "————",
        "- bridge survey reservoir council", "The work took three weeks. It cost more than was planned, and", "作者：张三",
        "水库检修期间供水安排如下：", "1. 管网改造",
    ]

    /// What the quick look denies, the long one does not find.
    @Test(arguments: 0..<20) func overlooksNoHeads(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var denied = 0
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 0...14, using: &random))
                .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined(separator: "\n")
            let lines = TextLine.lines(of: Array(text.utf8)[...])
            let parts = LineRoles(lines, nil).parts
            let heads = parts.indices.filter { place in
                parts[place].role == .short && parts[(place + 1)...].first { $0.role != .mark }?.role == .text
            }
            for count in 1...4 where !LineRoles.mayHold(heads: count, lines) {
                denied += 1
                #expect(heads.count < count, "\(text)")
            }
        }
        #expect(denied > 200)
    }

    @Test func seesHeadsOverText() {
        let text = "甲地恢复供水\n\n供水已经恢复。\n\n乙地恢复供水\n\n供水已经恢复。\n"
        let lines = TextLine.lines(of: Array(text.utf8)[...])
        #expect(LineRoles.mayHold(heads: 2, lines))
        #expect(!LineRoles.mayHold(heads: 3, lines))
    }
}
