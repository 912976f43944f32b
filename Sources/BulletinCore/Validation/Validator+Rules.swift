extension Validator {
    /// All rules, in the order in which they are asked.
    static let rules: [any Rule.Type] = [
        AttributesAreSound.self,
        ElementsAreComplete.self,
        ElementsAreKnown.self,
        ElementsStandOnce.self,
        HTMLIsSafe.self,
        JSONMembersAreSound.self,
        ValuesAreSound.self,
    ]
}
