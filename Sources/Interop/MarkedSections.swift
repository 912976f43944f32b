/// `<![if !supportLists]>`, `<![CDATA[…]>`: browsers take them for comments up to the next `>` (HTML §13.2.5.42),
/// libxml2 2.9 for text.
enum MarkedSections {
    /// - Returns: the same number of bytes and lines, with blanks in the place of marked sections outside of comments.
    static func blanked(_ html: [UInt8]) -> [UInt8] {
        var result = html
        var place = 0
        while place + 2 < html.count {
            guard let open = ByteSearch.firstIndex(of: UInt8(ascii: "<"), in: html, from: place), open + 2 < html.count
            else { break }
            place = open
            guard html[place + 1] == UInt8(ascii: "!") else {
                place += 1
                continue
            }
            if html[place + 2] == UInt8(ascii: "-"), place + 3 < html.count, html[place + 3] == UInt8(ascii: "-") {
                let end = commentEnd(html, place + 4)
                // libxml2 takes `<!-->` and `<!--->` for the beginning of a comment.
                if end - place <= 6 { for index in place..<end { result[index] = UInt8(ascii: " ") } }
                place = end
            } else if html[place + 2] == UInt8(ascii: "[") {
                while place < html.count, html[place] != UInt8(ascii: ">") {
                    if html[place] != UInt8(ascii: "\n") { result[place] = UInt8(ascii: " ") }
                    place += 1
                }
                if place < html.count { result[place] = UInt8(ascii: " ") }
            } else {
                place += 2
            }
        }
        return result
    }

    /// Behind the comment whose content begins at `start`; `<!-->` is a whole one.
    private static func commentEnd(_ html: [UInt8], _ start: Int) -> Int {
        var place = start - 2
        while place + 2 < html.count {
            if html[place] == UInt8(ascii: "-"), html[place + 1] == UInt8(ascii: "-"),
                html[place + 2] == UInt8(ascii: ">")
            {
                return place + 3
            }
            place += 1
        }
        return html.count
    }
}
