extension Bulletin {
    /// More blocks before the headline are no intro of a digest.
    private static let longestIntro = 12

    /// The same as a digest, where a file that held several stories has one left under its headline: by itself it is read
    /// as one story that is called like the bulletin, as any text with a heading in it is.
    /// - Parameter headlines: of the stories that it held.
    /// - Returns: `nil` when none of them stands in it with a text under it, when it may hold several still, or when it is
    ///   one story as the editor ruled.
    public func withStoryLeft(of headlines: [String]) -> Bulletin? {
        guard kind == .single, sections.count == 1, let whole = sections.first,
            !findings.contains(where: { $0.rule == Ruling.rule })
        else { return nil }
        let known = Set(headlines.map(ReadableText.key))
        // What bears the bulletin's title is that story.
        guard !known.contains(ReadableText.key(whole.title)) else { return nil }
        let html = Array(whole.html.utf8)[...]
        var rest = html
        for _ in 0...Self.longestIntro {
            guard let block = HeadBlock(of: rest) else { return nil }
            if let headline = block.headline(among: known) {
                let body = headline.rest + rest[block.end...].trimmed
                let lines = whole.text.split(separator: "\n", omittingEmptySubsequences: false)
                let key = ReadableText.key(block.text)
                guard !body.isEmpty || !whole.links.isEmpty,
                    let line = lines.firstIndex(where: { ReadableText.key(String($0)) == key }),
                    !lines[(line + 1)...].contains(where: { headline.hasNext($0, among: known) })
                else { return nil }
                var left = whole
                (left.marker, left.title) = (headline.marker, headline.title)
                left.html = body.string
                left.text = ([headline.after].filter { !$0.isEmpty } + lines[(line + 1)...].map { String($0) })
                    .joined(separator: "\n")
                var digest = self
                digest.kind = .digest
                digest.intro += html[..<rest.startIndex].trimmed.string
                digest.sections = [left]
                return digest
            }
            rest = rest[block.end...]
        }
        return nil
    }
}

/// A paragraph or a heading that sanitized HTML begins with.
private struct HeadBlock {
    let html: Bytes
    let text: String
    var end: Int { html.endIndex }

    struct Headline {
        var marker: String
        var title: String
        /// What stands behind it in the same paragraph: as HTML, and as text.
        var rest: Bytes = []
        var after = ""
        var family: Int?

        /// Whether a line may be the headline of another story.
        func hasNext(_ line: Substring, among known: Set<String>) -> Bool {
            if known.contains(ReadableText.key(String(line))) { return true }
            guard let marker = Marker.read(Array(line.utf8)[...]) else { return false }
            return marker.family == family || known.contains(ReadableText.key(marker.rest.string))
        }
    }

    init?(of html: Bytes) {
        let html = html.drop { $0 <= 0x20 }
        let name = html.dropFirst().prefix { $0 != 0x3E && $0 != 0x20 }.string
        guard html.first == 0x3C, ["p", "h1", "h2", "h3", "h4", "h5", "h6"].contains(name),
            let end = html.firstRange(of: "</\(name)>")
        else { return nil }
        self.html = html[..<end.upperBound]
        text = ReadableText(html: self.html.string, isOwn: { _ in false })?.text ?? ""
    }

    /// - Parameter known: keys of headlines; numbers before them may be others by now.
    func headline(among known: Set<String>) -> Headline? {
        if known.contains(ReadableText.key(text)) { return Headline(marker: "", title: text) }
        guard let marker = Marker.read(Array(text.utf8)[...]), known.contains(ReadableText.key(marker.rest.string))
        else { return nil }
        var headline = Headline(marker: marker.text.string, title: marker.rest.string, family: marker.family)
        if marker.after.isEmpty { return headline }
        // `【headline】text`.
        guard let start = html.firstIndex(of: 0x3E), let close = html.firstRange(of: "】"),
            !html[(start + 1)..<close.lowerBound].contains(0x3C)
        else { return nil }
        headline.rest = html[...start] + html[close.upperBound...].trimmedStart + [0x0A]
        headline.after = marker.after.string
        return headline
    }
}
