/// Names of HTML: the living standard, and what HTML 4 had besides.
enum HTMLNames {
    static let void = words(
        "area base basefont br col embed frame hr img input isindex link meta param source track wbr")

    /// HTML Living Standard §13.1.2.4.
    static let endTagOptional = words(
        "html head body li dt dd p rt rp optgroup option thead tbody tfoot tr td th colgroup caption")

    static let known = words(
        """
        a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br \
        button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em \
        embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i \
        iframe img input ins isindex kbd label legend li link main map mark marquee math menu meta meter nav nobr \
        noframes noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc ruby s samp \
        script search section select slot small source span strike strong style sub summary sup svg table tbody td \
        template textarea tfoot th thead time title tr track tt u ul var video wbr
        """)

    /// Elements that run or embed what somebody else wrote, or that belong to the page around the feed.
    static let dangerous = words(
        """
        applet base basefont body embed frame frameset head html iframe isindex link meta noframes object param \
        script style title
        """)

    /// The references that plain text for feeds shows most.
    static let references = words(
        """
        amp lt gt quot apos nbsp copy reg trade hellip mdash ndash lsquo rsquo ldquo rdquo laquo raquo bull middot euro \
        pound yen cent sect para deg plusmn times divide frac12 frac14 frac34 szlig agrave aacute acirc atilde auml \
        aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml ntilde ograve oacute ocirc otilde ouml \
        oslash ugrave uacute ucirc uuml Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml \
        Ntilde Ograve Oacute Ocirc Otilde Ouml Oslash Ugrave Uacute Ucirc Uuml iexcl iquest larr rarr uarr darr
        """)

    /// What HTML says of an element, as bits.
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt8

        /// It has no end tag.
        static let void = Traits(rawValue: 1)
        static let endTagOptional = Traits(rawValue: 2)
        static let dangerous = Traits(rawValue: 4)
    }

    /// The known elements in the order of their packed names.
    static let elements: [(packed: UInt128, traits: Traits)] =
        known.map { name in
            var traits: Traits = []
            if void.contains(name) { traits.insert(.void) }
            if endTagOptional.contains(name) { traits.insert(.endTagOptional) }
            if dangerous.contains(name) { traits.insert(.dangerous) }
            return (packed(Array(name.utf8)[...]) ?? 0, traits)
        }
        .sorted { $0.packed < $1.packed }

    /// The place in `elements` of a name in any case; `nil` when it is no element of HTML.
    static func number(of name: ArraySlice<UInt8>) -> Int? {
        guard let wanted = packed(name) else { return nil }
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if elements[middle].packed < wanted { low = middle + 1 } else { high = middle }
        }
        return low < elements.count && elements[low].packed == wanted ? low : nil
    }

    /// No name of an element is longer; in bytes.
    static let longest = 16

    /// The bytes of a name in lower case as one number; `nil` when they are too many.
    private static func packed(_ name: ArraySlice<UInt8>) -> UInt128? {
        guard name.count <= longest else { return nil }
        return name.reduce(0) { $0 << 8 | UInt128(lower($1)) }
    }

    /// ASCII only (HTML Living Standard §13.1.2.1).
    static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
