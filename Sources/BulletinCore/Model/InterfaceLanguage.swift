/// A language that bulletind speaks to people, chosen by the channel's language tag (RFC 5646).
public enum InterfaceLanguage: Hashable, Sendable {
    case simplified, traditional, english

    /// Chinese by script or by region; English for all that has no words of its own.
    public init(tag: String) {
        let parts = tag.lowercased().split(separator: "-")
        guard parts.first == "zh" else {
            self = .english
            return
        }
        let isTraditional = parts.contains { ["hant", "tw", "hk", "mo"].contains($0) } && !parts.contains("hans")
        self = isTraditional ? .traditional : .simplified
    }
}
