internal import BulletinCore
internal import Foundation

/// What refusals say in Chinese. Their English is made where they arise; here a row knows it by its fixed words, and
/// says the same, with what stood between them in its places.
///
/// What no row knows stays in English: it names things that no table can foresee.
struct ReasonWording: Sendable {
    /// - Parameter reason: `NAME: what is wrong; what to do`, `NAME:LINE: …`, in English.
    static func translated(_ reason: String, name: String, into language: InterfaceLanguage) -> String {
        guard language != .english else { return reason }
        let (place, text) = place(in: reason, name: name, language)
        if let sentence = rows.translated(text, into: language, naming: { Self.words($0, in: language) }) {
            return place + sentence
        }
        // A clause and an advice that are known apart from each other.
        guard let cut = text.range(of: "; ", options: .backwards) else { return place + clause(text, into: language) }
        return place + clause(String(text[..<cut.lowerBound]), into: language) + "；"
            + clause(String(text[cut.upperBound...]), into: language)
    }

    /// Where it is, in Chinese, and the text behind: `NAME: …`, `NAME:LINE: …`, `NAME/FILE: …` for a file in a mail.
    private static func place(
        in reason: String, name: String, _ language: InterfaceLanguage
    ) -> (place: String, text: String) {
        var rest = reason[...]
        var place = ""
        if let end = rest.range(of: name) {
            rest = rest[end.upperBound...]
            if rest.first == "/", let colon = rest.range(of: ": ") {
                var file = rest[..<colon.lowerBound].dropFirst()
                let digits = file.reversed().prefix { $0.isASCII && $0.isNumber }.count
                let line = file.dropLast(digits).last == ":" ? digits : 0
                if line > 0 { file = file.dropLast(line + 1) }
                place = language == .traditional ? "附件「\(file)」" : "附件“\(file)”"
                rest = rest[file.endIndex...]
                if line == 0 { place += "：" }
            }
            if rest.first == ":" {
                let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
                if !digits.isEmpty { place += "第\(digits)行：" }
                rest = rest.dropFirst(digits.isEmpty ? 1 : digits.count + 1)
                if rest.first == ":" { rest = rest.dropFirst() }
            }
        }
        return (place, String(rest.drop { $0 == " " }))
    }

    /// Half of a sentence: what is wrong, or what to do.
    static func clause(_ text: String, into language: InterfaceLanguage) -> String {
        clauses.translated(text, into: language, naming: { Self.words($0, in: language) }) ?? text
    }

    private static let rows: [SentenceRow] = [
        SentenceRow(
            "this forbids to publish before a day that is not named in full; write it with its year, like {}, or take the line away",
            "这里写明在某日之前不得发布，但没有写全日期；请写明年月日，例如 {}，或者删去这一行",
            "這裡寫明在某日之前不得發布，但沒有寫全日期；請寫明年月日，例如 {}，或者刪去這一行"),
        SentenceRow(
            "the file is empty; write something into it, or remove it", "文件是空的；请写入内容，或者删除文件", "檔案是空的；請寫入內容，或者刪除檔案"),
        SentenceRow(
            "{} bytes are more than the limit of {}; split the file, or raise max-file-size",
            "文件有{}字节，超过上限{}；请拆成几个文件，或者请管理员调高 max-file-size", "檔案有{}位元組，超過上限{}；請拆成幾個檔案，或者請管理員調高 max-file-size"),
        SentenceRow(
            "{} bytes are more than the limit of {}; make the file smaller, or raise max-attachment-size",
            "文件有{}字节，超过上限{}；请压缩文件，或者请管理员调高 max-attachment-size", "檔案有{}位元組，超過上限{}；請壓縮檔案，或者請管理員調高 max-attachment-size"),
        SentenceRow(
            "this is {}, not text; save it as plain text, Markdown or HTML and drop it in again",
            "这不是文本（{}）；请另存为纯文本、Markdown 或 HTML 后重新放入", "這不是文字檔（{}）；請另存為純文字、Markdown 或 HTML 後重新放入"),
        SentenceRow(
            "no charset that is known gives text from here on; save the file as UTF-8 and drop it in again",
            "从这一行起，用任何已知编码都读不出文字；请另存为 UTF-8 后重新放入", "從這一行起，用任何已知編碼都讀不出文字；請另存為 UTF-8 後重新放入"),
        SentenceRow(
            "{} is not a format that is read; known are text (.txt), Markdown (.md), HTML (.html), Word (.docx), OpenDocument text (.odt) and mail (.eml)",
            "无法读取这种格式（{}）；可用的格式有纯文本（.txt）、Markdown（.md）、HTML（.html）、Word（.docx）、OpenDocument 文本（.odt）和邮件（.eml）",
            "無法讀取這種格式（{}）；可用的格式有純文字（.txt）、Markdown（.md）、HTML（.html）、Word（.docx）、OpenDocument 文字（.odt）和郵件（.eml）"),
        SentenceRow(
            "{} is not a format that is read; save it as .docx without a password and drop it in again",
            "无法读取这种格式（{}）；请另存为 .docx（不加密码）后重新放入", "無法讀取這種格式（{}）；請另存為 .docx（不加密碼）後重新放入"),
        SentenceRow(
            "{} is not a format that is read; save it as {} and drop it in again",
            "无法读取这种格式（{}）；请另存为 {} 后重新放入", "無法讀取這種格式（{}）；請另存為 {} 後重新放入"),
        SentenceRow(
            "{} is not a format that is read; put its text into a .docx and drop that in",
            "无法读取这种格式（{}）；请把文字放进 .docx 文件后放入", "無法讀取這種格式（{}）；請把文字放進 .docx 檔案後放入"),
        SentenceRow(
            "the mail only brings what is attached, and that cannot be read ({}); save it as .docx without a password and drop it in by itself, or attach it again",
            "邮件本身没有可发布的正文，附件又无法读取（{}）；请把附件另存为 .docx（不加密码）后直接放入，或者重新作为附件发送",
            "郵件本身沒有可發布的正文，附件又無法讀取（{}）；請把附件另存為 .docx（不加密碼）後直接放入，或者重新作為附件寄送"),
        SentenceRow(
            "the mail only brings what is attached, and that is several texts ({}); drop them in one by one, or send each in a mail of its own",
            "邮件本身没有可发布的正文，附件有几份稿件（{}）；请把附件逐个放入，或者一封邮件只附一份稿件",
            "郵件本身沒有可發布的正文，附件有幾份稿件（{}）；請把附件逐個放入，或者一封郵件只附一份稿件"),
        SentenceRow(
            "this is no {} file, or it is damaged; export it again and drop it in", "这不是 {} 文件，或者文件已损坏；请重新导出后放入",
            "這不是 {} 檔案，或者檔案已損壞；請重新匯出後放入"),
        SentenceRow(
            "nothing to publish; put text under the headline, or remove the file", "没有可发布的内容；请在标题下写正文，或者删除文件",
            "沒有可發布的內容；請在標題下寫正文，或者刪除檔案"),
        SentenceRow(
            "the document is encrypted; save it without a password and drop it in again", "文件加了密码；请去掉密码，另存后重新放入",
            "檔案加了密碼；請去掉密碼，另存後重新放入"),
        SentenceRow(
            "the mail is encrypted; save what it says in a file and drop that in", "邮件是加密的；请把内容另存为文件后放入",
            "郵件是加密的；請把內容另存為檔案後放入"),
        SentenceRow(
            "more than {}; split the file into several, or raise {}",
            "超过上限（{}）；请拆成几个文件，或者请管理员调高 {}", "超過上限（{}）；請拆成幾個檔案，或者請管理員調高 {}"),
        SentenceRow(
            "more than {}; put fewer lists, tables or quotations within each other, or raise {}",
            "超过上限（{}）；请减少列表、表格或引文的嵌套，或者请管理员调高 {}", "超過上限（{}）；請減少清單、表格或引文的巢狀，或者請管理員調高 {}"),
        SentenceRow(
            "more than {}; shorten the front matter, or raise {}",
            "超过上限（{}）；请缩短文件头，或者请管理员调高 {}", "超過上限（{}）；請縮短檔頭，或者請管理員調高 {}"),
        SentenceRow(
            "more than {}; take out pictures or attachments, or split the file into several, or raise {}",
            "超过上限（{}）；请减少图片或附件，或者拆成几个文件，或者请管理员调高 {}", "超過上限（{}）；請減少圖片或附件，或者拆成幾個檔案，或者請管理員調高 {}"),
        SentenceRow(
            "more than {}; make its pictures smaller, or split the file into several, or raise {}",
            "超过上限（{}）；请缩小图片，或者拆成几个文件，或者请管理员调高 {}", "超過上限（{}）；請縮小圖片，或者拆成幾個檔案，或者請管理員調高 {}"),
        SentenceRow(
            "more than {}; put fewer lists, tables or text boxes within each other",
            "超过上限（{}）；请减少列表、表格或文本框的嵌套", "超過上限（{}）；請減少清單、表格或文字方塊的巢狀"),
        SentenceRow(
            "more than {}; save what it says in a file and drop that in", "超过上限（{}）；请把内容另存为文件后放入",
            "超過上限（{}）；請把內容另存為檔案後放入"),
        SentenceRow("a symbolic link; put the file itself here", "这是符号链接；请放入文件本身", "這是符號連結；請放入檔案本身"),
        SentenceRow(
            "another file system is mounted here; put the files themselves into the inbox",
            "这里挂载了别的文件系统；请把文件本身放进收件文件夹", "這裡掛載了別的檔案系統；請把檔案本身放進收件資料夾"),
        SentenceRow("its path is too long; use shorter names", "路径太长；请把名称改短", "路徑太長；請把名稱改短"),
        SentenceRow(
            "a link to a file of bulletind's own; remove it", "这是指向 bulletind 自身文件的链接；请删除", "這是指向 bulletind 自身檔案的連結；請刪除"
        ),
        SentenceRow("more than {} folders deep", "文件夹超过{}层", "資料夾超過{}層"),
        SentenceRow(
            "a copy that a sync program set aside, since two people changed the file; put what is right into the file itself, and remove this one",
            "两人同时修改时同步程序另存的副本；请把正确的内容写进原文件，并删除本副本", "兩人同時修改時同步程式另存的副本；請把正確的內容寫進原檔，並刪除本副本"),
        SentenceRow(
            "its date is to come ({}), and an earlier version is out, which stays until then; to take that back, put the file into _drafts",
            "日期未到（{}），而较早的版本已在网上，届时自动更换；如需撤回已发布的版本，请把文件移到 _drafts",
            "日期未到（{}），而較早的版本已在網上，屆時自動更換；如需撤回已發布的版本，請把檔案移到 _drafts"),
        SentenceRow(
            "its date is to come ({}), and the earlier version that readers know is lost; it comes out then in the place of that; to have it out at once, take its date away",
            "日期未到（{}）；读者见过的较早版本已经丢失，届时由本文件接替；如要立即发布，请删去日期",
            "日期未到（{}）；讀者見過的較早版本已經遺失，屆時由本檔案接替；如要立即發布，請刪去日期"),
        SentenceRow("not a file; put a plain file here", "这不是普通文件；请放入普通文件", "這不是普通檔案；請放入普通檔案"),
        SentenceRow("lies behind a link; put the file itself here", "它在链接后面；请放入文件本身", "它在連結後面；請放入檔案本身"),
        SentenceRow(
            "cannot be read ({}); the disk may fail, look into the log of the system", "无法读取（{}）；磁盘可能有故障，请管理员查看系统日志",
            "無法讀取（{}）；磁碟可能有故障，請管理員查看系統記錄"),
        SentenceRow(
            "{} is called like the folder of what a saved page shows, and the page, {}, is not beside it; put the page there, or give the folder another name if its files are bulletins",
            "文件夹 {} 的名称是网页另存时附带文件夹的名称，但旁边没有网页 {}；请把网页放在一起，如果里面的文件是稿件，请给文件夹换一个名称",
            "資料夾 {} 的名稱是網頁另存時附帶資料夾的名稱，但旁邊沒有網頁 {}；請把網頁放在一起，如果裡面的檔案是稿件，請給資料夾換一個名稱"),
        SentenceRow(
            "cannot be read ({}); let the group of bulletind read it", "无法读取（{}）；请允许 bulletind 所在的组读取",
            "無法讀取（{}）；請允許 bulletind 所在的群組讀取"),
        SentenceRow(
            "SVG pictures may hold scripts and are not published; save it as PNG and drop that in",
            "SVG 图片可能含有脚本，不予发布；请另存为 PNG 后放入", "SVG 圖片可能含有指令碼，不予發布；請另存為 PNG 後放入"),
        SentenceRow(
            "the id '{}' belongs to {}; give one of the files another id",
            "标识“{}”已由 {} 使用；请给其中一个文件换一个 id", "識別碼「{}」已由 {} 使用；請給其中一個檔案換一個 id"),
        SentenceRow(
            "its name says another number than that of {}, and it states the same, '{}', and most of the same text; correct the number, or the name",
            "文件名上的期号与 {} 不同，但文中写的是同一期（{}），内容也大多相同；请改正文中的期号，或者改正文件名",
            "檔名上的期號與 {} 不同，但文中寫的是同一期（{}），內容也大多相同；請改正文中的期號，或者改正檔名"),
        SentenceRow(
            "no bulletin shows this file, and it is none itself; call it like its bulletin ({}), or refer to it in the text",
            "没有稿件用到这个文件，它本身也不是稿件；请让文件名与稿件相同（{}），或者在正文中引用它", "沒有稿件用到這個檔案，它本身也不是稿件；請讓檔名與稿件相同（{}），或者在正文中引用它"),
        SentenceRow(
            "the reader stopped {} times ({}); split or simplify the file, and save it again, or raise {}",
            "读取程序中止了{}次（{}）；请拆分或简化文件，重新保存，或者请管理员调高 {}", "讀取程式中止了{}次（{}）；請拆分或簡化檔案，重新儲存，或者請管理員調高 {}"),
        SentenceRow(
            "the reader stopped {} times ({}); split or simplify the file, and save it again",
            "读取程序中止了{}次（{}）；请拆分或简化文件，重新保存", "讀取程式中止了{}次（{}）；請拆分或簡化檔案，重新儲存"),
    ]

    private static let clauses: [SentenceRow] = [
        SentenceRow("the same content as {}", "内容与 {} 相同", "內容與 {} 相同"),
        SentenceRow("the same words as {}", "文字与 {} 相同", "文字與 {} 相同"),
        SentenceRow("an earlier version of {}", "这是 {} 的较早版本", "這是 {} 的較早版本"),
        SentenceRow("another copy of {}", "这是 {} 的副本", "這是 {} 的副本"),
        SentenceRow("correct the line", "请改正这一行", "請改正這一行"),
        SentenceRow("correct the line and drop the file in again", "请改正这一行后重新放入", "請改正這一行後重新放入"),
        SentenceRow("save the document anew and drop it in again", "请用原来的程序另存后重新放入", "請用原來的程式另存後重新放入"),
        SentenceRow(
            "the file ends within a character, it was likely cut off", "文件在一个字的中间结束，可能没有传完", "檔案在一個字的中間結束，可能沒有傳完"),
        SentenceRow(
            "the file ends within a character of the charset {} and was likely cut off", "文件在一个字的中间结束（{}），可能没有传完",
            "檔案在一個字的中間結束（{}），可能沒有傳完"),
        SentenceRow(
            "bytes that are not UTF-8, while the rest of the file is UTF-8", "这里的字节不是 UTF-8，而其余部分是 UTF-8",
            "這裡的位元組不是 UTF-8，而其餘部分是 UTF-8"),
        SentenceRow(
            "bytes that are {}, while the rest of the file is UTF-8", "这里的字节是 {}，而其余部分是 UTF-8",
            "這裡的位元組是 {}，而其餘部分是 UTF-8"),
        SentenceRow(
            "bytes that are not {}, as {} says", "这里的字节不是 {}（编码由{}写明）", "這裡的位元組不是 {}（編碼由{}寫明）"),
        SentenceRow(
            "bytes that are not {}, as the lines before it are", "这里的字节不是 {}，与前面各行不同", "這裡的位元組不是 {}，與前面各行不同"),
        SentenceRow("bytes that are not {}", "这里的字节不是 {}", "這裡的位元組不是 {}"),
        SentenceRow(
            "a line in UTF-8, while the rest of the file is in another charset", "这一行是 UTF-8，而其余部分是别的编码",
            "這一行是 UTF-8，而其餘部分是別的編碼"),
        SentenceRow(
            "a line in UTF-8, while the rest of the file is in {}", "这一行是 UTF-8，而其余部分是 {}", "這一行是 UTF-8，而其餘部分是 {}"),
        SentenceRow(
            "'{}' is no charset that is known, like UTF-8 or GB18030", "“{}”不是已知的编码；编码写作 UTF-8、GB18030 等",
            "「{}」不是已知的編碼；編碼寫作 UTF-8、GB18030 等"),
        SentenceRow("the front matter is not closed by a line {}", "文件头没有用一行 {} 结束", "檔頭沒有用一行 {} 結束"),
        SentenceRow("front matter has more than {} keys", "文件头超过{}项", "檔頭超過{}項"),
        SentenceRow("an id has no blanks and at most 200 bytes", "id 不能有空格，最多 200 字节", "id 不能有空格，最多 200 位元組"),
        SentenceRow(
            "'{}' is no language tag like zh-Hans or en", "“{}”不是语言代码；语言写作 zh-Hans、en 等", "「{}」不是語言代碼；語言寫作 zh-Hans、en 等"
        ),
        SentenceRow("draft must be true or false", "draft 只能写 true 或 false", "draft 只能寫 true 或 false"),
        SentenceRow("{} must be one value, not a list", "{} 只能写一个值，不能写列表", "{} 只能寫一個值，不能寫清單"),
        SentenceRow("{} must be one value, not a map", "{} 只能写一个值，不能写多层内容", "{} 只能寫一個值，不能寫多層內容"),
        SentenceRow("{} must be a list", "{} 要写成列表", "{} 要寫成清單"),
        SentenceRow(
            "'{}' is no date like 2026-03-14 or {}", "“{}”不是日期；日期写作 2026-03-14 或 {}", "「{}」不是日期；日期寫作 2026-03-14 或 {}"),
        SentenceRow("more than {} attributes in one tag", "一个标签里的属性超过{}个", "一個標籤裡的屬性超過{}個"),
        SentenceRow("the HTML cannot be read to its end", "HTML 无法读到结尾", "HTML 無法讀到結尾"),
        SentenceRow("the Markdown cannot be read", "Markdown 无法读取", "Markdown 無法讀取"),
        SentenceRow("a table has more than {} columns", "表格超过{}列", "表格超過{}欄"),
        SentenceRow("front matter must be lines of 'key: value'", "文件头的每一行要写成“名称: 值”", "檔頭的每一行要寫成「名稱: 值」"),
        SentenceRow(
            "the front matter is no valid {}: {} is given twice", "文件头（{}）里 {} 写了两次", "檔頭（{}）裡 {} 寫了兩次"),
        // What the parsers of these languages say further is in English.
        SentenceRow("the front matter is no valid {}: {}", "文件头的写法不合 {} 的规定", "檔頭的寫法不合 {} 的規定"),
        SentenceRow("the front matter is no valid {}", "文件头的写法不合 {} 的规定", "檔頭的寫法不合 {} 的規定"),
        SentenceRow("merge keys (<<) are not read", "文件头里不能用合并键（<<）", "檔頭裡不能用合併鍵（<<）"),
        SentenceRow("anchors (&) are not read", "文件头里不能用锚点（&）", "檔頭裡不能用錨點（&）"),
        SentenceRow(
            "aliases (*) are not read; put the value in quotation marks", "文件头里不能用别名（*）；请给值加上引号",
            "檔頭裡不能用別名（*）；請給值加上引號"),
        SentenceRow("tags (!) are not read", "文件头里不能用标签（!）", "檔頭裡不能用標籤（!）"),
        SentenceRow("directives (%) are not read", "文件头里不能用指令（%）", "檔頭裡不能用指令（%）"),
        SentenceRow("lists within lists are nested too deep", "文件头里列表嵌套太深", "檔頭裡清單巢狀太深"),
        SentenceRow("its part {} is missing", "文件不完整，缺少 {}", "檔案不完整，缺少 {}"),
        SentenceRow("its main part {} is missing", "文件不完整，缺少 {}", "檔案不完整，缺少 {}"),
        SentenceRow("its part {} is encrypted", "文件中的 {} 加了密码", "檔案中的 {} 加了密碼"),
        // Why, the library says in English.
        SentenceRow("its part {} is damaged ({})", "文件中的 {} 已损坏", "檔案中的 {} 已損壞"),
        SentenceRow(
            "its part {} comes out more than {} times as large (max-inflation)", "文件中的 {} 解压后是原来的{}倍以上（max-inflation）",
            "檔案中的 {} 解壓後是原來的{}倍以上（max-inflation）"),
        SentenceRow("the name of its part {} is empty", "文件中有一个部分没有名称{}", "檔案中有一個部分沒有名稱{}"),
        SentenceRow("the name of its part {} has control characters", "文件中 {} 的名称含有控制字符", "檔案中 {} 的名稱含有控制字元"),
        SentenceRow("the name of its part {} has a backslash", "文件中 {} 的名称含有反斜杠", "檔案中 {} 的名稱含有反斜線"),
        SentenceRow("the name of its part {} is absolute", "文件中 {} 的名称是绝对路径", "檔案中 {} 的名稱是絕對路徑"),
        SentenceRow("the name of its part {} leads out of its folder", "文件中 {} 的名称指向文件之外", "檔案中 {} 的名稱指向檔案之外"),
        SentenceRow("the name of its part {} stands for two parts", "文件中有两个部分都叫 {}", "檔案中有兩個部分都叫 {}"),
        SentenceRow(
            "{} has a document type declaration, which no document needs", "文件中的 {} 含有文档不需要的类型声明（DOCTYPE）",
            "檔案中的 {} 含有文件不需要的類型宣告（DOCTYPE）"),
        SentenceRow("{} is not well-formed XML (line {})", "文件中的 {} 已损坏（第{}行）", "檔案中的 {} 已損壞（第{}行）"),
        SentenceRow("{} is not well-formed XML", "文件中的 {} 已损坏", "檔案中的 {} 已損壞"),
        SentenceRow("the archive is damaged: {}", "文件已损坏（{}）", "檔案已損壞（{}）"),
        SentenceRow(
            "a mail begins with its header (From:, Subject:, …), and this line is no field of one",
            "邮件要以邮件头（From:、Subject: 等）开始，这一行不是", "郵件要以郵件頭（From:、Subject: 等）開始，這一行不是"),
        SentenceRow("the name says .{}, but it holds no such document", "扩展名是 .{}，内容却不是这种文件", "副檔名是 .{}，內容卻不是這種檔案"),
    ]
}
