internal import BulletinCore

/// What a worker is asked: to read one file.
struct WireRequest: Equatable, Sendable {
    var source: Source
    var options: ReadingOptions

    /// With its size in front.
    var message: [UInt8] {
        var writer = WireWriter(capacity: source.bytes.count + source.path.bytes.count + 256)
        let limits = options.limits
        for limit in [
            limits.maxFileSize, limits.maxSections, limits.maxDepth, limits.maxFrontMatterSize, limits.maxParts,
            limits.maxInflatedSize, limits.maxInflation,
        ] { writer.put(limit) }
        writer.put(options.charset)
        writer.put(source.path.bytes)
        writer.put(source.bytes)
        writer.put(source.headlines) { writer, headline in
            writer.put(headline.marker)
            writer.put(headline.title)
        }
        return writer.finish()
    }

    init(source: Source, options: ReadingOptions) {
        self.source = source
        self.options = options
    }

    /// - Parameter bytes: without the size.
    init(_ bytes: [UInt8]) throws(WireError) {
        var reader = WireReader(bytes)
        // Arguments are evaluated from left to right: the order of the fields on the wire.
        let limits = ReadingLimits(
            maxFileSize: try reader.number(), maxSections: try reader.number(), maxDepth: try reader.number(),
            maxFrontMatterSize: try reader.number(), maxParts: try reader.number(),
            maxInflatedSize: try reader.number(), maxInflation: try reader.number())
        options = ReadingOptions(limits: limits, charset: try reader.optionalText())
        source = Source(
            path: SourcePath(bytes: try reader.content()), bytes: try reader.content(),
            headlines: try reader.list { reader throws(WireError) in
                FormerHeadline(marker: try reader.text(), title: try reader.text())
            })
        try reader.end()
    }
}
