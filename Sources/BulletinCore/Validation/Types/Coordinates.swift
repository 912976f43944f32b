/// Judges latitudes and longitudes, alone and in lists.
enum Coordinates {
    static let laws: [Law] = [
        Law("CoordComma", .warning, .xml, "GeoRSS Simple", "white space stands between coordinates"),
        Law("InvalidCoord", .error, .xml, "GeoRSS Simple", "a point is a latitude and a longitude"),
        Law(
            "InvalidCoordList", .error, .xml, "GeoRSS Simple",
            "a line is of two or more points, a box of two, a polygon of four or more, the last one as the first"),
        Law("InvalidLatitude", .error, .xml, "W3C Basic Geo", "a latitude is a number of degrees, -90 to 90"),
        Law("InvalidLongitude", .error, .xml, "W3C Basic Geo", "a longitude is a number of degrees, -180 to 180"),
    ]

    enum Shape: Hashable, Sendable {
        case point, line, polygon, box
        /// A point and a radius.
        case circle
        /// A point of GML, perhaps with its height.
        case position
        /// Points of GML, of two dimensions or three.
        case positions
    }

    static func faults(in value: String, upTo limit: Double, code: String) -> [Fault] {
        guard isDecimal(value), let degrees = Double(value), abs(degrees) <= limit else {
            return [
                .error(code, "\(value.quoted) is no number of degrees up to \(Int(limit))", "write it like 48.1372")
            ]
        }
        return []
    }

    static func faults(in value: String, of shape: Shape) -> [Fault] {
        let numbers = value.utf8.split { $0 <= 0x20 || $0 == UInt8(ascii: ",") }.map { String(Substring($0)) }
        guard numbers.allSatisfy(isDecimal), isSound(numbers.compactMap { Double($0) }, as: shape) else {
            let code = shape == .point || shape == .position ? "InvalidCoord" : "InvalidCoordList"
            return [
                .error(code, "\(value.quoted) are no coordinates of this kind", "write them like 48.1372 11.5756")
            ]
        }
        guard value.utf8.contains(UInt8(ascii: ",")) else { return [] }
        return [.warning("CoordComma", "\(value.quoted): commas", "write spaces between coordinates")]
    }

    private static func isSound(_ numbers: [Double], as shape: Shape) -> Bool {
        switch shape {
        case .point: numbers.count == 2
        case .line: numbers.count >= 4 && numbers.count.isMultiple(of: 2)
        case .polygon:
            numbers.count >= 8 && numbers.count.isMultiple(of: 2) && numbers.prefix(2) == numbers.suffix(2)
        case .box: numbers.count == 4
        case .circle: numbers.count == 3
        case .position: numbers.count == 2 || numbers.count == 3
        case .positions: numbers.count >= 4
        }
    }

    /// Digits with or without a sign and a fraction.
    static func isDecimal(_ value: String) -> Bool {
        var digits = value.utf8[...]
        if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            digits = digits.dropFirst()
        }
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.contains { !$0.isEmpty } && parts.allSatisfy { $0.allSatisfy(IRI.isDigit) }
    }
}
