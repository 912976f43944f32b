/// A clause of Chinese or Japanese that forbids to publish before a time: `周一上午10时前请勿发布`, `解禁时间：待通知`.
///
/// It is taken apart into the words that such bans are made of. Where it says one thing more, it is a sentence about
/// something, as rules are and reports of what others may not publish.
struct EmbargoClause {
    private struct Said: OptionSet {
        let rawValue: UInt32

        /// A day, an hour, or that the time is still to be told.
        static let time = Said(rawValue: 1)
        /// 通知: a time only where something is forbidden until then.
        static let notice = Said(rawValue: 2)
        static let negation = Said(rawValue: 4)
        /// It speaks to its reader: 请.
        static let request = Said(rawValue: 8)
        /// 暂不: for the time being.
        static let forNow = Said(rawValue: 16)
        static let permit = Said(rawValue: 32)
        static let before = Said(rawValue: 64)
        static let after = Said(rawValue: 128)
        static let until = Said(rawValue: 256)
        static let act = Said(rawValue: 512)
        /// An act that only papers do: its day alone is that of this text.
        static let printing = Said(rawValue: 1024)
        /// Others are forbidden for good: 请勿外传, 请勿转载.
        static let publication = Said(rawValue: 2048)
        static let release = Said(rawValue: 4096)
        static let secrecy = Said(rawValue: 8192)
        /// 稿: this text.
        static let copy = Said(rawValue: 16384)
        /// 立即: at once.
        static let haste = Said(rawValue: 32768)
        /// 定于: this text is meant.
        static let planned = Said(rawValue: 65536)
    }

    private var said: Said = []
    /// Nothing else stands in it.
    private var isWhole = true

    /// Whether a line is such a ban, or what it says in brackets, in a sentence, or in a clause that speaks to its reader.
    /// - Parameters:
    ///   - dates: times beside those that are known by their words, in their order.
    ///   - others: dates that it must not speak of.
    ///   - date: one that it must speak of; `nil` for any.
    ///   - needsTime: a ban without any time is none.
    ///   - isTitle: `明日零时解禁` is news.
    static func isIn(
        _ scalars: [UInt32], dates: [Range<Int>], besides others: [Range<Int>] = [], of date: Range<Int>? = nil,
        needsTime: Bool = false, isTitle: Bool = false
    ) -> Bool {
        func isBan(
            _ part: ArraySlice<UInt32>, needsTime: Bool, needsRequest: Bool = false, mayRelease: Bool = true
        ) -> Bool {
            if let date, !(part.startIndex <= date.lowerBound && date.upperBound <= part.endIndex) { return false }
            guard !others.contains(where: { $0.overlaps(part.indices) }) else { return false }
            if isLabelled(part, dates) { return true }
            let clause = EmbargoClause(part, dates)
            // `南海开渔（8月16日解禁）`
            if clause.said.contains(.release), !mayRelease, !clause.said.contains(.copy) { return false }
            return clause.isBan(needsTime: needsTime, isDated: date != nil)
                && (!needsRequest || !clause.said.isDisjoint(with: [.request, .forNow, .copy]))
        }
        if isBan(scalars[...], needsTime: needsTime, mayRelease: !isTitle) { return true }
        let parts = scalars.split(whereSeparator: Text.isBracket)
        for (index, part) in parts.enumerated() {
            let isFirst = index == 0 && parts.count > 1
            if isBan(part, needsTime: needsTime, mayRelease: isFirst && !isTitle) { return true }
            for sentence in part.split(whereSeparator: { [0x3002, 0xFF01, 0x21].contains($0) }) {
                if isBan(sentence, needsTime: true, mayRelease: false) { return true }
                let clauses = sentence.split { Text.isBlank($0) || [0xFF0C, 0x2C, 0xFF1B, 0x3B].contains($0) }
                for clause in clauses
                where isBan(clause, needsTime: true, needsRequest: true, mayRelease: false) { return true }
            }
        }
        return false
    }

    /// `解禁时间：周一10时，届时见官网`: what follows the time is of no weight.
    private static func isLabelled(_ part: ArraySlice<UInt32>, _ dates: [Range<Int>]) -> Bool {
        guard let colon = part.firstIndex(where: { Text.narrowed($0) == 0x3A }) else { return false }
        let label = Text.string(part[..<colon].filter { !Text.isBlank($0) })
        let name = Array(label.utf8)[...]
        guard label.contains("解禁") && PublicationDay.isNamed(by: name) || labels.contains(Text.key(name)) else {
            return false
        }
        // Figures that nobody can read are a time, too: `解禁时间：5/8/2031`.
        let told = part[(colon + 1)...]
        return !EmbargoClause(told, dates).said.isDisjoint(with: [.time, .notice])
            || LatinEmbargo.figures(Array(told.drop(while: Text.isBlank)), at: 0, parts: 2) != nil
    }

    private static let labels = Words.keys(["Embargo", "禁发", "禁發", "禁发期", "禁发时间", "保密期", "保密期限"])

    private func isBan(needsTime: Bool, isDated: Bool) -> Bool {
        guard isWhole else { return false }
        if said.contains([.release, .time]) { return !said.contains(.negation) || said.contains(.act) }
        let hasTime = !said.isDisjoint(with: [.time, .notice])
        guard hasTime else {
            return !needsTime && said.contains(.publication)
                && (said.contains(.forNow) || said.contains([.request, .negation]))
        }
        if said.contains(.secrecy), !said.isDisjoint(with: [.until, .before]) { return true }
        guard said.contains(.act) else { return false }
        if said.contains(.before) || said.contains(.until) { return said.contains(.negation) }
        // `请各单位收到通知后立即转发`
        if !said.contains(.time), said.isDisjoint(with: [.permit, .copy, .negation]) {
            return said.contains([.publication, .after]) && !said.contains(.haste)
        }
        guard said.contains(.after) else {
            // `请于2031年5月8日10时发布`
            if said.contains([.copy, .printing]) { return true }
            return isDated && !said.contains(.negation) && said.contains(.publication)
                && !said.isDisjoint(with: [.request, .planned])
        }
        return !said.isDisjoint(with: [.permit, .request, .copy]) || said.contains([.notice, .publication])
    }

    // MARK: Words

    /// What stands in it up to the first word of something else.
    private init(_ part: ArraySlice<UInt32>, _ dates: [Range<Int>]) {
        var place = part.startIndex
        while place < part.endIndex {
            if let date = dates.first(where: { $0.lowerBound == place && $0.upperBound <= part.endIndex }) {
                said.insert(.time)
                place = date.upperBound
            } else if Text.isBlank(part[place]) || Text.isPunctuation(part[place]) || Self.isOrnament(part[place]) {
                place += 1
            } else if let end = Self.hour(part, at: place) {
                said.insert(.time)
                place = end
            } else if let (word, length) = Self.word(part[place...]) {
                said.formUnion(word)
                place += length
            } else {
                isWhole = false
                return
            }
        }
    }

    /// ■, ★, ☆ and their like.
    private static func isOrnament(_ scalar: UInt32) -> Bool { (0x25A0...0x27BF).contains(scalar) }

    /// `10时30分`, `十点半`, `10:00`, `12日`: numerals with a sign behind them.
    private static func hour(_ part: ArraySlice<UInt32>, at start: Int) -> Int? {
        var place = start
        var isTold = false
        while place < part.endIndex {
            let first = place
            while place < part.endIndex, DateReading.isNumeral(part[place]) || Text.digit(part[place]) != nil {
                place += 1
            }
            guard place > first else { break }
            guard place < part.endIndex, hourSigns.contains(Text.narrowed(part[place])) else {
                return isTold ? place : nil
            }
            isTold = true
            place += 1
        }
        return isTold ? place : nil
    }

    /// `:`, 时, 時, 点, 點, 分, 日, 号, 號, 月
    private static let hourSigns: Set<UInt32> = [
        0x3A, 0x65F6, 0x6642, 0x70B9, 0x9EDE, 0x5206, 0x65E5, 0x53F7, 0x865F, 0x6708,
    ]

    /// The longest one that a text begins with.
    private static func word(_ text: ArraySlice<UInt32>) -> (said: Said, length: Int)? {
        guard let first = text.first else { return nil }
        return words[lowered(first)]?.first { word in
            text.count >= word.scalars.count && zip(text, word.scalars).allSatisfy { lowered($0) == $1 }
        }.map { ($0.said, $0.scalars.count) }
    }

    private static func lowered(_ scalar: UInt32) -> UInt32 {
        let narrow = Text.narrowed(scalar)
        return (0x41...0x5A).contains(narrow) ? narrow + 0x20 : narrow
    }

    /// By their first scalars, the longest first.
    private static let words: [UInt32: [(scalars: [UInt32], said: Said)]] = {
        var words: [UInt32: [(scalars: [UInt32], said: Said)]] = [:]
        for (said, list) in lists {
            for word in list {
                let scalars = word.unicodeScalars.map(\.value)
                words[scalars[0], default: []].append((scalars, said))
            }
        }
        return words.mapValues { $0.sorted { $0.scalars.count > $1.scalars.count } }
    }()

    private static let weekdays = ["", "下", "下个", "下個", "本", "这", "這", "这个", "這個"].flatMap { which in
        ["周", "週", "星期", "礼拜", "禮拜"].flatMap { week in
            ["一", "二", "三", "四", "五", "六", "日", "天", "末"].map { which + week + $0 }
        }
    }

    /// Of a next week, whose day is not told.
    private static let weeks = ["下", "下个", "下個", "本", "这", "這"].flatMap { which in
        ["周", "週", "星期", "礼拜", "禮拜", "月"].map { which + $0 }
    }

    private static let lists: [(Said, [String])] = [
        (.time, weekdays + weeks + ["月", "火", "水", "木", "金", "土", "日"].map { $0 + "曜日" }),
        (
            .time,
            [
                "今天", "今日", "今早", "今晨", "今晚", "今夜", "明天", "明日", "明早", "明晨", "明晚", "后天", "後天", "后日", "後日", "大后天", "次日",
                "翌日", "当天", "當天", "当日", "當日", "月底", "月末", "年底", "年末", "节后", "節後", "假期", "假日", "节假日", "春节", "國慶", "国庆",
                "元旦", "五一", "端午", "中秋", "清明", "上午", "下午", "中午", "正午", "凌晨", "零时", "零點", "零点", "午夜", "早上", "晚上", "傍晚",
                "早间", "晚间", "午前", "午後", "会后", "會後", "发布会", "發佈會", "新闻发布会", "新聞發布會",
            ]
        ),
        (
            [.time, .notice],
            [
                "待定", "未定", "另定", "待通知", "待另行通知", "另行通知", "进一步通知", "進一步通知", "待进一步通知", "等通知", "等候通知", "等待通知", "待确认",
                "待確認", "待确定", "待確定", "暂未确定", "尚未确定", "另行告知", "另行公告", "tbd", "tbc", "tba",
            ]
        ),
        (.notice, ["通知", "接到通知", "收到通知", "接通知", "告知"]),
        (.negation, ["勿", "不", "不得", "不要", "不能", "不可", "不准", "不许", "不許", "严禁", "嚴禁", "禁止", "谢绝", "謝絕"]),
        ([.negation, .request], ["切勿", "请勿", "請勿", "敬请勿"]),
        ([.negation, .forNow], ["暂勿", "暫勿", "暂不", "暫不", "暂缓", "暫緩", "先别", "先不要"]),
        (.request, ["请", "請", "敬请", "敬請", "烦请", "务请"]),
        (.permit, ["方可", "才可", "才能", "方能", "始可", "可", "可以", "再"]),
        (.before, ["前", "之前", "以前"]),
        ([.before, .negation], ["不早于", "不早於", "不得早于", "不得早於"]),
        (.planned, ["定于", "定於", "定在", "统一", "統一"]),
        (.haste, ["立即", "马上", "尽快", "及时", "迅速", "抓紧"]),
        (.after, ["后", "後", "之后", "之後", "以后", "以後"]),
        ([.after, .permit], ["起方可", "起才可", "起才能"]),
        (.until, ["至", "到", "直至", "直到", "まで"]),
        (.secrecy, ["保密", "保密期", "禁发", "禁發", "禁发期"]),
        (.release, ["解禁", "解禁日", "解禁期"]),
        (
            [.act, .publication, .printing],
            ["发布", "發布", "發佈", "刊发", "刊發", "刊登", "见报", "見報", "播发", "播發", "刊播"]
        ),
        ([.act, .publication], ["报道", "報道", "報導", "发稿", "發稿", "发表", "發表", "公开发布", "公開發布", "公开报道", "公開報導"]),
        (
            .act,
            [
                "发", "發", "公开", "公開", "外传", "外傳", "传播", "傳播", "转发", "轉發", "转载", "轉載", "披露", "泄露", "外泄", "公布", "推送",
                "播出", "刊出",
                "刊载", "刊用", "引用", "扩散", "外发",
            ]
        ),
        (.copy, ["稿", "稿件", "通稿", "新闻稿", "新聞稿", "本文", "文章", "本报道"]),
        (
            [],
            [
                "各", "各位", "媒体", "媒體", "记者", "記者", "编辑", "編輯", "朋友", "们", "們", "同仁", "单位", "單位", "网站", "平台", "同志", "务必",
                "注意",
                "提示", "提醒", "重要", "特别", "说明", "备注", "敬告", "于", "於", "在", "从", "自", "以", "对外", "對外", "擅自", "提前", "全文",
                "正式", "同步", "任何", "任何人", "形式", "方式", "渠道", "均", "都", "一律", "本", "此", "该", "該", "这", "這", "的", "篇",
                "消息", "新闻", "新聞", "内容", "內容", "資料", "资料", "材料", "信息", "情報", "相关", "相關", "有关", "以上", "上述", "以下", "内部",
                "为", "為", "是", "定", "将", "将于", "暂定", "预计", "時間", "时间", "日期", "日時", "时刻", "期", "北京时间",
                "北京時間",
                "当地时间", "当地時間", "我们", "我", "谢谢", "謝謝", "合作", "配合", "支持", "理解", "或", "或者", "和", "与", "及", "并", "並", "也",
                "等",
                "届时", "整", "半", "许", "召开", "開始", "开始", "结束", "举行", "发出", "哦", "啊", "网上", "线上", "社交", "先", "再次", "即",
                "见", "视", "为准", "に", "の", "は",
            ]
        ),
    ]
}

extension Text {
    /// Round, square and lenticular ones, full-width or not.
    static func isBracket(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x28, 0x29, 0x5B, 0x5D, 0xFF08, 0xFF09, 0xFF3B, 0xFF3D, 0x3008...0x300B, 0x3010, 0x3011, 0x3014, 0x3015:
            true
        default: false
        }
    }
}
