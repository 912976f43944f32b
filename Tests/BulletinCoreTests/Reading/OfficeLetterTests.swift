import BulletinCore
import Testing

/// Letters that offices write in word processors and at mailing services; plain texts of the kind are in `offices.cases`.
@Suite struct OfficeLetterTests {
    private func titles(_ text: String, as name: String) throws -> [String] {
        try read(text, as: name).sections.map(\.title)
    }

    @Test func nameOfAnIssueMayGoOnBehindThatOfThePage() throws {
        func head(_ text: String) -> String { "<p><b><span style='font-size:14pt'>\(text)</span></b></p>" }
        let page = """
            <html><head><title>Staff bulletin 19</title></head><body>\(head("Staff bulletin 19 – Hospital of Orsk"))
            <p>Thursday</p>\(head("Car park closes"))<p>Resurfacing starts on Monday.</p>
            \(head("Canteen prices"))<p>From April the main meal costs more.</p></body></html>
            """
        #expect(try titles(page, as: "a.html") == ["Car park closes", "Canteen prices"])
    }

    @Test func sizeAndWeightMayStandInOneDeclaration() throws {
        func story(_ head: String, _ text: String) -> String {
            "<p style='font:bold 20px Georgia'>\(head)</p><p style='font:14px Georgia'>\(text)</p>"
        }
        let page = """
            <html><head><title>Infolettre de Brenne – juin 2031</title></head><body>
            <p><a href='https://m.example/v'>Voir la version en ligne</a></p>
            \(story("Nuit des contes", "Huit conteuses se relaient."))\(story("Prêt de jeux", "Deux cents jeux."))
            <p>Vous recevez ce message. <a href='https://m.example/d'>Se désabonner</a></p></body></html>
            """
        let bulletin = try read(page, as: "a.html")
        #expect(bulletin.sections.map(\.title) == ["Nuit des contes", "Prêt de jeux"])
        #expect(bulletin.sections.last?.text == "Deux cents jeux.")
        #expect(bulletin.findings.contains { $0.rule == "NewsletterFrame" })
    }

    @Test(arguments: [
        ("# Wochenbericht der Wehr Grünau, KW 32\n", true), ("# Bulletin of the Water Board\n", true),
        ("# Trade Winds\n\nWeekly digest of the Exporters' Agency\n", true), ("# Trade Winds\n\nWeek 12, 2031\n", true),
        ("# Trade Winds\n\nIn this issue\n\nFire in the kitchen\n\nOil on the road\n", true),
        ("# Trade Winds\n\nIn this issue\n\nWhat nobody wrote\n", false), ("# Trade Winds\n\nWeek 12: loops\n", false),
        ("# Trade Winds\n", false),
    ]) func whatStandsAtTheHeadTellsADigest(head: String, isDigest: Bool) throws {
        let bulletin = try read(
            head + "\n## Fire in the kitchen\n\nTwo crews went in.\n\n## Oil on the road\n\nIt took three hours.\n",
            as: "a.md")
        #expect(bulletin.kind == (isDigest ? .digest : .single))
        guard isDigest else { return }
        #expect(bulletin.sections.map(\.title) == ["Fire in the kitchen", "Oil on the road"])
        #expect(!bulletin.intro.contains("kitchen"))
    }
}
