import BulletinCore
import Foundation
import TestSupport
import Testing

@testable import BulletinDaemon

/// What findings say in Chinese.
@Suite(.inTurn) struct FindingWordingTests {
    /// Findings that receipts tell of, of all files that tests have: each has its words.
    @Test(arguments: ["bulletins", "charsets", "mail"])
    func everyFindingHasItsWords(folder: String) throws {
        let cuts: Set = ["Segmentation", "SingleStory", "Overruled"]
        let place = Fixtures.folder.appending(path: folder)
        var messages: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: place.path).sorted() {
            let url = place.appending(path: name)
            guard !url.hasDirectoryPath, let bytes = FileManager.default.contents(atPath: url.path) else { continue }
            let source = Source(path: SourcePath(name), bytes: Array(bytes))
            guard case .success(let bulletin) = Result(catching: { try BulletinReader.read(source) }) else { continue }
            for finding in bulletin.findings where !cuts.contains(finding.rule) {
                messages[finding.rule] = Remark(finding, line: nil).message
            }
        }
        try #require(!messages.isEmpty)
        for (rule, message) in messages {
            for language in [InterfaceLanguage.simplified, .traditional] {
                let words = FindingWording.translated(message, into: language)
                #expect(words.unicodeScalars.contains { $0.properties.isIdeographic }, "\(rule): \(words)")
                #expect(!words.contains(" the ") && !words.contains("left out"), "\(rule): \(words)")
            }
            #expect(FindingWording.translated(message, into: .english) == message)
        }
    }

    @Test(arguments: [
        ("left out: a signature", "略去了邮件签名", "略去了郵件簽名"),
        ("read as Big5, as the front matter says", "Big5（按文件头）", "Big5（按檔頭）"),
        ("the entry A, b stands for the story A b", "目录中的“A, b”与正文中的“A b”略有不同，视为同一条", "目錄中的「A, b」與正文中的「A b」略有不同，視為同一則"),
        ("tags must be a list; correct the line", "tags 要写成列表；请改正这一行", "tags 要寫成清單；請改正這一行"),
        (
            Remark.outBefore(nil).message, "条目在这个日期之前已经发布，不会撤回；如需暂时撤回，请把文件移到 _drafts",
            "各則在這個日期之前已經發布，不會撤回；如需暫時撤回，請把檔案移到 _drafts"
        ),
        ("what no row knows", "what no row knows", "what no row knows"),
    ]) func placesAndNamesStay(message: String, simplified: String, traditional: String) {
        #expect(FindingWording.translated(message, into: .simplified) == simplified)
        #expect(FindingWording.translated(message, into: .traditional) == traditional)
    }
}
