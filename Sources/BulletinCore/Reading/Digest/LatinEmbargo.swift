/// What a line in Latin letters (or Cyrillic ones) says up to a time: whether its words forbid to publish this text.
///
/// It is read up to its first word of something else: `Do not release lanterns before Sunday`, `Embargo on grain until`.
struct LatinEmbargo {
    private struct Said: OptionSet {
        let rawValue: UInt32

        static let embargo = Said(rawValue: 1)
        /// `embargoed`, `under embargo`, `press embargo`: it needs no time to be one.
        static let certain = Said(rawValue: 2)
        static let negation = Said(rawValue: 4)
        /// What is done with texts: to publish, to print.
        static let act = Said(rawValue: 8)
        /// What is done with nothing else.
        static let publication = Said(rawValue: 16)
        /// What may be done with anything.
        static let use = Said(rawValue: 32)
        static let until = Said(rawValue: 64)
        static let before = Said(rawValue: 128)
        static let hold = Said(rawValue: 256)
        /// A weekday, a month, an hour, or that the time is to be told.
        static let time = Said(rawValue: 512)
        /// `lifted on Friday` is news.
        static let past = Said(rawValue: 1024)
        /// What embargoes do, and perhaps other things.
        static let ending = Said(rawValue: 2048)
    }

    private var said: Said = []
    /// Nothing else stands in it.
    private var isWhole = false
    /// In small letters, those before the first time.
    private var lead: [String] = []

    /// - Parameter isBroad: figures beside a full date may be a time: `1800`.
    private init(_ scalars: [UInt32], _ part: Range<Int>, isBroad: Bool) {
        var place = part.lowerBound
        while place < part.upperBound {
            let scalar = scalars[place]
            if !DateReading.isLetter(scalar), Text.digit(scalar) == nil {
                guard scalar < 0x2E80 || Text.isPunctuation(scalar) || Text.isBlank(scalar) else { return }
                if scalar == 0x3A, said.contains(.embargo), lead.count == 1 { said.insert(.certain) }
                place += 1
                continue
            }
            if let time = TimeOfDay.read(scalars, at: place, isBroad: isBroad), time.range.upperBound <= part.upperBound
            {
                said.insert(.time)
                place = time.range.upperBound
                continue
            }
            if let end = Self.figures(scalars, at: place), end <= part.upperBound {
                said.insert(.time)
                place = end
                continue
            }
            guard DateReading.isLetter(scalar) else {
                guard let (_, end) = DateReading.digits(scalars, at: place), end - place <= 2 else { return }
                place = end
                continue
            }
            let start = place
            while place < part.upperBound, DateReading.isLetter(scalars[place]) { place += 1 }
            let word = Text.string(scalars[start..<place]).lowercased()
            // `may not be published`, and the month.
            if word == "may", !Self.isVerb(before: place, in: scalars) {
                said.insert(.time)
            } else if let meant = Self.words[word] {
                said.formUnion(meant)
            } else if Self.times.contains(word) || DateReading.isDayOrMonth(word)
                || place - start >= 3 && TimeZoneName.read(scalars, after: start) != nil
            {
                said.insert(.time)
            } else {
                return
            }
            if !said.contains(.time) { lead.append(word) }
        }
        isWhole = true
    }

    /// Behind `5/6/2031`, `5.6.31`: a day that nobody can tell.
    static func figures(_ scalars: [UInt32], at start: Int, parts: Int = 3) -> Int? {
        var place = start
        for part in 0..<parts {
            if part > 0 {
                guard place < scalars.count, [0x2F, 0x2E, 0x2D].contains(Text.narrowed(scalars[place])) else {
                    return nil
                }
                place += 1
            }
            guard let (_, end) = DateReading.digits(scalars, at: place) else { return nil }
            place = end
        }
        return place
    }

    private static func isVerb(before place: Int, in scalars: [UInt32]) -> Bool {
        ["not", "be", "only"].contains(DateReading.word(scalars, at: DateReading.blanks(scalars, place)).0)
    }

    private static func start(of scalars: [UInt32]) -> Int {
        scalars.firstIndex { DateReading.isLetter($0) || $0 >= 0x2E80 && !Text.isPunctuation($0) } ?? scalars.count
    }

    // MARK: Before a full date

    /// Whether the line forbids to publish before the date in it.
    static func isOne(_ scalars: [UInt32], _ date: Range<Int>) -> Bool {
        let start = start(of: scalars)
        guard start < date.lowerBound else { return false }
        let read = LatinEmbargo(scalars, start..<date.lowerBound, isBroad: true)
        guard read.isWhole else { return false }
        let said = read.said
        if said.contains(.embargo) { return true }
        guard !said.contains(.ending) else { return false }
        let behind = LatinEmbargo(scalars, date.upperBound..<scalars.count, isBroad: true)
        if said.contains(.until) {
            if said.contains(.negation) {
                // `Nicht vor dem 5. Mai veröffentlichen`
                return !said.isDisjoint(with: [.publication, .act]) || said.contains([.use, .before])
                    || behind.said.contains(.publication)
            }
            return said.contains(.hold)
        }
        guard !said.contains(.negation) else { return false }
        if Self.releases.contains(where: { read.lead.starts(with: $0) }) { return true }
        return Self.instructions.contains { read.lead.starts(with: $0) }
            && behind.isWhole
    }

    private static let releases = phrases(["for release", "for publication", "for broadcast"])

    /// Only where nothing but a time stands in the line beside them.
    private static let instructions = phrases([
        "for use", "to be published", "to be released", "to be broadcast", "please publish", "publish on", "publish at",
        "publish after", "publish not", "release on", "release at", "release after", "zur veröffentlichung",
        "veröffentlichung ab", "veröffentlichung am", "frei ab", "freigabe", "freigegeben ab",
    ])

    private static func phrases(_ list: [String]) -> [[String]] {
        list.map { $0.split(separator: " ").map(String.init) }
    }

    // MARK: Before what is no full date

    /// - Parameters:
    ///   - isFoot: it must name a time.
    ///   - isTitle: it must speak of publication.
    static func isOpen(_ scalars: [UInt32], isFoot: Bool, isTitle: Bool) -> Bool {
        let start = start(of: scalars)
        guard start < scalars.count else { return false }
        let read = LatinEmbargo(scalars, start..<scalars.count, isBroad: false)
        let said = read.said
        if said.contains(.embargo) {
            guard !said.contains(.past) else { return false }
            return said.contains(.time) || !isFoot && read.isWhole && !said.isDisjoint(with: [.certain, .until])
        }
        guard !said.contains(.ending) else { return false }
        if said.contains(.negation) {
            if said.contains([.until, .time]) {
                return !said.isDisjoint(with: [.publication, .act]) || said.contains([.use, .before])
            }
            return !isFoot && read.isWhole && said.contains(.publication) && !said.contains(.time)
                && read.lead.contains("not")
        }
        if said.contains(.hold) {
            if said.contains(.publication) { return !isFoot && (said.contains(.time) || read.isWhole) }
            return !isFoot && !isTitle && said.contains(.until) && (said.contains(.time) || read.isWhole)
        }
        return said.contains(.time) && Self.openReleases.contains { read.lead.starts(with: $0) }
    }

    private static let openReleases = phrases(["for release on", "for release at"])

    // MARK: Words

    private static let times: Set = [
        "notice", "tomorrow", "tonight", "noon", "midnight", "speech", "delivery", "morgen", "demain", "tbc", "tbd",
        "tba",
    ]

    private static let words: [String: Said] = {
        var words: [String: Said] = [:]
        for (said, list) in lists {
            for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                words[String(word), default: []].formUnion(said)
            }
        }
        return words
    }()

    private static let lists: [(Said, String)] = [
        (.embargo, "embargo sperrfrist sperrvermerk gesperrt эмбарго"),
        ([.embargo, .certain], "embargoed embargado embargada"),
        (.certain, "strict strictly press media news under sous sotto bajo sob"),
        (.past, "lifted"), (.ending, "lift lifts lifting ends end ending expires expire expiry set"),
        (.negation, "not no never don cannot nicht kein keine ne pas non niet geen não sin"),
        (
            [.act, .publication],
            """
            publish published publication publishing release released releasing broadcast
            veröffentlichen veröffentlicht veröffentlichung publier publié publiée diffuser diffusé diffusion publicar
            publicado publicada publicación difundir pubblicare pubblicato pubblicata pubblicazione diffondere
            publiceren gepubliceerd publicatie publicação
            """
        ),
        (
            .act,
            """
            print printed printing air aired distribute distributed distribution circulate circulated circulation post
            posted quote quoted report reported disseminate disseminated disclose disclosed transmit transmitted
            transmission verbreiten verbreitet verbreitung divulgar divulgare
            """
        ),
        (.use, "use used share shared"),
        (.until, "until till til prior bis jusqu hasta até fino tot до"),
        ([.until, .before], "before vor avant antes prima voor"),
        (.hold, "hold confidential wraps vertraulich confidentiel confidencial riservato"),
        (
            [],
            """
            please kindly absolutely completely totally highly private this these the a an is are be it its them all any and or of to for
            in on at by with from after made make kept keep may must should shall public
            pr story stories text article item statement information material materials content contents document copy
            bulletin message photos images time date day
            hrs hours hour sharp local form part whole important attention note nb editor editors journalists
            reminder st nd rd th t uhr do
            online yet only
            bitte die der das dem den des am um von zu zum zur erst frei freigabe freigegeben ab meldung mitteilung
            le la les l du au aux de d merci prière à heures heure strictement cette
            el los del al lo las por favor se ruega estrictamente il di si prega dal het os o г года
            """
        ),
    ]
}
