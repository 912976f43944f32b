/// What templates see: names and values, made of the model. The built-in templates show the names.
///
/// Every name that a template asks for in a place is set there, with `absent` where there is nothing: otherwise the
/// library would look for it further out, and find the page's where it wants the story's.
struct PageValues {
    let channel: Channel
    let words: PageWording
    /// The way from the page to the root of the site; empty, or ending in `/`.
    let root: String
    /// The folders of labels that have pages, by their names.
    let topicSlugs: [String: String]
    let parts: PageParts

    init(channel: Channel, root: String, topicSlugs: [String: String], parts: PageParts) {
        self.channel = channel
        self.root = root
        self.topicSlugs = topicSlugs
        self.parts = parts
        words = PageWording.of(language: channel.language)
    }

    func twin(of feed: Feed, topics: [Topic]) -> Values {
        let (identity, isFront) = (feed.identity, feed.identity == FeedIdentity(.stories) && feed.archive == nil)
        let number = feed.archive.map { "\(words.archive) \($0)" }
        let title = isFront ? channel.title : [feed.title, number].compactMap { $0 }.joined(separator: " – ")
        let others = Series.main.filter { $0 != identity.series }.map { FeedIdentity($0, topic: identity.topic) }
        let own = [identity] + others
        let site = identity.topic == nil ? [] : FeedIdentity.ofSite
        return page(
            title: title, description: channel.subtitle, address: feed.pageAddress, language: channel.language,
            feeds: own + site
        ).adding([
            "isFront": isFront, "title": feed.title, "archive": text(number), "subtitle": text(channel.subtitle),
            "older": text(feed.previousArchive.map { root + identity.pageAddress(archive: $0) }),
            "newest": text(feed.archive.map { _ in link(to: identity.pageAddress()) }),
            "others": (others + (isFront ? [FeedIdentity(.corrections)] : [])).map { other -> Values in
                ["title": words.title(of: other.series), "address": link(to: other.pageAddress())]
            },
            "hasSubjects": !topics.isEmpty,
            "subjects": topics.prefix(Self.subjectLimit).map { topic -> Values in
                ["name": topic.name, "address": root + FeedIdentity(.stories, topic: topic).pageAddress()]
            },
            "groups": text(parts.groups(of: feed.entries, on: self)),
        ])
    }

    /// More topics stand in the list of all feeds only.
    private static let subjectLimit = 100

    var gone: Values {
        page(
            title: "\(words.gone) – \(channel.title)", description: "", address: channel.url,
            language: channel.language, feeds: FeedIdentity.ofSite)
    }

    /// - Parameter address: in the site; empty for its root.
    private func link(to address: String) -> String { address.isEmpty && root.isEmpty ? "./" : root + address }

    func bulletin(_ bulletin: BulletinPage) -> Values {
        let language = bulletin.language ?? channel.language
        let authors = bulletin.authors.joined(separator: words.comma)
        let isDigest = bulletin.kind == .digest
        let title = isDigest ? bulletin.title : bulletin.entries.first?.title ?? bulletin.title
        let addresses = SiteAddresses(
            of: channel, bulletin: bulletin.slug, files: bulletin.introFiles, root: root)
        return page(
            title: "\(title) – \(channel.title)", description: bulletin.entries.first?.summary(limit: 160) ?? "",
            address: channel.address(ofBulletin: bulletin.slug), language: language,
            feeds: FeedIdentity.ofSite + topicFeeds(of: bulletin)
        ).adding([
            "kind": bulletin.kind.rawValue, "title": title, "issue": text(bulletin.issue),
            "date": date(bulletin.published), "authors": text(authors),
            "intro": text(addresses.completed(html: bulletin.intro)),
            "contents": isDigest && bulletin.entries.count > 1,
            "stories": bulletin.entries.map { story($0, on: bulletin, pageLanguage: language) },
        ])
    }

    /// A page tells of no more topics' feeds.
    private static let topicLimit = 5

    private func topicFeeds(of bulletin: BulletinPage) -> [FeedIdentity] {
        var topics: [Topic] = []
        for name in bulletin.entries.flatMap(\.topics) where topics.count < Self.topicLimit {
            guard let slug = topicSlugs[name], !topics.contains(where: { $0.name == name }) else { continue }
            topics.append(Topic(name: name, slug: slug))
        }
        return topics.map { FeedIdentity(.stories, topic: $0) }
    }

    /// What every page has.
    /// - Parameter feeds: those that it tells readers of, its own first.
    private func page(
        title: String, description: String, address: String, language: String, feeds: [FeedIdentity]
    ) -> Values {
        [
            "pageTitle": title, "description": text(description), "address": address, "language": language,
            "root": root, "home": link(to: ""), "channelTitle": channel.title, "channelLanguage": channel.language,
            "rights": text(channel.rights), "feeds": feeds.first.map { formats(of: $0) } ?? [],
            "feedLinks": parts.links(to: feeds, on: self), "list": root + OPML.path,
            "words": words.values,
        ]
    }

    /// A feed in its formats.
    func formats(of identity: FeedIdentity) -> [Values] {
        let title = identity.title(in: channel)
        return OutputFormat.allCases.map {
            [
                "name": $0.title, "file": identity.path(as: $0), "mediaType": $0.mediaType, "title": title,
                "root": root,
            ]
        }
    }

    /// A label, and the page of its feed if there is one.
    struct TopicLink: Hashable {
        var name: String
        var address: String?
    }

    func topics(of entry: Entry) -> [TopicLink] {
        entry.topics.map { name in
            TopicLink(
                name: name,
                address: topicSlugs[name].map {
                    root + FeedIdentity(.stories, topic: Topic(name: name, slug: $0)).pageAddress()
                })
        }
    }

    private func values(of topics: [TopicLink]) -> [Values] {
        topics.map { ["name": $0.name, "address": text($0.address)] }
    }

    /// A list of labels.
    func list(of topics: [TopicLink]) -> Values {
        ["hasTopics": !topics.isEmpty, "topics": values(of: topics), "root": root, "words": words.values]
    }

    /// The same for a page in another folder.
    func at(root: String) -> PageValues {
        PageValues(channel: channel, root: root, topicSlugs: topicSlugs, parts: parts)
    }

    /// Neighbours of the same bulletin and day stand together, under one date.
    func groups(of entries: [Entry]) -> [ArraySlice<Entry>] {
        let days = entries.map { channel.zone.day(at: $0.published) }
        var groups: [ArraySlice<Entry>] = []
        var start = 0
        // By their places: entries have dozens of parts, and a copy holds each.
        for next in entries.indices.dropFirst()
        where entries[next].bulletinSlug != entries[start].bulletinSlug || days[next] != days[start] {
            groups.append(entries[start..<next])
            start = next
        }
        return entries.isEmpty ? [] : groups + [entries[start...]]
    }

    /// Stories on the page of a feed that stand together.
    /// - Parameter headlines: clean HTML.
    func group(_ first: Entry, headlines: String) -> Values {
        let bulletin: Values = [
            "title": first.bulletinTitle, "address": path(to: first.bulletinSlug, anchor: ""),
            "language": language(first, on: channel.language),
        ]
        return [
            "date": date(first.published), "bulletin": first.anchor.isEmpty ? absent : bulletin,
            "stories": headlines, "root": root, "words": words.values,
        ]
    }

    /// Where a story is read.
    func address(of entry: Entry) -> String { path(to: entry.bulletinSlug, anchor: entry.anchor) }

    /// What a feed's page shows of the text of a story; `nil` where it lists a bulletin's stories.
    func summary(of entry: Entry) -> String? { entry.contents.isEmpty ? entry.summary(limit: 120) : nil }

    /// A story on the page of a feed.
    func headline(_ entry: Entry) -> Values {
        let topics = topics(of: entry)
        return [
            "title": entry.title, "address": address(of: entry), "words": words.values,
            "language": language(entry, on: channel.language),
            "summary": text(summary(of: entry)),
            "hasContents": !entry.contents.isEmpty,
            "contents": entry.contents.map { part -> Values in
                ["title": part.title, "address": path(to: entry.bulletinSlug, anchor: part.anchor)]
            },
            "hasTopics": !topics.isEmpty, "topics": values(of: topics),
            "topicLinks": text(parts.topics(topics, on: self)),
        ]
    }

    /// A story on its bulletin's page.
    private func story(_ entry: Entry, on page: BulletinPage, pageLanguage: String) -> Values {
        let topics = topics(of: entry)
        return [
            "title": entry.title, "anchor": text(page.kind == .single ? "" : entry.anchor),
            "language": language(entry, on: pageLanguage),
            "byline": entry.authors == page.authors ? absent : text(entry.authors.joined(separator: words.comma)),
            "content": entry.contentHTML(in: channel, root: root, namesFiles: false),
            "hasMedia": !media(of: entry).isEmpty,
            "media": media(of: entry),
            "corrected": entry.updated == entry.published || entry.corrected != nil ? absent : date(entry.updated),
            "hasTopics": !topics.isEmpty, "topics": values(of: topics),
            "topicLinks": text(parts.topics(topics, on: self)),
        ]
    }

    /// What is played or opened under a story. Documents that the text leads to are not named twice.
    private func media(of entry: Entry) -> [Values] {
        let unmentioned = Set(entry.unmentionedFiles)
        return entry.enclosures.compactMap { file in
            let kind = file.format.kind
            guard kind != .image, kind != .document || unmentioned.contains(file) else { return nil }
            return [
                "isAudio": kind == .audio, "isVideo": kind == .video, "isDocument": kind == .document,
                "address": root + file.path, "mediaType": file.format.mediaType,
                "title": file.displayName, "size": Self.size(file.length),
            ]
        }
    }

    /// `640 B`, `35 kB`, `1.2 MB`, rounded up.
    private static func size(_ bytes: Int) -> String {
        if bytes < 1000 { return "\(bytes) B" }
        if bytes < 1_000_000 { return "\((bytes - 1) / 1000 + 1) kB" }
        let tenths = (bytes - 1) / 100_000 + 1
        return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10).\(tenths % 10) MB"
    }

    private func date(_ instant: Timestamp) -> Values {
        ["machine": instant.rfc3339, "people": words.date(channel.zone.day(at: instant))]
    }

    private func path(to slug: String, anchor: String) -> String {
        root + Channel.path(ofBulletin: slug, anchor: anchor)
    }

    /// Set only where it differs from the language around it.
    private func language(_ entry: Entry, on outer: String) -> any Sendable {
        let language = entry.language ?? channel.language
        return language == outer ? absent : language
    }

    private func text(_ text: String?) -> any Sendable { text.flatMap { $0.isEmpty ? nil : $0 } ?? absent }

    private var absent: any Sendable { Absent() }
}
