/// Words that forbid to publish and name no full date until when: no year, a weekday, an hour, or nothing.
extension Embargo {
    /// - Parameter place: below a text some are about others, and so in stories: it must name a time there. A title may be
    ///   news: it must speak of this text or of publication.
    static func isOpen(_ text: Bytes, in place: Place = .head) -> Bool {
        let (isFoot, isTitle) = (place == .foot || place == .story, place == .title)
        guard text.count <= 240, signs.isAny(in: text.lowered[...]) else { return false }
        let scalars = text.scalars(limit: 200)
        guard scalars.count <= 120 else { return false }
        let full = DateReading.all(in: scalars)
        let mentions = DateReading.incomplete(in: scalars, besides: full).map(\.range)
        if EmbargoClause.isIn(
            scalars, dates: mentions, besides: full.map(\.range), needsTime: isFoot, isTitle: isTitle)
        {
            return true
        }
        guard full.isEmpty else { return false }
        for mention in mentions where place != .story {
            let before = Text.string(scalars[..<mention.lowerBound].filter { !Text.isBlank($0) })
            if isBan(before, behind(scalars[mention.upperBound...])) { return true }
        }
        return LatinEmbargo.isOpen(scalars, isFoot: isFoot, isTitle: isTitle)
    }

    /// A cheap look before.
    private static let signs = WordList(
        [
            "embarg", " not ", "not for ", "not to be ", "don't ", "hold ", "confidential ", "for release ", "sperr",
            "nicht ", "ne pas ", "no publi", "non pubbl", "解禁",
            "禁发", "禁發", "保密", "暂", "暫", "请", "請", "稿", "方可", "先别", "先不要", "不许", "不准", "不可",
            "前不", "后可", "後可", "后再", "後再", "通知后", "通知後",
        ] + negations + permits)
}
