/// Puts bulletins in the order that their entries stand in, newest first.
struct BulletinOrder {
    private var seen: [String] = []
    /// For each bulletin, those that stood before it at the same second.
    private var before: [String: Set<String>] = [:]
    private var last: (key: String, published: Int64?)?

    /// Entries come newest first, as their feed shows them.
    mutating func add(key: String, published: Int64?) {
        if before[key] == nil {
            before[key] = []
            seen.append(key)
        }
        if let last, last.published == published, published != nil, last.key != key {
            before[key]?.insert(last.key)
        }
        last = (key, published)
    }

    /// All, each once. What contradicts itself keeps the order of first appearance.
    var keys: [String] {
        var keys: [String] = []
        var isPlaced: Set<String> = []
        var waiting: Set<String> = []
        for first in seen {
            var stack = [first]
            while let key = stack.last {
                let next = (before[key] ?? []).sorted().first { !isPlaced.contains($0) && !waiting.contains($0) }
                if let next, !isPlaced.contains(key) {
                    waiting.insert(key)
                    stack.append(next)
                    continue
                }
                stack.removeLast()
                waiting.remove(key)
                if isPlaced.insert(key).inserted { keys.append(key) }
            }
        }
        return keys
    }
}
