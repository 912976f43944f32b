extension Bulletin {
    /// More blocks before the headline are no intro of a digest.
    private static let longestIntro = 12

    /// The same as a digest, where a file that held several stories has one left under its headline: by itself it is read
    /// as one story that is called like the bulletin, as any text with a heading in it is.
    /// - Parameters:
    ///   - headlines: of the stories that it held.
    ///   - path: of the file, whose name is the title of a digest that states none.
    /// - Returns: `nil` when none of them stands in it with a text under it, when it may hold several still, or when it is
    ///   one story as the editor ruled.
    public func withStoryLeft(of headlines: [String], from path: SourcePath) -> Bulletin? {
        guard kind == .single, sections.count == 1, let whole = sections.first,
            !findings.contains(where: { $0.rule == Ruling.rule })
        else { return nil }
        let known = Set(headlines.map(ReadableText.key))
        // What bears the bulletin's title is that story.
        guard !known.contains(ReadableText.key(whole.title)) else { return nil }
        let lines = whole.text.split(separator: "\n", omittingEmptySubsequences: false)
        var digest = self
        digest.kind = .digest
        if let headline = KnownHeadline(whole.title, among: known), headline.after.isEmpty {
            guard !lines.contains(where: { headline.hasNext($0, among: known) }) else { return nil }
            digest.title = TextReader.title(from: path)
            (digest.sections[0].marker, digest.sections[0].title) = (headline.marker, headline.title)
            return digest
        }
        let html = Array(whole.html.utf8)[...]
        var rest = html
        for _ in 0...Self.longestIntro {
            guard let block = HeadBlock(of: rest) else { return nil }
            if let headline = block.headline(among: known) {
                let body = headline.rest + rest[block.end...].trimmed
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
                digest.intro += html[..<rest.startIndex].trimmed.string
                digest.sections = [left]
                return digest
            }
            rest = rest[block.end...]
        }
        return nil
    }
}

/// A line that is the headline of a story that is known.
private struct KnownHeadline {
    var marker = ""
    var title: String
    /// What stands behind it in the same line: `【headline】text`.
    var after = ""
    /// The same as HTML.
    var rest: Bytes = []
    private var family: Int?

    /// - Parameter known: keys of headlines; numbers before them may be others by now.
    init?(_ line: String, among known: Set<String>) {
        title = line
        if known.contains(ReadableText.key(line)) { return }
        guard let read = Marker.read(Array(line.utf8)[...]), known.contains(ReadableText.key(read.rest.string)) else {
            return nil
        }
        (marker, title, after) = (read.text.string, read.rest.string, read.after.string)
        family = read.family
    }

    /// Whether a line may be the headline of another story.
    func hasNext(_ line: Substring, among known: Set<String>) -> Bool {
        if known.contains(ReadableText.key(String(line))) { return true }
        guard let read = Marker.read(Array(line.utf8)[...]) else { return false }
        return read.family == family || known.contains(ReadableText.key(read.rest.string))
    }
}

/// A paragraph or a heading that sanitized HTML begins with.
private struct HeadBlock {
    let html: Bytes
    let text: String
    var end: Int { html.endIndex }

    init?(of html: Bytes) {
        let html = html.drop { $0 <= 0x20 }
        let name = html.dropFirst().prefix { $0 != 0x3E && $0 != 0x20 }.string
        guard html.first == 0x3C, ["p", "h1", "h2", "h3", "h4", "h5", "h6"].contains(name),
            let end = html.firstRange(of: "</\(name)>")
        else { return nil }
        self.html = html[..<end.upperBound]
        text = ReadableText(html: self.html.string, isOwn: { _ in false })?.text ?? ""
    }

    func headline(among known: Set<String>) -> KnownHeadline? {
        guard var headline = KnownHeadline(text, among: known) else { return nil }
        if headline.after.isEmpty { return headline }
        guard let start = html.firstIndex(of: 0x3E), let close = html.firstRange(of: "】"),
            !html[(start + 1)..<close.lowerBound].contains(0x3C)
        else { return nil }
        headline.rest = html[...start] + html[close.upperBound...].trimmedStart + [0x0A]
        return headline
    }
}
