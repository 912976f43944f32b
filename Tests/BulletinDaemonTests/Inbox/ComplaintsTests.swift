import Logging
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct ComplaintsTests {
    /// A dictionary with the same facts in another order is the same trouble.
    @Test func theSameFactsAreToldOnce() {
        let records = LogRecords()
        let complaints = Complaints(logger: records.logger)
        for capacity in 0..<100 {
            var facts = Logger.Metadata(minimumCapacity: capacity)
            for (key, value) in ["path": "a", "reason": "b", "error": "c"] { facts[key] = "\(value)" }
            complaints.tell("trouble", facts, at: .warning)
        }
        #expect(records.lines == ["trouble error=c path=a reason=b"])
        complaints.tell("trouble", ["path": "a", "reason": "other", "error": "c"], at: .warning)
        #expect(records.lines.count == 2)
    }
}
