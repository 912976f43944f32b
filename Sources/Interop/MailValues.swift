internal import CGMime

/// A media type or disposition of a part of a mail, with its parameters (RFC 2045 §5, RFC 2183).
public struct MailMediaType: Hashable, Sendable {
    /// `text/plain`, `attachment`; in ASCII lower case.
    public var name: String
    /// In order. Names in ASCII lower case; values put together and decoded (RFC 2231, RFC 2047), in UTF-8.
    public var parameters: [Parameter]

    public struct Parameter: Hashable, Sendable {
        public var name: String
        public var value: [UInt8]
    }

    public init(_ name: String, parameters: [Parameter] = []) {
        self.name = name
        self.parameters = parameters
    }

    /// The first parameter of this name.
    public subscript(parameter: String) -> [UInt8]? { parameters.first { $0.name == parameter }?.value }
}

/// Who a mail is from or goes to (RFC 5322 §3.4).
public struct Mailbox: Hashable, Sendable {
    /// The display name, UTF-8 for UTF-8 input; empty when there is none.
    public var name: [UInt8]
    /// `local@domain`; empty for a group.
    public var address: [UInt8]

    public init(name: [UInt8], address: [UInt8]) {
        self.name = name
        self.address = address
    }
}

/// A date of a mail (RFC 5322 §3.3), as its own clock showed it.
public struct MailDate: Hashable, Sendable {
    public var year: Int
    /// 1…12.
    public var month: Int
    /// 1…31.
    public var day: Int
    /// 0…86,399.
    public var secondOfDay: Int
    /// Seconds east of UTC; 0 when no zone is written.
    public var offset: Int

    public init(year: Int, month: Int, day: Int, secondOfDay: Int, offset: Int) {
        self.year = year
        self.month = month
        self.day = day
        self.secondOfDay = secondOfDay
        self.offset = offset
    }
}

/// Structured values of header fields, through GMime. A value is what stands behind the field's colon, unfolded; bytes
/// 0 are left out. Charsets other than UTF-8 are not for GMime: what it would need for them, a confined process cannot
/// load.
public enum MailValues {
    /// Loads GMime's types and tables, for good.
    public static func prepare() { _ = isPrepared }

    private static let isPrepared: Bool = {
        g_mime_init()
        return true
    }()

    /// - Returns: `application/octet-stream` when the value is malformed (RFC 2045 §5.2 leaves it open).
    public static func mediaType(_ value: [UInt8]) -> MailMediaType {
        prepare()
        guard let type = unsafe g_mime_content_type_parse(nil, text(value)) else {
            return MailMediaType("application/octet-stream")
        }
        defer { unsafe g_object_unref(type) }
        let major = unsafe string(g_mime_content_type_get_media_type(type))
        let minor = unsafe string(g_mime_content_type_get_media_subtype(type))
        return MailMediaType(
            lowered(major + "/" + minor), parameters: unsafe parameters(g_mime_content_type_get_parameters(type)))
    }

    public static func disposition(_ value: [UInt8]) -> MailMediaType {
        prepare()
        guard let disposition = unsafe g_mime_content_disposition_parse(nil, text(value)) else {
            return MailMediaType("")
        }
        defer { unsafe g_object_unref(disposition) }
        return MailMediaType(
            lowered(unsafe string(g_mime_content_disposition_get_disposition(disposition))),
            parameters: unsafe parameters(g_mime_content_disposition_get_parameters(disposition)))
    }

    /// - Returns: the first mailbox or group of an address list; `nil` when there is none.
    public static func mailbox(_ value: [UInt8]) -> Mailbox? {
        prepare()
        guard let list = unsafe internet_address_list_parse(nil, text(value)) else { return nil }
        defer { unsafe g_object_unref(list) }
        guard unsafe internet_address_list_length(list) > 0,
            let first = unsafe internet_address_list_get_address(list, 0)
        else { return nil }
        return unsafe Mailbox(
            name: bytes(internet_address_get_name(first)), address: bytes(bulletind_mailbox_address(first)))
    }

    /// - Returns: `nil` for what is no date, or no day of the calendar.
    public static func date(_ value: [UInt8]) -> MailDate? {
        prepare()
        guard let date = unsafe g_mime_utils_header_decode_date(text(value)) else { return nil }
        defer { unsafe g_date_time_unref(date) }
        let hour = unsafe g_date_time_get_hour(date)
        let minute = unsafe g_date_time_get_minute(date)
        let second = unsafe g_date_time_get_second(date)
        return unsafe MailDate(
            year: Int(g_date_time_get_year(date)), month: Int(g_date_time_get_month(date)),
            day: Int(g_date_time_get_day_of_month(date)), secondOfDay: Int(hour * 3600 + minute * 60 + second),
            offset: Int(g_date_time_get_utc_offset(date) / 1_000_000))
    }

    // MARK: C strings

    private static func text(_ value: [UInt8]) -> [CChar] {
        value.filter { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
    }

    private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
        guard let text = unsafe text else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    private static func string(_ text: UnsafePointer<CChar>?) -> String {
        String(decoding: unsafe bytes(text), as: UTF8.self)
    }

    private static func lowered(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
    }

    private static func parameters(_ list: UnsafeMutablePointer<GMimeParamList>?) -> [MailMediaType.Parameter] {
        guard let list = unsafe list else { return [] }
        var parameters: [MailMediaType.Parameter] = []
        let count = unsafe g_mime_param_list_length(list)
        for index in 0..<max(0, count) {
            guard let parameter = unsafe g_mime_param_list_get_parameter_at(list, index) else { continue }
            parameters.append(
                MailMediaType.Parameter(
                    name: lowered(unsafe string(g_mime_param_get_name(parameter))),
                    value: unsafe bytes(g_mime_param_get_value(parameter))))
        }
        return parameters
    }
}
