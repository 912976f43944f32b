import Foundation
import TestSupport
import Testing

/// The house's rules that the compiler does not know: arrows point down, C and `unsafe` stand in one target, the core
/// has no clock and makes no tasks.
@Suite struct ArchitectureTests {
    struct SourceLine: CustomStringConvertible {
        var target: String
        var path: String
        var number: Int
        var text: Substring

        var description: String { "\(path):\(number): \(text)" }
    }

    /// Lines of code, without those that are comments.
    static let lines: [SourceLine] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources").path
        var lines: [SourceLine] = []
        for path in FileManager.default.subpaths(atPath: root) ?? [] where path.hasSuffix(".swift") {
            guard let data = FileManager.default.contents(atPath: root + "/" + path) else { continue }
            let target = String(path.prefix { $0 != "/" })
            let text = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in text.enumerated() where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                lines.append(SourceLine(target: target, path: path, number: index + 1, text: line))
            }
        }
        return lines
    }()

    static let systemLibraries: Set<String> = [
        "CLibXML2", "CMD4C", "CDeflate", "CNettle", "CZip", "CUchardet", "CGMime", "CSeccomp", "CLinux", "Glibc",
    ]

    /// What each target may import.
    static let arrows: [String: Set<String>] = [
        "Interop": systemLibraries.union(["Foundation", "Synchronization"]),
        "BulletinCore": ["Interop", "Foundation", "Mustache", "Synchronization", "Yams"],
        "BulletinDaemon": [
            "BulletinCore", "Interop", "Foundation", "GRDB", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging",
            "NIOCore", "NIOHTTP1", "ServiceLifecycle", "Synchronization", "UnixSignals", "Yams",
        ],
        "bulletind": ["BulletinCore", "BulletinDaemon", "ArgumentParser", "Foundation"],
    ]

    @Test func arrowsPointDown() {
        #expect(Self.lines.count > 1000)
        for line in Self.lines {
            let words = line.text.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index <= 1, words.count > index + 1 else { continue }
            let module = String(words[index + 1])
            #expect(Self.arrows[line.target]?.contains(module) == true, "\(line)")
        }
    }

    @Test(arguments: [
        (text: "unsafe ", but: ["Interop"]), (text: "@unchecked", but: ["Interop"]),
        (text: "nonisolated(unsafe)", but: []),
        (text: "Task {", but: []), (text: "Task.detached", but: []), (text: "DispatchQueue", but: ["Interop"]),
        (text: "try!", but: []), (text: " as! ", but: []), (text: "localizedDescription", but: []),
        (text: "print(", but: ["bulletind"]), (text: "fatalError(", but: ["Interop", "BulletinCore"]),
    ]) func isWrittenOnly(text: String, but targets: [String]) {
        for line in Self.lines where line.text.contains(text) {
            #expect(targets.contains(line.target), "\(line)")
        }
    }

    @Test(arguments: [
        "Date()", ".now", "Clock", "Logger", "FileManager", "FileHandle", "async ", "await ", "URLSession",
    ])
    func isNotInTheCore(text: String) {
        for line in Self.lines where line.target == "BulletinCore" {
            #expect(!line.text.contains(text), "\(line)")
        }
    }
}
