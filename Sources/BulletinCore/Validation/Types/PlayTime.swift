/// Normal play time (RFC 2326 §3.6): `now`, seconds, or hours, minutes and seconds, with or without a fraction.
enum PlayTime {
    static let laws: [Law] = [
        Law(
            "InvalidNPTTime", .error, .xml, "RFC 2326 §3.6",
            "a time in a recording is seconds, hours, minutes and seconds, or 'now'"),
        Law(
            "InvalidDuration", .error, .xml, "Apple Podcasts, \"itunes:duration\"",
            "a duration is seconds, minutes and seconds, or hours, minutes and seconds"),
    ]

    /// Hours may be left out, and are as many as it takes.
    static func faults(inLength value: String) -> [Fault] {
        let parts = value.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let isSound =
            parts.count <= 3 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(IRI.isDigit) }
            && parts.dropFirst().allSatisfy { $0.count <= 2 }
        return isSound
            ? []
            : [.error("InvalidDuration", "\(value.quoted) is no duration", "write it in seconds, or like 1:02:33")]
    }

    static func faults(in value: String) -> [Fault] {
        if value == "now" { return [] }
        let parts = value.split(separator: ":", omittingEmptySubsequences: false)
        let fault = Fault.error(
            "InvalidNPTTime", "\(value.quoted) is no time in a recording", "write it like 1:02:33.5")
        guard parts.count == 1 || parts.count == 3 else { return [fault] }
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            let pieces = part.split(separator: ".", omittingEmptySubsequences: false)
            guard pieces.count == 1 || (isLast && pieces.count == 2),
                pieces.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(IRI.isDigit) })
            else { return [fault] }
            if index > 0 { guard pieces[0].utf8.count <= 2, (Int(pieces[0]) ?? 60) < 60 else { return [fault] } }
        }
        return []
    }
}
