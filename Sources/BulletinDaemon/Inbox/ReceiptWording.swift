internal import BulletinCore

/// What receipts say, in the language of the channel.
struct ReceiptWording: Sendable {
    private let language: InterfaceLanguage
    private let languageTag: String

    /// What stands before the name of a file in each language; every note begins with it, behind the signature.
    static let quotationMarks = ["“", "「", "\""]

    /// - Parameter language: BCP 47.
    init(language: String) {
        languageTag = language
        self.language = InterfaceLanguage(tag: language)
    }

    /// - Parameter reason: one line that says what is wrong and what to do.
    /// - Parameter isStillOut: whether the last good version stays published.
    func rejection(of path: SourcePath, reason: String, isStillOut: Bool = false) -> String {
        let name = SourcePath(bytes: path.name).description
        let reason = ReasonWording.translated(reason, name: "\(path)", into: language)
        return switch language {
        case .simplified:
            """
            \(Receipts.signature)“\(name)”\(isStillOut ? "的新版本未能发布，原来的版本仍在网上" : "未能发布")。
            原因：\(reason)
            改好文件后重新保存即可，本说明会自动消失。

            """
        case .traditional:
            """
            \(Receipts.signature)「\(name)」\(isStillOut ? "的新版本未能發布，原來的版本仍在網上" : "未能發布")。
            原因：\(reason)
            改好檔案後重新儲存即可，本說明會自動消失。

            """
        case .english:
            """
            \(Receipts.signature)"\(name)" was not published\(isStillOut ? "; the version before it stays up" : "").
            Why: \(reason)
            Correct the file and save it again; this note then goes by itself.

            """
        }
    }

    /// - Parameter remarks: not empty.
    func note(on path: SourcePath, _ remarks: [Remark]) -> String {
        let name = SourcePath(bytes: path.name).description
        let list = remarks.map(row).joined(separator: "\n")
        return switch language {
        case .simplified:
            """
            \(Receipts.signature)“\(name)”已发布，有几处请核对。
            \(list)
            需要改动时，改好文件后重新保存即可，已发布的条目会就地更正，本说明会自动消失。
            如果分得不对，请在文件第一行写 bulletind: single（整篇一条）或 bulletind: digest（分成多条），这一行不会发布。

            """
        case .traditional:
            """
            \(Receipts.signature)「\(name)」已發布，有幾處請核對。
            \(list)
            需要改動時，改好檔案後重新儲存即可，已發布的條目會就地更正，本說明會自動消失。
            如果分得不對，請在檔案第一行寫 bulletind: single（整篇一則）或 bulletind: digest（分成多則），這一行不會發布。

            """
        case .english:
            """
            \(Receipts.signature)"\(name)" was published; please look at this:
            \(list)
            To mend it, correct the file and save it again: its entries are corrected in place, and this note goes by itself.
            If it was cut wrongly, write as its first line bulletind: single (one story) or bulletind: digest (many stories); that line is not published.

            """
        }
    }

    /// - Parameter reason: what it is, and of which file that stands for it.
    func copy(at path: SourcePath, reason: String) -> String {
        let name = SourcePath(bytes: path.name).description
        let reason = language == .english ? reason : ReasonWording.clause(reason, into: language)
        return switch language {
        case .simplified: "\(Receipts.signature)“\(name)”没有另外发布：\(reason)，同一稿件只发布一次。\n"
        case .traditional: "\(Receipts.signature)「\(name)」沒有另外發布：\(reason)，同一稿件只發布一次。\n"
        case .english: "\(Receipts.signature)\"\(name)\" is not published once more: it is \(reason).\n"
        }
    }

    /// What was understood of a published file, what was repaired in it, what should be looked at, and where it is.
    func publication(_ acceptance: Acceptance, in channel: Channel) -> String {
        let name = SourcePath(bytes: acceptance.path.name).description
        let first = acceptance.stories.first
        let moment = first.map { time($0.published, in: channel.zone) } ?? ""
        let count = acceptance.stories.count
        let charset = acceptance.reading.first { $0.rule.hasPrefix("Charset") }
        let date = acceptance.reading.first { $0.rule == Remark.dateRule }
        let repairs = acceptance.reading.filter { $0 != charset && $0 != date }.map(row)
        let (source, place) = (words(of: date), charset.map { FindingWording.translated($0.message, into: language) })
        var blocks: [(head: String, lines: [String])]
        switch language {
        case .simplified:
            blocks = [
                (acceptance.waits ? "“\(name)”已接收，将于\(moment)发布。" : "“\(name)”已发布。", []),
                ("读出：\(count)条；日期 \(moment)（\(source)）；编码 \(place ?? "UTF-8")", []),
                ("已自动处理：", repairs), ("请核对：", acceptance.remarks.map(row)),
            ]
        case .traditional:
            blocks = [
                (acceptance.waits ? "「\(name)」已接收，將於\(moment)發布。" : "「\(name)」已發布。", []),
                ("讀出：\(count)則；日期 \(moment)（\(source)）；編碼 \(place ?? "UTF-8")", []),
                ("已自動處理：", repairs), ("請核對：", acceptance.remarks.map(row)),
            ]
        case .english:
            blocks = [
                (
                    acceptance.waits
                        ? "\"\(name)\" was taken and comes out on \(moment)." : "\"\(name)\" is published.", []
                ),
                (
                    "Understood: \(count == 1 ? "1 story" : "\(count) stories"); date \(moment) (\(source)); charset "
                        + (place ?? "UTF-8"), []
                ),
                ("Repaired or left out:", repairs), ("Please look at this:", acceptance.remarks.map(row)),
            ]
        }
        blocks.append((addresses, acceptance.stories.map { "\($0.title)\n    \(channel.url)\($0.path)" }))
        var lines: [String] = []
        for (index, block) in blocks.enumerated() where index < 2 || !block.lines.isEmpty {
            lines.append(block.head)
            lines += block.lines.map { "  \($0)" }
        }
        return Receipts.signature + lines.joined(separator: "\n") + "\n"
    }

    private var addresses: String {
        switch language {
        case .simplified: "网址："
        case .traditional: "網址："
        case .english: "Addresses:"
        }
    }

    /// Where a date comes from; `nil` for one that nobody stated.
    private func words(of date: Remark?) -> String {
        let origin = date.flatMap { StatedDate.Origin(rawValue: $0.message) }
        let line = date?.line
        switch (origin, language) {
        case (.frontMatter, .english): return "front matter" + (line.map { ", line \($0)" } ?? "")
        case (.frontMatter, .simplified): return "文件头" + (line.map { "第\($0)行" } ?? "")
        case (.frontMatter, .traditional): return "檔頭" + (line.map { "第\($0)行" } ?? "")
        case (.text, .english): return "text" + (line.map { ", line \($0)" } ?? "")
        case (.text, _): return "正文" + (line.map { "第\($0)行" } ?? "")
        case (.fileName, .english): return "file name"
        case (.fileName, .simplified): return "文件名"
        case (.fileName, .traditional): return "檔名"
        case (nil, .english): return "none is stated: when the file came"
        case (nil, .simplified): return "文件未写日期，以收到时间为准"
        case (nil, .traditional): return "檔案未寫日期，以收到時間為準"
        }
    }

    /// `14 March 2026, 09:30`, `2026年3月14日9:30`.
    private func time(_ instant: Timestamp, in zone: Zone) -> String {
        let minute = instant.advanced(by: zone.offset(at: instant)).secondOfDay / 60
        let tail = minute % 60 < 10 ? "0\(minute % 60)" : "\(minute % 60)"
        let day = zone.day(at: instant).wording(in: languageTag)
        return language == .english ? "\(day), \(minute / 60):\(tail)" : "\(day)\(minute / 60):\(tail)"
    }

    private func row(_ remark: Remark) -> String {
        let message = FindingWording.translated(remark.message, into: language)
        return switch language {
        case .simplified where remark.rule == Remark.moreRule: "另有\(remark.message)处未列出。"
        case .traditional where remark.rule == Remark.moreRule: "另有\(remark.message)處未列出。"
        case .english where remark.rule == Remark.moreRule: "and \(remark.message) more"
        case .simplified, .traditional: (remark.line.map { "第\($0)行：" } ?? "全文：") + message
        case .english: (remark.line.map { "Line \($0): " } ?? "") + message
        }
    }
}
