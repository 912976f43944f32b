internal import BulletinCore

/// What receipts say, in the language of the channel.
struct ReceiptWording: Sendable {
    private let language: InterfaceLanguage

    /// - Parameter language: BCP 47.
    init(language: String) { self.language = InterfaceLanguage(tag: language) }

    /// - Parameter reason: one line that says what is wrong and what to do.
    func rejection(of path: SourcePath, reason: String) -> String {
        let name = SourcePath(bytes: path.name).description
        return switch language {
        case .simplified:
            """
            \(Receipts.signature)“\(name)”未能发布。
            原因：\(reason)
            改好文件后重新保存即可，本说明会自动消失。

            """
        case .traditional:
            """
            \(Receipts.signature)「\(name)」未能發布。
            原因：\(reason)
            改好檔案後重新儲存即可，本說明會自動消失。

            """
        case .english:
            """
            \(Receipts.signature)"\(name)" was not published.
            Why: \(reason)
            Correct the file and save it again; this note then goes by itself.

            """
        }
    }
}
