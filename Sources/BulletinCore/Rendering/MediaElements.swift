internal import Interop

/// Media RSS (rssboard.org/media-rss): the pictures of an entry, with their sizes and what stands for them where they
/// cannot be seen. The same in RSS and Atom; the prefix is `media`.
enum MediaElements {
    static func write(_ pictures: [RenderedEntry.Picture], in channel: Channel, into writer: inout XMLWriter) {
        for picture in pictures {
            let file = picture.file
            var attributes: [(key: StaticString, value: String)] = [
                ("url", channel.url + file.path), ("fileSize", "\(file.length)"), ("type", file.format.mediaType),
                ("medium", "image"),
            ]
            if let width = file.facts.width, let height = file.facts.height {
                attributes += [("width", "\(width)"), ("height", "\(height)")]
            }
            writer.element("media:content", attributes: attributes) { writer in
                if !file.title.isEmpty {
                    writer.element("media:title", ["type": "plain"]) { $0.guardedText(file.title) }
                }
                guard !picture.alternative.isEmpty else { return }
                writer.element("media:description", ["type": "plain"]) { $0.guardedText(picture.alternative) }
            }
        }
    }
}

/// Apple's and the Podcast Index's elements, where there is something to be heard or seen.
enum PodcastElements {
    /// What is true of a feed whose every entry is to be heard or seen.
    static func channel(_ document: RenderedFeed, into writer: inout XMLWriter) {
        let authors = document.feed.channel.authors.map(\.name).joined(separator: ", ")
        writer.element("itunes:author") { $0.guardedText(authors) }
        writer.element("itunes:type", text: "episodic")
        writer.element("itunes:category", ["text": document.feed.channel.podcastCategory])
        writer.element("itunes:explicit", text: document.feed.channel.isExplicit ? "true" : "false")
        if let owner = document.feed.channel.authors.first(where: { $0.email != nil }), let email = owner.email {
            writer.element("itunes:owner") { writer in
                writer.element("itunes:name") { $0.guardedText(owner.name) }
                writer.element("itunes:email", text: email)
            }
        }
        let isFilm = document.items.allSatisfy { $0.entry.firstEnclosure?.format.kind == .video }
        writer.element("podcast:medium", text: isFilm ? "video" : "podcast")
    }

    static func item(_ item: RenderedEntry, into writer: inout XMLWriter) {
        guard let file = item.entry.firstEnclosure, file.format.kind == .audio || file.format.kind == .video else {
            return
        }
        if let milliseconds = file.facts.milliseconds {
            writer.element("itunes:duration", text: "\(max(1, (milliseconds + 500) / 1000))")
        }
        if let number = item.entry.episode { writer.element("itunes:episode", text: "\(number)") }
    }
}

extension Channel {
    /// Whether Apple's directory files podcasts under a category of this name.
    public static func knows(podcastCategory name: String) -> Bool { PodcastCategoriesAreListed.knows(name) }
}

extension Entry {
    /// The one number in the bulletin's: 12 for `第12期`, `#12`; `nil` for none, several, or 0.
    var episode: Int? {
        let runs = (number ?? "").utf8.split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard runs.count == 1, let number = Int(String(decoding: runs[0], as: UTF8.self)), number > 0 else {
            return nil
        }
        return number
    }
}
