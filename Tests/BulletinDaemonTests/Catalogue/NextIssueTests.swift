import BulletinCore
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// What is written over each day or week, and what is begun from a copy of the last issue: what is said in it is new, and
/// what was said before stays what it was.
@Suite(.inTurn) struct NextIssueTests {
    private static let stories = [
        "省防办部署冬修水利\n省防汛抗旱指挥部办公室召开视频会议，部署今冬明春水利冬修工作，要求各地在春节前完成水毁工程修复。",
        "城南水厂扩建工程通水\n城南水厂二期扩建工程正式通水，日供水能力由八万吨提高到十五万吨，惠及城南三十万居民。",
        "柳林路半幅封闭施工\n柳林路因管网施工自今晚起半幅封闭，公交十二路绕行滨河大道，预计下周恢复。",
        "节水宣传进校园\n市水务局组织志愿者走进十二所小学，讲解节水常识，发放节水手册三千余册。",
        "河长制考核结果公布\n全省河长制年度考核结果公布，澜州等四个市获评优秀，考核结果与补助资金分配挂钩。",
        "北渡口闸站除险加固开工\n北渡口闸站除险加固工程开工建设，计划工期十四个月，总投资两千六百万元。",
        "流感疫苗开始接种\n冬季流感疫苗开始接种，六十岁以上老人可凭身份证在社区卫生服务中心免费接种。",
        "水费可以在线缴纳\n即日起用户可通过手机缴纳水费并查询用水明细，原有网点继续受理。",
    ]

    private static func digest(_ head: String, _ stories: [String]) -> String {
        head + "\n" + zip("①②③④⑤⑥⑦⑧", stories).map { "\($0)\($1)\n" }.joined()
    }

    private static func issue(_ number: Int, _ numbers: [Int]) -> String {
        digest("水务周报 第\(number)期", numbers.map { stories[$0 - 1] })
    }

    private static func columns(_ head: String, _ texts: [String]) -> String {
        digest(head, zip(["要闻", "民生", "交通", "提示"], texts).map { "\($0)\n\($1)" })
    }

    private static func texts(_ numbers: [Int]) -> [String] {
        numbers.map { String(stories[$0 - 1].split(separator: "\n")[1]) }
    }

    private static func ids(_ desk: Desk) throws -> Set<EntryID> {
        Set(try desk.world.entries().filter { $0.title != "Keeper" }.map(\.id))
    }

    // MARK: A copy that becomes the next issue

    /// The number in its text is changed last of all.
    @Test(arguments: [("第12期.txt", "第13期.txt"), ("week12.txt", "week13.txt"), ("2026-11-02.txt", "2026-11-09.txt")])
    func nothingOfAnIssueChangesWhileTheNextIsWritten(name: String, next: String) async throws {
        let desk = try Desk()
        try desk.put(name, Self.issue(12, [1, 2, 3, 4]))
        try await desk.take()
        let before = try desk.stories()
        #expect(before.count == 4)
        try desk.copy(name, to: next)
        try await desk.take()
        for numbers in [[5, 2, 3, 4], [5, 6, 3, 4], [1, 2]] {
            try desk.overwrite(next, Self.issue(12, numbers))
            try await desk.take()
            #expect(try desk.stories() == before)
            #expect(try desk.refusals()["\(next).rejected.txt"]?.contains(name) == true)
        }
        try desk.overwrite(next, Self.issue(13, [5, 6, 7, 8]))
        try await desk.take()
        let after = try desk.stories()
        #expect(after.count == 8)
        for (title, story) in before { #expect(after[title] == story) }
        #expect(try desk.refusals() == [:])
        #expect(try desk.gone == [])
    }

    /// What bears another number after a name with the number of the issue is a version of it.
    @Test func aVersionMayBeCountedInItsName() async throws {
        let desk = try Desk()
        try desk.put("第12期-1.txt", Self.issue(12, [1, 2, 3, 4]))
        try await desk.take()
        let before = try Self.ids(desk)
        try desk.put("第12期-2.txt", Self.issue(12, [1, 2, 3, 4]).replacing("视频", with: "电视电话"))
        try await desk.take()
        #expect(try Self.ids(desk) == before)
        #expect(try desk.stories()["省防办部署冬修水利"]?.html.contains("电视电话") == true)
    }

    /// Where the names do not say so, it is a version of the first for as long as it says that it is.
    @Test func theFirstIsWhatItWasWhenTheOtherBecomesTheNext() async throws {
        let desk = try Desk()
        try desk.put("周报.txt", Self.issue(12, [1, 2, 3, 4]))
        try await desk.take()
        let before = try desk.stories()
        for numbers in [[1, 2, 3, 4], [5, 2, 3, 4], [5, 6, 3, 4]] {
            try desk.put("新.txt", Self.issue(12, numbers))
            try await desk.take()
        }
        try desk.put("新.txt", Self.issue(13, [5, 6, 7, 8]))
        try await desk.take()
        try await desk.take()
        let after = try desk.stories()
        #expect(after.count == 8)
        for (title, story) in before { #expect(after[title]?.id == story.id) }
    }

    /// Put away under its number, then written over in several saves, the number first or last.
    @Test(arguments: [true, false], [true, false])
    func whatIsPutAwayStaysWhileTheNextIsWritten(isNumberFirst: Bool, atOnce: Bool) async throws {
        let desk = try Desk()
        try desk.put("周报.txt", Self.issue(12, [1, 2, 3, 4]))
        try await desk.take()
        let before = try Self.ids(desk)
        try desk.copy("周报.txt", to: "周报12.txt")
        if !atOnce { try await desk.take() }
        if isNumberFirst {
            try desk.overwrite("周报.txt", Self.issue(13, [1, 2, 3, 4]))
            try await desk.take()
            #expect(try Self.ids(desk) == before)
            #expect(try desk.held() == ["周报.txt"])
        }
        for numbers in [[5, 2, 3, 4], [5, 6, 3, 4], [5, 6, 7, 4]] {
            try desk.overwrite("周报.txt", Self.issue(isNumberFirst ? 13 : 12, numbers))
            try await desk.take()
        }
        try desk.overwrite("周报.txt", Self.issue(13, [5, 6, 7, 8]))
        try await desk.take()
        try await desk.take()
        let after = try desk.stories()
        #expect(after.count == 8)
        let old = Self.stories[..<4].map { String($0.split(separator: "\n")[0]) }
        #expect(Set(old.compactMap { after[$0]?.id }) == before)
    }

    // MARK: One file for all issues

    private static func weather(_ day: Int, _ words: String, _ high: Int, _ low: Int) -> String {
        """
        澜州天气预报
        2026年11月\(day)日
        预计今天白天到夜间我市\(words)，最高气温\(high)℃，最低气温\(low)℃，东北风三到四级，森林火险气象等级较高，请注意防火；\
        早晚温差大，请适时增减衣物，行车注意安全。

        """
    }

    /// Kept by a copy, as the README says.
    @Test func eachDayOfADailyIsKept() async throws {
        let desk = try Desk()
        try desk.put("天气.txt", Self.weather(2, "晴到多云", 18, 9))
        try await desk.take()
        let first = try Self.ids(desk)
        try desk.copy("天气.txt", to: "天气-1102.txt")
        try await desk.take()
        for (day, words) in [(3, "阴有小雨"), (4, "大风降温")] {
            try desk.overwrite("天气.txt", Self.weather(day, words, 16 - day, 9 - day))
            try await desk.take()
            let entries = try desk.world.entries().filter { $0.title != "Keeper" }
            #expect(entries.map(\.published.date.day).sorted() == [2, day])
            #expect(entries.last.map { first.contains($0.id) } == true)
            #expect(entries.last?.text.contains("晴到多云") == true)
        }
    }

    @Test func yesterdaysFileGoesAndTodaysComes() async throws {
        let desk = try Desk()
        try desk.put("天气1102.txt", Self.weather(2, "晴到多云", 18, 9))
        try await desk.take()
        let first = try Self.ids(desk)
        try desk.remove("天气1102.txt")
        try desk.put("天气1103.txt", Self.weather(3, "阴有小雨", 13, 6))
        try await desk.take()
        #expect(try first.isDisjoint(with: Self.ids(desk)))
        #expect(try desk.world.entries().contains { $0.published.date.day == 3 })
    }

    private static func levels(_ number: Int, _ levels: [String]) -> String {
        digest(
            "澜江水情 第\(number)期",
            zip(["澜州站", "东湖站", "柳林闸"], levels).map {
                "\($0)\n\($0)8时水位\($1)米，较昨日上涨0.12米，低于警戒水位，预计未来三天水势平稳，请沿岸群众注意安全。"
            })
    }

    private static func notice(_ day: String, _ words: String) -> String {
        """
        停水通知
        因管网检修，拟于\(words)停止供水。
        请用户提前做好储水准备，恢复供水后先放水数分钟。如遇降雨，检修顺延。
        咨询热线全天开通，感谢各位用户的理解与支持，给您带来的不便敬请谅解。
        澜州水务公司
        \(day)

        """
    }

    /// The stories of the one before are none of it, in whatever words they come.
    @Test(arguments: [
        (columns("澜州每日快报\n2026年11月2日", texts([1, 2, 3, 4])), columns("澜州每日快报\n2026年11月3日", texts([5, 6, 7, 8]))),
        (levels(44, ["11.21", "20.35", "11.90"]), levels(45, ["12.21", "31.35", "12.90"])),
        (notice("2026年10月28日", "11月3日9时至17时对东城片区及柳林路以南"), notice("2026年11月25日", "11月28日9时至17时对西城片区及北渡口以北")),
        (
            columns("本周要闻回顾（10月26日—11月1日）", texts([1, 2, 3])),
            columns("本周要闻回顾（11月2日—8日）", texts([5, 6, 7]))
        ),
        (
            digest("水务周报 第12期", [stories[0], stories[1], "一周天气\n预计本周我市以晴到多云天气为主，最高气温18℃，最低气温9℃，风力3—4级，请注意防火。"]),
            digest("水务周报 第13期", [stories[4], stories[5], "一周天气\n预计本周我市以阴到小雨天气为主，最高气温12℃，最低气温4℃，风力3—4级，请注意防火。"])
        ),
    ]) func whatTheNextIssueSaysIsNew(before: String, after: String) async throws {
        let desk = try Desk()
        try desk.put("a.txt", before)
        try await desk.take()
        let ids = try Self.ids(desk)
        try desk.overwrite("a.txt", after)
        try await desk.take()
        let next = try Self.ids(desk)
        #expect(next.count == ids.count)
        #expect(next.isDisjoint(with: ids))
    }

    /// When the last issue is put back over the next, each of its stories is what it was.
    @Test func theLastIssueMayBePutBack() async throws {
        let desk = try Desk()
        try desk.put("a.txt", Self.columns("水务周报 第12期", Self.texts([1, 2, 3])))
        try await desk.take()
        let before = try desk.stories()
        try desk.overwrite("a.txt", Self.columns("水务周报 第13期", Self.texts([5, 6, 7])))
        try await desk.take()
        let next = try desk.stories()
        try desk.overwrite("a.txt", Self.columns("水务周报 第12期", Self.texts([1, 2, 3])))
        try await desk.take()
        #expect(try desk.stories().mapValues(\.id) == before.mapValues(\.id))
        try desk.overwrite("a.txt", Self.columns("水务周报 第13期", Self.texts([5, 6, 7])))
        try await desk.take()
        #expect(try desk.stories().mapValues(\.id) == next.mapValues(\.id))
    }

    /// The next issue costs what it brings, whatever the file held before.
    @Test func whatAFileHeldLongAgoIsNotRead() async throws {
        let desk = try Desk()
        for number in 1...6 {
            try desk.put("a.txt", Self.issue(number, [number, number + 1, number + 2]))
            try await desk.take()
        }
        func known(_ numbers: [Int], isNextIssue: Bool) throws -> [String] {
            let sections = numbers.map {
                Section(title: String(Self.stories[$0 - 1].prefix { $0 != "\n" }), html: "", text: "", line: 1)
            }
            let next = Bulletin(kind: .digest, title: "水务周报", sections: sections)
            return try desk.world.catalogue.read { db in
                let taking = try Taking(
                    db: db, authority: desk.world.catalogue.authority, zone: .utc, now: desk.world.now, missing: [])
                let id = try #require(try Int64.fetchOne(db, sql: "SELECT id FROM bulletin WHERE key = 'a'"))
                return try taking.knownEntries(of: id, for: next, former: nil, isNextIssue: isNextIssue)
                    .map { "\($0.section.title.prefix(2))\($0.isRetracted ? "†" : "")" }
            }
        }
        let live = ["北渡", "流感", "水费"]
        #expect(try known([1, 2], isNextIssue: true) == live)
        #expect(try known([1, 6], isNextIssue: false) == live + ["省防†"])
    }

    // MARK: The feeds of issues

    private static func issues(_ desk: Desk) throws -> (entries: [Entry], gone: [Tombstone]) {
        let feed = try desk.world.feed(DocumentKey(feed: DocumentKey.siteFeed(.issues), archive: 0))
        return (feed.entries.filter { $0.title != "Keeper" }, feed.tombstones)
    }

    /// The last one is gone from them, and comes back as it was when it is put back.
    @Test func eachIssueIsAnEntryOfItsOwn() async throws {
        let desk = try Desk()
        let texts = [12: [1, 2, 3, 4], 13: [5, 6, 3, 4], 14: [7, 8, 3, 4]].mapValues {
            Self.columns("水务周报", Self.texts($0))
        }
        var known: [Int: Entry] = [:]
        for number in [12, 13, 14, 12, 14, 13] {
            try desk.put(
                "a.txt", try #require(texts[number]).replacing("水务周报", with: "水务周报 第\(number)期"))
            try await desk.take()
            let (entries, gone) = try Self.issues(desk)
            let issue = try #require(entries.count == 1 ? entries[0] : nil)
            #expect(issue.title.contains("第\(number)期"))
            if let before = known[number] {
                #expect((issue.id, issue.published) == (before.id, before.published))
                #expect(issue.updated > before.updated)
            } else {
                #expect(!known.values.contains { $0.id == issue.id })
                #expect(issue.published > desk.world.now.advanced(by: -10) && issue.updated == issue.published)
            }
            known[number] = issue
            #expect(Set(gone.map(\.id)) == Set(known.values.map(\.id)).subtracting([issue.id]))
            #expect(gone.allSatisfy { tombstone in known.values.contains { tombstone.title == $0.title } })
        }
        try desk.remove("a.txt")
        try await desk.take()
        #expect(try Self.issues(desk).entries.isEmpty)
        #expect(try Self.issues(desk).gone.count == 3)
    }

    /// A number that is put right, and other words under one number.
    @Test(arguments: [(13, [1, 2, 3]), (12, [1, 5, 6])])
    func anIssueThatIsMendedIsTheSameEntry(number: Int, stories: [Int]) async throws {
        let desk = try Desk()
        try desk.put("a.txt", Self.issue(12, [1, 2, 3]))
        try await desk.take()
        let before = try Self.issues(desk).entries.map(\.id)
        try desk.overwrite("a.txt", Self.issue(number, stories))
        try await desk.take()
        #expect(try Self.issues(desk).entries.map(\.id) == before)
        #expect(try Self.issues(desk).gone.isEmpty)
    }

    /// Notices that stand in each issue are what they were.
    @Test func whatStandsInEachIssueStays() async throws {
        let desk = try Desk()
        try desk.put("a.txt", Self.columns("水务周报 第12期", Self.texts([1, 2, 3, 4])))
        try await desk.take()
        let before = try desk.stories()
        try desk.overwrite("a.txt", Self.columns("水务周报 第13期", Self.texts([5, 6, 3, 4])))
        try await desk.take()
        let after = try desk.stories()
        #expect(before.filter { after[$0.key]?.id == $0.value.id }.keys.sorted() == ["交通", "提示"])
        for title in ["交通", "提示"] { #expect(after[title]?.updated == before[title]?.updated) }
    }

    /// A number, a period or a date that is put right, with a slip in the same save.
    @Test(arguments: [
        (issue(12, [1, 2, 3, 4]), issue(13, [1, 2, 3, 4]), "二期", "二期、三期"),
        (issue(12, [1]), issue(13, [1]), "视频会议", "视频会"),
        (
            columns("澜州每日快报\n2026年11月2日", texts([1, 2, 3, 4])), columns("澜州每日快报\n2026年11月3日", texts([1, 2, 3, 4])),
            "滨河大道", "滨河路"
        ),
        (
            columns("本周要闻（10月26日—11月1日）", texts([1, 2])), columns("本周要闻（10月26日—11月2日）", texts([1, 2])), "居民",
            "市民"
        ),
        (
            notice("2026年10月28日", "11月3日9时至17时对东城片区"), notice("2026年10月29日", "11月3日9时至17时对东城片区"), "数分钟",
            "几分钟"
        ),
    ]) func whatIsPutRightIsTheSame(before: String, after: String, slip: String, word: String) async throws {
        let desk = try Desk()
        try desk.put("a.txt", before)
        try await desk.take()
        let ids = try Self.ids(desk)
        try desk.overwrite("a.txt", after.replacing(slip, with: word))
        try await desk.take()
        #expect(try Self.ids(desk) == ids)
        #expect(try desk.world.entries().contains { $0.text.contains(word) } == before.contains(slip))
    }
}
