/// A line of plain text that stands for a picture beside the file: `[harbour.1.png] 图1：…`, `![caption](harbour.png)`.
struct Figure: Sendable {
    /// A relative path, as written.
    let file: Bytes
    /// Empty when there is none.
    let caption: Bytes

    /// - Parameter line: trimmed; `nil` when it is no picture.
    init?(_ line: Bytes) {
        guard line.count <= 2000 else { return nil }
        if line.hasPrefix("!["), line.last == 0x29, let middle = line.firstRange(of: "](") {
            file = line[middle.upperBound..<(line.endIndex - 1)].trimmed
            caption = line[(line.startIndex + 2)..<middle.lowerBound].trimmed
        } else if line.first == 0x5B, let close = line.firstIndex(of: 0x5D) {
            file = line[(line.startIndex + 1)..<close].trimmed
            caption = line[(close + 1)...].trimmed
        } else {
            return nil
        }
        guard Self.isPicture(file) else { return nil }
    }

    /// A relative path within the folder that ends like a picture.
    private static func isPicture(_ file: Bytes) -> Bool {
        guard (5...200).contains(file.count), file.first != 0x2F, !file.contains(0x3A), !file.contains(0x5C),
            !file.contains(text: "..")
        else { return false }
        let end = file.suffix(5).lowered[...]
        return [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"].contains { end.hasSuffix($0) }
    }

    func append(to html: inout [UInt8]) {
        html += "<figure><img".utf8
        HTMLText.append(attribute: "src", LocalAddress.prefix + PercentEncoding.encoded(path: file), to: &html)
        HTMLText.append(attribute: "alt", caption.string, to: &html)
        html += "/>".utf8
        if !caption.isEmpty {
            html += "<figcaption>".utf8
            HTMLText.append(escaped: caption, to: &html)
            html += "</figcaption>".utf8
        }
        html += "</figure>".utf8
    }
}
