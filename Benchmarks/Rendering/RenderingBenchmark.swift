private import BulletinCore
private import Glibc

/// Renders one feed again and again in each format, and validates it as the service does before it publishes.
///
/// Prints a line for each format: its name, entries, bytes, and nanoseconds of processor time that making the entries
/// ready, rendering, copying the same bytes, and validating take, each the least of several runs.
@main enum RenderingBenchmark {
    private static let paragraph =
        "<p>The bridge was opened at noon &amp; closed again at night; 国家 and 服务 are words of two signs.</p>"

    static func main() throws {
        for count in [50, 1000] {
            let feed = feed(of: count)
            let ready = least { _ = RenderedFeed(feed) }
            let document = RenderedFeed(feed)
            for format in OutputFormat.allCases {
                let bytes = try format.render(document)
                let base = format.address(of: feed)
                guard Validator.validate(bytes, base: base).isEmpty else { fatalError("\(format) is not valid") }
                let rendering = try least { _ = try format.render(document) }
                var copy: [UInt8] = []
                let copying = least {
                    copy = []
                    copy.append(contentsOf: bytes)
                }
                let validating = least { _ = Validator.validate(bytes, base: base) }
                guard copy == bytes else { fatalError("the copy differs") }
                print(format.rawValue, count, bytes.count, ready, rendering, copying, validating)
            }
        }
    }

    private static func feed(of count: Int) -> Feed {
        guard let zone = Zone(identifier: "UTC") else { fatalError("there is no UTC") }
        let channel = Channel(
            title: "T", url: "https://example.org/", language: "en", authors: [Person(name: "A")],
            id: "tag:example.org,2026:feed", zone: zone)
        let moment = Timestamp(seconds: 1_773_480_413)
        let html = String(repeating: paragraph, count: 24)
        let text = String(repeating: "The bridge was opened at noon & closed again at night.\n", count: 24)
        let entries = (0..<count).map { number in
            Entry(
                id: EntryID(uri: "tag:example.org,2026:b/\(number)"), bulletinSlug: "b", bulletinTitle: "B",
                anchor: "s\(number)", title: "Story \(number)", html: html, text: text, published: moment,
                updated: moment, position: number)
        }
        return Feed(channel: channel, entries: entries, updated: moment)
    }

    /// Nanoseconds of processor time.
    private static func least(_ work: () throws -> Void) rethrows -> UInt64 {
        var least = UInt64.max
        for _ in 0..<9 {
            let start = processorTime()
            try work()
            least = min(least, processorTime() - start)
        }
        return least
    }

    private static func processorTime() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
