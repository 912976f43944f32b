/// The one article of a paper that names itself a digest: its headline, then parts that say what was done and not by whom.
enum BriefArticle {
    static let reason = "they are the headline and the parts of the one article under the masthead"

    /// `石泉县扎实推进农村供水保障` over `强化组织领导，压实工作责任`, `加大资金投入，完善基础设施` and at least one more such.
    /// - Parameter headlines: as they stand, without marks.
    static func isOne(_ headlines: [Bytes]) -> Bool {
        guard headlines.count >= 4, let first = headlines.first, first.scalarCount >= 8, !isPart(first) else {
            return false
        }
        return headlines.dropFirst().allSatisfy(isPart) || areParallel(headlines.dropFirst(), besides: first)
    }

    /// `作业有边界`, `手机有去处`, `睡眠有保障`: three at least of one length, with a character in common at one place that
    /// is not in the headline's place. News is not written so.
    static func areParallel(_ headlines: some Collection<Bytes>, besides title: Bytes? = nil) -> Bool {
        guard headlines.count >= 3 else { return false }
        let parts = headlines.map { $0.scalars(limit: 40) }
        guard let first = parts.first, (4...24).contains(first.count), parts.allSatisfy({ $0.count == first.count }),
            title?.scalarCount != first.count
        else { return false }
        return first.indices.contains { place in
            Text.isHan(first[place]) && parts.allSatisfy { $0[place] == first[place] }
        }
    }

    /// Begins with what is to be done, or is two or three clauses of one length.
    private static func isPart(_ headline: Bytes) -> Bool {
        guard headline.count <= 120, headline.contains(where: { $0 >= 0xE4 }) else { return false }
        return verbs.contains { headline.hasPrefix($0) } || areClauses(headline)
    }

    private static func areClauses(_ headline: Bytes) -> Bool {
        var clauses: [Bytes] = []
        var rest = headline
        while let comma = rest.firstRange(of: "，") {
            clauses.append(rest[..<comma.lowerBound])
            rest = rest[comma.upperBound...]
        }
        clauses.append(rest)
        let length = rest.scalarCount
        return (2...3).contains(clauses.count) && (3...10).contains(length)
            && clauses.allSatisfy { $0.scalarCount == length }
    }

    private static let verbs = [
        "强化", "加强", "加大", "加快", "健全", "完善", "创新", "坚持", "突出", "聚焦", "抓好", "抓实", "抓牢", "狠抓", "紧抓", "压实", "夯实", "做实",
        "做细", "做优", "做强", "建强", "深化", "优化", "细化", "实化", "落实", "落细", "严格", "严把", "严明", "注重", "着力", "着眼", "紧盯", "紧扣",
        "紧紧围绕", "围绕", "筑牢", "织密", "凝聚", "搭建", "构建", "探索", "拓展", "拓宽", "广泛", "全面", "精准", "扎实", "统筹", "守牢", "守好", "用好",
        "用活", "提高", "提升", "推动", "立足", "借力", "激发", "延伸", "打通", "打造", "畅通", "強化", "加強", "健全", "創新", "堅持", "完善",
    ]
}
