internal import Interop

/// What an element's own `style` says of its look, as far as reading goes by it.
struct InlineStyle: Sendable {
    /// Not shown at all: `display:none`, `visibility:hidden`, `mso-hide:all`, `opacity:0`, no height and no overflow.
    private(set) var isHidden = false
    /// Text that an author hid in a word processor.
    private(set) var isHiddenByWord = false
    /// `nil` when it says nothing. Sizes relative to the outer text say nothing.
    private(set) var isTiny: Bool?
    private(set) var isBold: Bool?
    private(set) var isItalic = false
    /// In pixels; a point is 4⁄3 of it.
    private(set) var fontSize: Int?
    private(set) var width: Int?
    private(set) var height: Int?
    private(set) var isWordBullet = false

    init(_ style: some Sequence<UInt8>) {
        let small = style.prefix(4096).filter { $0 > 0x20 }.lowered
        var hasNoHeight = false
        var clips = false
        for declaration in small.split(separator: UInt8(ascii: ";")) {
            guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
            var value = declaration[(colon + 1)...]
            if value.hasSuffix("!important") { value = value.dropLast(10) }
            switch declaration[..<colon].string {
            case "display": isHidden = isHidden || value.elementsEqual("none".utf8)
            case "visibility": isHidden = isHidden || value.hasPrefix("hidden") || value.hasPrefix("collapse")
            case "mso-hide": isHiddenByWord = isHiddenByWord || value.hasPrefix("all")
            case "opacity": isHidden = isHidden || value.elementsEqual("0".utf8) || value.elementsEqual("0.0".utf8)
            case "max-height": hasNoHeight = hasNoHeight || Self.pixels(value) == 0
            case "height":
                height = Self.pixels(value)
                hasNoHeight = hasNoHeight || height == 0
            case "width": width = Self.pixels(value)
            case "overflow": clips = value.hasPrefix("hidden")
            case "font-size":
                fontSize = Self.pixels(value)
                isTiny = fontSize.map { $0 <= 1 }
            case "font-weight":
                isBold = value.hasPrefix("bold") || (Int(value.string) ?? 0) >= 600
            case "font":
                // `bold 20px Georgia`, here without blanks. A weight in digits would be read with the size.
                guard let digits = value.firstIndex(where: { (0x30...0x39).contains($0) }),
                    let unit = value[digits...].firstRange(of: "px") ?? value[digits...].firstRange(of: "pt"),
                    let size = Self.pixels(value[digits..<unit.upperBound]), size < 100
                else { break }
                isBold = value[..<digits].contains(text: "bold")
                fontSize = size
                isTiny = size <= 1
            case "font-style": isItalic = value.hasPrefix("italic")
            case "mso-list": isWordBullet = value.hasPrefix("ignore")
            default: break
            }
        }
        isHidden = isHidden || isHiddenByWord || (hasNoHeight && clips)
    }

    init?(_ attributes: [HTMLAttribute]) {
        guard let style = attributes.first(where: { $0.name == "style" }) else { return nil }
        self.init(style.value.utf8)
    }

    /// Of `12px`, `9pt`, `0`; `nil` for anything relative.
    static func pixels(_ value: Bytes) -> Int? {
        guard let (number, length) = Numeral.arabic(value, maxDigits: 5) else { return nil }
        var unit = value.dropFirst(length)
        if unit.first == UInt8(ascii: ".") { unit = unit.dropFirst().drop { (0x30...0x39).contains($0) } }
        if unit.isEmpty || unit.elementsEqual("px".utf8) { return number }
        return unit.elementsEqual("pt".utf8) ? number * 4 / 3 : number == 0 ? (unit.hasPrefix("em") ? nil : 0) : nil
    }
}
