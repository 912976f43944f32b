/// The words in which texts are held back, and those that stand beside them: a row for what they say, in both scripts.
enum EmbargoWords {
    struct Said: OptionSet {
        let rawValue: UInt64

        /// It needs no other word: `embargo`.
        static let embargo = Said(rawValue: 1 << 0)
        /// `embargoed`, `under`, `press`: with it an embargo needs no time to be one.
        static let certain = Said(rawValue: 1 << 1)
        /// An embargo of a time, whatever stands between the two.
        static let term = Said(rawValue: 1 << 2)
        /// What is none elsewhere in a line: `embargoed until`.
        static let anywhere = Said(rawValue: 1 << 3)
        /// `lifted on Friday` is news.
        static let past = Said(rawValue: 1 << 4)
        /// What embargoes do, and perhaps other things.
        static let ending = Said(rawValue: 1 << 5)
        static let negation = Said(rawValue: 1 << 6)
        /// Without a time it is one by this word alone: `NOT FOR PUBLICATION`, but not `No publication`.
        static let not = Said(rawValue: 1 << 7)
        /// What is done with texts: to publish, to print.
        static let act = Said(rawValue: 1 << 8)
        /// What is done with nothing else. Others are forbidden for good: 请勿外传, 请勿转载.
        static let publication = Said(rawValue: 1 << 9)
        /// An act that only papers do: its day alone is that of this text.
        static let printing = Said(rawValue: 1 << 10)
        /// What may be done with anything.
        static let use = Said(rawValue: 1 << 11)
        static let until = Said(rawValue: 1 << 12)
        static let before = Said(rawValue: 1 << 13)
        static let after = Said(rawValue: 1 << 14)
        /// To keep back, to keep secret.
        static let hold = Said(rawValue: 1 << 15)
        /// A day, an hour, or that the time is still to be told.
        static let time = Said(rawValue: 1 << 16)
        /// A time that is none of the past: tomorrow.
        static let ahead = Said(rawValue: 1 << 17)
        /// 今天, which may be now.
        static let today = Said(rawValue: 1 << 18)
        static let hour = Said(rawValue: 1 << 19)
        /// 通知: a time only where something is forbidden until then.
        static let notice = Said(rawValue: 1 << 20)
        /// It speaks to its reader: 请.
        static let request = Said(rawValue: 1 << 21)
        /// 暂不: for the time being.
        static let forNow = Said(rawValue: 1 << 22)
        static let permit = Said(rawValue: 1 << 23)
        static let lifting = Said(rawValue: 1 << 24)
        /// 稿: this text.
        static let copy = Said(rawValue: 1 << 25)
        /// 立即: at once.
        static let haste = Said(rawValue: 1 << 26)
        /// 定于: this text is meant.
        static let planned = Said(rawValue: 1 << 27)
        /// An instruction, where it begins a line and nothing but a time follows: `publish on`.
        static let order = Said(rawValue: 1 << 28)
        /// An instruction, whatever follows the time: `for release`; with `order`, for a time without its year, too.
        static let release = Said(rawValue: 1 << 29)
        /// What only what is printed or broadcast is: 见报.
        static let paper = Said(rawValue: 1 << 30)
        /// 起: of a text or of what it tells.
        static let from = Said(rawValue: 1 << 31)
        /// A denial that tells, as well as it forbids: 不, `no`.
        static let plain = Said(rawValue: 1 << 32)
        /// To close a text, or a road.
        static let closing = Said(rawValue: 1 << 33)
        /// News tells so what others said.
        static let news = Said(rawValue: 1 << 34)
    }

    /// The longest word that a text has at a place: of letters, which words have between blanks, or of characters.
    static func word(_ scalars: [UInt32], at start: Int) -> (said: Said, end: Int)? {
        guard let list = words[lowered(scalars[start])] else { return nil }
        for (word, said) in list {
            if let end = end(of: word, in: scalars, at: start) { return (said, end) }
        }
        return nil
    }

    private static func end(of word: [UInt32], in scalars: [UInt32], at start: Int) -> Int? {
        var place = start
        for scalar in word {
            guard place < scalars.count else { return nil }
            if scalar == 0x20 {
                let end = DateReading.blanks(scalars, place)
                guard end > place else { return nil }
                place = end
            } else {
                guard lowered(scalars[place]) == scalar else { return nil }
                place += 1
            }
        }
        let goesOn =
            place < scalars.count && DateReading.isLetter(scalars[place]) && DateReading.isLetter(scalars[place - 1])
        return goesOn ? nil : place
    }

    private static func lowered(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A, 0xC0...0xDE, 0x410...0x42F: scalar + 0x20
        case 0xFF01...0xFF5E: lowered(scalar - 0xFEE0)
        default: scalar
        }
    }

    /// By their first scalars, the longest first.
    private static let words: [UInt32: [(scalars: [UInt32], said: Said)]] = {
        var words: [UInt32: [(scalars: [UInt32], said: Said)]] = [:]
        for (said, latin, han) in rows {
            for word in (latin + " " + han).split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let scalars = word.unicodeScalars.map { $0 == "_" ? 0x20 : $0.value }
                let known = words[scalars[0], default: []].firstIndex { $0.scalars == scalars }
                if let known {
                    words[scalars[0]]?[known].said.formUnion(said)
                } else {
                    words[scalars[0], default: []].append((scalars, said))
                }
            }
        }
        return words.mapValues { $0.sorted { $0.scalars.count > $1.scalars.count } }
    }()

    private static func weekdays(_ which: [String]) -> String {
        which.flatMap { which in
            ["周", "週", "星期", "礼拜", "禮拜"].flatMap { week in "一二三四五六日天末".map { which + week + String($0) } }
        }.joined(separator: " ")
    }

    /// What a line says of a time to come, between blanks; `_` stands for the blank in a word of several.
    private static let rows: [(said: Said, latin: String, han: String)] = [
        (.embargo, "embargo sperrvermerk эмбарго", "엠바고"),
        ([.embargo, .term], "sperrfrist embargo_date embargo_time embargo_to embargo_tot", ""),
        ([.embargo, .certain], "embargoed embargado embargada", ""),
        (
            [.embargo, .certain, .until, .anywhere],
            """
            embargoed_until embargoed_till embargoed_to embargoed_for under_embargo_until under_embargo_till
            under_embargo_to under_strict_embargo_until
            """, ""
        ),
        (.certain, "strict strictly press media news under sous sotto bajo sob onder", ""),
        (.past, "lifted", ""),
        (.ending, "lift lifts lifting ends end ending expires expire expiry set", ""),
        (
            .negation,
            "never don cannot interdit interdite prohibido prohibida vietato vietata verboden nicht kein keine ne pas non niet geen não sin may_not",
            "勿 不得 不要 不能 不可 不准 不许 不許 严禁 嚴禁 禁止 谢绝 謝絕"
        ),
        ([.negation, .plain], "no", "不"),
        ([.negation, .not], "not", ""),
        (
            [.negation, .not, .certain, .act, .publication], "not_for_publication not_for_release not_for_broadcast", ""
        ),
        ([.negation, .request], "", "切勿 请勿 請勿 敬请勿 敬請勿"),
        ([.negation, .forNow], "", "暂勿 暫勿 暂不 暫不 暂缓 暫緩 先别 先別 先不要"),
        (
            [.act, .publication],
            """
            publish published publication publishing release released releasing broadcast
            divulgar divulgare veröffentlichen veröffentlicht veröffentlichung publier publié publiée diffuser diffusé diffusion publicar
            publicado publicada publicación difundir pubblicare pubblicato pubblicata pubblicazione diffondere
            publiceren gepubliceerd publicatie publicação
            """, "报道 報道 報導 发稿 發稿 发表 發表 公开发布 公開發布 公開發佈 公开报道 公開報道 公開報導"
        ),
        ([.act, .publication, .printing], "", "发布 發布 發佈"),
        ([.act, .publication, .printing, .paper], "", "刊发 刊發 刊登 见报 見報 播发 播發 刊播"),
        (
            .act,
            """
            print printed printing air aired distribute distributed distribution circulate circulated circulation post
            posted quote quoted report reported disseminate disseminated disclose disclosed transmit transmitted
            transmission verbreiten verbreitet verbreitung summarized summarised reproduced reprinted
            """,
            "发 發 公开 公開 外传 外傳 传播 傳播 转发 轉發 转载 轉載 披露 泄露 洩露 外泄 公布 推送 播出 刊出 刊载 刊載 刊用 引用 扩散 外发"
        ),
        (.use, "use used share shared", ""),
        ([.order, .use], "for_use", ""),
        (
            [.order, .act, .publication],
            """
            to_be_published to_be_released to_be_broadcast please_publish publish_on publish_at publish_after
            release_on release_at release_after zur_veröffentlichung frei_zur_veröffentlichung veröffentlichung_ab
            veröffentlichung_erst_ab veröffentlichung_am
            """, ""
        ),
        (.order, "frei_ab freigabe freigegeben_ab", ""),
        ([.release, .act, .publication], "for_release for_publication for_broadcast", ""),
        ([.release, .order, .act, .publication], "for_release_on for_release_at", ""),
        (.until, "until till til prior bis jusqu hasta até fino tot до", "至 到 直至 直到 まで"),
        (.before, "before vor avant antes prima voor", "前 之前 以前"),
        ([.before, .negation], "", "不早于 不早於 不得早于 不得早於"),
        (.after, "", "后 後 之后 之後 以后 以後"),
        ([.after, .from], "", "起"),
        ([.after, .permit], "", "起方可 起才可 起才能"),
        (.permit, "", "方可 才可 才能 方能 始可 可 可以 再 再行"),
        (
            .hold, "hold confidential wraps vertraulich confidentiel confidencial riservato",
            "保密 保密期 禁发 禁發 禁发期 禁發期"
        ),
        ([.hold, .closing], "on_hold gesperrt", "封锁 封鎖"),
        (
            [.hold, .copy], "",
            """
            新闻封锁 新聞封鎖 消息封锁 消息封鎖 信息封锁 信息封鎖 内容封锁 內容封鎖
            封锁新闻 封鎖新聞 封锁消息 封鎖消息
            """
        ),
        (.lifting, "", "解禁 解禁日 解禁期"),
        (.request, "", "请 請 敬请 敬請 烦请 煩請 务请 務請"),
        (.planned, "", "定于 定於 定在 拟于 擬於 计划于 計劃於 统一 統一"),
        (.haste, "", "立即 马上 尽快 及时 迅速 抓紧"),
        (.news, "said says ruled", ""),
        (
            .copy, "story stories text article statement document copy bulletin message meldung mitteilung",
            "稿 稿件 通稿 新闻稿 新聞稿 本文 文章 本报道"
        ),
        (
            .time,
            """
            notice noon midday midnight speech delivery mittag midi mezzogiorno mediodía mitternacht minuit mezzanotte
            medianoche
            """, weekdays(["", "本", "这", "這", "这个", "這個"])
        ),
        (
            .time, "",
            """
            月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 本周 本週 本月 这周 這週 这月
            今早 今晨 当天 當天 当日 當日 国庆 國慶 元旦 五一 端午 中秋 清明 春节 春節 假期 假日 节假日 上午 下午 中午 正午 凌晨
            零时 零點 零点 午夜 早上 晚上 傍晚 早间 晚间 午前 午後 会后 會後 发布会 發佈會 新闻发布会 新聞發布會
            """
        ),
        (
            [.time, .ahead], "tomorrow tonight morgen demain mañana domani",
            """
            今晚 今夜 明天 明日 明早 明晨 明晚 后天 後天 后日 後日 大后天 次日 翌日 月底 月末 年底 年末 节后 節後
            下周 下週 下星期 下礼拜 下禮拜 下月 下个星期 下個星期 下个礼拜 下個禮拜 下个月 下個月
            """ + " " + weekdays(["下", "下个", "下個"])
        ),
        ([.time, .today], "", "今天 今日"),
        (
            [.time, .notice, .ahead], "tbc tbd tba",
            """
            待定 未定 另定 待通知 待另行通知 另行通知 进一步通知 進一步通知 待进一步通知 等通知 等候通知 等待通知 待确认
            待確認 待确定 待確定 暂未确定 尚未确定 另行告知 另行公告
            """
        ),
        (.notice, "", "通知 接到通知 收到通知 接通知 告知"),
        (
            [],
            """
            please kindly absolutely completely totally highly private this these the a an is are be it its them all
            any and or of to for in on at by with from after made make kept keep may_be may_only must should shall
            public pr story stories text article item statement information material materials content contents
            document copy bulletin message photos images time date day hrs hours hour sharp local form part whole
            contents electronic expected respect observe honour honor achtung
            important attention note nb editor editors journalists reminder st nd rd th t uhr do online yet only
            bitte die der das dem den des am um von zu zum zur erst frei ab meldung mitteilung
            le la les l du au aux de d merci prière à heures heure strictement cette
            el los del al lo las por favor se ruega estrictamente il di si prega dal het os o г года
            """,
            """
            各 各位 媒体 媒體 新媒体 新媒體 公众号 公眾號 记者 記者 编辑 編輯 朋友 们 們 同仁 单位 單位 网站 平台 同志 务必 注意
            提示 提醒 重要 特别 说明 备注 敬告 于 於 在 从 自 以 对外 對外 擅自 提前 全文 正式 同步 任何 任何人 形式 方式 渠道 均 都 一律
            本 此 该 該 这 這 的 篇 消息 新闻 新聞 内容 內容 資料 资料 材料 信息 情報 相关 相關 有关 以上 上述 以下 内部
            为 為 是 定 将 将于 暂定 预计 時間 时间 日期 日時 时刻 期 北京时间 北京時間 当地时间 當地時間 当地時間 伦敦时间 倫敦時間 纽约时间 紐約時間 美东时间 美東時間
            我们 我 谢谢 謝謝 合作 配合 支持 理解 或 或者 和 与 及 并 並 也 等 届时 整 半 许 召开 開始 开始 结束 举行
            发出 哦 啊 网上 线上 社交 先 再次 即 见 视 为准 に の は
            """
        ),
    ]

    // MARK: Before what is read

    /// A cheap look before, where no full date stands in a line.
    static let signs = WordList([
        "embarg", " not ", "not for ", "not to be ", "don't ", "hold ", "confidential ", "for release ", "sperr",
        "nicht ", "ne pas ", "no publi", "non pubbl",
        "解禁", "禁发", "禁發", "保密", "封锁", "封鎖", "暂", "暫", "请", "請", "稿", "先别", "先不要", "勿", "不得", "不要", "不许", "不准", "不可",
        "严禁", "嚴禁", "禁止", "方可", "才可", "才能", "方能", "前不", "后可", "後可", "后再", "後再", "通知后", "通知後", "起公开", "起公開", "起对外",
        "起對外", "起发", "起發", "起刊", "上线时间", "上線時間", "上线日期", "上線日期", "发布时间", "發佈時間", "發布時間", "计划发布", "定时发布",
    ])

    /// With these, a note to whom a mail is sent does not ask to publish at once.
    static let delays = WordList([
        "勿", "不要", "别", "暂", "暫", "先不", "再发", "再發", "之后发", "后发布", "後發布", "解禁", " not ", "n't ", "hold", "until",
        " wait", "embargo", "before ", "after ",
    ])
}
