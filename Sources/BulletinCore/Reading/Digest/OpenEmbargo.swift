/// Words that forbid to publish and name no full date until when: no year, a weekday, an hour, or nothing.
extension Embargo {
    /// - Parameter place: below a text some are about others: it must name a time there, and so in stories.
    static func isOpen(_ text: Bytes, in place: Place = .head) -> Bool {
        let isFoot = place != .head
        guard text.count <= 240, signs.isAny(in: text.lowered[...]) else { return false }
        let scalars = text.scalars(limit: 200)
        guard scalars.count <= 120 else { return false }
        let full = DateReading.all(in: scalars)
        let mentions = DateReading.incomplete(in: scalars, besides: full).map(\.range)
        if EmbargoClause.isIn(scalars, dates: mentions, besides: full.map(\.range), needsTime: isFoot) { return true }
        guard full.isEmpty else { return false }
        for mention in mentions where place != .story {
            let before = Text.string(scalars[..<mention.lowerBound].filter { !Text.isBlank($0) })
            if isBan(before, behind(scalars[mention.upperBound...])) { return true }
        }
        return isOpenLatin(latinStart(text.lowered[...]), isFoot: isFoot)
    }

    private static func isOpenLatin(_ text: Bytes, isFoot: Bool) -> Bool {
        let found = openBans.filter { text.hasPrefix($0) }
        guard let ban = found.max(by: { $0.utf8.count < $1.utf8.count }), !isFoot || !ban.hasPrefix("hold") else {
            return false
        }
        let rest = text.dropFirst(ban.utf8.count).scalars()
        let words = rest.split { !DateReading.isLetter($0) }.map { Text.string($0) }
        if !isFoot, words.allSatisfy(empty.contains), ban != "not to be " { return true }
        // An embargo on arms is news.
        let isLed = terms.contains(ban) || banned.contains(ban) || words.contains { untils.contains($0) }
        return isLed
            && (words.contains { DateReading.isDayOrMonth($0) || times.contains($0) }
                || secondOfDay(in: rest, besides: 0..<0) != nil)
    }

    /// A cheap look before.
    private static let signs = WordList(
        [
            "embarg", "not for ", "not to be ", "do not ", "hold ", "for release ", "sperrfrist", "gesperrt", "解禁",
            "禁发", "禁發", "保密", "暂", "暫", "请", "請", "稿", "方可", "先别", "先不要", "不许", "不准", "不可",
            "前不", "后可", "後可", "后再", "後再", "通知后", "通知後",
        ] + negations + permits)

    private static let openBans =
        terms + marks + refusals + banned + [
            "embargoed", "strictly embargoed", "under embargo", "under strict embargo",
        ]

    private static let untils: Set = ["until", "till", "before", "bis", "jusqu", "hasta", "fino"]

    /// Words behind a ban that add nothing to it.
    private static let empty: Set = [
        "until", "till", "before", "or", "and", "publication", "broadcast", "release", "online", "use", "yet", "copy",
        "material", "strictly", "press", "media",
    ]

    private static let times: Set = [
        "notice", "tomorrow", "tonight", "noon", "midnight", "speech", "delivery", "morgen", "demain", "tbc", "tbd",
        "tba",
    ]
}
