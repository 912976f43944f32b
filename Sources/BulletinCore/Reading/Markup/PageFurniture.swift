/// Leaves out what content systems put into every page beside its text: 打印, 关闭, 上一篇, 字体：大 中 小, `Print this page`.
///
/// Only whole blocks of nothing else go: among the first ones sizes of type, among the last ones all.
enum PageFurniture {
    /// - Returns: a finding when something was cut.
    static func cut(from blocks: inout [Block]) -> Finding? {
        guard blocks.count > 2 else { return nil }
        var gone: Set<Int> = []
        for index in blocks.indices.prefix(8) where kind(of: blocks[index]) == .sizes { gone.insert(index) }
        var before: Kind?
        let last = blocks.indices.suffix(16)
        for index in last {
            let block = blocks[index]
            var found = kind(of: block)
            // What a share bar or a code to scan is followed by is of it.
            if found == nil, before == .share, areTargets(block) { found = .share }
            if found == nil, before == .scan, block.lines.isEmpty, block.html[...].contains(text: "<img") {
                found = .plain
            }
            // All that a headline has stays.
            if index > 0, blocks[index - 1].headingLevel != nil, !gone.contains(index - 1) { found = nil }
            // `打印` alone may be a step of a manual.
            if isBare(block), !blocks.indices.contains(index + 1) || !isSure(blocks[index + 1]),
                gone.contains(index - 1) == false
            {
                found = nil
            }
            if let found, block.headingLevel == nil || isEnd(blocks, after: index) {
                gone.insert(index)
                before = found
            } else {
                before = nil
            }
        }
        guard !gone.isEmpty, gone.count < blocks.count else { return nil }
        blocks = blocks.indices.filter { !gone.contains($0) }.map { blocks[$0] }
        return Finding(
            .info, "PageFurniture",
            "left out: \(gone.count) paragraphs on printing, sharing or closing the page, or leading to other pages")
    }

    /// `发布时间：2031年3月2日 点击：33次 【字体：大 中 小】【打印】【关闭】`: a day beside what is done with the page, or how often.
    static func isHead(_ line: Bytes) -> Bool {
        guard line.count <= 300, !Headline.endsSentence(line), DateReading.last(in: line) != nil else { return false }
        return counts.isAny(in: line)
    }

    private static let counts = WordList([
        "点击：", "点击:", "点击数", "点击量", "浏览次数", "浏览量", "浏览：", "阅读次数", "阅读量", "阅读：", "访问量", "访问次数", "【字体", "[字体", "字体：",
        "字号：",
        "【打印", "[打印", "打印本页", "瀏覽次數", "點擊：", "列印本頁",
    ])

    private enum Kind { case plain, sizes, share, scan }

    private static func isBare(_ block: Block) -> Bool {
        let words = words(of: block)
        return words.count == 1 && bare.contains(words[0])
    }

    private static func isSure(_ block: Block) -> Bool { kind(of: block) != nil && !isBare(block) }

    /// A heading is furniture where nothing but furniture follows.
    private static func isEnd(_ blocks: [Block], after index: Int) -> Bool {
        blocks[(index + 1)...].allSatisfy { kind(of: $0) != nil || areTargets($0) || $0.lines.isEmpty }
    }

    private static func kind(of block: Block) -> Kind? {
        guard ["p", "ul", "ol", "h2", "h3", "h4", "h5", "h6", "table"].contains(block.name), !block.lines.isEmpty else {
            return nil
        }
        let text = block.text
        if isNeighbour(block) { return .plain }
        guard text.count <= 240 else { return nil }
        if isScan(text) { return .scan }
        let words = words(of: block)
        guard !words.isEmpty, words.allSatisfy({ deeds.contains($0) || targets.contains($0) || sizes.contains($0) })
        else { return nil }
        // Steps of a manual: 打印, 关闭.
        if block.name == "ol" || block.name == "ul" && words.allSatisfy({ bare.contains($0) }) { return nil }
        if words.contains(where: { shares.contains($0) }) { return .share }
        if words.contains(where: { deeds.contains($0) }) { return areSizes(words) ? .sizes : .plain }
        return areSizes(words) && words.count >= 3 ? .sizes : nil
    }

    /// Nothing but 大, 中, 小 and what names them.
    private static func areSizes(_ words: [[UInt8]]) -> Bool {
        words.allSatisfy { sizes.contains($0) || type.contains($0) } && words.contains { sizes.contains($0) }
    }

    private static func areTargets(_ block: Block) -> Bool {
        guard block.name == "p" || block.name == "ul", block.text.count <= 240 else { return false }
        return !block.lines.isEmpty
            && block.lines.allSatisfy { line in
                let whole = words(of: line[...])
                if whole.allSatisfy({ targets.contains($0) }) { return true }
                return line.split(separator: 0x20).allSatisfy { targets.contains(Text.key($0)) }
            }
    }

    private static func words(of block: Block) -> [[UInt8]] { block.lines.flatMap { words(of: $0[...]) } }

    /// The parts between blanks, brackets and bars, as keys: `【打印本页】 【关闭窗口】`; English stays whole.
    private static func words(of text: Bytes) -> [[UInt8]] {
        let isWide = text.contains { $0 >= 0x80 }
        let parts = text.scalars().split { scalar in
            if scalar == 0x20, !isWide { return false }
            return Text.isBlank(scalar) || Text.isPunctuation(scalar) && scalar != 0x2D || scalar == 0x7C
                || scalar == 0xFF5C || scalar == 0x2B
        }
        return parts.map { Text.key(Array(Text.string($0).utf8)[...]) }.filter { !$0.isEmpty }
    }

    /// `上一篇：…`, `Next article: …`: leads to another page of the site, or says that there is none.
    private static func isNeighbour(_ block: Block) -> Bool {
        let text = block.text
        guard text.count <= 600, !block.lines.contains(where: { Headline.endsSentence($0[...]) || $0.last == 0x2E })
        else { return false }
        return block.lines.allSatisfy { line in
            let small = line.lowered[...]
            guard let word = neighbours.first(where: { small.hasPrefix($0) }) else { return false }
            let rest = small.dropFirst(word.utf8.count).trimmedStart
            guard let next = rest.firstScalar else { return true }
            return next == 0xFF1A || next == 0x3A || rest.elementsEqual("没有了".utf8) || rest.elementsEqual("无".utf8)
        }
    }

    private static let neighbours = [
        "上一篇", "下一篇", "上一条", "下一条", "前一篇", "后一篇", "上一則", "下一則", "上一则", "下一则", "上一頁", "下一頁", "上一页", "下一页",
        "previous article", "next article", "previous post", "next post", "previous story", "next story",
    ]

    /// `扫一扫在手机打开当前页`
    private static func isScan(_ text: Bytes) -> Bool {
        text.scalarCount <= 24 && !Headline.endsSentence(text) && scans.contains { text.prefix(21).contains(text: $0) }
            && pages.contains { text.contains(text: $0) }
            && !text.scalars().contains { Text.digit($0) != nil }
    }

    private static let scans = ["扫一扫", "扫码", "扫描二维码", "掃一掃", "掃描"]
    private static let pages = [
        "当前页", "本页", "此页", "手机打开", "手机浏览", "手机查看", "手机阅读", "手机上", "當前頁", "本頁", "分享到", "分享至", "移动端",
    ]

    private static let shares = Words.keys([
        "分享", "分享到", "分享至", "分享本页", "分享此页", "一键分享", "转发到", "Share", "Share this", "Share this page",
        "Share this article",
        "Share this post", "Share this story", "Share on", "Share via",
    ])

    private static let bare = Words.keys(["打印", "列印", "关闭", "關閉", "分享", "收藏", "Print", "Share"])

    private static let type = Words.keys(["字体", "字号", "字體", "字號", "字体大小", "字号大小", "文字大小", "Font size", "Text size"])

    private static let deeds = shares.union(type).union(
        Words.keys([
            "打印", "打印本页", "打印此页", "打印本文", "打印页面", "打印正文", "打印文章", "我要打印", "本页打印", "页面打印", "列印", "列印本頁", "关闭", "关闭窗口",
            "关闭本页", "关闭此页", "关闭页面", "窗口关闭", "關閉", "關閉視窗", "返回顶部", "返回列表", "返回首页", "返回上一页", "返回上页", "回到顶部", "加入收藏",
            "收藏本页", "收藏此页", "我要纠错", "纠错", "推荐给好友", "推荐给朋友", "回頂端", "Print", "Print this page", "Print page",
            "Print this article", "Print this", "Printer-friendly version", "Print-friendly version",
            "Printable version",
            "Close window", "Close this window", "Back to top", "Return to top", "Top of page", "Email this page",
            "Email this article", "Email this", "Bookmark this page",
        ]))

    private static let targets = Words.keys([
        "微信", "微信好友", "朋友圈", "微信朋友圈", "微博", "新浪微博", "腾讯微博", "QQ", "QQ空间", "QQ好友", "人人网", "豆瓣", "豆瓣网", "百度贴吧", "贴吧",
        "更多",
        "收藏", "复制链接", "复制网址", "Facebook", "Twitter", "X", "LinkedIn", "WhatsApp", "Email", "E-mail", "Reddit",
        "Tweet", "Copy link", "Mastodon", "Telegram", "Print",
    ])

    private static let sizes = Words.keys(["大", "中", "小", "特大", "超大", "默认", "正常", "标准", "A", "A+", "A-"])
}
