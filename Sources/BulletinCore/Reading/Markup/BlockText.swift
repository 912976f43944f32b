internal import Interop

/// How `BlockBuilder` takes text and what stands in a line of it.
extension BlockBuilder {
    mutating func openInline(_ name: String, _ attributes: [HTMLAttribute]) {
        guard wanted.count < Self.maxInlines else {
            deeds.append(.nothing)
            return
        }
        let kept = AllowList.attributes(of: name, attributes, origin)
        if name == "a" {
            let href = kept.first { $0.name == "href" }
            // Marks within a page are not published, and a link to one leads nowhere.
            if !origin.isOwn, href?.value.hasPrefix(LocalAddress.prefix + "#") == true {
                deeds.append(.nothing)
                return
            }
            if href == nil, attributes.contains(where: { $0.name == "href" && !$0.value.isEmpty }) {
                document.droppedAddresses += 1
            }
            guard let href, link == nil else {
                deeds.append(.nothing)
                return
            }
            link = (nextID, href.value, [])
        }
        // Browsers end an annotation where another begins; outside of `ruby` it is text.
        if name == "rt" || name == "rp",
            wanted.contains(where: { $0.name == "rt" || $0.name == "rp" })
                || !wanted.contains(where: { $0.name == "ruby" })
        {
            deeds.append(.nothing)
            return
        }
        want(AllowList.written(name), kept)
    }

    private mutating func want(_ name: String, _ attributes: [(name: String, value: String)]) {
        wanted.append(Inline(id: nextID, name: name, tag: Self.tag(name, attributes)))
        nextID += 1
        deeds.append(.inline)
    }

    /// Word processors write bold and italic as styles of a `span`.
    mutating func openLook(_ style: InlineStyle?) {
        let isHeading = open.last?.name.hasPrefix("h") ?? false
        if wanted.count >= Self.maxInlines {
            deeds.append(.nothing)
        } else if style?.isBold == true, !isHeading, !wanted.contains(where: { $0.name == "strong" || $0.name == "b" })
        {
            want("strong", [])
        } else if style?.isItalic == true, !wanted.contains(where: { $0.name == "em" || $0.name == "i" }) {
            want("em", [])
        } else {
            deeds.append(.nothing)
        }
    }

    mutating func closeInline() {
        guard let ended = wanted.popLast(), let current = link, current.id == ended.id else { return }
        link = nil
        guard !current.url.hasPrefix("mailto:") else { return }
        let title = Title.clean(current.text[...])
        let shown = LocalAddress.reference(in: current.url) ?? current.url
        let found = Link(title: title.isEmpty ? shown : title, url: current.url)
        if open.isEmpty, !document.blocks.isEmpty {
            document.blocks[document.blocks.count - 1].links.append(found)
        } else {
            links.append(found)
        }
    }

    mutating func void(_ name: String, _ attributes: [HTMLAttribute]) {
        switch name {
        case "br":
            pendingBlank = false
            if !leafIsEmpty { pendingBreaks = min(pendingBreaks + 1, 2) }
        case "hr":
            prepareForBlock()
            if open.isEmpty { startBlock() }
            html += "<hr/>".utf8
            content += 1
            if open.isEmpty { finishBlock("hr") }
        default: image(attributes)
        }
    }

    /// Pages that load images late keep the address in an attribute of their own. Images of one pixel count readers.
    private mutating func image(_ attributes: [HTMLAttribute]) {
        guard !Self.isPixel(attributes) else { return }
        let stated = ["src", "data-src", "data-original"].compactMap { name in attributes.first { $0.name == name } }
        guard let address = stated.compactMap({ AllowList.resource($0.value, origin) }).first else {
            guard stated.contains(where: { !$0.value.isEmpty }) else { return }
            document.droppedAddresses += 1
            // The words stand for the picture, but those of icons.
            if !stated.contains(where: { $0.value.hasPrefix("data:image/svg") }),
                let words = attributes.first(where: { $0.name == "alt" })
            {
                text(Array(PictureWords.shown(words.value).utf8)[...])
            }
            return
        }
        begin()
        html += Self.tag("img", [("src", address)] + AllowList.attributes(of: "img", attributes, origin)).dropLast()
        html += "/>".utf8
    }

    private static func isPixel(_ attributes: [HTMLAttribute]) -> Bool {
        func isOne(_ name: String) -> Bool {
            attributes.contains { $0.name == name && ["0", "1", "0px", "1px"].contains($0.value) }
        }
        let style = InlineStyle(attributes)
        return isOne("width") && isOne("height") || (style?.width ?? 2) <= 1 && (style?.height ?? 2) <= 1
    }

    // MARK: Recordings

    mutating func sourceOfMedia(_ attributes: [HTMLAttribute]) {
        guard media != nil, media?.address == nil, let source = attributes.first(where: { $0.name == "src" }) else {
            return
        }
        media?.address = AllowList.resource(source.value, origin)
        if media?.address == nil { document.droppedAddresses += 1 }
    }

    /// Its title, else its file's name, as a link.
    mutating func closeMedia() {
        guard let (address, title) = media else { return }
        media = nil
        guard let address, link == nil else { return }
        let name = [title, LocalAddress.name(of: address)].lazy.map { Title.clean($0) }
            .first { !$0.isEmpty }
        openInline(
            "a",
            [
                HTMLAttribute(
                    name: "href",
                    value: address.hasPrefix(LocalAddress.prefix)
                        && !origin.isOwn ? String(address.dropFirst(LocalAddress.prefix.count)) : address)
            ])
        text(Array((name ?? address).utf8)[...])
        close()
    }

    // MARK: Text

    mutating func text(_ bytes: Bytes) {
        if titleDepth != nil { document.title += bytes }
        guard skipping == 0, tinySizes.last?.isTiny != true else { return }
        let isVerbatim = open.contains { $0.name == "pre" }
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let byte = bytes[place]
            if !isVerbatim, Self.isSpace(byte) {
                if !leafIsEmpty, pendingBreaks == 0 { pendingBlank = true }
                place += 1
                continue
            }
            let (scalar, length) = bytes.scalar(at: place)
            if let meant = Self.windows1252(scalar) {
                place += length
                begin()
                append(Array(String(meant).utf8)[...])
                continue
            }
            if !Text.isLegal(scalar) || leafIsEmpty && (isVerbatim ? scalar == 0x0A : Text.isBlank(scalar)) {
                place += length
                continue
            }
            let end = isVerbatim ? verbatimEnd(bytes, place) : wordEnd(bytes, place)
            begin()
            append(bytes[place..<end])
            if byte == 0x0A { endLine() }
            place = end
        }
    }

    private mutating func append(_ piece: Bytes) {
        if piece.contains(0x26) || piece.contains(0x3C) || piece.contains(0x3E) {
            HTMLText.append(escaped: piece, to: &html)
        } else {
            html += piece
        }
        lineText += piece
        link?.text += piece
        if leadEnd == nil { lead? += piece }
    }

    /// Where the run of characters ends that begins at `start`, with single blanks between words in it.
    private func wordEnd(_ bytes: Bytes, _ start: Int) -> Int {
        let span = bytes.span
        var end = start - bytes.startIndex
        while end < span.count {
            let byte = span[end]
            if byte > 0x20, byte < 0x7F {
                end += 1
                continue
            }
            if byte == 0x20, end + 1 < span.count, span[end + 1] > 0x20, span[end + 1] < 0x7F {
                end += 2
                continue
            }
            // U+1000…CFFF: all legal.
            if (0xE1...0xEC).contains(byte) {
                end += 3
                continue
            }
            guard !Self.isSpace(byte) else { break }
            let (scalar, length) = bytes.scalar(at: bytes.startIndex + end)
            guard Text.isLegal(scalar) else { break }
            end += length
        }
        return bytes.startIndex + min(end, span.count)
    }

    private func verbatimEnd(_ bytes: Bytes, _ start: Int) -> Int {
        var end = start
        while end < bytes.endIndex, bytes[end] != 0x0A || end == start {
            let (scalar, length) = bytes.scalar(at: end)
            guard Text.isLegal(scalar) else { break }
            end += length
        }
        return min(end, bytes.endIndex)
    }

    /// `&#146;` means a character of windows-1252 (HTML §13.2.5.80); libxml2 takes it for a control.
    private static func windows1252(_ scalar: UInt32) -> Unicode.Scalar? {
        guard (0x80...0x9F).contains(scalar) else { return nil }
        return Unicode.Scalar(UInt32(windows1252Letters[Int(scalar - 0x80)]))
    }

    private static let windows1252Letters: [UInt16] = [
        0x20AC, 0x20, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x20,
        0x017D, 0x20, 0x20, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x20, 0x017E, 0x0178,
    ]
}
