internal import CLibXML2

/// A walk over an XML document in its order, for documents that are read once from the start to the end.
///
/// Names are numbers: places in the vocabulary that the caller brings. What is not in it has the number of `unknown`,
/// and attributes that are not in it are left out. No tree, no recursion; the size is in proportion to the document.
public struct XMLSteps: Sendable {
    public enum Kind: UInt8, Sendable { case open, close, text }

    public struct Step: Sendable {
        public let kind: Kind
        /// Of the element; `unknown` for text.
        public let name: UInt16
        /// Of text in `text`; of an opening in `attributes`; empty else.
        fileprivate let start: UInt32
        fileprivate let end: UInt32
    }

    struct Attribute: Sendable {
        let name: UInt16
        let start: UInt32
        let end: UInt32
    }

    public static let unknown = UInt16.max

    fileprivate init() {}

    public fileprivate(set) var steps: [Step] = []
    fileprivate var attributes: [Attribute] = []
    fileprivate var content: [UInt8] = []

    /// UTF-8, of the first attribute whose name is wanted.
    public func value(in step: Step, where isWanted: (UInt16) -> Bool) -> ArraySlice<UInt8>? {
        guard step.kind == .open else { return nil }
        for index in step.start..<step.end where isWanted(attributes[Int(index)].name) {
            return content[Int(attributes[Int(index)].start)..<Int(attributes[Int(index)].end)]
        }
        return nil
    }

    /// Of a text step.
    public func text(of step: Step) -> ArraySlice<UInt8> {
        step.kind == .text ? content[Int(step.start)..<Int(step.end)] : []
    }

    /// Why a document is not walked.
    public enum Fault: Error, Hashable, Sendable {
        /// It has a document type declaration: none is ever read, whatever it declares.
        case documentType
        /// Elements within each other beyond libxml2's limit.
        case tooDeep(limit: Int)
        /// Not well-formed, or not in an encoding that is known; `line` is 1-based, `nil` when it is not known.
        case malformed(line: Int?)
    }

    /// libxml2's own limit without HUGE.
    public static let maxDepth = 256

    /// Attributes and elements by namespace and local name; an attribute without namespace has the empty one.
    public struct Vocabulary: Sendable {
        fileprivate let names: [[UInt8]: UInt16]
        fileprivate let namespaces: [[UInt8]: [UInt8]]

        /// - Parameters:
        ///   - names: `prefix:local`, or `local` alone for attributes without namespace, in the order of their numbers.
        ///   - namespaces: from namespace to the prefix that stands for it; several may share one.
        public init(names: [String], namespaces: [String: String]) {
            var numbers: [[UInt8]: UInt16] = [:]
            for (number, name) in names.enumerated() { numbers[Array(name.utf8)] = UInt16(number) }
            self.names = numbers
            self.namespaces = Dictionary(
                namespaces.map { (Array($0.utf8), Array(($1 + ":").utf8)) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// - Parameter bytes: in any encoding that XML documents declare.
    public init(of bytes: [UInt8], _ vocabulary: Vocabulary) throws(Fault) {
        XMLRuntime.prepare()
        let text: [UInt8]
        do throws(XMLProblem) { text = try XMLEncoding.decode(bytes).bytes } catch { throw .malformed(line: nil) }
        guard !Self.hasDocumentType(text[...]) else { throw .documentType }
        guard text.count < Int(Int32.max) else { throw .malformed(line: nil) }
        let collector = StepCollector(vocabulary)
        collector.steps.steps.reserveCapacity(text.count / 24)
        collector.steps.content.reserveCapacity(text.count / 4)
        try Self.parse(text, into: collector)
        self = collector.steps
    }

    private static func parse(_ text: [UInt8], into collector: StepCollector) throws(Fault) {
        guard let context = unsafe xmlNewParserCtxt() else { fatalError("libxml2 is out of memory") }
        defer {
            unsafe xmlFreeDoc(context.pointee.myDoc)
            unsafe xmlFreeParserCtxt(context)
        }
        unsafe context.pointee._private = Unmanaged.passUnretained(collector).toOpaque()
        guard let sax = unsafe context.pointee.sax else { fatalError("libxml2 is out of memory") }
        // No subset is kept, so that nothing can be declared.
        unsafe sax.pointee.internalSubset = nil
        unsafe sax.pointee.externalSubset = nil
        unsafe sax.pointee.entityDecl = nil
        unsafe sax.pointee.comment = nil
        unsafe sax.pointee.processingInstruction = nil
        unsafe sax.pointee.serror = { _, _ in }
        unsafe sax.pointee.startElementNs = { context, name, _, uri, _, _, count, _, attributes in
            unsafe StepCollector.of(context)?.open(name, uri, attributes, count: Int(count))
        }
        unsafe sax.pointee.endElementNs = { context, _, _, _ in unsafe StepCollector.of(context)?.close() }
        unsafe sax.pointee.characters = { context, text, count in
            unsafe StepCollector.of(context)?.text(UnsafeBufferPointer(start: text, count: Int(count)))
        }
        unsafe sax.pointee.cdataBlock = sax.pointee.characters
        unsafe sax.pointee.ignorableWhitespace = sax.pointee.characters
        // NOENT, for without it references in attributes come out as `&#38;`; there are no entities but XML's five.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOENT.rawValue
        unsafe text.withUnsafeBytes { buffer in
            withExtendedLifetime(collector) {
                let document = unsafe xmlCtxtReadMemory(
                    context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil,
                    Int32(options))
                unsafe xmlFreeDoc(document)
            }
        }
        guard unsafe context.pointee.wellFormed == 1, unsafe context.pointee.nsWellFormed == 1 else {
            if collector.depth >= Self.maxDepth { throw .tooDeep(limit: Self.maxDepth) }
            throw .malformed(line: unsafe Int(context.pointee.lastError.line))
        }
    }

    /// Whether `<!DOCTYPE` stands before the first element (XML 1.0 §2.8).
    private static func hasDocumentType(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        while true {
            rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
            let end: [UInt8]
            if rest.starts(with: "<?".utf8) {
                end = Array("?>".utf8)
            } else if rest.starts(with: "<!--".utf8) {
                end = Array("-->".utf8)
            } else {
                return rest.starts(with: "<!".utf8)
            }
            rest = rest.dropFirst(end.count == 2 ? 2 : 4)
            while !rest.isEmpty, !rest.starts(with: end) { rest = rest.dropFirst() }
            rest = rest.dropFirst(end.count)
        }
    }
}

/// Where libxml2's callbacks put the steps. Lives as long as the C call.
private final class StepCollector {
    var steps = XMLSteps()
    private(set) var depth = 0
    private let vocabulary: XMLSteps.Vocabulary
    private var open: [UInt16] = []
    /// libxml2 keeps each name once: its address, with that of the namespace, stands for it.
    private var known: [Name: UInt16] = [:]

    private struct Name: Hashable {
        let local: UInt
        let namespace: UInt
    }

    init(_ vocabulary: XMLSteps.Vocabulary) { self.vocabulary = vocabulary }

    static func of(_ context: UnsafeMutableRawPointer?) -> StepCollector? {
        guard let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self),
            let collector = unsafe context.pointee._private
        else { return nil }
        return unsafe Unmanaged<StepCollector>.fromOpaque(collector).takeUnretainedValue()
    }

    /// - Parameter attributes: five pointers each: local name, prefix, namespace, start and end of the value.
    @safe func open(
        _ name: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
    ) {
        depth += 1
        let number = self.number(name, uri)
        let start = UInt32(clamping: steps.attributes.count)
        if number != XMLSteps.unknown, let attributes = unsafe attributes {
            for index in 0..<count {
                let attribute = unsafe attributes + index * 5
                let name = unsafe self.number(attribute[0], attribute[2])
                guard name != XMLSteps.unknown, let from = unsafe attribute[3], let to = unsafe attribute[4] else {
                    continue
                }
                let place = UInt32(clamping: steps.content.count)
                unsafe steps.content += UnsafeBufferPointer(start: from, count: to - from)
                steps.attributes.append(
                    XMLSteps.Attribute(name: name, start: place, end: UInt32(clamping: steps.content.count)))
            }
        }
        open.append(number)
        steps.steps.append(
            XMLSteps.Step(
                kind: .open, name: number, start: start, end: UInt32(clamping: steps.attributes.count)))
    }

    func close() {
        guard let number = open.popLast() else { return }
        depth -= 1
        steps.steps.append(XMLSteps.Step(kind: .close, name: number, start: 0, end: 0))
    }

    @safe func text(_ bytes: UnsafeBufferPointer<xmlChar>) {
        let start = UInt32(clamping: steps.content.count)
        unsafe steps.content += bytes
        steps.steps.append(
            XMLSteps.Step(
                kind: .text, name: XMLSteps.unknown, start: start, end: UInt32(clamping: steps.content.count)))
    }

    @safe private func number(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) -> UInt16 {
        let key = Name(local: UInt(bitPattern: local), namespace: UInt(bitPattern: uri))
        if let number = known[key] { return number }
        var name: [UInt8] = []
        var isForeign = false
        if let uri = unsafe uri {
            let namespace = unsafe Array(UnsafeBufferPointer(start: uri, count: Int(xmlStrlen(uri))))
            if let prefix = vocabulary.namespaces[namespace] { name = prefix } else { isForeign = true }
        }
        if let local = unsafe local {
            unsafe name += UnsafeBufferPointer(start: local, count: Int(xmlStrlen(local)))
        }
        let number = isForeign ? XMLSteps.unknown : vocabulary.names[name] ?? XMLSteps.unknown
        // Hostile documents have no end of names; those that count are few.
        if known.count < 10_000 { known[key] = number }
        return number
    }
}
