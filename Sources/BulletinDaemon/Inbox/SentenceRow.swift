internal import BulletinCore
internal import Foundation

/// One English sentence with `{}` for what varies, and what it is in Chinese, with `{}` in the same order.
struct SentenceRow: Sendable {
    private let fixed: [Substring]
    private let simplified: String
    private let traditional: String

    init(_ english: StaticString, _ simplified: String, _ traditional: String) {
        fixed = "\(english)".split(separator: "{}", omittingEmptySubsequences: false)
        self.simplified = simplified
        self.traditional = traditional
    }

    /// The same in Chinese; `nil` when the text is another sentence.
    /// - Parameter names: what stands in the places, where it is known in Chinese.
    func translated(
        _ text: String, into language: InterfaceLanguage, naming names: (Substring) -> Substring = { $0 }
    ) -> String? {
        guard let parts = parts(of: text)?.map(names) else { return nil }
        let pieces = (language == .traditional ? traditional : simplified).split(
            separator: "{}", omittingEmptySubsequences: false)
        var wording = ""
        for (index, piece) in pieces.enumerated() {
            wording += piece
            if index < pieces.count - 1, parts.indices.contains(index) { wording += parts[index] }
        }
        return wording
    }

    /// What stands in the places.
    private func parts(of text: String) -> [Substring]? {
        guard let first = fixed.first, let last = fixed.last, text.hasPrefix(first), text.hasSuffix(last),
            text.utf8.count >= fixed.reduce(0, { $0 + $1.utf8.count })
        else { return nil }
        if fixed.count == 1 { return text == first ? [] : nil }
        var rest = text.dropFirst(first.count)
        var parts: [Substring] = []
        for piece in fixed[1...].dropLast() {
            guard let found = rest.range(of: piece) else { return nil }
            parts.append(rest[..<found.lowerBound])
            rest = rest[found.upperBound...]
        }
        guard rest.count >= last.count else { return nil }
        return parts + [rest.dropLast(last.count)]
    }
}

extension [SentenceRow] {
    /// What the first row that knows a sentence says; `nil` when none does.
    func translated(
        _ text: String, into language: InterfaceLanguage, naming names: (Substring) -> Substring = { $0 }
    ) -> String? {
        for row in self {
            if let wording = row.translated(text, into: language, naming: names) { return wording }
        }
        return nil
    }
}
