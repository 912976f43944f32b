/// How far a bare address goes where characters beyond ASCII stand in it or behind it.
///
/// Letters of scripts that part words by blanks are part of it. Chinese and its like write on behind an address without
/// a blank: they are part of it where it stands apart, where more of it follows them, and in a host that would be cut.
enum AddressReach {
    /// - Parameters:
    ///   - start: of the address.
    ///   - host: where its host begins, behind the scheme.
    ///   - isMarkdown: brackets and cells end it as well. What ends it here is all that does: many in one line are not
    ///     each read to the end of it.
    /// - Returns: a place that the address does not go beyond; `nil` when its host cannot be told from text.
    static func end(in text: Bytes, from start: Int, host: Int, isMarkdown: Bool = false) -> Int? {
        guard let hostEnd = AddressHost.end(in: text, from: host) else { return nil }
        var (isInPath, round, square) = (false, 0, 0)
        var place = hostEnd
        while place < text.endIndex {
            let byte = text[place]
            if byte < 0x80 {
                switch byte {
                case 0x28: round += 1
                case 0x29: round -= 1
                case 0x5B where isMarkdown: square += 1
                case 0x5D where isMarkdown: square -= 1
                case 0x7C where isMarkdown: return place
                case _ where isEnd(byte): return place
                default: break
                }
                guard round >= 0, square >= 0 else { return place }
                isInPath = isInPath || [0x2F, 0x3F, 0x23].contains(byte)
                place += 1
                continue
            }
            let (scalar, length) = text.scalar(at: place)
            guard isInPath, isPart(scalar, at: place, length, of: text) else { return place }
            guard isSpaced(scalar) else { return endOfChinese(in: text, at: place, from: start) }
            place += length
        }
        return place
    }

    /// Letters, marks and digits; not `①`, `²`, `Ⅰ`.
    static func isLetter(_ scalar: UInt32) -> Bool {
        switch Unicode.Scalar(scalar)?.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber:
            true
        default: false
        }
    }

    /// Whether its script parts words by blanks: not Chinese, Japanese, Thai, nor Korean, whose particles follow at once.
    static func isSpaced(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x0E00...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x2E80...: false
        default: true
        }
    }

    // MARK: Paths

    /// A letter, or the apostrophe or dash within a word: `L’Équipe`, `Bose–Einstein`.
    private static func isPart(_ scalar: UInt32, at place: Int, _ length: Int, of text: Bytes) -> Bool {
        guard scalar == 0x2019 || scalar == 0x2013 else { return isLetter(scalar) }
        guard place > text.startIndex, let before = text[..<place].lastScalar,
            let after = text[(place + length)...].firstScalar
        else { return false }
        return [before, after].allSatisfy { isSpaced($0) && isLetter($0) }
    }

    private static func isEnd(_ byte: UInt8) -> Bool {
        byte <= 0x20 || [0x7F, 0x22, 0x3C, 0x3E, 0x60].contains(byte)
    }

    /// - Parameter place: of the first letter that may be text.
    private static func endOfChinese(in text: Bytes, at place: Int, from start: Int) -> Int {
        let before = text[place - 1]
        // `a,详情`, `a.html查看` and `a查看` are complete.
        guard ![0x2C, 0x2E, 0x3A, 0x3B, 0x21, 0x29].contains(before), !endsInExtension(text[start..<place]),
            !isLetter(UInt32(before)) || !Words.goesOnBehindAddress(text[place...])
        else { return place }
        return standsApart(in: text, at: place, from: start) ?? endOfPath(in: text, at: place) ?? place
    }

    /// Where an address ends that begins behind a blank, a colon or a bracket, and runs to a blank or to what closes
    /// the bracket; `nil` when it does not.
    private static func standsApart(in text: Bytes, at place: Int, from start: Int) -> Int? {
        let before = text[..<start].lastScalar ?? 0x20
        guard
            Text.isBlank(before) || before == 0xFF1A || closing[before] != nil
                || before < 0x80 && Text.isPunctuation(before)
        else { return nil }
        var (place, round, square) = (place, 0, 0)
        while place < text.endIndex {
            let (scalar, length) = text.scalar(at: place)
            switch scalar {
            case 0..<0x80 where isEnd(UInt8(scalar)): return place
            // A cell of a table, or emphasis that began before it.
            case 0x7C: return place
            case 0x2A where before == 0x2A, 0x7E where before == 0x7E: return place
            case 0x28: round += 1
            case 0x29:
                round -= 1
                if round < 0 { return place }
            case 0x5B: square += 1
            case 0x5D:
                square -= 1
                if square < 0 { return place }
            case 0x3A where text[place...].hasPrefix("://"): return nil
            case 0x2C, 0x2E, 0x3B, 0x21:
                // A sentence with marks of ASCII.
                if let next = text[(place + 1)...].firstScalar, next >= 0x80 { return nil }
            case 0..<0x80: break
            case _ where Text.isBlank(scalar) || scalar == closing[before]: return place
            case _ where !isPart(scalar, at: place, length, of: text): return nil
            default: break
            }
            place += length
        }
        return place
    }

    private static let closing: [UInt32: UInt32] = [
        0xFF08: 0xFF09, 0x3010: 0x3011, 0x300A: 0x300B, 0x300C: 0x300D, 0x201C: 0x201D, 0x3008: 0x3009, 0x3014: 0x3015,
    ]

    /// Where a path ends whose Chinese parts stand between its marks, `/新闻/页.html`; `nil` when none do.
    private static func endOfPath(in text: Bytes, at start: Int) -> Int? {
        var place = start
        var reached: Int?
        while [0x2F, 0x3D, 0x23, 0x3F, 0x26, 0x5F, 0x2D].contains(text[place - 1]) {
            while place < text.endIndex, isChinese(text, place) || (0x30...0x39).contains(text[place]) {
                place += text.scalar(at: place).length
            }
            guard place < text.endIndex else { break }
            let next = text[(place + 1)...].firstScalar ?? 0
            switch text[place] {
            case 0x2F where !isLetter(next): return place + 1
            case 0x2F: break
            case 0x3F, 0x3D, 0x26, 0x23: guard isLetter(next) else { return reached }
            case 0x2E: guard Text.isASCIILetter(next) else { return reached }
            default: return reached
            }
            while place < text.endIndex, isUnreserved(text[place]) { place += 1 }
            if isLetter(UInt32(text[place - 1])) { reached = place }
            guard place < text.endIndex, isChinese(text, place) else { break }
        }
        return reached
    }

    private static func isChinese(_ text: Bytes, _ place: Int) -> Bool {
        guard text[place] >= 0x80 else { return false }
        let scalar = text.scalar(at: place).value
        return !isSpaced(scalar) && isLetter(scalar)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        byte < 0x80
            && (isLetter(UInt32(byte)) || [0x2D, 0x2E, 0x5F, 0x7E, 0x2F, 0x3F, 0x3D, 0x26, 0x23, 0x25].contains(byte))
    }

    private static func endsInExtension(_ address: Bytes) -> Bool {
        let tail = address.suffix(6)
        guard let dot = tail.lastIndex(of: 0x2E) else { return false }
        return extensions.contains(tail[(dot + 1)...].lowered)
    }

    private static let extensions = Set(
        [
            "htm", "html", "shtml", "xhtml", "php", "asp", "aspx", "jsp", "jspx", "pdf", "doc", "docx", "xls", "xlsx",
            "ppt", "pptx", "txt", "zip", "rar", "jpg", "jpeg", "png", "mp3", "mp4",
        ].map { Array($0.utf8) })
}

/// The host of a bare address, told from text that follows it without a blank.
private enum AddressHost {
    /// - Returns: where it ends; `nil` when it goes on beyond ASCII to nothing that is a host.
    static func end(in text: Bytes, from start: Int) -> Int? {
        var end = start
        while end < text.endIndex, end - start <= 600 {
            let (scalar, length) = text.scalar(at: end)
            guard AddressReach.isLetter(scalar) || [0x2D, 0x2E, 0x5F].contains(scalar) else { break }
            end += length
        }
        var host = text[start..<end]
        guard host.contains(where: { $0 >= 0x80 }) else { return end }
        while let last = host.last, last == 0x2D || last == 0x2E { host = host.dropLast() }
        let labels = host.split(separator: 0x2E, omittingEmptySubsequences: false)
        for (index, label) in labels.enumerated() where index > 0 {
            let next = index + 1 < labels.count ? labels[index + 1] : []
            if let end = complete(label, next: next, isFirst: index == 1 && labels[0].lowered == Array("www".utf8)) {
                return end
            }
        }
        guard labels.count > 1, let last = labels.last, HostName.ascii(host) != nil else { return nil }
        let isPlain = last.allSatisfy { $0 < 0x80 }
        let isFollowed = end < text.endIndex && [0x2F, 0x3F, 0x23, 0x3A].contains(text[end])
        return isPlain || isFollowed || isTop(last) ? host.endIndex : nil
    }

    /// Where a host ends within a label: its name is complete, and text runs on, `example.org查看`.
    /// - Parameters:
    ///   - next: the label behind it; empty when there is none.
    ///   - isFirst: it is the first behind `www`.
    private static func complete(_ label: Bytes, next: Bytes, isFirst: Bool) -> Int? {
        guard !isFirst, let end = label.firstIndex(where: { $0 >= 0x80 }), end > label.startIndex else { return nil }
        let name = label[..<end]
        if AddressReach.isSpaced(label.scalar(at: end).value) {
            return next.isEmpty && (name.count == 2 || tops.contains(name.lowered)) ? end : nil
        }
        let isName = name.count >= 2 && name.allSatisfy { Text.isASCIILetter(UInt32($0)) }
        guard isName || name.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        // `it之家.com` goes on.
        let goesOn =
            label[end...].allSatisfy { $0 >= 0x80 }
            && (tops.contains(next.lowered) || next.count == 2 && next.allSatisfy { Text.isASCIILetter(UInt32($0)) })
        return goesOn ? nil : end
    }

    /// What names end in beyond ASCII, `рф`, `中国`, `组织机构`: letters of one kind, in Chinese at most four.
    private static func isTop(_ label: Bytes) -> Bool {
        let scalars = label.scalars(limit: 64)
        guard scalars.contains(where: { !AddressReach.isSpaced($0) }) else { return true }
        return scalars.count <= 4 && scalars.allSatisfy { $0 >= 0x80 }
    }

    /// Those that are not of two letters.
    private static let tops = Set(
        ["com", "net", "org", "gov", "edu", "mil", "int", "info", "biz", "top", "xyz", "site", "app", "dev", "wiki"].map
        { Array($0.utf8) })
}
