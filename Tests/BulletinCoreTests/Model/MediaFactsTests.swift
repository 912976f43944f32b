import BulletinCore
import Foundation
import TestSupport
import Testing

/// What media files tell of themselves, and what broken ones do not.
@Suite struct MediaFactsTests {
    static let folder = Fixtures.folder.appending(path: "media")

    static let files: [(name: String, facts: MediaFacts)] =
        ["picture.png", "picture.jpg", "picture.gif", "picture.webp", "lossless.webp"].map {
            ($0, MediaFacts(width: 322, height: 180))
        } + [
            ("turned.jpg", MediaFacts(width: 180, height: 322)),
            ("film.mp4", MediaFacts(width: 322, height: 180, milliseconds: 400)),
            ("sound.wav", MediaFacts(milliseconds: 250)), ("sound.flac", MediaFacts(milliseconds: 250)),
            ("sound.ogg", MediaFacts(milliseconds: 1250)), ("sound.opus", MediaFacts(milliseconds: 1250)),
            ("sound.m4a", MediaFacts(milliseconds: 1250)),
            // Whole frames; an estimate without a count of them.
            ("xing.mp3", MediaFacts(milliseconds: 1332)), ("constant.mp3", MediaFacts(milliseconds: 1332)),
        ]

    static func facts(_ bytes: [UInt8], named name: String) -> MediaFacts? {
        let ending = String(name.split(separator: ".").last ?? "")
        return MediaFormat.of(bytes, fileExtension: ending).map { MediaFacts.of(bytes, as: $0) }
    }

    @Test(arguments: files.indices) func areRead(index: Int) throws {
        let (name, expected) = Self.files[index]
        let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name)))
        #expect(Self.facts(bytes, named: name) == expected, "\(name)")
    }

    /// Cut off anywhere and with bytes exchanged: an answer that is sensible, never a trap.
    @Test(arguments: files.indices) func brokenFilesAreHarmless(index: Int) throws {
        var random = SeededRandom(seed: UInt64(index))
        let name = Self.files[index].name
        let whole = Array(try Data(contentsOf: Self.folder.appending(path: name)))
        for round in 0..<600 {
            var bytes = Array(whole.prefix(round < 300 ? round : Int.random(in: 0...whole.count, using: &random)))
            if round >= 300, !bytes.isEmpty {
                for _ in 0..<Int.random(in: 1...8, using: &random) {
                    // Most of what is read stands at the beginning.
                    let place = Int.random(in: 0..<min(bytes.count, 200), using: &random)
                    bytes[place] = UInt8.random(in: 0...255, using: &random)
                }
            }
            guard let format = MediaFormat.of(whole, fileExtension: String(name.split(separator: ".")[1])) else {
                return
            }
            let facts = MediaFacts.of(bytes, as: format)
            #expect((facts.width == nil) == (facts.height == nil))
            #expect(facts.width.map { (1...1_000_000).contains($0) } ?? true)
            #expect(facts.milliseconds.map { (0...8_640_000_000).contains($0) } ?? true)
        }
    }
}
