internal import Interop

/// Paragraphs, or entries of a list, that each begin with a headline in bold.
extension MarkupReader {
    /// At least three, and seven in ten of all; and something says that this is a digest, for articles are written so,
    /// too.
    /// - Parameter isNamed: it is known to be a digest already.
    /// - Returns: `nil` when these are no stories.
    static func leads(
        _ written: [Block], _ headings: HeadingOutline, _ statedTitle: String?, _ origin: MarkupOrigin, isNamed: Bool
    ) -> Bulletin? {
        let blocks = boldEntries(written) ?? written
        let isLead = blocks.map { block in
            guard block.name == "p", let lead = block.lead, lead.end < block.html.count - 4 else { return false }
            let text = lead.text[...].trimmed
            return text.scalarCount >= 3 && text.scalarCount <= Headline.maxLength && Marker.read(text)?.ordinal == nil
                && !isPoint(text)
        }
        guard isLead.lazy.filter({ $0 }).prefix(3).count == 3 else { return nil }
        // The first may be the bulletin's own name.
        let title = Text.key(Array((statedTitle ?? "").utf8)[...])
        guard
            let first = isLead.indices.first(where: { index in
                guard isLead[index], let lead = blocks[index].lead?.text[...] else { return false }
                return !DigestTitle.isIssue(lead) && !title.starts(with: Text.key(lead))
            }), isLead[first...].lazy.filter({ $0 }).count >= 3
        else { return nil }
        let paragraphs = (first..<blocks.count).filter { blocks[$0].name == "p" }
        let found = paragraphs.filter { isLead[$0] }
        guard found.count * 10 >= paragraphs.count * 7, !blocks[first...].contains(where: { $0.headingLevel != nil }),
            isNamed || namesDigest(blocks[..<first], statedTitle)
        else { return nil }
        var sections: [Section] = []
        for (place, head) in found.enumerated() {
            guard let lead = blocks[head].lead else { continue }
            var run = blocks[head]
            var rest = run.html[lead.end...].drop { $0 == 0x20 }
            while rest.hasPrefix("<br/>") { rest = rest.dropFirst(5).drop { $0 == 0x20 } }
            run.html = Array("<p>".utf8) + rest
            run.lines = without(lead.text, run.lines)
            var body = [run] + blocks[(head + 1)..<(place + 1 < found.count ? found[place + 1] : blocks.count)]
            if place + 1 == found.count { dropTrailer(&body, others: sections) }
            var title = lead.text[...].trimmed
            while let last = title.lastScalar, [0x2E, 0x3002, 0x3A, 0xFF1A, 0xFF0C, 0x2C].contains(last) {
                title = title[..<(title.endIndex - (last < 0x80 ? 1 : 3))]
            }
            sections.append(section(body, title: Title.clean(title), line: blocks[head].line))
        }
        return units(
            sections, blocks, headings, first: first, statedTitle, origin, what: "paragraphs that begin in bold")
    }

    /// A text that is a list, each entry of which begins in bold, with its entries for paragraphs.
    ///
    /// The points of an article are listed so, too: they have a sentence that leads to them, text below them, or no figures.
    /// - Returns: `nil` when there is no such list, or more than one.
    private static func boldEntries(_ blocks: [Block]) -> [Block]? {
        guard let list = blocks.firstIndex(where: { ["ul", "ol"].contains($0.name) }), list > 0,
            blocks[list...].lazy.filter({ ["ul", "ol"].contains($0.name) }).count == 1,
            !blocks[..<list].contains(where: {
                $0.text.count > 240 || $0.headingLevel == nil && Headline.endsStop($0.text)
            }),
            !Headline.endsColon(blocks[list - 1].text),
            blocks[(list + 1)...].lazy.map(\.text.count).reduce(0, +) <= 200
        else { return nil }
        let items = items(blocks[list].html[...]).map { blocks[list].html[$0] }
        guard items.count >= 3 else { return nil }
        var entries: [Block] = []
        for item in items {
            guard var parts = fragment(item), let lead = parts.first?.lead,
                (parts.first?.text.count ?? 0) >= lead.text.count + 24
            else { return nil }
            for place in parts.indices { parts[place].line = blocks[list].line }
            entries += parts
        }
        let headlines = entries.compactMap { $0.lead?.text[...] }
        let told = entries.count { $0.lines.contains { NewsMarks.tellsFigure($0[...]) } }
        guard told * 2 >= items.count, ArticleParts.reason(headlines, saysDigest: true) == nil else { return nil }
        return blocks[..<list] + entries + blocks[(list + 1)...]
    }

    /// Lines without the lead that they begin with, which may run over several.
    private static func without(_ lead: [UInt8], _ lines: [[UInt8]]) -> [[UInt8]] {
        var left = lead.lazy.filter { $0 != 0x20 }.count
        return lines.compactMap { line in
            let rest = line.drop { byte in
                guard left > 0 || byte == 0x20 else { return false }
                if byte != 0x20 { left -= 1 }
                return true
            }
            return rest.isEmpty ? nil : rest.copied
        }
    }

    /// Whether the stated title or something in front of the stories is the name of a digest.
    static func namesDigest(_ header: ArraySlice<Block>, _ statedTitle: String?) -> Bool {
        statedTitle.map { DigestTitle.isDigest(Array($0.utf8)[...]) } == true
            || header.contains { $0.text.count <= 240 && DigestTitle.isDigest($0.text) }
    }

    /// A digest of stories without headings, the first in the block `first`.
    static func units(
        _ sections: [Section], _ blocks: [Block], _ headings: HeadingOutline, first: Int, without left: Set<Int> = [],
        _ statedTitle: String?, _ origin: MarkupOrigin, what: String
    ) -> Bulletin {
        let header = (0..<first).filter { $0 != headings.titleBlock && !left.contains($0) }.map { blocks[$0] }
        var result = bulletin(
            .digest, blocks, titleBlock: headings.titleBlock, header: header, sections, statedTitle: statedTitle, origin
        )
        result.findings.append(
            Finding(.info, "Segmentation", "\(sections.count) stories: \(what)", line: blocks[first].line))
        return result
    }

    /// `一是…`, `二要…`: a point of an argument.
    static func isPoint(_ text: Bytes) -> Bool {
        guard let number = Numeral.chinese(text), let next = text.dropFirst(number.length).firstScalar else {
            return false
        }
        return next == 0x662F || next == 0x8981
    }
}
