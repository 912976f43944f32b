internal import CLibXML2

/// Writes one XML document into memory, in UTF-8. Owns the libxml2 writer that does it.
///
/// Noncopyable: there is one owner; `finish()` consumes it, so a finished writer cannot be written to, and a
/// forgotten one is freed. Nesting is right by construction: there is no `endElement`. libxml2 escapes markup and
/// checks nothing else, so the rest is done here: names are literals, so no data becomes markup, and characters
/// that XML 1.0 §2.2 forbids become U+FFFD. There is no call for raw markup or for CDATA.
///
/// Elements within elements are put on lines of their own, two spaces deeper, as long as no text stands beside
/// them: what is content never gains white space. Text is written before the elements beside it, or not at all.
/// Failure is sticky: the first is kept and thrown by `finish()`, so renderers need no `try`.
@safe public struct XMLWriter: ~Copyable {
    private let buffer: xmlBufferPtr
    private let writer: xmlTextWriterPtr
    private var failedCall: StaticString?
    /// How many elements are open, those around a fragment included.
    private var depth = 0
    /// Bytes before the gap, or before the fragment.
    private var gapStart: Int?
    /// Whether the innermost open element holds elements, or text.
    private var holdsElements = false
    private var holdsText = false

    /// A whole document.
    public init() { self.init(depth: 0, room: 4_096) }

    /// Elements that are to stand within so many others, beside elements, in the gap of a document.
    /// - Parameter room: bytes, about, that they take.
    public init(fragmentWithin depth: Int, room: Int = 4_096) {
        self.init(depth: depth, room: room)
        // It was begun like a document, so that libxml2 knows the encoding; that beginning is left out.
        check(unsafe xmlTextWriterFlush(writer), "start fragment")
        gapStart = Int(unsafe xmlBufferLength(buffer))
    }

    private init(depth: Int, room: Int) {
        XMLRuntime.prepare()
        guard let buffer = unsafe xmlBufferCreateSize(room), let writer = unsafe xmlNewTextWriterMemory(buffer, 0)
        else { fatalError("libxml2 is out of memory") }
        unsafe self.buffer = buffer
        unsafe self.writer = writer
        self.depth = depth
        check(unsafe xmlTextWriterStartDocument(writer, nil, "UTF-8", nil), "start document")
    }

    deinit {
        unsafe xmlFreeTextWriter(writer)  // before the buffer: freeing it flushes
        unsafe xmlBufferFree(buffer)
    }

    /// Writes `<name …>`, then what `body` writes, then `</name>`. Attributes keep their order; `xmlns` and
    /// `xmlns:PREFIX` among them declare namespaces, and names are written with the prefixes that were declared.
    public mutating func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
        body: (inout XMLWriter) -> Void = { _ in }
    ) {
        element(name, attributes: attributes, body: body)
    }

    /// The same with attributes that are there or not.
    public mutating func element(
        _ name: StaticString, attributes: some Collection<(key: StaticString, value: String)>,
        body: (inout XMLWriter) -> Void = { _ in }
    ) {
        let outerText = holdsText
        if depth > 0, !outerText { breakLine() }
        check(unsafe xmlTextWriterStartElement(writer, name.utf8Start), "start element")
        for (key, value) in attributes {
            let value = XMLCharacters.cleaned(value)
            check(unsafe xmlTextWriterWriteAttribute(writer, key.utf8Start, value), "write attribute")
        }
        depth += 1
        (holdsElements, holdsText) = (false, outerText)
        body(&self)
        depth -= 1
        if holdsElements, !holdsText { breakLine() }
        (holdsElements, holdsText) = (true, outerText)
        check(unsafe xmlTextWriterEndElement(writer), "end element")
    }

    /// Writes an element that holds nothing but text.
    public mutating func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], text: String
    ) {
        element(name, attributes) { $0.text(text) }
    }

    /// Writes character data, escaped. An element that was given text has no line breaks added within it.
    public mutating func text(_ text: String) {
        if holdsElements, !holdsText, failedCall == nil { failedCall = "write text after elements" }
        holdsText = true
        check(unsafe xmlTextWriterWriteString(writer, XMLCharacters.cleaned(text)), "write text")
    }

    /// Writes character data with `&` and `<` as hexadecimal references, which no reader takes for HTML.
    public mutating func guardedText(_ text: String) {
        var rest = XMLCharacters.cleaned(text)[...]
        self.text("")
        while let place = rest.utf8.firstIndex(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }) {
            self.text(String(rest[..<place]))
            let reference = rest.utf8[place] == UInt8(ascii: "&") ? "&#x26;" : "&#x3C;"
            check(unsafe xmlTextWriterWriteRaw(writer, reference), "write reference")
            rest = rest[rest.utf8.index(after: place)...]
        }
        self.text(String(rest))
    }

    /// Writes the instruction that names a style sheet (Associating Style Sheets with XML documents 1.0) on a line of
    /// its own, before the root element only.
    /// - Parameter address: a relative path of ASCII letters, digits, hyphens, dots and slashes.
    public mutating func stylesheet(_ address: String) {
        let isPlain = address.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"):
                true
            default: false
            }
        }
        if !isPlain, failedCall == nil { failedCall = "write the address of a style sheet" }
        let content = "type=\"text/css\" href=\"\(address)\""
        check(unsafe xmlTextWriterWritePI(writer, "xml-stylesheet", content), "write instruction")
        check(unsafe xmlTextWriterWriteRaw(writer, "\n"), "write instruction")
    }

    /// Leaves room, behind an element, for fragments that are written apart; see `frame()`.
    public mutating func gap() {
        if !holdsElements || holdsText || gapStart != nil, failedCall == nil { failedCall = "leave a gap" }
        check(unsafe xmlTextWriterFlush(writer), "leave a gap")
        gapStart = Int(unsafe xmlBufferLength(buffer))
    }

    /// Closes the document and returns it as UTF-8, ending in a newline.
    public consuming func finish() throws(XMLError) -> [UInt8] {
        check(unsafe xmlTextWriterEndDocument(writer), "end document")
        return try written()
    }

    /// Closes the document and returns what stands before its gap and what stands behind it.
    public consuming func frame() throws(XMLError) -> (before: [UInt8], after: [UInt8]) {
        if gapStart == nil, failedCall == nil { failedCall = "leave a gap" }
        check(unsafe xmlTextWriterEndDocument(writer), "end document")
        let bytes = try written()
        let start = gapStart ?? 0
        return (Array(bytes[..<start]), Array(bytes[start...]))
    }

    /// Returns the elements of a fragment, each with the line break before it.
    public consuming func fragment() throws(XMLError) -> [UInt8] {
        check(unsafe xmlTextWriterFlush(writer), "end fragment")
        return Array(try written()[(gapStart ?? 0)...])
    }

    private func written() throws(XMLError) -> [UInt8] {
        if let failedCall { throw .writeFailed(call: "\(failedCall)") }
        let count = Int(unsafe xmlBufferLength(buffer))
        return unsafe Array(UnsafeBufferPointer(start: xmlBufferContent(buffer), count: count))
    }

    /// A new line, indented for the children of the innermost open element.
    private mutating func breakLine() {
        check(unsafe xmlTextWriterWriteRaw(writer, "\n" + String(repeating: "  ", count: depth)), "break line")
    }

    private mutating func check(_ result: Int32, _ call: StaticString) {
        if result < 0, failedCall == nil { failedCall = call }
    }
}
