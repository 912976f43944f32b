/// Why libxml2 could not do what was asked.
public enum XMLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The writer refused a call, or the call would have added white space to content. The first refusal counts.
    case writeFailed(call: String)
    /// A RELAX NG grammar is not one. Never empty.
    case badGrammar([XMLProblem])

    public var description: String {
        switch self {
        case .writeFailed(let call): "writing a document failed at '\(call)'"
        case .badGrammar(let problems): "the grammar is not usable: \(problems.first?.message ?? "no reason given")"
        }
    }
}

/// One fault that libxml2 found, and where.
public struct XMLProblem: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// XML 1.0 or Namespaces in XML is broken.
        case wellFormedness
        /// The bytes are not text of the encoding that holds.
        case encoding
        /// The document does not match a grammar.
        case grammar
        /// The document is over one of `XMLLimits`.
        case excess
    }

    public var kind: Kind
    /// One line, as libxml2 words it, without a full stop.
    public var message: String
    /// 0-based, in bytes of the document's text in UTF-8 (`XMLDocument.text`); `nil` when the place is unknown.
    public var offset: Int?

    public init(_ kind: Kind, _ message: String, offset: Int? = nil) {
        self.kind = kind
        self.message = message
        self.offset = offset
    }
}
