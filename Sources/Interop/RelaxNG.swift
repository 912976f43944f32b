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

    /// - Parameter shape: places are the numbers of its elements.
    fileprivate func faults(in shape: XMLShape) -> [XMLShape.Fault] {
        let collector = ProblemCollector()
        guard let context = unsafe xmlRelaxNGNewValidCtxt(schema) else { fatalError("libxml2 is out of memory") }
        defer { unsafe xmlRelaxNGFreeValidCtxt(context) }
        unsafe xmlRelaxNGSetValidStructuredErrors(
            context, RelaxNG.collect, Unmanaged.passUnretained(collector).toOpaque())
        guard let document = unsafe shape.document() else { fatalError("libxml2 is out of memory") }
        defer { unsafe xmlFreeDoc(document) }
        let result = withExtendedLifetime(collector) { unsafe xmlRelaxNGValidateDoc(context, document) }
        if result != 0, collector.isEmpty { collector.append(.grammar, "the grammar does not match", offset: nil) }
        return result == 0 ? [] : collector.problems.map { XMLShape.Fault(message: $0.message, element: $0.offset) }
    }

    private static let collect: @convention(c) (UnsafeMutableRawPointer?, xmlErrorPtr?) -> Void = { target, error in
        guard let target = unsafe target, let error = unsafe error?.pointee else { return }
        let node = unsafe error.node?.assumingMemoryBound(to: xmlNode.self)
        let place = unsafe node.map { unsafe Int(bitPattern: $0.pointee._private) } ?? 0
        unsafe Unmanaged<ProblemCollector>.fromOpaque(target).takeUnretainedValue()
            .append(.grammar, error.message, offset: place > 0 ? place - 1 : nil)
    }
}

/// Judges the parts of one document by a grammar that speaks of one namespace and of no values.
///
/// Elements outside the namespace are laid aside, with all that is in them. What then counts is which elements and
/// attributes stand where, and where text is: parts that are alike in this are judged once. Parts are judged one by
/// one because a whole feed takes libxml2 time that grows with the square of its entries.
public struct GrammarCheck {
    private let grammar: RelaxNG
    private let namespace: String
    private var known: [[UInt32]: [XMLShape.Fault]] = [:]
    /// Hostile documents have no end of shapes.
    private static let limit = 1000

    /// - Parameter namespace: the grammar's; empty for none.
    public init(_ grammar: RelaxNG, namespace: String) {
        self.grammar = grammar
        self.namespace = namespace
    }

    /// - Parameter isLeftOut: which elements below `root` count as absent, with all that is in them; it is given their
    ///   depth too, that of the children of `root` being 1.
    /// - Returns: the faults of the element as a document of its own.
    public mutating func problems(
        in root: XMLElement, leavingOut isLeftOut: (XMLElement, Int) -> Bool = { _, _ in false }
    ) -> [XMLProblem] {
        let shape = XMLShape(of: root, namespace: namespace, leavingOut: isLeftOut)
        let faults: [XMLShape.Fault]
        if let judged = known[shape.key] {
            faults = judged
        } else {
            faults = grammar.faults(in: shape)
            if known.count < Self.limit { known[shape.key] = faults }
        }
        return faults.map { fault in
            XMLProblem(.grammar, fault.message, offset: fault.element.map { shape.elements[$0].element.offset })
        }
    }
}
