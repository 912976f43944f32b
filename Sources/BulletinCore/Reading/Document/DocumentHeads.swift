/// What stands over what in a document: its title, its headings, and paragraphs that only look like headings.
struct DocumentHeads: Sendable {
    /// Of the piece that is the document's title; `nil` when none says or looks so.
    private(set) var title: Int?
    /// By piece, the level in HTML, 1…6.
    private(set) var levels: [Int: Int] = [:]
    /// Pieces that stand out by their letters alone, and are no headings.
    private(set) var standingOut: Set<Int> = []

    /// One paragraph outside tables with text.
    private struct Line {
        var piece: Int
        var paragraph: DocumentParagraph
        var text: [UInt8]
    }

    init(_ pieces: [DocumentPiece], standardSize: Int) {
        var lines: [Line] = []
        for (index, piece) in pieces.enumerated() {
            guard case .paragraph(let paragraph) = piece, !paragraph.isInTable else { continue }
            let text = Array(paragraph.text[...].trimmed)
            if !text.isEmpty { lines.append(Line(piece: index, paragraph: paragraph, text: text)) }
        }
        let bodySize = Self.bodySize(lines) ?? standardSize
        title = Self.title(lines, bodySize: bodySize)
        let shift = title == nil ? 0 : 1
        if let title { levels[title] = 1 }
        for line in lines where line.piece != title {
            switch line.paragraph.role {
            case .heading(let level): levels[line.piece] = min(level + shift, 6)
            case .title: levels[line.piece] = 1 + shift
            case .body, .subtitle: break
            }
        }
        if levels.count <= shift { findLookalikes(lines, bodySize: bodySize) }
    }

    /// The size of most letters.
    private static func bodySize(_ lines: [Line]) -> Int? {
        var weights: [Int: Int] = [:]
        for line in lines where line.paragraph.size > 0 { weights[line.paragraph.size, default: 0] += line.text.count }
        return weights.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    }

    /// By style, else the largest centred line among the first that stands out from the text.
    private static func title(_ lines: [Line], bodySize: Int) -> Int? {
        let first = lines.firstIndex { $0.paragraph.role == .title }
        let heading = lines.firstIndex { if case .heading = $0.paragraph.role { true } else { false } }
        if let first, heading.map({ $0 > first }) ?? true { return lines[first].piece }
        let candidates = lines.prefix(heading ?? lines.count).prefix(6).filter {
            $0.paragraph.isCentred && $0.paragraph.list == nil
                && ($0.paragraph.size > bodySize + 1 || $0.paragraph.isBold)
                && $0.text.prefix(400).scalarCount <= Headline.maxLength && Headline.hasShape($0.text[...])
                && !bearsIssueOrDate($0.text[...]) && Marker.read($0.text[...]) == nil
        }
        guard let size = candidates.map(\.paragraph.size).max() else {
            // A bold or large name over the line with its issue, whatever its place in the line.
            guard heading != 0, let name = lines.first, lines.count >= 2, looksLikeHeading(name, bodySize: bodySize),
                Words.saysDigest(name.text[...]), bearsIssueOrDate(lines[1].text[...])
            else { return nil }
            return name.piece
        }
        return candidates.first { $0.paragraph.size == size }?.piece
    }

    /// Nothing but a date or the number of an issue.
    private static func bearsIssueOrDate(_ text: Bytes) -> Bool {
        DateReading.isDateOnly(text) || text.count <= 90 && IssueNumber.find(in: text) != nil
    }

    /// Offices make headings by hand: short paragraphs, all bold or three points larger, each over text.
    private mutating func findLookalikes(_ lines: [Line], bodySize: Int) {
        let start = title.flatMap { title in lines.firstIndex { $0.piece == title } }.map { $0 + 1 } ?? 0
        let looks = lines.indices.map { index in
            index >= start && Self.looksLikeHeading(lines[index], bodySize: bodySize)
        }
        let found = lines.indices.filter { looks[$0] }
        for index in found { standingOut.insert(lines[index].piece) }
        let bodied = found.filter { index in
            guard index + 1 < lines.count else { return false }
            return !looks[index + 1] || lines[index + 1].paragraph.size < lines[index].paragraph.size
        }
        let head = lines.prefix(start + 3).contains { $0.text.count <= 240 && Words.saysDigest($0.text[...]) }
        guard bodied.count >= (head ? 2 : 3), bodied.count * 10 >= found.count * 7 else { return }
        let all = lines.reduce(0) { $0 + $1.text.count }
        guard found.reduce(0, { $0 + lines[$1].text.count }) * 10 < all * 4 else { return }
        // Those that count are cut like text, by their numbers.
        let numbered = found.lazy.filter {
            lines[$0].paragraph.list?.ordinal != nil || Marker.read(lines[$0].text[...])?.shape.isNumbered == true
        }.count
        guard numbered * 2 < found.count else { return }
        let largest = found.map { lines[$0].paragraph.size }.max() ?? 0
        let shift = title == nil ? 0 : 1
        for index in found {
            levels[lines[index].piece] = (lines[index].paragraph.size == largest ? 1 : 2) + shift
            standingOut.remove(lines[index].piece)
        }
    }

    private static func looksLikeHeading(_ line: Line, bodySize: Int) -> Bool {
        let paragraph = line.paragraph
        guard paragraph.role == .body, paragraph.isBold || paragraph.size >= bodySize + 6 else { return false }
        guard paragraph.list == nil || paragraph.list?.ordinal != nil else { return false }
        let count = line.text.prefix(400).scalarCount
        return count >= 2 && count <= Headline.maxLength && Headline.hasShape(line.text[...])
            && !bearsIssueOrDate(line.text[...]) && !Words.isContentsLabel(line.text[...])
            && !Words.isLinksLabel(line.text[...])
    }
}
