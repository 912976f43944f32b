internal import BulletinCore
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Answers with files beside bulletins: pictures, sound, films, documents, whole or in part.
enum FileResponse {
    /// Bytes in memory for each answer under way.
    private static let portion = 131_072

    /// - Parameter isHead: a range is for GET alone (RFC 9110 §14.2).
    static func response(_ file: ServedFile, _ fields: HTTPFields, isHead: Bool) -> Response {
        var headers: HTTPFields = [
            .cacheControl: "public, max-age=60, must-revalidate", .xContentTypeOptions: "nosniff",
            .lastModified: file.modified.httpDate,
        ]
        var range = ByteRange.whole
        // Without a tag nothing tells whether two answers are parts of one file.
        if let tag = file.tag.map({ "\"\($0)\"" }) {
            headers[.eTag] = tag
            headers[.acceptRanges] = "bytes"
            let condition = ConditionalRequest(fields)
            if condition.fails(tag: tag, modified: file.modified) { return SiteResponder.changed }
            if condition.isFresh(tag: tag, modified: file.modified) {
                return Response(status: .notModified, headers: headers)
            }
            if !isHead, isSame(fields[.ifRange], tag: tag, modified: file.modified) {
                range = ByteRange(fields[values: .range], size: file.size)
            }
        }
        headers[.contentType] = file.format?.mediaType ?? "application/octet-stream"
        headers[.contentDisposition] = file.format == nil ? "attachment" : "inline"
        switch range {
        case .whole:
            return Response(status: .ok, headers: headers, body: body(file, 0..<file.size))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"
            return Response(status: .partialContent, headers: headers, body: body(file, range))
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(file.size)"
            headers[.contentType] = "text/plain; charset=utf-8"
            headers[.contentDisposition] = nil
            return Response(
                status: .rangeNotSatisfiable, headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: "416: the file has \(file.size) bytes.\n")))
        }
    }

    /// Whether the client's part is of the present file (RFC 9110 §13.1.5): the very tag, never a weak one, or the
    /// very date.
    private static func isSame(_ field: String?, tag: String, modified: Timestamp) -> Bool {
        field == nil || field == tag || field == modified.httpDate
    }

    private static func body(_ file: ServedFile, _ range: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            var place = range.lowerBound
            while place < range.upperBound {
                let bytes = try file.read(at: place, count: min(portion, range.upperBound - place))
                // Somebody cut the file: a broken answer shows itself by its length.
                guard !bytes.isEmpty else { break }
                try await writer.write(ByteBuffer(bytes: bytes))
                place += bytes.count
            }
            try await writer.finish(nil)
        }
    }
}
