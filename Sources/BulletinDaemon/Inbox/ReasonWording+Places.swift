internal import BulletinCore

/// What stands in the places of reasons, in Chinese: kinds of files, limits, what is wrong with an archive.
extension ReasonWording {
    /// The same text when no row knows it: a name, a number.
    static func words(_ text: Substring, in language: InterfaceLanguage) -> Substring {
        places.translated(String(text), into: language).map { $0[...] } ?? text
    }

    private static let places: [SentenceRow] = [
        SentenceRow("the front matter", "文件头", "檔頭"),
        SentenceRow("the setting charset", "设置 charset ", "設定 charset "),
        // Kinds of files.
        SentenceRow("binary data", "二进制数据", "二進位資料"),
        SentenceRow("a RIFF file (WebP, WAV or AVI)", "WebP、WAV 或 AVI 文件", "WebP、WAV 或 AVI 檔案"),
        SentenceRow("a {} image", "{} 图片", "{} 圖片"),
        SentenceRow("a PDF document", "PDF 文件", "PDF 檔案"),
        SentenceRow("a Rich Text document", "RTF 文档", "RTF 文件"),
        SentenceRow("an XML document", "XML 文件", "XML 檔案"),
        SentenceRow("a {} archive", "{} 压缩包", "{} 壓縮檔"),
        SentenceRow("an {} archive", "{} 压缩包", "{} 壓縮檔"),
        SentenceRow("an ELF program", "ELF 程序", "ELF 程式"),
        SentenceRow("an SQLite database", "SQLite 数据库", "SQLite 資料庫"),
        SentenceRow("an encrypted Office document", "加密的 Office 文档", "加密的 Office 文件"),
        SentenceRow("an old Word document (.doc)", "旧版 Word 文档（.doc）", "舊版 Word 文件（.doc）"),
        SentenceRow("an old Excel workbook (.xls)", "旧版 Excel 表格（.xls）", "舊版 Excel 試算表（.xls）"),
        SentenceRow("an old presentation (.ppt)", "旧版演示文稿（.ppt）", "舊版簡報（.ppt）"),
        SentenceRow(
            "an old Office document (.doc, .xls or encrypted)", "旧版 Office 文档（.doc、.xls 或加密文档）",
            "舊版 Office 文件（.doc、.xls 或加密文件）"),
        SentenceRow("an Outlook message (.msg)", "Outlook 邮件（.msg）", "Outlook 郵件（.msg）"),
        SentenceRow("an EPUB book", "EPUB 电子书", "EPUB 電子書"),
        SentenceRow("an Excel workbook (.xlsx)", "Excel 表格（.xlsx）", "Excel 試算表（.xlsx）"),
        SentenceRow("a PowerPoint presentation (.pptx)", "PowerPoint 演示文稿（.pptx）", "PowerPoint 簡報（.pptx）"),
        SentenceRow("an OpenDocument spreadsheet (.ods)", "OpenDocument 表格（.ods）", "OpenDocument 試算表（.ods）"),
        SentenceRow("an OpenDocument presentation (.odp)", "OpenDocument 演示文稿（.odp）", "OpenDocument 簡報（.odp）"),
        SentenceRow("an OpenDocument file that is no text", "OpenDocument 文件，但不是文本", "OpenDocument 檔案，但不是文字"),
        SentenceRow("a file of another format than its name says", "内容与扩展名不符的文件", "內容與副檔名不符的檔案"),
        SentenceRow("a file named .{}", "扩展名为 .{} 的文件", "副檔名為 .{} 的檔案"),
        SentenceRow("an {} file", "{} 文件", "{} 檔案"),
        // Limits.
        SentenceRow("{} sections", "{}节", "{}節"),
        SentenceRow("{} parts of a mail within each other", "邮件嵌套{}层", "郵件巢狀{}層"),
        SentenceRow("{} parts", "{}个部分", "{}個部分"),
        SentenceRow("{} bytes when unpacked", "解压后{}字节", "解壓後{}位元組"),
        SentenceRow("{} elements within each other", "嵌套{}层", "巢狀{}層"),
        SentenceRow("{} bytes of front matter", "文件头{}字节", "檔頭{}位元組"),
        SentenceRow("{} bytes of header in a mail", "邮件头{}字节", "郵件頭{}位元組"),
        SentenceRow("{} header fields in a mail", "邮件头{}项", "郵件頭{}項"),
        // Why a reader stopped.
        SentenceRow("over {}", "超过 {}", "超過 {}"),
        SentenceRow("out of memory", "内存不足", "記憶體不足"),
        // Archives.
        SentenceRow("its list of parts is missing, as when a copy was cut off", "缺少目录，可能没有传完", "缺少目錄，可能沒有傳完"),
        SentenceRow("its list of parts and the parts contradict each other", "目录与内容不符", "目錄與內容不符"),
        SentenceRow("its list of parts cannot be read", "目录无法读取", "目錄無法讀取"),
        SentenceRow("two parts bear one name", "两个部分重名", "兩個部分重名"),
        SentenceRow("it is one of several volumes", "这是分卷中的一卷", "這是分卷中的一卷"),
        SentenceRow("it cannot be opened as a ZIP archive", "无法打开", "無法打開"),
        SentenceRow("a part is said to be larger than the file", "所标的大小超过文件本身", "所標的大小超過檔案本身"),
        SentenceRow("its parts lie in each other", "各部分互相重叠", "各部分互相重疊"),
    ]
}
