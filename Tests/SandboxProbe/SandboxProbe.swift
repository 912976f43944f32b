internal import Glibc
internal import Interop

/// Enters the sandbox, tries one deed, and shows by its end what became of it: code 0, it was done; 1, it was refused;
/// a signal, it was killed for it.
@main enum SandboxProbe {
    static func main() {
        do throws(Sandbox.Failure) {
            try Sandbox.enter(Sandbox.Limits(memory: 200_000_000, processorTime: 10))
        } catch {
            exit(9)
        }
        guard let deed = CommandLine.arguments.dropFirst().first, let isDone = perform(deed) else { exit(8) }
        exit(isDone ? 0 : 1)
    }

    private static func perform(_ deed: String) -> Bool? {
        switch deed {
        case "nothing": true
        case "open": unsafe open("/etc/passwd", O_RDONLY) >= 0
        case "create": unsafe creat("bulletind-probe", 0o600) >= 0
        case "remove": unsafe unlink("/tmp/bulletind-probe") == 0 || errno == ENOENT
        case "socket": socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) >= 0
        case "local socket": socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) >= 0
        case "program": unsafe execv("/bin/true", [nil]) == 0
        case "child":
            unsafe posix_spawn(nil, "/bin/true", nil, nil, [nil], [nil]) == 0
        case "signal": kill(getppid(), 0) == 0
        case "descriptor": dup(0) >= 0
        case "executable memory": map(4096, PROT_READ | PROT_WRITE | PROT_EXEC)
        case "some memory": map(100_000_000, PROT_READ | PROT_WRITE)
        case "much memory": map(300_000_000, PROT_READ | PROT_WRITE)
        default: nil
        }
    }

    private static func map(_ size: Int, _ protection: Int32) -> Bool {
        unsafe mmap(nil, size, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED
    }
}
