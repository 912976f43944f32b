/// Labels of the time before which a text must not be out: `解禁时间：…`, `Embargo: …`.
extension EmbargoWords {
    /// What a label speaks of: the end of an embargo; when something goes online, which may be this text; the day of papers,
    /// or of any publication.
    enum Label { case ban, launch, papers, publication }

    static func label(_ name: Bytes) -> Label? {
        if let asking = asking.first(where: { name.hasPrefix($0) }) {
            return label(name.dropFirst(asking.utf8.count)) == .ban ? .ban : nil
        }
        let key = Text.key(name)
        if bans.contains(key) { return .ban }
        if launches.contains(key) { return .launch }
        guard PublicationDay.isNamed(by: name) else { return nil }
        return key[...].contains(text: "解禁") ? .ban : papers.isAny(in: key[...]) ? .papers : .publication
    }

    /// `请严守解禁时间：…`
    private static let asking = ["请严守", "请遵守", "請遵守", "请注意", "請注意", "请留意", "严守", "遵守", "注意"]

    private static let papers = WordList(["发稿", "见报", "播发", "刊播"])
    private static let bans = Words.keys(
        ["Embargo", "禁发", "禁發", "禁发期", "禁发时间", "保密期", "保密期限"]
            + ["新闻封锁", "新聞封鎖", "消息封锁", "消息封鎖"].flatMap { ban in ["", "期", "时间", "時間"].map { ban + $0 } })

    private static let launches = Words.keys(
        ["", "稿件", "文章", "本文", "本稿", "新闻", "新聞", "内容", "推文", "视频"].flatMap { text in
            ["上线时间", "上線時間", "上线日期", "上線日期"].map { text + $0 }
        })
}
