/// Finds where the last story ends and the imprint begins.
enum Trailer {
    /// - Returns: the index of the first line of the trailer; `range.upperBound` when there is none. Only lines at the
    ///   end count, at most twelve, and never all of `range`.
    static func start(in lines: [TextLine], _ range: Range<Int>) -> Int {
        var start = range.upperBound
        var seen = 0
        var index = range.upperBound - 1
        while index > range.lowerBound, seen < 12 {
            if !lines[index].isBlank {
                guard isTrailer(lines, index, range, isFollowed: seen > 0) else { break }
                seen += 1
                start = index
            }
            index -= 1
        }
        return LastStory.end(in: lines, start, range)
    }

    private static func isTrailer(_ lines: [TextLine], _ index: Int, _ range: Range<Int>, isFollowed: Bool) -> Bool {
        let above = (range.lowerBound..<index).last { !lines[$0].isBlank }
        let afterBlank =
            lines[index - 1].isBlank || Masthead.isRule(lines[index - 1].text)
            || above.map { isForSomebody(lines[$0].text) } ?? false
        if isDistribution(lines[index].text, below: above.map { lines[$0].text }, isFollowed: isFollowed) {
            return true
        }
        if isSignature(lines[index].text) {
            // `报名地址：文化中心` is no signature. One that nothing follows is known from the head, or said to be sent.
            let isOwn = isFollowed || above.map { isForSomebody(lines[$0].text) } ?? false
            return isOwn && !isOfList(lines[index].text, below: above.map { lines[$0].text })
                || lines[index - 1].isBlank && isNamed(lines[index].text, in: lines[..<range.lowerBound])
        }
        return isTrailer(lines[index].text, followedByTrailer: isFollowed, afterBlank: afterBlank)
            && !isOfList(lines[index].text, below: above.map { lines[$0].text })
            || isDay(lines, index, range, above: above)
    }

    /// An office without a label: where it stands, and what follows, tells whether it signs.
    private static func isSignature(_ text: Bytes) -> Bool {
        !isMarked(text) && !hasColon(text) && isIssuer(text, count: text.prefix(400).scalarCount)
    }

    /// Whether the head of the paper names the office.
    private static func isNamed(_ office: Bytes, in head: ArraySlice<TextLine>) -> Bool {
        let name = office.string
        return head.lazy.filter { !$0.isBlank }.prefix(10).contains { $0.text.contains(text: name) }
    }

    /// One of several offices below each other, or below a line that announces them. Who signs stands alone.
    private static func isOfList(_ text: Bytes, below above: Bytes?) -> Bool {
        func isName(_ text: Bytes) -> Bool { !isMarked(text) && isIssuer(text, count: text.prefix(400).scalarCount) }
        guard let above, isName(text), !hasColon(text) else { return false }
        return Headline.endsColon(above) || isName(above) && !beginsTrailer(above) && !isForSomebody(above)
    }

    /// A day alone in its line, under a finished sentence or a line of the imprint. Under a headline, a label, or a sentence
    /// that goes on, it is what these say.
    private static func isDay(_ lines: [TextLine], _ index: Int, _ range: Range<Int>, above: Int?) -> Bool {
        let text = lines[index].text
        guard let above, text.count <= 96, text.scalarCount <= 24, text.lastScalar != 0x3002,
            DateReading.isDateOnly(text)
        else { return false }
        let said = lines[above].text
        if above > range.lowerBound {
            let isImprint =
                beginsTrailer(said) || isForSomebody(said) || isIssuer(said, count: said.prefix(400).scalarCount)
            if isImprint || Headline.endsLikeText(said) || LastStory.isSigned(lines, above, range) { return true }
            return lines[index - 1].isBlank && !LastStory.isParted(lines, range.lowerBound..<index)
                && !LastStory.goesOn(said)
        }
        return said.lastScalar == 0x3002 || said.lastScalar == 0x2E
    }

    private static func isTrailer(_ text: Bytes, followedByTrailer: Bool, afterBlank: Bool) -> Bool {
        let count = text.prefix(400).scalarCount
        if count <= 200, isPublication(text, standsApart: followedByTrailer || afterBlank) { return true }
        guard count <= 100 else { return false }
        if isBracketedByline(text) || Embargo.isOpen(text, in: .foot) { return true }
        let inner =
            (text.firstScalar == 0xFF08 || text.firstScalar == 0x28) && Headline.closes(text)
            ? text.droppingScalar : text
        if beginsTrailer(inner) || isRowOfPeople(inner) {
            return afterBlank || followedByTrailer || !isShortDistribution(inner)
        }
        if count <= 60, !isSaid(text, count: count),
            ["责任编辑：", "责任编辑:", "版权所有", "ICP备", "归档：", "归档:"].contains(where: { text.contains(text: $0) })
        {
            return true
        }
        if text.allSatisfy({ $0 == 0x2D || $0 == 0x2A || $0 == 0x3D || $0 == 0x5F || $0 == 0x20 || $0 == 0x23 })
            || Masthead.isRule(text)
        {
            return true
        }
        return isMarked(text) && isIssuer(text, count: count) && !hasColon(text) && (followedByTrailer || afterBlank)
    }

    /// `值班：廖川   审核：戴宁   2031年6月21日`: columns with labels, of which the second is imprint.
    private static func isRowOfPeople(_ text: Bytes) -> Bool {
        guard let gap = text.firstRange(of: "  ") ?? text.firstRange(of: "　"), gap.lowerBound > text.startIndex,
            hasColon(text[..<gap.lowerBound]), text[..<gap.lowerBound].scalarCount <= 16
        else { return false }
        let rest = Array(Text.string(text[gap.upperBound...].scalars().drop(while: Text.isBlank)).utf8)[...]
        return Words.roles.contains { isLabel($0, of: rest) } && namesPeople(rest)
    }

    private static func hasColon(_ text: Bytes) -> Bool { text.contains(0x3A) || text.contains(text: "：") }

    /// `（来源：县水利局）`, `（校办 供稿）`, `（记者 张三 通讯员 李四）`; not `（以上均为摄氏度）`, `（据悉，名单下周公布）`.
    static func isBracketedByline(_ text: Bytes) -> Bool {
        guard let first = text.firstScalar, first == 0xFF08 || first == 0x28, Headline.closes(text),
            text.prefix(400).scalarCount <= 40
        else { return false }
        let inner = text.droppingScalar.dropLast(text.last == 0x29 ? 1 : 3).trimmed
        if inner.hasPrefix("摘自") || isLabel("来源", of: inner) { return true }
        if inner.contains(text: "，") || inner.contains(text: "。") { return false }
        if inner.hasPrefix("据") {
            return sources.contains { inner.hasSuffix($0) } && !hearsay.contains { inner.hasPrefix($0) }
        }
        if ["本栏", "本期"].contains(where: { inner.hasPrefix($0) }) {
            return ["编辑", "责编", "主持", "供稿", "校对", "执行"].contains { inner.dropFirst(6).hasPrefix($0) }
        }
        if reporters.contains(where: { inner.hasPrefix($0) }) {
            return inner.scalars().split { Text.isBlank($0) || Text.isPunctuation($0) }.allSatisfy { part in
                let word = Array(Text.string(part).utf8)[...]
                let name = reporters.first { word.hasPrefix($0) }.map { word.dropFirst($0.utf8.count) } ?? word
                return name.scalarCount <= 4
            }
        }
        let ends = ["供稿", "编辑", "摄", "摄影"].contains { inner.hasSuffix($0) } && !inner.hasSuffix("拍摄")
        return ends && inner.scalarCount <= 24 || ["供稿", "编辑", "摄影"].contains { isLabel($0, of: inner) }
    }

    private static let hearsay = ["据悉", "据了解", "据介绍", "据说"]
    private static let sources = ["社", "报", "網", "网", "台", "电", "電", "》", "讯", "报道", "刊", "号", "客户端"]
    private static let reporters = ["记者", "通讯员", "实习记者", "本报记者", "本报通讯员", "特约记者", "特约通讯员", "見習記者", "記者"]

    /// Where the last story ends when others end in a bracketed byline, or in a line that says its source: behind its own.
    /// - Parameters:
    ///   - start: of the trailer.
    ///   - others: the last lines of the other stories.
    static func afterByline(_ start: Int, in lines: [TextLine], others: some Sequence<Bytes>) -> Int {
        guard let line = lines.indices[start...].first(where: { !lines[$0].isBlank }) else { return start }
        let text = lines[line].text
        if isBracketedByline(text) { return others.contains(where: isBracketedByline) ? line + 1 : start }
        // `来源：…` right under the text, as under the others; in pages each paragraph stands apart.
        guard line > 0, let label = label(of: text) else { return start }
        let alike = others.lazy.filter { self.label(of: $0) == label }.prefix(2).count
        return alike >= (lines[line - 1].isBlank ? 2 : 1) ? line + 1 : start
    }

    /// What stands before a colon, of up to six characters.
    private static func label(of text: Bytes) -> Bytes? {
        let head = text.prefix(21)
        guard let colon = head.firstRange(of: "：") ?? head.firstRange(of: ":") else { return nil }
        return text[..<colon.lowerBound].trimmedEnd
    }

    /// A byline or a part of the imprint, by how it begins.
    static func beginsTrailer(_ text: Bytes) -> Bool {
        if Words.trailers.isAny(at: text) { return true }
        let label = Words.distribution.length(at: text)
        guard label != nil || Words.imprintStarts.isAny(at: text),
            !isSaid(text, count: text.prefix(400).scalarCount)
        else { return false }
        if let label { return !text.dropFirst(label).scalars().contains { Text.digit($0) != nil } }
        return Words.imprint.contains {
            guard isLabel($0, of: text) else { return false }
            if Words.latinImprint.contains($0) { return namesInLatin(text.dropFirst($0.utf8.count), $0) }
            return !Words.roles.contains($0) || namesPeople(text)
        }
    }

    /// `Editor: Jane Doe`, `Published by the Harbour Office`; not `Editor for the club newsletter`, and no number of pages.
    private static func namesInLatin(_ value: Bytes, _ label: String) -> Bool {
        let isCopyright = label == "Copyright"
        let words = value.split { [0x20, 0x3A, 0x2C, 0x7C, 0x2F, 0x3B].contains($0) }
        return words.count <= 12
            && words.allSatisfy { word in
                guard let first = word.first else { return true }
                if (0x30...0x39).contains(first) { return isCopyright }
                return !(0x61...0x7A).contains(first)
                    || ["of", "the", "and", "by", "de", "la", "du", "van", "von"].contains {
                        word.elementsEqual($0.utf8)
                    }
            }
    }

    /// `送：` alone is as well what somebody is sent.
    private static func isShortDistribution(_ text: Bytes) -> Bool {
        ["报", "送", "发"].contains { text.hasPrefix($0 + "：") || text.hasPrefix($0 + ":") }
    }

    /// What follows the label is a name: no number, and no more than one clause.
    private static func namesPeople(_ text: Bytes) -> Bool {
        var value = text.scalars(limit: 120)[...].drop { !Text.isBlank($0) && !Text.isPunctuation($0) }
        value = value.drop { Text.isBlank($0) || [0x3A, 0xFF1A, 0x7C, 0x4E28, 0x2F].contains($0) }
        let name = value.prefix { !Text.isBlank($0) && $0 != 0x7C && $0 != 0xFF5C }
        if name.contains(where: { Text.digit($0) != nil }) { return false }
        return name.count { $0 == 0xFF0C || $0 == 0xFF1B } == 0
            || name.split { $0 == 0xFF0C }.allSatisfy { $0.count <= 4 }
    }

    /// Running text, however it begins: it ends like a sentence, and is more than a short remark.
    private static func isSaid(_ text: Bytes, count: Int) -> Bool {
        guard let last = text.lastScalar else { return false }
        let isChinese = [0x3002, 0xFF01, 0xFF1F, 0xFF1B].contains(last)
        guard isChinese || [0x2E, 0x21, 0x3F].contains(last) else { return false }
        return count > 24 || text.contains(text: "，") || text.contains(text: ", ")
    }

    /// The word is the label of what follows, `责任编辑：张三`, `责编 张三`, `校对张三`; not `责任编辑制度`.
    static func isLabel(_ word: String, of text: Bytes) -> Bool {
        guard text.hasPrefix(word) else { return false }
        let rest = text.dropFirst(word.utf8.count)
        guard let next = rest.firstScalar else { return true }
        // `编辑丨张三`
        if Text.isBlank(next) || Text.isPunctuation(next) || Text.digit(next) != nil || next == 0x4E28 { return true }
        // A name, where hardly anything else follows.
        return ["责任编辑", "责编", "校对"].contains(word) && rest.count <= 9 && (2...3).contains(rest.scalarCount)
    }

    /// `报：…。` and `发：…。` below each other tell who gets the paper; one of them alone is as well a sentence.
    private static func isDistribution(_ text: Bytes, below above: Bytes?, isFollowed: Bool) -> Bool {
        func isOne(_ text: Bytes) -> Bool {
            Words.distribution.isAny(at: text) && text.prefix(400).scalarCount <= 100
        }
        return isOne(text) && (isFollowed || above.map(isOne) ?? false)
    }

    /// `送：各县区水利局`, `发：各科室（共印60份）`; not what somebody is sent, `送：米20袋`.
    private static func isForSomebody(_ text: Bytes) -> Bool {
        guard text.count <= 400, Words.distribution.isAny(at: text) else { return false }
        return text.contains(text: "共印") || !text.scalars().contains { Text.digit($0) != nil }
    }

    private static func isMarked(_ text: Bytes) -> Bool {
        ["编发", "编印", "印发", " 编", "　编"].contains { text.hasSuffix($0) }
    }

    /// `印发日期：2031年3月11日`, `市水务局办公室　　2031年3月11日印发　共印50份`, `Issued by the Harbour Office, 11 March 2031`:
    /// when the bulletin was given out. Blanks that set its parts off do not count.
    private static func isPublication(_ text: Bytes, standsApart: Bool) -> Bool {
        let scalars = text.scalars(limit: 200)
        let dates = DateReading.all(in: scalars)
        guard let date = dates.last else { return false }
        if Embargo.ban(in: text, .foot, dates, [])?.day != nil { return true }
        let before = scalars[..<date.range.lowerBound].filter { !Text.isBlank($0) }
        let after = scalars[date.range.upperBound...].filter { !Text.isBlank($0) }
        guard before.count <= 60, after.count <= 12 else { return false }
        if let last = before.last, last == 0xFF1A || last == 0x3A, after.isEmpty || date.secondOfDay != nil {
            return PublicationDay.isNamed(by: Array(Text.string(before.dropLast()).utf8)[...])
        }
        let rest = Text.string(after)
        if ["印发", "编印", "编发", "印制", "印發", "編印"].contains(where: { rest.hasPrefix($0) }) {
            return before.count <= 30 && !before.contains { [0xFF0C, 0x3002, 0xFF1B].contains($0) }
                && (rest.count == 2 || rest.contains("份"))
        }
        // `云泽市水务局办公室编印    2031年3月11日`
        if rest.isEmpty || rest.hasPrefix("共印") || rest.hasPrefix("（共印") {
            let lead = Array(Text.string(scalars[..<date.range.lowerBound]).utf8)[...].trimmed
            if !hasColon(lead), Issuer.find(in: lead, dates: [], isSigned: false).contains(where: { $0.label != nil }) {
                return true
            }
        }
        guard after.allSatisfy({ $0 == 0x2E }), standsApart || after.isEmpty else { return false }
        return PublicationDay.leads(Array(Text.string(scalars[..<date.range.lowerBound]).utf8)[...])
    }

    /// `云泽市健康教育所编发`, `青岚省港航事业发展中心`: who signs.
    private static func isIssuer(_ text: Bytes, count: Int) -> Bool {
        guard (3...24).contains(count), let last = text.lastScalar else { return false }
        if ofSentences.isAny(in: text) { return false }
        if isMarked(text) { return true }
        return "局厅部委办室心所会院府处科组社司队馆站".unicodeScalars.contains { $0.value == last }
            && text.allSatisfy { $0 >= 0x80 || $0 == 0x20 }
    }

    /// Nothing but the name of an office.
    static func isOffice(_ text: Bytes) -> Bool { isIssuer(text, count: text.prefix(400).scalarCount) }

    /// No office has these in its name: `领奖地点在三楼会议室`, `欢迎广大市民参观市文化馆`.
    private static let ofSentences = WordList([
        "在", "的", "请", "請", "了", "到", "位于", "设于", "将于", "由市", "由县", "由各", "由本", "欢迎", "歡迎", "参观", "參觀", "前往", "报名",
        "報名", "地点",
        "地點", "地址", "详见", "关注", "联系", "走进", "参加",
    ])
}

extension Headline {
    /// Ends in a closing round bracket.
    static func closes(_ text: Bytes) -> Bool { text.lastScalar == 0xFF09 || text.lastScalar == 0x29 }
}
