/// What a bulletin states of itself that tells one issue from the next.
public struct IssueStatement: Hashable, Sendable {
    public var title: String
    /// As it is written.
    public var number: String?
    public var day: CivilDate?
    /// Whether it is one story: then its title is a headline, whose figures are of what happened, but for a period in
    /// brackets at its end.
    public var isSingle: Bool

    public init(title: String, number: String?, day: CivilDate?, isSingle: Bool) {
        self.title = title
        self.number = number
        self.day = day
        self.isSingle = isSingle
    }

    /// Whether number, period or day are not those of `known`. The same number is the same issue, whatever the day.
    /// - Parameter days: so far apart are days that are not the same.
    public func isOther(than known: IssueStatement, apart days: Int64 = 0) -> Bool {
        if let number, let other = known.number {
            return number != other && !PeriodFigures.areOne(number, other)
        }
        if Self.isOtherPeriod(title, than: known.title, isHeadline: isSingle) { return true }
        if let day, let other = known.day { return abs(day.daysSinceEpoch - other.daysSinceEpoch) > days }
        return false
    }

    /// Whether stories are those of an issue that stated something else: what a number or a day that is put right leaves,
    /// all of them or nearly all as they were, one perhaps with a slip mended or with something added.
    ///
    /// Stories that are alike say nothing: what comes every week comes in the same words, with other figures.
    public func isMended(_ sections: [Section], from known: [Section], of other: IssueStatement) -> Bool {
        let (texts, others) = (sections.map(Self.bareText), known.map(Self.bareText))
        var matches = [Int?](repeating: nil, count: texts.count)
        var isUsed = [Bool](repeating: false, count: others.count)
        Matching.pairByText(texts, others, &matches, &isUsed)
        var (same, slips) = (0, 0)
        for (text, match) in zip(texts, matches) {
            guard let match else { continue }
            if text == others[match] {
                same += 1
            } else if Self.isKept(others[match], in: text, besides: other.figures) {
                slips += 1
            }
        }
        return (same + slips) * 5 >= texts.count * 4 && slips <= max(1, texts.count / 5)
    }

    /// Whether the figures of a name are those of its number or day: `周报12`, `week-13`, `天气1102`, `2026-11-02`.
    public func isNamed(in figures: [Int]) -> Bool {
        let number = Self.figures(in: PeriodFigures.number(number ?? ""))
        if !number.isEmpty, number.allSatisfy(figures.contains) { return true }
        guard let day else { return false }
        let short = day.month * 100 + day.day
        let forms = [short, day.year * 10_000 + short, day.year % 100 * 10_000 + short]
        return forms.contains(where: figures.contains) || figures.contains(day.month) && figures.contains(day.day)
    }

    // MARK: Titles

    private static func isOtherPeriod(_ title: String, than other: String, isHeadline: Bool) -> Bool {
        let (title, other) = (
            PeriodFigures.written(VersionTitle.plain(title)), PeriodFigures.written(VersionTitle.plain(other))
        )
        let (one, two) = (title.unicodeScalars.filter(isWord), other.unicodeScalars.filter(isWord))
        guard one.elementsEqual(two) else { return false }
        let (stated, known) = (figures(in: title), figures(in: other))
        if isHeadline {
            guard let (head, period) = splitAtBracket(title), let (otherHead, otherPeriod) = splitAtBracket(other),
                head == otherHead, [period, otherPeriod].allSatisfy({ $0.contains(where: "月周期".contains) })
            else { return false }
        }
        return !stated.isEmpty && !known.isEmpty && stated != known
    }

    /// A headline before a bracket that stands at its end, and what is in that.
    private static func splitAtBracket(_ title: String) -> (Substring, Substring)? {
        guard let last = title.last, "）)】".contains(last),
            let start = title.lastIndex(where: "（(【".contains)
        else { return nil }
        return (title[..<start], title[start...])
    }

    /// What is left of a title without its period: `（10月26日—11月1日）`, `2026.11.2-8`.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        figure(scalar) == nil && !scalar.properties.isWhitespace && !periodScalars.contains(scalar)
    }

    private static let periodScalars: Set<Unicode.Scalar> = Set(
        "年月日号號至到-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}~\u{301C}\u{FF5E}.．·/／、,，()（）[]［］【】〔〕"
            .unicodeScalars)

    // MARK: Texts

    /// Without white space; of what has no text, all that it has.
    private static func bareText(_ section: Section) -> String {
        let text =
            section.text.isEmpty ? section.title + section.links.map(\.title).joined() : section.text
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }

    /// Whether nothing of a text is gone but a word, and no figure but those that its issue stated.
    private static func isKept(_ known: String, in text: String, besides stated: Set<Int>) -> Bool {
        func words(_ text: String) -> Set<UInt64> {
            Matching.pieces(of: String(String.UnicodeScalarView(text.unicodeScalars.filter { figure($0) == nil })))
        }
        let pieces = words(known)
        let lost = pieces.subtracting(words(text)).count
        guard lost <= max(6, pieces.count / 16), lost * 3 <= pieces.count else { return false }
        func counted(_ text: String) -> [Int: Int] {
            Dictionary(figures(in: text).map { ($0, 1) }, uniquingKeysWith: +)
        }
        let counts = counted(text)
        return counted(known).allSatisfy { $1 <= counts[$0, default: 0] || stated.contains($0) }
    }

    /// Of number and day.
    private var figures: Set<Int> {
        var figures = Set(Self.figures(in: PeriodFigures.number(number ?? "")))
        if let day { figures.formUnion([day.year, day.month, day.day]) }
        return figures
    }

    /// All that stand in a text, in their order.
    public static func figures(in text: String) -> [Int] {
        var figures: [Int] = []
        var number: Int?
        for scalar in text.unicodeScalars {
            if let figure = figure(scalar) {
                // Longer ones may be cut off: they are compared, no more.
                number = (number ?? 0) % 1_000_000_000_000 * 10 + figure
            } else if let known = number {
                figures.append(known)
                number = nil
            }
        }
        if let number { figures.append(number) }
        return figures
    }

    private static func figure(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39: Int(scalar.value - 0x30)
        case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
        default: nil
        }
    }
}

extension Bulletin {
    public var statement: IssueStatement {
        IssueStatement(title: title, number: issue, day: date?.day, isSingle: kind == .single)
    }
}
