/// A signature that nothing marks but what it says, at the end of a mail: a person's name, perhaps a post, and how to
/// reach them.
///
/// Notices name people to turn to, too, and these are for their readers: what a line above leads to stays, and so do
/// offices, days, and lists of people.
enum UnmarkedSignature {
    /// - Parameters:
    ///   - lines: without what was cut already.
    ///   - sender: `nil` when nobody is named.
    /// - Returns: the lines, with the rule above.
    static func find(in lines: ArraySlice<Bytes>, of sender: MailSender?) -> Range<Int>? {
        guard let last = lines.lastIndex(where: { !$0.trimmed.isEmpty }) else { return nil }
        var (top, count) = (last + 1, 0)
        for index in lines[...last].indices.suffix(16).reversed() {
            let line = lines[index].trimmed
            if line.isEmpty { continue }
            guard count < 10, mayBelong(line) else { break }
            (top, count) = (index, count + 1)
        }
        for start in top..<(last + 1) {
            let line = lines[start].trimmed
            let isSender = sender?.isNamed(in: line) ?? false
            guard isSender || isName(line), let above = lines[..<start].lastIndex(where: { !$0.trimmed.isEmpty }),
                isOne(lines[start...last], isSender: isSender, sender, below: lines[...above])
            else {
                // Who stands below how to reach somebody else is one of several.
                if isContact(line) { return nil }
                continue
            }
            let hasText = lines[..<above].contains { !$0.trimmed.isEmpty }
            return isRule(lines[above].trimmed) ? (hasText ? above..<(last + 1) : nil) : start..<(last + 1)
        }
        return nil
    }

    /// - Parameter above: ends with a line that is not blank.
    private static func isOne(
        _ block: ArraySlice<Bytes>, isSender: Bool, _ sender: MailSender?, below above: ArraySlice<Bytes>
    ) -> Bool {
        let told = block.map(\.trimmed).filter { !$0.isEmpty }
        guard let contact = told.firstIndex(where: isContact),
            !told[(contact + 1)...].contains(where: { isName($0) && !isContact($0) })
        else { return false }
        let lead = above.reversed().lazy.map(\.trimmed).filter { !$0.isEmpty }.prefix(2)
        guard let line = lead.first, !isContact(line), !Headline.endsColon(line),
            !lead.contains(where: { invitations.isAny(in: $0.lowered[...]) })
        else { return false }
        // `李四 13800001111` may be one of many.
        if contact == 0 { return told.count == 1 && (isClosing(line) || Headline.endsLikeText(line)) }
        if isRule(line) || isClosing(line) || isSender { return true }
        let isApart = block.startIndex - 1 > above.endIndex - 1 || !above.contains { $0.trimmed.isEmpty }
        guard isApart else { return false }
        if let address = sender?.address, told.contains(where: { $0.lowered[...].contains(text: address) }) {
            return true
        }
        let hasAddress = told.contains { $0.contains(UInt8(ascii: "@")) }
        if told[0].firstScalar.map(Text.isHan) ?? false {
            return told.contains(where: hasMobile) && (hasAddress || contact > 1)
        }
        return hasAddress && told.contains { isContact($0) && hasNumber($0) }
    }

    // MARK: Lines

    /// Short, no sentence, nothing that is counted or told under a name, and no day.
    private static func mayBelong(_ line: Bytes) -> Bool {
        guard line.count <= 160, line.scalarCount <= 80, Marker.read(line)?.ordinal == nil,
            let end = line.lastScalar, ![0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F, 0xFF1B, 0xFF1A, 0x3A].contains(end),
            !isRule(line), !isClosing(line), DateReading.last(in: line) == nil, !DateReading.isDateOnly(line)
        else { return false }
        let small = line.lowered[...]
        if invitations.isAny(in: small) { return false }
        if isContact(line) { return true }
        if end == 0x2E, line.split(separator: 0x20).count > 5 { return false }
        let scalars = line.scalars()
        guard let colon = scalars.firstIndex(where: { $0 == 0x3A || $0 == 0xFF1A }) else { return true }
        return labels.isAny(in: Array(Text.string(scalars[...colon]).utf8)[...].lowered[...])
    }

    private static func isContact(_ line: Bytes) -> Bool {
        line.count <= 160 && (line.contains(UInt8(ascii: "@")) || hasNumber(line))
    }

    /// A number to call: seven digits and more in a row, but for what parts them, and few words beside it.
    private static func hasNumber(_ line: Bytes) -> Bool {
        let scalars = line.scalars(limit: 80)
        var digits = 0
        var letters = 0
        var longest = 0
        for scalar in scalars {
            if Text.digit(scalar) != nil {
                digits += 1
                longest = max(longest, digits)
            } else if ![0x20, 0x2B, 0x28, 0x29, 0x2D, 0x2E, 0x2F, 0xFF08, 0xFF09, 0x2013, 0x2014].contains(scalar) {
                digits = 0
                letters += 1
            }
        }
        return longest >= 7 && letters <= 40
    }

    /// `13800001111`, with blanks or hyphens in it.
    private static func hasMobile(_ line: Bytes) -> Bool {
        var digits: [Int] = []
        for scalar in line.scalars(limit: 80) + [0x61] {
            if let digit = Text.digit(scalar) {
                digits.append(digit)
            } else if scalar != 0x20, scalar != 0x2D {
                if digits.count == 11, digits[0] == 1, digits[1] >= 3 { return true }
                digits = []
            }
        }
        return false
    }

    /// `-----`, `_____`, `=====`, `———`
    private static func isRule(_ line: Bytes) -> Bool {
        let scalars = line.scalars(limit: 90)
        return scalars.count >= 3 && Set(scalars).count == 1
            && [0x2D, 0x5F, 0x3D, 0x2A, 0x7E, 0x2014, 0x2015, 0x2500].contains(scalars[0])
    }

    private static func isClosing(_ line: Bytes) -> Bool {
        guard line.count <= 60 else { return false }
        let key = Text.key(line)[...]
        return closings.contains { key.hasSuffix($0) } || line.scalarCount <= 16 && courtesies.isAny(in: line)
    }

    // MARK: Names

    /// A person's, perhaps with a post behind it.
    static func isName(_ line: Bytes) -> Bool {
        guard line.count <= 80, !line.contains(where: { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "@") }) else {
            return false
        }
        let scalars = line.scalars()
        if scalars.contains(where: Text.isHan) { return isChinese(scalars) }
        let words = line.split(separator: 0x20)
        guard (2...4).contains(words.count), !offices.isAny(in: line.lowered[...]) else { return false }
        return words.allSatisfy { word in
            guard let first = Array(String(Substring(word.string))).first, first.isUppercase else { return false }
            return word.last != UInt8(ascii: ":")
                && word.scalars().allSatisfy {
                    Text.isASCIILetter($0) || $0 > 0xBF || [0x2D, 0x2E, 0x27, 0x2019, 0x2C].contains($0)
                }
        }
    }

    /// `李四`, `李 四`, `李四 科长`, `欧阳修（办公室）`
    private static func isChinese(_ scalars: [UInt32]) -> Bool {
        let parts = scalars.split {
            Text.isBlank($0) || Text.isBracket($0) || [0x2F, 0x7C, 0xFF5C, 0xB7, 0xFF0C, 0x2C].contains($0)
        }
        guard var name = parts.first.map(Array.init), scalars.count <= 24 else { return false }
        if name.count == 1, parts.count == 2, parts[1].count <= 2 { name += parts[1] }
        guard (2...3).contains(name.count), name.allSatisfy(Text.isHan), surnames.contains(name[0]) else {
            return name.count == 4 && compound.contains(Text.string(name[..<2]))
        }
        return !nouns.isAny(in: Array(Text.string(name).utf8)[...])
    }

    private static let surnames = Set(
        ("王李张劉刘陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪田任姜范方石姚谭譚"
            + "廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛焦向柳邢路岳齐齊梅莫庄莊辛管祝左涂谷祁")
            .unicodeScalars.map(\.value))

    private static let compound: Set = ["欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "慕容", "司徒", "令狐", "皇甫", "尉迟"]

    /// What begins like a name.
    private static let nouns = WordList([
        "谢谢", "謝謝", "方式", "方法", "高校", "金额", "马上", "安全", "江苏", "江西", "安徽", "石家", "黄山", "温州", "常州", "金华", "江门", "汤阴",
        "文件",
        "文化", "万事", "高新", "史料", "白天", "路线", "路線", "管理", "向各", "任务", "方案", "部", "局", "委", "处", "科", "厅", "办", "所", "院",
        "站",
        "公司", "村", "镇", "县", "市", "区", "队", "校", "馆", "网",
    ])

    private static let offices = WordList([
        "office", "department", "council", "ltd", "inc.", "gmbh", "club", "associat", "society", "team", "library",
        "school",
        "universit", "church", "committee", "centre", "center", "board", "authorit", "agency", "museum", "service",
        "group",
        "institut", "harbour", "harbor", "company", "press", "news", "hall", "dear ", "hello", "best ", "kind ",
        "many ",
        "thank", "street", "road", "avenue",
    ])

    // MARK: Words

    /// What leads readers to people.
    private static let invitations = WordList([
        "联系", "聯繫", "聯絡", "咨询", "諮詢", "报名", "報名", "投诉", "投訴", "举报", "舉報", "热线", "熱線", "致电", "致電", "来电", "來電", "预约",
        "預約",
        "回执", "反馈", "负责人", "負責人", "contact", "call ", "enquir", "inquir", "information", "details", "questions", "rsvp",
        "register", "registration", "book ", "bookings", "tickets", "write to", "phone us", "reach ", "reply to",
        "apply",
    ])

    private static let closings: [String] = [
        "regards", "wishes", "sincerely", "faithfully", "truly", "thanks", "thankyou", "cheers", "best", "yours",
        "greetings",
        "grüßen", "grüße", "gruß", "cordialement", "saludos", "hälsningar", "groet", "groeten", "saluti",
    ]

    private static let courtesies = WordList([
        "此致", "敬礼", "敬禮", "祝好", "商祺", "谢谢", "謝謝", "敬上", "顺祝", "順祝", "顺颂", "順頌", "祝工作", "祝您", "祝安",
    ])

    private static let labels = WordList([
        "address", "addr", "地址", "邮编", "郵編", "网址", "網址", "web", "http", "微信", "wechat", "单位", "單位", "部门", "部門", "职务",
        "職務", "department", "skype", "teams", "room", "传真", "電話", "电话",
    ])
}
