internal import BulletinCore
private import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Answers requests for the site: GET and HEAD, conditional requests (RFC 9110 §13), gzip, and
/// parts of files (§14).
struct SiteResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    /// Of a request, in bytes.
    private static let maximumBody = 65_536

    let store: SiteStore
    let addresses: FormerAddresses
    let logger: Logger

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        // Read before the answer: what is wrong in a body must not look like another request.
        var size = 0
        for try await part in request.body {
            size += part.readableBytes
            guard size <= Self.maximumBody else {
                return Self.message(.contentTooLarge, "413: nothing is taken here, and no request needs a body.\n")
            }
        }
        let response = answer(to: request)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(to request: Request) -> Response {
        // The first is the authority, and there may be no other (RFC 9112 §3.2).
        if request.headers[.furtherHost] != nil {
            return Self.message(.badRequest, "400: a request names one host.\n")
        }
        guard request.method == .get || request.method == .head else {
            return Self.message(.methodNotAllowed, "405: only GET and HEAD are answered here.\n", [.allow: "GET, HEAD"])
        }
        let local = addresses.local(request.uri.path)
        do {
            // Nothing here depends on a query, but pages of another site may have differed in nothing else.
            if request.uri.query?.isEmpty == false, let place = try store.former(request.uri.string) {
                return try answer(for: place)
            }
            if let target = addresses.target(host: request.head.authority, path: request.uri.string) {
                return try moved(to: target, request)
            }
            guard let path = Self.path(local) else { return Self.notFound }
            if path.hasPrefix(SiteStore.filesFolder) {
                guard let file = try store.file(path) else {
                    return try store.gone(path).map(Self.gone) ?? Self.notFound
                }
                return FileResponse.response(file, request.headers, isHead: request.method == .head)
            }
            if let asset = try store.asset(path) { return Self.response(asset, path: path, request.headers) }
            if let page = try store.gone(path) {
                // Its stories may be elsewhere now.
                return try former(request).map(answer(for:)) ?? Self.gone(page)
            }
            // A folder is asked for without its slash.
            let index = path + "/index.html"
            let isFolder = try !path.hasSuffix(".html") && (store.asset(index) != nil || store.gone(index) != nil)
            if isFolder || addresses.isOwnFolder(request.uri.path) {
                return Self.moved(to: Self.lastPart(path) + "/")
            }
            return try former(request).map(answer(for:)) ?? Self.notFound
        } catch {
            logger.error("file could not be read", metadata: ["path": "\(local)", "error": "\(error)"])
            return Self.message(.internalServerError, "500: the file cannot be read now.\n")
        }
    }

    /// What another site had at the address of a request, or at that from which a server in front made it. Those who pass an
    /// address on put words behind it that say how it was passed on.
    private func former(_ request: Request) throws -> FormerPlace? {
        let (address, path) = (request.uri.string, request.uri.path)
        if let place = try store.former(address) ?? store.former(path) { return place }
        let (local, localPath) = (addresses.local(address), addresses.local(path))
        return local == address ? nil : try store.former(local) ?? store.former(localPath)
    }

    private func answer(for place: FormerPlace) throws -> Response {
        switch place {
        case .at(let address): Self.moved(to: addresses.url + address)
        case .withdrawn: try store.gonePage.map(Self.gone) ?? Self.notFound
        }
    }

    /// Answers a request for a former address of this site. What another site had there never was below the present one.
    /// - Parameter target: the same file at the present address.
    private func moved(to target: String, _ request: Request) throws -> Response {
        let rest = target.dropFirst(addresses.url.utf8.count).prefix { $0 != "?" }
        let isHere = try Self.path("/" + rest).map { try store.asset($0) != nil } ?? false
        return try isHere ? Self.moved(to: target) : former(request).map(answer(for:)) ?? Self.moved(to: target)
    }

    private static func response(_ asset: Asset, path: String, _ fields: HTTPFields) -> Response {
        let acceptsGzip = ConditionalRequest.accepts(gzipIn: fields[values: .acceptEncoding])
        let gzip = acceptsGzip ? asset.gzip : nil
        // Two representations, two tags (RFC 9110 §8.8.3.3).
        let tag = gzip == nil ? "\"\(asset.tag)\"" : "\"\(asset.tag)-gzip\""
        var headers: HTTPFields = [
            .eTag: tag, .lastModified: asset.modified.httpDate, .cacheControl: cacheControl(path),
            .xContentTypeOptions: "nosniff",
        ]
        let isXMLFeed = path.hasSuffix(".rss") || path.hasSuffix(".atom")
        if asset.type.isCompressible { headers[.vary] = isXMLFeed ? "Accept-Encoding, Accept" : "Accept-Encoding" }
        if let links = DocumentLinks.field(for: path) { headers[.link] = links }
        let condition = ConditionalRequest(fields)
        if condition.fails(tag: tag, modified: asset.modified) { return changed }
        if condition.isFresh(tag: tag, modified: asset.modified) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = asset.type.value
        // Browsers show the types of feeds as source, without their style.
        if isXMLFeed, fields[values: .accept].contains(where: { $0.contains("text/html") }) {
            headers[.contentType] = "text/xml; charset=utf-8"
        }
        if gzip != nil { headers[.contentEncoding] = "gzip" }
        if path.hasSuffix(".html") { headers[.contentSecurityPolicy] = contentSecurityPolicy }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: gzip ?? asset.bytes)))
    }

    private static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src * data:; media-src *; base-uri 'none'; "
        + "form-action 'none'"

    /// A page that was taken out, for good as far as anybody knows (RFC 9110 §15.5.11).
    private static func gone(_ page: Asset) -> Response {
        Response(
            status: .gone,
            headers: [
                .contentType: page.type.value, .cacheControl: "public, max-age=60, must-revalidate",
                .contentSecurityPolicy: contentSecurityPolicy, .xContentTypeOptions: "nosniff",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: page.bytes)))
    }

    /// Feeds and the index may change at any time; asking again costs a 304. Archives change by corrections only.
    private static func cacheControl(_ path: String) -> String {
        let isSteady = path.hasSuffix(".css") || FeedIdentity.document(at: path)?.archive != nil
        return isSteady ? "public, max-age=3600" : "public, max-age=60, must-revalidate"
    }

    /// The file that an address names: percent-encoding undone, `index.html` put behind a slash.
    /// - Returns: `nil` when it names none.
    private static func path(_ address: String) -> String? {
        guard address.utf8.first == UInt8(ascii: "/"), let decoded = address.removingPercentEncoding else { return nil }
        let path = String(decoded.dropFirst())
        return path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
    }

    private static func lastPart(_ path: String) -> String {
        String(path.split(separator: "/").last ?? "")
    }

    /// Browsers may keep such an answer for ever (RFC 9110 §15.4.2), and then go in a circle when a story moves back.
    /// - Parameter address: relative to the request, or absolute.
    private static func moved(to address: String) -> Response {
        message(
            .movedPermanently, "301: it is at \(address)\n", [.location: address, .cacheControl: cacheControl("")])
    }

    private static var notFound: Response {
        message(.notFound, "404: nothing is published here. The front page leads to all that is.\n")
    }

    /// What a request's condition does not hold for (RFC 9110 §15.5.13).
    static var changed: Response {
        message(.preconditionFailed, "412: the file is not as the request wants it.\n")
    }

    private static func message(_ status: HTTPResponse.Status, _ text: String, _ fields: HTTPFields = [:]) -> Response {
        var headers = fields
        headers[.contentType] = "text/plain; charset=utf-8"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

extension HTTPField.Name {
    fileprivate static let furtherHost = HTTPField.Name("Host")!
}
