/// What was changed in a text, word by word, for people: paragraphs that differ, with what was taken out in `<del>` and
/// what was put in in `<ins>`.
///
/// A word is a run of letters and digits; in scripts without blanks every character is one.
public enum WordDifference {
    /// Beyond so many lines or words that differ, the whole is shown as taken out and put in: finding the least
    /// difference costs the square of it.
    private static let limit = 2_000
    /// Whoever reads what was changed reads no book: bytes of HTML beyond which nothing more is shown.
    public static let sizeLimit = 60_000
    /// Of a run of words in it; bytes.
    private static let runLimit = 6_000

    /// - Parameters:
    ///   - old: paragraphs parted by line feeds.
    ///   - new: the same.
    /// - Returns: HTML paragraphs, none when the texts are equal; and whether more was changed than they show.
    public static func html(from old: String, to new: String) -> (html: String, isCutOff: Bool) {
        let (before, after) = (paragraphs(of: old), paragraphs(of: new))
        var html = ""
        var isCutOff = false
        var (removed, inserted): ([String], [String]) = ([], [])
        /// What was taken out and what was put in at one place are compared with each other.
        func flush() {
            guard !removed.isEmpty || !inserted.isEmpty else { return }
            for index in 0..<max(removed.count, inserted.count) {
                guard html.utf8.count < sizeLimit else {
                    isCutOff = true
                    break
                }
                let (one, other) = (removed.indices.contains(index), inserted.indices.contains(index))
                html += "<p>" + words(from: one ? removed[index] : "", to: other ? inserted[index] : "") + "</p>\n"
            }
            (removed, inserted) = ([], [])
        }
        for step in steps(from: before, to: after) {
            switch step {
            case .kept: flush()
            case .removed(let line): removed.append(line)
            case .inserted(let line): inserted.append(line)
            }
        }
        flush()
        return (html, isCutOff)
    }

    /// One line with its changes marked; HTML without a paragraph around it.
    static func words(from old: String, to new: String) -> String {
        var html = ""
        var (kept, removed, inserted) = ("", "", "")
        func flush() {
            if !removed.isEmpty { html += "<del>\(HTMLText.escaped(abridged(removed)))</del>" }
            if !inserted.isEmpty { html += "<ins>\(HTMLText.escaped(abridged(inserted)))</ins>" }
            html += HTMLText.escaped(abridged(kept))
            (kept, removed, inserted) = ("", "", "")
        }
        for step in wordSteps(from: old, to: new) {
            switch step {
            case .kept(let word):
                kept += word
                continue
            case .removed(let word):
                // A blank between two changed words is changed with them.
                if kept == " " { (removed, inserted, kept) = (removed + " ", inserted + " ", "") }
                if !kept.isEmpty { flush() }
                removed += word
            case .inserted(let word):
                if kept == " " { (removed, inserted, kept) = (removed + " ", inserted + " ", "") }
                if !kept.isEmpty { flush() }
                inserted += word
            }
        }
        flush()
        return html
    }

    private enum Step<Element> {
        case kept(Element)
        case removed(Element)
        case inserted(Element)
    }

    /// Word by word; of a long line, only within the sentences that differ.
    private static func wordSteps(from old: String, to new: String) -> [Step<String>] {
        let (before, after) = (tokens(of: old), tokens(of: new))
        guard before.count + after.count > limit else { return steps(from: before, to: after) }
        var result: [Step<String>] = []
        var (removed, inserted) = ("", "")
        func flush() {
            result += steps(from: tokens(of: removed), to: tokens(of: inserted))
            (removed, inserted) = ("", "")
        }
        for step in steps(from: sentences(of: before), to: sentences(of: after)) {
            switch step {
            case .kept(let sentence):
                flush()
                result.append(.kept(sentence))
            case .removed(let sentence): removed += sentence
            case .inserted(let sentence): inserted += sentence
            }
        }
        flush()
        return result
    }

    /// - Parameter tokens: of a line.
    private static func sentences(of tokens: [String]) -> [String] {
        var sentences: [String] = []
        var sentence = ""
        for token in tokens {
            sentence += token
            guard stops.contains(token) else { continue }
            sentences.append(sentence)
            sentence = ""
        }
        return sentence.isEmpty ? sentences : sentences + [sentence]
    }

    private static let stops: Set<String> = [".", "!", "?", ";", "。", "！", "？", "；"]

    /// A long run of words without its middle.
    private static func abridged(_ run: String) -> String {
        guard run.utf8.count > runLimit else { return run }
        let half = runLimit / 12
        return run.prefix(half) + " … " + run.suffix(half)
    }

    private static func steps<Element: Hashable>(from old: [Element], to new: [Element]) -> [Step<Element>] {
        let lead = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(lead).reversed(), new.dropFirst(lead).reversed()).prefix { $0 == $1 }.count
        let (before, after) = (Array(old[lead..<old.count - tail]), Array(new[lead..<new.count - tail]))
        var steps = old[..<lead].map { Step.kept($0) }
        if before.count + after.count > limit {
            steps += before.map { .removed($0) } + after.map { .inserted($0) }
        } else {
            let difference = after.difference(from: before)
            var (removals, insertions) = (Set<Int>(), Set<Int>())
            for change in difference {
                switch change {
                case .remove(let offset, _, _): removals.insert(offset)
                case .insert(let offset, _, _): insertions.insert(offset)
                }
            }
            var (index, other) = (0, 0)
            while index < before.count || other < after.count {
                if removals.contains(index) {
                    steps.append(.removed(before[index]))
                    index += 1
                } else if insertions.contains(other) {
                    steps.append(.inserted(after[other]))
                    other += 1
                } else {
                    steps.append(.kept(before[index]))
                    (index, other) = (index + 1, other + 1)
                }
            }
        }
        return steps + old[(old.count - tail)...].map { .kept($0) }
    }

    private static func paragraphs(of text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }

    private static func tokens(of line: String) -> [String] {
        var tokens: [String] = []
        var isWord = false
        for character in line {
            let joins = character.isASCII ? character.isLetter || character.isNumber : Self.isSpaced(character)
            if joins, isWord, let last = tokens.indices.last {
                tokens[last].append(character)
            } else {
                tokens.append(String(character))
            }
            isWord = joins
        }
        return tokens
    }

    /// Of a script that parts its words by blanks.
    private static func isSpaced(_ character: Character) -> Bool {
        guard character.isLetter || character.isNumber, let scalar = character.unicodeScalars.first else {
            return false
        }
        // From here on: Thai to Khmer have no blanks; kana, ideographs.
        return scalar.value < 0x0E00 || (0x10A0...0x10FF).contains(scalar.value)
            || (0x1E00...0x1FFF).contains(scalar.value)
            || (0xAC00...0xD7A3).contains(scalar.value)
    }
}
