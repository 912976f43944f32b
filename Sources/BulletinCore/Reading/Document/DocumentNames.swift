internal import Interop

/// The elements and attributes of a document format, as cases: `case paragraph = "w:p"`.
protocol DocumentName: Equatable, Sendable, CaseIterable {
    var rawValue: String { get }
    /// The prefix that each raw value uses, by namespace.
    static var namespaces: [String: String] { get }
    static var names: DocumentNames<Self> { get }
}

/// The numbers that a walk uses for the names of a format.
struct DocumentNames<Name: DocumentName>: Sendable {
    let all: [Name]
    let vocabulary: XMLSteps.Vocabulary

    init() {
        all = Array(Name.allCases)
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
    }

    private let steps: XMLSteps
    private let names = Name.names.all

    init(_ steps: XMLSteps) { self.steps = steps }

    var count: Int { steps.steps.count }

    subscript(_ index: Int) -> Step {
        let step = steps.steps[index]
        return Step(
            kind: step.kind, name: Int(step.name) < names.count ? names[Int(step.name)] : nil, step: step)
    }

    func bytes(_ name: Name, _ step: Step) -> Bytes? {
        steps.value(in: step.step) { Int($0) < names.count && names[Int($0)] == name }
    }

    func value(_ name: Name, _ step: Step) -> String? { bytes(name, step)?.string }

    /// A whole number of at most nine digits, perhaps with a sign; `nil` for anything else.
    func number(_ name: Name, _ step: Step) -> Int? {
        guard let bytes = bytes(name, step), bytes.count <= 10 else { return nil }
        return Int(bytes.string)
    }

    func text(_ step: Step) -> Bytes { steps.text(of: step.step) }
}
