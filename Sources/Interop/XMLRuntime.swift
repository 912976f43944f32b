internal import CLibXML2

/// The process-wide state of libxml2. Every wrapper calls `prepare()` before its first C call.
enum XMLRuntime {
    /// Initialises the library once, and stops it from printing to standard error.
    static func prepare() { _ = prepared }

    private static let prepared: Bool = {
        xmlInitParser()
        bulletind_xml_silence()
        return true
    }()
}
