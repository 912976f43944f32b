internal import Interop

/// The elements and attributes of a document format, as cases: `case paragraph = "w:p"`.
protocol DocumentName: Hashable, Sendable, CaseIterable, RawRepresentable where RawValue == String {
    /// The prefix that each raw value uses, by namespace.
    static var namespaces: [String: String] { get }
    static var names: DocumentNames<Self> { get }
}

/// The numbers that a walk uses for the names of a format.
struct DocumentNames<Name: DocumentName>: Sendable {
    let all: [Name]
    let numbers: [Name: UInt16]
    let vocabulary: XMLSteps.Vocabulary

    init() {
        all = Array(Name.allCases)
        numbers = Dictionary(
            all.enumerated().map { ($1, UInt16(clamping: $0)) }, uniquingKeysWith: { first, _ in first })
        vocabulary = XMLSteps.Vocabulary(names: all.map(\.rawValue), namespaces: Name.namespaces)
    }
}

/// One part of a document, step by step.
struct DocumentSteps<Name: DocumentName>: Sendable {
    struct Step: Sendable {
        let kind: XMLSteps.Kind
        /// `nil` for text, and for elements that the format's names do not hold.
        let name: Name?
        fileprivate let step: XMLSteps.Step
        fileprivate let index: Int
    }

    private let steps: XMLSteps

    init(_ steps: XMLSteps) { self.steps = steps }

    var count: Int { steps.steps.count }

    subscript(_ index: Int) -> Step {
        let step = steps.steps[index]
        let names = Name.names.all
        return Step(
            kind: step.kind, name: Int(step.name) < names.count ? names[Int(step.name)] : nil, step: step, index: index)
    }

    func bytes(_ name: Name, _ step: Step) -> Bytes? {
        Name.names.numbers[name].flatMap { steps.value(of: $0, in: step.step) }
    }

    func value(_ name: Name, _ step: Step) -> String? { bytes(name, step)?.string }

    /// A whole number of at most nine digits, perhaps with a sign; `nil` for anything else.
    func number(_ name: Name, _ step: Step) -> Int? {
        guard let bytes = bytes(name, step), bytes.count <= 10 else { return nil }
        return Int(bytes.string)
    }

    func text(_ step: Step) -> Bytes { steps.text(of: step.step) }
}
