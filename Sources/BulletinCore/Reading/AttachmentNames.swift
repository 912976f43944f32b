/// References for files that a source holds, each given once.
struct AttachmentNames: Sendable {
    private var known: Set<String> = []

    /// What the source itself calls a file.
    mutating func reserve(_ reference: String) { known.insert(reference) }

    /// The file's own name up to the first dot as far as it is plain ASCII, else `image`, with the suffix of what it
    /// is.
    mutating func free(for file: [UInt8], suffix: String) -> String {
        let plain = file.prefix { $0 != 0x2E }.prefix(60).filter {
            (0x30...0x39).contains($0) || Text.isASCIILetter(UInt32($0)) || $0 == 0x2D
        }
        let stem = plain.isEmpty ? "image" : String(decoding: plain, as: UTF8.self)
        var reference = "\(stem).\(suffix)"
        var number = 2
        while !known.insert(reference).inserted {
            reference = "\(stem)-\(number).\(suffix)"
            number += 1
        }
        return reference
    }
}
