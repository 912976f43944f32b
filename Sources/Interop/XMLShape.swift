internal import CLibXML2

/// What a grammar without data types sees of an element: names, and where text is.
struct XMLShape {
    struct Fault {
        let message: String
        /// The number of the element in `elements`; `nil` when the place is unknown.
        let element: Int?
    }

    private enum Text: UInt32 { case none, blank, some }

    /// In the order of the document, each with the number of the one around it; the first is the root.
    private(set) var elements: [(element: XMLElement, parent: Int)] = []
    /// Equal for equal shapes of one document.
    private(set) var key: [UInt32] = []
    private let namespace: String

    init(of root: XMLElement, namespace: String, leavingOut isLeftOut: (XMLElement, Int) -> Bool) {
        self.namespace = namespace
        key.reserveCapacity(64)
        add(root, in: 0, depth: 0, leavingOut: isLeftOut)
    }

    /// Recursion is bounded by the parser's limit on depth.
    private mutating func add(
        _ element: XMLElement, in parent: Int, depth: Int, leavingOut isLeftOut: (XMLElement, Int) -> Bool
    ) {
        let number = elements.count
        elements.append((element, parent))
        key.append(element.kind.number)
        key.append(UInt32(clamping: element.attributes.count))
        for attribute in element.attributes { key.append(attribute.kind.number) }
        key.append(Self.text(of: element).rawValue)
        for child in element.children where child.namespace == namespace && !isLeftOut(child, depth + 1) {
            add(child, in: number, depth: depth + 1, leavingOut: isLeftOut)
        }
        key.append(UInt32.max)
    }

    private static func text(of element: XMLElement) -> Text {
        if element.text.isEmpty { return .none }
        return element.text.utf8.contains { $0 > 0x20 } ? .some : .blank
    }

    /// A document of that shape, whose texts and values are placeholders. An element's own pointer holds its number
    /// in `elements`, plus one. The caller frees it.
    func document() -> xmlDocPtr? {
        guard let document = unsafe xmlNewDoc(nil) else { return nil }
        var nodes: [xmlNodePtr] = unsafe []
        var home: xmlNsPtr?
        for (number, (element, parent)) in elements.enumerated() {
            guard let node = unsafe xmlNewDocNode(document, nil, element.name, nil) else { return nil }
            unsafe nodes.append(node)
            unsafe node.pointee._private = UnsafeMutableRawPointer(bitPattern: number + 1)
            if number == 0 {
                _ = unsafe xmlDocSetRootElement(document, node)
                if !namespace.isEmpty { unsafe home = xmlNewNs(node, namespace, nil) }
            } else {
                _ = unsafe xmlAddChild(nodes[parent], node)
            }
            unsafe xmlSetNs(node, home)
            unsafe Self.add(element.attributes, to: node, in: document)
            switch Self.text(of: element) {
            case .none: break
            case .blank: _ = unsafe xmlAddChild(node, xmlNewDocText(document, " "))
            case .some: _ = unsafe xmlAddChild(node, xmlNewDocText(document, "x"))
            }
        }
        return unsafe document
    }

    private static func add(_ attributes: [XMLAttribute], to node: xmlNodePtr, in document: xmlDocPtr) {
        for (number, attribute) in attributes.enumerated() {
            guard !attribute.namespace.isEmpty else {
                _ = unsafe xmlNewProp(node, attribute.name, "x")
                continue
            }
            let namespace =
                unsafe attribute.namespace == "http://www.w3.org/XML/1998/namespace"
                ? xmlSearchNsByHref(document, node, attribute.namespace)
                : xmlNewNs(node, attribute.namespace, "n\(number)")
            _ = unsafe xmlNewNsProp(node, namespace, attribute.name, "x")
        }
    }
}
