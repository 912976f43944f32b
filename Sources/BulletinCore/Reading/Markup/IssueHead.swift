/// What stands under the name of a periodical and says so.
extension HeadingOutline {
    /// `第88期　2031年5月8日`, `Week of 3 March`, `Branch library notes, April 2031` under the name of a periodical.
    static func isMasthead(_ block: Block) -> Bool {
        block.headingLevel == nil && block.lines.count <= 2
            && block.lines.contains {
                Words.isIssueLine($0[...]) || Words.isPeriod($0[...]) || isOfWeek($0[...]) || isOfMonth($0[...])
                    || isSubtitle($0[...])
            }
    }

    /// `In this issue`
    static func headsIssueContents(_ block: Block) -> Bool {
        WorldWords.issueContents.contains(ArticleEvidence.key(block.text))
    }

    /// `Weekly digest of the Exporters' Agency`; Chinese names newspapers so, in which an article was printed.
    private static func isSubtitle(_ line: Bytes) -> Bool {
        line.count <= 120 && !Headline.endsLikeText(line) && !line.scalars().contains(where: Text.isHan)
            && DigestTitle.isDigest(line)
    }

    /// `Parrocchia di San Lorenzo – settimana dal 12 al 18 aprile`: the days that it is for.
    private static func isOfWeek(_ line: Bytes) -> Bool {
        guard line.count <= 120, !Headline.endsLikeText(line) else { return false }
        let lower = line.lowered[...]
        return weeks.contains { week in
            lower.firstRange(of: week).map { Text.digit(lower[$0.upperBound...].firstScalar ?? 0) != nil } ?? false
        }
    }

    private static let weeks = [
        "week of ", "settimana dal ", "semana del ", "semana de ", "semaine du ", "woche vom ", "week van ",
    ]

    /// Ends in a month without a day, and is no sentence: of something that appears, for essays and papers have their month
    /// there, too.
    static func isOfMonth(_ line: Bytes) -> Bool {
        guard line.count <= 90, !Headline.endsLikeText(line), papers.isAny(in: line.lowered[...]),
            !Words.saysDocument(line)
        else { return false }
        let scalars = line.scalars()
        return DateReading.incomplete(in: scalars, besides: DateReading.all(in: scalars)).contains {
            $0.range.upperBound == scalars.count && !$0.value.hasPrefix("-") && !$0.isPeriod
        }
    }

    private static let papers = WordList([
        " notes", "news", "letter", "lettre", "journal", "magazine", "messenger", "chronicle", "刊", "通讯", "通訊",
    ])
}
