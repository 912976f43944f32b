internal import Interop

/// How texts of a language look: by this a reading in a charset is judged, and a language is told.
struct Writing: Sendable {
    /// BCP 47.
    let language: String
    /// Those that texts of the language come in, and that are guessed.
    let charsets: Set<Charset>
    /// Letters beyond ASCII, in small letters, that the language uses; empty for scripts of many characters.
    let letters: Set<UInt32>
    /// Its most frequent words, in small letters; empty where words are not parted by blanks.
    let words: Set<[UInt8]>
    /// Its most frequent letters or characters; empty where words say more.
    let frequent: Set<UInt32>
    /// The share of the frequent ones among all letters of an ordinary text.
    let usualShare: Double

    private init(
        _ language: String, _ charsets: Set<Charset>, letters: String = "", words: String = "", frequent: String = "",
        usualShare: Double = 1
    ) {
        self.language = language
        self.charsets = charsets
        self.letters = Set(letters.unicodeScalars.map(\.value)).subtracting([0x20])
        self.words = Set(words.utf8.split(separator: 0x20).map(Array.init))
        self.frequent = Set(frequent.unicodeScalars.map(\.value))
        self.usualShare = usualShare
    }

    /// Frequent words among all words of an ordinary text.
    static let usualWords = 0.3

    private static let cyrillic: Set<Charset> = [.windows1251, .koi8R, .koi8U, .iso88595, .ibm866, .macCyrillic]

    private static let han: Set<UInt32> = Set(
        """
        的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方\
        后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它\
        合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没\
        结解问意建月公无系军很情最何總為這個國時來們發對會動經過說產種學進電裡現實業開應還與關樣間線內數質氣變條沒結\
        解問無係軍總市省五六七八九周期息信报部目報導雨水河庫汛防區縣鎮村路站工程項目投資萬元增長同比今年全區縣局廳委\
        会议召开省市区县镇村路站程项投资万元增长今局厅委办处院校组织领导干部群众安全管理服务检查推进落实加强提高完成\
        目標計劃會議召開組織領導幹群眾安全管理服務檢查推進落實加強提高完成負責記者表示認為根據北京上海台灣香港中央地方\
        负责记者认根据台湾港教育科技文化体育医疗卫生农林牧渔交通运输能源环境保护生态城乡居民企业市场价格消费收入\
        体體醫療衛農漁運輸環境護態城鄉企場價格費收入新聞今日昨晚早上午下午至到自將以及並且於由被給讓請將
        """.unicodeScalars.map(\.value))

    static func isCommonHan(_ scalar: UInt32) -> Bool { han.contains(scalar) }

    /// The table: one row for each language.
    static let all: [Writing] = [
        Writing("zh", [.gb18030, .big5, .utf16LittleEndian, .utf16BigEndian], frequent: hanText, usualShare: 0.65),
        Writing(
            "ja", [.shiftJIS, .eucJP, .iso2022JP, .utf16LittleEndian, .utf16BigEndian],
            frequent: "のにをはがでとしたるいなれてすもかりくらこさまっあそうよきけめつせンスルトリイラーアドク", usualShare: 0.5),
        Writing(
            "ko", [.eucKR, .utf16LittleEndian, .utf16BigEndian],
            frequent: """
                이다는의을에가고하지로한기를사은도시자대리서인어해일정수들보제부장과나전스아그주구라있원상유여비성선연중개발\
                무동화공안관경회국계조신으만요것위방치미물민오지역월년계획
                """, usualShare: 0.65),
        Writing(
            "th", [.windows874], letters: thai, frequent: "านรกอเงมยลวดทตส่้ัีิ", usualShare: 0.75),
        Writing(
            "ru", cyrillic, letters: "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            words: "и в не на что с по как из за от для это до его о к при или также был года во со",
            frequent: "оеаинтсрвл", usualShare: 0.64),
        Writing(
            "uk", [.windows1251, .koi8U, .iso88595, .macCyrillic], letters: "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
            words: "і в на не що з до за та від для це про як його при або також у й є був року",
            frequent: "оаинвіертс", usualShare: 0.62),
        Writing(
            "bg", [.windows1251, .iso88595, .macCyrillic], letters: "абвгдежзийклмнопрстуфхцчшщъьюя",
            words: "и на в за се да не от с по като са е ще през до към че който при бе",
            frequent: "аиоентрвсл", usualShare: 0.66),
        Writing(
            "el", [.windows1253, .iso88597], letters: "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
            words: "και το να η ο του της με για την από σε τα θα είναι που στο στην των τον οι στις",
            frequent: "αοιετσνηυρ", usualShare: 0.7),
        Writing(
            "he", [.windows1255], letters: hebrew, words: "של את על לא עם הוא היא זה כי גם או אל כל בין אחר",
            frequent: "יוהלארתבמנ", usualShare: 0.68),
        Writing(
            "ar", [.windows1256, .iso88596], letters: arabic,
            words: "في من على إلى أن عن مع هذا التي الذي بعد كان وقد ما لا هذه أو و بين خلال",
            frequent: "اليمونرتبع", usualShare: 0.65),
        latin(
            "en", [.windows1252], "àâäáçéèêëíîïñóôöúüßåøœ",
            "the of and to in is for on at with that from are be by as this was it an or not have has will"),
        latin(
            "fr", [.windows1252, .iso885915], "àâæçéèêëîïôœùûüÿ",
            "le la les des et est une un dans pour que qui sur au aux par du de en ce pas plus ont sont avec a il"),
        latin(
            "de", [.windows1252], "äöüßé",
            "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus am"),
        latin(
            "es", [.windows1252], "áéíñóúü",
            "de la que el en y a los del se las por un para con no una su al lo es más como ha"),
        latin(
            "pt", [.windows1252], "áâãàçéêíóôõúü",
            "de a que o e do da em um para com não uma os no se na por mais as dos ao das à é"),
        latin(
            "it", [.windows1252], "àèéìíòóùú",
            "di e il la che in un a per è del non con una i le si da della sono al nel dei alla gli"),
        latin(
            "nl", [.windows1252], "áéëèïíóöüúê",
            "de van het een en in is dat op te zijn met voor niet aan er om ook als door bij uit wordt"),
        latin("sv", [.windows1252], "åäöé", "och i att det som en på är av för med till den har inte om ett var från"),
        latin("da", [.windows1252], "æøåéäö", "og i at det en den til er som på de med for af ikke har et om var fra"),
        latin("fi", [.windows1252], "äöå", "ja on ei että se oli kuin ovat mutta tai sekä myös joka mukaan hän ole"),
        latin("is", [.windows1252], "áðéíóúýþæö", "og að í á er sem til um við með en það var fyrir ekki hefur"),
        latin(
            "pl", [.windows1250, .iso88592], "ąćęłńóśźż",
            "w i na z do nie się o że jest od to po za dla przez oraz a jak ze które roku są został"),
        latin(
            "cs", [.windows1250, .iso88592], "áčďéěíňóřšťúůýž",
            "a v na se je z že do o s i pro to k za by ve od po jsou jako ale při bude roku který"),
        latin(
            "sk", [.windows1250, .iso88592], "áäčďéíĺľňóôŕšťúýž",
            "a v na sa je z že do o s pre to k za by vo od po sú ako ale pri bude roku ktorý"),
        latin(
            "hu", [.windows1250, .iso88592], "áéíóöőúüű",
            "a az és hogy nem is egy ez van volt meg de el csak már még mint lesz szerint"),
        latin(
            "ro", [.windows1250, .iso88592, .iso885916], "ăâîşţșț",
            "de și şi în a la cu pe din că o să un pentru este nu care mai sunt au fost al"),
        latin(
            "hr", [.windows1250, .iso88592], "čćđšž",
            "i u je na da se za od su s ne o kao koji će bi iz te do nije in v ki so pri"),
        latin(
            "tr", [.windows1254], "çğıİöşüâîû",
            "ve bir bu için ile de da olarak daha çok olan en ise gibi kadar sonra var ancak her"),
        latin(
            "vi", [.windows1258],
            "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
            "và của các có là được cho trong một với những không đã này để người năm khi theo về từ tại ra"),
        latin("lt", [.windows1257], "ąčęėįšųūž", "ir į kad iš su tai yra bet ar po apie kaip nuo buvo už dėl metų"),
        latin("lv", [.windows1257], "āčēģīķļņšūž", "un ir ar no par uz ka kas to gada lai pie arī bet vai tika"),
        latin(
            "et", [.windows1257, .windows1252], "äõöüšž",
            "ja on et ei see oli ka kui mis oma aga või ning kes aasta"),
    ]

    private static func latin(
        _ language: String, _ charsets: Set<Charset>, _ letters: String, _ words: String
    ) -> Writing {
        Writing(language, charsets, letters: letters, words: words)
    }

    private static let hanText = String(String.UnicodeScalarView(han.compactMap(Unicode.Scalar.init)))
    private static let thai = String(String.UnicodeScalarView((0x0E01...0x0E5B).compactMap(Unicode.Scalar.init)))
    private static let hebrew = String(String.UnicodeScalarView((0x0591...0x05F4).compactMap(Unicode.Scalar.init)))
    private static let arabic = String(String.UnicodeScalarView((0x0610...0x06FF).compactMap(Unicode.Scalar.init)))
}
