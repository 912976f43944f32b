internal import Interop

/// Tells which legacy charset bytes are in, by how much the result looks like writing.
enum CharsetGuess {
    /// - Parameter faultOffset: of the first byte that is not UTF-8.
    /// - Returns: `nil` when no charset gives plausible text: then the file is refused.
    static func decode(_ bytes: [UInt8], declared: Charset?, faultOffset: Int) -> (charset: Charset, text: [UInt8])? {
        // Valid UTF-8 before the fault, with characters beyond ASCII in it: a damaged UTF-8 file, not another charset.
        if bytes[..<faultOffset].lazy.filter({ $0 >= 0x80 }).count >= 12 { return nil }
        if let declared, let text = text(of: bytes, in: declared) { return (declared, text) }
        if highShare(of: bytes) > 0.02 {
            for charset in [Charset.gb18030, .big5] {
                if let text = text(of: bytes, in: charset), isPlausible(text, from: charset) { return (charset, text) }
            }
        }
        if let text = text(of: bytes, in: .windows1252), isPlausible(text, from: .windows1252) {
            return (.windows1252, text)
        }
        return nil
    }

    private static func text(of bytes: [UInt8], in charset: Charset) -> [UInt8]? {
        do throws(Charset.Fault) { return try charset.utf8(bytes) } catch { return nil }
    }

    private static func highShare(of bytes: [UInt8]) -> Double {
        Double(bytes.lazy.filter { $0 >= 0x80 }.count) / Double(max(bytes.count, 1))
    }

    /// Chinese is plausible when nearly all beyond ASCII is Han or CJK punctuation, and at least one in eight Han
    /// characters is among the commonest; Western text, when nearly all is ASCII and the rest letters or quotes.
    static func isPlausible(_ text: [UInt8], from charset: Charset) -> Bool {
        var ascii = 0
        var controls = 0
        var han = 0
        var common = 0
        var punctuation = 0
        var latin = 0
        var other = 0
        let sample = text.prefix(262_144)
        var place = sample.startIndex
        while place < sample.endIndex {
            let (value, length) = sample.scalar(at: place)
            place += length
            switch value {
            case 0x09, 0x0A, 0x0D, 0x20..<0x7F: ascii += 1
            case 0..<0x20, 0x7F..<0xA0: controls += 1
            case 0xA0...0x24F: latin += 1
            case 0x2010...0x2122, 0x2160...0x2179, 0x2460...0x24FF, 0x25A0...0x26FF, 0x3000...0x303F, 0x3200...0x33FF,
                0xFE10...0xFE4F, 0xFF00...0xFFEF:
                punctuation += 1
            case _ where Text.isHan(value):
                han += 1
                if commonHan.contains(value) { common += 1 }
            default: other += 1
            }
        }
        guard controls == 0 else { return false }
        switch charset {
        case .windows1252:
            return latin + punctuation > 0 && (latin + punctuation) * 8 <= ascii && han == 0
        case .gb18030, .big5:
            return han > 0 && common * 8 >= han && (other + latin) * 20 <= han + punctuation
        case .utf16LittleEndian, .utf16BigEndian:
            return other * 20 <= ascii + han + punctuation + latin && (han == 0 || common * 10 >= han)
        }
    }

    /// Some 200 of the characters that written Chinese uses most, simplified and traditional.
    private static let commonHan = Set(
        """
        的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方\
        后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它\
        合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没\
        结解问意建月公无系军很情最何總為這個國時來們發對會動經過說產種學進電裡現實業開應還與關樣間線內數質氣變條沒結\
        解問無係軍總市省五六七八九周期息信报部目
        """.unicodeScalars.map(\.value))
}
