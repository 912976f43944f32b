internal import BulletinCore
internal import Interop

/// What is made of the settings, and what can be wrong in it.
extension Daemon {
    /// What a start would refuse though settings are right in themselves: templates, folders that are none, a catalogue
    /// that is lost or damaged, an address or authority that is another than that of what is published, and a site folder
    /// with files of others, where that can be seen.
    public static func problems(of configuration: Configuration) -> [String] {
        var problems = templateProblems(of: configuration)
        let places = folderProblems(of: configuration)
        guard places.isEmpty else { return problems + places }
        do {
            if let lost = try lostCatalogue(of: configuration) { throw lost }
            if try Catalogue.isMissing(state: configuration.state) {
                throw CatalogueError.missing(path: "\(configuration.state)/\(Catalogue.fileName)")
            }
            let catalogue = try Catalogue.reading(state: configuration.state)
            if let fault = try catalogue.fault(state: configuration.state) { throw fault }
            problems += try catalogue.refusals(url: configuration.url, authority: configuration.authority).map {
                "\($0)"
            }
        } catch {
            switch CatalogueError.inWords(error, state: configuration.state) {
            case let error as CatalogueError where error.isRefusal: problems.append("\(error)")
            default: break  // Not everybody may read what is in the state folder, or there is nothing yet.
            }
        }
        do {
            if try begins(configuration),
                let refusal = try ForeignFiles.refusal(of: configuration.site, Folder(path: configuration.site))
            {
                problems.append("\(refusal)")
            }
        } catch {
            // There is no site yet, or it is not for everybody to read.
        }
        return problems
    }

    /// What is wrong with the templates.
    public static func templateProblems(of configuration: Configuration) -> [String] {
        do {
            _ = try renderer(configuration, templates: try templates(configuration))
            return []
        } catch let error as ConfigurationError {
            return error.problems
        } catch {
            return ["templates: \(error)"]
        }
    }

    /// Folders that are something else, and such that cannot be made, whoever tries. Who may write where is not looked at:
    /// the service runs as another user, and a service manager makes folders for it.
    private static func folderProblems(of configuration: Configuration) -> [String] {
        [("site", configuration.site), ("state", configuration.state)].compactMap { key, path in
            do throws(SystemError) {
                try Folder.checkCreation(path: path)
                return nil
            } catch {
                return "\(key): \(path): cannot be used (\(error)); name a folder, or a place where one can be made"
            }
        }
    }

    private static func begins(_ configuration: Configuration) throws -> Bool {
        try Catalogue.isNew(state: configuration.state) || Catalogue.reading(state: configuration.state).isBlank()
    }

    static func renderer(_ configuration: Configuration, templates: [String: String]) throws -> PageRenderer {
        do throws(TemplateError) {
            return try PageRenderer(overrides: templates)
        } catch {
            // Each by itself: one that is wrong does not hide the next.
            let each = templates.sorted { $0.key < $1.key }.compactMap { name, text -> TemplateError? in
                do throws(TemplateError) {
                    _ = try PageRenderer(overrides: [name: text])
                    return nil
                } catch {
                    return error
                }
            }
            throw ConfigurationError(
                problems: (each.isEmpty ? [error] : each).map { "\(configuration.templates)/\($0)" })
        }
    }

    /// The administrator's templates by name: `NAME.mustache` in the configured folder.
    static func templates(_ configuration: Configuration) throws -> [String: String] {
        guard !configuration.templates.isEmpty else { return [:] }
        var templates: [String: String] = [:]
        var problems: [String] = []
        do throws(SystemError) {
            let folder = try Folder(path: configuration.templates)
            let ending = Array(".mustache".utf8)
            for file in try folder.names() where file.endsWith(ending) && !IgnoredNames.contains(file) {
                let name = String(decoding: file.dropLast(ending.count), as: UTF8.self)
                let bytes = try folder.open(file).read(limit: 1_000_000)
                do throws(ConfigurationError) {
                    templates[name] = try Configuration.text(
                        bytes, of: "\(configuration.templates)/\(name).mustache")
                } catch {
                    problems += error.problems
                }
            }
        } catch {
            throw ConfigurationError(problems: ["templates: \(configuration.templates): cannot be read (\(error))"])
        }
        guard problems.isEmpty else { throw ConfigurationError(problems: problems.sorted()) }
        return templates
    }

    /// What decides how the same catalogue is rendered: settings, templates, and the program itself.
    static func look(of configuration: Configuration, templates: [String: String]) -> String {
        // Where the server listens, what is logged, and where the folders are, is to be seen on no page; a path may also
        // be written in more than one way.
        var shown = configuration
        let usual = Configuration()
        (shown.listen, shown.logLevel) = (usual.listen, usual.logLevel)
        (shown.inbox, shown.site, shown.state, shown.templates) = (
            usual.inbox, usual.site, usual.state, usual.templates
        )
        var parts = shown.listing + ["authors: \(configuration.authors)"]
        for (name, text) in templates.sorted(by: { $0.key < $1.key }) { parts += [name, text] }
        do throws(SystemError) {
            let status = try OpenFile(path: "/proc/self/exe").status()
            parts.append("\(status.size) \(status.modified)")
        } catch {
            parts.append("\(error)")
        }
        return SHA256Digest.hex(of: Array(parts.joined(separator: "\u{0}").utf8))
    }
}
