/// Leaves out what mailing services put around a letter: `view in browser` before it, how to leave the list behind it.
enum NewsletterFrame {
    /// - Returns: a finding when something was cut.
    static func cut(from blocks: inout [Block]) -> Finding? {
        guard blocks.count > 2 else { return nil }
        var cut = 0
        if let end = end(of: blocks) {
            let rest = blocks[end...]
            // A story behind it: then it is no end.
            let isEnd = !rest.contains { $0.headingLevel != nil } && rest.reduce(0) { $0 + $1.text.count } <= 3000
            if isEnd, end > 0 {
                cut += rest.count
                blocks.removeSubrange(end...)
            }
        }
        if let first = blocks.indices.prefix(3).first(where: { speaks(blocks[$0], of: viewing, limit: 120) }),
            blocks.count > 1
        {
            cut += 1
            blocks.remove(at: first)
        }
        guard cut > 0 else { return nil }
        return Finding(
            .info, "NewsletterFrame",
            "left out: \(cut) paragraphs on how to read the letter elsewhere or to leave the list")
    }

    /// Where leaving the list is offered: by a link, or in the last paragraph. An article tells of it as well.
    private static func end(of blocks: [Block]) -> Int? {
        let places = blocks.indices.suffix(12).filter { speaks(blocks[$0], of: leaving, limit: 600) }
        guard let last = places.last else { return nil }
        let isOffered = places.contains { offersLink(blocks[$0]) }
        guard isOffered || last == blocks.count - 1 && speaksToReader(blocks[last]) else { return nil }
        return places.first { offersLink(blocks[$0]) || speaksToReader(blocks[$0]) }
    }

    /// A link of that name, `Unsubscribe`, or one that stands for it, `To unsubscribe, click here`.
    private static func offersLink(_ block: Block) -> Bool {
        block.links.contains { link in
            let name = Array(link.title.utf8)[...].lowered[...]
            return name.count <= 60 && leaving.contains { name.contains(text: $0) }
        } || !block.links.isEmpty && (speaksToReader(block) || holds(block, ["click here", "点击", "點擊"]))
    }

    /// Says it to who reads it: `you receive this`, `如不想再收到本邮件`; or says no more than it.
    private static func speaksToReader(_ block: Block) -> Bool {
        let small = block.text.lowered[...]
        guard small.count <= 400 else { return false }
        return holds(block, toReaders) || leaving.contains { small.hasPrefix($0) || small.hasPrefix("to " + $0) }
    }

    private static func holds(_ block: Block, _ words: [String]) -> Bool {
        let small = block.text.lowered[...]
        return words.contains { small.contains(text: $0) }
    }

    private static func speaks(_ block: Block, of words: [String], limit: Int) -> Bool {
        guard block.headingLevel == nil, block.name == "p" || block.name == "table" else { return false }
        let text = block.text
        return text.count <= limit && holds(block, words)
    }

    private static let leaving = [
        "unsubscribe", "manage your preferences", "update your preferences", "manage preferences",
        "you are receiving this", "you receive this", "you received this", "退订", "取消订阅", "退訂", "取消訂閱",
        "se désabonner", "désabonner", "désinscrire", "abbestellen", "abmelden", "newsletter abmelden", "darse de baja",
        "cancelar la suscripción", "cancelar subscrição", "cancelar a subscrição", "cancelar inscrição",
        "annulla l'iscrizione", "cancellati", "disiscriviti", "uitschrijven", "afmelden", "wypisz się", "zrezygnuj",
        "отписаться", "配信停止", "수신거부",
    ]

    private static let toReaders = [
        "you are receiving this", "you receive this", "you received this email", "you received this message",
        "you received this newsletter", "you can unsubscribe", "you may unsubscribe", "this email",
        "this newsletter", "this list", "this mailing", "本邮件", "此邮件", "这封邮件", "本郵件", "此郵件", "vous recevez ce",
        "sie erhalten diese", "recibe este", "ha recibido este", "recebe este", "ricevi questa",
        "je ontvangt deze", "u ontvangt deze", "otrzymujesz ten", "вы получили это", "如不想", "如果您", "如果你", "若您",
        "如您",
    ]

    private static let viewing = [
        "view in browser", "view this email in", "view in your browser", "view online", "read online",
        "view web version", "voir la version en ligne", "version en ligne", "afficher dans le navigateur",
        "online ansehen", "im browser ansehen", "im browser anzeigen", "webversion", "ver en el navegador",
        "versión en línea", "ver no navegador", "versão online", "visualizza nel browser", "versione online",
        "bekijk de webversie", "bekijk online", "wyświetl w przeglądarce", "открыть в браузере",
        "在浏览器中查看", "在浏览器中打开", "在瀏覽器中", "查看网页版", "如果您无法正常浏览",
    ]
}
