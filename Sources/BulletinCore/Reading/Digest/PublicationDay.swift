/// Words that call a date the day of publication.
enum PublicationDay {
    // MARK: Labels

    /// Whether a label says so and nothing else, `发布时间`, `本期出版日期`, `Date of issue`: only such a one keeps a bulletin back
    /// until its day. `成绩公布时间` and `Tickets released` have days of their own.
    static func isNamed(by label: Bytes) -> Bool {
        let key = Text.key(label)
        if latin.contains(key) { return true }
        var name = key[...]
        if let ending = endings.first(where: { name.hasSuffix($0) }) { name = name.dropLast(ending.utf8.count) }
        if let owner = owners.first(where: { name.hasPrefix($0) }) { name = name.dropFirst(owner.utf8.count) }
        return chinese.contains(Array(name))
    }

    /// Whether a label speaks of publication at all, perhaps of something else's.
    static func isSpoken(ofIn text: Bytes) -> Bool { spoken.isAny(in: text) }

    /// What the label ends in but for 时间 or 日期: 发布会时间 is another's.
    static func endsChinese(_ key: Bytes) -> Bool {
        let ending = endings.first { key.hasSuffix($0) }
        let word = key.dropLast(ending?.utf8.count ?? 0)
        return (words + others).contains { word.hasSuffix($0) }
    }

    private static let endings = ["时间", "時間", "日時", "日期", "日", "于", "於"]

    private static let owners = [
        "本报", "本刊", "本期", "本站", "本文", "本稿", "本页", "本報", "文件", "信息", "稿件", "文章", "新闻", "新聞", "消息", "页面", "网页", "公文",
        "简报", "材料", "资料", "最后", "最後", "最近", "最新", "首次", "内容", "媒体", "正式", "原文",
    ]

    private static let words = [
        "发布", "發布", "發佈", "发表", "發表", "印发", "印發", "印制", "编印", "編印", "编发", "編發", "出版", "成文", "发文", "發文", "签发",
        "簽發", "出刊", "刊发", "刊登", "刊载", "刊出", "刊播", "播发", "见报", "发稿", "更新", "修订", "上网", "添加", "录入", "创建", "解禁",
    ]

    /// With them a date is no event's, but perhaps of something else than this text.
    private static let others = [
        "公布", "公告", "公开", "公開", "签署", "上传", "信息", "撰写", "生成", "报告日期", "填报", "制表", "文件", "通知", "整理", "稿", "报道",
    ]

    private static let stems = [
        "publ", "posted", "issue", "releas", "updat", "revis", "modified", "dated", "written", "press", "today",
    ]

    /// Of this text; what else is planned to be published may be anything.
    private static let planned = ["计划", "計劃", "定时", "定時", "预定", "預定", "预约", "預約", "拟", "擬"].flatMap { plan in
        ["发布", "發布", "發佈", "刊发", "播发", "见报", "发稿"].map { plan + $0 }
    }

    private static let chinese = Words.keys(words + planned)
    private static let spoken = WordList(words + others + stems)

    private static let latin = Words.keys([
        "Published", "Published on", "Published online", "First published", "Publication date", "Date published",
        "Date of publication", "Posted", "Posted on", "Date posted", "Issued", "Issued on", "Date issued", "Issue date",
        "Date of issue", "Released", "Released on", "Release date", "Release time", "Date of release", "Updated",
        "Updated on",
        "Last updated", "Last updated on", "Last update", "Last modified", "Modified", "Last revised", "Revised",
        "Dated", "Press date", "Publish date", "Publish on", "Scheduled publication", "Scheduled publication date",
        "Planned publication", "Planned publication date", "Veröffentlicht", "Veröffentlicht am",
        "Veröffentlichungsdatum", "Erschienen am",
        "Publié le", "Date de publication", "Mis à jour le", "Publicado el", "Fecha de publicación", "Publicado em",
        "Data de publicação", "Pubblicato il", "Data di pubblicazione", "Gepubliceerd op", "Опубликовано",
        "Дата публикации",
    ])

    // MARK: In the line

    /// `发布日期：2031年3月11日`, and nothing else.
    static func isStatement(_ text: Bytes) -> Bool {
        guard text.count <= 120 else { return false }
        guard let date = DateReading.last(in: text) else { return false }
        let scalars = text.scalars(limit: 60)
        guard date.range.upperBound <= scalars.count,
            scalars[date.range.upperBound...].allSatisfy({
                Text.isBlank($0) || Text.isPunctuation($0) || Text.digit($0) != nil
            })
        else { return false }
        return isNamed(by: Array(Text.string(scalars[..<date.range.lowerBound]).utf8)[...])
    }

    /// `Published by the Harbour Office, 11 March 2031`: what stands before the date; one sentence, of this issue.
    static func leads(_ lead: Bytes) -> Bool {
        let small = lead.lowered[...]
        guard lead.count <= 100, let verb = verbs.first(where: { small.hasPrefix($0) }), !small.contains(text: ". ")
        else {
            return false
        }
        let words = small.dropFirst(verb.utf8.count).split { !Text.isASCIILetter(UInt32($0)) }.map(\.string)
        return words.first.map { ["on", "by", "at", "online"].contains($0) } ?? true && !words.contains("next")
    }

    private static let verbs = [
        "published ", "first published ", "issued ", "posted ", "released ", "compiled ", "printed ", "circulated ",
        "updated ",
        "last updated ",
    ]

    /// `2031年3月12日印发　共印50份`, `2031年3月12日发布`: the word right behind the date, and no more of a sentence. What is
    /// given out on a day may be anything, but for papers.
    static func follows(_ rest: ArraySlice<UInt32>, isFirst: Bool) -> Bool {
        let text = Array(Text.string(rest.drop(while: Text.isBlank).prefix(40)).utf8)[...]
        guard let word = (isFirst ? words : papers).first(where: { text.hasPrefix($0) }) else { return false }
        guard let next = text.dropFirst(word.utf8.count).firstScalar else { return true }
        return Text.isBlank(next) || Text.isPunctuation(next)
    }

    private static let papers = ["印发", "印發", "编印", "編印", "编发", "編發", "印制", "出刊", "签发", "簽發", "成文"]
}
