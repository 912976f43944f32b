internal import Interop

/// Leaves out what stands around the content of a page: menus, paths, share bars, imprints.
///
/// What is taken is the element that says that it is the content, when it holds most of the running text; else the
/// whole body without its frames. Title and line of dates before the content stay. In doubt all stays.
enum MainContent {
    private struct Choice {
        var node: Int
        /// For people.
        var what: String
        /// Nothing around it stays but the title and a line with a date.
        var isStrict: Bool
    }

    /// - Returns: the steps without what was left out, a finding when that was anything, and the lines of it that forbid
    ///   to publish.
    static func select(_ events: [HTMLEvent]) -> (events: [HTMLEvent], finding: Finding?, bans: [TextLine]) {
        let tree = PageTree(events)
        guard let body = tree.nodes.firstIndex(where: { $0.name == "body" }), tree.nodes[body].text > 0 else {
            return (events, nil, [])
        }
        let whole = Choice(node: body, what: "the page without its frame", isStrict: false)
        for choice in [stated(in: tree, body), whole].compactMap(\.self) {
            let dropped = outside(choice.node, body, tree, events, isStrict: choice.isStrict)
            // What is left out beyond frames may be text; and frames must not be nearly all.
            let lost = dropped.reduce(0) { $0 + tree.nodes[$1].runningText }
            let doubtful = dropped.reduce(0) { $0 + tree.nodes[$1].doubtfulText }
            let kept = tree.nodes[body].runningText - lost
            guard kept > 0, lost <= kept * 2, doubtful * 10 <= kept * 3 else { continue }
            let count = dropped.reduce(0) { $0 + tree.nodes[$1].text }
            guard count > 0 else { return (events, nil, []) }
            let finding = Finding(
                .info, "MainContent", "taken: \(choice.what); left out around it: \(count) characters")
            let ranges = dropped.map { tree.nodes[$0].events }
            return (without(ranges, events), finding, bans(in: ranges.flatMap { events[$0] }))
        }
        return (events, nil, [])
    }

    /// The element that calls itself the content and holds at least six tenths of the running text outside frames.
    private static func stated(in tree: PageTree, _ body: Int) -> Choice? {
        let nodes = tree.nodes
        let running = nodes[body].runningText - nodes[body].frameText
        func holdsMost(_ node: Int) -> Bool { nodes[node].runningText * 10 >= running * 6 && nodes[node].text > 0 }
        let mains = nodes.indices.filter { nodes[$0].name == "main" }
        let articles = nodes.indices.filter { nodes[$0].name == "article" }
        if articles.count == 1, holdsMost(articles[0]) {
            return Choice(node: articles[0], what: "the element article", isStrict: true)
        }
        let contents = nodes.indices.filter { nodes[$0].isContent && holdsMost($0) }
        // The innermost that holds most: what follows in the order of the page stands deeper.
        if let found = contents.last {
            return Choice(node: found, what: "the element that is named as content", isStrict: true)
        }
        if mains.count == 1, holdsMost(mains[0]) {
            return Choice(node: mains[0], what: "the element main", isStrict: true)
        }
        return nil
    }

    /// The topmost nodes that go.
    private static func outside(
        _ content: Int, _ body: Int, _ tree: PageTree, _ events: [HTMLEvent], isStrict: Bool
    ) -> [Int] {
        let nodes = tree.nodes
        let path = Set(tree.path(to: content))
        var dropped: [Int] = []
        var waiting = [body]
        while let node = waiting.popLast() {
            let isInside = node == content || !path.contains(node)
            for child in nodes[node].children where nodes[child].text > 0 {
                if path.contains(child) {
                    waiting.append(child)
                } else if isInside && content == node || isInside && isWithin(child, content, nodes) {
                    // In the content only frames of links go; a footer there may be its author's.
                    if isLinkFrame(nodes[child]) {
                        dropped.append(child)
                    } else {
                        waiting.append(child)
                    }
                } else if nodes[child].hasTitle {
                    if nodes[child].name != "h1" { waiting.append(child) }
                } else if nodes[child].events.upperBound <= nodes[content].events.lowerBound,
                    isInformation(nodes[child], events)
                {
                    continue
                } else if isStrict || nodes[child].isFrame {
                    dropped.append(child)
                }
            }
        }
        return dropped
    }

    private static func isWithin(_ node: Int, _ content: Int, _ nodes: [PageTree.Node]) -> Bool {
        nodes[content].events.contains(nodes[node].events.lowerBound)
    }

    private static func isLinkFrame(_ node: PageTree.Node) -> Bool {
        guard node.isFrame, !node.hasTitle else { return false }
        if node.name == "nav" { return true }
        return node.linkText * 2 >= node.text || node.text <= 120 && node.name != "header" && node.name != "aside"
    }

    /// `来源：… 发布时间：2032-02-20`: a short line with a date.
    private static func isInformation(_ node: PageTree.Node, _ events: [HTMLEvent]) -> Bool {
        guard node.text <= 150, node.linkText * 2 <= node.text else { return false }
        var text: [UInt8] = []
        for event in events[node.events] { if case .text(let bytes) = event { text += bytes } }
        return DateReading.first(in: text[...].trimmed) != nil
    }

    /// Of the lines that a reader would see, but for links to other pages.
    private static func bans(in frames: [HTMLEvent]) -> [TextLine] {
        Sanitizer.sanitize(frames).blocks.flatMap { block in
            let linked = block.links.reduce(0) { $0 + $1.title.utf8.count }
            guard linked * 2 <= block.text.count else { return [TextLine]() }
            return block.lines.lazy.filter { Embargo.ban(in: $0[...]) != nil }.map {
                TextLine(number: block.line, raw: $0[...])
            }
        }
    }

    private static func without(_ ranges: [Range<Int>], _ events: [HTMLEvent]) -> [HTMLEvent] {
        var kept: [HTMLEvent] = []
        kept.reserveCapacity(events.count)
        var place = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.lowerBound >= place {
            kept += events[place..<range.lowerBound]
            place = range.upperBound
        }
        return kept + events[place...]
    }
}
