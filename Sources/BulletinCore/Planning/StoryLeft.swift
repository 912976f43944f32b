extension Bulletin {
    /// More blocks before the headline are no intro of a digest.
    private static let longestIntro = 12

    /// The same as a digest, where a file that held several stories has one left under its headline: by itself it is read
    /// as one story that is called like the bulletin, as any text with a heading in it is.
    /// - Parameter known: the stories that it held.
    /// - Returns: `nil` when none of their headlines stands in it with a text under it.
    public func withStoryLeft(of known: [Section]) -> Bulletin? {
        guard kind == .single, sections.count == 1, let whole = sections.first else { return nil }
        var headlines: [String: Section] = [:]
        for story in known {
            for headline in [story.title, story.marker + story.title] {
                headlines[ReadableText.key(headline)] = headlines[ReadableText.key(headline)] ?? story
            }
        }
        // What bears the bulletin's title is that story.
        guard headlines[ReadableText.key(whole.title)] == nil else { return nil }
        let html = Array(whole.html.utf8)[...]
        var rest = html
        for _ in 0...Self.longestIntro {
            guard let (block, end) = Self.firstBlock(of: rest) else { return nil }
            let key = ReadableText.key(ReadableText(html: block.string, isOwn: { _ in false })?.text ?? "")
            if let story = headlines[key] {
                let body = rest[end...].trimmed
                let lines = whole.text.split(separator: "\n", omittingEmptySubsequences: false)
                guard !body.isEmpty || !whole.links.isEmpty,
                    let line = lines.firstIndex(where: { ReadableText.key(String($0)) == key })
                else { return nil }
                var left = whole
                (left.marker, left.title, left.category) = (story.marker, story.title, story.category)
                left.html = body.string
                left.text = lines[(line + 1)...].joined(separator: "\n")
                var digest = self
                digest.kind = .digest
                digest.intro += html[..<rest.startIndex].trimmed.string
                digest.sections = [left]
                return digest
            }
            rest = rest[end...]
        }
        return nil
    }

    /// A paragraph or a heading that a text begins with, and where it ends.
    private static func firstBlock(of html: Bytes) -> (block: Bytes, end: Int)? {
        let html = html.drop { $0 <= 0x20 }
        let name = html.dropFirst().prefix { $0 != 0x3E && $0 != 0x20 }
        guard html.first == 0x3C, ["p", "h1", "h2", "h3", "h4", "h5", "h6"].contains(name.string),
            let end = html.firstRange(of: "</\(name.string)>")
        else { return nil }
        return (html[..<end.upperBound], end.upperBound)
    }
}
