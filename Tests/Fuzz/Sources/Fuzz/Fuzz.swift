import Foundation

@testable import BulletinCore

/// The formats under test: libFuzzer's bytes become a file of that kind.
enum Subject: String {
    case text, markdown, html, mail
    /// The bytes are the whole archive.
    case docx, odt
    /// The bytes are the main part of a sound archive.
    case wordXML, contentXML
    /// The bytes are a feed.
    case validate

    static let chosen: Subject = {
        let name = ProcessInfo.processInfo.environment["FUZZ_SUBJECT"] ?? ""
        guard let subject = Subject(rawValue: name) else {
            fail(
                "FUZZ_SUBJECT=\(name) is not known; use text, markdown, html, mail, docx, odt, wordXML, contentXML or validate"
            )
        }
        return subject
    }()

    /// `nil` for what is no bulletin.
    func source(_ bytes: [UInt8]) -> Source? {
        switch self {
        case .text: Source(path: SourcePath("a.txt"), bytes: bytes)
        case .markdown: Source(path: SourcePath("a.md"), bytes: bytes)
        case .html: Source(path: SourcePath("a.html"), bytes: bytes)
        case .mail: Source(path: SourcePath("a.eml"), bytes: bytes)
        case .docx: Source(path: SourcePath("a.docx"), bytes: bytes)
        case .odt: Source(path: SourcePath("a.odt"), bytes: bytes)
        case .wordXML: Source(path: SourcePath("a.docx"), bytes: Archives.docx(document: bytes))
        case .contentXML: Source(path: SourcePath("a.odt"), bytes: Archives.odt(content: bytes))
        case .validate: nil
        }
    }
}

/// Reads the input and checks what must hold for every bulletin, whatever it was made from.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let source = Subject.chosen.source(bytes) else {
        check(feed: bytes)
        return 0
    }
    guard let bulletin = try? BulletinReader.read(source) else { return 0 }
    require(!bulletin.title.isEmpty, "a bulletin without title")
    require(bulletin.kind == .digest || bulletin.sections.count == 1, "a single story that is not one")
    for section in bulletin.sections {
        require(!section.title.isEmpty && section.line >= 1, "a section without title or line")
        check(html: section.html)
        for link in section.links {
            let url = link.url ?? "http://"
            require(["http://", "https://", LocalAddress.prefix].contains { url.hasPrefix($0) }, "a link to \(url)")
        }
    }
    check(html: bulletin.intro)
    return 0
}

/// Findings are of the list of rules, at places that the text has, and the same each time.
private func check(feed bytes: [UInt8]) {
    let findings = Validator.validate(bytes, base: "https://example.org/f")
    require(findings == Validator.validate(bytes, base: "https://example.org/f"), "other findings the second time")
    require(findings.count <= 20_000, "findings without end")
    for finding in findings {
        require(
            Validator.laws.contains { $0.code == finding.rule && $0.level == finding.severity }, "no law: \(finding)")
        require((finding.line ?? 1) >= 1 && (finding.line ?? 1) <= bytes.count + 1, "no such line: \(finding)")
        require(
            !finding.message.isEmpty && !(finding.message + (finding.advice ?? "")).contains("\n"),
            "no message: \(finding)")
    }
}

/// Sanitized HTML holds nothing that runs, and is a fixed point of the sanitizer.
private func check(html: String) {
    let lower = html.lowercased()
    for word in ["<script", "<style", "<iframe", "<object", "<svg", "<math", "<form", "<input"] {
        require(!lower.contains(word), "\(word) in \(html)")
    }
    let tags = tags(lower)
    for word in ["=\"javascript:", " onerror=", " srcset=", " style="] {
        require(!tags.contains(word), "\(word) in \(html)")
    }
    let once = sanitized(html)
    let twice = sanitized(once)
    require(once == twice, "not a fixed point:\n\(html)\n\(once)\n\(twice)")
}

private func sanitized(_ html: String) -> String {
    let relative = Array(html.replacing("=\"\(LocalAddress.prefix)", with: "=\"").utf8)
    guard let fragment = try? Sanitizer.fragment(relative, maxDepth: 250) else {
        fail("sanitized HTML cannot be sanitized again:\n\(html)")
    }
    return fragment
}

/// The tags alone, of each value no more than its beginning: values and text may say ` style=`.
private func tags(_ html: String) -> String {
    var tags: [UInt8] = []
    var isTag = false
    var value: Int?
    for byte in html.utf8 {
        if let length = value {
            value = byte == 0x22 ? nil : length + 1
            if length < 11, byte != 0x20 { tags.append(byte) }
        } else if isTag {
            tags.append(byte)
            if byte == 0x22 { value = 0 } else if byte == 0x3E { isTag = false }
        } else if byte == 0x3C {
            tags.append(byte)
            isTag = true
        }
    }
    return String(decoding: tags, as: UTF8.self)
}

private func require(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { fail(message()) }
}

/// Optimized programs drop the messages of preconditions.
private func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("fuzz: \(message)\n".utf8))
    abort()
}
