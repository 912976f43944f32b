/// Renders the pages of the site from templates (Mustache) and values. Pure: no clock, equal values, equal bytes.
///
/// Pages refer to each other and to `style.css` relatively, so that a site works under any address; the index stands
/// at the root, a bulletin at `bulletins/SLUG/index.html`.
public struct PageRenderer: Sendable {
    /// The names that templates are replaced by, as file names without `.mustache`.
    public static var templateNames: [String] { PageTemplates.names }

    /// `style.css`, for the root of the site.
    public static var stylesheet: [UInt8] { PackageResources.style_css }

    private let templates: PageTemplates

    /// - Parameter overrides: Mustache texts that stand for the built-in ones, by name.
    /// - Throws: if a text is no template, takes in what does not exist, or has a name that no page uses.
    public init(overrides: [String: String] = [:]) throws(TemplateError) {
        templates = try PageTemplates(overrides: overrides)
    }

    /// The front page: the feed's entries as they are, newest first, and how to subscribe.
    public func index(_ feed: Feed) -> [UInt8] {
        let values = PageValues(channel: feed.channel, root: "")
        return templates.render("index", values.index(feed))
    }

    /// The page of one bulletin, each story under its anchor.
    public func bulletin(_ page: BulletinPage, of channel: Channel) -> [UInt8] {
        let values = PageValues(channel: channel, root: "../../")
        return templates.render("bulletin", values.bulletin(page))
    }
}
