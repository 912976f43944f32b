internal import Mustache

/// Names with their values. The library finds its way in a type of one kind faster than in dictionaries.
struct Values: MustacheParent, MustacheCustomRepresentation, ExpressibleByDictionaryLiteral, Sendable {
    private var values: [String: any Sendable]

    init(dictionaryLiteral elements: (String, any Sendable)...) {
        values = Dictionary(minimumCapacity: elements.count)
        for (name, value) in elements { values[name] = (value as? String).map(ShownText.init) ?? value }
    }

    /// The same with others, which stand for those of the same name.
    func adding(_ others: Values) -> Values {
        var sum = self
        sum.values.merge(others.values) { $1 }
        return sum
    }

    func child(named name: String) -> Any? { values[name] }

    var representation: Any? { self }
}

/// A text. The library asks each value for one protocol after the other; a `String` says no to most, which takes longer
/// than to write it.
private struct ShownText: MustacheCustomRenderable, MustacheCustomRepresentation, MustacheParent, MustacheTransformable
{
    let renderText: String

    var isNull: Bool { false }

    var representation: Any? { self }

    func child(named name: String) -> Any? { nil }

    func transform(_ name: String) -> Any? { renderText.transform(name) }
}

/// A name that is known here and has no value: its section is not rendered.
struct Absent: MustacheCustomRepresentation {
    var representation: Any? { nil }
}
