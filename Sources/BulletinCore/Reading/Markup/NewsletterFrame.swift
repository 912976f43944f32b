/// Leaves out what mailing services put around a letter: `view in browser` before it, how to leave the list behind it.
enum NewsletterFrame {
    /// - Returns: a finding when something was cut.
    static func cut(from blocks: inout [Block]) -> Finding? {
        guard blocks.count > 2 else { return nil }
        var cut = 0
        if let end = blocks.indices.suffix(12).first(where: { speaks(blocks[$0], of: leaving, limit: 600) }) {
            let rest = blocks[end...]
            // A story behind it: then it is no end.
            let isEnd = !rest.contains { $0.headingLevel != nil } && rest.reduce(0) { $0 + $1.text.count } <= 3000
            if isEnd, end > 0, rest.contains(where: { !$0.links.isEmpty || $0.text.count < 600 }) {
                cut += rest.count
                blocks.removeSubrange(end...)
            }
        }
        if let first = blocks.indices.prefix(3).first(where: { speaks(blocks[$0], of: viewing, limit: 120) }),
            blocks.count > 1
        {
            cut += 1
            blocks.remove(at: first)
        }
        guard cut > 0 else { return nil }
        return Finding(
            .info, "NewsletterFrame",
            "left out: \(cut) paragraphs on how to read the letter elsewhere or to leave the list")
    }

    private static func speaks(_ block: Block, of words: [String], limit: Int) -> Bool {
        guard block.headingLevel == nil, block.name == "p" || block.name == "table" else { return false }
        let text = block.text
        guard text.count <= limit else { return false }
        let small = text.lowered[...]
        return words.contains { small.contains(text: $0) }
    }

    private static let leaving = [
        "unsubscribe", "manage your preferences", "update your preferences", "manage preferences",
        "you are receiving this", "you receive this", "you received this", "退订", "取消订阅", "退訂", "取消訂閱",
    ]

    private static let viewing = [
        "view in browser", "view this email in", "view in your browser", "view online", "read online",
        "view web version",
        "在浏览器中查看", "在浏览器中打开", "在瀏覽器中", "查看网页版", "如果您无法正常浏览",
    ]
}
