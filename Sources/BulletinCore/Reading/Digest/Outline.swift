/// Where the stories of a text are, in lines, and why. `lines` are indices into the lines that were read.
struct Outline: Sendable {
    struct Story: Sendable {
        var marker: Bytes
        /// Not empty.
        var title: Bytes
        /// Index of the line of the headline.
        var head: Int
        /// Text of the body on the headline's own line: `headline。text`. `nil` when the body begins on the next line.
        var runIn: Bytes?
        var body: Range<Int>
        var category: Bytes?
        /// Lines within the body that are none of its text: rules, codes, a headline in the middle.
        var skipped: Set<Int> = []

        /// The lines of the body that are published, without blank ones.
        func text(in lines: [TextLine]) -> [Int] { body.filter { !lines[$0].isBlank && !skipped.contains($0) } }
    }

    /// Lines before the contents list and the first story.
    var header: Range<Int>
    var contents: Range<Int>?
    /// Empty for a single story.
    var stories: [Story]
    /// Lines after the last story: bylines, imprint.
    var trailer: Range<Int>
    /// Lines beside the stories that speak to readers: a note below the contents list, a list's closing words.
    var remarks: [Int] = []
    /// The evidence: severity info unless something is wrong.
    var findings: [Finding]
    /// High when a contents list agrees or strong markers run on; medium on one weaker sign; low when the text was
    /// left whole although it might be a digest.
    var confidence = Bulletin.Confidence.high

    static func single(_ count: Int, findings: [Finding]) -> Outline {
        Outline(header: 0..<count, stories: [], trailer: count..<count, findings: findings)
    }
}
