/// A comment that nothing closes hides all that follows, as it does in a browser. Whoever forgot the `-->` is told.
enum UnclosedComment {
    /// - Parameters:
    ///   - html: in which code has no comments any more.
    ///   - source: what it was made of.
    ///   - firstLine: of the source in the file, 1-based.
    static func finding(in html: [UInt8], source: Bytes, firstLine: Int) -> Finding? {
        guard start(in: html[...]) != nil else { return nil }
        let line = start(in: source).map { start in source[..<start].lazy.filter { $0 == 0x0A }.count + firstLine }
        return Finding(
            .warning, "UnclosedComment", "a comment begins here and does not end: what follows is not published",
            advice: "write --> where it ends", line: line)
    }

    /// Where a `<!--` stands that is open at the end, of those that are no text of a script.
    private static func start(in text: Bytes) -> Int? {
        var place = text.startIndex
        while let open = first("<!--", or: "<script", in: text[place...]) {
            let isScript = text[open + 1] != UInt8(ascii: "!")
            // `<!-->` is a whole comment.
            let rest = text[(open + 2)...]
            guard
                let close = isScript ? first("</script", or: "</SCRIPT", in: rest) : first("-->", or: "--!>", in: rest)
            else { return isScript ? nil : open }
            place = close
        }
        return nil
    }

    private static func first(_ one: String, or other: String, in text: Bytes) -> Int? {
        guard let first = one.utf8.first else { return nil }
        var place = text.startIndex
        while let sign = text[place...].firstIndex(of: first) {
            if text[sign...].hasPrefix(one) || text[sign...].hasPrefix(other) { return sign }
            place = sign + 1
        }
        return nil
    }
}
