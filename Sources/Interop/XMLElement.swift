/// A name that a document uses. Equal names of one document are the very same object.
public final class XMLName: Sendable {
    /// The namespace's URI; empty when the name is in none.
    public let namespace: String
    public let local: String
    /// 0-based, in the order in which the document brings its names.
    let number: UInt32

    init(namespace: String, local: String, number: UInt32) {
        self.namespace = namespace
        self.local = local
        self.number = number
    }
}

/// An element of a parsed document, as a value.
///
/// The order between text and elements is not kept; formats of feeds give it no meaning.
public final class XMLElement: Sendable {
    public let kind: XMLName
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
    /// 0-based place of the start tag, in bytes of the document's text.
    public let offset: Int

    init(
        kind: XMLName, prefix: String, attributes: [XMLAttribute], declarations: [(prefix: String, uri: String)],
        children: [XMLElement], text: String, offset: Int
    ) {
        self.kind = kind
        self.prefix = prefix
        self.attributes = attributes
        self.declarations = declarations
        self.children = children
        self.text = text
        self.offset = offset
    }

    /// The same element with some of its children only, and without text.
    public func reduced(to isKept: (XMLElement) -> Bool) -> XMLElement {
        XMLElement(
            kind: kind, prefix: prefix, attributes: attributes, declarations: declarations,
            children: children.filter(isKept), text: "", offset: offset)
    }

    /// The namespace's URI; empty when the element is in none.
    @inlinable public var namespace: String { kind.namespace }
    /// The local name.
    @inlinable public var name: String { kind.local }

    /// The value of an attribute that is in no namespace; `nil` when it is absent.
    @inlinable public func attribute(_ name: String) -> String? { attribute(name, in: "") }

    @inlinable public func attribute(_ name: String, in namespace: String) -> String? {
        attributes.first { $0.name == name && $0.namespace == namespace }?.value
    }

    /// The first child of that name and namespace; `nil` when there is none.
    @inlinable public func child(_ name: String, in namespace: String) -> XMLElement? {
        children.first { $0.name == name && $0.namespace == namespace }
    }

    /// All children of that name and namespace, in order.
    @inlinable public func children(_ name: String, in namespace: String) -> [XMLElement] {
        children.filter { $0.name == name && $0.namespace == namespace }
    }
}

public struct XMLAttribute: Sendable {
    public let kind: XMLName
    /// Normalized by the parser (XML 1.0 §3.3.3).
    public let value: String

    /// Empty when the attribute has no prefix.
    @inlinable public var namespace: String { kind.namespace }
    @inlinable public var name: String { kind.local }
}
