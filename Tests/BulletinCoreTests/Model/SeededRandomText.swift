import TestSupport

/// Text of pieces that mean something in HTML and in addresses.
struct SeededRandomText {
    private var random: SeededRandom
    private static let pieces = [
        "<", ">", "\"", "'", "=", "/", "a", "img", " src", " href", " alt", "local:", "LOCAL:", "..", ".", "%2e", "%00",
        "%",
        "?", "#", "&amp;", "&", "\u{0}", "é", "e\u{301}", "图", "x.png", "//", "\\", "\n", "<!--", "-->", ":",
        "javascript:",
    ]

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func text(_ count: Int) -> String {
        (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    }
}
