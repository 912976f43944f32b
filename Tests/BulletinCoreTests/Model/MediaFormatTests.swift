import BulletinCore
import Testing

@Suite struct MediaFormatTests {
    static func ogg(_ codec: String) -> [UInt8] {
        Array("OggS".utf8) + [UInt8](repeating: 0, count: 24) + Array(codec.utf8)
    }

    static func film(_ brand: String) -> [UInt8] { [0, 0, 0, 32] + Array("ftyp\(brand)".utf8) }

    static func riff(_ form: String) -> [UInt8] { Array("RIFF".utf8) + [0, 0, 0, 0] + Array(form.utf8) }

    @Test(
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "", "image/png"),
            ([0xFF, 0xD8, 0xFF, 0xE0], "png", "image/jpeg"),
            (Array("GIF89a".utf8), "gif", "image/gif"), (riff("WEBP"), "webp", "image/webp"),
            (riff("WAVE"), "wav", "audio/wav"),
            (film("avif"), "avif", "image/avif"), (film("M4A "), "mp4", "audio/mp4"),
            (film("isom"), "m4a", "audio/mp4"),
            (film("isom"), "mp4", "video/mp4"), (film("mp42"), "mov", "video/mp4"),
            (Array("ID3\u{4}\u{0}".utf8), "", "audio/mpeg"), ([0xFF, 0xFB, 0x90], "mp3", "audio/mpeg"),
            (ogg("OpusHead"), "ogg", "audio/ogg"), (ogg("\u{1}vorbis"), "ogg", "audio/ogg"),
            (Array("fLaC".utf8), "", "audio/flac"),
            ([0x1A, 0x45, 0xDF, 0xA3] + Array("....webm".utf8), "webm", "video/webm"),
            (Array("%PDF-1.7".utf8), "pdf", "application/pdf"),
        ] as [([UInt8], String, String)]) func isKnownByContent(bytes: [UInt8], name: String, mediaType: String)
    {
        #expect(MediaFormat.of(bytes, fileExtension: name)?.mediaType == mediaType)
    }

    @Test(
        arguments: [
            ([], "png"), (Array("ID3 is a tag of music files".utf8), "mp3"), (Array("text".utf8), "png"),
            (Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8), "svg"), (Array("<html>".utf8), "png"),
            ([0xFF, 0xFB, 0x90], "txt"), ([0xFF, 0xFE, 0x41, 0], "mp3"), (film("qt  "), "mov"), (riff("AVI "), "avi"),
            (ogg("\u{80}theora"), "ogv"), ([0xFF], "mp3"), (Array("ID3".utf8), "mp3"),
        ] as [([UInt8], String)]) func isNotPublished(bytes: [UInt8], name: String)
    {
        #expect(MediaFormat.of(bytes, fileExtension: name) == nil)
    }

    @Test func eachExtensionIsPublishedOnce() {
        #expect(Set(MediaFormat.all.map(\.fileExtension)).count == MediaFormat.all.count)
        for format in MediaFormat.all { #expect(MediaFormat.published(as: format.fileExtension) == format) }
        #expect(MediaFormat.published(as: "svg") == nil)
    }
}
