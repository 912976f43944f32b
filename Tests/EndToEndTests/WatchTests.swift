import Foundation
import Interop
import TestSupport
import Testing

/// The real program where the kernel gives it less than usual, and where mounts come and go under it.
@Suite struct WatchTests {
    private static let story = "Good news\n\nAll is well today, and it will be tomorrow.\n"

    /// Starts the service behind a shell script, which ends with the program: `"$@"`.
    private func start(_ service: Service, behind script: String, by command: [String]) throws {
        try service.start(behind: command + ["/bin/sh", "-c", script, "sh"])
    }

    /// FAULTS B3: without instances or watches the inbox is looked through at intervals, and the log says why.
    @Test(
        .enabled(if: Commands.succeeds("unshare", "-Ur", "true"), "user namespaces are not to be had here"),
        arguments: [
            ("instances", "raise fs.inotify.max_user_instances"), ("watches", "raise fs.inotify.max_user_watches"),
        ])
    func withoutNotices(of what: String, advice: String) throws {
        let service = try Service()
        try start(
            service, behind: "echo 0 > /proc/sys/user/max_inotify_\(what) && exec \"$@\"",
            by: ["/usr/bin/unshare", "-Ur"])
        #expect(try service.log.contains(advice))
        try service.folder.drop(Self.story, as: "inbox/good.txt")
        try service.wait(for: "the story") { $0.contains("Good news") }
        #expect(try service.processorTime < 10)
        #expect(try service.stop() == 0)
    }

    /// FAULTS B5, D6: another file system over the inbox, and one in it.
    @Test(.enabled(if: Commands.succeeds("unshare", "-m", "true"), "mounts are not to be had here"))
    func mountsThatComeAndGo() throws {
        let service = try Service()
        try start(service, behind: "mount --make-rprivate / && exec \"$@\"", by: ["/usr/bin/unshare", "-m"])
        let folder = service.folder
        try folder.drop(Self.story, as: "inbox/good.txt")
        try service.wait(for: "the story") { $0.contains("Good news") }
        let before = try service.feed.items

        // In it: not entered, and told beside it.
        try folder.makeFolder("inbox/x")
        try folder.makeFolder("secret")
        try folder.write("# Secret\n\nNobody is to read this.\n", to: "secret/a.md")
        try service.mount("--bind", folder("secret"), folder("inbox/x"))
        try folder.drop("# Bridge\n\nIt opened at noon.\n", as: "inbox/x.md")
        try service.wait(for: "the bridge") { $0.contains("Bridge") }
        try service.send(SIGHUP)
        try FolderWatch(folder("inbox")).wait(for: "the note") { folder.contains("inbox/x.rejected.txt") }
        #expect(
            try folder.text("inbox/x.rejected.txt").contains(
                "这里挂载了别的文件系统；请把文件本身放进收件文件夹"))

        // Over it: noticed at once, and nothing is withdrawn.
        try service.mount("-t", "tmpfs", "none", folder("inbox"))
        try FolderWatch(folder.path).wait(for: "the notice") { try service.log.contains("inbox was replaced") }
        let inside = "/proc/\(try service.identifier)/root\(folder("inbox"))"
        try Data("# Ferry\n\nIt left at one.\n".utf8).write(to: URL(filePath: inside + "/ferry.md"))
        try service.wait(for: "the ferry") { $0.contains("Ferry") }
        #expect(try service.log.contains("what the new inbox lacks is not retracted"))

        // Gone again, lazily: what was on it stays, and the first folder is watched.
        try service.unmount(folder("inbox"))
        try folder.drop("# Harbour\n\nIt closed at two.\n", as: "inbox/harbour.md")
        try service.wait(for: "the harbour") { $0.contains("Harbour") }
        let after = try service.feed.items
        #expect(Set(after.map(\.title)) == ["Good news", "Bridge", "Ferry", "Harbour"])
        #expect(after.filter { $0.title == "Good news" } == before)
        #expect(
            !(try folder.files(below: "site").values.contains { String(decoding: $0, as: UTF8.self).contains("Secret") })
        )
        #expect(try !service.log.contains("bulletin retracted"))
        #expect(try service.stop() == 0)
    }

    /// A service manager binds the folders that may be written; another one in the place of the site is none of them.
    @Test(.enabled(if: Commands.succeeds("unshare", "-m", "true"), "mounts are not to be had here"))
    func aSiteOutsideOfWhatMayBeWritten() throws {
        let service = try Service(settings: "scan-interval: 1 s")
        let folder = service.folder
        try folder.makeFolder("state")
        let binds = ["", "site", "state", "inbox"].map { "mount --bind \(folder($0)) \(folder($0))" }
        let script =
            ["mount --make-rprivate /"] + binds + ["mount -o remount,bind,ro \(folder(""))", "exec \"$@\""]
        try start(service, behind: script.joined(separator: " && "), by: ["/usr/bin/unshare", "-m"])
        try folder.drop(Self.story, as: "inbox/good.txt")
        try service.wait(for: "the story") { $0.contains("Good news") }
        try FileManager.default.moveItem(atPath: folder("site"), toPath: folder("aside"))
        try folder.makeFolder("site")
        try FolderWatch(folder.path).wait(for: "the refusal") {
            try service.log.contains(
                "the site folder was replaced, and the new one cannot be written (create: Read-only")
        }
        #expect(try service.stop() == 0)
        try service.start()
        try service.wait(for: "the story") { $0.contains("Good news") }
        #expect(try service.stop() == 0)
    }

    /// FAULTS D5: what may not be read is refused, and taken when it may.
    @Test(
        .enabled(
            if: getuid() != 0 || Commands.succeeds("setpriv", "--bounding-set=-all", "true"),
            "root's rights cannot be given up here"))
    func whatMayNotBeRead() throws {
        let service = try Service()
        let command = getuid() == 0 ? ["/usr/bin/setpriv", "--bounding-set=-all", "--inh-caps=-all"] : ["/usr/bin/env"]
        let folder = service.folder
        try folder.makeFolder("inbox/closed")
        try folder.write("# Bridge\n\nIt opened at noon.\n", to: "inbox/closed/a.md")
        try folder.write(Self.story, to: "inbox/good.txt")
        for path in ["inbox/closed", "inbox/good.txt"] { #expect(unsafe chmod(folder(path), 0) == 0) }
        try service.start(behind: command)
        for path in ["inbox/closed", "inbox/good.txt"] {
            try FolderWatch(folder("inbox")).wait(for: "the note") { folder.contains(path + ".rejected.txt") }
            #expect(try folder.text(path + ".rejected.txt").contains("Permission denied"))
        }
        #expect(unsafe chmod(folder("inbox/good.txt"), 0o644) == 0)
        try service.wait(for: "the story") { $0.contains("Good news") }
        #expect(unsafe chmod(folder("inbox/closed"), 0o755) == 0)
        try service.wait(for: "the bridge") { $0.contains("Bridge") }
        for path in ["inbox/closed", "inbox/good.txt"] {
            try FolderWatch(folder("inbox")).wait(for: "the note's end") { !folder.contains(path + ".rejected.txt") }
        }
        #expect(try service.stop() == 0)
    }
}

enum Commands {
    static func succeeds(_ words: String...) -> Bool {
        guard let process = try? Process.run(URL(filePath: "/usr/bin/env"), arguments: words) else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

extension Service {
    /// Seconds of processor time so far.
    var processorTime: Int {
        get throws {
            let fields = try String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8).split(separator: " ")
            return (Int(fields[13]) ?? 0) / 100 + (Int(fields[14]) ?? 0) / 100
        }
    }

    /// Mounts where the service sees it.
    func mount(_ words: String...) throws { try inside(["mount"] + words) }

    func unmount(_ path: String) throws { try inside(["umount", "-l", path]) }

    private func inside(_ words: [String]) throws {
        let process = try Process.run(
            URL(filePath: "/usr/bin/nsenter"), arguments: ["-t", "\(try identifier)", "-m"] + words)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
