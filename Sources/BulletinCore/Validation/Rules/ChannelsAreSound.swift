internal import Interop

/// RSS 2.0 and its Best Practices Profile, "channel": items come last; the image repeats title and link of the
/// channel; no day and no hour to skip twice; no `textInput`.
enum ChannelsAreSound: Rule {
    static let laws: [Law] = [
        Law(
            "AvoidTextInput", .warning, [.rss], "RSS Best Practices Profile, \"textInput\"",
            "a channel has no 'textInput': readers do not know it"),
        Law(
            "DuplicateValue", .error, [.rss], "RSS 2.0, \"skipHours\", \"skipDays\"",
            "no hour and no day to skip stands twice"),
        Law("EightDaysAWeek", .error, [.rss], "RSS 2.0, \"skipDays\"", "there are at most seven days to skip"),
        Law("ImageLinkDoesntMatch", .warning, [.rss], "RSS 2.0, \"image\"", "the image has the channel's link"),
        Law("ImageTitleDoesntMatch", .warning, [.rss], "RSS 2.0, \"image\"", "the image has the channel's title"),
        Law(
            "MisplacedItem", .warning, [.rss], "RSS Best Practices Profile, \"channel\"",
            "the items of a channel come last"),
        Law("NotBlank", .warning, [.rss], "RSS 2.0, \"image\"", "the title of the image is not blank"),
        Law("NotEnoughHoursInTheDay", .error, [.rss], "RSS 2.0, \"skipHours\"", "there are at most 24 hours to skip"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard subject.is(RSSVocabulary.channel) else { return }
        let channel = subject.element
        if let item = channel.child("item", in: ""),
            let late = channel.children.last(where: { $0.name != "item" && $0.namespace.isEmpty }),
            late.offset > item.offset
        {
            report.add(
                .warning, "MisplacedItem", "'\(late.name)' stands behind the first item", advice: "put the items last",
                at: item.offset)
        }
        if let image = channel.child("image", in: "") { check(image, of: channel, into: &report) }
        if let input = channel.child("textInput", in: "") {
            report.add(
                .warning, "AvoidTextInput", "readers do not know 'textInput'", advice: "leave it out", at: input.offset)
        }
        checkTimes(channel.child("skipDays", in: ""), of: "day", upTo: 7, code: "EightDaysAWeek", into: &report)
        checkTimes(
            channel.child("skipHours", in: ""), of: "hour", upTo: 24, code: "NotEnoughHoursInTheDay", into: &report)
    }

    private static func check(_ image: XMLElement, of channel: XMLElement, into report: inout Report) {
        for (name, code) in [("title", "ImageTitleDoesntMatch"), ("link", "ImageLinkDoesntMatch")] {
            guard let own = image.child(name, in: "")?.text, let other = channel.child(name, in: "")?.text,
                own.trimmed != other.trimmed
            else { continue }
            report.add(
                .warning, code, "the image has not the \(name) of the channel", advice: "write \(other.trimmed.quoted)",
                at: image.offset)
        }
        if let title = image.child("title", in: ""), title.text.isBlank {
            report.add(.warning, "NotBlank", "the title of the image is blank", at: title.offset)
        }
    }

    private static func checkTimes(
        _ times: XMLElement?, of name: String, upTo limit: Int, code: String, into report: inout Report
    ) {
        guard let times else { return }
        let values = times.children(name, in: "").map(\.text.trimmed)
        if values.count > limit {
            report.add(.error, code, "more than \(limit) of '\(name)'", advice: "leave some out", at: times.offset)
        }
        if Set(values).count < values.count {
            report.add(.error, "DuplicateValue", "the same '\(name)' twice", advice: "leave one out", at: times.offset)
        }
    }
}
