internal import CLibXML2

/// One step of a walk over an HTML tree in document order. Every `open` has its `close`, properly nested.
public enum HTMLEvent: Hashable, Sendable {
    /// `name` in lower case as libxml2 gives it; `line` is 1-based, and stays at 65,535 beyond that.
    case open(name: String, attributes: [HTMLAttribute], line: Int)
    case close(name: String)
    /// UTF-8 with all references resolved; it may hold characters that XML forbids.
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
/// bytes without a word; the limit on depth is ours. It never touches the network, and prints nothing.
public enum HTMLDocument {
    /// Walks without recursion, so that no depth of nesting can exhaust the stack.
    /// - Parameter bytes: valid UTF-8, whatever charset a `meta` inside declares.
    /// - Returns: nothing for empty input. Comments, processing instructions and the DTD are left out.
    public static func events(of bytes: [UInt8], maxDepth: Int) throws(HTMLError) -> [HTMLEvent] {
        guard !bytes.isEmpty, bytes.count < Int(Int32.max) else { return [] }
        XMLRuntime.prepare()
        guard let context = unsafe htmlNewParserCtxt() else { fatalError("libxml2 is out of memory") }
        defer { unsafe htmlFreeParserCtxt(context) }
        // The HTML parser asks `serror` only when `initialized` says that the SAX table is of version 2.
        unsafe context.pointee.sax.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        unsafe context.pointee.sax.pointee.serror = { _, _ in }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | UInt32(XML_PARSE_HUGE.rawValue)
        let parsed = unsafe bytes.withUnsafeBytes { buffer in
            unsafe htmlCtxtReadMemory(
                context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, "UTF-8",
                Int32(bitPattern: options))
        }
        guard let document = unsafe parsed else { return [] }
        defer { unsafe xmlFreeDoc(document) }
        guard unsafe context.pointee.disableSAX == 0 else { throw .incomplete }
        return try unsafe walk(document, maxDepth: maxDepth)
    }

    private static func walk(_ document: xmlDocPtr, maxDepth: Int) throws(HTMLError) -> [HTMLEvent] {
        var events: [HTMLEvent] = []
        var open: [String] = []
        var next = unsafe document.pointee.children
        while let node = unsafe next {
            switch unsafe node.pointee.type {
            case XML_ELEMENT_NODE:
                let name = unsafe text(node.pointee.name)
                let line = unsafe Int(node.pointee.line)
                guard open.count < maxDepth else { throw .tooDeep(line: line, limit: maxDepth) }
                events.append(.open(name: name, attributes: unsafe attributes(of: node), line: line))
                if let child = unsafe node.pointee.children {
                    open.append(name)
                    unsafe next = child
                    continue
                }
                events.append(.close(name: name))
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                if let content = unsafe node.pointee.content {
                    let count = unsafe Int(xmlStrlen(content))
                    events.append(.text(unsafe Array(UnsafeBufferPointer(start: content, count: count))))
                }
            default: break
            }
            unsafe next = node.pointee.next
            var place = unsafe node
            while unsafe next == nil, let name = open.popLast(), let parent = unsafe place.pointee.parent {
                events.append(.close(name: name))
                unsafe place = parent
                unsafe next = parent.pointee.next
            }
        }
        return events
    }

    private static func attributes(of node: xmlNodePtr) -> [HTMLAttribute] {
        var found: [HTMLAttribute] = []
        var next = unsafe node.pointee.properties
        while let attribute = unsafe next {
            var value: [UInt8] = []
            var part = unsafe attribute.pointee.children
            while let piece = unsafe part {
                if let content = unsafe piece.pointee.content {
                    unsafe value += UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content)))
                }
                unsafe part = piece.pointee.next
            }
            found.append(
                HTMLAttribute(
                    name: unsafe text(attribute.pointee.name), value: String(decoding: value, as: UTF8.self)))
            unsafe next = attribute.pointee.next
        }
        return found
    }

    private static func text(_ name: UnsafePointer<xmlChar>?) -> String {
        guard let name = unsafe name else { return "" }
        return unsafe String(decoding: UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name))), as: UTF8.self)
    }
}
