internal import ArgumentParser
internal import BulletinDaemon

@main struct Bulletind: ParsableCommand {
    func run() { print("hello") }
}
