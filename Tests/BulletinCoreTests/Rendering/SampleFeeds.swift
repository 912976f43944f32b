import BulletinCore
import TestSupport

/// Feeds to render, by name; each has golden files of all formats under Fixtures/feeds.
enum SampleFeeds {
    static let names = [
        "weekly", "empty", "bare", "issues", "topic", "archive", "gone", "withdrawn", "podcast", "pictures",
    ]

    static func feed(_ name: String) -> Feed {
        switch name {
        case "weekly": weekly
        case "empty": Feed(channel: channel, entries: [], updated: Timestamp(seconds: 1_773_480_413))
        case "issues": issues
        case "topic": topic
        case "archive": archive
        case "gone": gone
        case "withdrawn": withdrawn
        case "podcast": podcast
        case "pictures": pictures
        default: bare
        }
    }

    static let zone = Zone(identifier: "UTC") ?? Zone(identifier: "GMT")

    static var channel: Channel {
        Channel(
            title: "河湾镇一周", subtitle: "镇上发生的事", url: "https://news.example.org/", language: "zh-Hans",
            authors: [Person(name: "编辑部", email: "desk@example.org", uri: "https://example.org/desk")],
            rights: "© 河湾镇", id: "tag:news.example.org,2026-03-01:feed", zone: zone!)
    }

    private static var weekly: Feed {
        let published = Timestamp(seconds: 1_773_480_413)
        return Feed(
            channel: channel,
            entries: [
                Entry(
                    id: EntryID(uri: "tag:news.example.org,2026-03-01:2026/12/bridge"), bulletinSlug: "2026-12",
                    bulletinTitle: "一周要闻（第12期）", anchor: "s1", title: "新桥 <通车> & 老桥谢幕",
                    html: "<p>新桥今天通车，<strong>免费</strong>。</p>\n<p>老桥将改为步行桥 &amp; 市集。</p>",
                    text: "新桥今天通车，免费。\n老桥将改为步行桥 & 市集。", linksLabel: "链接",
                    links: [
                        Link(title: "通车时间表 <全>", url: "https://example.org/t?a=1&b=2"), Link(title: "一张老照片"),
                    ],
                    topics: ["交通", "桥"], published: published, updated: published.advanced(by: 3600), position: 0),
                Entry(
                    id: EntryID(uri: "tag:news.example.org,2026-03-01:2026/12/market"), bulletinSlug: "2026-12",
                    bulletinTitle: "一周要闻（第12期）", anchor: "s2", title: "Market moves to the river",
                    html: "<p>The market moves.</p>", text: "The market moves.", summary: "In short: it moves.",
                    authors: ["Ada Brook"], language: "en", published: published.advanced(by: -1),
                    updated: published.advanced(by: -1), position: 1),
            ],
            updated: published.advanced(by: 3600))
    }

    static let issueID = EntryID(uri: "tag:news.example.org,2026-03-01:2026/12/issue")

    /// The feed of bulletins that belongs to `weekly`, with hints when to look.
    private static var issues: Feed {
        var feed = weekly
        feed.channel.updateInterval = 360
        feed.identity = FeedIdentity(.issues)
        let stories = feed.entries
        feed.entries = [
            Entry(
                id: issueID, bulletinSlug: "2026-12", bulletinTitle: "一周要闻（第12期）", anchor: "",
                title: "一周要闻（第12期）", html: "<p>本周的事。</p>", text: "新桥\nMarket", topics: ["交通", "桥"],
                published: stories[0].published, updated: stories[0].updated, position: 0, number: "第12期",
                contents: stories.map { ContentsItem(id: $0.id, title: $0.title, anchor: $0.anchor) })
        ]
        return feed
    }

    /// The stories of a topic, which belong to an issue and were published elsewhere first; there are archives.
    private static var topic: Feed {
        var feed = weekly
        feed.channel.updateInterval = 60
        feed.identity = FeedIdentity(.stories, topic: Topic(name: "交通 & 桥", slug: "jiaotong"))
        for index in feed.entries.indices {
            feed.entries[index].issue = issueID
            feed.entries[index].via = "https://origin.example.org/?n=\(index)&m=1"
        }
        feed.previousArchive = 3
        return feed
    }

    private static var archive: Feed {
        var feed = topic
        (feed.archive, feed.previousArchive) = (2, 1)
        return feed
    }

    private static var gone: Feed {
        var feed = weekly
        feed.tombstones = [
            Tombstone(
                id: EntryID(uri: "tag:news.example.org,2026-03-01:2026/12/ferry"), when: feed.updated,
                title: "渡船 <停航>", bulletinSlug: "2026-12", published: feed.entries[0].published.advanced(by: 5)),
            Tombstone(
                id: EntryID(uri: "tag:news.example.org,2026-03-01:2026/11/fair"), when: feed.updated.advanced(by: -60),
                title: "Fair", bulletinSlug: "2026-11", published: feed.entries[1].published),
        ]
        return feed
    }

    private static var withdrawn: Feed {
        var feed = gone
        feed.channel.showsWithdrawn = true
        return feed
    }

    private static func file(_ name: String, _ length: Int, title: String = "", _ facts: MediaFacts) -> AttachedFile {
        let ending = String(name.split(separator: ".").last ?? "")
        return AttachedFile(
            reference: Array(name.utf8), path: "files/2026-12/\(name)", length: length,
            format: MediaFormat.published(as: ending)!, title: title, facts: facts)
    }

    private static var podcast: Feed {
        var feed = weekly
        feed.identity = FeedIdentity(.stories, topic: Topic(name: "Radio", slug: "radio"))
        for index in feed.entries.indices {
            feed.entries[index].number = "第\(12 + index)期"
            feed.entries[index].files = [
                file("talk-\(index).mp3", 12_345_678, title: "Talk <\(index)>", MediaFacts(milliseconds: 1_834_499))
            ]
        }
        return feed
    }

    private static var pictures: Feed {
        var feed = weekly
        feed.entries[0].html += "<p><img src=\"local:bridge.jpg\" alt=\"桥 &amp; &quot;河&quot;\"/></p>"
        feed.entries[0].files = [
            file("bridge.jpg", 345_678, title: "The <bridge>", MediaFacts(width: 1600, height: 900)),
            file("map.png", 4_321, MediaFacts()), file("plan.pdf", 99_000, title: "Plan", MediaFacts()),
        ]
        return feed
    }

    /// As little as the model allows.
    private static var bare: Feed {
        Feed(
            channel: Channel(
                title: "T", url: "http://127.0.0.1:8080/", language: "en", authors: [Person(name: "A")],
                id: "tag:example.org,2026:feed", zone: zone!),
            entries: [
                Entry(
                    id: EntryID(uri: "tag:example.org,2026:1"), bulletinSlug: "one", bulletinTitle: "One", anchor: "",
                    title: "One", html: "", text: "", published: Timestamp(seconds: 0), updated: Timestamp(seconds: 0),
                    position: 0)
            ],
            updated: Timestamp(seconds: 0))
    }

    /// A feed with hostile text in every field that may hold text.
    static func hostile(seed: UInt64) -> Feed {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "<", ">", "&", "\"", "'", "]]>", "<!--", "-->", "<script>", "&amp;", "&#0;", "\u{0}", "\u{1}", "\u{B}",
            "\u{7F}", "\u{85}", "\u{2028}", "\u{FFFE}", "\u{FFFF}", "\u{FEFF}", "\u{202E}", "\r", "\r\n", "\n", "\t",
            " ", "e\u{301}", "👩‍👩‍👧", "中文", "\u{10FFFF}", "</content>", "<?xml?>", "\\", "\\u0000", "{{", "%s",
        ]
        func text(_ count: Int) -> String {
            "x" + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "x"
        }
        let published = Timestamp(seconds: Int64.random(in: 0...4_000_000_000, using: &random))
        let entries = (0..<Int.random(in: 0...4, using: &random)).map { index in
            Entry(
                id: EntryID(uri: "tag:example.org,2026:\(seed)/\(index)"), bulletinSlug: "b\(seed)",
                bulletinTitle: text(3), anchor: "s\(index)", title: text(6), html: "<p>\(text(20))</p>",
                text: text(120),
                summary: index == 0 ? text(9) : nil, linksLabel: text(2),
                links: [Link(title: text(4)), Link(title: text(4), url: "https://example.org/?a=1&b=\(index)")],
                authors: index == 1 ? [text(3), text(3)] : [], topics: [text(2), text(4)],
                language: index == 2 ? "en" : nil, published: published.advanced(by: -index),
                updated: published.advanced(by: index), position: index,
                files: index > 0
                    ? [file("a.png", 9, title: text(3), MediaFacts()), file("b.mp3", 9, title: text(3), MediaFacts())]
                    : [],
                number: text(1), issue: index == 1 ? EntryID(uri: "tag:example.org,2026:\(seed)/issue") : nil,
                contents: index == 2
                    ? (0..<3).map { ContentsItem(id: EntryID(uri: "x"), title: text(4), anchor: "s\($0)") } : [])
        }
        return Feed(
            channel: Channel(
                title: text(5), subtitle: text(5), url: "https://example.org/", language: "zh-Hans",
                authors: [Person(name: text(5), email: "a@example.org", uri: "https://example.org/a")], rights: text(5),
                id: "tag:example.org,2026:feed", zone: zone!, updateInterval: 45, showsWithdrawn: seed % 3 == 0),
            identity: FeedIdentity(
                seed % 2 == 0 ? .stories : .issues, topic: seed % 5 == 0 ? nil : Topic(name: text(3), slug: "t")),
            entries: entries, updated: published.advanced(by: 10), archive: seed % 7 == 0 ? 4 : nil,
            previousArchive: seed % 4 == 0 ? nil : 3,
            tombstones: seed % 7 == 0
                ? []
                : [
                    Tombstone(
                        id: EntryID(uri: "tag:example.org,2026:\(seed)/gone"), when: published.advanced(by: 20),
                        title: text(5), bulletinSlug: "gone", published: published.advanced(by: -1))
                ])
    }
}
