import Interop
import Testing

@Suite struct RelaxNGTests {
    static let grammar = Array(
        """
        <grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:a"><start><choice>
        <element name="feed"><element name="title"><text/></element></element>
        <element name="entry"><element name="id"><text/></element></element>
        </choice></start></grammar>
        """.utf8)

    private func problems(_ text: String) throws -> [(part: Int?, offset: Int?)] {
        let root = try XMLDocument(parsing: Array(text.utf8)).root
        var check = GrammarCheck(try RelaxNG(grammar: Self.grammar), namespace: "urn:a")
        var found: [(part: Int?, offset: Int?)] = []
        for (number, entry) in root.children("entry", in: "urn:a").enumerated() {
            found += check.problems(in: entry).map { (number, $0.offset) }
        }
        let rest = check.problems(in: root) { element, depth in element.name == "entry" && depth == 1 }
        return found + rest.map { (nil, $0.offset) }
    }

    @Test func validatesByParts() throws {
        let feed = """
            <feed xmlns="urn:a"><title>t</title><x xmlns="urn:other"><title/></x><entry><id>1</id></entry>\
            <entry><id>2</id><y xmlns="urn:other"/></entry></feed>
            """
        #expect(try problems(feed).isEmpty)
    }

    @Test func namesThePartAndThePlace() throws {
        let feed = "<feed xmlns='urn:a'><title>t</title><entry><id>1</id></entry><entry><name/></entry></feed>"
        let found = try problems(feed)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.part == 1 })
        #expect(found.contains { $0.offset.map { $0 >= 60 } ?? false })
        #expect(try problems("<feed xmlns='urn:a'><name/></feed>").contains { $0.part == nil })
    }

    /// What was judged once is told of each part at its own place.
    @Test func placesEachOfManyAlike() throws {
        let feed = "<feed xmlns='urn:a'><title>t</title><entry><name/></entry><entry><name/></entry></feed>"
        let found = try problems(feed)
        #expect(found.contains { $0.part == 0 && $0.offset == 43 })
        #expect(found.contains { $0.part == 1 && $0.offset == 65 })
    }

    /// Attributes, and text where none may be, are of the shape; what they say is not.
    @Test(arguments: ["<entry x='1'><id/></entry>", "<entry>x<id/></entry>", "<entry><id/><id/></entry>"])
    func tellsShapesApart(entry: String) throws {
        let sound = "<entry><id>1</id></entry> <entry xmlns:o='urn:o'> <id>2</id> <o:x/></entry>"
        let found = try problems("<feed xmlns='urn:a'><title/>\(sound)\(entry)</feed>")
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.part == 2 })
    }

    @Test func refusesABrokenGrammar() {
        #expect(throws: XMLError.self) { try RelaxNG(grammar: Array("<grammar/>".utf8)) }
    }
}
