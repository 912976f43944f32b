internal import Interop

/// Signatures and footers in a page: what programs name as such, and what stands below their marks.
extension MailPage {
    /// - Parameters:
    ///   - passed: what is left out anyway. Each text between stands for itself: the signature of an answer is above the
    ///     mail that it answers.
    ///   - named: signatures by name.
    func trailers(besides passed: [Cut], _ named: [Cut], of sender: MailSender?) -> [Cut] {
        var cuts: [Cut] = []
        let gone = gone(in: passed + named)
        let texts = texts
        var marks = marks()[...]
        var start = 0
        for index in 0...lines.count where index == lines.count || gone[index] {
            let segment = start..<index
            start = index + 1
            guard !segment.isEmpty else { continue }
            var end = index == lines.count ? Place(event: events.count) : lines[index - 1].range.upperBound
            for (line, what) in MailTrailer.find(in: texts[segment]) {
                cuts.append(Cut(range: lines[line].range.lowerBound..<end, what: what, number: lines[line].number))
                end = lines[line].range.lowerBound
            }
            let rest = segment.prefix { lines[$0].range.lowerBound < end }
            if let unmarked = UnmarkedSignature.find(in: texts[rest], of: sender) {
                // What is shown below is for readers.
                let range =
                    lines[unmarked.lowerBound].range.lowerBound..<lines[unmarked.upperBound - 1].range.upperBound
                cuts.append(Cut(range: range, what: MailTrailer.signature, number: lines[unmarked.lowerBound].number))
                end = range.lowerBound
            }
            let mark = marks.prefix { $0.line < index }.first { mark in
                mark.line > segment.lowerBound && mark.place < end
                    && MailTrailer.isTail(texts[mark.line..<index], limit: 12)
            }
            marks = marks.drop { $0.line < index }
            if let mark {
                let number = lines[mark.line].number
                cuts.append(Cut(range: mark.place..<end, what: MailTrailer.signature, number: number))
            }
        }
        return cuts
    }

    // MARK: By name

    /// Elements that a program names a signature, if they are as short as one and hold no headline.
    func named() -> [Cut] {
        var cuts: [Cut] = []
        var (index, line) = (0, 0)
        while index < events.count {
            guard case .open(let name, let attributes, let number) = events[index],
                Self.isSignature(name, attributes)
            else {
                index += 1
                continue
            }
            let range = Place(event: index)..<Place(event: ends[index] + 1)
            while line < lines.count, lines[line].range.upperBound <= range.lowerBound { line += 1 }
            let inner = lines[line...].prefix { $0.range.lowerBound < Place(event: ends[index]) }
            let ordinals = inner.lazy.filter { Marker.read($0.text[...])?.ordinal != nil }.count
            if inner.count <= 20, inner.reduce(0, { $0 + $1.text.count }) <= 3_000, ordinals < 2,
                !events[index...ends[index]].contains(where: Self.isHeading)
            {
                cuts.append(Cut(range: range, what: MailTrailer.signature, number: number))
            }
            index = max(ends[index], index + 1)
        }
        return cuts
    }

    /// Whether a picture is shown there, and in none of these.
    func showsPicture(in range: Range<Place>, besides named: [Cut]) -> Bool {
        var rest = named[...]
        for index in range.lowerBound.event..<min(range.upperBound.event, events.count) {
            guard case .open("img", _, _) = events[index] else { continue }
            rest = rest.drop { $0.range.upperBound <= Place(event: index) }
            if rest.first.map({ $0.range.lowerBound > Place(event: index) }) ?? true { return true }
        }
        return false
    }

    private static func isHeading(_ event: HTMLEvent) -> Bool {
        if case .open(let name, _, _) = event { ["h1", "h2", "h3"].contains(name) } else { false }
    }

    /// `gmail_signature`, `moz-signature`, `xmail_signature`, `ms-outlook-mobile-signature`, QQ's `<sign signid>` and their
    /// like.
    private static func isSignature(_ name: String, _ attributes: [HTMLAttribute]) -> Bool {
        attributes.contains { attribute in
            switch attribute.name {
            case "signid": return name == "sign"
            case "class", "id":
                return attribute.value.utf8.prefix(400).lowered.split(separator: 0x20).contains { word in
                    word.hasSuffix("signature") || names.contains { word.hasPrefix($0) }
                }
            default: return false
            }
        }
    }

    private static let names = [
        "gmail_signature", "moz-txt-sig", "protonmail_signature", "__aliyun_signature",
    ]

    // MARK: By marks

    /// Where a program marks the begin of a signature, and the first line from there: Outlook's bookmark, and the rule that
    /// Foxmail draws.
    private func marks() -> [(place: Place, line: Int)] {
        var marks: [(place: Place, line: Int)] = []
        var line = 0
        for (index, event) in events.enumerated() {
            guard case .open(let name, let attributes, _) = event, Self.isMark(name, attributes) else { continue }
            while line < lines.count, lines[line].range.upperBound <= Place(event: index) { line += 1 }
            guard line < lines.count else { break }
            marks.append((min(Place(event: index), lines[line].range.lowerBound), line))
        }
        return marks
    }

    private static func isMark(_ name: String, _ attributes: [HTMLAttribute]) -> Bool {
        func value(_ wanted: String) -> [UInt8] {
            attributes.first { $0.name == wanted }?.value.utf8.prefix(400).lowered ?? []
        }
        switch name {
        case "a": return value("name").elementsEqual("_mailautosig".utf8)
        case "hr":
            return value("color").elementsEqual("#b5c4df".utf8)
                && value("style")[...].contains(text: "210px")
        default: return false
        }
    }
}
