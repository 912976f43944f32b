private import Yams

/// Reads front matter in YAML, through Yams and behind `YAMLGuard`.
enum FrontMatterYAML {
    /// - Parameter line: 1-based line of the file on which the content begins.
    /// - Returns: the entries, and the lines whose value was mended.
    static func read(
        _ content: Bytes, line: Int
    ) throws(FrontMatterFault) -> (entries: [FrontMatterEntry], mended: [Int]) {
        if let (number, what) = YAMLGuard.refused(content) {
            throw FrontMatterFault(line: number + line - 1, reason: what)
        }
        let (text, mended) = mend(content)
        let node: Node?
        do {
            // What a scalar is taken for is decided by its key, not by YAML's rules.
            node = try Yams.compose(yaml: text.string, .basic, Constructor([:], [:], [:]), .utf8)
        } catch {
            throw fault(error, content, line: line)
        }
        guard let node else { return ([], []) }
        guard let mapping = node.mapping else {
            if node.scalar?.string.isEmpty == true { return ([], []) }
            throw FrontMatterFault(line: line, reason: "front matter must be lines of 'key: value'")
        }
        let entries = mapping.map { key, value in
            FrontMatterEntry(
                key: key.scalar?.string ?? "", value: Self.value(of: value),
                line: (key.mark?.line ?? value.mark?.line ?? 1) + line - 1)
        }
        return (entries, mended.map { $0 + line })
    }

    private static func value(of node: Node) -> FrontMatterValue {
        if let scalar = node.scalar {
            return scalar.style == .plain && ["", "~", "null"].contains(scalar.string) ? .none : .text(scalar.string)
        }
        if let sequence = node.sequence {
            return .list(sequence.compactMap { $0.scalar?.string ?? $0.mapping?["name"]?.scalar?.string })
        }
        return .map(name: node.mapping?["name"]?.scalar?.string)
    }

    private static func fault(_ error: any Error, _ content: Bytes, line: Int) -> FrontMatterFault {
        var fault = FrontMatterFault(line: line, reason: "the front matter is no valid YAML")
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            // The end of the text is on the line behind it.
            let last = content.lazy.filter { $0 == 0x0A }.count
            fault.line = min(mark.line, max(last, 1)) + line - 1
            fault.reason += ": \(problem)"
        case .duplicatedKeysInMapping(let keys, _):
            guard let key = keys.first.map({ "\($0)" }) else { break }
            fault.reason += ": \(key) is given twice"
            let places = content.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().lazy.filter {
                $0.element.trimmedStart.hasPrefix(key)
            }
            if let second = places.dropFirst().first { fault.line = second.offset + line }
        default: break
        }
        return fault
    }

    /// Quotes plain values that hold `: `, as in `title: Weekly: one`. YAML refuses them, and people write them all
    /// the time. Only `key: value` of the top level on one line is touched.
    /// - Returns: the text, and the 0-based lines that were mended.
    private static func mend(_ content: Bytes) -> (text: Bytes, lines: [Int]) {
        guard content.contains(text: ": ") else { return (content, []) }
        let rows = content.split(separator: 0x0A, omittingEmptySubsequences: false)
        let mended = rows.indices.filter { index in
            let next = index + 1 < rows.count ? rows[index + 1].first : nil
            return next != 0x20 && next != 0x09 && value(toMend: rows[index]) != nil
        }
        guard !mended.isEmpty else { return (content, []) }
        var output: [UInt8] = []
        var left = mended[...]
        for (index, row) in rows.enumerated() {
            if index > 0 { output.append(0x0A) }
            guard left.first == index, let value = value(toMend: row) else {
                output += row
                continue
            }
            left = left.dropFirst()
            output += row[..<value.startIndex]
            output.append(0x27)
            for byte in value {
                output.append(byte)
                if byte == 0x27 { output.append(byte) }
            }
            output.append(0x27)
        }
        return (output[...], mended)
    }

    private static func value(toMend row: Bytes) -> Bytes? {
        guard let colon = row.firstRange(of: ": "),
            row[..<colon.lowerBound].allSatisfy({
                Text.isASCIILetter(UInt32($0)) || $0 == 0x5F || $0 == 0x2D || (0x30...0x39).contains($0)
            }), colon.lowerBound > row.startIndex, row.first != 0x2D
        else { return nil }
        let value = row[colon.upperBound...].trimmed
        guard let first = value.first, !reserved.contains(first), value.contains(text: ": ") || value.last == 0x3A
        else { return nil }
        return value
    }

    /// What a plain scalar cannot begin with (YAML 1.1 §9.1.3).
    private static let reserved: Set<UInt8> = Set("\"'[]{}|>&*!%@`#,".utf8)
}
