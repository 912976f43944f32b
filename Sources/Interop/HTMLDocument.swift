internal import CLibXML2

/// One step of a walk over an HTML tree in document order. Every `open` has its `close`, properly nested.
public enum HTMLEvent: Hashable, Sendable {
    /// `name` in lower case as libxml2 gives it; `line` is 1-based, where the start tag ends.
    case open(name: String, attributes: [HTMLAttribute], line: Int)
    case close(name: String)
    /// UTF-8 with all references resolved; it may hold characters that XML forbids. Never next to another text.
    case text([UInt8])
}

/// An attribute as written, its references resolved; `value` is empty when none was given.
public struct HTMLAttribute: Hashable, Sendable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// Why HTML gave no tree.
public enum HTMLError: Error, Hashable, Sendable {
    /// Elements stand within each other more than `limit` deep; `line` is 1-based.
    case tooDeep(line: Int, limit: Int)
    /// libxml2 gave up before the end: what it has is not the whole.
    case incomplete
}

/// Reads HTML of any quality through libxml2's recovering parser.
///
/// The parser runs with HUGE, because without it libxml2 (2.9) drops all text past depth 256 and past 10,000,000
/// bytes without a word; the limit on depth is ours. It never touches the network, and prints nothing. It builds no
/// tree: its SAX interface makes the same steps, takes a third of the memory, and counts lines beyond 65,535.
public enum HTMLDocument {
    /// - Parameter bytes: valid UTF-8, whatever charset a `meta` inside declares.
    /// - Returns: nothing for empty input. Comments, processing instructions and the DTD are left out.
    public static func events(of bytes: [UInt8], maxDepth: Int) throws(HTMLError) -> [HTMLEvent] {
        guard !bytes.isEmpty, bytes.count < Int(Int32.max) else { return [] }
        XMLRuntime.prepare()
        guard let context = unsafe htmlNewParserCtxt() else { fatalError("libxml2 is out of memory") }
        defer { unsafe htmlFreeParserCtxt(context) }
        let steps = HTMLSteps(maxDepth: maxDepth)
        unsafe context.pointee._private = Unmanaged.passUnretained(steps).toOpaque()
        unsafe listen(context)
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | UInt32(XML_PARSE_HUGE.rawValue)
        let document = unsafe MarkedSections.blanked(bytes).withUnsafeBytes { buffer in
            unsafe withExtendedLifetime(steps) {
                unsafe htmlCtxtReadMemory(
                    context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil,
                    "UTF-8", Int32(bitPattern: options))
            }
        }
        if let document = unsafe document { unsafe xmlFreeDoc(document) }
        if let line = steps.tooDeepLine { throw .tooDeep(line: line, limit: maxDepth) }
        guard unsafe context.pointee.disableSAX == 0 else { throw .incomplete }
        return steps.finish()
    }

    /// Puts our functions in the place of those that build the tree.
    private static func listen(_ context: htmlParserCtxtPtr) {
        guard let sax = unsafe context.pointee.sax else { return }
        unsafe sax.pointee = xmlSAXHandler()
        // The HTML parser asks `serror` only when `initialized` says that the table is of version 2.
        unsafe sax.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        unsafe sax.pointee.serror = { _, _ in }
        unsafe sax.pointee.startElement = { context, name, attributes in
            guard let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
            let line = unsafe Int(context.pointee.input?.pointee.line ?? 1)
            guard unsafe HTMLDocument.steps(of: context).open(name, attributes, line: line) else {
                unsafe xmlStopParser(context)
                return
            }
        }
        unsafe sax.pointee.endElement = { context, _ in
            guard let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
            unsafe HTMLDocument.steps(of: context).close()
        }
        unsafe sax.pointee.characters = { context, text, count in
            guard let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self), let text = unsafe text
            else { return }
            unsafe HTMLDocument.steps(of: context).text(UnsafeBufferPointer(start: text, count: Int(count)))
        }
        unsafe sax.pointee.ignorableWhitespace = sax.pointee.characters
        unsafe sax.pointee.cdataBlock = sax.pointee.characters
    }

    private static func steps(of context: xmlParserCtxtPtr) -> HTMLSteps {
        unsafe Unmanaged<HTMLSteps>.fromOpaque(context.pointee._private).takeUnretainedValue()
    }
}

/// Where libxml2's callbacks put what they see. Lives as long as the C call.
private final class HTMLSteps {
    private let maxDepth: Int
    private var events: [HTMLEvent] = []
    private var open: [String] = []
    private var pending: [UInt8] = []
    /// The text between most tags: one array for all of them.
    private let lineFeed: [UInt8] = [UInt8(ascii: "\n")]
    private(set) var tooDeepLine: Int?

    init(maxDepth: Int) { self.maxDepth = maxDepth }

    /// - Returns: `false` when it would stand too deep.
    @safe func open(
        _ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, line: Int
    ) -> Bool {
        flush()
        guard open.count < maxDepth else {
            tooDeepLine = tooDeepLine ?? line
            return false
        }
        let name = unsafe Self.text(name)
        var found: [HTMLAttribute] = []
        if var place = unsafe attributes {
            while let attribute = unsafe place.pointee {
                unsafe found.append(HTMLAttribute(name: Self.text(attribute), value: Self.text(place[1])))
                unsafe place += 2
            }
        }
        open.append(name)
        events.append(.open(name: name, attributes: found, line: line))
        return true
    }

    func close() {
        flush()
        guard let name = open.popLast() else { return }
        events.append(.close(name: name))
    }

    @safe func text(_ text: UnsafeBufferPointer<xmlChar>) { unsafe pending.append(contentsOf: text) }

    func finish() -> [HTMLEvent] {
        flush()
        while let name = open.popLast() { events.append(.close(name: name)) }
        return events
    }

    private func flush() {
        guard !pending.isEmpty else { return }
        events.append(.text(pending == lineFeed ? lineFeed : pending))
        pending = []
    }

    private static func text(_ text: UnsafePointer<xmlChar>?) -> String {
        guard let text = unsafe text else { return "" }
        return unsafe String(decoding: UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))), as: UTF8.self)
    }
}
