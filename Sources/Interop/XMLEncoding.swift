internal import CLibXML2

/// Finds out the encoding of XML bytes and brings them to UTF-8 (XML 1.0 §4.3.3 and appendix F).
enum XMLEncoding {
    struct Text {
        /// UTF-8, valid, without byte order mark.
        var bytes: [UInt8]
        /// As declared, or by the byte order mark; `nil` when neither says anything, and UTF-8 holds.
        var declared: String?
    }

    static func decode(_ bytes: [UInt8]) throws(XMLProblem) -> Text {
        let (mark, length) = byteOrderMark(bytes)
        let body = length == 0 ? bytes : Array(bytes[length...])
        let declared = mark == nil ? declaration(body) : nil
        let name = mark ?? declared ?? "UTF-8"
        let declaredInside = mark == "UTF-8" ? declaration(body) : declared
        switch name.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": return Text(bytes: try checked(body), declared: declaredInside)
        default: return Text(bytes: try converted(body, from: name), declared: name)
        }
    }

    /// The encoding that the first bytes give away, and how many of them are a mark and no text.
    private static func byteOrderMark(_ bytes: [UInt8]) -> (name: String?, length: Int) {
        switch (bytes.first, bytes.dropFirst().first) {
        case (0xEF, 0xBB) where bytes.dropFirst(2).first == 0xBF: ("UTF-8", 3)
        case (0xFF, 0xFE): ("UTF-16LE", 2)
        case (0xFE, 0xFF): ("UTF-16BE", 2)
        case (0x3C, 0x00): ("UTF-16LE", 0)
        case (0x00, 0x3C): ("UTF-16BE", 0)
        default: (nil, 0)
        }
    }

    /// The name in `<?xml … encoding="NAME"?>`; `nil` when there is none.
    private static func declaration(_ bytes: [UInt8]) -> String? {
        guard bytes.starts(with: Array("<?xml".utf8)) else { return nil }
        let head = bytes.prefix(200).prefix { $0 != UInt8(ascii: ">") }
        let key = Array("encoding".utf8)
        guard let start = head.indices.first(where: { head[$0...].starts(with: key) }) else { return nil }
        let rest = head[(start + key.count)...].drop { $0 == 0x20 || $0 == 0x9 || $0 == 0xA || $0 == 0xD || $0 == 0x3D }
        guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { return nil }
        let name = rest.dropFirst().prefix { $0 != quote }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    private static func checked(_ bytes: [UInt8]) throws(XMLProblem) -> [UInt8] {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return bytes
        } catch {
            throw XMLProblem(.encoding, "these bytes are not UTF-8", offset: error.byteOffsets.lowerBound)
        }
    }

    private static func converted(_ bytes: [UInt8], from name: String) throws(XMLProblem) -> [UInt8] {
        XMLRuntime.prepare()
        guard let handler = unsafe xmlFindCharEncodingHandler(name) else {
            throw XMLProblem(.encoding, "the encoding '\(name)' is not known", offset: 0)
        }
        defer { _ = unsafe xmlCharEncCloseFunc(handler) }
        guard let source = unsafe xmlBufferCreate(), let target = unsafe xmlBufferCreate()
        else { fatalError("libxml2 is out of memory") }
        defer {
            unsafe xmlBufferFree(source)
            unsafe xmlBufferFree(target)
        }
        _ = unsafe bytes.withUnsafeBufferPointer { unsafe xmlBufferAdd(source, $0.baseAddress, Int32($0.count)) }
        var result: Int32 = 1
        while result > 0, unsafe xmlBufferLength(source) > 0 {
            result = unsafe xmlCharEncInFunc(handler, target, source)
        }
        let count = Int(unsafe xmlBufferLength(target))
        guard result >= 0, unsafe xmlBufferLength(source) == 0 else {
            throw XMLProblem(.encoding, "these bytes are not \(name)", offset: nil)
        }
        return try checked(unsafe Array(UnsafeBufferPointer(start: xmlBufferContent(target), count: count)))
    }
}

extension XMLProblem: Error {}
