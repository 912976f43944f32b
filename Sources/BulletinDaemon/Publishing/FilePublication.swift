internal import BulletinCore

/// Files of bulletins on the way to the site: before the pages that show them, and away after the feeds that led to
/// them.
extension Pipeline {
    /// Bytes of files that are held in memory and written together; a larger file goes alone.
    private static let filePortion = 16_000_000

    /// Publishes what a bulletin's page shows.
    /// - Parameters:
    ///   - page: `nil` when there is nothing to be seen of the bulletin.
    ///   - present: what is published for the bulletin.
    /// - Returns: files that changed, and published ones that the page does not lead to any more.
    func publishFiles(
        of bulletin: Int64, page: BulletinPage?, present: [PublishedFile], at now: Timestamp
    ) throws -> (changed: [PublishedFile], retired: [String]) {
        let wanted = page?.files ?? []
        guard !wanted.isEmpty || !present.isEmpty else { return ([], []) }
        let paths = Set(wanted.map(\.path))
        let retired = present.map(\.path).filter { !paths.contains($0) }
        let known = Dictionary(present.map { ($0.path, $0.digest) }, uniquingKeysWith: { one, _ in one })
        let digests = wanted.isEmpty ? [:] : try catalogue.attachedDigests(of: bulletin)
        var changed: [PublishedFile] = []
        var portion: [SiteFile] = []
        var size = 0
        for file in wanted {
            guard let digest = digests[file.path], known[file.path] != digest,
                let bytes = try catalogue.blob(digest)
            else { continue }
            if size + bytes.count > Self.filePortion {
                changed += try publishChanged(portion, at: now)
                (portion, size) = ([], 0)
            }
            portion.append(SiteFile(path: file.path, bytes: bytes))
            size += bytes.count
        }
        changed += try publishChanged(portion, at: now)
        return (changed, retired)
    }

    /// Removes files that no page and, by now, no feed leads to.
    func removeRetiredFiles() throws {
        let retired = try catalogue.retiredFiles()
        guard !retired.isEmpty else { return }
        try publisher.remove(retired)
        try catalogue.removed(retired)
    }

    /// Removes what a crash left in a bulletin's folder of files: half written, or whole and not yet recorded.
    func sweepFiles(ofBulletin slug: String) throws {
        let known = Set(try catalogue.publishedFiles(ofBulletins: [slug])[0].map(\.path))
        try publisher.sweep("files/\(slug)") { known.contains("files/\(slug)/\($0)") }
    }

    /// A bulletin without the embedded files that are not published: too large, or of another type.
    func admitted(_ outcome: TakenFile.Outcome) -> TakenFile.Outcome {
        guard case .bulletin(var bulletin) = outcome, !bulletin.attachments.isEmpty else { return outcome }
        let limit = configuration.maxAttachmentSize
        var admitted: [Attachment] = []
        for file in bulletin.attachments {
            let name = SourcePath(file.reference)
            let reason: String? =
                if file.bytes.count > limit {
                    "its \(file.bytes.count) bytes are more than the limit of \(limit)"
                } else if MediaFormat.of(file.bytes, fileExtension: name.fileExtension) == nil {
                    "files of its type are not published"
                } else {
                    nil
                }
            if let reason {
                bulletin.findings.append(
                    Finding(.warning, "AttachmentLeftOut", "the embedded file '\(name)' was left out: \(reason)"))
            } else {
                admitted.append(file)
            }
        }
        bulletin.attachments = admitted
        return .bulletin(bulletin)
    }

    /// What a media file of the inbox becomes without being read as a bulletin; `nil` for all other files, and for
    /// pictures that are called like a text, since their editor expects stories.
    func media(_ source: Source) -> TakenFile.Outcome? {
        let name = source.path.fileExtension
        guard MediaFormat.isUsual(name) else { return nil }
        return MediaFormat.of(source.bytes, fileExtension: name).map { .media($0, source.bytes) }
    }

    /// Why a file is refused by its name or size alone; `nil` when it may be read.
    func refusal(of path: SourcePath, size: Int64) -> String? {
        if IgnoredNames.isConflictCopy(path.name) {
            return "\(path): a copy that a sync program set aside, since two people changed the file; "
                + "put what is right into the file itself, and remove this one"
        }
        let name = path.fileExtension
        if name == "svg" || name == "svgz" {
            return "\(path): SVG pictures may hold scripts and are not published; save it as PNG and drop that in"
        }
        let limit = configuration.maxAttachmentSize
        guard MediaFormat.isUsual(name), size > limit else { return nil }
        return "\(path): \(size) bytes are more than the limit of \(limit); make the file smaller, "
            + "or raise max-attachment-size"
    }

    /// How much of a file is read.
    func sizeLimit(of path: SourcePath) -> Int {
        MediaFormat.isUsual(path.fileExtension) ? configuration.maxAttachmentSize : configuration.maxFileSize
    }
}
