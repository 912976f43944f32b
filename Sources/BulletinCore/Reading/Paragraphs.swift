extension HTMLText {
    /// `<p>…</p>` for each paragraph, a figure for each picture, a line feed after each but the last.
    static func paragraphs(_ paragraphs: [Bytes]) -> String {
        var html: [UInt8] = []
        for paragraph in paragraphs {
            if !html.isEmpty { html.append(0x0A) }
            if let figure = Figure(paragraph) {
                figure.append(to: &html)
                continue
            }
            html += "<p>".utf8
            append(linking: paragraph, to: &html)
            html += "</p>".utf8
        }
        return String(decoding: html, as: UTF8.self)
    }

    /// Escapes text and makes links of the addresses in it.
    static func append(linking text: Bytes, to html: inout [UInt8]) {
        var rest = text
        while let (range, url) = WebAddress.find(in: rest) {
            append(escaped: rest[rest.startIndex..<range.lowerBound], to: &html)
            html += "<a".utf8
            append(attribute: "href", url, to: &html)
            html.append(0x3E)
            append(escaped: rest[range], to: &html)
            html += "</a>".utf8
            rest = rest[range.upperBound...]
        }
        append(escaped: rest, to: &html)
    }
}
