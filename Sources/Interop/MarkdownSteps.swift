internal import CMD4C

extension Markdown {
    /// The steps of a walk over a text of headings, paragraphs, lists, quotations, rules, emphasis, links and code within
    /// lines, straight from md4c. Few texts have more, and to write HTML and have libxml2 read it takes them longer than
    /// all else.
    /// - Parameters:
    ///   - text: valid UTF-8 that holds only characters that XML allows.
    ///   - firstLine: the number of its first line.
    ///   - maxDepth: elements that may stand within each other.
    /// - Returns: what `HTMLDocument.events(of:)` makes of `html(text)`, with the lines of the text instead of
    ///   `lineAttribute`; `nil` for a text that has something else in it, which that way has to be gone for.
    public static func events(of text: [UInt8], firstLine: Int, maxDepth: Int) -> [HTMLEvent]? {
        guard text.count < Int(UInt32.max) else { return nil }
        var steps = MarkdownSteps(source: text, firstLine: firstLine, maxDepth: maxDepth)
        var parser = MD_PARSER()
        parser.flags = flags
        // C functions: they capture nothing.
        unsafe parser.enter_block = { type, detail, steps in
            unsafe MarkdownSteps.status(steps) { unsafe $0.enter(type, detail) }
        }
        unsafe parser.leave_block = { type, detail, steps in
            unsafe MarkdownSteps.status(steps) { unsafe $0.leave(type, detail) }
        }
        unsafe parser.enter_span = { type, detail, steps in
            unsafe MarkdownSteps.status(steps) { unsafe $0.enter(type, detail) }
        }
        unsafe parser.leave_span = { type, _, steps in unsafe MarkdownSteps.status(steps) { $0.leave(type) } }
        unsafe parser.text = { type, text, size, steps in
            unsafe MarkdownSteps.status(steps) {
                unsafe $0.text(type, UnsafeRawBufferPointer(start: text, count: Int(size)))
            }
        }
        let status = unsafe text.withUnsafeBytes { buffer in
            steps.base = UInt(bitPattern: buffer.baseAddress)
            return unsafe withUnsafeMutablePointer(to: &steps) { steps in
                unsafe md_parse(
                    buffer.baseAddress?.assumingMemoryBound(to: CChar.self), MD_SIZE(buffer.count), &parser, steps)
            }
        }
        return status == 0 && !steps.isRefused ? steps.finish() : nil
    }
}

/// Takes md4c's calls, and writes what libxml2 would say of the HTML that md4c writes of them.
private struct MarkdownSteps {
    /// Address of the source while md4c reads it; compared with, never read from.
    var base: UInt = 0
    /// There is something in the text that these steps are not made of.
    private(set) var isRefused = false
    private let source: [UInt8]
    private let maxDepth: Int
    private var events: [HTMLEvent] = []
    private var open: [String] = []
    private var pending: [UInt8] = []
    /// Blocks that wait for their line, which the first text in them tells: the outermost and the last.
    private var waiting: [Int] = []
    /// Place in the source up to which lines are counted, and the line there.
    private var counted = 0
    private var countedLine: Int
    /// Of what was located last.
    private var line: Int
    /// The text between most blocks: one array for all of them.
    private let lineFeed: [UInt8] = [UInt8(ascii: "\n")]

    init(source: [UInt8], firstLine: Int, maxDepth: Int) {
        self.source = source
        self.maxDepth = maxDepth
        (countedLine, line) = (firstLine, firstLine)
    }

    /// - Returns: what md4c is told: to go on, or to give up, which it does not do everywhere.
    @unsafe static func status(_ steps: UnsafeMutableRawPointer?, _ step: (inout MarkdownSteps) -> Bool) -> CInt {
        guard let steps = unsafe steps?.assumingMemoryBound(to: MarkdownSteps.self) else { return -1 }
        guard unsafe !steps.pointee.isRefused, unsafe step(&steps.pointee) else {
            unsafe steps.pointee.isRefused = true
            return -1
        }
        return 0
    }

    consuming func finish() -> [HTMLEvent] {
        while !open.isEmpty { close() }
        return events
    }

    // MARK: Blocks

    @unsafe mutating func enter(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> Bool {
        if type == MD_BLOCK_DOC { return true }
        if events.isEmpty, !start("html") || !start("body") { return false }
        switch type {
        case MD_BLOCK_P: return start("p", isLocated: true)
        case MD_BLOCK_H:
            guard let name = unsafe Self.heading(detail) else { return false }
            return start(name, isLocated: true)
        case MD_BLOCK_UL: return startLine("ul", isLocated: true)
        case MD_BLOCK_OL:
            guard let detail = unsafe detail?.assumingMemoryBound(to: MD_BLOCK_OL_DETAIL.self) else { return false }
            let first = unsafe detail.pointee.start
            return startLine(
                "ol", first == 1 ? [] : [HTMLAttribute(name: "start", value: "\(first)")], isLocated: true)
        case MD_BLOCK_LI: return start("li")
        case MD_BLOCK_QUOTE: return startLine("blockquote", isLocated: true)
        case MD_BLOCK_HR:
            guard start("hr") else { return false }
            close()
            pending.append(UInt8(ascii: "\n"))
            return true
        default: return false
        }
    }

    @unsafe mutating func leave(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> Bool {
        guard type != MD_BLOCK_DOC, type != MD_BLOCK_HR else { return true }
        close()
        pending.append(UInt8(ascii: "\n"))
        return true
    }

    @unsafe private static func heading(_ detail: UnsafeMutableRawPointer?) -> String? {
        switch unsafe detail?.assumingMemoryBound(to: MD_BLOCK_H_DETAIL.self).pointee.level {
        case 1: "h1"
        case 2: "h2"
        case 3: "h3"
        case 4: "h4"
        case 5: "h5"
        case 6: "h6"
        default: nil
        }
    }

    // MARK: Within lines

    @unsafe mutating func enter(_ type: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) -> Bool {
        switch type {
        case MD_SPAN_EM: return start("em")
        case MD_SPAN_STRONG: return start("strong")
        case MD_SPAN_CODE: return start("code")
        case MD_SPAN_DEL: return start("del")
        case MD_SPAN_A:
            guard !open.contains("a"), let link = unsafe detail?.assumingMemoryBound(to: MD_SPAN_A_DETAIL.self),
                unsafe link.pointee.title.text == nil, let address = unsafe Self.address(link.pointee.href)
            else { return false }
            return start("a", [HTMLAttribute(name: "href", value: address)])
        default: return false
        }
    }

    mutating func leave(_ type: MD_SPANTYPE) -> Bool {
        close()
        return true
    }

    /// - Returns: `nil` for an address that is written otherwise in HTML.
    @unsafe private static func address(_ attribute: MD_ATTRIBUTE) -> String? {
        guard let text = unsafe attribute.text, unsafe attribute.size > 0,
            unsafe attribute.substr_types[0] == MD_TEXT_NORMAL, unsafe attribute.substr_offsets[1] == attribute.size
        else { return nil }
        let bytes = unsafe UnsafeRawBufferPointer(start: text, count: Int(attribute.size))
        guard unsafe bytes.allSatisfy(isPlain) else { return nil }
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "+"), UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: ","), UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "?"),
            UInt8(ascii: "="), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "$"),
            UInt8(ascii: "&"):
            true
        default: false
        }
    }

    @unsafe mutating func text(_ type: MD_TEXTTYPE, _ text: UnsafeRawBufferPointer) -> Bool {
        switch type {
        case MD_TEXT_NORMAL, MD_TEXT_CODE:
            if !waiting.isEmpty { unsafe locate(text) }
            unsafe pending.append(contentsOf: text)
        case MD_TEXT_SOFTBR: pending.append(UInt8(ascii: "\n"))
        case MD_TEXT_BR:
            guard start("br") else { return false }
            close()
            pending.append(UInt8(ascii: "\n"))
        default: return false
        }
        return true
    }

    /// The blocks that wait begin where the text stands that is not escaped in HTML, if it is of the source.
    @unsafe private mutating func locate(_ text: UnsafeRawBufferPointer) {
        let address = UInt(bitPattern: text.baseAddress)
        guard address >= base, address < base + UInt(source.count),
            let offset = unsafe text.firstIndex(where: { ![0x22, 0x26, 0x3C, 0x3E].contains($0) })
        else { return }
        let place = Int(address - base) + offset
        guard place >= counted, let first = waiting.first else { return }
        while counted < place {
            if source[counted] == UInt8(ascii: "\n") { countedLine += 1 }
            counted += 1
        }
        line = countedLine
        waiting.removeAll(keepingCapacity: true)
        for index in first..<events.count {
            guard case .open(let name, let attributes, _) = events[index] else { continue }
            events[index] = .open(name: name, attributes: attributes, line: line)
        }
    }

    // MARK: Events

    private mutating func startLine(
        _ name: String, _ attributes: [HTMLAttribute] = [], isLocated: Bool = false
    ) -> Bool {
        guard start(name, attributes, isLocated: isLocated) else { return false }
        pending.append(UInt8(ascii: "\n"))
        return true
    }

    /// - Parameter isLocated: it bears its own line.
    /// - Returns: `false` when it would stand too deep.
    private mutating func start(
        _ name: String, _ attributes: [HTMLAttribute] = [], isLocated: Bool = false
    ) -> Bool {
        flush()
        guard open.count < maxDepth else { return false }
        if isLocated {
            if waiting.count == 2 { waiting.removeLast() }
            waiting.append(events.count)
        }
        open.append(name)
        events.append(.open(name: name, attributes: attributes, line: line))
        return true
    }

    private mutating func close() {
        flush()
        if let name = open.popLast() { events.append(.close(name: name)) }
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        if pending == lineFeed {
            events.append(.text(lineFeed))
            pending.removeAll(keepingCapacity: true)
        } else {
            events.append(.text(pending))
            pending = []
        }
    }
}
