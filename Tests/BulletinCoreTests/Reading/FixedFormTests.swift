import BulletinCore
import Testing

/// Digests of a fixed form: all that stands between their marks is read.
@Suite struct FixedFormTests {
    private func words(_ text: String, as name: String = "a.txt") throws -> String {
        let bulletin = try read(text, as: name)
        return ([bulletin.title, bulletin.intro] + bulletin.sections.flatMap { [$0.title, $0.text] })
            .joined(separator: "\n")
    }

    private static let messages = """
        Small-Craft Digest, Issue 87

        Today's Topics:

            Fittings (Ines Torvald)
            Logbook (Pavel Osei)

        ----------------------------------------------------------------------

        Date: Tue, 03 Jun 2025 08:14:10 +0000
        From: Ines Torvald <itorvald@harbour.example>
        Subject: Fittings

        Here is my table.
        #
        ------------------------------

        Date: Tue, 03 Jun 2025 11:40:52 +0000
        From: Pavel Osei <posei@marlow.example>
        Subject: Logbook

        Does anyone have a logbook template?

        ------------------------------
        $
        End of Small-Craft Digest
        *************************
        """

    @Test(arguments: [
        "\n------------------------------\n\nBronze     40 years of service\n\n------------------------------\n\nLacquer only delays it.\n",
        "\nMeeting minutes, spring session\n-------------------------------\n\nDecision: 40 years of dues.\n\nLacquer only delays it.\n",
        "\nMeeting minutes\n-------------------------\nDate: 40 years ago\n\nLacquer only delays it.\n",
    ])
    func aRuleWithinAMessageEndsNothing(text: String) throws {
        let bulletin = try read(
            Self.messages.replacing("#", with: text).replacing("$", with: ""))
        #expect(bulletin.sections.map(\.title) == ["Fittings", "Logbook"])
        #expect(bulletin.sections[0].text.contains("40 years"))
        #expect(bulletin.sections[0].text.contains("Lacquer only delays it."))
        #expect(bulletin.sections[1].text == "Does anyone have a logbook template?")
    }

    @Test func theLastPartOfAMailDigest() throws {
        let said = try read(
            Self.messages.replacing("#", with: "").replacing(
                "$", with: "\nMine has 3 columns.\n\n------------------------------\n"))
        #expect(said.sections[1].text == "Does anyone have a logbook template?\nMine has 3 columns.")
        let footer = try read(
            Self.messages.replacing("#", with: "").replacing(
                "$", with: "\n_______________________________________________\nSmall-Craft mailing list\n"))
        #expect(footer.sections[1].text == "Does anyone have a logbook template?")
    }

    @Test func onlyTheEndOfAMailDigestIsExplainedAsTrailer() throws {
        let table = "\n------------------------------\n\nBronze     40 years of service\n"
        let text = Self.messages.replacing("#", with: table).replacing("$", with: "")
        let explanation = try BulletinReader.explain(Source(path: SourcePath("a.txt"), bytes: Array(text.utf8)))
        let trailer = explanation.lines.filter { $0.role == .trailer }.map(\.text)
        #expect(trailer == ["End of Small-Craft Digest", "*************************"])
        #expect(explanation.lines.first { $0.text.hasPrefix("Bronze") }?.story == 1)
    }

    @Test(arguments: ["", "------------------------------------\n\n"]) func aTableWithinTheLastCountedStory(
        rule: String
    )
        throws
    {
        let text = """
            HARBOUR NEWSCAST

            Item 1 of 2

            Library lends tide tables

            The library lends out tide tables.

            ------------------------------------

            Item 2 of 2

            Prices at the fish market

            The market published its prices:

            Kind          Price
            -------------------
            Haddock       12 crowns

            The market opens at six.

            \(rule)Thanks for listening to the newscast today

            """
        let bulletin = try read(text)
        #expect(bulletin.sections.count == 2)
        #expect(bulletin.sections[1].text.contains("Haddock") && bulletin.sections[1].text.contains("opens at six"))
        #expect((rule.isEmpty ? bulletin.sections[1].text : bulletin.intro).contains("Thanks for listening"))
    }

    @Test(arguments: ["Links", "Sources", "References"]) func linksThatNoStoryPointsIntoStay(label: String) throws {
        let stories =
            "Harbour Newsletter\n28 November 2025\n\nFerry returns\n-------------\nThe ferry calls again from Monday [1], the company says.\n\n"
            + "Library lends tables\n--------------------\nThe library lends out tide tables.\n\n\(label)\n----------\n"
        let plain = try words(
            stories + "Tide tables: https://library.example/tides\nFerry: https://ferry.example/times\n")
        #expect(plain.contains("https://ferry.example/times") || plain.contains("Ferry"))
        let found = try read(stories + "[1] https://ferry.example/times\n[2] https://library.example/tides\n")
        #expect(found.sections.map(\.title) == ["Ferry returns", "Library lends tables"])
        #expect(found.sections[0].links.map(\.url) == ["https://ferry.example/times"])
        #expect(found.intro.contains("library.example/tides"))
    }

    private static let warnings = """
        URGENT - WEATHER MESSAGE
        National Weather Service Larkfield

        MDZ014-016-282245-
        /O.CON.KLWX.WI.Y.0011.000000T0000Z-251128T2300Z/
        Anne Arundel-Calvert-
        Including the cities of Annapolis and Prince Frederick
        535 AM EST Fri Nov 28 2025

        ...WIND ADVISORY REMAINS IN EFFECT UNTIL 6 PM...

        Gusts up to 50 mph expected.

        &&

        Secure loose objects.

        $$

        VAZ053-282245-
        Fairfax-
        535 AM EST Fri Nov 28 2025

        ...FREEZE WARNING TONIGHT...
        ...GALE WATCH FROM FRIDAY...

        Temperatures as low as 28 expected.

        $$

        Smith
        """

    @Test func warningsSayWhereTheyHold() throws {
        let bulletin = try read(Self.warnings)
        #expect(
            bulletin.sections.map(\.title) == [
                "WIND ADVISORY REMAINS IN EFFECT UNTIL 6 PM", "FREEZE WARNING TONIGHT",
            ])
        let first = bulletin.sections[0].text
        for line in ["Anne Arundel-Calvert-", "Annapolis", "50 mph", "Secure loose objects."] {
            #expect(first.contains(line))
        }
        #expect(!first.contains("MDZ014") && !first.contains("KLWX") && !first.contains("&&"))
        #expect(bulletin.sections[1].text.contains("Fairfax-"))
        #expect(bulletin.sections[1].text.contains("GALE WATCH FROM FRIDAY"))
        #expect(!bulletin.sections[1].text.contains("Smith"))
    }

    @Test func whatStandsBetweenTheSectionsOfADiscussion() throws {
        let text =
            "FXUS61 KLWX 281035\nAFDLWX\n\nAREA FORECAST DISCUSSION\nLARKFIELD WEATHER OFFICE\n\n.SYNOPSIS...\nHIGH PRESSURE DRIFTS EAST.\n\n&&\n\n"
            + "UPDATE...\nTHE GALE WARNING HAS BEEN EXTENDED.\n\n&&\n\nFOG IS LIKELY.\n\n&&\n\n.MARINE...\nSEAS 1 TO 2 FEET.\n\n&&\n\n$$\n\nOKONJO\n"
        let bulletin = try read(text)
        #expect(bulletin.sections.map(\.title) == ["SYNOPSIS", "UPDATE", "MARINE"])
        #expect(
            bulletin.sections.map(\.text) == [
                "HIGH PRESSURE DRIFTS EAST.", "THE GALE WARNING HAS BEEN EXTENDED.\nFOG IS LIKELY.",
                "SEAS 1 TO 2 FEET.",
            ])
    }
}
