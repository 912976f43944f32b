/// BCP 47, well-formed (RFC 5646 §2.1), and with a language that exists as far as it has two letters.
public enum LanguageTag {
    static let laws: [Law] = [
        Law("InvalidLanguage", .error, .all, "BCP 47 (RFC 5646 §2.1)", "a language is a language tag")
    ]

    static func fault(in value: String) -> Fault? {
        isTag(value)
            ? nil
            : .error(
                "InvalidLanguage", "\(value.quoted) is no language tag by BCP 47", "write it like en, de-CH or zh-Hans")
    }

    public static func isTag(_ value: String) -> Bool {
        let parts = value.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8)
        guard let first = parts.first, first.allSatisfy(IRI.isLetter) else { return false }
        let language = String(Substring(first)).lowercased()
        var rest = parts.dropFirst()
        guard rest.allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(isAlphanumeric) }) else { return false }
        switch language.utf8.count {
        case 1: return (language == "x" || language == "i") && !rest.isEmpty
        case 2: guard languages.contains(language) else { return false }
        case 3: break
        default: return false
        }
        if irregular.contains(value.lowercased()) { return true }
        /// Takes subtags of one kind, at most so many.
        func skip(upTo count: Int = .max, _ isKind: (Substring.UTF8View) -> Bool) -> Bool {
            let taken = rest.prefix { isKind($0) }.prefix(count)
            rest = rest.dropFirst(taken.count)
            return !taken.isEmpty
        }
        _ = skip(upTo: 3) { $0.count == 3 && $0.allSatisfy(IRI.isLetter) }
        _ = skip(upTo: 1) { $0.count == 4 && $0.allSatisfy(IRI.isLetter) }
        _ = skip(upTo: 1) {
            ($0.count == 2 && $0.allSatisfy(IRI.isLetter)) || ($0.count == 3 && $0.allSatisfy(IRI.isDigit))
        }
        _ = skip { $0.count >= 5 || ($0.count == 4 && $0.first.map(IRI.isDigit) == true) }
        while let singleton = rest.first, singleton.count == 1 {
            rest = rest.dropFirst()
            if singleton.first == UInt8(ascii: "x") || singleton.first == UInt8(ascii: "X") { return !rest.isEmpty }
            guard skip({ $0.count >= 2 }) else { return false }
        }
        return rest.isEmpty
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { IRI.isLetter(byte) || IRI.isDigit(byte) }

    /// Registered before there was a grammar, and not made by it.
    private static let irregular: Set<String> = ["en-gb-oed", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de"]

    /// ISO 639-1, and the codes that it once had.
    private static let languages = Set(
        """
        aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el \
        en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it \
        iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo \
        mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh \
        si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh \
        yi yo za zh zu
        """.split(separator: " ").map(String.init))
}

/// RFC 6838 §4.2: type and subtype; parameters may follow.
enum MediaType {
    static func fault(in value: String, code: String) -> Fault? {
        isMediaType(value) ? nil : .error(code, "\(value.quoted) is no media type", "write it like text/html")
    }

    static func isMediaType(_ value: String) -> Bool {
        let name = value.utf8.prefix { $0 != UInt8(ascii: ";") }
        guard areParameters(value.utf8[name.endIndex...]) else { return false }
        let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.enumerated().allSatisfy { index, part in
                var part = part[...]
                if index == 1 { while part.last == 0x20 { part = part.dropLast() } }
                return !part.isEmpty && part.allSatisfy(isTokenCharacter)
            }
    }

    /// `;NAME=VALUE` any number of times, the value a token or in quotes (RFC 2045 §5.1).
    private static func areParameters(_ text: Substring.UTF8View) -> Bool {
        var rest = text
        func skip(_ isKind: (UInt8) -> Bool) -> Bool {
            let count = rest.prefix(while: isKind).count
            rest = rest.dropFirst(count)
            return count > 0
        }
        while rest.popFirst() != nil {
            _ = skip { $0 == 0x20 || $0 == 0x09 }
            guard skip(isTokenCharacter), rest.popFirst() == UInt8(ascii: "=") else { return false }
            if rest.first == UInt8(ascii: "\"") {
                rest = rest.dropFirst()
                _ = skip { $0 != UInt8(ascii: "\"") }
                guard rest.popFirst() != nil else { return false }
            } else if !skip(isTokenCharacter) {
                return false
            }
            _ = skip { $0 == 0x20 || $0 == 0x09 }
            guard rest.first == nil || rest.first == UInt8(ascii: ";") else { return false }
        }
        return true
    }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        IRI.isLetter(byte) || IRI.isDigit(byte) || signs.contains(byte)
    }

    private static let signs = Set("!#$&-^_.+*'|~`%".utf8)
}

/// `rel` (RFC 4287 §4.2.7.2): a registered name, or an IRI.
enum LinkRelation {
    static let laws: [Law] = [
        Law("AttrNotBlank", .warning, [.atom, .rss], "RFC 4287 §4.2.7.2", "a link relation is not blank"),
        Law(
            "UnregisteredAtomLinkRel", .warning, [.atom, .rss], "RFC 4287 §4.2.7.2",
            "a link relation is registered with IANA, or an IRI"),
    ]

    static func faults(in value: String) -> [Fault] {
        if value.isBlank { return [.warning("AttrNotBlank", "must not be blank", "leave it out for 'alternate'")] }
        if value.utf8.contains(UInt8(ascii: ":")) || value.utf8.contains(UInt8(ascii: "/")) { return [] }
        guard registered.contains(value) else {
            return [.warning("UnregisteredAtomLinkRel", "\(value.quoted) is no registered link relation")]
        }
        return []
    }

    /// IANA's registry "Link Relations", as far as feeds meet it.
    private static let registered = Set(
        """
        about acl alternate amphtml appendix archives author bookmark canonical chapter cite-as collection contents \
        convertedfrom copyright create-form current describedby describes disclosure dns-prefetch duplicate edit \
        edit-form edit-media enclosure external first glossary help hosts hub icon index item last latest-version \
        license lrdd memento monitor monitor-group next next-archive nofollow noopener noreferrer original payment \
        predecessor-version prefetch preload prev preview previous prev-archive privacy-policy profile publication \
        related replies search section self service start stylesheet subsection successor-version tag \
        terms-of-service timegate timemap type up version-history via webmention working-copy working-copy-of
        """.split(separator: " ").map(String.init))
}
