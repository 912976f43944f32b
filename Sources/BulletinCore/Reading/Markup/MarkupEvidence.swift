/// What the blocks of a page show of counted paragraphs.
extension MarkupReader {
    /// At least three paragraphs that count from one by characters made for it: `①`, `⑴`, `㈠`.
    static func hasMarkedRun(_ blocks: [Block]) -> Bool {
        var next = 1
        for block in blocks where block.headingLevel == nil {
            guard let marker = block.lines.first.flatMap({ Marker.read($0[...]) }), case .enclosed = marker.shape.shape,
                marker.ordinal == next
            else { continue }
            next += 1
        }
        return next > 3
    }
}
