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
        let document = try XMLDocument(parsing: Array(text.utf8))
        return try RelaxNG(grammar: Self.grammar).problems(
            in: document, namespace: "urn:a", part: "entry", container: nil
        )
        .map { ($0.part, $0.problem.offset) }
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

    @Test func refusesABrokenGrammar() {
        #expect(throws: XMLError.self) { try RelaxNG(grammar: Array("<grammar/>".utf8)) }
    }
}
