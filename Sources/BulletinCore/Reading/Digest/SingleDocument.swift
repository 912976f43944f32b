/// Tells one official document, article or release from a digest, before any marker is believed.
enum SingleDocument {
    /// - Parameter lines: logical lines of the whole text.
    /// - Returns: the reason, a clause for a finding; `nil` when nothing says that the text is one document.
    static func reason(_ lines: [TextLine]) -> String? {
        let head = lines.lazy.filter { !$0.isBlank }.prefix(6)
        let title = head.first { Headline.hasShape($0.text) }?.text ?? []
        if head.contains(where: { hasDocumentNumber($0.text) }) { return "a document number stands at the head" }
        if head.contains(where: {
            $0.text.hasPrefix("FOR IMMEDIATE RELEASE") || $0.text.hasPrefix("For immediate release")
        }) {
            return "it is marked as a press release"
        }
        let articles = lines.lazy.filter { isArticle($0.text) }.prefix(3).count
        if articles >= 3 { return "articles (第…条) make it a regulation" }
        let isDigest = Words.saysDigest(title)
        if Words.saysDocument(title), IssueNumber.find(in: title) == nil,
            !head.contains(where: { $0.text.firstScalar == 0x7B2C && IssueNumber.find(in: $0.text) != nil })
        {
            return "its title names one document"
        }
        var seen = 0
        for line in lines where !line.isBlank {
            seen += 1
            if let marker = line.marker, marker.ordinal == 1 { break }
            if seen > 12 { break }
            if line.text.hasSuffix("如下：") || line.text.hasSuffix("如下:") {
                return isDigest ? nil : "a list is introduced by 如下"
            }
        }
        if !isDigest, let first = head.first, Headline.endsColon(first.text), !Words.isContentsLabel(first.text),
            first.text.scalarCount <= 30
        {
            return "it begins with a salutation"
        }
        return nil
    }

    /// `〔2031〕17号`, in any of the brackets that are used for it.
    static func hasDocumentNumber(_ text: Bytes) -> Bool {
        guard text.count <= 240 else { return false }
        let scalars = text.scalars()
        guard scalars.count >= 7 else { return false }
        for start in 0..<(scalars.count - 6) {
            guard [0x3014, 0x5B, 0xFF3B, 0x3010, 0xFF08, 0x28].contains(scalars[start]),
                scalars[(start + 1)...(start + 4)].allSatisfy({ Text.digit($0) != nil }),
                [0x3015, 0x5D, 0xFF3D, 0x3011, 0xFF09, 0x29].contains(scalars[start + 5])
            else { continue }
            var place = start + 6
            if scalars[place] == 0x7B2C { place += 1 }  // 第
            let digits = scalars[place...].prefix { Text.digit($0) != nil || $0 == 0x20 }
            if !digits.isEmpty, place + digits.count < scalars.count, scalars[place + digits.count] == 0x53F7 {
                return true
            }
        }
        return false
    }

    /// `第三条`, `第3条` at the start of a line.
    private static func isArticle(_ text: Bytes) -> Bool {
        guard text.firstScalar == 0x7B2C else { return false }
        let rest = text.droppingScalar
        guard let (_, length) = Numeral.chinese(rest) ?? Numeral.arabic(rest, maxDigits: 3) else { return false }
        let next = rest.dropFirst(length).firstScalar
        return next == 0x6761 || next == 0x689D
    }
}
