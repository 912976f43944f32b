internal import Interop

/// What a page's own style sheets hide, as far as simple selectors say it: `.class`, `#id`, `tag.class` and the like.
///
/// In doubt an element is shown: where a rule that cannot be judged here may show it, on a wide screen or behind a
/// click. What fades or folds in by a script is no secret, so opacity does not count in sheets.
struct HidingSheet {
    /// What makes an element hidden, each by itself.
    fileprivate enum Means: Int, CaseIterable {
        case display, visibility, height
    }

    /// Where a declaration stands in the cascade (CSS Cascading 4 §6.4); the later wins among equals.
    fileprivate struct Weight: Comparable {
        var isImportant: Bool
        var specificity: Int
        var order: Int

        static func < (one: Weight, other: Weight) -> Bool {
            if one.isImportant != other.isImportant { return other.isImportant }
            return (one.specificity, one.order) < (other.specificity, other.order)
        }
    }

    fileprivate struct Verdict {
        var weight: Weight
        var hides: Bool
    }

    /// An element that rules are about, and what the strongest of them say of each means.
    fileprivate struct Subject {
        var compound: Compound
        var verdicts: [Verdict?] = Array(repeating: nil, count: Means.allCases.count)
    }

    /// By what an element must have: `#id`, else its first class, else its name. Rules of a name with more of them than
    /// this are not judged.
    private var subjects: [String: [Subject]] = [:]
    private static let maxSubjects = 32
    private var hidesAny = false
    private var count = 0

    /// A page's sheets beyond this many bytes are not read.
    private static let maxLength = 1_000_000

    /// - Returns: the steps, where what sheets hide says so itself.
    static func applied(to events: [HTMLEvent]) -> [HTMLEvent] {
        var sheet = HidingSheet()
        for text in texts(in: events) { sheet.read(text) }
        guard sheet.hidesAny else { return events }
        return events.map { event in
            guard case .open(let name, let attributes, let line) = event,
                let hidden = sheet.hiding(name, attributes)
            else { return event }
            var own = attributes
            if let index = own.firstIndex(where: { $0.name == "style" }) {
                own[index] = HTMLAttribute(name: "style", value: hidden + own[index].value)
            } else {
                own.append(HTMLAttribute(name: "style", value: hidden))
            }
            return .open(name: name, attributes: own, line: line)
        }
    }

    /// What is in `style` elements that hold for screens, without the marks of comments around it.
    private static func texts(in events: [HTMLEvent]) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        var length = 0
        var silent = 0
        for (index, event) in events.enumerated() {
            switch event {
            case .open("noscript", _, _), .open("template", _, _), .open("svg", _, _): silent += 1
            case .close("noscript"), .close("template"), .close("svg"): silent -= 1
            case .open("style", let attributes, _):
                guard silent == 0, index + 1 < events.count, case .text(let bytes) = events[index + 1],
                    length + bytes.count <= maxLength
                else { continue }
                let type = attributes.first { $0.name == "type" }?.value.lowercased() ?? ""
                let media = attributes.first { $0.name == "media" }.map { Array($0.value.utf8.lowered) } ?? []
                guard type.isEmpty || type == "text/css", StyleRules.Scope(media: media[...]) == .onAll else {
                    continue
                }
                texts.append(bytes)
                length += bytes.count
            default: break
            }
        }
        return texts
    }

    // MARK: Rules

    private mutating func read(_ text: [UInt8]) {
        StyleRules.read(text) { selectors, declarations, scope in
            var found = Declarations(declarations)
            guard !found.isEmpty else { return }
            if scope == .onSome {
                for means in Means.allCases where found[means]?.hides == true { found[means] = nil }
            }
            count += 1
            for selector in selectors.split(separator: 0x2C).prefix(1000) {
                guard let compound = Compound(last: selector) else { continue }
                take(compound, found)
            }
        }
    }

    private mutating func take(_ compound: Compound, _ found: Declarations) {
        var known = subjects.removeValue(forKey: compound.key) ?? []
        defer { subjects[compound.key] = known }
        guard known.count <= Self.maxSubjects else { return }
        let place = known.firstIndex { $0.compound == compound } ?? known.count
        if place == known.count { known.append(Subject(compound: compound)) }
        for means in Means.allCases {
            guard let said = found[means], !(said.hides && !compound.canHide) else { continue }
            let weight = Weight(
                isImportant: said.isImportant, specificity: compound.specificity, order: count)
            if let before = known[place].verdicts[means.rawValue], weight < before.weight { continue }
            known[place].verdicts[means.rawValue] = Verdict(weight: weight, hides: said.hides)
            hidesAny = hidesAny || said.hides
        }
    }

    // MARK: Elements

    /// - Returns: what its style must say to be hidden; `nil` when it is shown.
    private func hiding(_ name: String, _ attributes: [HTMLAttribute]) -> String? {
        let id = attributes.first { $0.name == "id" }?.value ?? ""
        let words = attributes.first { $0.name == "class" }?.value.utf8.prefix(1000) ?? "".utf8.prefix(0)
        guard !id.isEmpty || !words.isEmpty else { return nil }
        let classes = words.split { $0 <= 0x20 }.prefix(32).map { String(decoding: $0, as: UTF8.self) }
        var best: [Verdict?] = Array(repeating: nil, count: Means.allCases.count)
        for key in ["#" + id] + classes.map({ "." + $0 }) + [name, "*"] {
            guard let known = subjects[key] else { continue }
            if known.count > Self.maxSubjects { return nil }
            for subject in known where subject.compound.fits(name, id: id, classes) {
                for (means, verdict) in subject.verdicts.enumerated() {
                    guard let verdict else { continue }
                    if let other = best[means], verdict.weight < other.weight { continue }
                    best[means] = verdict
                }
            }
        }
        let own = attributes.first { $0.name == "style" }.map { Declarations(Array($0.value.utf8)[...]) }
        for means in Means.allCases {
            guard let verdict = best[means.rawValue], verdict.hides else { continue }
            if let said = own?[means], !said.hides, said.isImportant || !verdict.weight.isImportant { continue }
            return "display:none;"
        }
        return nil
    }
}

/// What a block of declarations says of the means to hide an element.
private struct Declarations {
    typealias Said = (hides: Bool, isImportant: Bool)

    private var said: [Said?] = Array(repeating: nil, count: HidingSheet.Means.allCases.count)

    var isEmpty: Bool { said.allSatisfy { $0 == nil } }

    subscript(_ means: HidingSheet.Means) -> Said? {
        get { said[means.rawValue] }
        set { said[means.rawValue] = newValue }
    }

    init(_ text: Bytes) {
        var moves = false
        var (height, clips): (Said?, Bool) = (nil, false)
        for declaration in text.prefix(4096).filter({ $0 > 0x20 }).lowered.split(separator: UInt8(ascii: ";")) {
            guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
            var value = declaration[(colon + 1)...]
            let isImportant = value.hasSuffix("!important")
            if isImportant { value = value.dropLast(10) }
            func take(_ means: HidingSheet.Means, _ hides: Bool) {
                if let before = self[means], before.isImportant, !isImportant { return }
                self[means] = (hides, isImportant)
            }
            switch declaration[..<colon].string {
            case "display": take(.display, value.elementsEqual("none".utf8))
            case "visibility": take(.visibility, value.hasPrefix("hidden") || value.hasPrefix("collapse"))
            case "height", "max-height": height = (InlineStyle.pixels(value) == 0, isImportant)
            case "overflow", "overflow-y": clips = value.hasPrefix("hidden")
            case let name where name.hasPrefix("animation") || name.hasPrefix("transition"): moves = true
            default: break
            }
        }
        if let height { self[.height] = (height.hides && clips, height.isImportant) }
        // What moves comes into sight.
        if moves { for means in HidingSheet.Means.allCases where self[means]?.hides == true { self[means] = nil } }
    }
}
