/// Words that call a date the day of publication, and forbid to publish before one.
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

    private static let chinese = Words.keys(words)
    private static let spoken = WordList(words + others + stems)

    private static let latin = Words.keys([
        "Published", "Published on", "Published online", "First published", "Publication date", "Date published",
        "Date of publication", "Posted", "Posted on", "Date posted", "Issued", "Issued on", "Date issued", "Issue date",
        "Date of issue", "Released", "Released on", "Release date", "Date of release", "Updated", "Updated on",
        "Last updated", "Last updated on", "Last update", "Last modified", "Modified", "Last revised", "Revised",
        "Dated", "Press date", "Veröffentlicht", "Veröffentlicht am", "Veröffentlichungsdatum", "Erschienen am",
        "Publié le", "Date de publication", "Mis à jour le", "Publicado el", "Fecha de publicación", "Publicado em",
        "Data de publicação", "Pubblicato il", "Data di pubblicazione", "Gepubliceerd op", "Опубликовано",
        "Дата публикации",
    ])

    // MARK: In the line

    /// `发布日期：2031年3月11日`, and nothing else.
    static func isStatement(_ text: Bytes) -> Bool {
        guard text.count <= 120 else { return false }
        let scalars = text.scalars(limit: 60)
        guard let date = DateReading.last(in: text), date.range.upperBound <= scalars.count,
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

    // MARK: Embargoes

    /// Whether the line forbids to publish before the date in it.
    static func isEmbargo(_ scalars: [UInt32], _ date: Range<Int>) -> Bool {
        guard scalars.count <= 120 else { return false }
        let before = Text.string(scalars[..<date.lowerBound].filter { !Text.isBlank($0) })
        if isNamed(by: Array(before.utf8)[...]), embargoLabels.contains(where: { before.contains($0) }) { return true }
        if leads.contains(where: { before.hasSuffix($0) }) { return true }
        switch behind(scalars[date.upperBound...]) {
        case .ban: return true
        case .before where negations.contains { before.contains($0) }: return true
        case .after where before.contains("稿") || before.contains("请于"): return true
        case .before, .after, nil: break
        }
        let text = Array(Text.string(scalars).utf8)[...].lowered[...]
        let start = text.firstIndex { Text.isASCIILetter(UInt32($0)) } ?? text.endIndex
        return bans.contains { text[start...].hasPrefix($0) } || banned.contains { text.contains(text: $0) }
            || refusals.contains { text[start...].hasPrefix($0) }
                && [" before ", " until ", " till "].contains { text.contains(text: $0) }
            || releases.contains {
                text[start...].hasPrefix($0) && leadsToDay(text[start...].dropFirst($0.utf8.count).trimmed)
            }
    }

    private static let refusals = [
        "not for publication", "not for release", "not for broadcast", "not to be ", "do not publish", "do not release",
        "do not broadcast",
    ]

    /// Right before the date.
    private static let leads = ["禁发至", "禁发期至", "保密至", "保密期至", "禁止发布至", "엠바고:", "эмбаргодо", "Эмбаргодо"]

    private static let releases = ["for release", "for publication", "for broadcast"]

    /// `on 3 April`, `: 3 April`, `Thursday, 3 April`, `10AM`; not `in the next issue send copy by 3 April`.
    private static func leadsToDay(_ rest: Bytes) -> Bool {
        guard let first = rest.first else { return false }
        let word = rest.prefix { Text.isASCIILetter(UInt32($0)) }
        guard !word.isEmpty else { return first == 0x3A || (0x30...0x39).contains(first) }
        return ["on", "at", "after", "from", "not", "date"].contains(word.string)
            || word.count >= 3 && DateReading.weekdays.contains { $0.hasPrefix(word.string) }
            || DateReading.monthName(word.scalars(), at: 0) != nil
    }

    /// The day before which a line forbids to publish.
    static func embargo(in text: Bytes) -> DateReading.Found? {
        let scalars = text.scalars(limit: 200)
        return DateReading.all(in: scalars).first { isEmbargo(scalars, $0.range) }
    }

    private static let embargoLabels = ["解禁", "发稿", "见报", "播发", "刊播"]

    /// What a line of a ban begins with, and what is none wherever it stands: an embargo on arms is news.
    private static let bans = [
        "embargo:", "embargo until", "embargo till", "embargo to ", "embargo date", "embargo time", "embargo lifts",
        "embargo ends",
        "embargo expires", "embargo -", "embargo –", "embargo —", "strict embargo", "press embargo", "media embargo",
        "hold until", "hold for release",
        "sperrfrist", "gesperrt bis", "embargo bis", "nicht vor", "sous embargo", "embargo jusqu", "embargo hasta",
        "embargo fino", "sotto embargo", "bajo embargo", "sob embargo", "embargo tot",
    ]
    private static let banned = [
        "embargoed until", "embargoed till", "embargoed to ", "embargoed for", "under embargo until",
        "under strict embargo until",
        "under embargo to ", "for release on ", "for release at ",
    ]

    private static let negations = ["勿", "不得", "不要", "严禁", "嚴禁", "禁止"]
    private static let permits = ["方可", "才可", "才能", "方能"]
    private static let fillers = ["请", "請", "对外", "對外", "擅自", "提前"]
    private static let printing = ["见报", "刊发", "刊登", "播发", "刊播"]
    private static let acts = [
        "发布", "發布", "發佈", "刊发", "刊登", "见报", "报道", "播发", "公开", "公开发布", "公开报道", "发表", "刊播", "外传", "传播", "发稿",
    ]

    /// What follows a date, and nothing behind it: `前不得发布`, `后方可见报`; `前发布`, `后刊发`, `见报`, which are bans only behind
    /// words of one.
    private enum Behind { case ban, before, after }

    private static func behind(_ rest: ArraySlice<UInt32>) -> Behind? {
        let told = rest.prefix(60).filter { !Text.isBlank($0) && !Text.isPunctuation($0) && Text.digit($0) == nil }
        var text = Array(Text.string(told).utf8)[...]
        func take(_ words: [String]) -> Bool {
            guard let word = words.first(where: { text.hasPrefix($0) }) else { return false }
            text = text.dropFirst(word.utf8.count)
            return true
        }
        _ = take(["时", "時", "点", "點"])
        let isBefore = take(["之前", "以前", "前"])
        let isAfter = !isBefore && take(["之后", "以后", "后", "後", "起"])
        guard isBefore || isAfter || printing.contains(where: { text.elementsEqual($0.utf8) }) else { return nil }
        var isBan = false
        while true {
            if take(isBefore ? negations : permits) { isBan = true } else if !take(fillers) { break }
        }
        guard acts.contains(where: { text.elementsEqual($0.utf8) }) else { return nil }
        return isBan ? .ban : isBefore ? .before : .after
    }

    // MARK: The time of day

    /// `10AM`, `00.01`, `10:00`, `下午3时30分` in a line beside its date; `nil` when none is told.
    static func secondOfDay(in scalars: [UInt32], besides date: Range<Int>) -> Int? {
        var place = 0
        while place < scalars.count {
            if date.contains(place) {
                place = date.upperBound
                continue
            }
            guard place == 0 || Text.digit(scalars[place - 1]) == nil || place == date.upperBound,
                let (hour, end) = DateReading.digits(scalars, at: place), end - place <= 2, end < scalars.count
            else {
                place += 1
                continue
            }
            let isLate = scalars[max(0, place - 2)..<place].elementsEqual([0x4E0B, 0x5348])  // 下午
            if let (minute, isLater) = minute(scalars, at: end), hour < 24 {
                let isNoon = hour == 12
                let late = isLate || isLater == true
                return
                    ((late && !isNoon && hour < 12 ? hour + 12 : isLater == false && isNoon ? 0 : hour) * 60 + minute)
                    * 60
            }
            place = max(end, place + 1)
        }
        return nil
    }

    /// `10 Uhr`, `10h30`, `10 ore`
    private static let hourSigns: Set = ["uhr", "h", "heures", "heure", "uur", "ore", "horas", "часов"]

    /// What follows the hour, and whether it is one after noon.
    private static func minute(_ scalars: [UInt32], at end: Int) -> (minute: Int, isLate: Bool?)? {
        func half(_ start: Int) -> Bool? {
            let text = Text.string(scalars[DateReading.blanks(scalars, start)...].prefix(4)).lowercased()
            return text.hasPrefix("pm") || text.hasPrefix("p.m")
                ? true : text.hasPrefix("am") || text.hasPrefix("a.m") ? false : nil
        }
        switch Text.narrowed(scalars[end]) {
        case 0x3A, 0x2E:
            guard let (minute, last) = DateReading.digits(scalars, at: end + 1), last - end == 3, minute < 60 else {
                return nil
            }
            return (minute, half(last))
        case 0x65F6, 0x6642, 0x70B9, 0x9EDE, 0xC2DC:  // 时, 點, 시
            guard let (minute, last) = DateReading.digits(scalars, at: end + 1), last - end <= 3, minute < 60 else {
                return (end + 1 < scalars.count && scalars[end + 1] == 0x534A ? 30 : 0, nil)
            }
            return (minute, nil)
        default:
            if let isLate = half(end) { return (0, isLate) }
            let (sign, last) = DateReading.word(scalars, at: DateReading.blanks(scalars, end))
            guard hourSigns.contains(sign) else { return nil }
            let minute = DateReading.digits(scalars, at: DateReading.blanks(scalars, last))
            return (minute.map { $0.0 < 60 ? $0.0 : 0 } ?? 0, nil)
        }
    }
}
