internal import BulletinCore
internal import Interop

/// The life of a worker, seen from within: loads all that reading needs, gives up all that it does not, and then reads
/// file after file until its parent hangs up.
public enum WorkerProcess {
    /// Returns when the parent hung up.
    /// - Parameters:
    ///   - memory: bytes that it may take for itself.
    ///   - processorTime: seconds in its whole life.
    public static func run(memory: Int, processorTime: Int) {
        Sandbox.attachToParent()
        let stream = ByteStream.standard
        warmUp()
        var greeting = WireWriter()
        do throws(Sandbox.Failure) {
            try Sandbox.enter(Sandbox.Limits(memory: memory, processorTime: processorTime))
            greeting.put(true)
        } catch {
            greeting.put(false)
            greeting.put("it cannot confine itself (\(error))")
        }
        do {
            try stream.send(greeting.finish())
            while true {
                var head = WireReader(try stream.receive(WireWriter.headSize))
                let request = try WireRequest(try stream.receive(try head.number(in: 0...Int(Int32.max))))
                try stream.send(reply(to: request).message)
            }
        } catch {
            // The parent is gone, or wants no more. There is nobody to tell.
            return
        }
    }

    private static func reply(to request: WireRequest) -> WireReply {
        do throws(BulletinError) {
            return .bulletin(try BulletinReader.read(request.source, options: request.options))
        } catch {
            return .rejected("\(error)")
        }
    }

    /// Every reader once, so that what libraries and runtime load at their first use is there.
    private static func warmUp() {
        let samples = [
            ("a.txt", "Week 12\n■ One\n■ Two\n① One\nIt is 2026-03-14.\n② Two\nMore at https://example.org/.\n"),
            ("a.md", "---\ntitle: One\n---\n# One\n\n*Two* and [three](https://example.org/).\n"),
            ("a.html", "<!DOCTYPE html><title>One</title><h1>One</h1><p>Two&eacute; <a href=\"/x\">three</a>"),
            (
                "a.eml",
                """
                From: "One" <one@example.org>
                Date: Sat, 14 Mar 2026 09:26:53 +0800
                Subject: =?utf-8?Q?Two?=
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                VGhyZWUuCg==
                """
            ),
        ]
        for (name, text) in samples {
            _ = reply(
                to: WireRequest(
                    source: Source(path: SourcePath(name), bytes: Array(text.utf8)), options: ReadingOptions()))
        }
        Charset.prepareAll()
    }
}
