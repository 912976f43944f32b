internal import CLibXML2

/// An XML document that was parsed from bytes of any origin.
///
/// The parser reads nothing but the bytes: no network, no external subset, no external entities, and libxml2's
/// limits on depth (256) and on amplification hold, and those of `XMLLimits`. Entities are not expanded, except short
/// ones that the document itself declares. Nothing is printed.
public struct XMLDocument: Sendable {
    /// The encoding that the document declares; `nil` when it declares none.
    public let declaredEncoding: String?
    /// The public identifier of the document type declaration; `nil` when there is none.
    public let publicID: String?
    /// Its system identifier; `nil` when there is none.
    public let systemID: String?
    public let root: XMLElement

    /// Is given an element when its end tag was read, with the names of the elements around it, the root's first.
    /// - Returns: what the document keeps of it.
    public typealias Closing = (_ element: XMLElement, _ around: [XMLName]) -> XMLElement

    /// - Parameter closing: asked for each element one and two levels below the root, so that large documents can be
    ///   read in parts that are not kept. What it was given counts for nothing when parsing fails in the end.
    /// - Throws: all the faults that were found, in order, when the bytes are no well-formed, namespace-well-formed
    ///   document. Faults are placed in the text up to where it could be decoded.
    public init(parsing text: XMLText, closing: Closing? = nil) throws(XMLParsingError) {
        XMLRuntime.prepare()
        var builder = XMLTreeBuilder(closing: closing)
        if let place = XMLLimits.tagOverLimit(in: text.bytes) {
            builder.problems.append(.excess, XMLLimits.message, offset: place)
        } else {
            builder.parse(text.bytes)
        }
        guard let root = builder.root, builder.problems.isEmpty else {
            if builder.problems.isEmpty {
                builder.problems.append(.wellFormedness, "the document is empty", offset: 0)
            }
            throw XMLParsingError(text: text.bytes, problems: builder.problems.problems)
        }
        self.root = root
        declaredEncoding = text.declaredEncoding
        publicID = builder.publicID
        systemID = builder.systemID
    }

    public init(parsing bytes: [UInt8]) throws(XMLParsingError) {
        try self.init(parsing: try XMLText(bytes))
    }
}

/// The text of an XML document, decoded and not yet parsed.
public struct XMLText: Sendable {
    /// UTF-8, valid, without byte order mark: what every `offset` counts in.
    public let bytes: [UInt8]
    /// The encoding that the document declares; `nil` when it declares none.
    public let declaredEncoding: String?

    /// - Throws: one fault, when the bytes are not of the encoding that holds.
    public init(_ bytes: [UInt8]) throws(XMLParsingError) {
        do throws(XMLProblem) {
            let text = try XMLEncoding.decode(bytes)
            self.bytes = text.bytes
            declaredEncoding = text.declared
        } catch {
            throw XMLParsingError(text: bytes, problems: [error])
        }
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

    var isEmpty: Bool { problems.isEmpty }

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
