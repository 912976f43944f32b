internal import Interop

/// Who sent a mail, as its header names them. It is compared with, and never published.
struct MailSender: Sendable {
    private let name: Bytes
    /// In lower case; `nil` when there is none.
    let address: String?

    /// `nil` when neither is told.
    init?(name: Bytes, address: Bytes) {
        self.name = name.trimmed
        let small = address.trimmed.lowered
        self.address = small.count >= 6 && small.contains(UInt8(ascii: "@")) ? small[...].string : nil
        guard !name.isEmpty || self.address != nil else { return nil }
    }

    /// `Ann Lee <ann@corp.example>`, as programs write it in words.
    init?(written text: Bytes) {
        let open = text.firstIndex { $0 == 0x3C || $0 == 0x5B } ?? text.endIndex
        self.init(
            name: text[..<open].filter { $0 != 0x22 }[...],
            address: text[open...].filter { ![0x3C, 0x3E, 0x5B, 0x5D].contains($0) }[...])
    }

    /// Whether a line begins with the name of this person, or is one of its parts; offices have no signature.
    func isNamed(in line: Bytes) -> Bool {
        guard line.count <= 120 else { return false }
        let isPerson = UnmarkedSignature.isName(name)
        if name.contains(where: { $0 >= 0xE3 }) { return isPerson && Text.key(line).starts(with: Text.key(name)) }
        guard isPerson || Self.words(name).count == 1 else { return false }
        let (own, told) = (Self.words(name), Self.words(line.prefix { $0 != 0x2C && $0 != 0x7C }))
        guard !own.isEmpty, !told.isEmpty else { return false }
        let first = told.prefix(own.count)
        return Set(first) == Set(own) || told.count < own.count && own.starts(with: told)
    }

    private static func words(_ text: Bytes) -> [[UInt8]] {
        text.lowered.split { $0 <= 0x40 || (0x5B...0x60).contains($0) || (0x7B...0x7F).contains($0) }.map(Array.init)
    }
}
