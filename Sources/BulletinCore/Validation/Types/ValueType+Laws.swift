extension ValueType {
    static let laws: [Law] = [
        Law("InvalidCreditRole", .error, .xml, "Media RSS 1.5, \"media:credit\"", "a role is in lower case"),
        Law("InvalidDay", .error, [.rss], "RSS 2.0, \"skipDays\"", "a day is Monday to Sunday, in English"),
        Law("InvalidFloat", .error, .xml, "Media RSS 1.5, \"media:content\"", "such a number is decimal, 0 or more"),
        Law(
            "InvalidFormComponentName", .error, [.rss], "RSS 2.0, \"textInput\"; HTML 4.01 §6.2",
            "the name of a form field begins with a letter"),
        Law(
            "InvalidEncoding", .error, .xml, "OpenSearch 1.1, \"inputEncoding\", \"outputEncoding\"",
            "an encoding has a name as in XML"),
        Law(
            "InvalidExpansionState", .error, [.opml], "OPML 2.0, \"expansionState\"",
            "a state of expansion is line numbers with commas"),
        Law("InvalidHeight", .error, [.rss], "RSS 2.0, \"image\"", "the height of an image is 1 to 400"),
        Law("InvalidHour", .error, [.rss], "RSS 2.0, \"skipHours\"", "an hour is 0 to 23"),
        Law(
            "InvalidIntegerAttribute", .error, [.rss], "RSS 2.0, \"enclosure\", \"cloud\"",
            "a length is a number of bytes, and a port is 1 to 65535"),
        Law(
            "InvalidInteger", .error, .xml, "OPML 2.0, \"windowTop\"; GeoRSS Simple; OpenSearch 1.1",
            "such a number is whole, or decimal where that makes sense"),
        Law(
            "InvalidKeywords", .warning, .xml, "Apple Podcasts, \"itunes:keywords\"",
            "keywords are up to twelve words with commas, without markup"),
        Law(
            "InvalidLocalRole", .error, .xml, "OpenSearch 1.1, \"Role values\"",
            "the role of a query is one of the six, or has a prefix"),
        Law(
            "InvalidMIMEAttribute", .error, .xml, "RSS 2.0, \"enclosure\"; RFC 6838 §4.2",
            "the type of a file is a media type"),
        Law("InvalidMIMEType", .error, .all, "RFC 4287 §4.2.7.3; RFC 6838 §4.2", "a type is a media type"),
        Law(
            "InvalidNonNegativeInteger", .error, .xml, "RFC 4287 §4.2.7.6; RFC 4685 §4, §5",
            "such a number is whole, 0 or more"),
        Law(
            "InvalidPositiveInteger", .error, .xml, "RSS 2.0, \"ttl\"; Media RSS 1.5",
            "such a number is whole and above 0"),
        Law(
            "InvalidTrueFalse", .error, .xml, "RSS 2.0, \"guid\"; OPML 2.0; Apple Podcasts, \"itunes:explicit\"",
            "a flag is 'true' or 'false'"),
        Law("InvalidWidth", .error, [.rss], "RSS 2.0, \"image\"", "the width of an image is 1 to 144"),
        Law(
            "InvalidYesNo", .error, .xml, "Apple Podcasts, \"itunes:block\", \"itunes:complete\"",
            "a podcast is blocked, or complete, by 'Yes'"),
        Law("NotBlank", .warning, .all, "RFC 4287 §4.2.2.1; JSON Feed 1.1", "such a value is not blank"),
        Law(
            "NotURLEncoded", .error, .xml, "OpenSearch 1.1, \"searchTerms\"",
            "words of a query are escaped as in addresses"),
        Law(
            "TooLong", .error, .xml, "Apple Podcasts, \"itunes:subtitle\", \"itunes:summary\"; OpenSearch 1.1",
            "a subtitle has at most 255 characters, a summary at most 4000, the title of a query at most 256"),
        Law(
            "UnexpectedWhitespace", .error, .all, "RFC 4287 §3.3, §4.2.6",
            "no white space stands around dates, addresses and identifiers"),
        Law("UseZeroForMidnight", .warning, [.rss], "RSS 2.0, \"skipHours\"", "midnight is hour 0"),
        Law("UseZeroForUnknown", .error, [.rss], "RSS Best Practices Profile, \"enclosure\"", "an unknown length is 0"),
    ]
}
