/// The data types of the formats, and THE switch that judges a value by its type.
enum ValueType: Hashable, Sendable {
    /// Anything.
    case text
    /// Anything but nothing.
    case filled
    /// Plain text for people.
    case plain
    /// The name of a person: no address, no markup.
    case personName
    /// RFC 3339, as RFC 4287 §3.3 has it.
    case rfc3339
    /// The profile of ISO 8601 of the W3C note NOTE-datetime: may be less than a date and time.
    case w3cDate
    /// The same, and the zone may be left out: an event has the clock of its place.
    case eventDate
    /// RFC 822 §5 with years of four digits.
    case rfc822
    /// An IRI reference (RFC 3987 §2.2).
    case iri
    /// The same as the text of an element, where white space around it is a fault of its own.
    case elementIRI
    /// An IRI with a scheme.
    case fullIRI
    /// The same as the text of an element, with or without white space around it.
    case address
    /// An IRI with a scheme, made of ASCII only (RFC 3986), as RSS has it.
    case fullURL
    /// `url` of an enclosure: `http` or `https`.
    case enclosureURL
    /// A permanent, unique IRI (RFC 4287 §4.2.6).
    case identifier
    /// BCP 47.
    case language
    /// RFC 6838 §4.2.
    case mediaType
    /// The same on an enclosure.
    case mediaTypeOfFile
    /// `rel` of a link (RFC 4287 §4.2.7.2).
    case linkRelation
    /// addr-spec (RFC 2822 §3.4.1).
    case emailAddress
    /// `me@example.com (My Name)`.
    case contact
    case boolean
    case positiveInteger
    case nonNegativeInteger
    case port
    /// With or without a sign.
    case integer
    /// How often something was changed: 1…2³¹−1.
    case changeCount
    case float
    /// A decimal number with or without a sign.
    case decimal
    /// Degrees.
    case latitude
    case longitude
    case coordinates(Coordinates.Shape)
    /// `length` of an enclosure.
    case byteCount
    /// 1…144.
    case imageWidth
    /// 1…400.
    case imageHeight
    case hour
    case day
    /// The name of a form's field.
    case formName
    /// A time in a recording: seconds, `H:M:S`, or `now` (RFC 2326 §3.6).
    case playTime
    /// How long an episode is: seconds, `M:S` or `H:M:S`.
    case playLength
    /// Who did what for a recording, in lower case.
    case creditRole
    /// Apple's flag for words that not everybody should hear.
    case explicit
    /// Apple's `Yes`, or its contrary, in whatever case.
    case yesNo
    /// The name of an encoding (XML 1.0 §4.3.3).
    case encodingName
    /// Up to twelve words without markup.
    case keywords
    /// So many characters.
    case atMost(Int)
    /// RFC 9562 §4.
    case uuid
    case oneOf([String], code: String)
    /// What a query is for (OpenSearch 1.1).
    case queryRole
    /// Words of a query, escaped.
    case urlEncoded
    /// Numbers of lines with commas.
    case lineNumbers
    /// These words, or a value of the type.
    indirect case except([String], ValueType)

    /// - Returns: what is wrong with the value; nothing when it is right.
    func faults(in value: String) -> [Fault] {
        switch self {
        case .text: []
        case .filled: value.isBlank ? [.warning("NotBlank", "must not be blank")] : []
        case .plain: PlainText.faults(in: value)
        case .personName: PlainText.faults(inName: value)
        case .rfc3339: Self.exact(value) { Dates.rfc3339Fault(in: $0) }
        case .w3cDate: list(Dates.w3cFault(in: value.trimmed))
        case .eventDate: list(Dates.w3cFault(in: value.trimmed, needsZone: false))
        case .rfc822: Dates.rfc822Faults(in: value.trimmed)
        case .iri: IRI.faults(in: value)
        case .elementIRI: Self.exact(value) { IRI.faults(in: $0).first }
        case .fullIRI: IRI.faults(in: value, isFull: true)
        case .address: IRI.faults(in: value.trimmed, isFull: true)
        case .fullURL: IRI.faults(in: value.trimmed, isFull: true, isASCII: true)
        case .enclosureURL: IRI.enclosureFaults(in: value)
        case .identifier: Self.exact(value) { _ in nil } + Identifier.faults(in: value.trimmed)
        case .language: list(LanguageTag.fault(in: value.trimmed))
        case .mediaType: list(MediaType.fault(in: value, code: "InvalidMIMEType"))
        case .mediaTypeOfFile: list(MediaType.fault(in: value.trimmed, code: "InvalidMIMEAttribute"))
        case .linkRelation: LinkRelation.faults(in: value)
        case .emailAddress: list(EmailAddress.fault(in: value.trimmed))
        case .contact: EmailAddress.contactFaults(in: value.trimmed)
        case .boolean: Self.oneOf(value, ["true", "false"], "InvalidTrueFalse")
        case .positiveInteger:
            Self.integer(value.trimmed, 1...Int.max, "InvalidPositiveInteger", "a whole number above 0")
        case .nonNegativeInteger:
            Self.integer(value.trimmed, 0...Int.max, "InvalidNonNegativeInteger", "a whole number, 0 or more")
        case .port: Self.integer(value.trimmed, 1...65_535, "InvalidIntegerAttribute", "a port number")
        case .integer: Self.signed(value.trimmed, isSound: Int(value.trimmed) != nil)
        case .decimal: Self.signed(value.trimmed, isSound: Coordinates.isDecimal(value.trimmed))
        case .changeCount:
            Int(value).map { $0 > Int32.max } == true
                ? [.error("IntegerOverflow", "\(value.quoted) is more than \(Int32.max)")]
                : Self.integer(value, 1...Int.max, "InvalidPositiveInteger", "a whole number above 0")
        case .latitude: Coordinates.faults(in: value.trimmed, upTo: 90, code: "InvalidLatitude")
        case .longitude: Coordinates.faults(in: value.trimmed, upTo: 180, code: "InvalidLongitude")
        case .coordinates(let shape): Coordinates.faults(in: value, of: shape)
        case .float:
            Double(value.trimmed).map { $0.isFinite && $0 >= 0 } == true
                ? [] : [.error("InvalidFloat", "\(value.quoted) is no decimal number")]
        case .byteCount: Self.byteCount(value.trimmed)
        case .imageWidth: Self.integer(value.trimmed, 1...144, "InvalidWidth", "a number of pixels, 1 to 144")
        case .imageHeight: Self.integer(value.trimmed, 1...400, "InvalidHeight", "a number of pixels, 1 to 400")
        case .hour: Self.hour(value.trimmed)
        case .day: Self.oneOf(value.trimmed, Dates.weekdays, "InvalidDay")
        case .formName:
            value.utf8.first.map(IRI.isLetter) != true
                || !value.utf8.allSatisfy {
                    IRI.isLetter($0) || IRI.isDigit($0) || [0x2D, 0x2E, 0x3A, 0x5F].contains($0)
                }
                ? [.error("InvalidFormComponentName", "\(value.quoted) is no name of a form field")] : []
        case .playTime: PlayTime.faults(in: value.trimmed)
        case .playLength: PlayTime.faults(inLength: value.trimmed)
        case .creditRole:
            value == value.lowercased() && !value.isBlank
                ? []
                : [.error("InvalidCreditRole", "\(value.quoted) is no role in lower case", "write it in lower case")]
        case .explicit: Self.oneOf(value, ["true", "false", "yes", "no"], "InvalidTrueFalse")
        case .yesNo: Self.oneOf(value.lowercased(), ["yes", "no"], "InvalidYesNo")
        case .encodingName:
            value.utf8.first.map(IRI.isLetter) == true
                && value.utf8.allSatisfy {
                    IRI.isLetter($0) || IRI.isDigit($0) || [0x2D, 0x2E, 0x5F].contains($0)
                }
                ? [] : [.error("InvalidEncoding", "\(value.quoted) is no name of an encoding", "write it like utf-8")]
        case .keywords:
            value.split { $0 == "," }.count > 12 || value.utf8.contains { $0 == 0x3C || $0 == 0x3E || $0 == 0x26 }
                ? [
                    .warning(
                        "InvalidKeywords", "\(value.quoted) are no keywords", "write up to twelve words with commas")
                ] : []
        case .atMost(let limit):
            value.unicodeScalars.count > limit
                ? [.error("TooLong", "\(value.unicodeScalars.count) characters are more than \(limit)", "shorten it")]
                : []
        case .uuid:
            Identifier.isUUID(value.trimmed[...])
                ? []
                : [.error("InvalidUUID", "\(value.quoted) is no UUID", "write 32 hexadecimal digits as 8-4-4-4-12")]
        case .oneOf(let values, let code): Self.oneOf(value.trimmed, values, code)
        case .queryRole:
            Self.queryRoles.contains(value) || value.utf8.dropFirst().contains(UInt8(ascii: ":"))
                ? []
                : [
                    .error(
                        "InvalidLocalRole", "\(value.quoted) is no role of a query",
                        "write one of \(Self.queryRoles.joined(separator: ", "))")
                ]
        case .urlEncoded: list(Self.encodingFault(in: value))
        case .lineNumbers:
            value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
                let number = String($0).trimmed
                return !number.isEmpty && number.utf8.allSatisfy(IRI.isDigit)
            }
                ? []
                : [.error("InvalidExpansionState", "\(value.quoted) are no line numbers", "write them like 1, 6, 13")]
        case .except(let values, let type): values.contains(value.trimmed) ? [] : type.faults(in: value)
        }
    }

    private static let queryRoles = ["request", "example", "related", "correction", "subset", "superset"]

    /// Letters, digits, `-._~/+*`, `%XX` and white space between words.
    private static func encodingFault(in value: String) -> Fault? {
        var percent = 0
        for byte in value.utf8 {
            if percent > 0 {
                percent -= 1
                if IRI.isHexadecimal(byte) { continue }
            } else if byte == UInt8(ascii: "%") {
                percent = 2
                continue
            } else if IRI.isLetter(byte) || IRI.isDigit(byte) || [0x20, 0x2A, 0x2B, 0x5F, 0x7E].contains(byte)
                || (0x2D...0x2F).contains(byte)
            {
                continue
            }
            return .error("NotURLEncoded", "\(value.quoted) is not escaped", "write other characters as %XX of UTF-8")
        }
        return nil
    }

    private static func signed(_ value: String, isSound: Bool) -> [Fault] {
        isSound ? [] : [.error("InvalidInteger", "\(value.quoted) is no such number")]
    }

    private func list(_ fault: Fault?) -> [Fault] { fault.map { [$0] } ?? [] }

    /// RFC 4287 §3.3: no white space around the value. A value that is right but for it has that one fault.
    private static func exact(_ value: String, _ fault: (String) -> Fault?) -> [Fault] {
        let inner = value.trimmed
        if let fault = fault(inner) { return [fault] }
        guard inner.utf8.count == value.utf8.count else {
            return [.error("UnexpectedWhitespace", "white space around the value", "remove the white space")]
        }
        return []
    }

    private static func oneOf(_ value: String, _ values: [String], _ code: String) -> [Fault] {
        values.contains(value)
            ? [] : [.error(code, "\(value.quoted) is not one of \(values.joined(separator: ", "))")]
    }

    private static func integer(_ value: String, _ range: ClosedRange<Int>, _ code: String, _ what: String) -> [Fault] {
        let digits = value.utf8.first == UInt8(ascii: "+") ? value.utf8.dropFirst() : value.utf8[...]
        let isNumber = !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
        guard isNumber, let number = Int(value), range.contains(number) else {
            return [.error(code, "\(value.quoted) is not \(what)")]
        }
        return []
    }

    private static func byteCount(_ value: String) -> [Fault] {
        guard let number = Int(value) else {
            return [.error("InvalidIntegerAttribute", "\(value.quoted) is no number of bytes")]
        }
        guard number >= 0 else {
            return [.error("UseZeroForUnknown", "a negative number of bytes", "write 0 for an unknown length")]
        }
        return []
    }

    private static func hour(_ value: String) -> [Fault] {
        if value == "24" { return [.warning("UseZeroForMidnight", "midnight is hour 0", "write 0")] }
        return integer(value, 0...23, "InvalidHour", "an hour, 0 to 23")
    }
}
