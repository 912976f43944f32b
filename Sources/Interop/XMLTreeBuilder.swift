internal import CLibXML2

/// Makes values of a document while libxml2 reads it, without a tree of libxml2's own beside them.
///
/// A value, which libxml2's callbacks reach through a pointer: there are hundreds of them for a page of text.
@safe struct XMLTreeBuilder {
    let problems = ProblemCollector()
    private(set) var root: XMLElement?
    private(set) var publicID: String?
    private(set) var systemID: String?

    private let closing: XMLDocument.Closing?
    private var open: [OpenElement] = []
    /// The character data of the open elements so far, by depth; kept for the next element of that depth.
    private var texts: [[UInt8]] = []
    /// That of the innermost open element; its place in `texts` is empty meanwhile.
    private var text: [UInt8] = []
    private var names: [NameKey: XMLName] = [:]
    /// Prefixes and namespaces by their place in libxml2's dictionary.
    private var strings: [UInt: String] = [:]
    private var declaredAttributes = 0
    private var isStopped = false
    /// That of the document. Entities are read in contexts of their own, and what stands in them is passed over.
    private var context: UnsafeMutableRawPointer?

    private struct OpenElement {
        let kind: XMLName
        let prefix: String
        let attributes: [XMLAttribute]
        let declarations: [(prefix: String, uri: String)]
        let offset: Int
        var children: [XMLElement] = []
    }

    /// libxml2 keeps each name once: equal names have equal addresses.
    private struct NameKey: Hashable {
        let local: UInt
        let namespace: UInt
    }

    init(closing: XMLDocument.Closing?) { self.closing = closing }

    mutating func parse(_ bytes: [UInt8]) {
        unsafe withUnsafeMutablePointer(to: &self) { builder in unsafe Self.parse(bytes, into: builder) }
    }

    private static func parse(_ bytes: [UInt8], into builder: UnsafeMutablePointer<XMLTreeBuilder>) {
        guard let context = unsafe xmlNewParserCtxt() else { fatalError("libxml2 is out of memory") }
        defer { unsafe xmlFreeParserCtxt(context) }
        unsafe context.pointee._private = UnsafeMutableRawPointer(builder)
        unsafe builder.pointee.context = UnsafeMutableRawPointer(context)
        guard let sax = unsafe context.pointee.sax else { fatalError("libxml2 is out of memory") }
        unsafe sax.pointee.serror = { context, error in
            guard let error = unsafe error?.pointee, unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue else {
                return
            }
            unsafe XMLTreeBuilder.of(context)?.pointee.fault(error.message, in: context)
        }
        unsafe sax.pointee.startElementNs = {
            context, name, prefix, uri, namespaceCount, namespaces, count, _, attributes in
            guard let builder = unsafe XMLTreeBuilder.of(context) else { return }
            let found = unsafe builder.pointee.attributes(attributes, count: Int(count), in: context)
            let declared = unsafe builder.pointee.declarations(namespaces, count: Int(namespaceCount))
            unsafe builder.pointee.start(context, name, prefix, uri, found, declared)
        }
        unsafe sax.pointee.endElementNs = { context, _, _, _ in unsafe XMLTreeBuilder.of(context)?.pointee.end(context)
        }
        unsafe sax.pointee.characters = { context, text, count in
            unsafe XMLTreeBuilder.of(context)?.pointee.add(context, UnsafeBufferPointer(start: text, count: Int(count)))
        }
        unsafe sax.pointee.cdataBlock = sax.pointee.characters
        unsafe sax.pointee.ignorableWhitespace = sax.pointee.characters
        unsafe sax.pointee.comment = nil
        unsafe sax.pointee.processingInstruction = nil
        unsafe sax.pointee.reference = { context, name in
            unsafe XMLTreeBuilder.of(context)?.pointee.reference(context, name)
        }
        unsafe sax.pointee.entityDecl = { context, name, type, publicID, systemID, content in
            unsafe xmlSAX2EntityDecl(context, name, type, publicID, systemID, content)
            guard let content = unsafe content else { return }
            let text = unsafe UnsafeRawBufferPointer(start: content, count: Int(xmlStrlen(content)))
            if XMLLimits.tagOverLimit(in: text) != nil { unsafe XMLTreeBuilder.of(context)?.pointee.stop(context) }
        }
        unsafe sax.pointee.attributeDecl = { context, element, name, type, defaults, value, enumeration in
            unsafe xmlSAX2AttributeDecl(context, element, name, type, defaults, value, enumeration)
            unsafe XMLTreeBuilder.of(context)?.pointee.countDeclaredAttribute(context)
        }
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_BIG_LINES.rawValue
        unsafe bytes.withUnsafeBytes { buffer in
            let document = unsafe xmlCtxtReadMemory(
                context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count), nil,
                nil, Int32(options))
            let type = unsafe document?.pointee.intSubset?.pointee
            unsafe builder.pointee.publicID = type?.ExternalID.map { unsafe String(cString: $0) }
            unsafe builder.pointee.systemID = type?.SystemID.map { unsafe String(cString: $0) }
            unsafe xmlFreeDoc(document)
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLTreeBuilder>? {
        unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private?
            .assumingMemoryBound(to: XMLTreeBuilder.self)
    }

    private func fault(_ message: UnsafePointer<CChar>?, in context: UnsafeMutableRawPointer?) {
        guard !isStopped, let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
        unsafe problems.append(.wellFormedness, message, offset: Self.offset(in: context))
    }

    /// Ends the parsing of a document that is over a limit.
    private mutating func stop(_ context: UnsafeMutableRawPointer?) {
        guard !isStopped, let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
        isStopped = true
        unsafe problems.append(.excess, XMLLimits.message, offset: Self.offset(in: context))
        unsafe xmlStopParser(context)
    }

    private mutating func countDeclaredAttribute(_ context: UnsafeMutableRawPointer?) {
        declaredAttributes += 1
        if declaredAttributes > XMLLimits.declaredAttributes { unsafe stop(context) }
    }

    private mutating func start(
        _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
        _ uri: UnsafePointer<xmlChar>?, _ attributes: [XMLAttribute], _ declarations: [(prefix: String, uri: String)]
    ) {
        guard unsafe context == self.context, let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self)
        else { return }
        if texts.count == open.count { texts.append([]) }
        swap(&text, &texts[open.count])
        unsafe open.append(
            OpenElement(
                kind: self.name(name, uri), prefix: string(prefix), attributes: attributes,
                declarations: declarations, offset: Self.startOfTag(in: context)))
        // The number counts prefixes and URIs.
        if unsafe Int(context.pointee.nsNr) > 2 * XMLLimits.attributes { unsafe stop(context) }
    }

    /// - Parameter pointers: five each: local name, prefix, namespace, start and end of the value.
    private mutating func attributes(
        _ pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int, in context: UnsafeMutableRawPointer?
    ) -> [XMLAttribute] {
        guard count > 0, let pointers = unsafe pointers,
            let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self)
        else { return [] }
        return (0..<count).map { index in
            let attribute = unsafe pointers + index * 5
            return unsafe XMLAttribute(
                kind: name(attribute[0], attribute[2]),
                value: Self.value(from: attribute[3], to: attribute[4], in: context))
        }
    }

    private mutating func end(_ context: UnsafeMutableRawPointer?) {
        guard unsafe context == self.context, let closed = open.popLast() else { return }
        let depth = open.count
        var element = XMLElement(
            kind: closed.kind, prefix: closed.prefix, attributes: closed.attributes,
            declarations: closed.declarations, children: closed.children, text: string(of: text),
            offset: closed.offset)
        text.removeAll(keepingCapacity: true)
        swap(&text, &texts[depth])
        if let closing, depth == 1 || depth == 2 { element = closing(element, open.map(\.kind)) }
        if depth > 0 { open[depth - 1].children.append(element) } else { root = element }
    }

    private mutating func add(_ context: UnsafeMutableRawPointer?, _ bytes: UnsafeBufferPointer<xmlChar>) {
        guard unsafe context == self.context, !open.isEmpty else { return }
        if bytes.count == 1, let byte = unsafe bytes.first {
            text.append(byte)
        } else {
            unsafe text.append(contentsOf: bytes)
        }
    }

    /// The document was found to be UTF-8 before it was parsed, and references stand for characters.
    private func string(of text: [UInt8]) -> String {
        // Short texts are compared and hashed, which is faster when they are known to be ASCII.
        text.count < 256
            ? String(decoding: text, as: UTF8.self) : unsafe String(copying: UTF8Span(unchecked: text.span))
    }

    /// The text of an entity that the document declares, when it is short and plain; else nothing.
    private mutating func reference(_ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?) {
        guard unsafe context == self.context, !open.isEmpty,
            let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self)
        else { return }
        unsafe text += Array(Self.replacement(of: name, in: context.pointee.myDoc).utf8)
    }

    /// References stand in a value as they are written, except those to characters.
    private static func value(
        from start: UnsafePointer<xmlChar>?, to end: UnsafePointer<xmlChar>?, in context: xmlParserCtxtPtr
    ) -> String {
        guard let start = unsafe start, let end = unsafe end, unsafe start < end else { return "" }
        let bytes = unsafe UnsafeBufferPointer(start: start, count: end - start)
        guard unsafe bytes.contains(UInt8(ascii: "&")) else { return unsafe String(decoding: bytes, as: UTF8.self) }
        let nodes = unsafe xmlStringLenGetNodeList(context.pointee.myDoc, start, Int32(clamping: bytes.count))
        defer { unsafe xmlFreeNodeList(nodes) }
        var value = ""
        var next = unsafe nodes
        while let node = unsafe next {
            if unsafe node.pointee.type == XML_ENTITY_REF_NODE {
                value += unsafe replacement(of: node.pointee.name, in: context.pointee.myDoc)
            } else if let content = unsafe node.pointee.content {
                unsafe value += String(cString: content)
            }
            unsafe next = node.pointee.next
        }
        return value
    }

    private static func replacement(of name: UnsafePointer<xmlChar>?, in document: xmlDocPtr?) -> String {
        guard let entity = unsafe xmlGetDocEntity(document, name), let content = unsafe entity.pointee.content,
            unsafe entity.pointee.length <= 100
        else { return "" }
        return unsafe String(cString: content)
    }

    /// - Parameter namespaces: two pointers each: prefix and URI.
    private mutating func declarations(
        _ namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
    ) -> [(prefix: String, uri: String)] {
        guard count > 0, let namespaces = unsafe namespaces else { return [] }
        return (0..<count).map { index in
            unsafe (string(namespaces[2 * index]), string(namespaces[2 * index + 1]))
        }
    }

    private mutating func name(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) -> XMLName {
        let key = NameKey(local: UInt(bitPattern: local), namespace: UInt(bitPattern: uri))
        if let known = names[key] { return known }
        let name = unsafe XMLName(
            namespace: string(uri), local: local.map { unsafe String(cString: $0) } ?? "",
            number: UInt32(clamping: names.count))
        names[key] = name
        return name
    }

    private mutating func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
        guard let pointer = unsafe pointer else { return "" }
        let address = UInt(bitPattern: pointer)
        if let known = strings[address] { return known }
        let string = unsafe String(cString: pointer)
        strings[address] = string
        return string
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
