/// What a style, a paragraph or a run says of itself; `nil` where it says nothing.
struct TextLook: Sendable {
    enum Raise: Sendable { case none, raised, lowered }

    var bold: Bool?
    var italic: Bool?
    var underlined: Bool?
    var struck: Bool?
    var vanishes: Bool?
    var raise: Raise?
    /// In half points.
    var size: Int?
    /// Only a font made of symbols, or empty for any other.
    var symbolFont: String?
    /// 0…8; 9 for body text.
    var outlineLevel: Int?
    var isCentred: Bool?
    /// `0` takes a paragraph out of its list.
    var numberingID: String?
    var numberingLevel: Int?

    /// What this leaves open, `base` says.
    func over(_ base: TextLook) -> TextLook {
        var result = base
        result.bold = bold ?? base.bold
        result.italic = italic ?? base.italic
        result.underlined = underlined ?? base.underlined
        result.struck = struck ?? base.struck
        result.vanishes = vanishes ?? base.vanishes
        result.raise = raise ?? base.raise
        result.size = size ?? base.size
        result.symbolFont = symbolFont ?? base.symbolFont
        result.outlineLevel = outlineLevel ?? base.outlineLevel
        result.isCentred = isCentred ?? base.isCentred
        result.numberingID = numberingID ?? base.numberingID
        result.numberingLevel = numberingLevel ?? base.numberingLevel
        return result
    }

    var runStyle: RunStyle {
        var style: RunStyle = []
        if bold == true { style.insert(.bold) }
        if italic == true { style.insert(.italic) }
        if underlined == true { style.insert(.underlined) }
        if struck == true { style.insert(.struck) }
        switch raise {
        case .raised: style.insert(.raised)
        case .lowered: style.insert(.lowered)
        default: break
        }
        return style
    }
}
