/// Words that bulletins use for their own parts. All lists are data; one word is one entry.
enum Words {
    /// A line that says no more than this heads a contents list. Compared as keys.
    static let contents = keys([
        "目录", "本期目录", "目 录", "要目", "本期要目", "导读", "本期导读", "内容提要", "本期内容", "本期看点", "今日要目", "要目导览", "目次",
        "本刊目录", "目錄", "本期目錄", "要目", "导航", "提要", "主要内容", "本期主要内容", "本期节目主要内容", "今天节目的主要内容", "内容概要", "本期概要", "今日导读",
        "今日看点", "新闻提要", "节目提要", "本期重点", "本期重點", "本期焦点", "本期焦點", "本周看点", "本週看點",
        "contents", "table of contents", "in this issue", "in this bulletin", "toc", "today's topics", "headlines",
        "index", "summary of contents", "inside", "topics", "in this edition", "this week's headlines",
    ])

    /// A line or a lead (before a colon) that begins a list of links under a story. Compared as keys.
    static let links = keys([
        "链接", "相关链接", "相关阅读", "相关报道", "相关新闻", "延伸阅读", "扩展阅读", "拓展阅读", "原文链接", "阅读原文", "新闻链接", "参考链接",
        "参考资料", "更多阅读", "更多链接", "附件", "附件下载", "推荐阅读", "详情链接", "政策链接", "原文", "来源链接", "文件链接",
        "連結", "相關連結", "鏈接", "相關鏈接", "相關閱讀", "延伸閱讀", "原文連結", "links", "link", "related", "related links",
        "see also", "further reading", "read more", "related reading", "related stories", "attachments", "more",
    ])

    /// A line that begins with one of these stands after the last story, whatever follows.
    static let trailers = EdgeWords([
        "(完)", "（完）", "版权所有", "版权归", "版权声明", "版權所有", "订阅新闻", "订阅本", "订阅地址", "打印日期", "共印", "稿件来源", "信息来源", "End of ",
        "# # #", "###", "-30-", "— END", "—END", "- END -", "如需退订", "如不想再", "如不欲", "取消订阅", "取消訂閱", "Unsubscribe",
        "To unsubscribe", "You receive this", "© ", "(c) ", "Copyright ©",
        "Copyright (c)", "Reprint freely",
    ])

    /// Labels of bylines and imprint; what follows is a name, an address, a number.
    static let imprint = [
        "来源", "责任编辑", "责编", "主编", "副主编", "执行主编", "总编", "编辑", "本期编辑", "本栏编辑", "本期责任编辑", "责任校对", "供稿", "供图", "审核", "校对",
        "签发", "报送", "抄送", "抄报",
        "主送", "联系电话", "联系人", "联系方式", "版权", "订阅", "主办", "主办单位", "承办", "承办单位", "编印", "编印单位", "印发", "编发", "制作",
        "监制", "审定", "核稿", "统稿", "排版", "地址", "电话", "邮编", "投稿", "投稿邮箱", "投稿信箱", "投稿电话", "往期",
        "往期回顾", "归档", "网址", "值班编辑", "发行單位",
        "發行單位", "主辦", "主辦單位", "編輯", "責任編輯", "來源", "聯絡電話", "主题词", "发行人", "發行人", "编辑小组", "編輯小組", "总编辑", "總編輯", "会址",
        "會址", "発行", "発行元", "編集", "Copyright", "Editor", "Editors",
        "Edited by",
        "Published by",
    ]

    static let imprintStarts = EdgeWords(imprint)

    /// Those of them that people bear: elsewhere a vacancy is announced by them.
    static let roles: Set<String> = [
        "审定", "核稿", "统稿", "排版",
        "责任编辑", "责编", "主编", "副主编", "执行主编", "总编", "编辑", "本期编辑", "本栏编辑", "本期责任编辑", "责任校对", "审核", "校对", "签发", "制作", "监制",
        "值班编辑",
        "編輯", "責任編輯",
    ]

    /// Those of them that need names behind them: elsewhere a sentence begins with them.
    static let latinImprint: Set<String> = ["Copyright", "Editor", "Editors", "Edited by", "Published by"]

    /// Those of them that a story bears as well, for its readers.
    static let contacts = ["会址", "會址", "联系电话", "联系人", "联系方式", "地址", "电话", "邮编", "网址", "聯絡電話"]

    /// Those of them that an event bears as well.
    static let hosts = ["主办", "主办单位", "承办", "承办单位", "主辦", "主辦單位"]

    /// What the labels of an event hold.
    static let ofEvents = [
        "查询", "查詢", "咨询", "諮詢", "热线", "熱線", "名額", "費用", "報名", "對象", "主題", "票價",
        "时间", "時間", "地点", "地點", "主讲", "主講", "嘉宾", "对象", "主题", "费用", "票价", "报名", "名额", "日期", "截止", "协办", "协办单位",
    ]

    /// What stands before a colon and is no name of who speaks.
    static func isField(_ label: Bytes) -> Bool {
        ofEvents.contains { label.elementsEqual($0.utf8) } || imprintStarts.isAny(at: label)
    }

    /// Labels of those who get an official paper.
    static let distribution = EdgeWords([
        "报：", "送：", "发：", "报:", "送:", "发:", "发送：", "发送:", "分送：", "分送:", "抄送：", "抄送:", "抄报：", "抄报:", "主送：", "主送:", "报送：",
        "报送:",
    ])

    /// Words in a name that say: here are many stories.
    static let digests = [
        "周报", "周刊", "月报", "月刊", "季报", "旬报", "简报", "快报", "简讯", "快讯", "速递", "要闻", "一周", "本周", "看点", "周览", "摘编", "汇编",
        "早报", "晚报", "播报", "速览", "早参", "早餐", "晨报", "晨讯", "早知道", "专刊", "專刊", "内参", "参阅", "週報", "週刊", "電子報", "电子报", "簡報",
        "快訊", "要聞", "荟萃", "集锦", "联播", "盘点", "选登", "件事", "要情", "速报", "快览", "周评", "一日", "每日新闻", "新闻摘要", "每日", "周讯", "月讯",
        "月訊", "季讯",
        "weekly", "digest", "newsletter", "bulletin", "roundup", "round-up", "this week", "gazette", "monthly", "daily",
        "briefing", "dispatch", "recap", "in brief",
        "摘报", "摘報", "新聞公報", "新闻公报", "院讯", "院訊", "校讯", "校訊", "馆讯", "館訊", "会讯", "會訊", "社讯", "社訊", "局讯", "所讯", "公告栏",
        "公告欄", "通告栏", "双周", "雙週", "每週", "だより", "ニュースレター",
        "lettre d'information", "lettre d’information", "infolettre", "hebdo", "boletín", "boletÍn", "boletim",
        "semanal",
        "bollettino", "notiziario", "amtsblatt", "mitteilungsblatt", "gemeindebrief", "pfarrbrief", "rundbrief",
        "infobrief", "wochenblatt", "wochenbericht", "nyhetsbrev", "nyhedsbrev", "nieuwsbrief", "biuletyn", "hírlevél",
        "бюллетень", "Бюллетень", "БЮЛЛЕТЕНЬ", "вестник", "Вестник", "дайджест", "Дайджест",
    ]

    /// Words that say so only where a name ends in them: `科技信息`, but not `信息工程`.
    static let digestEndings = [
        "信息", "消息", "动态", "動態", "新闻", "新聞", "资讯", "資訊", "通讯", "通訊", "回顾", "大事", "大事记", "导读", "日报", "日報", "文摘", "导报",
        "调度",
        "参考",
        "交流", "news", "highlights", "headlines",
    ]

    /// What a title of one official document ends in.
    static let documents = [
        "通知", "办法", "规定", "意见", "方案", "条例", "公告", "通告", "决定", "决议", "批复", "函", "讲话", "细则", "规则", "章程", "纪要", "命令",
        "通報", "规程", "致辞", "倡议书", "公报", "须知", "协议", "说明", "总结", "请示", "预案", "标准", "指南", "清单",
    ]

    private static let documentEndings = EdgeWords(documents, at: .end)

    /// What a title of one document contains.
    private static let latinDocuments = WordList([
        "minutes", "terms of", "bylaws", "by-laws", "agreement", "user manual", "getting started", "privacy policy",
        "curriculum vitae", "release notes",
    ])

    /// Whether a title ends in what has a contents list and chapters of its own.
    static func namesBook(_ title: Bytes) -> Bool {
        let end = title.prefix(400).lowered[...].trimmedEnd
        return books.isAny(at: end)
    }

    /// Whether a title ends in the name of a report, which is one text in each of its numbers: `SITUATION REPORT No. 4`,
    /// and no word of it names a digest.
    static func namesReport(_ title: Bytes) -> Bool {
        var name = Masthead.besidesIssueAndDate(title.prefix(400)).lowered[...].trimmedEnd
        while let last = name.lastScalar, Text.isPunctuation(last) || Text.isBlank(last) {
            name = name.dropLast(last > 0x7FF ? 3 : last > 0x7F ? 2 : 1)
        }
        return reports.contains { name.hasSuffix($0) } && !holdsName(title)
    }

    private static let reports = ["situation report", "status report", "incident report", "sitrep"]

    private static let books = EdgeWords(
        [
            "手册", "手冊", "总结", "總結", "报告", "報告", "教程", "读本", "讀本", "指南", "白皮书", "白皮書", "说明书", "說明書", "守则", "守則", "大纲",
            "规划",
            "handbook", "manual", "user guide", "guidebook", "annual report",
        ], at: .end)

    /// Whether a title says that one text tells how something is done: `如何写…`, `How to prune…`.
    static func teaches(_ title: Bytes) -> Bool {
        lessons.contains { title.hasPrefix(inAnyCase: $0) } && !saysDigest(title) && title.scalarCount <= 60
    }

    private static let lessons = [
        "如何", "怎样", "怎樣", "怎么", "怎麼", "教你", "手把手", "how to ", "how we ", "how i ", "a guide to ", "comment faire ",
        "so gelingt ", "cómo ",
    ]

    /// Headings of the parts of one article.
    static let articleParts = keys([
        "背景", "概述", "引言", "前言", "结论", "总结", "后记", "结语", "参考", "参考文献", "参考资料", "总体要求", "指导思想", "基本原则", "主要目标",
        "主要任务", "重点任务", "总体目标", "工作目标", "工作步骤", "保障措施", "组织实施", "工作要求", "问题", "原因", "简介", "摘要", "附录", "写在最后", "小结",
        "处理",
        "introduction", "background", "conclusion", "conclusions", "abstract", "references", "overview", "discussion",
        "results", "methods", "acknowledgements", "acknowledgments", "appendix", "epilogue", "prologue",
        "installation", "usage", "license", "getting started", "requirements", "faq", "install", "contributing",
        "examples",
        "features", "build", "building", "authors", "changelog", "synopsis", "description", "options", "see also",
        "bugs",
        "education", "experience", "work experience", "employment", "skills", "languages", "interests", "hobbies",
        "ingredients", "method", "directions", "objective", "summary", "publications", "agenda", "attendees",
        "situation at a glance", "description of the situation", "epidemiology", "public health response",
        "actions required", "action required", "who should act", "additional information", "purpose", "scope",
        "risk assessment", "situation overview", "key points", "recommendations", "further information", "next steps",
        "意义", "现状", "对策", "建议", "目的", "适用范围", "食材", "做法", "步骤", "优点", "缺点", "教育经历", "工作经历", "自我评价",
        "总则", "附则", "基本情况", "总体情况", "主要情况", "工作情况", "有关情况", "主要特点", "主要做法", "经验做法", "主要成效", "工作成效", "存在问题", "存在的问题",
        "主要问题", "下一步打算", "下一步工作", "下一步工作打算", "下步工作", "下一步", "工作打算", "事故经过", "事情经过", "原因分析", "事故原因", "防范措施", "整改措施",
        "处理结果", "处理意见", "工作建议", "意见建议", "几点体会", "有关要求", "主诉", "检查", "诊断", "治疗", "病史",
        "时间", "地点", "活动时间", "活动地点", "活动内容", "活动对象", "活动流程", "活动主题", "参加对象", "参与方式", "报名时间", "报名方式", "报名条件", "报名流程",
        "会议时间", "会议地点", "会议内容", "会议议程", "会议纪律", "开放时间", "开馆时间", "办理时间", "办理地点", "办理流程", "预约方式", "预约时间", "购票方式", "票价",
        "收费标准", "招聘岗位", "招聘条件", "岗位职责", "任职要求", "薪资待遇", "应聘方式", "申请条件", "申请材料", "申请方式", "交通方式", "注意事项", "联系方式",
        "人物名片", "人物简介", "对话", "记者手记", "采访手记", "记者点评", "导语", "正文", "编后", "基本案情", "案情简介", "案情回顾", "裁判结果", "法官说法",
        "律师说法", "典型意义", "临床症状", "传播途径", "预防措施", "就医提示", "用法用量", "不良反应",
        "when", "where", "who", "what", "why", "how", "date", "time", "date and time", "venue", "location", "tickets",
        "admission", "registration", "how to apply", "how to book", "eligibility", "opening hours", "getting there",
        "contact", "contact us",
    ])

    /// Whether a short headline names one thing that a report tells of its subject: `本周天气概况`, `农事建议`, `下周计划`.
    static func isReportPart(_ headline: Bytes) -> Bool {
        headline.count <= 36 && reportParts.contains { headline.hasSuffix($0) }
    }

    private static let reportParts = [
        "概况", "综述", "实况", "雨情", "水情", "墒情", "汛情", "预报", "预测", "展望", "趋势", "影响", "建议", "形势", "状况", "走势", "走势分析", "变动情况",
        "总体情况", "本周工作", "上周工作", "本月工作",
        "上月工作", "下周工作", "下月工作", "下周计划", "下月计划", "工作计划", "工作安排", "工作打算", "概況", "綜述", "實況", "水情", "預報", "預測", "趨勢",
        "影響", "建議", "形勢",
    ]

    /// What a press release begins with.
    static let releases = EdgeWords([
        "FOR IMMEDIATE RELEASE", "For immediate release", "For Immediate Release", "PRESS RELEASE", "Press release",
        "NEWS RELEASE",
    ])

    /// A line that says no more than this heads a memo.
    static let memos = ["MEMO", "Memo", "MEMORANDUM", "Memorandum", "备忘录", "備忘錄"]

    /// Who asks in an interview, with the colon.
    static let askers = ["问：", "问:", "記者：", "记者：", "记者:", "Q:", "Q：", "Q.", "主持人：", "采访者："]

    static let askerStarts = ScalarSet(askers.compactMap { $0.unicodeScalars.first?.value })

    /// `【 文献号 】` and its like, of an archive of articles.
    static func isArchiveField(_ name: Bytes) -> Bool { archiveFields.contains(Text.key(name.prefix(40))) }

    private static let archiveFields = keys(["文献号", "原文出处", "原刊地名", "原刊期号", "原刊页号", "分类号", "复印期号"])

    private static let references = keys([
        "references", "参考资料", "参考文献", "参考链接", "notes", "links", "链接", "sources", "引用", "注",
    ])

    static func isReferencesLabel(_ text: Bytes) -> Bool { text.count <= 40 && references.contains(Text.key(text)) }

    /// Whether a text begins with what Chinese says behind an address: what to do there, or what else there is.
    static func goesOnBehindAddress(_ text: Bytes) -> Bool { behindAddresses.contains { text.hasPrefix($0) } }

    private static let behindAddresses = [
        "查看", "查询", "查詢", "下载", "下載", "填写", "填寫", "填报", "报名", "報名", "了解", "获取", "取得", "阅读", "閱讀", "访问", "登录", "登錄",
        "浏览", "瀏覽", "观看", "觀看", "收看", "收听", "提交", "申请", "申請", "注册", "註冊", "即可", "进行", "進行", "参加", "参与", "进入", "点击",
        "點擊", "详情", "詳情", "或", "和", "与", "與", "及", "并", "的", "等",
    ]

    /// What follows a contents label on its own line: `本期节目主要内容：1.甲；2.乙。`
    static func contentsLead(_ text: Bytes) -> Bytes? {
        var place = text.startIndex
        var seen = 0
        while place < text.endIndex, seen < 16 {
            let (value, length) = text.scalar(at: place)
            if value == 0xFF1A || value == 0x3A {
                let rest = text[(place + length)...].trimmed
                return rest.isEmpty || !isContents(Text.key(text[..<place])) ? nil : rest
            }
            seen += 1
            place += length
        }
        return nil
    }

    static func isContentsLabel(_ text: Bytes) -> Bool {
        guard text.count <= 60 else { return false }
        let label = withoutOrnaments(text)
        return Text.keyStart(label).map(contentsStarts.contains) == true && isContents(Text.key(label))
    }

    /// `各位听众早上好，先看主要内容：`
    static func leadsToContents(_ text: Bytes) -> Bool {
        guard text.count <= 240, Headline.endsColon(text) else { return false }
        let key = Text.key(text)
        return leads.contains { key.count > $0.count && key.suffix($0.count) == $0[...] }
    }

    private static let leads = keys(["主要内容", "内容提要", "新闻提要", "节目提要", "主要內容"])

    private static func isContents(_ key: [UInt8]) -> Bool {
        contents.contains(key) || WorldWords.contents.contains(key)
    }

    /// What the keys begin with.
    private static let contentsStarts = ScalarSet(
        contents.union(WorldWords.contents).compactMap { $0[...].firstScalar })

    /// `★本期导读★`
    private static func withoutOrnaments(_ text: Bytes) -> Bytes {
        func isOrnament(_ scalar: UInt32?) -> Bool {
            scalar.map { (0x25A0...0x25FF).contains($0) || (0x2600...0x2606).contains($0) || $0 == 0x203B } ?? false
        }
        guard isOrnament(text.firstScalar) else { return text }
        var rest = text
        while isOrnament(rest.firstScalar) { rest = rest.droppingScalar }
        while isOrnament(rest.lastScalar) { rest = rest.dropLast(3) }
        return rest
    }

    static func isLinksLabel(_ text: Bytes) -> Bool {
        text.count <= 40 && Text.keyStart(text).map(linksStarts.contains) == true && links.contains(Text.key(text))
    }

    /// What the keys begin with.
    private static let linksStarts = ScalarSet(links.compactMap { $0[...].firstScalar })

    /// Whether two in five headlines are names of parts of an article. That says more than the name of a digest.
    static func areArticleParts(_ keys: [[UInt8]]) -> Bool {
        keys.lazy.filter(articleParts.contains).count * 5 >= keys.count * 2
    }

    static func saysDocument(_ title: Bytes) -> Bool {
        var end = title.trimmedEnd
        // `（试行）`, `（征求意见稿）` stand behind the kind.
        if end.lastScalar == 0xFF09 || end.lastScalar == 0x29,
            let open = end.firstRange(of: "（") ?? end.firstRange(of: "(")
        {
            end = end[..<open.lowerBound].trimmedEnd
        }
        if documentEndings.isAny(at: end) { return true }
        return latinDocuments.isAny(in: end.prefix(400).lowered[...])
    }

    /// What lines are compared with, by `Text.key`.
    static func keys(_ words: [String]) -> Set<[UInt8]> { Set(words.map { Text.key(Array($0.utf8)[...]) }) }
}
