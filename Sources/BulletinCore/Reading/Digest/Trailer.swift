/// Finds where the last story ends and the imprint begins.
enum Trailer {
    /// - Returns: the index of the first line of the trailer; `range.upperBound` when there is none. Only lines at the
    ///   end count, at most twelve, and never all of `range`.
    static func start(in lines: [TextLine], _ range: Range<Int>) -> Int {
        var start = range.upperBound
        var seen = 0
        var index = range.upperBound - 1
        while index > range.lowerBound, seen < 12 {
            let line = lines[index]
            if !line.isBlank {
                guard isTrailer(line.text, followedByTrailer: seen > 0, afterBlank: lines[index - 1].isBlank) else {
                    break
                }
                seen += 1
                start = index
            }
            index -= 1
        }
        return start
    }

    private static func isTrailer(_ text: Bytes, followedByTrailer: Bool, afterBlank: Bool) -> Bool {
        let count = text.prefix(400).scalarCount
        guard count <= 100 else { return false }
        var inner = text
        if let first = text.firstScalar, first == 0xFF08 || first == 0x28, Headline.closes(text) {
            inner = text.droppingScalar
            if ["摘自", "据", "来源", "本栏", "本期", "记者", "通讯员"].contains(where: { inner.hasPrefix($0) }) {
                return count <= 40
            }
            if inner.contains(text: "供稿") || inner.contains(text: "编辑") || inner.contains(text: "摄") {
                return count <= 40
            }
        }
        if Words.trailers.contains(where: { inner.hasPrefix($0) }) { return true }
        if count <= 60, ["责任编辑：", "责任编辑:", "版权所有", "ICP备", "归档：", "归档:"].contains(where: { text.contains(text: $0) }) {
            return true
        }
        if text.allSatisfy({ $0 == 0x2D || $0 == 0x2A || $0 == 0x3D || $0 == 0x5F || $0 == 0x20 || $0 == 0x23 }) {
            return true
        }
        if count <= 24, DateReading.isDateOnly(text) { return true }
        if isIssuer(text, count: count) { return followedByTrailer || afterBlank }
        return false
    }

    /// `云泽市健康教育所编发`, `青岚省港航事业发展中心`: who signs.
    private static func isIssuer(_ text: Bytes, count: Int) -> Bool {
        guard (3...24).contains(count), let last = text.lastScalar else { return false }
        if text.hasSuffix("编发") || text.hasSuffix("编印") || text.hasSuffix("印发") { return true }
        return "局厅部委办室心所会院府处科组社司队馆站".unicodeScalars.contains { $0.value == last }
            && text.allSatisfy { $0 >= 0x80 }
    }
}

extension Headline {
    /// Ends in a closing round bracket.
    static func closes(_ text: Bytes) -> Bool { text.lastScalar == 0xFF09 || text.lastScalar == 0x29 }
}
