import Testing

@Suite struct P { @Test func h() { #expect(1 + 1 == 2) } }
