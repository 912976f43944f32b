internal import Interop

/// The styles and list styles of an OpenDocument text, with what they take over from each other.
struct OpenStyles: Sendable {
    struct Resolved: Sendable {
        var look = TextLook()
        var purpose: WordStyles.Purpose?
    }

    struct Level: Sendable {
        var start = 1
        var format = NumberFormat.none
        var prefix = ""
        var suffix = ""
        /// How many levels the number shows, its own among them.
        var shown = 1
        /// Of a bullet; empty for numbers.
        var bullet = ""
    }

    private struct Style {
        var name: [UInt8] = []
        var parent: String?
        var look = TextLook()
    }

    private var styles: [String: Style] = [:]
    private var resolved: [String: Resolved] = [:]
    /// By the style's name, its levels from 0; the outline's under the empty name.
    private(set) var lists: [String: [Int: Level]] = [:]
    /// Size of text that no style gives one, in half points.
    private(set) var standardSize = 24

    /// Takes in the styles of a part; one of the same name goes before those that are known.
    mutating func read(_ steps: DocumentSteps<OpenName>) {
        var key: String?
        var style = Style()
        var isDefault = false
        var list: String?
        var level: (place: Int, value: Level)?
        for index in 0..<steps.count {
            let step = steps[index]
            switch (step.kind, step.name) {
            case (.open, .body): return
            case (.open, .style):
                guard let name = steps.value(.name, step), let family = steps.value(.family, step) else { continue }
                key = "\(family) \(name)"
                style = Style(
                    name: Array(steps.bytes(.displayName, step) ?? steps.bytes(.name, step) ?? []),
                    parent: steps.value(.parent, step).map { "\(family) \($0)" })
                style.look.outlineLevel = steps.number(.styleOutlineLevel, step).flatMap {
                    (1...10).contains($0) ? $0 - 1 : nil
                }
                style.look.numberingID = steps.value(.listStyleName, step)
            case (.close, .style):
                if let key { styles[key] = style }
                key = nil
            case (.open, .defaultStyle): isDefault = steps.value(.family, step) == "paragraph"
            case (.close, .defaultStyle): isDefault = false
            case (.open, .textProperties):
                if isDefault { standardSize = Self.size(steps, step) ?? standardSize }
                if key != nil { Self.read(step, steps, into: &style.look) }
            case (.open, .paragraphProperties):
                if key != nil, let align = steps.value(.alignment, step) { style.look.isCentred = align == "center" }
            case (.open, .sectionProperties):
                if key != nil, steps.value(.display, step) == "none" { style.look.vanishes = true }
            case (.open, .listStyle): list = steps.value(.name, step)
            case (.open, .outlineStyle): list = ""
            case (.close, .listStyle), (.close, .outlineStyle): list = nil
            case (.open, .numberLevel), (.open, .outlineLevelStyle), (.open, .bulletLevel), (.open, .imageLevel):
                guard let place = steps.number(.level, step), (1...10).contains(place) else { continue }
                level = (place - 1, Self.level(step, steps))
            case (.close, .numberLevel), (.close, .outlineLevelStyle), (.close, .bulletLevel), (.close, .imageLevel):
                if let list, let level { lists[list, default: [:]][level.place] = level.value }
                level = nil
            default: break
            }
        }
    }

    /// To be called when all parts are read.
    mutating func resolve() { for key in styles.keys { resolved[key] = resolve(key) } }

    /// A style that the document does not define is known by its name alone: `Heading_20_1`.
    func style(_ family: String, _ name: String?) -> Resolved {
        guard let name else { return Resolved() }
        return resolved["\(family) \(name)"]
            ?? Resolved(purpose: WordStyles.purpose(Array(name.replacing("_20_", with: " ").utf8)))
    }

    /// Styles lean on others at most so often, in rings too.
    private static let maxChain = 32

    private func resolve(_ key: String) -> Resolved {
        var result = Resolved()
        var next: String? = key
        var steps = 0
        while let current = next, let style = styles[current], steps < Self.maxChain {
            result.look = result.look.over(style.look)
            result.purpose = result.purpose ?? WordStyles.purpose(style.name)
            next = style.parent
            steps += 1
        }
        return result
    }

    private static func read(
        _ step: DocumentSteps<OpenName>.Step, _ steps: DocumentSteps<OpenName>, into look: inout TextLook
    ) {
        let weights = [steps.value(.weight, step), steps.value(.asianWeight, step)].compactMap { $0 }
        if !weights.isEmpty { look.bold = weights.contains { $0 == "bold" || (Int($0) ?? 0) >= 600 } }
        if let slant = steps.value(.slant, step) { look.italic = slant != "normal" }
        if let line = steps.value(.underline, step) { look.underlined = line != "none" }
        if let line = steps.value(.strike, step) { look.struck = line != "none" }
        if let position = steps.bytes(.position, step) {
            look.raise =
                position.hasPrefix("sub") || position.first == 0x2D
                ? .lowered
                : position.hasPrefix("super") || position.first.map { $0 != 0x30 } == true
                    ? .raised : TextLook.Raise.none
        }
        if let display = steps.value(.display, step) { look.vanishes = display == "none" }
        look.size = size(steps, step) ?? look.size
    }

    /// `10.5pt` in half points; `nil` for anything else.
    private static func size(_ steps: DocumentSteps<OpenName>, _ step: DocumentSteps<OpenName>.Step) -> Int? {
        guard let text = steps.bytes(.size, step) ?? steps.bytes(.asianSize, step), text.hasSuffix("pt"),
            text.count <= 12, let points = Double(text.dropLast(2).string), (1...2000).contains(points)
        else { return nil }
        return Int(points * 2)
    }

    private static func level(_ step: DocumentSteps<OpenName>.Step, _ steps: DocumentSteps<OpenName>) -> Level {
        var level = Level()
        if let bullet = steps.bytes(.bulletCharacter, step)?.firstScalar {
            level.format = .bullet
            // Fonts of symbols stand in the private area, each with its own.
            let isPrivate = (0xE000...0xF8FF).contains(bullet)
            let known = isPrivate ? SymbolFont.character(bullet, font: nil) : Unicode.Scalar(bullet)
            level.bullet = String(known.map { (0xE000...0xF8FF).contains($0.value) ? "•" : $0 } ?? "•")
            return level
        }
        guard step.name != .imageLevel else { return level }
        level.format = NumberFormat.openDocument(steps.value(.numberFormat, step) ?? "")
        level.start = steps.number(.startValue, step) ?? 1
        level.shown = min(max(steps.number(.displayLevels, step) ?? 1, 1), 10)
        level.prefix = steps.value(.numberPrefix, step) ?? ""
        level.suffix = steps.value(.numberSuffix, step) ?? ""
        // `%1%、`: what stands before the first and after the last number.
        if level.prefix.isEmpty, level.suffix.isEmpty, let format = steps.bytes(.listFormat, step),
            let first = format.firstIndex(of: 0x25), let last = format.lastIndex(of: 0x25), first < last
        {
            level.prefix = format[..<first].string
            level.suffix = format[(last + 1)...].string
        }
        return level
    }
}
