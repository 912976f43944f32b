internal import BulletinCore

/// What findings say in Chinese, in receipts. Their English is made where they arise; here a row knows it.
///
/// What no row knows stays in English: it comes from the feeds, not from the file.
enum FindingWording {
    /// - Parameter message: what was found, and after a semicolon what to do, in English.
    static func translated(_ message: String, into language: InterfaceLanguage) -> String {
        guard language != .english else { return message }
        if let sentence = rows.translated(message, into: language, naming: { name($0, in: language) }) {
            return sentence
        }
        return ReasonWording.translated(message, name: "", into: language)
    }

    private static func name(_ name: Substring, in language: InterfaceLanguage) -> Substring {
        names[String(name)].map { language == .traditional ? $0.traditional[...] : $0.simplified[...] } ?? name
    }

    /// What may stand in the places of sentences.
    private static let names: [String: (simplified: String, traditional: String)] = [
        "the front matter": ("文件头", "檔頭"),
        "the setting charset": ("设置 charset ", "設定 charset "),
        "the file": ("文件", "檔案"),
        "the header of a forwarded mail": ("转发邮件的信头", "轉寄郵件的信頭"),
        "the note of who passed the mail on": ("转发者的附言", "轉寄者的附言"),
        "a signature": ("邮件签名", "郵件簽名"),
        "the footer of a mailing list": ("邮件列表的页脚", "郵件清單的頁尾"),
        "the mail that this one answers": ("所回复的原信", "所回覆的原信"),
    ]

    private static let rows: [SentenceRow] = [
        SentenceRow(
            "{} is not in the inbox, so readers do not see it; put it there under this very name, in large and small letters as here",
            "收件文件夹中没有 {}，读者看不到它；请按此名称（大小写一致）放入", "收件資料夾中沒有 {}，讀者看不到它；請按此名稱（大小寫一致）放入"),
        SentenceRow(
            "the pages bear the words “{}”, which are not published; see whether this version is the one to publish",
            "页面上有水印“{}”（不发布）；请确认这是要发布的版本", "頁面上有浮水印「{}」（不發布）；請確認這是要發布的版本"),
        SentenceRow(
            "{} says {}, but the bytes are UTF-8 and were read so",
            "{}写明编码是 {}，实际是 UTF-8，已按 UTF-8 读取", "{}寫明編碼是 {}，實際是 UTF-8，已按 UTF-8 讀取"),
        SentenceRow(
            "the file says {}, but its bytes are no such text: {} was guessed; if it is wrong, write 'charset: NAME' into front matter, or set charset in the settings",
            "文件写明编码是 {}，实际不是；推断为 {}；如果不对，请在文件头写 charset: 编码名", "檔案寫明編碼是 {}，實際不是；推斷為 {}；如果不對，請在檔頭寫 charset: 編碼名"),
        SentenceRow(
            "no byte order mark: {} was taken for the charset; if it is wrong, write 'charset: NAME' into front matter, or set charset in the settings",
            "没有字节顺序标记，编码推断为 {}；如果不对，请在文件头写 charset: 编码名", "沒有位元組順序記號，編碼推斷為 {}；如果不對，請在檔頭寫 charset: 編碼名"),
        SentenceRow(
            "not UTF-8: {} was guessed; if it is wrong, write 'charset: NAME' into front matter, or set charset in the settings",
            "{}（推断；如果不对，请在文件头写 charset: 编码名）", "{}（推斷；如果不對，請在檔頭寫 charset: 編碼名）"),
        SentenceRow(
            "not UTF-8, and too little text to tell a charset: {} was guessed; if it is wrong, write 'charset: NAME' into front matter, or set charset in the settings",
            "不是 UTF-8，文字又太少，编码推断为 {}，把握不足；如果不对，请在文件头写 charset: 编码名",
            "不是 UTF-8，文字又太少，編碼推斷為 {}，把握不足；如果不對，請在檔頭寫 charset: 編碼名"),
        SentenceRow(
            "read as {}, as {} says",
            "{}（按{}）", "{}（按{}）"),
        SentenceRow(
            "{} control or non-characters were left out",
            "略去了{}个控制字符或非法字符", "略去了{}個控制字元或非法字元"),
        SentenceRow(
            "the file holds U+FFFD {} times: text was lost before it came here",
            "文件中有{}处损坏的文字（�），请核对原稿", "檔案中有{}處損壞的文字（�），請核對原稿"),
        SentenceRow(
            "this value holds ': ' and was taken to the end of its line; put the value in quotation marks",
            "这一项的值里有冒号，已取到行尾；请给值加引号", "這一項的值裡有冒號，已取到行尾；請給值加引號"),
        SentenceRow(
            "{} links or images have no address that can be published and were unwrapped or left out; write http, https or mailto addresses, or relative ones",
            "有{}个链接或图片没有可发布的网址，只留文字或已略去；请写 http、https、mailto 网址或相对网址",
            "有{}個連結或圖片沒有可發布的網址，只留文字或已略去；請寫 http、https、mailto 網址或相對網址"),
        SentenceRow(
            "{} scripts, forms or embedded objects were left out",
            "略去了{}处脚本、表单或嵌入的内容", "略去了{}處指令碼、表單或嵌入的內容"),
        SentenceRow(
            "left out: {} paragraphs on how to read the letter elsewhere or to leave the list",
            "略去了{}段退订说明等", "略去了{}段退訂說明等"),
        SentenceRow(
            "left out: {} paragraphs on printing, sharing or closing the page, or leading to other pages",
            "略去了{}段打印、分享、关闭窗口、上一篇下一篇之类的网页文字", "略去了{}段列印、分享、關閉視窗、上一篇下一篇之類的網頁文字"),
        SentenceRow(
            "left out: {} lines with page numbers or the title over each page",
            "略去了{}行页码和页眉", "略去了{}行頁碼和頁眉"),
        SentenceRow(
            "a comment begins here and does not end: what follows is not published; write --> where it ends",
            "注释从这里开始，没有结束，其后的内容没有发布；请在结束处写 -->", "註解從這裡開始，沒有結束，其後的內容沒有發布；請在結束處寫 -->"),
        SentenceRow(
            "taken: {}; left out around it: {} characters",
            "只取了网页的正文部分，略去了周围{}个字符", "只取了網頁的正文部分，略去了周圍{}個字元"),
        SentenceRow(
            "the page hides much of its text, which was left out: {} characters; save the page as it is shown, or take the hiding style away",
            "网页把不少文字设为隐藏，这些文字已略去，共{}字；请把网页照显示的样子另存，或去掉隐藏的样式",
            "網頁把不少文字設為隱藏，這些文字已略去，共{}字；請把網頁照顯示的樣子另存，或去掉隱藏的樣式"),
        SentenceRow(
            "the page hides its text until a script runs: {} characters were read",
            "网页要等脚本运行才显示正文；隐藏的{}字已读取", "網頁要等指令碼執行才顯示正文；隱藏的{}字已讀取"),
        SentenceRow(
            "no line looks like the bulletin's title; the file's name stands for it",
            "没有找到总标题，以文件名代替", "沒有找到總標題，以檔名代替"),
        SentenceRow(
            "1 line after the last story: bylines or imprint",
            "末条之后的1行是署名、版权等，不作为正文", "末則之後的1行是署名、版權等，不作為正文"),
        SentenceRow(
            "{} lines after the last story: bylines or imprint",
            "末条之后的{}行是署名、版权等，不作为正文", "末則之後的{}行是署名、版權等，不作為正文"),
        SentenceRow(
            "{} documents that are embedded in or linked to this one were left out",
            "略去了{}个嵌入或链接的文档", "略去了{}個嵌入或連結的文件"),
        SentenceRow(
            "{} symbols of fonts that are not known were left out",
            "略去了{}个未知字体的符号", "略去了{}個未知字型的符號"),
        SentenceRow(
            "{} links lead to no web or mail address and became plain text",
            "有{}个链接没有可用的网址，只留文字", "有{}個連結沒有可用的網址，只留文字"),
        SentenceRow(
            "the document holds macros; they were not touched",
            "文件中的宏未被使用", "檔案中的巨集未被使用"),
        SentenceRow(
            "{} images were left out: they lie outside the document, and nothing is fetched; embed them",
            "略去了{}张图片：图片不在文件中；请把图片嵌入文件", "略去了{}張圖片：圖片不在檔案中；請把圖片嵌入檔案"),
        SentenceRow(
            "{} images were left out: they are neither PNG, JPEG, GIF nor WebP; insert them as PNG",
            "略去了{}张图片：不是 PNG、JPEG、GIF 或 WebP；请以 PNG 插入", "略去了{}張圖片：不是 PNG、JPEG、GIF 或 WebP；請以 PNG 插入"),
        SentenceRow(
            "{} images were left out: they are missing, or more than {}; insert them again, or split the document",
            "略去了{}张图片：找不到，或者超过{}张；请重新插入，或者拆分文件", "略去了{}張圖片：找不到，或者超過{}張；請重新插入，或者拆分檔案"),
        SentenceRow(
            "one story, for safety: {}",
            "像是合集，但把握不足，整篇作为一条发布", "像是合集，但把握不足，整篇作為一則發布"),
        SentenceRow(
            "the cut into stories is not sure",
            "分条的把握不足，请核对", "分則的把握不足，請核對"),
        SentenceRow(
            "the stories were out before this date, and stay; to take them back until then, put the file into _drafts",
            "条目在这个日期之前已经发布，不会撤回；如需暂时撤回，请把文件移到 _drafts", "各則在這個日期之前已經發布，不會撤回；如需暫時撤回，請把檔案移到 _drafts"),
        SentenceRow(
            "it is called like a version of {}, but has other words or another day, so both are published; if it takes the place of that file, remove that, else give this one another name or title",
            "从文件名或标题看是 {} 的修订稿，但内容或日期不同，两篇都已发布；如果是用来替换那一篇的，请删除那个文件，否则请改用别的文件名或标题",
            "從檔名或標題看是 {} 的修訂稿，但內容或日期不同，兩篇都已發布；如果是用來取代那一篇的，請刪除那個檔案，否則請改用別的檔名或標題"),
        SentenceRow(
            "the stories are not counted on by one; their order in the file is kept",
            "序号不连续，按文件中的顺序发布", "序號不連續，按檔案中的順序發布"),
        SentenceRow(
            "the contents list has {} entries, the bulletin {} stories",
            "目录有{}条，正文有{}条", "目錄有{}則，正文有{}則"),
        SentenceRow(
            "the entry {} stands for the story {}",
            "目录中的“{}”与正文中的“{}”略有不同，视为同一条", "目錄中的「{}」與正文中的「{}」略有不同，視為同一則"),
        SentenceRow(
            "no story bears the title {}; make the entry and the headline agree",
            "目录中的“{}”在正文中找不到；请让两处标题一致", "目錄中的「{}」在正文中找不到；請讓兩處標題一致"),
        SentenceRow(
            "the file asks for many stories (bulletind: digest), and nothing shows where they begin; put a number or a heading before each story",
            "要求分成多条，但看不出每条从哪里开始；请在每条前加序号或小标题", "要求分成多則，但看不出每則從哪裡開始；請在每則前加序號或小標題"),
        SentenceRow(
            "cut into {} stories as before, since {} of their headlines stand in it; if it is one story now, write bulletind: single as its first line",
            "按原来的分法分成{}条（其中{}条的标题还在）；如果现在是一篇，请在第一行写 bulletind: single",
            "按原來的分法分成{}則（其中{}則的標題還在）；如果現在是一篇，請在第一行寫 bulletind: single"),
        SentenceRow(
            "'{}' says nothing about how to cut the file; write bulletind: single, or bulletind: digest",
            "不明白“{}”要怎样分；请写 bulletind: single 或 bulletind: digest",
            "不明白「{}」要怎樣分；請寫 bulletind: single 或 bulletind: digest"),
        SentenceRow(
            "a part that should hold others holds none, and was read as text",
            "邮件结构有误，按文本读取", "郵件結構有誤，按文字讀取"),
        SentenceRow(
            "left out: the mail's own text, a note to what is attached, which is the bulletin",
            "邮件正文只是附言，已略去，发布的是附件", "郵件正文只是附言，已略去，發布的是附件"),
        SentenceRow(
            "left out what is attached but neither a picture, sound, film nor PDF ({}): {}; drop texts in by themselves",
            "有{}个附件不是图片、录音、视频或 PDF，未发布：{}；文稿请单独放入", "有{}個附件不是圖片、錄音、影片或 PDF，未發布：{}；文稿請單獨放入"),
        SentenceRow(
            "an encrypted mail in it was left out",
            "略去了其中一封加密邮件", "略去了其中一封加密郵件"),
        SentenceRow(
            "a mail without text was left out",
            "略去了一封没有正文的邮件", "略去了一封沒有正文的郵件"),
        SentenceRow(
            "left out: {}",
            "略去了{}", "略去了{}"),
        SentenceRow(
            "the embedded file '{}' was left out: its {} bytes are more than the limit of {}",
            "内嵌的文件“{}”有{}字节，超过上限{}，未发布", "內嵌的檔案「{}」有{}位元組，超過上限{}，未發布"),
        SentenceRow(
            "the embedded file '{}' was left out: files of its type are not published",
            "内嵌的文件“{}”属于不发布的类型，已略去", "內嵌的檔案「{}」屬於不發布的類型，已略去"),
    ]
}
