internal import BulletinCore

/// What receipts say, in the language of the channel.
struct ReceiptWording: Sendable {
    private let language: InterfaceLanguage
    private let languageTag: String

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

    /// What was understood of a published file, what was repaired in it, what should be looked at, and where it is.
    func publication(_ acceptance: Acceptance, in channel: Channel) -> String {
        let name = SourcePath(bytes: acceptance.path.name).description
        let first = acceptance.stories.first
        let moment = first.map { time($0.published, in: channel.zone) } ?? ""
        let count = acceptance.stories.count
        let charset = acceptance.reading.first { $0.rule.hasPrefix("Charset") }
        let date = acceptance.reading.first { $0.rule == Remark.dateRule }
        let repairs = acceptance.reading.filter { $0 != charset && $0 != date }.map(row)
        let (source, place) = (words(of: date), charset.map(row))
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
        switch language {
        case .simplified:
            if remark.rule == "more" { return "另有\(remark.message)处未列出。" }
            let words = Self.words[remark.rule].map { "\($0.simplified)（\(remark.message)）" } ?? remark.message
            return (remark.line.map { "第\($0)行：" } ?? "全文：") + words
        case .traditional:
            if remark.rule == "more" { return "另有\(remark.message)處未列出。" }
            let words = Self.words[remark.rule].map { "\($0.traditional)（\(remark.message)）" } ?? remark.message
            return (remark.line.map { "第\($0)行：" } ?? "全文：") + words
        case .english:
            if remark.rule == "more" { return "and \(remark.message) more" }
            return (remark.line.map { "Line \($0): " } ?? "") + remark.message
        }
    }

    /// By rule, what findings say in Chinese; the finding's own words follow, for they name what was found.
    private static let words: [String: (simplified: String, traditional: String)] = [
        "Doubt": ("像是合集，但把握不足，整篇作为一条发布", "像是合集，但把握不足，整篇作為一則發布"),
        "NumberingBroken": ("序号不连续，按文件中的顺序发布", "序號不連續，按檔案中的順序發布"),
        "ContentsCount": ("目录条数与正文条数不一致", "目錄則數與正文則數不一致"),
        "ContentsEntry": ("目录中的这一条在正文中找不到，请让两处标题一致", "目錄中的這一則在正文中找不到，請讓兩處標題一致"),
        "AddressDropped": ("有些链接或图片没有完整网址，已略去", "有些連結或圖片沒有完整網址，已略去"),
        "ForbiddenCharacters": ("有些控制字符已略去", "有些控制字元已略去"),
        "ReplacementCharacters": ("文件中已有损坏的文字，请核对原稿", "檔案中已有損壞的文字，請核對原稿"),
        "UnclosedComment": ("注释没有结束（缺 -->），其后的内容没有发布", "註解沒有結束（缺 -->），其後的內容沒有發布"),
        "UnknownRuling": ("bulletind: 后面只能写 single 或 digest", "bulletind: 後面只能寫 single 或 digest"),
        "CharsetGuessed": ("不是 UTF-8，编码是推断的", "不是 UTF-8，編碼是推斷的"),
        "CharsetContradicted": ("写明的编码与实际不符", "寫明的編碼與實際不符"),
        "CharsetStated": ("按写明的编码读取", "按寫明的編碼讀取"),
        "ContentsWording": ("目录与正文的标题略有不同，视为同一条", "目錄與正文的標題略有不同，視為同一則"),
        "CoverNote": ("邮件正文只是附言，发布的是附件", "郵件正文只是附言，發布的是附件"),
        "ElementsDropped": ("脚本、表单等内容已略去", "指令碼、表單等內容已略去"),
        "EmptyMail": ("有一封邮件没有正文，已略去", "有一封郵件沒有正文，已略去"),
        "LinksUnwrapped": ("有些链接没有可用的网址，只留文字", "有些連結沒有可用的網址，只留文字"),
        "MacrosIgnored": ("文件中的宏未被使用", "檔案中的巨集未被使用"),
        "MailFrame": ("邮件的签名、页脚或转发信头已略去", "郵件的簽名、頁尾或轉寄信頭已略去"),
        "MainContent": ("只取网页的正文部分", "只取網頁的正文部分"),
        "NewsletterFrame": ("退订说明等已略去", "退訂說明等已略去"),
        "NoTitle": ("没有找到总标题，以文件名代替", "沒有找到總標題，以檔名代替"),
        "Trailer": ("文末的署名、版权等行不作为条目", "文末的署名、版權等行不作為條目"),
        "UnquotedColon": ("这一项的值里有冒号，已取到行尾；请加引号", "這一項的值裡有冒號，已取到行尾；請加引號"),
        "HeaderIgnored": ("文件头这一行写法有误，未采用", "檔頭這一行寫法有誤，未採用"),
        "ImagesLeftOut": ("有些图片未能发布", "有些圖片未能發布"),
        "AttachmentLeftOut": ("有一个附件未能发布", "有一個附件未能發布"),
        "AttachmentsLeftOut": ("有些附件不是图片、录音、视频或 PDF，未发布", "有些附件不是圖片、錄音、影片或 PDF，未發布"),
        "BrokenMail": ("邮件结构有误，按文本读取", "郵件結構有誤，按文字讀取"),
        "EncryptedMail": ("其中一封加密邮件已略去", "其中一封加密郵件已略去"),
        "NothingToCut": ("要求分成多条，但看不出每条从哪里开始，请加序号或小标题", "要求分成多則，但看不出每則從哪裡開始，請加序號或小標題"),
    ]
}
