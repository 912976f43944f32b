/// How a walk takes in text, notes, fields, links and images.
extension WordWalk {
    // MARK: Text

    /// Whether text that comes now is shown.
    var isVisible: Bool { fields.allSatisfy { $0.isResult && !$0.isDropped } }

    mutating func properties() -> TextLook {
        let base = paragraphs.last?.base ?? TextLook()
        guard let last = runs.indices.last else { return base }
        if let whole = runs[last].whole { return whole }
        var whole = runs[last].own
        if let style = runs[last].styleID { whole = whole.over(styles.style(style).look) }
        whole = whole.over(base)
        runs[last].whole = whole
        return whole
    }

    mutating func append(_ text: some Collection<UInt8>) {
        guard isVisible, !paragraphs.isEmpty else { return }
        let properties = properties()
        guard properties.vanishes != true else { return }
        let link = fields.last { $0.link != nil }?.link ?? links.last { $0 != nil } ?? nil
        let shown =
            text.contains(0xEF) || properties.symbolFont?.isEmpty == false
            ? symbols(Array(text)[...], font: properties.symbolFont) : Array(text)
        let isBlank = shown.allSatisfy { $0 <= 0x20 }
        builder.append(
            shown, style: properties.runStyle, link: link,
            size: isBlank ? 0 : properties.size ?? styles.standardSize)
    }

    /// Characters of symbol fonts as what they show.
    mutating func symbols(_ text: Bytes, font: String?) -> [UInt8] {
        let font = font?.isEmpty == false ? font : nil
        var shown: [UInt8] = []
        var place = text.startIndex
        while place < text.endIndex {
            let (scalar, length) = text.scalar(at: place)
            if (0xF020...0xF0FF).contains(scalar) || font != nil && scalar < 0x100 {
                if let known = SymbolFont.character(scalar, font: font) {
                    shown += String(known).utf8
                } else {
                    unknownSymbols += 1
                }
            } else {
                shown += text[place..<min(place + length, text.endIndex)]
            }
            place += length
        }
        return shown
    }

    mutating func note(_ key: String) {
        guard let text = notes[key] else { return }
        let isNew = noteNumbers[key] == nil
        let number = noteNumbers[key] ?? noteNumbers.count + 1
        noteNumbers[key] = number
        builder.append(markOf: number)
        if isNew { builder.append(note: number, text) }
    }

    // MARK: Fields, links, images

    mutating func field(_ type: String?) {
        switch type {
        case "begin": if fields.count < 1000 { fields.append(Field()) }
        case "separate":
            guard let last = fields.indices.last else { return }
            fields[last].isResult = true
            fields[last].isDropped = Self.isDropped(fields[last].instruction)
            fields[last].link = Self.address(fields[last].instruction).flatMap { link($0) }
        case "end": _ = fields.popLast()
        default: break
        }
    }

    /// Automatic contents lists and indexes: page numbers mean nothing here.
    static func isDropped(_ instruction: [UInt8]) -> Bool {
        let words = instruction[...].trimmed
        return words.hasPrefix("TOC ") || words.hasPrefix("INDEX ") || words.elementsEqual("TOC".utf8)
    }

    /// `HYPERLINK "https://…" \l "place"`: the first argument, and the place on the page.
    static func address(_ instruction: [UInt8]) -> String? {
        let words = instruction[...].trimmed
        guard words.hasPrefix("HYPERLINK") else { return nil }
        var rest = words.dropFirst(9).trimmedStart
        var (address, place): (String?, String?) = (nil, nil)
        var mark: UInt8?
        while let first = rest.first {
            let word = first == 0x22 ? rest.dropFirst().prefix { $0 != 0x22 } : rest.prefix { $0 > 0x20 }
            rest = rest[min(word.endIndex + (first == 0x22 ? 1 : 0), rest.endIndex)...].trimmedStart
            if first == 0x5C {
                // Those without an argument of their own stand before none.
                mark = word.dropFirst().first.flatMap { [0x6C, 0x6F, 0x74, 0x73].contains($0) ? $0 : nil }
                continue
            }
            if mark == 0x6C { place = place ?? word.string }
            if mark == nil { address = address ?? word.string }
            mark = nil
        }
        return address.map { Self.address($0, at: place) }
    }

    /// A page's address with the place on it, which Word keeps apart.
    static func address(_ page: String, at place: String?) -> String {
        guard let place, !place.isEmpty, !page.utf8.contains(0x23),
            page.utf8.prefix(4).lowered.elementsEqual("http".utf8)
        else { return page }
        return page + (place.utf8.first == 0x23 ? "" : "#") + place
    }

    mutating func link(_ address: String?) -> String? {
        guard let address else { return nil }
        if DocumentPackage.isFollowed(address) { return address }
        droppedLinks += 1
        return nil
    }

    mutating func image(
        _ embedded: String?, linked: String?, _ relations: Relations, _ package: inout DocumentPackage
    ) throws(BulletinError) {
        guard takesImages, isVisible, !isHiddenDrawing, !paragraphs.isEmpty, properties().vanishes != true,
            let target = (embedded ?? linked).flatMap({ relations.targets[$0] })
        else { return }
        let title = PictureWords.shown(alt)
        guard
            let reference = try package.image(
                target.address, from: relations.part, isExternal: target.isExternal)
        else { return }
        let link = fields.last { $0.link != nil }?.link ?? links.last { $0 != nil } ?? nil
        builder.append(image: reference, alt: title, link: link)
    }
}
