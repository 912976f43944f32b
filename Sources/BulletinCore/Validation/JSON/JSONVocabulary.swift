/// The objects of JSON Feed 1.1, as tables.
struct JSONVocabulary: Sendable {
    static let laws: [Law] = [
        Law(
            "InvalidJSONType", .error, [.json], "JSON Feed 1.1, \"Structure\"",
            "each member is of the type that the format states"),
        Law(
            "MissingElement", .error, [.json], "JSON Feed 1.1, \"Structure\"",
            "an object has all members that the format requires of it"),
        Law("DuplicateElement", .error, [.json], "RFC 8259 §4", "the names in an object differ"),
        Law(
            "UndefinedElement", .warning, [.json], "JSON Feed 1.1, \"Extensions\"",
            "members are those that the format defines; names of extensions begin with '_'"),
    ]

    indirect enum MemberType: Sendable {
        case string(ValueType)
        case number
        case bool
        case html
        case array(MemberType)
        case object(JSONVocabulary)
        /// Of any type: read on by other means.
        case anything
    }

    struct Member: Sendable {
        let name: String
        let type: MemberType
        var isRequired = false
    }

    let name: String
    let members: [Member]
    /// Whether one of the members has to be there, whichever.
    var needsOne = false

    static let feed = JSONVocabulary(
        name: "feed",
        members: [
            Member(name: "version", type: .string(.text), isRequired: true),
            Member(name: "title", type: .string(.plain), isRequired: true),
            Member(name: "items", type: .array(.anything), isRequired: true),
            Member(name: "home_page_url", type: .string(.fullIRI)),
            Member(name: "feed_url", type: .string(.fullIRI)),
            Member(name: "next_url", type: .string(.fullIRI)),
            Member(name: "icon", type: .string(.fullIRI)),
            Member(name: "favicon", type: .string(.fullIRI)),
            Member(name: "description", type: .string(.text)),
            Member(name: "user_comment", type: .string(.text)),
            Member(name: "authors", type: .array(.object(author))),
            Member(name: "author", type: .object(author)),
            Member(name: "language", type: .string(.language)),
            Member(name: "expired", type: .bool),
            Member(name: "hubs", type: .array(.object(hub))),
        ])
    static let item = JSONVocabulary(
        name: "item",
        members: [
            Member(name: "id", type: .string(.filled), isRequired: true),
            Member(name: "url", type: .string(.fullIRI)),
            Member(name: "external_url", type: .string(.fullIRI)),
            Member(name: "title", type: .string(.plain)),
            Member(name: "content_html", type: .html),
            Member(name: "content_text", type: .string(.text)),
            Member(name: "summary", type: .string(.text)),
            Member(name: "image", type: .string(.fullIRI)),
            Member(name: "banner_image", type: .string(.fullIRI)),
            Member(name: "date_published", type: .string(.rfc3339)),
            Member(name: "date_modified", type: .string(.rfc3339)),
            Member(name: "authors", type: .array(.object(author))),
            Member(name: "author", type: .object(author)),
            Member(name: "tags", type: .array(.string(.text))),
            Member(name: "language", type: .string(.language)),
            Member(name: "attachments", type: .array(.object(attachment))),
        ])
    static let author = JSONVocabulary(
        name: "author",
        members: [
            Member(name: "name", type: .string(.plain)), Member(name: "url", type: .string(.fullIRI)),
            Member(name: "avatar", type: .string(.fullIRI)),
        ], needsOne: true)
    static let hub = JSONVocabulary(
        name: "hub",
        members: [
            Member(name: "type", type: .string(.filled), isRequired: true),
            Member(name: "url", type: .string(.fullIRI), isRequired: true),
        ])
    static let attachment = JSONVocabulary(
        name: "attachment",
        members: [
            Member(name: "url", type: .string(.fullIRI), isRequired: true),
            Member(name: "mime_type", type: .string(.mediaType), isRequired: true),
            Member(name: "title", type: .string(.plain)), Member(name: "size_in_bytes", type: .number),
            Member(name: "duration_in_seconds", type: .number),
        ])

    /// Reports what is missing, repeated, unknown or of the wrong type.
    func check(_ value: JSONValue, into report: inout Report) {
        guard case .object(let members) = value.content else {
            report.add(
                .error, "InvalidJSONType", "'\(name)' is \(value.typeName), and has to be an object", at: value.offset)
            return
        }
        for member in self.members where member.isRequired && value[member.name] == nil {
            report.add(
                .error, "MissingElement", "'\(name)' has no '\(member.name)'", advice: "add '\(member.name)'",
                at: value.offset)
        }
        if needsOne, self.members.allSatisfy({ value[$0.name] == nil }) {
            report.add(
                .error, "MissingElement", "'\(name)' says nothing", advice: "add '\(self.members[0].name)'",
                at: value.offset)
        }
        var seen: Set<String> = []
        for (name, value) in members {
            if !seen.insert(name).inserted {
                report.add(
                    .error, "DuplicateElement", "'\(self.name)' has '\(name)' already", advice: "keep one of them",
                    at: value.offset)
            }
            guard let member = self.members.first(where: { $0.name == name }) else {
                if !name.hasPrefix("_") {
                    report.add(
                        .warning, "UndefinedElement", "JSON Feed has no member '\(name)' of '\(self.name)'",
                        advice: "begin the names of extensions with '_'", at: value.offset)
                }
                continue
            }
            member.type.check(value, named: name, into: &report)
        }
    }
}

extension JSONVocabulary.MemberType {
    fileprivate func check(_ value: JSONValue, named name: String, into report: inout Report) {
        switch (self, value.content) {
        case (.anything, _), (.number, .number), (.bool, .bool): break
        case (.string(let type), .string(let text)):
            for fault in type.faults(in: text) { report.add(fault, in: "'\(name)'", at: value.offset) }
        case (.html, .string(let text)):
            HTMLIsSafe.check(HTMLScan(text), of: name, at: value.offset, into: &report)
        case (.array(let type), .array(let values)):
            for value in values { type.check(value, named: name, into: &report) }
        case (.object(let vocabulary), .object): vocabulary.check(value, into: &report)
        case (.string, _), (.html, _), (.number, _), (.bool, _), (.array, _), (.object, _):
            report.add(
                .error, "InvalidJSONType", "'\(name)' is \(value.typeName), and has to be \(expected)", at: value.offset
            )
        }
    }

    private var expected: String {
        switch self {
        case .string, .html: "a string"
        case .number: "a number"
        case .bool: "a boolean"
        case .array: "an array"
        case .object: "an object"
        case .anything: "anything"
        }
    }
}
