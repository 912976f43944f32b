extension Charset {
    /// What iconv calls a charset, and the names that files and people use (WHATWG Encoding §4.2, and some more).
    struct Row {
        let iconv: String
        /// In small letters, parted by blanks.
        let labels: String

        init(_ iconv: String, _ labels: String) {
            self.iconv = iconv
            self.labels = labels
        }
    }

    /// The charset that a label means: any case, `_` and `-` and blanks alike; `nil` when none is known.
    public init?(label: String) {
        guard label.utf8.count <= 40, let charset = Self.byLabel[Self.key(label)] else { return nil }
        self = charset
    }

    private static func key(_ label: String) -> [UInt8] {
        label.utf8.compactMap { byte in
            switch byte {
            case 0x41...0x5A: byte + 0x20
            case 0x30...0x39, 0x61...0x7A: byte
            case 0x20, 0x2D, 0x5F, 0x3A, 0x2E, 0x09, 0x22, 0x27: nil
            default: 0
            }
        }
    }

    private static let byLabel: [[UInt8]: Charset] = {
        var labels: [[UInt8]: Charset] = [:]
        for charset in allCases {
            for label in charset.row.labels.split(separator: " ") { labels[key(String(label))] = charset }
            labels[key(charset.rawValue)] = charset
        }
        return labels
    }()

    /// The table: one row for each charset.
    var row: Row {
        switch self {
        case .utf8:
            Row("UTF-8", "utf8 unicode-1-1-utf-8 unicode11utf8 x-unicode20utf8 us-ascii ascii utf8-sig utf8mb4")
        case .utf16LittleEndian: Row("UTF-16LE", "utf-16 utf16le ucs-2 unicode csunicode iso-10646-ucs-2 unicodefeff")
        case .utf16BigEndian: Row("UTF-16BE", "utf16be unicodefffe")
        case .utf32LittleEndian: Row("UTF-32LE", "utf-32 utf32le ucs-4")
        case .utf32BigEndian: Row("UTF-32BE", "utf32be")
        case .gb18030:
            Row(
                "GB18030",
                """
                gb2312 gbk x-gbk gb_2312-80 gb_2312 chinese csgb2312 csiso58gb231280 iso-ir-58 euc-cn euccn cn-gb cp936 \
                936 ms936 windows-936
                """)
        case .big5:
            Row("BIG5-HKSCS", "big5-hkscs big5hkscs cn-big5 csbig5 x-x-big5 cp950 950 ms950 windows-950 big5-eten")
        case .shiftJIS:
            Row("CP932", "sjis shiftjis csshiftjis x-sjis ms_kanji ms932 cp932 932 windows-31j windows-932")
        case .eucJP: Row("EUC-JP-MS", "euc-jp x-euc-jp cseucpkdfmtjapanese ujis eucjp-ms cp51932")
        case .iso2022JP: Row("ISO-2022-JP", "csiso2022jp jis cp50220 cp50221")
        case .eucKR:
            Row(
                "UHC",
                """
                euckr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 \
                windows-949 cp949 949 ms949 uhc
                """)
        case .windows1250: Row("CP1250", "cp1250 x-cp1250 1250")
        case .windows1251: Row("CP1251", "cp1251 x-cp1251 1251")
        case .windows1252:
            Row(
                "CP1252",
                """
                cp1252 x-cp1252 1252 iso-8859-1 iso8859-1 latin1 latin-1 l1 csisolatin1 iso_8859-1:1987 iso-ir-100 \
                ansi_x3.4-1968 ibm819 cp819
                """)
        case .windows1253: Row("CP1253", "cp1253 x-cp1253 1253")
        case .windows1254:
            Row("CP1254", "cp1254 x-cp1254 1254 iso-8859-9 latin5 l5 csisolatin5 iso_8859-9:1989 iso-ir-148")
        case .windows1255:
            Row(
                "CP1255",
                """
                cp1255 x-cp1255 1255 iso-8859-8 iso-8859-8-i iso-8859-8-e hebrew visual logical csisolatinhebrew \
                iso-ir-138
                """)
        case .windows1256: Row("CP1256", "cp1256 x-cp1256 1256")
        case .windows1257: Row("CP1257", "cp1257 x-cp1257 1257")
        case .windows1258: Row("CP1258", "cp1258 x-cp1258 1258")
        case .windows874: Row("CP874", "cp874 874 dos-874 tis-620 tis620 iso-8859-11 iso8859-11 thai")
        case .koi8R: Row("KOI8-R", "koi koi8 koi8r cskoi8r")
        case .koi8U: Row("KOI8-U", "koi8-ru koi8u")
        case .ibm866: Row("IBM866", "866 cp866 csibm866 dos-866")
        case .macintosh: Row("MACINTOSH", "mac x-mac-roman csmacintosh macroman")
        case .macCyrillic: Row("MAC-CYRILLIC", "x-mac-ukrainian maccyrillic")
        case .iso88592: Row("ISO-8859-2", "latin2 latin-2 l2 csisolatin2 iso_8859-2:1987 iso-ir-101")
        case .iso88593: Row("ISO-8859-3", "latin3 l3 csisolatin3 iso_8859-3:1988 iso-ir-109")
        case .iso88594: Row("ISO-8859-4", "latin4 l4 csisolatin4 iso_8859-4:1988 iso-ir-110")
        case .iso88595: Row("ISO-8859-5", "cyrillic csisolatincyrillic iso_8859-5:1988 iso-ir-144")
        case .iso88596:
            Row("ISO-8859-6", "arabic asmo-708 ecma-114 csisolatinarabic iso-8859-6-i iso-8859-6-e iso-ir-127")
        case .iso88597: Row("ISO-8859-7", "greek greek8 ecma-118 elot_928 csisolatingreek sun_eu_greek iso-ir-126")
        case .iso885910: Row("ISO-8859-10", "latin6 l6 csisolatin6 iso-ir-157")
        case .iso885913: Row("ISO-8859-13", "latin7 l7")
        case .iso885914: Row("ISO-8859-14", "latin8 l8")
        case .iso885915: Row("ISO-8859-15", "latin9 latin-9 l9 csisolatin9")
        case .iso885916: Row("ISO-8859-16", "latin10 l10")
        }
    }
}
