/// Digests with a fixed grammar: each form must match wholly.
enum RigidForms {
    static func outline(of lines: [TextLine]) -> Outline? {
        MailDigest.outline(of: lines) ?? CountedStories.outline(of: lines) ?? WeatherProduct.outline(of: lines)
    }
}
