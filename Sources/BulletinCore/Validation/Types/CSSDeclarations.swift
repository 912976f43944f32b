/// Judges the value of a `style` attribute, declaration by declaration.
enum CSSDeclarations {
    /// Whether every property is one of text and of boxes, and every value is a word, a colour or a modest length.
    static func areHarmless(_ style: String) -> Bool {
        style.split(separator: ";").allSatisfy { declaration in
            if declaration.allSatisfy(\.isWhitespace) { return true }
            let parts = declaration.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, properties.contains(String(parts[0]).trimmed.lowercased()) else { return false }
            return isHarmless(value: String(parts[1]).trimmed.lowercased())
        }
    }

    private static func isHarmless(value: String) -> Bool {
        guard !value.contains("url("), !value.contains("expression("), !value.contains("\\"), !value.contains("@")
        else { return false }
        return value.split(whereSeparator: { $0 == " " || $0 == "," }).allSatisfy { word in
            let digits = word.drop { $0 == "-" || $0 == "." }.prefix { $0.isNumber }
            return digits.utf8.count <= 4
                || !"em ex % pt cm mm in pc px".split(separator: " ").contains { word.hasSuffix($0) }
        }
    }

    private static let properties = Set(
        """
        azimuth background background-color border border-bottom border-bottom-color border-bottom-style \
        border-bottom-width border-collapse border-color border-left border-left-color border-left-style \
        border-left-width border-radius border-right border-right-color border-right-style border-right-width \
        border-spacing border-style border-top border-top-color border-top-style border-top-width border-width \
        caption-side clear color cursor direction display elevation empty-cells float font font-family font-size \
        font-style font-variant font-weight height letter-spacing line-height list-style list-style-type margin \
        margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width overflow padding \
        padding-bottom padding-left padding-right padding-top page-break-after page-break-before page-break-inside \
        quotes text-align text-align-last text-decoration text-indent text-justify text-transform unicode-bidi \
        vertical-align white-space width word-break word-spacing word-wrap
        """.split(separator: " ").map(String.init))
}
