/// Which automatic numbers and bullets become text, as their reader sees them, and which paragraphs a list of HTML.
///
/// Numbers that HTML's lists cannot show (`一、`, `（一）`, `①`) are text always. Plain numbers and bullets are text when
/// they may mark stories: text stands between the items, they hold most of the text, or they are a contents list.
struct DocumentLists: Sendable {
    /// Pieces that stand in an HTML list.
    private(set) var items: Set<Int> = []

    init(_ pieces: [DocumentPiece], headings: [Int: Int]) {
        // Most documents have none, and what follows looks at all their text.
        guard
            pieces.contains(where: { if case .paragraph(let paragraph) = $0 { paragraph.list != nil } else { false } })
        else { return }
        var lists: [Int: [(piece: Int, text: [UInt8])]] = [:]
        var separated: [Int: Int] = [:]
        var textSince: Set<Int> = []
        var known: Set<Int> = []
        var labelled: Set<Int> = []
        var keys: [[UInt8]: Int] = [:]
        var mass = 0
        var previous: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            guard case .paragraph(let paragraph) = piece, !paragraph.isBlank else { continue }
            let text = Array(paragraph.text[...].trimmed)
            mass += text.count
            if text.count <= 400 { keys[Text.key(text[...]), default: 0] += 1 }
            if let list = paragraph.list, headings[index] == nil {
                if textSince.remove(list.list) != nil, list.level == 0 { separated[list.list, default: 0] += 1 }
                if Words.isContentsLabel(previous[...]) { labelled.insert(list.list) }
                lists[list.list, default: []].append((index, text))
                known.insert(list.list)
            } else if known.count <= 50 {
                textSince.formUnion(known)
            }
            previous = text
        }
        for (list, members) in lists {
            let isMarked = Self.isText(
                members, of: pieces, separated: separated[list] ?? 0, mass: mass,
                isContents: labelled.contains(list)
                    || members.lazy.filter { keys[Text.key($0.text[...]), default: 0] > 1 }.count
                        * 2 > members.count
            )
            for (piece, _) in members {
                guard case .paragraph(let paragraph) = pieces[piece], let place = paragraph.list else { continue }
                let isShown = place.isPlainNumber || place.ordinal == nil || place.marker.isEmpty
                if isShown, paragraph.isInTable || !isMarked { items.insert(piece) }
            }
        }
    }

    private static func isText(
        _ members: [(piece: Int, text: [UInt8])], of pieces: [DocumentPiece], separated: Int, mass: Int,
        isContents: Bool
    ) -> Bool {
        guard members.count >= 2, let first = members.first, case .paragraph(let paragraph) = pieces[first.piece],
            let place = paragraph.list
        else { return false }
        if isContents { return true }
        // Dots and dashes mark points in any text.
        if place.ordinal == nil, Marker.read(Array(place.marker.utf8 + [0x20, 0x78])[...])?.shape.isWeak ?? true {
            return false
        }
        return separated * 2 >= members.count - 1
            || members.reduce(0) { $0 + $1.text.count } * 10 >= mass * 6
    }
}
