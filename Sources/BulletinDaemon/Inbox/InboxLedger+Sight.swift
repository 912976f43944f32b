internal import Interop

extension InboxLedger.Sight {
    /// What a notice about a file that is there comes to.
    init(_ change: Inotify.Event.Change) {
        self =
            switch change {
            case .movedIn: .complete
            case .written: .written
            case .closed: .closed
            case .touched: .touched
            case .gone, .folderGone, .unwatched, .overflow: .found
            }
    }
}
