internal import BulletinCore

/// Something in an accepted file that its editor should look at.
struct Remark: Hashable, Sendable {
    /// No more are told of one file.
    static let limit = 20

    /// Of the finding that it comes from; `moreRule` for the number of those that are not told.
    var rule: String
    /// 1-based; `nil` when it is about the whole.
    var line: Int?
    /// One line: what is wrong, and what to do.
    var message: String

    /// What the findings of a bulletin come to: warnings; and when its text was left whole although it may be a
    /// digest, why.
    static func all(on bulletin: Bulletin) -> [Remark] {
        let isLow = bulletin.confidence == .low
        var remarks = bulletin.findings.filter { $0.severity >= .warning || isLow && $0.rule == "Doubt" }.map {
            Remark($0, line: $0.line)
        }
        if isLow, remarks.isEmpty { remarks = [Remark(rule: "Doubt", message: "the cut into stories is not sure")] }
        let count = remarks.count
        if count > limit {
            remarks = Array(remarks.prefix(limit)) + [Remark(rule: moreRule, message: "\(count - limit)")]
        }
        return remarks
    }

    /// What is out already does not go back for a new date that lies ahead.
    static func outBefore(_ date: StatedDate?) -> Remark {
        Remark(
            rule: "OutBefore", line: date?.line,
            message:
                "the stories were out before this date, and stay; to take them back until then, put the file into _drafts"
        )
    }

    /// What is called a version of another file, and is published beside it.
    static func saysOther(than path: SourcePath) -> Remark {
        Remark(
            rule: doubtfulVersionRule,
            message: oneLine(
                "it is called like a version of \(path), but has other words or another day, so both are published; if it takes the place of that file, remove that, else give this one another name or title"
            ))
    }

    /// - Parameter file: as the text calls it.
    static func lacks(_ file: String) -> Remark {
        Remark(
            rule: "LacksFile",
            message: oneLine(
                "\(file) is not in the inbox, so readers do not see it; put it there under this very name, in large and small letters as here"
            ))
    }

    /// How a bulletin was understood, for whom wants to know: its date, and what was guessed or left out in reading it.
    static func reading(of bulletin: Bulletin) -> [Remark] {
        var remarks: [Remark] = []
        if let date = bulletin.date {
            remarks.append(Remark(rule: dateRule, line: date.line, message: date.origin.rawValue))
        }
        let cuts: Set = ["Segmentation", "SingleStory", "Overruled", "Doubt"]
        remarks += bulletin.findings.filter { $0.severity == .info && !cuts.contains($0.rule) }.prefix(limit).map {
            Remark($0, line: $0.line)
        }
        return remarks
    }

    static let doubtfulVersionRule = "DoubtfulVersion"
    static let moreRule = "more"
    /// Of the remark that says where the date stands.
    static let dateRule = "Date"

    /// - Parameters:
    ///   - line: of the file, 1-based.
    ///   - place: where it was found if not there, ending in a blank.
    init(_ finding: Finding, line: Int?, place: String = "") {
        rule = finding.rule
        self.line = line
        message = Self.oneLine(place + finding.message + (finding.advice.map { "; \($0)" } ?? ""))
    }

    init(rule: String, line: Int? = nil, message: String) {
        self.rule = rule
        self.line = line
        self.message = message
    }

    private static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    /// - Parameter rows: as `rows` of a list made them; what is not of that form is left out.
    static func list(_ rows: String) -> [Remark] {
        rows.split(separator: "\n").compactMap { row in
            let fields = row.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            return Remark(rule: String(fields[0]), line: Int(fields[1]), message: String(fields[2]))
        }
    }
}

extension [Remark] {
    /// For the catalogue: a line for each, rule, line and message parted by tabs.
    var rows: String { map { "\($0.rule)\t\($0.line.map(String.init) ?? "")\t\($0.message)" }.joined(separator: "\n") }
}
