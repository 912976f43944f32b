/// Words of European languages, Japanese and Korean for what `Words` lists in Chinese and English.
///
/// In lower case. `withCapitals` adds how those beyond ASCII look with a capital at the start, and in capitals.
enum WorldWords {
    /// Say digest wherever they stand in a line of the head.
    static let digests = withCapitals(unmistakable + ["tygodnik", "еженедельник", "gaceta", "gazeta", "gazzetta"])

    /// Those that say so in the title of an article's length, too.
    static let unmistakable = [
        "press review", "review of the press", "press summary", "media review", "news summary", "news in brief",
        "weekly log", "media summary", "media monitoring", "press cuttings", "press clippings", "news clippings",
        "bulletin of ", "newsletter of ", "news at noon", "news at one", "news at five", "news at six",
        "news at seven", "news at eight", "news at nine", "news at ten", "news at 1", "news at 2",
        "revue de presse", "revue de la presse", "panorama de presse", "infolettre", "lettre d'information",
        "lettre d’information", "bulletin municipal", "bulletin paroissial", "feuille paroissiale",
        "feuille dominicale", "buletin", "bulletin d'information",
        "pressespiegel", "presseschau", "wochenbericht", "wochenüberblick", "wochenrückblick", "kurzmeldungen",
        "kurznachrichten", "amtsblatt", "mitteilungsblatt", "gemeindebrief", "gemeindeblatt", "pfarrbrief",
        "rundbrief", "infobrief", "elternbrief", "nachrichtenblatt", "neues aus ", "neues vom ", "aktuelles aus ",
        "nieuws uit ",
        "nytt fra ", "nytt från ", "nyt fra ", "nouvelles du ", "noticias del ", "notizie dal ",
        "revista de prensa", "resumen de prensa", "resumen de noticias", "boletín", "hoja parroquial",
        "hoja informativa",
        "revista de imprensa", "resenha de imprensa", "boletim", "folha paroquial",
        "rassegna stampa", "bollettino", "notiziario", "foglio settimanale", "notizie in breve",
        "nieuwsbrief", "wijkkrant", "dorpskrant", "buurtkrant", "parochieblad", "kerkblad", "weekblad", "persoverzicht",
        "weekoverzicht", "knipselkrant", "nyhetsbrev", "nyhedsbrev",
        "biuletyn", "przegląd prasy", "przegląd tygodnia", "gazetka", "hírlevél", "zpravodaj",
        "бюллетень", "дайджест", "обзор прессы", "обзор печати", "новости недели", "сводка новостей",
        "نشرة", "خبرنامه", "bản tin", "bülten", "ενημερωτικό δελτίο", "вісник",
        "学級通信", "学校通信", "学年通信", "소식지", "회보", "주간 ", "뉴스레터", "브리핑", "간추린 뉴스",
    ]

    /// Say so where a name ends in them.
    static let endings = withCapitals([
        "nieuws", "nachrichten", "mitteilungen", "noticias", "notícias", "notizie", "actualités", "brèves",
        "новости", "wiadomości", "aktualności", "nyheter", "zprávy", "ニュース", "소식", "뉴스",
    ])

    /// Head a contents list.
    static let contents = Words.keys(
        withCapitals([
            "sommaire", "au sommaire", "dans ce numéro", "inhalt", "inhaltsverzeichnis", "inhaltsübersicht",
            "in dieser ausgabe", "aus dem inhalt", "themen", "índice", "sumario", "en este número", "sumário",
            "nesta edição", "neste número", "indice", "sommario", "in questo numero", "inhoud", "in dit nummer",
            "in deze nieuwsbrief", "spis treści", "w numerze", "w tym numerze", "содержание", "в номере", "в выпуске",
            "もくじ", "今号の内容", "목차", "차례",
        ]))

    /// Head the contents of an issue, and nothing else.
    static let issueContents = Words.keys(
        [
            "in this issue", "in this edition", "in this bulletin", "本期目录", "本期要目", "本期导读", "本期内容", "本期看点", "本期目錄",
        ]
            + withCapitals([
                "dans ce numéro", "in dieser ausgabe", "en este número", "nesta edição", "neste número",
                "in questo numero",
                "in dit nummer", "in deze nieuwsbrief", "w numerze", "w tym numerze", "в номере", "в выпуске", "今号の内容",
            ]))

    /// What a paper that is one text begins with.
    static let notices = withCapitals([
        "minutes of ", "agenda for ", "agenda of ", "note de service", "procès-verbal", "compte rendu de la réunion",
        "arrêté ", "avis aux ", "avis à ", "avis de ", "aviso a ", "avviso ai ", "bekanntmachung", "niederschrift ",
        "protokoll der ", "protokoll über ", "acta de la ", "acta n", "verbale ",
        "ordinanza ", "notulen ", "verslag van de vergadering", "protokół ", "zarządzenie ", "uchwała ", "приказ",
        "распоряжение", "постановление", "протокол ", "ata da reunião",
    ])

    private static func withCapitals(_ words: [String]) -> [String] {
        words.flatMap { word -> [String] in
            // Comparing lowers ASCII only.
            let capitals = String(decoding: word.uppercased().utf8.lowered, as: UTF8.self)
            let words = word.split(separator: " ", omittingEmptySubsequences: false)
            let titled = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
            let others = [word.prefix(1).uppercased() + word.dropFirst(), titled].map {
                String(decoding: $0.utf8.lowered, as: UTF8.self)
            }
            return [word] + Set([capitals] + others).subtracting([word])
        }
    }
}
