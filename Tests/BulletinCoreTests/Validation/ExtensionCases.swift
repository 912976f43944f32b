extension RuleCase {
    private static let at = "xmlns:at='http://purl.org/atompub/tombstones/1.0'"
    private static let thr = "xmlns:thr='http://purl.org/syndication/thread/1.0'"
    private static let sy = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
    private static let podcast = "xmlns:podcast='https://podcastindex.org/namespace/1.0'"
    private static let dcterms = "xmlns:dcterms='http://purl.org/dc/terms/'"
    private static let item = "<title>E</title><guid isPermaLink='false'>1</guid>"

    static let extensionCases: [RuleCase] = tombstones + history + places + values

    private static let tombstones: [RuleCase] = [
        .atom(
            "TombstonesAreSound", "one with all that it may have",
            head: """
                <at:deleted-entry \(at) ref='tag:example.org,2026:0' when='2026-03-15T00:00:00Z'>
                <at:by><name>A</name></at:by><at:comment>gone</at:comment><link href='https://example.org/0'/>
                </at:deleted-entry>
                """),
        .atom(
            "TombstonesAreSound", "the entry came again",
            head: "<at:deleted-entry \(at) ref='tag:example.org,2026:1' when='2026-03-14T09:26:52Z'/>"),
        .atom(
            "TombstonesAreSound", "the entry is there",
            head: "▶<at:deleted-entry \(at) ref='tag:example.org,2026:1' when='2026-03-14T09:26:53Z'/>",
            "DeletedEntryPresent"),
        .atom(
            "TombstonesAreSound", "twice the same",
            head: """
                <at:deleted-entry \(at) ref='tag:example.org,2026:0' when='2026-03-15T00:00:00Z'/>
                ▶<at:deleted-entry \(at) ref='tag:example.org,2026:0' when='2026-03-15T00:00:00Z'/>
                """, "DuplicateDeletedEntries"),
        .atom(
            "AttributesAreSound", "a deleted entry without a date",
            head: "▶<at:deleted-entry \(at) ref='tag:example.org,2026:0'/>", "MissingAttribute"),
        .atom(
            "AttributesAreSound", "a deleted entry without a reference",
            head: "▶<at:deleted-entry \(at) when='2026-03-15T00:00:00Z'/>", "MissingAttribute"),
        .atom(
            "AttributesAreSound", "a deleted entry of some day",
            head: "▶<at:deleted-entry \(at) ref='tag:example.org,2026:0' when='2026-03-15'/>", "InvalidRFC3339Date"),
        .atom(
            "ElementsStandOnce", "two comments on a deleted entry",
            head: """
                <at:deleted-entry \(at) ref='tag:example.org,2026:0' when='2026-03-15T00:00:00Z'>
                <at:comment>a</at:comment>▶<at:comment>b</at:comment></at:deleted-entry>
                """, "DuplicateElement"),
    ]

    private static let history: [RuleCase] = [
        .atom(
            "HistoryIsSound", "an archive",
            head: """
                <fh:archive/><link rel='prev-archive' href='https://example.org/0'/>
                <link rel='current' href='https://example.org/c'/>
                """),
        .atom("HistoryIsSound", "archive and complete", head: "<fh:complete/>▶<fh:archive/>", "ArchiveIsComplete"),
        .atom(
            "HistoryIsSound", "an archive that is current",
            head: "▶<fh:archive/><link rel='current' href='https://example.org/f'/>", "ArchiveIsCurrent"),
        .json("JSONMembersAreSound", "a next page", head: #""next_url": "https://example.org/2","#),
        .json(
            "JSONMembersAreSound", "the same page", head: #""next_url": ▶"https://example.org/f","#, "NextPageIsSame"),
    ]

    private static let places: [RuleCase] = [
        .atom(
            "ExtensionsStandInPlace", "an answer",
            entry: "<content>x</content><thr:in-reply-to \(thr) ref='tag:example.org,2026:0'/>"),
        .rss(
            "ExtensionsStandInPlace", "an answer in an item",
            item: item + "<thr:in-reply-to \(thr) ref='tag:example.org,2026:0' href='https://example.org/0'/>"),
        .rss(
            "ExtensionsStandInPlace", "an answer of a channel",
            channel: "▶<thr:in-reply-to \(thr) ref='tag:example.org,2026:0'/>", "MisplacedExtension"),
        .rss(
            "ExtensionsStandInPlace", "an item with a period",
            item: item + "▶<sy:updatePeriod \(sy)>daily</sy:updatePeriod>", "MisplacedExtension"),
        .rss(
            "ExtensionsStandInPlace", "a deleted entry in RSS",
            channel: "▶<at:deleted-entry \(at) ref='tag:example.org,2026:0' when='2026-03-15T00:00:00Z'/>",
            "MisplacedExtension"),
        .atom(
            "ExtensionsStandInPlace", "an entry that is an archive", entry: "<content>x</content>▶<fh:archive/>",
            "MisplacedExtension"),
        .rss(
            "AttributesAreSound", "an answer to nothing", item: item + "▶<thr:in-reply-to \(thr)/>", "MissingAttribute"),
    ]

    private static let values: [RuleCase] = [
        .rss(
            "ValuesAreSound", "a podcast",
            channel: """
                <podcast:guid \(podcast)>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
                <podcast:locked \(podcast) owner='a@example.org'>yes</podcast:locked>
                <podcast:medium \(podcast)>musicL</podcast:medium><podcast:later \(podcast)>x</podcast:later>
                """,
            item: item + """
                <podcast:season \(podcast)>2</podcast:season><podcast:episode \(podcast)>2.5</podcast:episode>
                <podcast:transcript \(podcast) url='https://example.org/1.vtt' type='text/vtt'/>
                <podcast:chapters \(podcast) url='https://example.org/1.json' type='application/json+chapters'/>
                """),
        .rss("ValuesAreSound", "no UUID", channel: "▶<podcast:guid \(podcast)>1</podcast:guid>", "InvalidUUID"),
        .rss(
            "ValuesAreSound", "half locked", channel: "▶<podcast:locked \(podcast)>true</podcast:locked>",
            "InvalidPodcastLocked"),
        .rss(
            "ValuesAreSound", "no medium", channel: "▶<podcast:medium \(podcast)>radio</podcast:medium>",
            "InvalidPodcastMedium"),
        .rss(
            "ValuesAreSound", "an episode by name", item: item + "▶<podcast:episode \(podcast)>two</podcast:episode>",
            "InvalidFloat"),
        .rss(
            "AttributesAreSound", "a transcript without a type",
            item: item + "▶<podcast:transcript \(podcast) url='https://example.org/1.vtt'/>", "MissingAttribute"),
        .rss(
            "ValuesAreSound", "a date of change",
            item: item + "<dcterms:modified \(dcterms)>2026-03-14</dcterms:modified>"),
        .rss(
            "ValuesAreSound", "no date of change",
            item: item + "▶<dcterms:modified \(dcterms)>lately</dcterms:modified>", "InvalidW3CDTFDate"),
    ]
}
