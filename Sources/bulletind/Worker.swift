internal import ArgumentParser
internal import BulletinDaemon

/// `bulletind worker`: the child process that the service and `build` read files in. Not for people.
struct Worker: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read files for the service.", shouldDisplay: false)

    @Option(help: "Bytes that it may take for itself.")
    var memory: Int
    @Option(help: "Seconds of processor time in its whole life.")
    var processorTime: Int

    func run() { WorkerProcess.run(memory: memory, processorTime: processorTime) }
}
