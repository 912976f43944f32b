internal import Interop

/// The elements of a page and how much text each holds, for the choice of its main content.
struct PageTree: Sendable {
    struct Node: Sendable {
        var name: String
        var parent: Int?
        /// Indices of the events that open and close it.
        var events: Range<Int>
        /// Characters in it that are no white space; those of them in links.
        var text = 0
        var linkText = 0
        /// Of the same, what stands in frames within.
        var frameText = 0
        /// That lead to other pages.
        var links = 0
        var hasTitle = false
        var isFrame: Bool
        var isContent: Bool
        var children: [Int] = []

        /// Text outside of links.
        var runningText: Int { text - linkText }
        /// Text that nothing says to be of a frame.
        var doubtfulText: Int { isFrame ? 0 : runningText - frameText }
    }

    private(set) var nodes: [Node] = []

    init(_ events: [HTMLEvent]) {
        var open: [Int] = []
        var unread = 0
        var linkDepth = 0
        var isJump = false
        for (index, event) in events.enumerated() {
            switch event {
            case .open(let name, let attributes, _):
                let node = nodes.count
                if name == "a" { isJump = attributes.contains { $0.name == "href" && $0.value.hasPrefix("#") } }
                nodes.append(
                    Node(
                        name: name, parent: open.last, events: index..<index,
                        isFrame: PageFrame.isFrame(name, attributes), isContent: PageFrame.isContent(name, attributes)))
                if let parent = open.last { nodes[parent].children.append(node) }
                open.append(node)
                if Self.isUnread(name) { unread += 1 }
                if name == "a" { linkDepth += 1 }
            case .close(let name):
                guard let node = open.popLast() else { continue }
                nodes[node].events = nodes[node].events.lowerBound..<(index + 1)
                if Self.isUnread(name) { unread -= 1 }
                if name == "a" {
                    linkDepth -= 1
                    if !isJump { nodes[node].links += 1 }
                }
                if name == "h1", nodes[node].text > 0 { nodes[node].hasTitle = true }
                guard let parent = open.last else { continue }
                nodes[parent].text += nodes[node].text
                nodes[parent].linkText += nodes[node].linkText
                nodes[parent].links += nodes[node].links
                nodes[parent].frameText += nodes[node].isFrame ? nodes[node].runningText : nodes[node].frameText
                nodes[parent].hasTitle = nodes[parent].hasTitle || nodes[node].hasTitle
            case .text(let bytes):
                guard unread == 0, let node = open.last else { continue }
                var count = 0
                for byte in bytes where byte > 0x20 && byte & 0xC0 != 0x80 { count += 1 }
                nodes[node].text += count
                if linkDepth > 0 { nodes[node].linkText += count }
            }
        }
        findMenus()
    }

    /// Old pages stand in tables: beside the cell with most of the text, a cell of nothing but short links is the menu.
    private mutating func findMenus() {
        guard let body = nodes.first(where: { $0.name == "body" }) else { return }
        for row in nodes.indices where nodes[row].name == "tr" && nodes[row].runningText * 10 >= body.runningText * 6 {
            let cells = nodes[row].children.filter { nodes[$0].name == "td" }
            guard cells.count > 1, let main = cells.max(by: { nodes[$0].runningText < nodes[$1].runningText }),
                nodes[main].runningText * 10 >= body.runningText * 6
            else { continue }
            for cell in cells where cell != main {
                let node = nodes[cell]
                if node.links >= 3, node.linkText * 10 >= node.text * 9, node.text <= node.links * 12,
                    nodes[main].runningText >= node.text * 2
                {
                    nodes[cell].isFrame = true
                }
            }
        }
    }

    private static func isUnread(_ name: String) -> Bool {
        switch name {
        case "script", "style", "head", "noscript", "template", "select", "textarea", "title": true
        default: false
        }
    }

    /// From the root down to `node`, itself included.
    func path(to node: Int) -> [Int] {
        var path = [node]
        while let last = path.last, let parent = nodes[last].parent { path.append(parent) }
        return path.reversed()
    }
}

/// Names by which pages call what stands around their content, and the content itself.
enum PageFrame {
    static func isFrame(_ name: String, _ attributes: [HTMLAttribute]) -> Bool {
        switch name {
        case "nav", "footer", "header", "aside": return true
        case "body", "html", "main", "article", "td", "tr", "table", "tbody", "h1": return false
        default: break
        }
        for attribute in attributes {
            switch attribute.name {
            case "role": if roles.contains(attribute.value) { return true }
            // The heads and feet of the pages of a document.
            case "title": if name == "div", ["header", "footer"].contains(attribute.value) { return true }
            case "class", "id": if words(of: attribute.value).contains(where: { frames.contains($0) }) { return true }
            default: break
            }
        }
        return false
    }

    static func isContent(_ name: String, _ attributes: [HTMLAttribute]) -> Bool {
        guard name == "div" || name == "td" || name == "section" || name == "ucapcontent" else { return false }
        if name == "ucapcontent" { return true }
        return attributes.contains { attribute in
            guard attribute.name == "class" || attribute.name == "id" else { return false }
            return attribute.value.split(separator: " ").contains { contents.contains($0.lowercased()) }
        }
    }

    /// `top-nav2` gives `top`, `nav`.
    private static func words(of value: String) -> [String] {
        value.utf8.prefix(400).split { !Text.isASCIILetter(UInt32($0)) }.map {
            String(decoding: $0, as: UTF8.self).lowercased()
        }
    }

    private static let roles: Set<String> = ["navigation", "banner", "contentinfo", "search", "complementary"]

    private static let frames: Set<String> = [
        "nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "share",
        "sharebar", "bdsharebuttonbox", "social", "sidebar", "footer", "foot", "copyright", "pager", "pagination",
        "toolbar", "topbar", "related", "comments", "skip", "weizhi", "dqwz", "friendlink",
    ]

    /// Of content systems of Chinese authorities and press, of WeChat, WordPress and others.
    private static let contents: Set<String> = [
        "trs_editor", "trs_ueditor", "trs_word", "zoom", "zoomcon", "ucapcontent", "js_content", "rich_media_content",
        "article-content", "article_content", "articlecontent", "article-body", "article__body", "content_area",
        "pages_content", "entry-content", "post-content", "post-body", "rm_txt_con", "main-content", "maincontent",
        "view", "tys-main-zt-show", "xxgk_content", "text_content", "news_content", "newscontent", "con_text",
        "bt_content",
        "content", "detail-content", "artcontent", "story-body", "markdown-body",
    ]
}
