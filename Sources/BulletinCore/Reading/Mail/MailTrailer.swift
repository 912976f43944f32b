/// What mail programs and lists put behind a text: signatures, footers of lists, a word on the program.
enum MailTrailer {
    /// For findings.
    static let signature = "a signature"
    static let footer = "the footer of a mailing list"

    /// Where each begins, the last one first.
    /// - Parameter lines: without what was cut already; in them `-- ` has its blank.
    static func find(in lines: ArraySlice<Bytes>) -> [(index: Int, what: String)] {
        var found: [(index: Int, what: String)] = []
        var rest = lines
        func take(_ index: Int?, _ what: String) {
            guard let index else { return }
            found.append((index, what))
            rest = rest[..<index]
        }
        // A footer stands behind a signature, and sometimes another one behind it.
        for _ in 0..<3 {
            take(listFooter(in: rest), footer)
            take(mark(in: rest), signature)
        }
        take(wordOnProgram(in: rest), signature)
        return found
    }

    /// Whether nothing else is there. Nothing at all counts, too.
    static func isAll(_ lines: [Bytes]) -> Bool {
        let told = lines.filter { !$0.trimmed.isEmpty }
        guard let first = told.first else { return true }
        // Text that all of it may stand behind.
        let whole = [Array("-".utf8)[...]] + told
        return find(in: whole[...]).last?.index == 1 || told.count == 1 && isWordOnProgram(first)
    }

    /// Whether these lines may be all that follows: few, none of which is quoted, parts messages or numbers what is told.
    static func isTail(_ lines: ArraySlice<Bytes>, limit: Int) -> Bool {
        lines.count <= 40 && lines.lazy.filter { !$0.trimmed.isEmpty }.count <= limit
            && lines.allSatisfy { line in
                let text = line.trimmed
                return text.count <= 300 && text.first != UInt8(ascii: ">") && !text.hasPrefix("End of ")
                    && Marker.read(text)?.ordinal == nil
                    && !(text.count >= 25 && text.allSatisfy { $0 == UInt8(ascii: "-") })
            }
    }

    /// Whether a tail may begin at `index`: there is text before it.
    private static func isEnd(_ index: Int, in lines: ArraySlice<Bytes>, limit: Int) -> Bool {
        lines[..<index].contains { !$0.trimmed.isEmpty } && isTail(lines[(index + 1)...], limit: limit)
    }

    /// `-- ` (RFC 3676 §4.3), which many a program sends without its blank. Several of the latter part what is told.
    private static func mark(in lines: ArraySlice<Bytes>) -> Int? {
        let bare = lines.indices.filter { lines[$0].elementsEqual("--".utf8) }
        for index in lines.indices.suffix(41).reversed() {
            let text = lines[index]
            guard text.elementsEqual("-- ".utf8) || bare.count == 1 && bare[0] == index else { continue }
            guard text.count == 3 || !beginsWithSentence(lines[(index + 1)...]) else { return nil }
            return isEnd(index, in: lines, limit: text.count == 3 ? 12 : 6) ? index : nil
        }
        return nil
    }

    /// Who somebody is is no sentence; below two hyphens a text may go on.
    private static func beginsWithSentence(_ lines: ArraySlice<Bytes>) -> Bool {
        guard let first = lines.lazy.map(\.trimmed).first(where: { !$0.isEmpty }) else { return false }
        let isHan = first.lastScalar.map { $0 >= 0x2E80 } ?? false
        return Headline.endsLikeText(first) && first.scalarCount > (isHan ? 12 : 40)
    }

    private static func listFooter(in lines: ArraySlice<Bytes>) -> Int? {
        ruleOfFooter(in: lines).flatMap { isEnd($0, in: lines, limit: 10) ? $0 : nil }
    }

    /// The line `____…` over words about a list.
    static func ruleOfFooter(in lines: ArraySlice<Bytes>) -> Int? {
        for index in lines.indices.suffix(12).reversed() {
            let rule = lines[index].trimmed
            guard rule.count >= 20, rule.allSatisfy({ $0 == UInt8(ascii: "_") }) else { continue }
            let words = ["mailing list", "unsubscribe", "listinfo", "退订", "取消订阅", "邮件列表"]
            let isFooter = lines[(index + 1)...].contains { line in
                let small = line.prefix(300).lowered[...]
                return words.contains { small.contains(text: $0) }
            }
            return isFooter ? index : nil
        }
        return nil
    }

    private static func wordOnProgram(in lines: ArraySlice<Bytes>) -> Int? {
        guard let last = lines.lastIndex(where: { !$0.trimmed.isEmpty }), isWordOnProgram(lines[last]),
            lines[..<last].contains(where: { !$0.trimmed.isEmpty })
        else { return nil }
        return last
    }

    /// `Sent from my iPhone`
    private static func isWordOnProgram(_ line: Bytes) -> Bool {
        let text = line.trimmed
        guard text.count <= 200 else { return false }
        if programs.contains(where: { text.hasPrefix($0) }) { return true }
        guard text.count <= 60, !Headline.endsLikeText(text) else { return false }
        if ["从我的", "從我的"].contains(where: { text.hasPrefix($0) }) {
            return ["发送", "傳送", "發送"].contains { text.hasSuffix($0) }
        }
        return (leads.contains { text.hasPrefix($0) } || ["から送信", "发来的邮件"].contains { text.hasSuffix($0) })
            && devices.isAny(in: text.lowered[...])
    }

    private static let programs = [
        "Sent from my ", "Sent from Mail for ", "Sent from Outlook", "Sent from Yahoo Mail", "Get Outlook for ",
        "发自我的", "發自我的", "发送自我的", "來自我的", "来自我的", "获取 Outlook for ",
    ]

    /// Of lines that name a program or device besides.
    private static let leads = [
        "发自", "發自", "来自", "來自", "发送自", "發送自", "Sent from ", "Sent with ", "Sent via ", "Get ", "Von meinem ",
        "Gesendet mit ", "Gesendet von ", "Envoyé de ", "Envoyé depuis ", "Enviado desde ", "Enviado do ",
        "Inviato da ",
        "Verzonden vanaf ", "Skickat från ", "Отправлено с ", "Отправлено из ",
    ]

    private static let devices = WordList([
        "iphone", "ipad", "android", "outlook", "gmail", "bluemail", "proton mail", "yahoo", "windows", "samsung",
        "galaxy",
        "huawei", "xiaomi", "网易邮箱", "网易手机邮箱", "qq邮箱", "139 手机邮箱", "139手机邮箱", "邮箱大师", "foxmail",
    ])
}
