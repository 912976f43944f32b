/// What a bulletin says about itself before its stories: title, issue, date, introduction.
struct Envelope: Sendable {
    /// The title's line; `nil` when none looks like a title.
    var titleLine: Int?
    /// The second line of a title over two.
    private(set) var secondTitleLine: Int?
    /// Not empty when there is a title line.
    var title = ""
    private let places: [(line: TextLine, place: HeaderFacts.Place)]
    private let isSingle: Bool
    /// The lines of a title over two; empty for others.
    private var pair: [Int] = []

    /// - Parameters:
    ///   - header: lines before the contents list and the first story; for a single story all lines.
    ///   - foot: lines after the last story.
    ///   - hasStatedTitle: the first line is the title, whatever it looks like.
    init(
        _ lines: [TextLine], header: Range<Int>, foot: Range<Int>, isSingle: Bool, hasStatedTitle: Bool = false
    ) {
        let head = Self.head(lines, header, isSingle: isSingle)
        let stated = hasStatedTitle ? header.first { !lines[$0].isBlank } : nil
        if let found = stated
            ?? head.first(where: { Self.isTitle(lines[$0].text, isSingle: isSingle) && !Masthead.isOf(lines[$0].text) })
            ?? head.first(where: { Self.isTitle(lines[$0].text, isSingle: isSingle) })
            ?? head.first(where: { Words.isContentsLabel(lines[$0].text) && !isSingle })
            ?? (isSingle ? head.first.flatMap { Self.isNews(lines[$0].text) ? $0 : nil } : nil)
        {
            titleLine = found
            let isInBrackets = found == Masthead.nameInBrackets(lines)
            title = Title.clean(isInBrackets ? lines[found].unmarked : Self.firstColumn(lines[found].text))
            // A name over two lines: what the work is about, and `工作简报`.
            if let next = head.first(where: { $0 > found }), next == found + 1, !isSingle,
                !Words.saysDigest(lines[found].text), lines[next].text.scalarCount <= 8,
                Words.saysDigest(lines[next].text), Self.isTitle(lines[next].text, isSingle: false)
            {
                secondTitleLine = next
                title += Title.clean(lines[next].text)
                pair = [found, next]
            }
        }
        if stated == nil, isSingle, let first = titleLine, let found = OfficialTitle.find(lines, head, first: first) {
            (titleLine, secondTitleLine) = (found.line, found.second)
            title = Title.clean(lines[found.line].text)
            if let second = found.second { title += Title.clean(lines[second].text) }
        }
        // `NOTE DE SERVICE N° 12` between blank lines, under the office.
        if stated == nil, isSingle, let first = titleLine,
            let found = head.first(where: {
                $0 > first && SingleDocument.isNotice(lines[$0].text) && IssueNumber.find(in: lines[$0].text) != nil
            }),
            lines[found - 1].isBlank, found + 1 < lines.count, lines[found + 1].isBlank,
            !head.contains(where: { $0 < found && Words.saysDigest(lines[$0].text) })
        {
            (titleLine, secondTitleLine) = (found, nil)
            title = Title.clean(lines[found].text)
        }
        if stated == nil, isSingle, let first = titleLine, let found = Self.headline(lines, head, belowMasthead: first)
        {
            (titleLine, secondTitleLine) = (found, nil)
            title = Title.clean(lines[found].text)
        }
        if stated == nil, let subject = head.first(where: { lines[$0].text.hasPrefix("Subject: ") && !isSingle }) {
            titleLine = subject
            title = Title.clean(lines[subject].text.dropFirst(9).trimmed)
        }
        if stated == nil, let field = FieldHead(lines)?.title, header.contains(field.line) {
            titleLine = field.line
            title = Title.clean(field.text)
        }
        // A list's digest begins with how to write to it and says its name last.
        if stated == nil, let first = titleLine, lines[first].text.hasPrefix("Send "),
            let end = foot.last(where: { lines[$0].text.hasPrefix("End of ") })
        {
            titleLine = end
            title = Title.clean(lines[end].text.dropFirst(7))
        }
        let signature = isSingle ? max(header.lowerBound, lines.endIndex - 8)..<lines.endIndex : foot
        places = Self.places(
            lines, title: titleLine, head: head, text: isSingle ? header : 0..<0, foot: signature)
        self.isSingle = isSingle
    }

    /// Lines of the header that say something to readers, in order; looked for each time.
    func intro(_ lines: [TextLine], header: Range<Int>) -> [Int] {
        var said = pair.isEmpty ? [] : header.filter { !pair.contains($0) && !lines[$0].isBlank }
        if said.isEmpty { said = header.filter { $0 != titleLine && !lines[$0].isBlank } }
        return said.filter {
            let text = lines[$0].text
            return !Self.isOnlyIssueOrDate(text) && !FieldHead.isField(lines[$0]) && !Words.isContentsLabel(text)
                && !text.allSatisfy { [0x2D, 0x3D, 0x2A, 0x5F, 0x7E, 0x20].contains($0) }
        }
    }

    /// What these lines state; read each time.
    var facts: HeaderFacts { HeaderFacts(places, isSingle: isSingle) }

    /// - Parameter bans: lines from around the text that forbid to publish it.
    func facts(below bans: [TextLine]) -> HeaderFacts {
        HeaderFacts(bans.map { (line: $0, place: .head) } + places, isSingle: isSingle)
    }

    /// The lines where titles, issues and dates are looked for.
    private static func head(_ lines: [TextLine], _ header: Range<Int>, isSingle: Bool) -> [Int] {
        var head: [Int] = []
        for index in header where !lines[index].isBlank {
            let text = lines[index].text
            if isSingle, text.count > 240 || text.count > 60 && Headline.endsLikeText(text) && !Headline.closes(text) {
                break
            }
            head.append(index)
            if head.count >= (isSingle ? 6 : 40) { break }
        }
        return head
    }

    /// Titles may have an issue or date set off to the right: three blanks or more part columns. What else stands there
    /// is of the title.
    private static func firstColumn(_ text: Bytes) -> Bytes {
        guard let gap = text.firstRange(of: "   "), gap.lowerBound - text.startIndex >= 6,
            Masthead.isIssueAndDate(text[gap.upperBound...].trimmed)
        else { return text }
        return text[..<gap.lowerBound]
    }

    /// `明日零时解禁`, `Hold until Friday`: a notice above a title, and a title where no other stands.
    private static func isNews(_ text: Bytes) -> Bool {
        Headline.hasShape(text) && Embargo.isOpen(text) && !Embargo.isOpen(text, in: .title)
    }

    private static func isTitle(_ text: Bytes, isSingle: Bool) -> Bool {
        guard Headline.hasShape(text), !isIssueOrDate(text), !Words.isContentsLabel(text),
            text.lastScalar != 0x21, isSingle || text.lastScalar != 0x3F, isSingle || text.lastScalar != 0xFF1F
        else { return false }
        if text.scalarCount <= 30, DocumentNumber.find(in: text) != nil { return false }
        if Notice.isOne(text) || Trailer.beginsTrailer(text) && LineRoles.label(text) != nil { return false }
        if [
            "FOR IMMEDIATE", "For immediate", "Contact:", "Date:", "From:", "To:", "编者按", "——", "Subject:", "Issue:",
            "Editor:", "Editors:", "Volume:", "Published:",
        ].contains(
            where: { text.hasPrefix($0) })
        {
            return false
        }
        // Codes of weather products: `AFDZZZ`, `FXZZ55 KZZZ 141035`.
        let word = text.prefix { $0 != 0x20 }
        if text.count <= 24, word.count <= 8, !isSingle || word.count < text.count,
            word.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }),
            word.count == text.count || word.contains(where: { (0x30...0x39).contains($0) })
        {
            return false
        }
        var (letters, others, seen) = (0, 0, 0)
        var place = text.startIndex
        while place < text.endIndex, seen < 200 {
            let (scalar, length) = text.scalar(at: place)
            seen += 1
            place += length
            if Text.isBlank(scalar) { continue }
            if Text.isHan(scalar) || Text.isASCIILetter(scalar) || scalar > 0xBF { letters += 1 }
            if !Text.isPunctuation(scalar), Text.digit(scalar) == nil { others += 1 }
        }
        return letters * 2 >= others && letters >= (isSingle ? 1 : 2)
    }

    /// Nothing but issue, dates, weekday and who gave it out. What else the line says is read to nobody when it goes.
    private static func isOnlyIssueOrDate(_ text: Bytes) -> Bool {
        if text.count <= 120, Embargo.ban(in: text)?.day != nil { return true }
        guard isIssueOrDate(text) else { return false }
        if DateReading.isDateOnly(text) { return true }
        let left = Masthead.besidesIssueAndDate(text)
        return Text.key(left).isEmpty || DateReading.isOfCalendar(left) || Trailer.beginsTrailer(left)
            || !left.contains(text: "，") && !Issuer.find(in: left, dates: [], isSigned: true).isEmpty
    }

    /// The headline of the one story of a paper: below the block with its name and its issue, and what the editor says.
    static func headline(_ lines: [TextLine], _ head: [Int], belowMasthead first: Int) -> Int? {
        var end = (first..<lines.count).first { lines[$0].isBlank } ?? lines.count
        // Blank lines may part the name, the issue, and the office with its day.
        while let next = lines[end...].firstIndex(where: { !$0.isBlank }), next - first <= 8,
            isOnlyIssueOrDate(lines[next].text) || OfficialTitle.isIssue(lines[next].text)
        {
            end = next + 1
        }
        let block = head.filter { (first..<end).contains($0) }
        guard
            block.contains(where: { IssueNumber.find(in: lines[$0].text) != nil && isOnlyIssueOrDate(lines[$0].text) }),
            block.contains(where: { IssueNumber.find(in: lines[$0].text) == nil && Words.saysDigest(lines[$0].text) }),
            let next = Masthead.afterNotes(lines, from: end), isTitle(lines[next].text, isSingle: true),
            lines[next].marker == nil, DateReading.last(in: lines[next].text) == nil,
            lines[(next + 1)...].contains(where: { !$0.isBlank && Headline.endsLikeText($0.text) })
        else { return nil }
        return next
    }

    /// Nothing but an issue number, a date or a period, in brackets or not, perhaps with who issued it. A sentence with a
    /// date is not.
    private static func isIssueOrDate(_ text: Bytes) -> Bool {
        guard text.count <= 240 else { return false }
        if DateReading.isDateOnly(text) { return true }
        if isSaid(text) { return false }
        guard let first = text.firstScalar else { return false }
        let startsSo =
            first == 0x7B2C || first == 0xFF08 || first == 0x28 || first == 0x603B || first == 0x23
            || Text.digit(first) != nil
        guard startsSo else { return false }
        if IssueNumber.find(in: text) != nil { return true }
        guard let date = DateReading.last(in: text) else { return false }
        return !isNamed(text, behind: date)
    }

    /// A name behind its date: `2031年5月8日停电公告`, `2031年5月8日云泽早报`; not who issued it, and no field.
    private static func isNamed(_ text: Bytes, behind date: DateReading.Found) -> Bool {
        let scalars = text.scalars(limit: 400)
        guard date.range.lowerBound == 0, date.range.upperBound < scalars.count,
            Issuer.find(in: text, dates: [date.range], isSigned: true).isEmpty
        else { return false }
        let rest = scalars[date.range.upperBound...]
        let letters = rest.lazy.filter { Text.isHan($0) || Text.isASCIILetter($0) }.count
        guard letters >= 4, letters == rest.lazy.filter({ !Text.isBlank($0) }).count else { return false }
        let name = Array(Text.string(rest).utf8)[...].trimmed
        return Text.isHan(rest[rest.startIndex]) || Words.saysDocument(name) || Words.saysDigest(name)
    }

    /// More clauses than issue and date need: `第12期起本刊改版，…`, `2031年5月8日，暴雨袭击渡口镇，…。`
    private static func isSaid(_ text: Bytes) -> Bool {
        var clauses = 0
        var rest = text
        while let comma = rest.firstRange(of: "，") ?? rest.firstRange(of: "。") {
            if comma.lowerBound > rest.startIndex { clauses += 1 }
            rest = rest[comma.upperBound...]
        }
        if clauses == 0 { return false }
        return clauses > 1 || text.lastScalar == 0x3002
            || IssueNumber.find(in: rest) == nil && DateReading.last(in: rest) == nil && rest.scalarCount > 14
    }

    /// Every line that may state a fact, with its place.
    private static func places(
        _ lines: [TextLine], title: Int?, head: [Int], text: Range<Int>, foot: Range<Int>
    ) -> [(line: TextLine, place: HeaderFacts.Place)] {
        let known = Set(head)
        var places: [(line: TextLine, place: HeaderFacts.Place)] = head.map {
            (line: lines[$0], place: $0 == title ? .title : .head)
        }
        // Reporters are named in the first paragraphs.
        let start = (head.last ?? text.lowerBound - 1) + 1
        var seen = 0
        var index = start
        while index < min(text.upperBound, foot.lowerBound), seen < 3 {
            if !lines[index].isBlank, !known.contains(index) {
                places.append((line: lines[index], place: .text))
                seen += 1
            }
            index += 1
        }
        for index in foot where !known.contains(index) && index >= start {
            places.append((line: lines[index], place: index == title ? .title : .foot))
        }
        return places
    }

    /// `2026-03-14`, `20260314`, `2026年3月14日` in a file's name; `nil` for anything less than a full date.
    static func date(inName path: SourcePath) -> StatedDate? {
        let name = path.name
        do throws(UTF8.ValidationError) { _ = try UTF8.validPrefixCount(of: name[...]) } catch { return nil }
        let scalars = name[...].scalars(limit: 300).map { $0 == 0x5F ? 0x2D : $0 }
        if let found = DateReading.all(in: scalars).last { return StatedDate(day: found.day, origin: .fileName) }
        if let day = DateReading.separated(in: scalars) { return StatedDate(day: day, origin: .fileName) }
        var place = 0
        while place + 8 <= scalars.count {
            let digits = scalars[place...].prefix { Text.digit($0) != nil }
            if digits.count == 8 {
                let values = digits.compactMap { Text.digit($0) }
                let year = values[0..<4].reduce(0) { $0 * 10 + $1 }
                if (1990...2100).contains(year),
                    let day = CivilDate(year: year, month: values[4] * 10 + values[5], day: values[6] * 10 + values[7])
                {
                    return StatedDate(day: day, origin: .fileName)
                }
            }
            place += max(1, digits.count)
        }
        return nil
    }
}
