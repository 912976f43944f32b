internal import CLibXML2

/// A RELAX NG grammar, loaded once. libxml2 only reads it while it validates, so it may be shared between threads;
/// each validation has a context of its own.
@safe public final class RelaxNG: @unchecked Sendable {
    private let schema: xmlRelaxNGPtr

    /// - Parameter grammar: RELAX NG in its XML syntax, complete in itself.
    public init(grammar: [UInt8]) throws(XMLError) {
        XMLRuntime.prepare()
        let collector = ProblemCollector()
        let schema: xmlRelaxNGPtr? = unsafe grammar.withUnsafeBytes { buffer in
            let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let context = unsafe xmlRelaxNGNewMemParserCtxt(start, Int32(clamping: buffer.count)) else {
                return nil
            }
            defer { unsafe xmlRelaxNGFreeParserCtxt(context) }
            unsafe xmlRelaxNGSetParserStructuredErrors(
                context, RelaxNG.collect, Unmanaged.passUnretained(collector).toOpaque())
            return unsafe withExtendedLifetime(collector) { unsafe xmlRelaxNGParse(context) }
        }
        guard let schema = unsafe schema, collector.problems.isEmpty else {
            unsafe xmlRelaxNGFree(schema)
            throw .badGrammar(collector.problems)
        }
        unsafe self.schema = schema
    }

    deinit { unsafe xmlRelaxNGFree(schema) }

    /// Validates a feed by parts: every `part` (`entry`, `item`) as a document of its own, then the rest without them.
    ///
    /// Validating a whole feed takes time that grows with the square of its entries; this takes time in proportion.
    /// Elements outside `namespace` are laid aside first, with all that is in them: grammars speak of one namespace.
    /// - Parameter container: the element below the root that holds the parts; `nil` when the root does.
    /// - Returns: the faults of the parts in order, each with the part's 0-based number, then those of the rest.
    public func problems(
        in document: consuming XMLDocument, namespace: String, part: String, container: String?
    ) -> [(part: Int?, problem: XMLProblem)] {
        guard let root = unsafe xmlDocGetRootElement(document.document), let scratch = unsafe xmlNewDoc(nil)
        else { return [] }
        // Nodes are freed by the dictionary of their document: both must have the same one.
        if let names = unsafe document.document.pointee.dict {
            unsafe scratch.pointee.dict = names
            _ = unsafe xmlDictReference(names)
        }
        defer { unsafe xmlFreeDoc(scratch) }
        var problems: [(part: Int?, problem: XMLProblem)] = []
        var number = 0
        var holders = unsafe (container.map { unsafe Self.children(of: root, named: $0) } ?? [root]).makeIterator()
        while let holder = unsafe holders.next() {
            var nodes = unsafe Self.children(of: holder, named: part).makeIterator()
            while let node = unsafe nodes.next() {
                guard unsafe Self.namespace(of: node) == namespace else { continue }
                unsafe xmlUnlinkNode(node)
                unsafe Self.layAside(outside: namespace, in: node)
                _ = unsafe xmlDocSetRootElement(scratch, node)
                for problem in unsafe validate(scratch) { problems.append((number, problem)) }
                unsafe xmlUnlinkNode(node)
                unsafe xmlFreeNode(node)
                number += 1
            }
        }
        unsafe Self.layAside(outside: namespace, in: root)
        for problem in unsafe validate(document.document) { problems.append((nil, problem)) }
        return problems
    }

    private func validate(_ document: xmlDocPtr) -> [XMLProblem] {
        let collector = ProblemCollector()
        guard let context = unsafe xmlRelaxNGNewValidCtxt(schema) else { fatalError("libxml2 is out of memory") }
        defer { unsafe xmlRelaxNGFreeValidCtxt(context) }
        unsafe xmlRelaxNGSetValidStructuredErrors(
            context, RelaxNG.collect, Unmanaged.passUnretained(collector).toOpaque())
        let result = withExtendedLifetime(collector) { unsafe xmlRelaxNGValidateDoc(context, document) }
        if result != 0, collector.problems.isEmpty {
            collector.append(.grammar, "the grammar does not match", offset: nil)
        }
        return result == 0 ? [] : collector.problems
    }

    private static let collect: @convention(c) (UnsafeMutableRawPointer?, xmlErrorPtr?) -> Void = { target, error in
        guard let target = unsafe target, let error = unsafe error?.pointee else { return }
        let node = unsafe error.node?.assumingMemoryBound(to: xmlNode.self)
        let place = unsafe node.map { unsafe Int(bitPattern: $0.pointee._private) } ?? 0
        unsafe Unmanaged<ProblemCollector>.fromOpaque(target).takeUnretainedValue()
            .append(.grammar, error.message, offset: place > 0 ? place - 1 : nil)
    }

    private static func children(of node: xmlNodePtr, named name: String) -> [xmlNodePtr] {
        var found: [xmlNodePtr] = unsafe []
        var next = unsafe node.pointee.children
        while let child = unsafe next {
            if unsafe child.pointee.type == XML_ELEMENT_NODE, unsafe String(cString: child.pointee.name) == name {
                unsafe found.append(child)
            }
            unsafe next = child.pointee.next
        }
        return unsafe found
    }

    private static func namespace(of node: xmlNodePtr) -> String {
        unsafe node.pointee.ns?.pointee.href.map { unsafe String(cString: $0) } ?? ""
    }

    /// Removes foreign elements, and references to entities. Recursion is bounded by the parser's limit on depth.
    private static func layAside(outside namespace: String, in node: xmlNodePtr) {
        var next = unsafe node.pointee.children
        while let child = unsafe next {
            unsafe next = child.pointee.next
            let isElement = unsafe child.pointee.type == XML_ELEMENT_NODE
            let isForeign = isElement && (unsafe Self.namespace(of: child) != namespace)
            if isForeign || (unsafe child.pointee.type == XML_ENTITY_REF_NODE) {
                unsafe xmlUnlinkNode(child)
                unsafe xmlFreeNode(child)
            } else if isElement {
                unsafe layAside(outside: namespace, in: child)
            }
        }
    }
}
