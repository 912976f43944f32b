/// Where on Earth something is: the W3C's Basic Geo (w3.org/2003/01/geo), GeoRSS Simple and GML (georss.org), and the
/// older modules GeoURL and ICBM. A place may stand anywhere.
enum PlaceVocabulary {
    static let gml = "http://www.opengis.net/gml"
    private static let geo = "http://www.w3.org/2003/01/geo/wgs84_pos#"
    private static let georss = "http://www.georss.org/georss"

    static let namespaces: [String: [Definition.Child]] = [
        geo: [
            value("lat", geo, .latitude), value("long", geo, .longitude), value("alt", geo, .decimal),
            value("lat_long", geo, .text), value("time", geo, .text), .any(.row("Point", in: geo)),
            .any(.row("location", in: geo, .anything)),
        ],
        georss: [
            value("point", georss, .coordinates(.point)), value("line", georss, .coordinates(.line)),
            value("polygon", georss, .coordinates(.polygon)), value("box", georss, .coordinates(.box)),
            value("circle", georss, .coordinates(.circle)), value("elev", georss, .decimal),
            value("floor", georss, .decimal), value("radius", georss, .decimal),
            .any(.row("where", in: georss, .anything)),
        ]
            + [
                "featuretypetag", "relationshiptag", "featurename", "featureTypeTag", "relationshipTag", "featureName",
                "id",
            ].map { .any(.row($0, in: georss, .plain)) },
        // Far more is in GML than feeds use.
        gml: "Point LineString Polygon Envelope exterior interior LinearRing".split(separator: " ").map {
            .any(.row(String($0), in: gml, .anything))
        } + [
            value("pos", gml, .coordinates(.position)), value("lowerCorner", gml, .coordinates(.position)),
            value("upperCorner", gml, .coordinates(.position)), value("posList", gml, .coordinates(.positions)),
        ],
    ].merging(
        ["http://geourl.org/rss/module/", "http://postneo.com/icbm", "http://postneo.com/icbm/"].map {
            ($0, [value("latitude", $0, .latitude), value("longitude", $0, .longitude)])
        }
    ) { first, _ in first }

    private static func value(_ name: String, _ namespace: String, _ type: ValueType) -> Definition.Child {
        .any(.row(name, in: namespace, .value(type)))
    }
}
