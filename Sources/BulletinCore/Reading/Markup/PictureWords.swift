/// The words that stand for a picture where it is not seen, as far as a person wrote them.
enum PictureWords {
    /// - Returns: one line, without what a program wrote: where the file lay, or what it takes the picture for; empty when
    ///   nothing is left.
    static func shown(_ text: String) -> String {
        let words = Title.clean(text)
        let bytes = words.utf8.lowered[...]
        return isPath(bytes) || automatic.contains { bytes.contains(text: $0) } ? "" : words
    }

    /// In small letters.
    private static func isPath(_ text: Bytes) -> Bool {
        if text.count > 2, let first = text.first, Text.isASCIILetter(UInt32(first)),
            text[(text.startIndex + 1)...].hasPrefix(":\\") || text[(text.startIndex + 1)...].hasPrefix(":/")
        {
            return true
        }
        return paths.contains { text.hasPrefix($0) }
    }

    private static let paths = [
        "file:", "\\\\", "~/", "/users/", "/home/", "/tmp/", "/var/", "/private/", "/volumes/", "/mnt/", "/media/",
        "/storage/", "/data/",
    ]

    /// Below the descriptions that Word makes by itself, in small letters.
    private static let automatic = [
        "description automatically generated", "ai-generated content may be incorrect", "描述已自动生成",
        "ai 生成的内容可能不正确", "自動產生的描述", "已自動產生描述", "ai 產生的內容可能不正確", "自動的に生成された説明",
        "ai 生成コンテンツは誤りを含む可能性があります", "자동 생성된 설명", "ai 생성 콘텐츠는", "automatisch generierte beschreibung",
        "ki-generierte inhalte können fehlerhaft sein", "description générée automatiquement",
        "le contenu généré par l’ia peut être incorrect", "descripción generada automáticamente",
        "el contenido generado por ia puede ser incorrecto", "descrizione generata automaticamente",
        "descrição gerada automaticamente", "automatisch gegenereerde beschrijving",
        "automatiskt genererad beskrivning", "automatisk genereret beskrivelse", "automatisk generert beskrivelse",
        "opis wygenerowany automatycznie", "автоматически созданное описание", "popis byl vytvořen automaticky",
    ]
}
