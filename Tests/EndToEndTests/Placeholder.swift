import Testing

@Suite struct Placeholder {
    @Test func holds() { #expect(1 + 1 == 2) }
}
