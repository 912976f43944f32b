internal import Interop

/// Writes one JSON text (RFC 8259) in UTF-8, indented, members in the order in which they are written.
///
/// `/` is escaped, so that the text may be put into a `script` element as it is. Characters that XML forbids are
/// replaced, as in the other formats.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var depth = 0
    private var isFirst = true

    /// A whole text.
    init() {}

    /// An element of an array that is written elsewhere, within so many objects and arrays, with the line break before
    /// it.
    /// - Parameter room: bytes, about, that it takes.
    init(elementWithin depth: Int, room: Int) {
        self.depth = depth
        bytes.reserveCapacity(room)
        breakLine()
    }

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        within(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// A member that holds text; none when it is `nil`.
    mutating func member(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        self.name(name)
        string(text)
    }

    mutating func member(_ name: StaticString, _ number: Int) {
        self.name(name)
        bytes += "\(number)".utf8
    }

    mutating func member(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        object(body)
    }

    /// A member that holds a list; none when that is empty.
    mutating func member<Element>(
        _ name: StaticString, list: [Element], _ element: (inout JSONWriter, Element) -> Void
    ) {
        guard !list.isEmpty else { return }
        self.name(name)
        array(list, element)
    }

    mutating func array<Element>(_ list: [Element], _ element: (inout JSONWriter, Element) -> Void) {
        within(UInt8(ascii: "["), UInt8(ascii: "]")) { writer in
            for value in list {
                writer.next()
                element(&writer, value)
            }
        }
    }

    mutating func emptyArray() {
        bytes += "[]".utf8
        isFirst = false
    }

    /// - Parameter name: of characters that need no escaping.
    mutating func name(_ name: StaticString) {
        next()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(name)
        bytes.append("\" : ")
    }

    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        Self.escaping.append(text, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private static let escaping = TextEscaping(xml: [
        "\"": "\\\"", "\\": "\\\\", "/": "\\/", "\n": "\\n", "\r": "\\r", "\t": "\\t",
    ])

    private mutating func within(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
        bytes.append(open)
        depth += 1
        isFirst = true
        body(&self)
        depth -= 1
        if !isFirst { breakLine() }
        isFirst = false
        bytes.append(close)
    }

    private mutating func next() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        breakLine()
    }

    private mutating func breakLine() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }
}
