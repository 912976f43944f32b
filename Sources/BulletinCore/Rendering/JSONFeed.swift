/// Renders JSON Feed 1.1 (jsonfeed.org). Members stand in the order of their names.
///
/// `_bulletind` is an extension ("Extensions" there): `issue` has the id and the address of the entry that stands for
/// the whole bulletin in the feeds of issues.
enum JSONFeed {
    static func frame(of document: RenderedFeed) -> DocumentFrame {
        let (feed, channel) = (document.feed, document.feed.channel)
        var writer = JSONWriter()
        var start = 0
        writer.object { writer in
            writer.member("authors", list: channel.authors) { author($1, into: &$0) }
            writer.member("description", channel.subtitle.isEmpty ? nil : channel.subtitle)
            writer.member("feed_url", OutputFormat.json.address(of: feed))
            writer.member("home_page_url", feed.pageAddress)
            // Required, and may be empty.
            writer.name("items")
            writer.emptyArray()
            start = writer.bytes.count - 1
            writer.member("language", channel.language)
            writer.member("next_url", feed.previousAddress(as: .json))
            writer.member("title", feed.title)
            writer.member("version", "https://jsonfeed.org/version/1.1")
        }
        return DocumentFrame(
            before: Array(writer.bytes[..<start]), between: [UInt8(ascii: ",")], end: Array("\n  ".utf8),
            after: writer.bytes[start...] + [UInt8(ascii: "\n")])
    }

    static func fragment(_ entry: RenderedEntry, of feed: Feed) -> [UInt8] {
        var writer = JSONWriter(elementWithin: 2, room: entry.room)
        item(entry, of: feed, into: &writer)
        return writer.bytes
    }

    private static func author(_ author: Person, into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", author.name)
            writer.member("url", author.uri)
        }
    }

    /// Authors and language are written when they are not the feed's.
    private static func item(_ item: RenderedEntry, of feed: Feed, into writer: inout JSONWriter) {
        let (entry, channel) = (item.entry, feed.channel)
        writer.object { writer in
            if let issue = entry.issue {
                writer.member("_bulletind") { writer in
                    writer.member("about", "https://www.rfc-editor.org/rfc/rfc4685")
                    writer.member("issue") { writer in
                        writer.member("id", issue.uri)
                        writer.member("url", channel.address(ofBulletin: entry.bulletinSlug))
                    }
                }
            }
            writer.member("attachments", list: item.enclosures) { attachment($1, in: channel, into: &$0) }
            writer.member("authors", list: entry.authors) { author(Person(name: $1), into: &$0) }
            writer.member("content_html", item.content)
            writer.member("date_modified", entry.updated.rfc3339)
            writer.member("date_published", entry.published.rfc3339)
            writer.member("external_url", entry.via)
            writer.member("id", entry.id.uri)
            writer.member("language", entry.language(in: channel))
            writer.member("summary", item.summary)
            writer.member("tags", list: entry.topics) { $0.string($1) }
            writer.member("title", entry.title)
            writer.member("url", item.address)
        }
    }

    private static func attachment(_ file: AttachedFile, in channel: Channel, into writer: inout JSONWriter) {
        writer.object { writer in
            if let milliseconds = file.facts.milliseconds {
                writer.member("duration_in_seconds", max(1, (milliseconds + 500) / 1000))
            }
            writer.member("mime_type", file.format.mediaType)
            writer.member("size_in_bytes", file.length)
            writer.member("title", file.displayName)
            writer.member("url", channel.url + file.path)
        }
    }
}
