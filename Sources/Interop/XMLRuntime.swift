internal import CLibXML2

/// The process-wide state of libxml2. Every wrapper calls `prepare()` before its first C call.
enum XMLRuntime {
    /// Initialises the library once, and stops it from printing to standard error, which is a matter of each thread.
    static func prepare() {
        _ = initialized
        bulletind_xml_silence()
    }

    private static let initialized: Void = {
        bulletind_xml_end_without_memory()
        xmlInitParser()
    }()
}
