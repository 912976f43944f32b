/// Writes the HTML of bulletins: text escaped, bare addresses as links.
enum HTMLText {
    static func append(escaped text: Bytes, to html: inout [UInt8]) {
        for byte in text {
            switch byte {
            case 0x26: html += "&amp;".utf8
            case 0x3C: html += "&lt;".utf8
            case 0x3E: html += "&gt;".utf8
            default: html.append(byte)
            }
        }
    }

    static func append(attribute name: String, _ value: String, to html: inout [UInt8]) {
        html.append(0x20)
        html += name.utf8
        html += "=\"".utf8
        for byte in value.utf8 {
            switch byte {
            case 0x26: html += "&amp;".utf8
            case 0x3C: html += "&lt;".utf8
            case 0x3E: html += "&gt;".utf8
            case 0x22: html += "&quot;".utf8
            default: html.append(byte)
            }
        }
        html.append(0x22)
    }

    /// `<p>…</p>` for each paragraph, a line feed after each but the last.
    static func paragraphs(_ paragraphs: [Bytes]) -> String {
        var html: [UInt8] = []
        for paragraph in paragraphs {
            if !html.isEmpty { html.append(0x0A) }
            html += "<p>".utf8
            var rest = paragraph
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
            html += "</p>".utf8
        }
        return String(decoding: html, as: UTF8.self)
    }
}
