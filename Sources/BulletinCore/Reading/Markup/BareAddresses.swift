/// Writes the bare addresses of Markdown so that CommonMark reads them as links: `https://…` in angle brackets, `www.…`
/// with its address behind it.
///
/// md4c's own autolinks go on to the next blank, which Chinese does not write. Here an address ends where
/// `AddressReach` says; code, HTML, links and reference definitions stay as they are.
struct BareAddresses {
    private let source: Bytes
    /// Where the paragraph ends that was looked at last, and where the last of each run of backticks and the last `>`
    /// stand in it.
    private var paragraphEnd: Int
    private var ticks: [Int: Int] = [:]
    private var lastTagEnd = 0
    /// What the row before left open: backticks of a code span, a tag, a raw link, the destination of a link, the
    /// destination of a reference definition.
    private var openTicks: Int?
    private var isInTag = false
    private var isInLink = false
    private var isInDestination = false
    private var isInDefinition = false
    private var isAfterText = false

    init(_ source: Bytes) {
        self.source = source
        paragraphEnd = source.startIndex
    }

    /// A paragraph has ended.
    mutating func end() {
        (openTicks, isInTag, isInLink, isInDestination, isInDefinition) = (nil, false, false, false, false)
        isAfterText = false
    }

    /// - Parameters:
    ///   - row: a line of text.
    ///   - start: where its words begin, behind the marks of lists and quotations.
    mutating func written(_ row: Bytes, from start: Int) -> Bytes {
        defer { isAfterText = true }
        if isInDefinition || !isAfterText, isDefinition(row[start...]) {
            isAfterText = false
            return row
        }
        guard
            row.contains(text: "://") || Self.holdsWWW(row) || openTicks != nil || isInTag
                || row.contains(0x60) || row.contains(0x3C)
        else {
            return row
        }
        lookAhead(row)
        var found: [Found] = []
        find(in: row, from: start, &found)
        guard !found.isEmpty else { return row }
        var text: [UInt8] = []
        var place = row.startIndex
        for address in found {
            text += row[place..<address.range.lowerBound]
            text += address.markdown
            place = address.range.upperBound
        }
        return (text + row[place...])[...]
    }

    /// `www.` in letters of any size.
    private static func holdsWWW(_ row: Bytes) -> Bool {
        var place = row.startIndex
        while let dot = row[place...].firstIndex(of: 0x2E) {
            if dot - row.startIndex >= 3, row[(dot - 3)..<dot].allSatisfy({ $0 | 0x20 == 0x77 }) { return true }
            place = dot + 1
        }
        return false
    }

    private struct Found {
        var range: Range<Int>
        var markdown: [UInt8]
    }

    private mutating func find(in row: Bytes, from start: Int, _ found: inout [Found]) {
        guard var place = resumed(in: row, from: start) else { return }
        var brackets: [Int] = []
        while place < row.endIndex {
            let next = place + 1 < row.endIndex ? row[place + 1] : 0
            switch row[place] {
            case 0x5C: place += 2
            case 0x60:
                let run = row[place...].prefix { $0 == 0x60 }.count
                guard (ticks[run] ?? -1) > place else {
                    place += run
                    continue
                }
                guard let end = MarkdownPreparation.end(ofCode: run, in: row, from: place + run) else {
                    openTicks = run
                    return
                }
                place = end
            case 0x3C where place < lastTagEnd && (next == 0x2F || next == 0x21 || Text.isASCIILetter(UInt32(next))):
                enter(row[place...])
                guard let end = row[place...].firstIndex(of: 0x3E) else {
                    isInTag = true
                    return
                }
                place = end + 1
            case 0x5B:
                brackets.append(place)
                place += 1
            case 0x5D:
                let opening = brackets.popLast()
                if next == 0x28 || next == 0x5B {
                    // No link stands in the text of another, which may have begun on the row before.
                    while let last = found.last, last.range.lowerBound > opening ?? -1 { found.removeLast() }
                }
                place += 1
                guard next == 0x28 else { continue }
                guard let end = row[place...].firstIndex(of: 0x29) else {
                    isInDestination = true
                    return
                }
                place = end + 1
            case 0x48, 0x57, 0x68, 0x77:
                if !isInLink, let address = Self.address(at: place, in: row, from: start) {
                    found.append(address)
                    place = address.range.upperBound
                } else {
                    place += 1
                }
            default: place += 1
            }
        }
    }

    // MARK: What a row before left open

    /// Where text begins again; `nil` when it does not in this row.
    private mutating func resumed(in row: Bytes, from start: Int) -> Int? {
        var place = start
        if let run = openTicks {
            guard let end = MarkdownPreparation.end(ofCode: run, in: row, from: place) else { return nil }
            openTicks = nil
            place = end
        }
        if isInTag {
            guard let end = row[place...].firstIndex(of: 0x3E) else { return nil }
            isInTag = false
            place = end + 1
        }
        if isInDestination {
            isInDestination = false
            guard let end = row[place...].firstIndex(of: 0x29) else { return nil }
            place = end + 1
        }
        return place
    }

    /// A tag that opens or closes a raw link.
    private mutating func enter(_ tag: Bytes) {
        let head = tag.prefix(4).lowered[...]
        if head.hasPrefix("</a") { isInLink = false }
        if head.hasPrefix("<a ") || head.elementsEqual("<a".utf8) { isInLink = true }
    }

    /// `[name]: address`, or the address of one on the row below its name.
    private mutating func isDefinition(_ content: Bytes) -> Bool {
        if isInDefinition {
            isInDefinition = false
            return true
        }
        guard content.first == 0x5B, let close = content.firstIndex(of: 0x5D), close > content.startIndex + 1,
            close + 1 < content.endIndex, content[close + 1] == 0x3A
        else { return false }
        isInDefinition = content[(close + 2)...].trimmed.isEmpty
        return true
    }

    /// Looks at the paragraph that begins with the row, once; at a row that was mended, at nothing else.
    private mutating func lookAhead(_ row: Bytes) {
        guard source.startIndex <= row.startIndex, row.endIndex <= source.endIndex,
            source[row.startIndex..<row.endIndex] == row
        else {
            paragraphEnd = source.startIndex
            look(at: row)
            return
        }
        guard row.startIndex >= paragraphEnd else { return }
        var end = row.endIndex
        while end < source.endIndex {
            let next = source[(end + 1)...].firstIndex(of: 0x0A) ?? source.endIndex
            if source[(end + 1)..<next].trimmed.isEmpty { break }
            end = next
        }
        paragraphEnd = end
        look(at: source[row.startIndex..<end])
    }

    private mutating func look(at text: Bytes) {
        ticks = text.contains(0x60) ? MarkdownPreparation.lastRuns(of: 0x60, in: text) : [:]
        lastTagEnd = text.lastIndex(of: 0x3E) ?? 0
    }

    // MARK: Addresses

    /// An address that begins at `start`, and what is written for it.
    private static func address(at start: Int, in row: Bytes, from first: Int) -> Found? {
        let head = row[start...].prefix(8).lowered[...]
        let scheme = head.hasPrefix("http://") ? 7 : head.hasPrefix("https://") ? 8 : head.hasPrefix("www.") ? 0 : nil
        guard let scheme, start == first || mayStand(before: row[start - 1], isBare: scheme == 0),
            let reach = AddressReach.end(in: row, from: start, host: start + scheme, isMarkdown: true),
            let end = end(in: row[..<reach], from: start + scheme)
        else { return nil }
        let url = unescaped(row[start..<end])
        guard scheme == 0 else {
            let isSound = WebAddress.accepted(url[...].string) != nil
            // What cannot be published is text, and what is before its `@` belongs to no address of mail.
            return Found(
                range: start..<end,
                markdown: isSound ? [0x3C] + url + [0x3E] : row[start..<end].flatMap { $0 == 0x40 ? [0x5C, $0] : [$0] })
        }
        let host = url.prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 && $0 != 0x3A }
        guard host.lazy.filter({ $0 == 0x2E }).count >= 2, WebAddress.accepted("http://" + url[...].string) != nil
        else {
            // Passed over as a whole: each of many such beginnings would be read to the same end.
            return Found(range: start..<end, markdown: Array(row[start..<end]))
        }
        var text: [UInt8] = []
        for byte in url {
            if [0x2A, 0x5F, 0x7E, 0x5B, 0x5D, 0x26].contains(byte) { text.append(0x5C) }
            text.append(byte)
        }
        return Found(
            range: start..<end, markdown: [0x5B] + text + Array("](<http://".utf8) + url + Array(">)".utf8))
    }

    /// Letters and digits of a word run on; what begins with `www` follows a blank, an opening mark or Chinese.
    private static func mayStand(before byte: UInt8, isBare: Bool) -> Bool {
        if Text.isASCIILetter(UInt32(byte)) || (0x30...0x39).contains(byte) { return false }
        return !isBare || byte <= 0x20 || byte >= 0x80
            || [0x22, 0x27, 0x28, 0x2A, 0x3A, 0x5B, 0x5F, 0x7C, 0x7E].contains(byte)
    }

    /// Brackets that it does not open end it, and so do marks behind it.
    private static func end(in row: Bytes, from start: Int) -> Int? {
        var end = start
        var round = 0
        var square = 0
        scan: while end < row.endIndex {
            switch row[end] {
            case ...0x20, 0x7F, 0x22, 0x3C, 0x3E, 0x60, 0x7C: break scan
            case 0x28: round += 1
            case 0x29:
                round -= 1
                if round < 0 { break scan }
            case 0x5B: square += 1
            case 0x5D:
                square -= 1
                if square < 0 { break scan }
            case 0x5C:
                guard end + 1 < row.endIndex, row[end + 1] > 0x20, row[end + 1] < 0x7F,
                    Text.isPunctuation(UInt32(row[end + 1]))
                else { break scan }
                end += 1
            default: break
            }
            end += 1
        }
        while end > start, [0x21, 0x27, 0x2A, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5C, 0x5F, 0x7E].contains(row[end - 1]) {
            end -= 1
        }
        return end > start ? end : nil
    }

    /// Without the backslashes of Markdown and with `&` for its reference.
    private static func unescaped(_ text: Bytes) -> [UInt8] {
        var url: [UInt8] = []
        var rest = text
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == 0x26, rest.hasPrefix("amp;") { rest = rest.dropFirst(4) }
            if byte != 0x5C { url.append(byte) }
        }
        return url
    }
}
