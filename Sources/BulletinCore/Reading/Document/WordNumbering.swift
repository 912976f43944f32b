internal import Interop

/// The numbering of a Word document, and its counters while the document is walked (ISO/IEC 29500-1 §17.9).
struct WordNumbering: Sendable {
    struct Level: Sendable {
        var start = 1
        var format = NumberFormat.decimal
        /// `%1、`; of a bullet its character.
        var text: [UInt8] = []
        /// All numbers in it are shown as decimal.
        var isLegal = false
        /// 0 for never; `nil` after any level above.
        var restart: Int?
        var paragraphStyle: String?
    }

    private struct Number {
        var abstract: String?
        var starts: [Int: Int] = [:]
        var levels: [Int: Level] = [:]
    }

    private struct Abstract {
        var levels: [Int: Level] = [:]
        /// The levels are those of the numbering that this style names.
        var style: String?
    }

    private var numbers: [String: Number] = [:]
    private var abstracts: [String: Abstract] = [:]
    private var counters: [String: [Int?]] = [:]
    private var started: Set<[String]> = []
    private var lists: [String: Int] = [:]

    /// - Parameter steps: of the part with the numberings; `nil` when there is none.
    init(_ steps: DocumentSteps<WordName>?, _ styles: WordStyles) {
        guard let steps else { return }
        var abstractID: String?
        var numberID: String?
        var place: Int?
        var level: Level?
        var font: String?
        var skipped = 0
        for index in 0..<steps.count {
            let step = steps[index]
            if skipped > 0 {
                skipped += step.kind == .open ? 1 : step.kind == .close ? -1 : 0
                continue
            }
            switch (step.kind, step.name) {
            // Formats that only newer programs know have a fallback.
            case (.open, .choice): skipped = 1
            case (.open, .abstractNumber):
                abstractID = steps.value(.abstractNumberReference, step)
                if let abstractID { abstracts[abstractID] = Abstract() }
            case (.close, .abstractNumber): abstractID = nil
            case (.open, .number):
                numberID = steps.value(.numberingID, step)
                if let numberID { numbers[numberID] = Number() }
            case (.close, .number): numberID = nil
            case (.open, .abstractNumberReference):
                if let numberID { numbers[numberID]?.abstract = steps.value(.value, step) }
            case (.open, .numberStyle):
                if let abstractID { abstracts[abstractID]?.style = steps.value(.value, step) }
            case (.open, .levelOverride): place = Self.place(steps, step)
            case (.open, .startOverride):
                if let numberID, let place { numbers[numberID]?.starts[place] = steps.number(.value, step) }
            case (.open, .level):
                place = Self.place(steps, step)
                (level, font) = (Level(), nil)
            case (.close, .level):
                if var level, let place {
                    if case .bullet = level.format { level.text = Self.bullet(level.text, font: font) }
                    if let numberID {
                        numbers[numberID]?.levels[place] = level
                    } else if let abstractID {
                        abstracts[abstractID]?.levels[place] = level
                    }
                }
                level = nil
            case (.open, .start): level?.start = steps.number(.value, step) ?? 1
            case (.open, .format):
                level?.format = steps.value(.value, step).flatMap { NumberFormat.word[$0] } ?? .decimal
            case (.open, .levelText): level?.text = Array(steps.bytes(.value, step)?.prefix(200) ?? [])
            case (.open, .levelIsLegal): level?.isLegal = TextLook.isOn(step, steps)
            case (.open, .levelRestart): level?.restart = steps.number(.value, step)
            case (.open, .paragraphStyle): level?.paragraphStyle = steps.value(.value, step)
            case (.open, .fonts): font = steps.value(.asciiFont, step)
            default: break
            }
        }
        // A numbering that a style names lends its levels to those that point to the style.
        for (id, abstract) in abstracts {
            guard let style = abstract.style, let number = styles.style(style).look.numberingID,
                let other = numbers[number]?.abstract, let levels = abstracts[other]?.levels, !levels.isEmpty
            else { continue }
            abstracts[id]?.levels = levels
        }
    }

    private static func place(_ steps: DocumentSteps<WordName>, _ step: DocumentSteps<WordName>.Step) -> Int? {
        steps.number(.numberingLevel, step).flatMap { (0...8).contains($0) ? $0 : nil }
    }

    private static func bullet(_ text: [UInt8], font: String?) -> [UInt8] {
        guard let scalar = text[...].firstScalar else { return [] }
        // The second level's `o` of Courier New is a ring.
        if scalar == 0x6F, font?.hasPrefix("Courier") == true { return Array("◦".utf8) }
        guard (0xF000...0xF0FF).contains(scalar) || font.map(SymbolFont.isSymbolic) == true else { return text }
        return SymbolFont.character(scalar, font: font).map { Array(String($0).utf8) } ?? Array("•".utf8)
    }

    /// Counts a paragraph.
    /// - Parameters:
    ///   - level: from 0; `nil` for the level that names the style, else the first.
    ///   - style: of the paragraph.
    /// - Returns: `nil` when the paragraph is in no list.
    mutating func next(_ numberID: String, level: Int?, style: String?) -> ListPlace? {
        guard let number = numbers[numberID], let abstractID = number.abstract, let abstract = abstracts[abstractID]
        else { return nil }
        let place =
            level ?? style.flatMap { style in abstract.levels.first { $0.value.paragraphStyle == style }?.key } ?? 0
        guard (0...8).contains(place), let current = number.levels[place] ?? abstract.levels[place] else { return nil }
        var counts = counters[abstractID] ?? [Int?](repeating: nil, count: 9)
        if let start = number.starts[place], started.insert([numberID, String(place)]).inserted {
            counts[place] = start
        } else {
            counts[place] = counts[place].map { min($0, 1_000_000) + 1 } ?? current.start
        }
        for deeper in (place + 1)..<max(9, place + 1) {
            let restart = (number.levels[deeper] ?? abstract.levels[deeper])?.restart
            if restart == nil || restart.map({ $0 > 0 && place < $0 }) == true { counts[deeper] = nil }
        }
        counters[abstractID] = counts
        let list = lists[abstractID] ?? lists.count
        lists[abstractID] = list
        if case .bullet = current.format {
            return ListPlace(list: list, level: place, marker: current.text[...].string, ordinal: nil)
        }
        var marker: [UInt8] = []
        var index = 0
        while index < current.text.count {
            let byte = current.text[index]
            if byte == 0x25, index + 1 < current.text.count, (0x31...0x39).contains(current.text[index + 1]) {
                let shown = Int(current.text[index + 1]) - 0x31
                let level = number.levels[shown] ?? abstract.levels[shown]
                let count = counts[shown] ?? level?.start ?? 1
                let format = current.isLegal && shown != place ? NumberFormat.decimal : level?.format ?? .decimal
                marker += format.text(count).utf8
                index += 2
            } else {
                marker.append(byte)
                index += 1
            }
        }
        if case .none = current.format { marker = [] }
        let decimal = if case .decimal = current.format { true } else { false }
        let count = counts[place] ?? 1
        return ListPlace(
            list: list, level: place, marker: marker[...].trimmed.string, ordinal: count,
            isPlainNumber: decimal && ["\(count).", "\(count))", "\(count)"].contains(marker[...].trimmed.string))
    }
}
