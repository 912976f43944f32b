internal import Interop

extension TextLook {
    /// Takes in one element of `w:pPr` or `w:rPr`.
    mutating func read(_ step: DocumentSteps<WordName>.Step, in steps: DocumentSteps<WordName>) {
        switch step.name {
        case .bold: bold = Self.isOn(step, steps)
        case .italic: italic = Self.isOn(step, steps)
        case .underline: underlined = steps.value(.value, step).map { $0 != "none" } ?? true
        case .strike, .doubleStrike: struck = Self.isOn(step, steps)
        case .vanish: vanishes = Self.isOn(step, steps)
        case .verticalAlignment:
            switch steps.value(.value, step) {
            case "superscript": raise = .raised
            case "subscript": raise = .lowered
            default: raise = Raise.none
            }
        case .size: size = steps.number(.value, step).flatMap { (1...4000).contains($0) ? $0 : nil }
        case .fonts:
            guard let font = steps.value(.asciiFont, step) else { return }
            symbolFont = SymbolFont.isSymbolic(font) ? font : ""
        case .outlineLevel: outlineLevel = steps.number(.value, step).flatMap { (0...9).contains($0) ? $0 : nil }
        case .alignment: isCentred = steps.value(.value, step) == "center"
        case .numberingID: numberingID = steps.value(.value, step)
        case .numberingLevel: numberingLevel = steps.number(.value, step)
        default: break
        }
    }

    /// A toggle is on unless it says otherwise (ISO/IEC 29500-1 §17.17.4).
    static func isOn(_ step: DocumentSteps<WordName>.Step, _ steps: DocumentSteps<WordName>) -> Bool {
        guard let value = steps.value(.value, step) else { return true }
        return !["0", "false", "off"].contains(value)
    }
}

/// The styles of a Word document, with what they take over from each other.
struct WordStyles: Sendable {
    /// What a style is for, by its name or that of a style that it is based on.
    enum Purpose: Hashable, Sendable {
        case role(DocumentParagraph.Role)
        /// An entry of an automatic contents list.
        case contents
    }

    struct Resolved: Sendable {
        var look = TextLook()
        var purpose: Purpose?
    }

    private struct Style {
        var name: [UInt8] = []
        var basedOn: String?
        var look = TextLook()
    }

    private var resolved: [String: Resolved] = [:]
    /// Size of text that no style gives one.
    private(set) var standardSize = 20
    /// Of paragraphs that name no style.
    private(set) var standard = Resolved()

    /// - Parameter steps: of the part with the styles; `nil` when there is none.
    init(_ steps: DocumentSteps<WordName>?) {
        guard let steps else { return }
        var styles: [String: Style] = [:]
        var id: String?
        var standardID: String?
        var style = Style()
        var isInDefaults = false
        for index in 0..<steps.count {
            let step = steps[index]
            switch (step.kind, step.name) {
            case (.open, .style):
                id = steps.value(.styleID, step)
                style = Style()
                if steps.value(.type, step) == "paragraph", let value = steps.value(.isDefault, step),
                    ["1", "true", "on"].contains(value)
                {
                    standardID = id
                }
            case (.close, .style):
                if let id, styles[id] == nil { styles[id] = style }
                id = nil
            case (.open, .runDefaults): isInDefaults = true
            case (.close, .runDefaults): isInDefaults = false
            case (.open, .styleName): style.name = Array(steps.bytes(.value, step) ?? [])
            case (.open, .basedOn): style.basedOn = steps.value(.value, step)
            case (.open, .size) where isInDefaults: standardSize = steps.number(.value, step) ?? standardSize
            case (.open, _): if id != nil { style.look.read(step, in: steps) }
            default: break
            }
        }
        for id in styles.keys { resolved[id] = Self.resolve(id, styles) }
        if let standardID, let found = resolved[standardID] { standard = found }
        standardSize = standard.look.size ?? standardSize
    }

    /// A style that the document does not define is known by its identifier alone: `Heading1`.
    func style(_ id: String?) -> Resolved {
        guard let id else { return standard }
        return resolved[id] ?? Resolved(purpose: Self.purpose(Array(id.utf8)))
    }

    /// Styles lean on others at most so often, in rings too.
    private static let maxChain = 32

    private static func resolve(_ id: String, _ styles: [String: Style]) -> Resolved {
        var result = Resolved()
        var next: String? = id
        var steps = 0
        while let current = next, let style = styles[current], steps < maxChain {
            result.look = result.look.over(style.look)
            result.purpose =
                result.purpose ?? purpose(style.name) ?? (style.name.isEmpty ? purpose(Array(current.utf8)) : nil)
            next = style.basedOn
            steps += 1
        }
        return result
    }

    /// By a style's name, in English or in the language of the program that wrote it.
    static func purpose(_ name: [UInt8]) -> Purpose? {
        let key = Text.key(name[...])
        switch key[...].string {
        case "title", "标题", "標題", "titel", "titre", "título", "titolo", "表題", "제목", "Название":
            return .role(.title)
        case "subtitle", "副标题", "副標題", "untertitel", "soustitre", "subtítulo", "sottotitolo": return .role(.subtitle)
        case "tocheading", "toc标题", "contentsheading": return .contents
        default: break
        }
        guard let digit = key.last, (0x30...0x39).contains(digit) else { return nil }
        let stem = key.dropLast().string
        if stem == "toc" || stem == "contents" || stem == "目录" { return .contents }
        guard digit != 0x30, headings.contains(stem) else { return nil }
        return .role(.heading(Int(digit - 0x30)))
    }

    private static let headings: Set<String> = [
        "heading", "标题", "標題", "Überschrift", "titre", "título", "titolo", "見出し", "제목", "Заголовок", "rubrik", "kop",
        "nagłówek", "overskrift", "otsikko", "nadpis", "címsor", "başlık",
    ]
}
