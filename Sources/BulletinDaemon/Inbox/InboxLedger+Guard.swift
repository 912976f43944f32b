internal import BulletinCore

/// The mass guard.
extension InboxLedger {
    /// Decides which of the missing are not retracted, whatever the time.
    ///
    /// More than three and more than the guard's share at once, any with a share of nothing, or all that there was
    /// without a notice of each, look like a lost disk or a mistake: then nothing is retracted until files return or the
    /// setting is changed. What is missing because the inbox is another is never.
    /// - Parameters:
    ///   - lost: those that are overdue and have a bulletin in the feeds.
    ///   - accepted: files that have one.
    static func guarded(
        _ lost: [(path: SourcePath, loss: Loss)], accepted: Int, guardPercent: Int, isInhabited: Bool
    ) -> Guarded {
        if lost.isEmpty || guardPercent >= 100 { return .none }
        if guardPercent == 0 || lost.count > 3 && lost.count * 100 > accepted * guardPercent { return .all }
        if !isInhabited, !lost.allSatisfy({ $0.loss == .witnessed }) { return .all }
        return lost.contains { $0.loss == .displaced } ? .displaced : .none
    }

    enum Guarded { case none, displaced, all }
}
