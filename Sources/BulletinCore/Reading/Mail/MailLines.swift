/// The lines of a mail's plain text, each with the line of the file that it comes from; and what is left of them
/// without what mail programs and lists put around a text.
struct MailLines: Sendable {
    struct Line: Sendable {
        var text: Bytes
        let number: Int
    }

    private(set) var lines: [Line] = []
    /// Whether headers of mails in it may bear marks of emphasis.
    let isMarkdown: Bool
    private(set) var sender: MailSender?
    /// One of each kind of what was left out.
    private(set) var findings: [Finding] = []

    /// Takes lines out, and says what they were.
    /// - Parameter ranges: in their order.
    mutating func remove(_ ranges: [Range<Int>], _ what: String) {
        guard let first = ranges.first else { return }
        findings.append(Finding(.info, "MailFrame", "left out: \(what)", line: lines[first.lowerBound].number))
        var kept: [Line] = []
        var start = 0
        for range in ranges {
            kept += lines[start..<range.lowerBound]
            start = range.upperBound
        }
        lines = kept + lines[start...]
    }

    /// - Parameters:
    ///   - text: decoded.
    ///   - firstLine: of the file.
    init(_ text: Bytes, firstLine: Int, isMarkdown: Bool = false) {
        self.isMarkdown = isMarkdown
        var start = text.startIndex
        var number = firstLine
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            lines.append(Line(text: text[start..<end], number: number))
            start = end + 1
            number += 1
        }
    }

    var isBlank: Bool { lines.allSatisfy { $0.text.trimmed.isEmpty } }

    var text: [UInt8] {
        var text: [UInt8] = []
        for line in lines { text += line.text + [0x0A] }
        return text
    }

    /// With a blank line for each that was taken out, from a line of the file on.
    func text(from first: Int) -> [UInt8] {
        var text: [UInt8] = []
        var number = first
        for line in lines {
            while number < line.number {
                text.append(0x0A)
                number += 1
            }
            text += line.text + [0x0A]
            number += 1
        }
        return text
    }

    /// Those that are not blank.
    var paragraphs: [Bytes] { lines.map(\.text.trimmed).filter { !$0.isEmpty } }

    /// The line of the file for a 1-based line of `text`.
    func number(of line: Int) -> Int? { lines.indices.contains(line - 1) ? lines[line - 1].number : lines.last?.number }

    static func + (one: MailLines, other: MailLines) -> MailLines {
        var both = one
        if let last = one.lines.last { both.lines.append(Line(text: [], number: last.number)) }
        both.lines += other.lines
        both.findings += other.findings
        return both
    }

    /// Takes a first line away that says what the subject says.
    mutating func dropTitle(_ title: String) {
        guard let first = firstText, !title.isEmpty,
            Text.key(lines[first].text) == Text.key(Array(title.utf8)[...]), !Text.key(lines[first].text).isEmpty
        else { return }
        lines.remove(at: first)
    }

    /// Whether nothing is there but what a list puts behind mails.
    var isListFooter: Bool {
        firstText != nil && firstText == MailTrailer.ruleOfFooter(in: lines.map(\.text)[...])
    }

    // MARK: Flowed text

    /// Puts lines together that were flowed (RFC 3676 §4).
    /// - Parameter deletesSpace: the blank at a line's end is none of the text (`DelSp=yes`).
    mutating func unflow(deletesSpace: Bool) {
        var joined: [Line] = []
        var paragraph: (text: [UInt8], number: Int, depth: Int)?
        func close() {
            if let open = paragraph { joined.append(Line(text: open.text[...], number: open.number)) }
            paragraph = nil
        }
        for line in lines {
            let depth = line.text.prefix { $0 == UInt8(ascii: ">") }.count
            var text = line.text.dropFirst(depth)
            if text.first == 0x20 { text = text.dropFirst() }
            let isSignature = text.elementsEqual("-- ".utf8)
            if let open = paragraph, open.depth != depth || isSignature { close() }
            let isFlowed = text.last == 0x20 && !isSignature
            if isFlowed, deletesSpace { text = text.dropLast() }
            if paragraph == nil {
                let quotes = [UInt8](repeating: UInt8(ascii: ">"), count: depth) + (depth > 0 ? [0x20] : [])
                paragraph = (quotes, line.number, depth)
            }
            paragraph?.text += text
            if !isFlowed { close() }
        }
        close()
        lines = joined
    }

    // MARK: What stands around

    /// Takes the frame of a clear-signed text away (RFC 9580 §7).
    mutating func openSigned() {
        guard let begin = firstText, lines[begin].text.hasPrefix("-----BEGIN PGP SIGNED MESSAGE-----") else { return }
        let start = lines[begin...].firstIndex { $0.text.trimmed.isEmpty } ?? lines.count
        let end = lines[start...].firstIndex { $0.text.hasPrefix("-----BEGIN PGP SIGNATURE-----") } ?? lines.count
        lines = lines[start..<end].map { line in
            Line(text: line.text.hasPrefix("- ") ? line.text.dropFirst(2) : line.text, number: line.number)
        }
    }

    /// A clear-signed text without its frame, with a blank line for each of the frame's; `nil` for any other.
    static func signed(_ text: Bytes, firstLine: Int) -> [UInt8]? {
        guard text.drop(while: { $0 <= 0x20 }).hasPrefix("-----BEGIN PGP SIGNED MESSAGE-----") else { return nil }
        var lines = MailLines(text, firstLine: firstLine)
        lines.openSigned()
        return lines.text(from: firstLine)
    }

    var isEncrypted: Bool {
        firstText.map { lines[$0].text.hasPrefix("-----BEGIN PGP MESSAGE-----") } ?? false
    }

    /// Index of the first line that is not blank.
    private var firstText: Int? { lines.firstIndex { !$0.text.trimmed.isEmpty } }

    private mutating func cut(from index: Int, _ what: String) { remove([index..<lines.count], what) }

    /// Cuts what mail programs and lists put behind a text: footers, signatures, the mail that is answered.
    mutating func cutTrailers(of head: MailHead) {
        sender = head.sender
        cutTrailers()
        let count = lines.count
        if head.isReply, let first = firstText, let block = forwardedHeads(takesDate: true).first,
            first < block.lowerBound
        {
            cut(from: ruleAbove(block.lowerBound), "the mail that this one answers")
        }
        cutQuotation(
            isReply: head.isReply, isForwarded: head.isForwarded && forwardedHeads(takesDate: true).isEmpty)
        // Those of an answer stand above what it answers.
        if lines.count < count { cutTrailers() }
    }

    /// What stands above a mail that is passed on stands behind nothing but its own text.
    private mutating func cutTrailers() {
        let start = forwardedHeads(takesDate: true).last?.upperBound ?? 0
        for (index, what) in MailTrailer.find(in: lines[start...].map(\.text)[...]) { cut(from: start + index, what) }
        if let range = UnmarkedSignature.find(in: lines[start...].map(\.text)[...], of: sender) {
            cut(from: start + range.lowerBound, MailTrailer.signature)
        }
    }

    /// What is told of a mail, if its own words only ask to publish another one below them.
    func passedOn(_ head: MailHead) -> MailHead {
        let block = forwardedHeads(takesDate: true).first
        let quotation = quotationHeads(isReply: true).first
        guard let first = [block, quotation].compactMap({ $0?.lowerBound }).min(),
            let end = [block, quotation].compactMap({ $0 }).first(where: { $0.lowerBound == first })?.upperBound,
            CoverNote.isRequest(lines[..<first].map(\.text), isBare: !head.isForwarded),
            lines[end...].contains(where: { !$0.text.trimmed.isEmpty })
        else { return head }
        let subject = (first..<end).map(unquoted).first { ForwardedHead.field(of: $0) == .title }
        return head.passingOn(subject.map(ForwardedHead.value))
    }

    /// The rule that programs draw above a header; `index` when there is none.
    private func ruleAbove(_ index: Int) -> Int {
        guard let above = lines[..<index].lastIndex(where: { !$0.text.trimmed.isEmpty }), above > firstText ?? 0 else {
            return index
        }
        let text = lines[above].text.trimmed
        return text.count >= 10 && text.allSatisfy { $0 == 0x5F || $0 == 0x2D } ? above : index
    }

    /// Takes one mark of a quotation from the lines that have any.
    mutating func unquote(from start: Int) {
        for index in lines.indices[start...] where lines[index].text.first == UInt8(ascii: ">") {
            let text = lines[index].text.dropFirst()
            lines[index].text = text.first == 0x20 ? text.dropFirst() : text
        }
    }
}
