internal import Interop

/// Escaped HTML is HTML: known elements, closed and in order, tags that end (RSS Best Practices Profile,
/// "Character data"; RFC 4287 §3.1.1.2).
enum HTMLIsSound: Rule {
    static let laws: [Law] = [
        Law(
            "NotHtml", .warning, .xml, "RFC 4287 §3.1.1.2; RSS Best Practices Profile, \"Character data\"",
            "escaped HTML is HTML: known elements, closed and in order")
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let html = subject.html, let fault = html.faults.first else { return }
        report.add(
            .warning, "NotHtml", "'\(subject.element.name)': \(fault)", advice: "correct the HTML",
            at: subject.element.offset)
    }
}
