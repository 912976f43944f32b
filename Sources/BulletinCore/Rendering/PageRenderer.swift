/// Renders the pages of the site from templates (Mustache) and values. Pure: no clock, equal values, equal bytes.
///
/// Pages refer to each other and to `style.css` relatively, so that a site works under any address; a feed's page
/// stands where `FeedIdentity.pagePath` says, a bulletin at `bulletins/SLUG/index.html`.
public struct PageRenderer: Sendable {
    /// The names that templates are replaced by, as file names without `.mustache`.
    public static var templateNames: [String] { PageTemplates.names }

    /// `style.css`, for the root of the site.
    public static var stylesheet: [UInt8] { PackageResources.style_css }

    /// `feed.css`, by which browsers show feeds; for the root of the site.
    public static var feedStylesheet: [UInt8] { PackageResources.feed_css }

    /// In the site.
    public static let feedStylesheetPath = "feed.css"

    private let templates: PageTemplates
    private let parts: PageParts

    /// - Parameter overrides: Mustache texts that stand for the built-in ones, by name.
    /// - Throws: if a text is no template, takes in what does not exist, or has a name that no page uses.
    public init(overrides: [String: String] = [:]) throws(TemplateError) {
        templates = try PageTemplates(overrides: overrides)
        parts = PageParts(templates: templates)
    }

    /// The page that shows a feed's document to people: its twin. The front page is that of the site's stories.
    ///
    /// - Parameters:
    ///   - topics: those that the front page leads to.
    ///   - topicSlugs: the folders of labels that have pages, by their names.
    public func twin(of feed: Feed, topics: [Topic] = [], topicSlugs: [String: String] = [:]) -> [UInt8] {
        let values = PageValues(channel: feed.channel, root: feed.root, topicSlugs: topicSlugs, parts: parts)
        return render("index", values.twin(of: feed, topics: topics))
    }

    /// The page of one bulletin, each story under its anchor.
    public func bulletin(
        _ page: BulletinPage, of channel: Channel, topicSlugs: [String: String] = [:]
    ) -> [UInt8] {
        let values = PageValues(channel: channel, root: "../../", topicSlugs: topicSlugs, parts: parts)
        return render("bulletin", values.bulletin(page))
    }

    /// What stands for a bulletin that was taken out.
    public func gone(in channel: Channel) -> [UInt8] {
        render("gone", PageValues(channel: channel, root: "../../", topicSlugs: [:], parts: parts).gone)
    }

    private func render(_ name: String, _ values: Values) -> [UInt8] { Array(templates.render(name, values).utf8) }
}
