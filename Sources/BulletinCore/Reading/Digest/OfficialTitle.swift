/// The title of an official paper, which stands below its masthead: urgency, whose paper it is, the document number.
enum OfficialTitle {
    /// - Parameters:
    ///   - head: lines near the top that are not blank, ascending.
    ///   - first: the one of them that looks like a title first.
    /// - Returns: `nil` when no line of them is `关于…的通知` or its like, alone or over two lines.
    static func find(_ lines: [TextLine], _ head: [Int], first: Int) -> (line: Int, second: Int?)? {
        for (place, index) in head.enumerated() where index >= first {
            let text = lines[index].text
            let isSubject = text.hasPrefix("关于") || text.hasPrefix("關於")
            if saysPaper(text), isSubject || text.contains(text: "关于") { return (index, nil) }
            let leads = isSubject || ["关于", "關於"].contains { text.hasSuffix($0) }
            if leads, head.contains(index + 1), saysPaper(lines[index + 1].text),
                text.scalarCount + lines[index + 1].text.scalarCount <= 80, Headline.hasShape(text)
            {
                return (index, index + 1)
            }
            // `督查通报` over `第7期`
            let isName = index == first && place + 1 < head.count && Words.isIssueLine(lines[head[place + 1]].text)
            guard isMasthead(text) || isName || isIssue(text) else { return nil }
        }
        return nil
    }

    /// `关于…的通知`, also of a series: `关于…的通报（第5期）`.
    static func isOne(_ title: Bytes) -> Bool {
        guard title.contains(text: "关于") || title.contains(text: "關於") else { return false }
        if Words.saysDocument(title) { return true }
        let open = title.lastScalar == 0xFF09 ? title.firstRange(of: "（")?.lowerBound : nil
        let name = title[..<(open ?? title.endIndex)].trimmedEnd
        return name.hasSuffix("通报") || name.hasSuffix("通報")
    }

    private static func saysPaper(_ text: Bytes) -> Bool { Words.saysDocument(text) || text.hasSuffix("通报") }

    /// `第7期`, `云泽市委督查室　　2031年6月5日`
    static func isIssue(_ text: Bytes) -> Bool {
        guard text.count <= 180, text.scalarCount <= 60 else { return false }
        if IssueNumber.find(in: text) != nil {
            let left = Masthead.besidesIssueAndDate(text)
            // `第2期　区教育局安全科`
            return Text.key(left).isEmpty || Trailer.isOffice(left)
        }
        let dates = DateReading.all(in: text.scalars()).map(\.range)
        return !dates.isEmpty
            && (DateReading.isDateOnly(text) || !Issuer.find(in: text, dates: dates, isSigned: true).isEmpty)
    }

    /// In a page or a document, where a masthead in large letters looks like the title.
    /// - Returns: the blocks that are nothing but the title.
    static func find(_ blocks: [Block]) -> (title: String, blocks: [Int])? {
        var lines: [TextLine] = []
        var owners: [Int] = []
        /// With blank lines between blocks.
        var parted: [TextLine] = []
        var places: [Int] = []
        for (index, block) in blocks.prefix(8).enumerated() {
            for line in block.lines {
                lines.append(TextLine(number: block.line, raw: line[...]))
                owners.append(index)
            }
            parted += lines.suffix(block.lines.count) + [TextLine(number: block.line, raw: [])]
            places += Array(repeating: index, count: block.lines.count + 1)
        }
        func isWhole(_ own: [Int], _ places: [Int]) -> Bool {
            owners.lazy.filter { places.contains($0) }.count == own.count
        }
        if let found = find(lines, Array(lines.indices.prefix(8)), first: 0) {
            let own = [found.line, found.second].compactMap(\.self)
            let places = Set(own.map { owners[$0] }).sorted()
            return isWhole(own, places) ? (own.map { Title.clean(lines[$0].text) }.joined(), places) : nil
        }
        // The headline of the one article under the name of a paper.
        let head = parted.indices.filter { !parted[$0].isBlank }.prefix(6)
        guard let first = head.first, let found = Envelope.headline(parted, Array(head), belowMasthead: first),
            isWhole([found], [places[found]])
        else { return nil }
        return (Title.clean(parted[found].text), [places[found]])
    }

    private static func isMasthead(_ text: Bytes) -> Bool {
        guard text.count <= 120, let last = text.lastScalar else { return false }
        if marks.contains(Text.key(text)) || text.hasSuffix("文件") || DocumentNumber.find(in: text) != nil {
            return true
        }
        return "局厅廳部委办辦室会會院府心".unicodeScalars.contains { $0.value == last } && text.allSatisfy { $0 >= 0x80 }
    }

    /// Urgency and secrecy.
    private static let marks = Words.keys(["特急", "加急", "平急", "急件", "特提", "特快", "机密", "秘密", "绝密", "内部资料", "内部文件", "公开"])
}
