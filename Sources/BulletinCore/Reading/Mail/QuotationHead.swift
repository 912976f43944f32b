/// What programs write above a mail that they quote, and who wrote it when: `On 3 April 2031 at 10:00, Ann <…> wrote:`.
enum QuotationHead {
    /// For findings.
    static let name = "who wrote what is quoted, and when"

    /// The lines of the head that ends with the line at `index`; `nil` when none does.
    /// - Parameters:
    ///   - lines: trimmed, without the marks of a quotation.
    ///   - isQuoted: what follows is marked as quoted: then the address may be missing.
    ///   - needsTime: `As Mrs Green wrote:` is what somebody says, but where a mail answers another; and so is `On 3 April the
    ///     mayor wrote:`, for programs tell the hour.
    static func range(endingAt index: Int, in lines: [Bytes], isQuoted: Bool, needsTime: Bool = true) -> Range<Int>? {
        guard isEnd(lines[index]) else { return nil }
        var text: [UInt8] = []
        for start in stride(from: index, through: max(0, index - 2), by: -1) {
            let line = lines[start]
            guard !line.isEmpty, line.count <= 300, start == index || !Headline.endsSentence(line) || begins(line)
            else { return nil }
            text = line + [0x20] + text
            let hasAddress = text.contains(UInt8(ascii: "@"))
            guard isQuoted || hasAddress,
                !needsTime && start == index || (hasAddress ? hasTime(text[...]) : hasHour(text[...]))
            else { continue }
            let isSecond = !begins(line) && start > 0 && begins(lines[start - 1])
            return (isSecond ? start - 1 : start)..<(index + 1)
        }
        return nil
    }

    private static func begins(_ line: Bytes) -> Bool {
        line.count <= 300 && ["On ", "At ", "Am ", "Le ", "在"].contains { line.hasPrefix($0) }
    }

    private static let verbs = [
        "wrote:", "wrote :", "writes:", "写道：", "写道:", "寫道：", "寫道:", "schrieb:", "a écrit :", "a écrit\u{A0}:",
        "a écrit:",
        "escribió:", "ha scritto:", "escreveu:", "schreef:", "skrev:", "написал:", "написал(а):",
    ]

    /// Some programs end with the address.
    private static func isEnd(_ line: Bytes) -> Bool {
        guard line.count <= 300 else { return false }
        return verbs.contains { line.hasSuffix($0) }
            || (line.hasSuffix(">:") || line.hasSuffix(">：")) && line.contains(UInt8(ascii: "@")) && hasTime(line)
    }

    private static func hasTime(_ text: Bytes) -> Bool { hasHour(text) || DateReading.first(in: text) != nil }

    private static func hasHour(_ text: Bytes) -> Bool {
        func isDigit(_ place: Int) -> Bool { text.indices.contains(place) && (0x30...0x39).contains(text[place]) }
        return text.indices.contains { place in
            text[place] == 0x3A && isDigit(place - 1) && isDigit(place + 1) && isDigit(place + 2)
        }
    }
}

extension MailLines {
    /// Cuts the mail that this one answers, and keeps what its writer says above, between or below. Of an answer without
    /// words of its own, and of a mail that is passed on, the quotation is what is told.
    mutating func cutQuotation(isReply: Bool, isForwarded: Bool) {
        let heads = quotationHeads(isReply: isReply)
        guard let head = heads.first else { return }
        let isMarked = depth(head.lowerBound) > 0 || depth(behind: head.upperBound) > 0
        let answered = isMarked ? marked(from: head) : [head.lowerBound..<lines.count]
        var isAnswered = [Bool](repeating: false, count: lines.count)
        for range in answered { for index in range { isAnswered[index] = true } }
        let own = lines.indices.filter { !isAnswered[$0] && !lines[$0].text.trimmed.isEmpty }
        // What nothing calls an answer may go on below what it quotes.
        let isEnd = own.last.map { $0 < head.lowerBound } ?? false
        if isReply ? !own.isEmpty : !isForwarded && isMarked && isEnd {
            return remove(answered, "the mail that this one answers")
        }
        if isReply || isForwarded, isMarked { unquote(from: head.lowerBound) }
        remove(isReply || isForwarded ? heads : heads.filter(hasAddress), QuotationHead.name)
        if isForwarded { cutNote(above: head.lowerBound) }
    }

    private func hasAddress(_ range: Range<Int>) -> Bool {
        lines[range].contains { $0.text.contains(UInt8(ascii: "@")) }
    }

    func quotationHeads(isReply: Bool) -> [Range<Int>] {
        let texts = lines.indices.map { unquoted($0).trimmed }
        var heads: [Range<Int>] = []
        var below = 0
        for index in lines.indices.reversed() where !texts[index].isEmpty {
            let isQuoted = below > depth(index)
            below = depth(index)
            // A line that begins one head may be the end of another.
            if let head = QuotationHead.range(
                endingAt: index, in: texts, isQuoted: isQuoted, needsTime: !isReply || below > 0),
                heads.last.map({ head.upperBound <= $0.lowerBound }) ?? true
            {
                heads.append(head)
            }
        }
        return heads.reversed()
    }

    /// The head, and all lines from there that are marked as quoted, with the blank ones between them.
    private func marked(from head: Range<Int>) -> [Range<Int>] {
        var ranges = [head]
        for index in head.upperBound..<lines.count where depth(index) > 0 {
            let last = ranges[ranges.count - 1]
            if lines[last.upperBound..<index].allSatisfy({ $0.text.trimmed.isEmpty }) {
                ranges[ranges.count - 1] = last.lowerBound..<(index + 1)
            } else {
                ranges.append(index..<(index + 1))
            }
        }
        return ranges
    }

    /// How often a line is marked as quoted.
    private func depth(_ index: Int) -> Int {
        lines[index].text.lazy.filter { $0 != 0x20 }.prefix { $0 == UInt8(ascii: ">") }.count
    }

    private func depth(behind index: Int) -> Int {
        lines.indices[index...].first { !lines[$0].text.trimmed.isEmpty }.map { depth($0) } ?? 0
    }
}
