internal import BulletinCore

/// All rules of the validator, as `validate --rules` prints them.
enum RuleList {
    static func print(as form: FindingForm) throws {
        switch form {
        case .json: for law in Validator.laws { try Console.print(json: Line(law)) }
        case .markdown: Swift.print(page, terminator: "")
        case .text, .github, .sarif: for law in Validator.laws { Swift.print(text(law)) }
        }
    }

    private static func text(_ law: Law) -> String {
        "\(law.code): \(law.level.rawValue): \(formats(of: law)): \(law.demand) (\(law.source))"
    }

    private static func formats(of law: Law) -> String { law.formats.map(\.rawValue).joined(separator: ", ") }

    /// docs/VALIDATOR.md.
    private static var page: String {
        var page = """
            # Rules of the validator

            What `bulletind validate` looks at: \(Validator.laws.count) rules, by the code of their findings. Errors make a
            feed invalid, warnings do not. This page is the output of `bulletind validate --rules --format markdown`.

            | code | level | formats | demands | law |
            |---|---|---|---|---|

            """
        for law in Validator.laws {
            let cells = [law.code, law.level.rawValue, formats(of: law), escaped(law.demand), escaped(law.source)]
            page += "| \(cells.joined(separator: " | ")) |\n"
        }
        return page
    }

    /// Text in which Markdown sees no markup.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { page, character in
            if "\\|<&*_`[]".contains(character) { page.append("\\") }
            page.append(character)
        }
    }

    private struct Line: Encodable {
        let code: String
        let demand: String
        let formats: [String]
        let law: String
        let level: String

        init(_ law: Law) {
            code = law.code
            demand = law.demand
            formats = law.formats.map(\.rawValue)
            self.law = law.source
            level = law.level.rawValue
        }
    }
}
