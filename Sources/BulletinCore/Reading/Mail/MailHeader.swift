internal import Interop

/// One field of a mail's header (RFC 5322 §2.2).
struct MailField: Sendable {
    /// In ASCII lower case.
    let name: String
    /// Unfolded, as in the mail: raw, or in encoded words.
    var value: [UInt8]
    /// 1-based.
    let line: Int
}

/// The fields in front of a mail or of a part of one, up to the first line that is none.
struct MailHeader: Sendable {
    private(set) var fields: [MailField] = []
    /// Where the body begins.
    private(set) var end: Int
    /// 1-based line that the body begins on.
    private(set) var bodyLine: Int

    static let maxFields = 1_000
    /// In bytes.
    static let maxSize = 256_000

    /// - Parameters:
    ///   - line: that `bytes` begin on.
    ///   - file: for messages.
    init(_ bytes: Bytes, line: Int, of file: String) throws(BulletinError) {
        end = bytes.startIndex
        bodyLine = line
        while end < bytes.endIndex {
            let next = bytes[end...].firstIndex(of: 0x0A) ?? bytes.endIndex
            let text = bytes[end..<next].withoutReturn
            let isContinued = text.first == 0x20 || text.first == 0x09
            let colon = isContinued ? nil : Self.colon(in: text)
            guard text.isEmpty || isContinued && !fields.isEmpty || colon != nil else { return }
            end = min(next + 1, bytes.endIndex)
            bodyLine += 1
            if text.isEmpty { return }
            guard end - bytes.startIndex <= Self.maxSize else {
                throw .overLimit(name: file, .mailHeaderSize, value: Self.maxSize)
            }
            if let colon {
                guard fields.count < Self.maxFields else {
                    throw .overLimit(name: file, .mailHeaderFields, value: Self.maxFields)
                }
                let name = text[..<colon].trimmedEnd.lowered[...].string
                fields.append(MailField(name: name, value: Array(text[(colon + 1)...].trimmed), line: bodyLine - 1))
            } else {
                fields[fields.count - 1].value += text
            }
        }
    }

    /// The first field of this name.
    subscript(name: String) -> MailField? { fields.first { $0.name == name } }

    /// The colon of `Name: value`; `nil` when the line is no field.
    private static func colon(in text: Bytes) -> Int? {
        guard let colon = text.prefix(200).firstIndex(of: 0x3A) else { return nil }
        let name = text[..<colon].trimmedEnd
        return !name.isEmpty && name.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? colon : nil
    }

    /// Whether bytes of any name are a mail: a header that ends in a blank line, and states MIME and a sender or a
    /// subject. Looks at the first 64 kB.
    static func isMIME(_ bytes: Bytes) -> Bool {
        let head = bytes.prefix(65_536)
        guard head.contains(text: "\n\n") || head.contains(text: "\r\n\r\n") else { return false }
        do throws(BulletinError) {
            let header = try MailHeader(head, line: 1, of: "")
            return header["mime-version"] != nil && (header["from"] != nil || header["subject"] != nil)
        } catch {
            return false
        }
    }
}

extension ArraySlice where Element == UInt8 {
    /// A line without the carriage return of its end.
    var withoutReturn: Bytes { last == 0x0D ? dropLast() : self }
}
