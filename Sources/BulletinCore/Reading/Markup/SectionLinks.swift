internal import Interop

extension Section {
    /// Every address of the story, once each: the link list first, then what its body links to, in order.
    /// Titles without address are among them.
    public var allLinks: [Link] {
        var all = links
        var seen = Set(links.compactMap(\.url))
        for link in bodyLinks {
            if let url = link.url, seen.insert(url).inserted { all.append(link) }
        }
        return all
    }

    private var bodyLinks: [Link] {
        do throws(HTMLError) {
            return Sanitizer.sanitize(try HTMLDocument.events(of: Array(html.utf8), maxDepth: 256), .own).blocks
                .flatMap(\.links)
        } catch {
            return []
        }
    }
}
