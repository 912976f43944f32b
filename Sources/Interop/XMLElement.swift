/// An element of a parsed document, as a value: copied out of libxml2's tree, alive without it.
///
/// The order between text and elements is not kept; formats of feeds give it no meaning.
public final class XMLElement: Sendable {
    /// The namespace's URI; empty when the element is in none.
    public let namespace: String
    /// The local name.
    public let name: String
    /// As written; empty when there is none.
    public let prefix: String
    /// In the order of the document, without namespace declarations.
    public let attributes: [XMLAttribute]
    /// Namespaces declared on this very element, prefix and URI; the default namespace has an empty prefix.
    public let declarations: [(prefix: String, uri: String)]
    /// The elements directly within.
    public let children: [XMLElement]
    /// The character data directly within, joined; as it stands, white space included.
    public let text: String
    /// 0-based place of the start tag, in bytes of `XMLDocument.text`.
    public let offset: Int

    init(
        namespace: String, name: String, prefix: String, attributes: [XMLAttribute],
        declarations: [(prefix: String, uri: String)], children: [XMLElement], text: String, offset: Int
    ) {
        self.namespace = namespace
        self.name = name
        self.prefix = prefix
        self.attributes = attributes
        self.declarations = declarations
        self.children = children
        self.text = text
        self.offset = offset
    }

    /// The value of an attribute that is in no namespace; `nil` when it is absent.
    public func attribute(_ name: String) -> String? { attribute(name, in: "") }

    public func attribute(_ name: String, in namespace: String) -> String? {
        attributes.first { $0.name == name && $0.namespace == namespace }?.value
    }

    /// The first child of that name and namespace; `nil` when there is none.
    public func child(_ name: String, in namespace: String) -> XMLElement? {
        children.first { $0.name == name && $0.namespace == namespace }
    }

    /// All children of that name and namespace, in order.
    public func children(_ name: String, in namespace: String) -> [XMLElement] {
        children.filter { $0.name == name && $0.namespace == namespace }
    }
}

public struct XMLAttribute: Hashable, Sendable {
    /// Empty when the attribute has no prefix.
    public let namespace: String
    public let name: String
    /// Normalized by the parser (XML 1.0 §3.3.3).
    public let value: String
}
