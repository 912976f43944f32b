internal import CMD4C

/// Turns Markdown into HTML through md4c: CommonMark with GitHub's tables, strikethrough and addresses of mail as
/// links. Bare web addresses are text: md4c takes all for an address up to the next blank, which Chinese does not
/// write.
///
/// Raw HTML and addresses of any scheme pass, so what comes out must go through the sanitizer. Headings, paragraphs,
/// lists and other blocks bear `lineAttribute`, since the lines of HTML are not those of the text.
public enum Markdown {
    /// Name of the attribute whose value is the 1-based line of the text that a block begins on. Raw HTML of the text
    /// may hold it, too: then it says anything.
    public static let lineAttribute = "data-source-line"

    static let flags = UInt32(MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEEMAILAUTOLINKS)

    /// - Parameter text: valid UTF-8; md4c does not check.
    /// - Returns: an HTML fragment in UTF-8; `nil` when md4c refused (its memory ran out).
    public static func html(_ text: [UInt8]) -> [UInt8]? {
        guard text.count < Int(UInt32.max) else { return nil }
        var output = LocatedOutput(source: text)
        let status = unsafe text.withUnsafeBytes { buffer in
            output.base = UInt(bitPattern: buffer.baseAddress)
            return unsafe withUnsafeMutablePointer(to: &output) { output in
                unsafe md_html(
                    buffer.baseAddress?.assumingMemoryBound(to: CChar.self), MD_SIZE(buffer.count),
                    { chunk, count, output in  // a C function: captures nothing
                        guard let chunk = unsafe chunk, let output = unsafe output else { return }
                        let located = unsafe output.assumingMemoryBound(to: LocatedOutput.self)
                        let start = unsafe located.pointee.html.count
                        unsafe located.pointee.html.append(
                            contentsOf: UnsafeRawBufferPointer(start: chunk, count: Int(count)))
                        unsafe located.pointee.took(from: start, address: UInt(bitPattern: chunk))
                    }, output, flags, 0)
            }
        }
        return status == 0 ? output.html : nil
    }
}

/// What md4c writes, with the lines of blocks.
///
/// md4c hands out text as slices of its very input, and tags as strings of its own: so the first slice after a tag
/// tells where the block begins. Addresses and titles of links are passed over, since a reference may define them
/// anywhere. No other way tells headings of the text from headings in raw HTML, or one of two equal headings.
private struct LocatedOutput {
    var html: [UInt8] = []
    /// Address of the source while md4c reads it; compared with, never read from.
    var base: UInt = 0
    private let source: [UInt8]
    /// Places in `html` right behind the names of tags that wait for their line: the outermost and the last.
    private var waiting: [Int] = []
    private var isInAddress = false
    /// Within `alt="…"`, where md4c writes raw HTML as it is; and the raw HTML there that has not ended.
    private var isInDescription = false
    private var rawHTML = RawHTML()
    /// Place in the source up to which lines are counted, and the 1-based line there.
    private var counted = 0
    private var line = 1

    init(source: [UInt8]) {
        self.source = source
        html.reserveCapacity(source.count + source.count / 3)
    }

    /// - Parameters:
    ///   - start: where in `html` the piece begins that was just appended.
    ///   - address: where md4c had it.
    mutating func took(from start: Int, address: UInt) {
        var start = start
        guard start < html.count else { return }
        let first = html[start]
        let isOfSource = address >= base && address < base + UInt(source.count)
        if isInDescription {
            if isOfSource, !waiting.isEmpty, Int(address - base) >= counted {
                start += locate(at: Int(address - base))
            }
            describe(from: start, isOfSource: isOfSource)
            return
        }
        let nameEnd = first == 0x3C ? nameEnd(after: start) : start
        if isOfSource {
            let place = Int(address - base)
            guard !isInAddress, place >= counted else { return }
            // Raw HTML is all that begins so: in text and code, `<` is escaped.
            if nameEnd > start + 1, !(0x30...0x39).contains(html[start + 1]) { waiting.append(nameEnd) }
            if !waiting.isEmpty { _ = locate(at: place) }
        } else if first == 0x3C {
            if isBlock((start + 1)..<nameEnd) {
                if waiting.count == 2 { waiting.removeLast() }
                waiting.append(nameEnd)
            }
            isInAddress = endsInAddress(from: start)
        } else if first == 0x22 {
            isInAddress = endsInAddress(from: start)
            isInDescription = html[start...].elementsEqual("\" alt=\"".utf8)
        }
    }

    /// What describes a picture is text: tags go, and what is between them stays.
    private mutating func describe(from start: Int, isOfSource: Bool) {
        let first = html[start]
        // Nothing but raw HTML holds these: in text they are escaped.
        if rawHTML.isOpen || isOfSource && first == 0x3C {
            rawHTML.take(html[start...])
            html.removeSubrange(start...)
        } else if !isOfSource, first == 0x22 {
            isInDescription = false
            isInAddress = endsInAddress(from: start)
        }
    }

    /// - Returns: how many bytes it put into `html`.
    private mutating func locate(at place: Int) -> Int {
        while counted < place {
            if source[counted] == 0x0A { line += 1 }
            counted += 1
        }
        let attribute = Array(" \(Markdown.lineAttribute)=\"\(line)\"".utf8)
        let before = html.count
        while let tag = waiting.popLast() { html.insert(contentsOf: attribute, at: tag) }
        return html.count - before
    }

    // No slice of `html` may live while it changes: it would be copied each time.

    /// `<p>`, `<h1>`, `<ul>`, `<ol`, `<blockquote>`, `<table>`, `<pre>`, but no `</p>`, `<li>`, `<em>`.
    private func isBlock(_ name: Range<Int>) -> Bool {
        guard let first = html[name].first else { return false }
        switch name.count {
        case 1: return first == UInt8(ascii: "p")
        case 2:
            let second = html[name.lowerBound + 1]
            return first == UInt8(ascii: "h")
                ? (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(second)
                : second == UInt8(ascii: "l") && (first == UInt8(ascii: "u") || first == UInt8(ascii: "o"))
        default: return ["pre", "table", "blockquote"].contains { html[name].elementsEqual($0.utf8) }
        }
    }

    private func nameEnd(after start: Int) -> Int {
        var end = start + 1
        while end < html.count, Self.isLetter(html[end]) || (0x30...0x39).contains(html[end]) { end += 1 }
        return max(end, start + 1)
    }

    /// `<a href="`, `<img src="`, `" title="`.
    private func endsInAddress(from start: Int) -> Bool {
        html.last == 0x22
            && ["href=\"", "src=\"", "title=\""].contains {
                html[start...].suffix($0.utf8.count).elementsEqual($0.utf8)
            }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

/// Raw HTML that comes in pieces, line by line: a tag, a comment and their like (CommonMark 0.31 §6.6).
private struct RawHTML {
    private(set) var isOpen = false
    private var text: [UInt8] = []
    /// The quotation mark around the value that the tag is in.
    private var quote: UInt8?

    mutating func take(_ piece: ArraySlice<UInt8>) {
        for byte in piece {
            isOpen = true
            text.append(byte)
            if isEnd(byte) { self = RawHTML() }
        }
    }

    private mutating func isEnd(_ byte: UInt8) -> Bool {
        for (start, end) in Self.others where text.starts(with: start.utf8) {
            return byte == 0x3E && text.count >= start.utf8.count + end.utf8.count
                && text.suffix(end.utf8.count).elementsEqual(end.utf8)
        }
        if let mark = quote {
            if byte == mark { quote = nil }
        } else if byte == 0x22 || byte == 0x27 {
            quote = byte
        }
        return quote == nil && byte == 0x3E
    }

    private static let others = [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">")]
}
