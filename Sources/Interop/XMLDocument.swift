internal import CLibXML2

/// An XML document that was parsed from bytes of any origin. Owns libxml2's tree.
///
/// The parser reads nothing but the bytes: no network, no external subset, no external entities, and libxml2's
/// limits on depth (256) and on amplification hold. Entities are not expanded, except short ones that the document
/// itself declares. Nothing is printed. Noncopyable: the tree is freed with its one owner.
@safe public struct XMLDocument: ~Copyable {
    let document: xmlDocPtr
    /// The document in UTF-8, without byte order mark: what every `offset` counts in.
    public let text: [UInt8]
    /// The encoding that the document declares; `nil` when it declares none.
    public let declaredEncoding: String?
    /// The public identifier of the document type declaration; `nil` when there is none.
    public let publicID: String?
    public let root: XMLElement

    /// - Throws: all the faults that were found, in order, when the bytes are no well-formed, namespace-well-formed
    ///   document. Faults are placed in the text up to where it could be decoded.
    public init(parsing bytes: [UInt8]) throws(XMLParsingError) {
        XMLRuntime.prepare()
        let decoded: XMLEncoding.Text
        do throws(XMLProblem) {
            decoded = try XMLEncoding.decode(bytes)
        } catch {
            throw XMLParsingError(text: bytes, problems: [error])
        }
        let collector = ProblemCollector()
        guard let document = unsafe Self.parse(decoded.bytes, into: collector) else {
            throw XMLParsingError(text: decoded.bytes, problems: collector.problems)
        }
        unsafe self.document = document
        text = decoded.bytes
        declaredEncoding = decoded.declared
        publicID = unsafe document.pointee.intSubset?.pointee.ExternalID.map { unsafe String(cString: $0) }
        var copier = TreeCopier()
        root = unsafe copier.element(xmlDocGetRootElement(document))
    }

    deinit { unsafe xmlFreeDoc(document) }

    /// - Returns: `nil` when there were problems; the collector has them then.
    private static func parse(_ bytes: [UInt8], into collector: ProblemCollector) -> xmlDocPtr? {
        guard let context = unsafe xmlNewParserCtxt() else { fatalError("libxml2 is out of memory") }
        defer { unsafe xmlFreeParserCtxt(context) }
        unsafe context.pointee._private = Unmanaged.passUnretained(collector).toOpaque()
        unsafe context.pointee.sax.pointee.serror = { context, error in
            guard let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self),
                let error = unsafe error?.pointee, unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue
            else { return }
            let offset = unsafe XMLDocument.offset(in: context)
            unsafe Unmanaged<ProblemCollector>.fromOpaque(context.pointee._private).takeUnretainedValue()
                .append(.wellFormedness, error.message, offset: offset)
        }
        unsafe context.pointee.sax.pointee.startElementNs = {
            context, name, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes in
            unsafe xmlSAX2StartElementNs(
                context, name, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes)
            guard let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
            // A node's own pointer is free for the application: it keeps the place of the start tag, plus one.
            unsafe context.pointee.node?.pointee._private =
                UnsafeMutableRawPointer(bitPattern: XMLDocument.startOfTag(in: context) + 1)
        }
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_BIG_LINES.rawValue
        let document = unsafe bytes.withUnsafeBytes { buffer in
            unsafe withExtendedLifetime(collector) {
                unsafe xmlCtxtReadMemory(
                    context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count),
                    nil, nil, Int32(options))
            }
        }
        if let document = unsafe document, collector.problems.isEmpty, unsafe xmlDocGetRootElement(document) != nil {
            return unsafe document
        }
        if collector.problems.isEmpty { collector.append(.wellFormedness, "the document is empty", offset: 0) }
        unsafe xmlFreeDoc(document)
        return nil
    }

    /// Where the parser stands in the document itself, not in an entity.
    private static func offset(in context: xmlParserCtxtPtr) -> Int? {
        guard unsafe context.pointee.inputNr > 0, let input = unsafe context.pointee.inputTab[0] else { return nil }
        guard let cursor = unsafe input.pointee.cur, let base = unsafe input.pointee.base else { return nil }
        return unsafe Int(input.pointee.consumed) + (cursor - base)
    }

    /// libxml2 reports an element at the end of its start tag. No `<` stands in a tag, so the nearest before is its own.
    private static func startOfTag(in context: xmlParserCtxtPtr) -> Int {
        guard unsafe context.pointee.inputNr > 0, let input = unsafe context.pointee.inputTab[0],
            var cursor = unsafe input.pointee.cur, let base = unsafe input.pointee.base
        else { return 0 }
        while unsafe cursor > base, unsafe cursor.pointee != UInt8(ascii: "<") { unsafe cursor -= 1 }
        return unsafe Int(input.pointee.consumed) + (cursor - base)
    }
}

/// Bytes that are no XML document.
public struct XMLParsingError: Error {
    /// What the offsets of the problems count in.
    public let text: [UInt8]
    /// Not empty, in the order of the document.
    public let problems: [XMLProblem]
}

/// Where libxml2's callbacks put what they find. Lives as long as the C call.
final class ProblemCollector {
    private(set) var problems: [XMLProblem] = []
    /// Enough for a person; hostile input would make millions.
    private let limit = 100

    @safe func append(_ kind: XMLProblem.Kind, _ message: UnsafePointer<CChar>?, offset: Int?) {
        let text = unsafe message.map { unsafe String(cString: $0) } ?? "unknown fault"
        append(kind, text, offset: offset)
    }

    func append(_ kind: XMLProblem.Kind, _ message: String, offset: Int?) {
        guard problems.count < limit else { return }
        let line = message.split(separator: "\n").joined(separator: " ")
        problems.append(XMLProblem(kind, line, offset: offset))
    }
}

/// Copies libxml2's tree into values. Recursion is bounded by the parser's limit on depth.
@safe private struct TreeCopier {
    /// Names live in libxml2's dictionary, so equal names have equal addresses.
    private var names: [UInt: String] = [:]

    mutating func element(_ node: xmlNodePtr) -> XMLElement {
        var children: [XMLElement] = []
        var text = ""
        var next = unsafe node.pointee.children
        while let child = unsafe next {
            switch unsafe child.pointee.type {
            case XML_ELEMENT_NODE: children.append(unsafe element(child))
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                if let content = unsafe child.pointee.content { unsafe text += String(cString: content) }
            case XML_ENTITY_REF_NODE: text += unsafe Self.replacement(of: child)
            default: break
            }
            unsafe next = child.pointee.next
        }
        return unsafe XMLElement(
            namespace: name(node.pointee.ns?.pointee.href), name: name(node.pointee.name),
            prefix: name(node.pointee.ns?.pointee.prefix), attributes: attributes(of: node),
            declarations: declarations(of: node), children: children, text: text,
            offset: max(0, Int(bitPattern: node.pointee._private) - 1))
    }

    private mutating func attributes(of node: xmlNodePtr) -> [XMLAttribute] {
        var attributes: [XMLAttribute] = []
        var next = unsafe node.pointee.properties
        while let attribute = unsafe next {
            var value = ""
            var part = unsafe attribute.pointee.children
            while let node = unsafe part {
                if unsafe node.pointee.type == XML_ENTITY_REF_NODE {
                    value += unsafe Self.replacement(of: node)
                } else if let content = unsafe node.pointee.content {
                    unsafe value += String(cString: content)
                }
                unsafe part = node.pointee.next
            }
            unsafe attributes.append(
                XMLAttribute(
                    namespace: name(attribute.pointee.ns?.pointee.href), name: name(attribute.pointee.name),
                    value: value))
            unsafe next = attribute.pointee.next
        }
        return attributes
    }

    private mutating func declarations(of node: xmlNodePtr) -> [(prefix: String, uri: String)] {
        var declarations: [(prefix: String, uri: String)] = []
        var next = unsafe node.pointee.nsDef
        while let declaration = unsafe next {
            unsafe declarations.append((name(declaration.pointee.prefix), name(declaration.pointee.href)))
            unsafe next = declaration.pointee.next
        }
        return declarations
    }

    private mutating func name(_ pointer: UnsafePointer<xmlChar>?) -> String {
        guard let pointer = unsafe pointer else { return "" }
        let address = UInt(bitPattern: pointer)
        if let known = names[address] { return known }
        let name = unsafe String(cString: pointer)
        names[address] = name
        return name
    }

    /// The text of an entity that the document declares, when it is short and plain; else nothing.
    private static func replacement(of node: xmlNodePtr) -> String {
        guard let entity = unsafe xmlGetDocEntity(node.pointee.doc, node.pointee.name),
            let content = unsafe entity.pointee.content, unsafe entity.pointee.length <= 100
        else { return "" }
        return unsafe String(cString: content)
    }
}
