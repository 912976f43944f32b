/// A few words to whom a mail is sent, and none to readers: `附件是本周要闻，请发布。谢谢！`, `Please publish the attached.`
struct CoverNote {
    /// To publish what is attached or passed on.
    private(set) var asks = false
    private(set) var speaksOfAttachment = false
    /// Letters of what is neither a wish, a greeting nor about what is attached; a Chinese character is three.
    private var rest = 0

    /// For findings.
    static let passingOn = "the note of who passed the mail on"

    /// - Parameter lines: without the signature.
    /// - Returns: `nil` for a text that says something to readers.
    init?(_ lines: some Collection<Bytes>) {
        var told = lines.map(\.trimmed).filter { !$0.isEmpty }
        guard told.count <= 16, told.reduce(0, { $0 + $1.count }) <= 1_400 else { return nil }
        while told.count > 1, let last = told.last, Self.signs(last) { told.removeLast() }
        for line in told {
            let wereTold = (asks, speaksOfAttachment)
            for clause in Self.clauses(of: line) { read(clause) }
            if Self.isNamed(line), wereTold == (asks, speaksOfAttachment) { rest += 31 }
        }
        guard asks || speaksOfAttachment, rest <= 30 else { return nil }
    }

    /// Whether it forbids or delays: then nobody is asked for anything yet.
    static func isDoubtful(_ lines: some Collection<Bytes>) -> Bool {
        lines.contains { EmbargoWords.delays.isAny(in: $0.lowered[...]) || Embargo.ban(in: $0) != nil }
    }

    private mutating func read(_ clause: Bytes) {
        let small = clause.lowered[...]
        let size = Self.size(of: clause)
        let asks = Self.asks(small)
        let speaks = Self.attachments.contains { small.contains(text: $0) }
        if asks || speaks {
            self.asks = self.asks || asks
            speaksOfAttachment = speaksOfAttachment || speaks
            rest += max(0, size - 75)
        } else if size > 36
            || !Self.courtesies.contains(where: { small.contains(text: $0) })
                && !Self.greetings.contains(where: { small.hasPrefix($0) })
        {
            rest += size
        }
    }

    private static func size(of text: Bytes) -> Int {
        text.scalars().reduce(0) { sum, scalar in
            Text.isBlank(scalar) || Text.isPunctuation(scalar) ? sum : sum + (scalar >= 0x2E80 ? 3 : 1)
        }
    }

    /// A name, an office, a day, a number to call: short, no sentence, and nothing that is named and told.
    private static func signs(_ line: Bytes) -> Bool {
        let small = line.lowered[...]
        guard !attachments.contains(where: { small.contains(text: $0) }), !asks(small) else { return false }
        if line.count <= 120, line.contains(UInt8(ascii: "@")) || contacts.contains(where: { small.contains(text: $0) })
        {
            return true
        }
        return size(of: line) <= 45 && !Headline.endsSentence(line) && !isNamed(line)
    }

    /// `时间：周五`
    private static func isNamed(_ line: Bytes) -> Bool {
        let scalars = line.scalars(limit: 200)
        return scalars.firstIndex { $0 == 0x3A || $0 == 0xFF1A }.map { $0 > 0 && $0 < scalars.count - 1 } ?? false
    }

    private static let contacts = [
        "电话", "電話", "手机", "手機", "传真", "傳真", "邮箱", "郵箱", "微信", "tel:", "tel.", "phone", "mobile", "mob.", "fax",
        "e-mail",
        "email", "www.", "http",
    ]

    /// Between commas and full stops of either width.
    private static func clauses(of line: Bytes) -> [Bytes] {
        var clauses: [Bytes] = []
        var start = line.startIndex
        var place = line.startIndex
        while place < line.endIndex {
            let (scalar, length) = line.scalar(at: place)
            let next = place + length
            let isEnd =
                switch scalar {
                case 0x3002, 0xFF0C, 0xFF01, 0xFF1F, 0xFF1B, 0xFF1A, 0xFF5E, 0x21, 0x3F, 0x3B, 0x2C: true
                // Not in `13.docx` and `10:00`.
                case 0x2E, 0x3A: next == line.endIndex || line[next] == 0x20
                default: false
                }
            if isEnd {
                clauses.append(line[start..<place].trimmed)
                start = next
            }
            place = next
        }
        clauses.append(line[start...].trimmed)
        return clauses.filter { !$0.isEmpty }
    }

    /// A wish and, close behind it, the deed.
    private static func asks(_ small: Bytes) -> Bool {
        if ends.contains(where: { small.contains(text: $0) }) { return true }
        for wish in wishes {
            guard let found = small.firstRange(of: wish) else { continue }
            let behind = small[found.upperBound...].prefix(60) + [0x20]
            if deeds.contains(where: { behind.contains(text: $0) }) { return true }
        }
        return false
    }

    private static let wishes = [
        "请", "請", "烦", "煩", "望", "帮", "幫", "拜托", "拜託", "求", "please", "kindly", "could you", "can you", "would you",
        "pls ",
    ]

    private static let deeds = [
        "发布", "發布", "發佈", "刊发", "刊發", "刊登", "登载", "登載", "刊载", "刊載", "发表", "發表", "上传", "上傳", "上网", "上網", "挂网", "掛網",
        "挂出", "推送", "编发", "編發", "播发", "播發", "登出", "publish", "post ", "post the", "post this", "post it", "upload",
        "put this", "put it", "put the", "put online", "run this", "release",
    ]

    private static let ends = [
        "for publication", "for posting", "for the website", "for the web site", "for the homepage", "to be published",
        "供发布", "待发布", "以便发布",
    ]

    private static let attachments = [
        "附件", "附上", "随附", "隨附", "附后", "附後", "附檔", "附档", "见附", "見附", "附文", "查收", "attach", "enclos",
    ]

    private static let courtesies = [
        "谢谢", "謝謝", "感谢", "感謝", "多谢", "此致", "敬礼", "敬禮", "顺祝", "順祝", "祝好", "祝您", "商祺", "工作顺利", "工作順利", "辛苦", "麻烦", "麻煩",
        "您好", "你好", "各位", "大家好", "老师", "老師", "领导", "領導", "同志", "编辑", "編輯", "早上好", "上午好", "下午好", "晚上好", "尊敬", "如有",
        "有问题",
        "有問題", "有疑问", "联系", "聯繫", "聯絡", "审阅", "審閱", "审核", "審核", "审定", "審定", "指正", "收到", "知悉", "报上", "報上", "发给", "發給",
        "发上", "發上", "寄上", "呈上", "呈送", "送上", "报送", "報送", "thank", "regards", "sincerely", "cheers", "let me know",
        "any questions", "for your information", "see below", "as discussed", "good morning", "good afternoon",
    ]

    private static let greetings = ["hi", "hello", "dear", "hey", "best", "yours", "fyi", "fwd", "转发", "轉發", "如下"]
}

extension CoverNote {
    init?(_ body: Bulletin) {
        let section = body.sections[0]
        guard body.kind == .single, section.links.allSatisfy({ $0.url == nil }) else { return nil }
        let listed = section.linksLabel.map { label in [label] + section.links.map(\.title) } ?? []
        self.init(
            Array(section.text.utf8)[...].split(separator: 0x0A)
                + listed.map { Array($0.utf8)[...] })
    }

    /// What the subject says.
    init?(_ head: MailHead) { self.init([Array(head.title.utf8)[...]]) }

    /// Whether these lines above a mail that is passed on ask to publish it and say no more.
    /// - Parameter isBare: whether nothing may stand beside it but courtesies: an answer says what it says.
    static func isRequest(_ lines: some Collection<Bytes>, isBare: Bool = false) -> Bool {
        var told = Array(lines)
        for (index, _) in MailTrailer.find(in: told[...]) { told.removeSubrange(index...) }
        guard let note = CoverNote(told), note.asks, !isBare || note.rest == 0 else { return false }
        return !isDoubtful(told)
    }
}
